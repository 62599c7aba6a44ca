import type { Obligation } from '../../db/entities/obligation.ts';
import { forceMajeure } from '../../domain/commitment/commitment-deadlines.ts';
import { obligationExtendedNotice, obligationReleasedNotice } from '../../domain/commitment/commitment-notices.ts';
import * as refusals from '../../domain/commitment/commitment-refusals.ts';
import { shanghaiDay } from '../../domain/time.ts';
import type { ExtendObligationAct, ReleaseAct } from '../../workflows/messages/commitment.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { recountDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { countReminders } from '../case/case-steps.ts';
import {
  clauseOf,
  codesOf,
  type CommitmentInHand,
  commitmentCourse,
  findObligation,
  getDate,
  standingIn,
  standsAs,
  titlesOf,
} from './commitment-course.ts';
import { settle } from './commitment-state.ts';
import { serveApplicant } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import { amended, putInForce, writeChange } from './commitment-versions.ts';

/** Force majeure with proof moves the date of one obligation; what it was before is kept. */
export function recordObligationExtension(
  deps: ActivityDeps,
  input: ActInput<ExtendObligationAct>,
): Promise<ActResult> {
  const { obligation: code, until, reason, proof, by } = input.act;
  return act(commitmentCourse, deps, input, 'extend', async (hand) => {
    const obligation = findObligation(hand, code);
    if (obligation === null) return [refusals.unknownObligation(code, clauseOf(hand))];
    const { title } = obligation;
    const standing = standsAs(hand, obligation);
    if (standing !== 'due' && standing !== 'reported') return [refusals.notOpen(title, clauseOf(hand))];
    const date = getDate(hand, obligation);
    const today = shanghaiDay(hand.now);
    if (until <= date.due || until < today) {
      return [refusals.dateNotBefore(until, date.due < today ? today : date.due, clauseOf(hand))];
    }
    const before = amended(hand, obligation);
    const from = date.due;
    const ledger = { ...date.ledger, extensions: [...date.ledger.extensions, forceMajeure(until, by.sub, today)] };
    recountDeadline(hand, date, ledger);
    countReminders(commitmentCourse, hand, date);
    const change = writeChange(hand, input.act, 'extension', {
      before: [before],
      after: [amended(hand, obligation)],
      reason,
      proof,
    });
    putInForce(hand, change, by.sub, null);
    note(hand, { kind: 'obligation-extended', obligation: code, from, until: date.due });
    serveApplicant(hand, obligationExtendedNotice(noticeCase(hand), { title, due: date.due }, from));
    await settle(hand);
    return [];
  });
}

/** The authority releases an obligation, or all that are open, with its reason. */
export function recordRelease(deps: ActivityDeps, input: ActInput<ReleaseAct>): Promise<ActResult> {
  const { obligations, reason } = input.act;
  return act(commitmentCourse, deps, input, 'release', async (hand) => {
    const open = standingIn(hand, 'pending', 'in-check', 'due', 'reported');
    const codes = obligations ?? codesOf(open);
    const reasons = codes.flatMap((code) => {
      const obligation = findObligation(hand, code);
      if (obligation === null) return [refusals.unknownObligation(code, clauseOf(hand))];
      return open.includes(obligation) ? [] : [refusals.notOpen(obligation.title, clauseOf(hand))];
    });
    if (codes.length === 0) reasons.push(refusals.notOpen(hand.matter, clauseOf(hand)));
    if (reason.trim() === '') reasons.push(refusals.reasonMissing(hand.matter, clauseOf(hand)));
    if (reasons.length > 0) return reasons;
    const released = open.filter(({ code }) => codes.includes(code));
    releaseAll(hand, released, reason);
    serveApplicant(hand, obligationReleasedNotice(noticeCase(hand), titlesOf(released), reason));
    await settle(hand);
    return [];
  });
}

/** Marks obligations as released. */
export function releaseAll(hand: CommitmentInHand, obligations: readonly Obligation[], reason: string): void {
  if (obligations.length === 0) return;
  for (const obligation of obligations) {
    Object.assign(obligation, { releasedOn: shanghaiDay(hand.now), releaseReason: reason });
  }
  note(hand, { kind: 'obligation-released', obligations: codesOf(obligations) });
}
