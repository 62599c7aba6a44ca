import type { DeadlineState, Ledger } from '../deadline/ledger.ts';
import type { RuleAnswer, RuleLookup } from '../deadline/rule-value.ts';
import type { Pace } from '../case/waits.ts';
import {
  type HeardStanding,
  heardStage,
  hearingByFrom,
  hearingEnded,
  type HearingTime,
  serveByFrom,
  statementByFrom,
  workingDaysFrom,
} from '../hearing/hearing-course.ts';
import { sectorTerm } from '../record/sector-rules.ts';
import type { Sector } from '../record/sectors.ts';
import type { Day, Instant } from '../time.ts';
import type { DeterminationDeadline, DeterminationStatus } from './determination.ts';

/** Where a determination stands in its rows: what its status follows from, whatever came first. */
export interface DeterminationStanding extends HeardStanding {
  completed: boolean;
  /** A statement that was made in time, or what was said at a hearing, that nobody has reviewed. */
  unreviewed: boolean;
}

/** The status that follows from the rows and the stored date at `now`. */
export function determinationAtHand(standing: DeterminationStanding, now: Instant): OpenStatus {
  if (!standing.completed) return 'draft';
  const stage = heardStage(standing, now);
  if (stage !== 'heard') return stage;
  return standing.unreviewed ? 'reviewing' : 'awaiting-decision';
}

const CLOSED = {
  'draft-by': 'closed',
  'serve-by': 'closed',
  'statement-by': 'closed',
  'hearing-by': 'closed',
  'review-by': 'closed',
  'determine-by': 'closed',
} as const satisfies Record<DeterminationDeadline, DeadlineState>;

const SERVED = { ...CLOSED, 'draft-by': 'met', 'serve-by': 'met' } as const;
const HEARD = { ...SERVED, 'statement-by': 'met', 'hearing-by': 'met' } as const;

/** How each deadline stands in each status. A hearing stops the statement period, what is left of it runs afterwards. */
export const DETERMINATION_DEADLINES_IN_STATUS = {
  draft: { ...CLOSED, 'draft-by': 'running' },
  'awaiting-service': { ...CLOSED, 'draft-by': 'met', 'serve-by': 'running' },
  'statement-period': { ...SERVED, 'statement-by': 'running', 'hearing-by': 'met' },
  hearing: { ...SERVED, 'hearing-by': 'running' },
  reviewing: { ...HEARD, 'review-by': 'running' },
  'awaiting-decision': { ...HEARD, 'review-by': 'met', 'determine-by': 'running' },
  determined: { ...HEARD, 'review-by': 'met', 'determine-by': 'met' },
  lenient: { ...HEARD, 'review-by': 'met', 'determine-by': 'met' },
  dropped: { ...CLOSED, 'determine-by': 'met' },
  discarded: { ...CLOSED, 'draft-by': 'met' },
} as const satisfies Record<
  Exclude<DeterminationStatus, 'opening' | 'never-opened'>,
  Record<DeterminationDeadline, DeadlineState>
>;

export type OpenedStatus = keyof typeof DETERMINATION_DEADLINES_IN_STATUS;
export type OpenStatus = Exclude<OpenedStatus, 'determined' | 'lenient' | 'dropped' | 'discarded'>;

/** The terms of a determination that a sector may have of its own, all in working days. */
export interface DeterminationTerms {
  /** From service. */
  readonly statement: RuleAnswer<number>;
  /** Of a statement, from the end of the statement period. */
  readonly review: RuleAnswer<number>;
  readonly decide: RuleAnswer<number>;
  readonly extension: RuleAnswer<number>;
}

/**
 * The terms of a determination whose notice was made on a day: a number of the sector overrides the rule set's, and one
 * that an administrator set for the sector overrides both, unless it was read in the sector's own text.
 */
export function determinationTerms(sector: Sector, on: Day, rule: RuleLookup): DeterminationTerms {
  return {
    statement: sectorTerm(sector, on, rule, 'determination.statement-within-working-days'),
    review: sectorTerm(sector, on, rule, 'determination.review-within-working-days'),
    decide: sectorTerm(sector, on, rule, 'determination.decide-within-working-days'),
    extension: sectorTerm(sector, on, rule, 'determination.decision-extension-working-days'),
  };
}

/** Draft-by (补全期限), from the day on which the draft came to the desk. */
export function draftByLedger(draftedOn: Day, rule: RuleLookup): Ledger {
  const drafted = { zh: '认定草稿提交', en: 'the draft came to the desk' };
  return workingDaysFrom(drafted, draftedOn, 'draft-by', rule('determination.draft-within-working-days'));
}

/** Serve-by (送达期限), from the day the notice was made. */
export function noticeServeByLedger(madeOn: Day, rule: RuleLookup): Ledger {
  const made = { zh: '作出失信认定事先告知书', en: 'the notice of the determination was made' };
  return serveByFrom(madeOn, made, rule('determination.serve-within-working-days'));
}

/** Statement-by (陈述申辩期限), from the day of service; see `statementByFrom`. */
export function noticeStatementByLedger(
  servedOn: Day,
  hearing: HearingTime | null,
  { statement }: DeterminationTerms,
  rule: RuleLookup,
): Ledger {
  return statementByFrom(servedOn, hearing, statement, rule('hearing.least-after-record-working-days'));
}

/** Hearing-by (听证期限), from the day it was asked for, or the day of service where it was asked for before. */
export function noticeHearingByLedger(askedOn: Day, rule: RuleLookup): Ledger {
  return hearingByFrom(askedOn, rule('determination.hearing-within-working-days'));
}

/** Review-by (复核期限), from the end of the statement period, or the day on which a later paper was written down. */
export function reviewByLedger(from: Day, waived: boolean, { review }: DeterminationTerms): Ledger {
  return workingDaysFrom(hearingEnded(waived), from, 'review-by', review);
}

/** Determine-by (认定期限), from the end of the statement period, or the review of what was said in it. */
export function determineByLedger(
  from: Day,
  { waived, reviewed }: { waived: boolean; reviewed: boolean },
  { decide }: DeterminationTerms,
): Ledger {
  const ended = reviewed ? { zh: '陈述、申辩复核完毕', en: 'the statement was reviewed' } : hearingEnded(waived);
  return workingDaysFrom(ended, from, 'determine-by', decide);
}

/** The one extension of the decision; its reason is told to the subject, not kept here. */
export function extendedDecision(
  ledger: Ledger,
  { extension }: DeterminationTerms,
  { by, on }: { by: string; on: Day },
): Ledger {
  const { value: count, clause } = extension;
  const granted = { count, unit: 'working-days', reason: '情况复杂', clause, by, on } as const;
  return { ...ledger, extensions: [...ledger.extensions, granted] };
}

/** Who must act is reminded: the subject by a rule of its own, the authority as in every case. */
export function determinationPaceOf(kind: string, rule: RuleLookup): Pace {
  const reminders =
    kind === 'statement-by'
      ? rule('determination.reminders-before-working-days')
      : rule('case.officer-reminders-before-working-days');
  return {
    reminderWorkingDays: reminders.value,
    escalateEveryWorkingDays: rule('case.escalate-every-working-days').value,
    reminderHour: rule('case.reminder-hour').value,
  };
}
