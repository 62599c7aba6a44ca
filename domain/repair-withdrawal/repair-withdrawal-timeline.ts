import { WITHDRAWAL_GROUND_TEXT, type WithdrawalGround } from './repair-withdrawal.ts';
import {
  type HearingEventOf,
  hearingEventsForSubject,
  isOfHearing,
  prefixedEventText,
} from '../hearing/hearing-timeline.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/** What happens in a withdrawal. Records by their ids; what people wrote is in the case's own rows. */
export type RepairWithdrawalEvent =
  | HearingEventOf<'withdrawal'>
  | { kind: 'withdrawal-proposed'; ground: WithdrawalGround; records: string[]; repair: string }
  | { kind: 'withdrawal-upheld'; records: string[]; barredUntil: Day | null }
  | { kind: 'withdrawal-dropped' }
  /** The decision's record was voided. */
  | { kind: 'withdrawal-undone'; records: string[] };

/** Which of them the subject reads: all, for a withdrawal has no secret from whom it may harm. */
export const REPAIR_WITHDRAWAL_EVENTS_FOR_APPLICANT = {
  'withdrawal-proposed': true,
  ...hearingEventsForSubject('withdrawal'),
  'withdrawal-upheld': true,
  'withdrawal-dropped': true,
  'withdrawal-undone': true,
} as const satisfies Record<RepairWithdrawalEvent['kind'], boolean>;

/** The words of an entry. `nameOf` turns a record's id into the number of its document. */
export function repairWithdrawalEventText(event: RepairWithdrawalEvent, nameOf: (code: string) => string): Bilingual {
  if (isOfHearing('withdrawal', event)) return prefixedEventText('withdrawal', event);
  switch (event.kind) {
    case 'withdrawal-proposed':
      return {
        zh: `提出撤销修复（案件${event.repair}）：${names(event.records, nameOf, '、')}；理由：${WITHDRAWAL_GROUND_TEXT[event.ground].zh}`,
        en: `Withdrawal of the repair proposed (case ${event.repair}): ${names(event.records, nameOf, ', ')}; ground: ${WITHDRAWAL_GROUND_TEXT[event.ground].en}`,
      };
    case 'withdrawal-upheld':
      return upheldText(names(event.records, nameOf, '、'), names(event.records, nameOf, ', '), event.barredUntil);
    case 'withdrawal-dropped':
      return { zh: '决定不予撤销，修复继续有效', en: 'Dropped: the repair stands' };
    case 'withdrawal-undone':
      return {
        zh: `撤销修复决定已失效，修复继续有效：${names(event.records, nameOf, '、')}`,
        en: `The decision fell, the repair stands again: ${names(event.records, nameOf, ', ')}`,
      };
    default:
      return event satisfies never;
  }
}

function upheldText(zh: string, en: string, barredUntil: Day | null): Bilingual {
  const bar =
    barredUntil === null
      ? { zh: '', en: '' }
      : { zh: `；至${barredUntil}不得申请信用修复`, en: `; no repair can be applied for until ${barredUntil}` };
  return { zh: `决定撤销修复，恢复失信记录：${zh}${bar.zh}`, en: `Repair withdrawn, records back: ${en}${bar.en}` };
}

function names(ids: readonly string[], nameOf: (code: string) => string, between: string): string {
  return ids.map(nameOf).join(between);
}
