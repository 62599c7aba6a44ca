/** A text that a person reads, in Chinese (the authoritative wording) and in English. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/**
 * Text typed by a person exists in one language only and is shown as it was written; text of ours exists in both.
 * Gives either of them the two-language shape.
 */
export function asBilingual(text: string | Bilingual): Bilingual {
  return typeof text === 'string' ? { zh: text, en: text } : text;
}

/** Names one thing or many: `plural(1, 'day')` is "1 day", `plural(3, 'day')` is "3 days". */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
