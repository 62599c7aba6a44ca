import type { Calendar } from '../deadline/calendar.ts';
import type { RuleLookup } from '../deadline/rule-value.ts';
import {
  ANSWER_MISSING,
  isBlank,
  reasonsAgainstNoReason,
  reasonsToWait,
  type WaitQuestion,
} from '../hearing/hearing-decision.ts';
import { type DecidedBefore, reasonsAgainstHeavierThanBefore } from '../hearing/reopening.ts';
import type { Refusal } from '../refusal.ts';
import { recordAnnulled } from './repair-withdrawal-door.ts';

/** What the decision to uphold rests on. */
export interface UpholdQuestion extends WaitQuestion {
  reason: string;
  /** What the authority says to the subject's statement. */
  answerToStatement: string | null;
  /** Ids of the records that are to come back. */
  records: readonly string[];
  /** Every record of the case, as it stands now. */
  standing: readonly { id: string; documentNumber: string; endedHow: string | null }[];
  /** Whether the subject made a statement in time, or spoke at its hearing. */
  wasHeard: boolean;
  /** What the decision before had decided, that was set aside; null: none was. */
  before: DecidedBefore | null;
}

/**
 * What speaks against upholding: what came in time may still be on its way (`reasonsToWait`); a statement must be
 * answered, a record annulled meanwhile cannot come back, and reasons are given. Empty when it may be upheld.
 * Source: 行政处罚法第四十四、四十五条（参照）.
 */
export function reasonsAgainstUpholding(question: UpholdQuestion, rule: RuleLookup, calendar: Calendar): Refusal[] {
  const { reason, answerToStatement, records, standing, wasHeard, before } = question;
  const refusals = reasonsAgainstNoReason({ reason });
  if (wasHeard && isBlank(answerToStatement)) refusals.push(ANSWER_MISSING);
  refusals.push(...reasonsToWait(question, rule('repair-withdrawal.registration-grace-working-days'), calendar));
  const goesBeyond = (aside: DecidedBefore) =>
    aside.kind === 'upheld' && records.some((id) => !aside.records.includes(id));
  refusals.push(...reasonsAgainstHeavierThanBefore(before, goesBeyond));
  if (records.length === 0) refusals.push(recordsMissing);
  for (const id of new Set(records)) {
    const record = standing.find((one) => one.id === id);
    if (record === undefined) refusals.push(notInCase(id));
    else if (record.endedHow !== 'repaired') refusals.push(recordAnnulled(record.documentNumber));
  }
  return refusals;
}

const recordsMissing: Refusal = {
  code: 'records-missing',
  clause: '行政处罚法第四十四条（参照）',
  text: {
    zh: '撤销修复须指明恢复哪些记录；没有应当恢复的，请作出不予撤销的决定。',
    en: 'Name the records that come back; where there is none, drop the withdrawal.',
  },
};

function notInCase(id: string): Refusal {
  return {
    code: 'record-not-in-case',
    clause: '行政处罚法第四十四条（参照）',
    text: {
      zh: `记录${id}未在告知书中列明，不得在决定中增加。`,
      en: `The record ${id} was not named in the notice; the decision cannot add it.`,
    },
  };
}
