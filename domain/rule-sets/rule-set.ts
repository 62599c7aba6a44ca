import type { Severity } from '../severity.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/**
 * How sure a number is. `text-read`: read in the text itself. `second-hand`: read where the text is quoted.
 * `default`: no text gives it, or none could be read; ours, until an administrator sets another.
 */
export type Sureness = 'text-read' | 'second-hand' | 'default';

/** One number (or list of numbers) of a rule set, with where it comes from. The unit is in its code. */
export interface Rule<Value> {
  readonly value: Value;
  readonly clause: string;
  readonly sure: Sureness;
}

/** Every rule that a rule set gives, by its code, and whether it is one number or a list. */
export interface RuleValues {
  'accept-first.supply-by-less-than-handling-working-days': number;
  'accept-first.supply-by-at-most-working-days': number;
  'accept-first.registration-grace-working-days': number;
  /** A posted paper that counts from its dispatch may still be on its way. */
  'accept-first.registration-grace-when-dispatch-counts-working-days': number;
  'accept-first.reminders-before-working-days': readonly number[];
  'accept-first.verify-within-working-days': number;
  /** Where the procedure has no positive handling term of its own. */
  'accept-first.decide-within-working-days': number;
  'case.officer-reminders-before-working-days': readonly number[];
  'case.escalate-every-working-days': number;
  /** How far back an officer may date a receipt; further back only a supervisor. */
  'case.backdating-by-officer-working-days': number;
  'case.wake-spread-seconds': number;
  /** Hour of the day, Asia/Shanghai, at which reminders go out. */
  'case.reminder-hour': number;
  'licensing.correction-notice-working-days': number;
  'penalty.annulled-withdrawal-working-days': number;
  'publication.decisions-within-working-days': number;
  'repair.accept-within-working-days': number;
  'repair.check-within-working-days': number;
  'repair.answer-within-working-days': number;
  'repair.extension-working-days': number;
  'repair.copies-within-working-days': number;
  'repair.false-materials-bar-years': number;
  'objection.pass-on-within-working-days': number;
}

export type RuleCode = keyof RuleValues;

/** What the shown period of one class of dishonesty information is. Months run from the document's date. */
export interface PublicityTerm {
  /** `if-found-necessary`: not shown unless the authority finds it necessary. */
  readonly shown: 'always' | 'if-found-necessary';
  /** Months before repair may be applied for; null: as soon as the duties are done. */
  readonly minimumMonths: Rule<number> | null;
  readonly maximumMonths: Rule<number>;
}

/** How long dishonesty information is shown: by its class, or (before 2026-04-01) by the sector it belongs to. */
export type PublicityRules =
  | { readonly by: 'severity'; readonly terms: Readonly<Record<Severity, PublicityTerm>> }
  | { readonly by: 'sector'; readonly other: PublicityTerm; readonly sectors: Readonly<Record<Sector, PublicityTerm>> };

/** The fields of law for which a rule set has a period of its own. */
export const SECTORS = ['food', 'drugs', 'special-equipment', 'work-safety', 'fire'] as const;
export type Sector = (typeof SECTORS)[number];

export const SECTOR_TEXT: Readonly<Record<Sector, Bilingual>> = {
  food: { zh: '食品', en: 'food' },
  drugs: { zh: '药品', en: 'drugs' },
  'special-equipment': { zh: '特种设备', en: 'special equipment' },
  'work-safety': { zh: '安全生产', en: 'work safety' },
  fire: { zh: '消防', en: 'fire safety' },
};

/** Whether the text names a sector. */
export function isSector(text: string): text is Sector {
  return SECTORS.some((sector) => sector === text);
}

/** The rules in force from a day on. A case keeps the `id` of the set it was opened under. */
export interface RuleSet {
  readonly id: string;
  readonly inForceFrom: Day;
  readonly title: Bilingual;
  readonly document: string;
  readonly rules: { readonly [Code in RuleCode]: Rule<RuleValues[Code]> };
  readonly publicity: PublicityRules;
}
