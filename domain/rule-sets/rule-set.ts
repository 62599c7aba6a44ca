import type { Severity } from '../record/severity.ts';
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
  /** That must be left from the registration of a paper application whose notice was not handed over before. */
  'accept-first.least-after-registration-working-days': number;
  'accept-first.reminders-before-working-days': readonly number[];
  'accept-first.verify-within-working-days': number;
  /** Where the procedure has no positive handling term of its own. */
  'accept-first.decide-within-working-days': number;
  /** From the decision that was made on a promise (告知承诺), where the procedure has no term of its own. */
  'commitment.check-within-working-days': number;
  'commitment.rectify-within-working-days': number;
  'commitment.confirm-within-working-days': number;
  'commitment.consent-within-working-days': number;
  'commitment.revoke-within-working-days': number;
  'commitment.registration-grace-working-days': number;
  'commitment.reminders-before-working-days': readonly number[];
  /** To report anew where the authority rejected a report after its own term, and the date had passed meanwhile. */
  'commitment.anew-after-late-verdict-working-days': number;
  /** That must be left where the authority tells of an event whose term is almost over, or is. */
  'commitment.least-after-event-working-days': number;
  /** Severity, by the share of what was promised that was not kept: minor below, serious from. */
  'commitment.minor-below-percent': number;
  'commitment.serious-from-percent': number;
  /** Made good within so many calendar days of its date, a broken promise is minor. */
  'commitment.minor-if-made-good-within-days': number;
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
  /** It is said in public that a record was taken back, and why, for so many months at most. */
  'publication.withdrawal-stated-at-most-months': number;
  'repair.accept-within-working-days': number;
  'repair.check-within-working-days': number;
  'repair.answer-within-working-days': number;
  'repair.extension-working-days': number;
  'repair.copies-within-working-days': number;
  /** For the applicant, from the authority's request to complete. */
  'repair.complete-within-working-days': number;
  'repair.reminders-before-working-days': readonly number[];
  /** Left to the authority to accept, where the whole answer is due before, or was when it was pushed. */
  'repair.least-to-accept-working-days': number;
  /** Hearings, expert checks and the like of one part, all together. */
  'repair.pauses-at-most-working-days': number;
  /** Its supervisor hears of this pause of a part, and of every later one. */
  'repair.pause-told-to-supervisor-from-number': number;
  'repair.false-materials-bar-years': number;
  'repair-withdrawal.serve-within-working-days': number;
  /** From service: for a statement, and to ask for a hearing. */
  'repair-withdrawal.statement-within-working-days': number;
  'repair-withdrawal.reminders-before-working-days': readonly number[];
  /** A statement on paper that came in time is written down before anything is decided against the subject. */
  'repair-withdrawal.registration-grace-working-days': number;
  'repair-withdrawal.hearing-within-working-days': number;
  'repair-withdrawal.decide-within-working-days': number;
  /** For an officer to complete a draft, from the day on which it came to the desk. */
  'determination.draft-within-working-days': number;
  'determination.serve-within-working-days': number;
  /** From service: for a statement, and to ask for a hearing. */
  'determination.statement-within-working-days': number;
  'determination.reminders-before-working-days': readonly number[];
  /** A statement on paper that came in time is written down before anything is decided against the subject. */
  'determination.registration-grace-working-days': number;
  'determination.hearing-within-working-days': number;
  /** What was said in time is checked, and the result told. */
  'determination.review-within-working-days': number;
  'determination.decide-within-working-days': number;
  'determination.decision-extension-working-days': number;
  /** Working days between the call and the hearing. */
  'hearing.called-ahead-working-days': number;
  /** Of the statement period, after the end of a hearing was written down. */
  'hearing.least-after-record-working-days': number;
  /** Calendar days after which a document made public counts as served. */
  'service.public-notice-calendar-days': number;
  'objection.pass-on-within-working-days': number;
  /** From so many of them on a subject has the grade; see `gradeSubject`. */
  'supervision.d-from-serious-records': number;
  'supervision.d-from-general-records': number;
  'supervision.c-from-general-records': number;
  'supervision.c-from-broken-promises': number;
  'supervision.a-from-kept-promises': number;
  /** How long a kept promise counts for the grade A, in calendar months. */
  'supervision.a-within-months': number;
  /** Months between two inspections of a subject of each grade. */
  'supervision.inspect-a-every-months': number;
  'supervision.inspect-b-every-months': number;
  'supervision.inspect-c-every-months': number;
  'supervision.inspect-d-every-months': number;
  /** Of fewer subjects no figure is told: it could be said of one of them. */
  'statistics.smallest-group-subjects': number;
  /** From the day the authority that determined the record has the objection. */
  'objection.answer-within-working-days': number;
  'objection.extension-working-days': number;
  /** Inspections and appraisals of one objection, all together. */
  'objection.inspections-at-most-working-days': number;
  /** Of what a subject says beside its record. */
  'declaration.longest-characters': number;
  /** Who was no older than this on the day of the act is determined with leniency. */
  'determination.lenient-until-age-years': number;
  /** 1: a record stays published past its maximum while its duties are open; 0: it is shown no longer, and flagged. */
  'publicity.stays-published-while-duties-open': number;
  /** Of a record that stays published for its duties: how often its authority is reminded of them. */
  'publicity.duties-open-told-every-working-days': number;
  /** Younger than this nobody is listed as a judgment debtor. */
  'judgment-debtor.listed-from-age-years': number;
  'judgment-debtor.extra-years-at-most': number;
  /** From the day on which it was asked for, or the new date was told, where the officer names no day. */
  'rectification.rectify-within-working-days': number;
  'rectification.reminders-before-working-days': readonly number[];
  'rectification.registration-grace-working-days': number;
  /** The check of a report, from the day the authority had it. */
  'rectification.confirm-within-working-days': number;
  /** To report anew where the authority rejected a report after its own term, and the date had passed meanwhile. */
  'rectification.anew-after-late-check-working-days': number;
  /** For the authority to appoint the interview, from the date that passed. */
  'rectification.interview-called-within-working-days': number;
  /** Working days between the notice of an interview and the interview. */
  'rectification.interview-told-ahead-working-days': number;
  /** For the minutes, from the day for which the interview was called. */
  'rectification.minutes-within-working-days': number;
  /** For the court to confirm the ruling that an application names. */
  'reorganisation.confirm-within-working-days': number;
  /** Where the ruling gives no term in which the plan or settlement is to be carried out. */
  'reorganisation.outcome-asked-after-months': number;
  'reorganisation.ask-again-every-working-days': number;
  /** A special credit report counts for so long, the day of issue not counted. */
  'credit-report.valid-calendar-days': number;
  /** A consent to queries of a person's information lasts no longer than so many months. */
  'consent.longest-months': number;
  'green-channel.years-without-bad-record': number;
  /** From the day a subject registered something of itself, or corrected it. */
  'voluntary-registration.verify-within-working-days': number;
  /** From the day the subject was told what is doubted. */
  'voluntary-registration.statement-within-working-days': number;
  /** A statement on paper that came in time is written down before anything is found false. */
  'voluntary-registration.registration-grace-working-days': number;
  'voluntary-registration.decide-within-working-days': number;
  'voluntary-registration.reminders-before-working-days': readonly number[];
  /** What a subject registers of itself counts no longer than so many months. */
  'voluntary-registration.longest-validity-months': number;
  /**
   * For an authority to apply a measure it was asked for, or to resume it, and to say so: from the push, or the measure's
   * first day.
   */
  'joint-action.execute-within-working-days': number;
  /** To undo it and to say so, from the push. */
  'joint-action.undo-within-working-days': number;
  /** To suspend what it has applied while the record is checked or shielded, and to say so, from the push. */
  'joint-action.suspend-within-working-days': number;
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
  | {
      readonly by: 'sector';
      readonly other: PublicityTerm;
      readonly sectors: Readonly<Record<PeriodSector, PublicityTerm>>;
    };

/** The sectors for which order 58 (before 2026-04-01) has a period of its own. */
export type PeriodSector = 'food' | 'drugs' | 'special-equipment' | 'work-safety' | 'fire';

/** The rules in force from a day on. A case keeps the `id` of the set it was opened under. */
export interface RuleSet {
  readonly id: string;
  readonly inForceFrom: Day;
  readonly title: Bilingual;
  readonly document: string;
  readonly rules: { readonly [Code in RuleCode]: Rule<RuleValues[Code]> };
  readonly publicity: PublicityRules;
}
