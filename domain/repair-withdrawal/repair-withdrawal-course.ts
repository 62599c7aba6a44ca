import type { RepairWithdrawalDeadline, RepairWithdrawalStatus } from './repair-withdrawal.ts';
import type { DeadlineState, Ledger } from '../deadline/ledger.ts';
import type { RuleLookup } from '../deadline/rule-value.ts';
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
import type { Day, Instant } from '../time.ts';
import type { Pace } from '../case/waits.ts';

/** The status that follows from the rows and the stored date at `now`. */
export function statusAtHand(standing: HeardStanding, now: Instant): OpenStatus {
  const stage = heardStage(standing, now);
  return stage === 'heard' ? 'awaiting-decision' : stage;
}

/**
 * How each deadline stands in each status; `absent` where it has not begun. A hearing stops the statement period
 * (行政许可法第四十五条: its time is not counted): what is left of it runs afterwards as a deadline of its own.
 */
export const WITHDRAWAL_DEADLINES_IN_STATUS = {
  'awaiting-service': {
    'serve-by': 'running',
    'statement-by': 'closed',
    'hearing-by': 'closed',
    'withdrawal-decide-by': 'closed',
  },
  'statement-period': {
    'serve-by': 'met',
    'statement-by': 'running',
    'hearing-by': 'met',
    'withdrawal-decide-by': 'closed',
  },
  hearing: { 'serve-by': 'met', 'statement-by': 'closed', 'hearing-by': 'running', 'withdrawal-decide-by': 'closed' },
  'awaiting-decision': {
    'serve-by': 'met',
    'statement-by': 'met',
    'hearing-by': 'met',
    'withdrawal-decide-by': 'running',
  },
  upheld: { 'serve-by': 'met', 'statement-by': 'met', 'hearing-by': 'met', 'withdrawal-decide-by': 'met' },
  dropped: { 'serve-by': 'closed', 'statement-by': 'closed', 'hearing-by': 'closed', 'withdrawal-decide-by': 'met' },
} as const satisfies Record<
  Exclude<RepairWithdrawalStatus, 'opening' | 'never-opened'>,
  Record<RepairWithdrawalDeadline, DeadlineState>
>;

export type OpenedStatus = keyof typeof WITHDRAWAL_DEADLINES_IN_STATUS;
type OpenStatus = Exclude<OpenedStatus, 'upheld' | 'dropped'>;

/** Serve-by (送达期限), from the day the notice was made. */
export function serveByLedger(madeOn: Day, rule: RuleLookup): Ledger {
  const made = { zh: '作出撤销修复告知书', en: 'the notice of withdrawal was made' };
  return serveByFrom(madeOn, made, rule('repair-withdrawal.serve-within-working-days'));
}

/** Statement-by (陈述申辩期限), from the day of service; see `statementByFrom`. */
export function statementByLedger(servedOn: Day, hearing: HearingTime | null, rule: RuleLookup): Ledger {
  const term = rule('repair-withdrawal.statement-within-working-days');
  return statementByFrom(servedOn, hearing, term, rule('hearing.least-after-record-working-days'));
}

/** Hearing-by (听证期限), from the day it was asked for, or the day of service where it was asked for before. */
export function hearingByLedger(askedOn: Day, rule: RuleLookup): Ledger {
  return hearingByFrom(askedOn, rule('repair-withdrawal.hearing-within-working-days'));
}

/** Withdrawal-decide-by (决定期限), from the last day of the statement period, or the day on which it was waived. */
export function decideByLedger(from: Day, waived: boolean, rule: RuleLookup): Ledger {
  const term = rule('repair-withdrawal.decide-within-working-days');
  return workingDaysFrom(hearingEnded(waived), from, 'withdrawal-decide-by', term);
}

/** Who must act is reminded: the subject by a rule of its own, the authority as in every case. */
export function withdrawalPaceOf(kind: string, rule: RuleLookup): Pace {
  const reminders =
    kind === 'statement-by'
      ? rule('repair-withdrawal.reminders-before-working-days')
      : rule('case.officer-reminders-before-working-days');
  return {
    reminderWorkingDays: reminders.value,
    escalateEveryWorkingDays: rule('case.escalate-every-working-days').value,
    reminderHour: rule('case.reminder-hour').value,
  };
}
