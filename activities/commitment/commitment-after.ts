import {
  promiseGradedNotice,
  promiseMadeGoodNotice,
  promiseReopenedNotice,
} from '../../domain/commitment/commitment-ending-notices.ts';
import * as refusals from '../../domain/commitment/commitment-refusals.ts';
import { isMadeGood } from '../../domain/commitment/obligation.ts';
import { shanghaiDay } from '../../domain/time.ts';
import type { GradeAct, MakeGoodCommitmentAct, ReopenCommitmentAct } from '../../workflows/messages/commitment.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import {
  clauseOf,
  codesOf,
  type CommitmentInHand,
  commitmentCourse,
  factsOf,
  getDate,
  standsAs,
} from './commitment-course.ts';
import { gradeNow, noteMadeGood, writeBroken } from './commitment-endings.ts';
import { isInTime, receiptOf, restore, writeReports } from './commitment-reports.ts';
import { makeGoodByReport } from './commitment-verdicts.ts';
import { settle } from './commitment-state.ts';
import { recordPerformance } from '../case/performance.ts';
import { reportMakingGood } from '../rectification/rectification-made-good.ts';
import { takeBackRectification } from '../rectification/rectification-take-back.ts';
import { serveApplicant, serveHandler } from '../case/serve.ts';
import { changeGrant } from '../permit/permit.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/**
 * A report in time that was registered only after the case had ended: the ending is annulled, the performance result
 * corrected, and the case goes on; both dates are on the timeline.
 */
export function recordPromiseReopening(deps: ActivityDeps, input: ActInput<ReopenCommitmentAct>): Promise<ActResult> {
  return act(commitmentCourse, deps, input, 'reopen', async (hand) => {
    const receipt = receiptOf(hand, input.act);
    if ('refusals' in receipt) return receipt.refusals;
    const { day, obligations } = receipt;
    const reasons = obligations.flatMap((obligation) => {
      if (standsAs(hand, obligation) !== 'not-kept') return [refusals.notOpen(obligation.title, clauseOf(hand))];
      if (isInTime(hand, obligation, day)) {
        const isWhole = wouldBeWhole(hand, input.act, obligation);
        return isWhole ? [] : [refusals.stillIncomplete(obligation.title, clauseOf(hand))];
      }
      return [refusals.reportedLate(obligation.title, day, getDate(hand, obligation).due, clauseOf(hand))];
    });
    if (reasons.length > 0) return reasons;

    const { file, commitment } = hand;
    const endedOn = shanghaiDay(file.closedAt ?? hand.now);
    const previous = hand.performance?.result ?? null;
    file.round += 1;
    file.outcome = null;
    // What was decided on the broken promise rested on it.
    if (commitment.revoked === true) await changeGrant(hand, 'restored', input.act.reason);
    Object.assign(commitment, { revoked: null, decisionReason: null, wilful: false, gradeReason: null });
    note(hand, { kind: 'promise-reopened', endedOn, receivedOn: day, previous });
    recordPerformance(hand, 'annulled', shanghaiDay(hand.now));
    writeReports(hand, { ...input.act, items: withReason(input.act) }, day);
    for (const obligation of obligations) restore(hand, obligation, day);
    const said = { kind: 'fulfilment-reported', means: input.act.means, countsOn: day, late: false } as const;
    note(hand, { ...said, obligations: codesOf(obligations) }, input.act.receivedAt);
    await settle(hand);
    await takeBackRectification(hand);
    const text = promiseReopenedNotice(noticeCase(hand), endedOn, day);
    serveApplicant(hand, text);
    serveHandler(hand, text);
    return [];
  });
}

/**
 * What was not kept was done later, and the authority says so: it is made good (补救). Once all of it is, the bar that
 * the broken promise put on the subject is lifted. The ending itself stands; how grave it was is looked at anew.
 */
export function recordPromiseMadeGood(deps: ActivityDeps, input: ActInput<MakeGoodCommitmentAct>): Promise<ActResult> {
  const { by, reason } = input.act;
  return act(commitmentCourse, deps, input, 'make-good', async (hand) => {
    const receipt = receiptOf(hand, input.act);
    if ('refusals' in receipt) return receipt.refusals;
    const { day, obligations } = receipt;
    const reasons = obligations.flatMap((obligation) => {
      const isOpen = standsAs(hand, obligation) === 'not-kept' && (obligation.madeGoodOn ?? null) === null;
      return isOpen ? [] : [refusals.nothingToMakeGood(obligation.title, clauseOf(hand))];
    });
    if (reasons.length > 0) return reasons;
    const incomplete = obligations.filter((obligation) => !wouldBeWhole(hand, input.act, obligation));
    if (incomplete.length > 0) return incomplete.map(({ title }) => refusals.stillIncomplete(title, clauseOf(hand)));

    for (const row of writeReports(hand, input.act, day)) {
      const verdict = { verdict: 'accepted', verdictReason: reason, verdictBy: by.sub, verdictAt: hand.now } as const;
      // The ending stands: what came in time all along is for `reopen`.
      Object.assign(row, { inTime: false, ...verdict });
    }
    for (const obligation of obligations) makeGoodByReport(hand, obligation);
    const grade = gradeNow(hand);
    writeBroken(hand, grade);
    noteMadeGood(hand);
    const isAllMadeGood = (hand.performance?.madeGoodOn ?? null) !== null;
    if (isAllMadeGood) note(hand, { kind: 'promise-made-good', on: day, severity: grade.severity });
    serveApplicant(hand, promiseMadeGoodNotice(noticeCase(hand), day, grade.severity));
    if (isAllMadeGood) await reportMakingGood(hand, input.act, day);
    return [];
  });
}

/** What a supervisor says of a receipt that came to light later is kept with what was reported. */
function withReason({ items, reason }: ReopenCommitmentAct): ReopenCommitmentAct['items'] {
  return items.map((item) => ({ ...item, note: item.note === null ? reason : `${item.note}\n${reason}` }));
}

/** Whether an obligation would be fulfilled in whole with what this act reports of it. */
function wouldBeWhole(
  hand: CommitmentInHand,
  { items }: ReopenCommitmentAct | MakeGoodCommitmentAct,
  obligation: CommitmentInHand['obligations'][number],
): boolean {
  const facts = factsOf(hand, obligation);
  const reported = items
    .filter((item) => item.obligation === obligation.code)
    .map(({ quantity, complete }) => ({ inTime: false, quantity, complete, verdict: 'accepted' as const }));
  return isMadeGood({ ...facts, reports: [...facts.reports, ...reported] });
}

/** A supervisor finds, with reasons, that the promise was broken on purpose, or that it was not. */
export function recordGrade(deps: ActivityDeps, input: ActInput<GradeAct>): Promise<ActResult> {
  const { wilful, reason } = input.act;
  return act(commitmentCourse, deps, input, 'grade', (hand) => {
    const { commitment } = hand;
    if (reason.trim() === '') return [refusals.reasonMissing(hand.matter, clauseOf(hand))];
    if (commitment.wilful === wilful) return [refusals.nothingToGrade(clauseOf(hand))];
    Object.assign(commitment, { wilful, gradeReason: reason });
    const grade = gradeNow(hand);
    writeBroken(hand, grade);
    note(hand, { kind: 'promise-graded', severity: grade.severity });
    serveApplicant(hand, promiseGradedNotice(noticeCase(hand), grade.severity, reason));
    return [];
  });
}
