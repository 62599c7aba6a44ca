import type { DeadlineRule, Ledger } from '../deadline/ledger.ts';
import type { ReorganisationDeadline } from './reorganisation.ts';
import type { RuleAnswer, RuleLookup } from '../deadline/rule-value.ts';
import type { Day } from '../time.ts';
import type { Pace } from '../case/waits.ts';

/** Ruling-confirmed-by: the court confirms the ruling that an application names. Its silence is told, and decides nothing. */
export function rulingConfirmedByLedger(receivedOn: Day, rule: RuleLookup): Ledger {
  return {
    startEvent: { zh: '收到申请', en: 'application received' },
    startDay: receivedOn,
    rule: {
      ...from(rule('reorganisation.confirm-within-working-days')),
      code: 'ruling-confirmed-by',
      unit: 'working-days',
    },
    pauses: [],
    extensions: [],
  };
}

/**
 * Outcome-by: when the court is asked what became of the plan or settlement. The last day of the term that the ruling
 * gives (企业破产法第八十一条); where it gives none, some months from the day on which the records were shielded.
 */
export function outcomeByLedger(shieldedOn: Day, planUntil: Day | null, rule: RuleLookup): Ledger {
  const months = rule('reorganisation.outcome-asked-after-months');
  const ledger: Ledger = {
    startEvent: { zh: '信息暂时屏蔽', en: 'records shielded' },
    startDay: shieldedOn,
    rule: { ...from(months), code: 'outcome-by', unit: 'months' },
    pauses: [],
    extensions: [],
  };
  if (planUntil === null) return ledger;
  const clause = '企业破产法第八十一条';
  return {
    ...ledger,
    extensions: [{ until: planUntil, reason: '裁定确定的执行期限', clause, by: 'court', on: shieldedOn }],
    notLaterThan: {
      day: planUntil < shieldedOn ? shieldedOn : planUntil,
      clause,
      reason: { zh: '裁定确定的执行期限届满', en: 'the term that the ruling gives ends' },
    },
  };
}

/** How the steps of a wait are spaced; a plan runs for years, and its court is asked again at long intervals. */
export function reorganisationPace(kind: ReorganisationDeadline, rule: RuleLookup): Pace {
  const again =
    kind === 'outcome-by'
      ? rule('reorganisation.ask-again-every-working-days')
      : rule('case.escalate-every-working-days');
  return {
    reminderWorkingDays: rule('case.officer-reminders-before-working-days').value,
    escalateEveryWorkingDays: again.value,
    reminderHour: rule('case.reminder-hour').value,
  };
}

function from({
  value,
  clause,
  isDefault,
}: RuleAnswer<number>): Pick<DeadlineRule, 'count' | 'clause' | 'isDefault' | 'last'> {
  return { count: value, clause, isDefault, last: 'act' };
}
