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

/** A text of another system as one short line: control characters become blanks, and what is too long is cut. */
export function oneLine(text: string, longest: number): string {
  const line = text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return [...line].slice(0, longest).join('');
}

/** A text as it stands in HTML, in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
