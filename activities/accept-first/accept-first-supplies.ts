import { MaterialSupply } from '../../db/entities/material-supply.ts';
import {
  allVerifiedNotice,
  handedInNotice,
  materialsWrongNotice,
} from '../../domain/accept-first/accept-first-notices.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type { SupplyAct, VerifyAct } from '../../workflows/messages/accept-first.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { type AcceptFirstInHand, acceptFirstCourse, standingsOf } from './accept-first-course.ts';
import { goOn } from './accept-first-moves.ts';
import { receiptOf } from './accept-first-receipt.ts';
import { getDeadline } from './accept-first-state.ts';
import { runningDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { recordPerformance } from '../case/performance.ts';
import { serveApplicant, serveHandler } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import * as refusals from '../../domain/accept-first/accept-first-refusals.ts';

/** Materials handed in online, or registered by an officer with the day of receipt. */
export function recordSupply(deps: ActivityDeps, input: ActInput<SupplyAct>): Promise<ActResult> {
  return act(acceptFirstCourse, deps, input, 'supply', (hand) => {
    const receipt = receiptOf(hand, input.act);
    if ('refusals' in receipt) return receipt.refusals;
    handIn(hand, input.act, receipt.day);
    serveHandler(hand, handedInNotice(noticeCase(hand), namesOf(hand, input.act.items), receipt.day));
    goOn(hand);
    return [];
  });
}

/** Writes the hand-ins of an act in the order in which they came to be written. */
export function handIn(hand: AcceptFirstInHand, act: SupplyAct, day: Day, inTime = true): void {
  for (const { material, reference } of act.items) {
    const row = hand.em.create(MaterialSupply, {
      caseId: hand.file.id,
      seq: hand.supplies.length + 1,
      materialCode: material,
      receivedOn: act.receivedOn ?? shanghaiDay(act.receivedAt),
      receivedAt: act.receivedAt,
      means: act.means,
      dispatchedOn: act.dispatchedOn,
      reference,
      registeredBy: act.by.sub,
      inTime,
      verdict: null,
      verdictReason: null,
      verdictBy: null,
      verdictAt: null,
      actId: act.id,
    });
    hand.supplies.push(row);
  }
  const materials = act.items.map(({ material }) => material);
  note(hand, { kind: 'supplied', materials, means: act.means, countsOn: day }, act.receivedAt);
}

/** The handler's verdict on what was handed in. At the end of the date, something wrong is as something missing. */
export function recordVerdicts(deps: ActivityDeps, input: ActInput<VerifyAct>): Promise<ActResult> {
  const { items, by } = input.act;
  return act(acceptFirstCourse, deps, input, 'verify', (hand) => {
    const unhanded = items.filter(({ material }) => standingOf(hand, material) !== 'handed-in');
    if (unhanded.length > 0) {
      const clause = hand.procedure.acceptFirst?.clause ?? '';
      return unhanded.map(({ material }) => refusals.nothingToVerify(nameOf(hand, material), clause));
    }
    const unexplained = items.filter(({ verdict, reason }) => verdict === 'wrong' && (reason ?? '').trim() === '');
    if (unexplained.length > 0)
      return unexplained.map(({ material }) => refusals.reasonMissing(nameOf(hand, material)));
    for (const { material, verdict, reason } of items) {
      const supply = hand.supplies.findLast((row) => row.materialCode === material && row.inTime);
      Object.assign(supply ?? {}, { verdict, verdictReason: reason, verdictBy: by.sub, verdictAt: hand.now });
    }
    const wrong = items.filter(({ verdict }) => verdict === 'wrong');
    const accepted = items.filter(({ verdict }) => verdict === 'accepted');
    note(hand, { kind: 'verified', accepted: codesOf(accepted), wrong: codesOf(wrong) });
    goOn(hand, { foundWrong: wrong.length > 0 });
    if (wrong.length > 0) serveWrong(hand, wrong);
    if (hand.file.status === 'awaiting-decision') keepPromise(hand);
    return [];
  });
}

function keepPromise(hand: AcceptFirstInHand): void {
  recordPerformance(hand, 'kept', shanghaiDay(hand.now));
  note(hand, { kind: 'promise-kept', on: shanghaiDay(hand.now) });
  serveApplicant(
    hand,
    allVerifiedNotice(
      noticeCase(hand),
      getDeadline(hand, 'decide-by').due,
      runningDeadline(hand, 'decide-target')?.due ?? null,
    ),
  );
}

function serveWrong(hand: AcceptFirstInHand, wrong: VerifyAct['items']): void {
  const replaceable = hand.file.status === 'awaiting-materials';
  const listed = wrong.map(({ material, reason }) => ({ name: nameOf(hand, material), reason: reason ?? '' }));
  const until = replaceable ? getDeadline(hand, 'supply-by').due : null;
  serveApplicant(hand, materialsWrongNotice(noticeCase(hand), listed, until));
}

function standingOf(hand: AcceptFirstInHand, code: string) {
  return standingsOf(hand).find((material) => material.code === code)?.standing;
}

function nameOf(hand: AcceptFirstInHand, code: string): string {
  return hand.missing.find((material) => material.code === code)?.name ?? code;
}

function namesOf(hand: AcceptFirstInHand, items: readonly { material: string }[]): string[] {
  return items.map(({ material }) => nameOf(hand, material));
}

function codesOf(items: readonly { material: string }[]): string[] {
  return items.map(({ material }) => material);
}
