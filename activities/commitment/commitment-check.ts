import type { Obligation } from '../../db/entities/obligation.ts';
import { rectifyByLedger } from '../../domain/commitment/commitment-deadlines.ts';
import { approvalDecidedNotice, promiseCheckedNotice } from '../../domain/commitment/commitment-check-notices.ts';
import { promiseWithdrawnNotice } from '../../domain/commitment/commitment-ending-notices.ts';
import type { CommitmentOutcome } from '../../domain/commitment/commitment.ts';
import { withdrawalNeedsProof } from '../../domain/case/desk-refusals.ts';
import * as refusals from '../../domain/commitment/commitment-refusals.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type { CheckAct, DecideApprovalAct, WithdrawCommitmentAct } from '../../workflows/messages/commitment.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { beginDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { releaseAll } from './commitment-changes.ts';
import {
  clauseOf,
  codesOf,
  type CommitmentInHand,
  commitmentCourse,
  findObligation,
  standingIn,
  standsAs,
} from './commitment-course.ts';
import { close } from './commitment-endings.ts';
import { phaseOf, settle } from './commitment-state.ts';
import { recordPerformance } from '../case/performance.ts';
import { serveApplicant } from '../case/serve.ts';
import { changeGrant } from '../permit/permit.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/** 事后核查: what was promised at the decision is found true, or untrue and to be rectified by a date. */
export function recordPromiseCheck(deps: ActivityDeps, input: ActInput<CheckAct>): Promise<ActResult> {
  const { items, rectifyBy, by } = input.act;
  return act(commitmentCourse, deps, input, 'check', async (hand) => {
    const today = shanghaiDay(hand.now);
    const reasons = items.flatMap((item) => reasonsAgainstFinding(hand, item));
    if (rectifyBy !== null && rectifyBy <= today) {
      reasons.push(refusals.dateNotBefore(rectifyBy, today, clauseOf(hand)));
    }
    if (reasons.length > 0) return reasons;
    const untrue: { obligation: Obligation; reason: string }[] = [];
    const found: Obligation[] = [];
    for (const item of items) {
      const obligation = findObligation(hand, item.obligation);
      if (obligation === null) continue;
      Object.assign(obligation, { found: item.found, foundReason: item.reason });
      if (item.found === 'true') found.push(obligation);
      else untrue.push({ obligation, reason: item.reason ?? '' });
    }
    const until = beginRectification(hand, untrue, rectifyBy, by.sub);
    if (untrue.length > 0) hand.commitment.checkedBy = by.sub;
    const codes = { true: codesOf(found), untrue: untrue.map(({ obligation }) => obligation.code) };
    note(hand, { kind: 'promise-checked', ...codes, rectifyBy: until });
    const told = untrue.map(({ obligation, reason }) => ({ title: obligation.title, reason }));
    serveApplicant(hand, promiseCheckedNotice(noticeCase(hand), told, until));
    await settle(hand);
    return [];
  });
}

function reasonsAgainstFinding(hand: CommitmentInHand, item: CheckAct['items'][number]): Refusal[] {
  const obligation = findObligation(hand, item.obligation);
  if (obligation === null) return [refusals.unknownObligation(item.obligation, clauseOf(hand))];
  if (standsAs(hand, obligation) !== 'in-check') return [refusals.notInCheck(obligation.title, clauseOf(hand))];
  const isBlank = (item.reason ?? '').trim() === '';
  return item.found === 'untrue' && isBlank ? [refusals.reasonMissing(obligation.title, clauseOf(hand))] : [];
}

function beginRectification(
  hand: CommitmentInHand,
  untrue: readonly { obligation: Obligation }[],
  named: Day | null,
  by: string,
): Day | null {
  const on = shanghaiDay(hand.now);
  const day = named === null ? null : { until: named, by };
  const ledger = rectifyByLedger(on, day, hand.commitment.approvalTerms ?? null, hand.rule);
  let until: Day | null = null;
  for (const { obligation } of untrue) until = beginDeadline(hand, 'rectify-by', ledger, obligation.id).due;
  return until;
}

/**
 * Whether what was decided on the promise is revoked, by a person who did not find it untrue (S7). Revoked, what else
 * was promised with it has lost its object.
 */
export function recordApprovalDecision(deps: ActivityDeps, input: ActInput<DecideApprovalAct>): Promise<ActResult> {
  const { revoked, wilful, reason, by } = input.act;
  return act(commitmentCourse, deps, input, 'decide-approval', async (hand) => {
    const { commitment } = hand;
    if (commitment.checkedBy === by.sub) return [refusals.secondPerson(clauseOf(hand))];
    if (reason.trim() === '') return [refusals.reasonMissing(hand.matter, clauseOf(hand))];
    Object.assign(commitment, { revoked, decisionReason: reason, wilful, gradeReason: wilful ? reason : null });
    note(hand, { kind: 'approval-decided', revoked });
    serveApplicant(hand, approvalDecidedNotice(noticeCase(hand), revoked, reason));
    if (revoked) {
      releaseAll(hand, standingIn(hand, 'pending', 'due', 'reported'), '凭承诺作出的决定已撤销');
      await changeGrant(hand, 'revoked', reason);
    }
    await settle(hand);
    return [];
  });
}

/**
 * The promise is given up before it was checked, at no disadvantage; what was decided on it ends with it. The people
 * of the authority only write down what the promisor asked for on paper. Source: Shenzhen 57–64.
 */
export function recordPromiseWithdrawal(
  deps: ActivityDeps,
  input: ActInput<WithdrawCommitmentAct>,
): Promise<ActResult> {
  const { by, reason, receivedAt } = input.act;
  return act(commitmentCourse, deps, input, 'withdraw', async (hand) => {
    const onPaper = by.role !== 'applicant';
    if (onPaper && (reason ?? '').trim() === '') return [withdrawalNeedsProof(clauseOf(hand), refusals.PROMISOR)];
    const [broken] = standingIn(hand, 'not-kept');
    const overdue = broken ?? standingIn(hand, 'due').find((obligation) => phaseOf(hand, obligation) !== 'running');
    if (overdue !== undefined) return [refusals.withdrawnLate(overdue.title, clauseOf(hand))];
    hand.commitment.decisionReason = reason;
    hand.file.status = 'withdrawn';
    hand.file.outcome = { kind: 'withdrawn' } satisfies CommitmentOutcome;
    recordPerformance(hand, 'released', shanghaiDay(hand.now));
    note(hand, { kind: 'promise-withdrawn', onPaper }, receivedAt);
    await changeGrant(hand, 'withdrawn', reason);
    close(hand);
    serveApplicant(hand, promiseWithdrawnNotice(noticeCase(hand)));
    return [];
  });
}
