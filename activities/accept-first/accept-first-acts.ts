import { recordsInForce } from '../../db/queries/records-in-force.ts';
import { reasonsAgainstDecision } from '../../domain/accept-first/accept-first-decision.ts';
import { withdrawalNeedsProof } from '../../domain/case/desk-refusals.ts';
import { computeDeadline } from '../../domain/deadline/deadline.ts';
import type { Ledger } from '../../domain/deadline/ledger.ts';
import { decisionNotice, extensionNotice, withdrawalNotice } from '../../domain/accept-first/accept-first-notices.ts';
import { reasonsAgainstGranting, type RecordInForce } from '../../domain/record/in-force.ts';
import { type Day, shanghaiDay, startOfDay } from '../../domain/time.ts';
import type { DecideAct, ExtendAct, WithdrawAct } from '../../workflows/messages/accept-first.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { acceptFirstCourse, type AcceptFirstInHand } from './accept-first-course.ts';
import { goOn } from './accept-first-moves.ts';
import { enter, getDeadline } from './accept-first-state.ts';
import { recountDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { countReminders } from '../case/case-steps.ts';
import { recordPerformance } from '../case/performance.ts';
import { serveApplicant } from '../case/serve.ts';
import { publishGrant } from '../permit/permit.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import * as refusals from '../../domain/accept-first/accept-first-refusals.ts';

/** Force majeure with proof moves the supply-by date to a later day; all extensions stay on the ledger. */
export function recordExtension(deps: ActivityDeps, input: ActInput<ExtendAct>): Promise<ActResult> {
  const { until, reason, proof, by } = input.act;
  return act(acceptFirstCourse, deps, input, 'extend', (hand) => {
    const row = getDeadline(hand, 'supply-by');
    const terms = hand.procedure.acceptFirst;
    const clause = terms?.clause ?? '';
    const today = shanghaiDay(hand.now);
    const extension = { until, reason: `${reason}（证明：${proof}）`, clause, by: by.sub, on: today };
    const ledger: Ledger = { ...row.ledger, extensions: [...row.ledger.extensions, extension] };
    const extended = computeDeadline(ledger, hand.calendar);
    const dates = { due: row.due, today, until, reached: extended.due };
    const reasons = refusals.reasonsAgainstExtension(dates, clause);
    if (terms?.extension.by === 'supervisor' && by.role !== 'supervisor') reasons.push(refusals.supervisorOnly(clause));
    if (reasons.length > 0) return reasons;

    note(hand, { kind: 'extended', from: row.due, until: extended.due, reason });
    serveApplicant(hand, extensionNotice(noticeCase(hand), row.due, extended.due, reason));
    recountDeadline(hand, row, ledger);
    countReminders(acceptFirstCourse, hand, row);
    goOn(hand);
    return [];
  });
}

/**
 * Back to the ordinary way, at no disadvantage, as long as the date has not passed. The people of the authority
 * only write down what the applicant asked for on paper.
 */
export function recordWithdrawal(deps: ActivityDeps, input: ActInput<WithdrawAct>): Promise<ActResult> {
  const { by, reason, receivedAt } = input.act;
  return act(acceptFirstCourse, deps, input, 'withdraw', (hand) => {
    const onPaper = by.role !== 'applicant';
    const clause = hand.procedure.acceptFirst?.clause ?? '';
    if (onPaper && (reason ?? '').trim() === '') return [withdrawalNeedsProof(clause)];
    const supplyBy = getDeadline(hand, 'supply-by');
    if (hand.file.status === 'awaiting-registration' && receivedAt >= supplyBy.dueAt)
      return [refusals.withdrawnLate(supplyBy.due, clause)];
    hand.file.outcome = { kind: 'withdrawn', reason };
    if (hand.performance === null || hand.performance.result === 'annulled') {
      recordPerformance(hand, 'released', shanghaiDay(hand.now));
    }
    note(hand, { kind: 'withdrawn', onPaper }, receivedAt);
    enter(hand, 'withdrawn');
    serveApplicant(hand, withdrawalNotice(noticeCase(hand)));
    return [];
  });
}

/** What stood against the applicant when it was decided: today, or on the day of a decision made on paper before. */
async function inForceWhenDecided(hand: AcceptFirstInHand, decidedOn: Day | null): Promise<readonly RecordInForce[]> {
  if (decidedOn === null || decidedOn >= shanghaiDay(hand.now)) return hand.inForce ?? [];
  return await recordsInForce(hand.em, hand.file.subjectId, startOfDay(decidedOn));
}

/** The authority's decision on the application itself; a permit that is granted is published with it. */
export function recordDecision(deps: ActivityDeps, input: ActInput<DecideAct>): Promise<ActResult> {
  const { granted, reason, document = null, decidedOn = null } = input.act;
  return act(acceptFirstCourse, deps, input, 'decide', async (hand) => {
    const today = shanghaiDay(hand.now);
    const { receivedOn, procedureId } = hand.file;
    const barring = granted ? (hand.procedure.acceptFirst?.barringMeasures ?? []) : [];
    const reasons = [
      ...reasonsAgainstDecision({ granted, reason, decidedOn, today, receivedOn }),
      ...reasonsAgainstGranting(await inForceWhenDecided(hand, decidedOn), barring),
    ];
    if (reasons.length > 0) return reasons;
    const paper = { ...(document === null ? {} : { document }), ...(decidedOn === null ? {} : { decidedOn }) };
    hand.file.outcome = { kind: 'completed', granted, reason, ...paper };
    note(hand, { kind: 'decided', granted });
    enter(hand, 'completed');
    if (granted && procedureId != null) {
      const { name: procedureName, isPermit = null } = hand.procedure;
      const grant = { procedureId, procedureName, isPermit, onPromise: false };
      await publishGrant(hand, { ...grant, decidedOn: decidedOn ?? today, document });
    }
    serveApplicant(hand, decisionNotice(noticeCase(hand), granted, reason));
    return [];
  });
}
