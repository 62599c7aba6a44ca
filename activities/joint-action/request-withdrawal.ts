import { executionOf } from '../../db/queries/measure-executions.ts';
import { reasonsAgainstWithdrawingRequest } from '../../domain/joint-action/measure-steps.ts';
import type { WithdrawMeasureRequestAct } from '../../workflows/messages/publicity.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { note } from '../case/case-in-hand.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import { publicityCourse } from '../publicity/publicity-course.ts';

/** Who determined the record does without an authority that declined a measure: it is listed no more. */
export function recordRequestWithdrawal(
  deps: ActivityDeps,
  input: ActInput<WithdrawMeasureRequestAct>,
): Promise<ActResult> {
  return act(publicityCourse, deps, input, 'withdraw-measure-request', (hand) => {
    const { measure, authority: code } = input.act;
    const asked = hand.executions.filter(({ row, authority }) => row.measure === measure && authority.code === code);
    const last = asked.sort((a, b) => a.row.round - b.row.round).at(-1)?.row;
    const refusals = reasonsAgainstWithdrawingRequest(last === undefined ? null : executionOf(last));
    if (refusals.length > 0 || last === undefined) return refusals;
    last.calledOffAt = hand.now;
    note(hand, { kind: 'measure-request-withdrawn', authority: code, direction: last.direction, measure });
    return [];
  });
}
