import { MaterialSupply } from '../db/entities/material-supply.ts';
import { type AcceptFirstAct, rolesAllowed } from '../domain/accept-first.ts';
import { computeDeadline } from '../domain/deadline.ts';
import type { Ledger } from '../domain/ledger.ts';
import {
  allVerifiedNotice,
  decisionNotice,
  extensionNotice,
  handedInNotice,
  materialsWrongNotice,
  withdrawalNotice,
} from '../domain/notices.ts';
import type { Refusal } from '../domain/refusal.ts';
import { type Day, type Instant, shanghaiDay } from '../domain/time.ts';
import type { OpenedStatus } from '../domain/accept-first-course.ts';
import { remindersDue } from '../domain/accept-first-waits.ts';
import { paceOf } from '../domain/accept-first-deadlines.ts';
import type { DecideAct, ExtendAct, SupplyAct, VerifyAct, WithdrawAct } from '../workflows/messages/accept-first.ts';
import type { ActAnswer, ActHeader } from '../workflows/messages/case.ts';
import { endLate, recordPerformance } from './accept-first-endings.ts';
import { receiptOf } from './accept-first-receipt.ts';
import {
  type AcceptFirstState,
  deadlineOf,
  enter,
  getDeadline,
  nextDeadlineOf,
  standingsOf,
  stateOf,
  statusAtHand,
} from './accept-first-state.ts';
import { audit, type CaseInHand, note, noticeCase, serveApplicant, serveHandler, takeInHand } from './case-in-hand.ts';
import { type ActivityDeps, once } from './transaction.ts';

export interface ActResult {
  state: AcceptFirstState;
  answer: ActAnswer;
}

export interface ActInput<A extends ActHeader> {
  caseId: string;
  act: A;
  now: Instant;
}

/**
 * Runs an act in its transaction: the writer refuses with reasons and changes nothing, or writes and returns none.
 * The validator saw the case before another act or the service's own step was written; here the status is locked.
 */
export async function act<A extends ActHeader>(
  deps: ActivityDeps,
  { caseId, act: header, now }: ActInput<A>,
  name: AcceptFirstAct,
  write: (hand: CaseInHand) => Refusal[] | Promise<Refusal[]>,
): Promise<ActResult> {
  return await once(deps, { caseId, key: header.id, now }, async (em) => {
    const hand = await takeInHand(em, caseId, header.by, now);
    const overtaken = rolesAllowed(hand.file.status, name).length === 0;
    const refusals = overtaken ? [movedOn(hand)] : await write(hand);
    audit(hand, `accept-first.${name}`, refusals.length > 0 ? { refused: refusals.map(({ code }) => code) } : {});
    const state = stateOf(hand);
    if (refusals.length > 0) return { state, answer: { accepted: false, refusals } };
    return { state, answer: { accepted: true, status: state.status, next: nextDeadlineOf(hand) } };
  });
}

/** Materials handed in online, or registered by an officer with the day of receipt. */
export function recordSupply(deps: ActivityDeps, input: ActInput<SupplyAct>): Promise<ActResult> {
  return act(deps, input, 'supply', (hand) => {
    const receipt = receiptOf(hand, input.act);
    if ('refusals' in receipt) return receipt.refusals;
    handIn(hand, input.act, receipt.day);
    serveHandler(hand, handedInNotice(noticeCase(hand), namesOf(hand, input.act.items), receipt.day));
    enter(hand, statusAtHand(hand));
    return [];
  });
}

/** Writes the hand-ins of an act, each in time. */
export function handIn(hand: CaseInHand, act: SupplyAct, day: Day): void {
  for (const { material, reference } of act.items) {
    const row = hand.em.create(MaterialSupply, {
      caseId: hand.file.id,
      materialCode: material,
      receivedOn: act.receivedOn ?? shanghaiDay(act.receivedAt),
      receivedAt: act.receivedAt,
      means: act.means,
      dispatchedOn: act.dispatchedOn,
      reference,
      registeredBy: act.by.sub,
      inTime: true,
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
  return act(deps, input, 'verify', (hand) => {
    const unhanded = items.filter(({ material }) => standingOf(hand, material) !== 'handed-in');
    if (unhanded.length > 0) return unhanded.map(({ material }) => nothingToVerify(hand, material));
    for (const { material, verdict, reason } of items) {
      const supply = hand.supplies.findLast((row) => row.materialCode === material && row.inTime);
      Object.assign(supply ?? {}, { verdict, verdictReason: reason, verdictBy: by.sub, verdictAt: hand.now });
    }
    const wrong = items.filter(({ verdict }) => verdict === 'wrong');
    const accepted = items.filter(({ verdict }) => verdict === 'accepted');
    note(hand, { kind: 'verified', accepted: codesOf(accepted), wrong: codesOf(wrong) });
    const status = statusAfterVerdicts(hand);
    if (wrong.length > 0) serveWrong(hand, wrong, status === 'awaiting-materials');
    if (status === 'ended') return endLate(hand);
    enter(hand, status);
    if (status === 'awaiting-decision') keepPromise(hand);
    return [];
  });
}

/** Force majeure with proof moves the supply-by date to a later day; all extensions stay on the ledger. */
export function recordExtension(deps: ActivityDeps, input: ActInput<ExtendAct>): Promise<ActResult> {
  const { until, reason, proof, by } = input.act;
  return act(deps, input, 'extend', (hand) => {
    const row = getDeadline(hand, 'supply-by');
    const terms = hand.procedure.acceptFirst;
    const clause = terms?.clause ?? '';
    const today = shanghaiDay(hand.now);
    const extension = { until, reason: `${reason}（证明：${proof}）`, clause, by: by.sub, on: today };
    const ledger: Ledger = { ...row.ledger, extensions: [...row.ledger.extensions, extension] };
    const extended = computeDeadline(ledger, hand.calendar);
    const refusals = reasonsAgainstExtension({ due: row.due, today, until, reached: extended.due, clause });
    if (terms?.extension.by === 'supervisor' && by.role !== 'supervisor') refusals.push(supervisorOnly(clause));
    if (refusals.length > 0) return refusals;

    note(hand, { kind: 'extended', from: row.due, until: extended.due, reason });
    serveApplicant(hand, extensionNotice(noticeCase(hand), row.due, extended.due, reason));
    const { due, dueAt, provisional, calendarVersion } = extended;
    Object.assign(row, { ledger, due, dueAt, provisional, calendarVersion, escalationsSent: 0 });
    const pace = paceOf(hand.procedure, 'supply-by', hand.rule);
    row.remindersSent = remindersDue({ startDay: ledger.startDay, due, dueAt }, pace, hand.calendar, hand.now);
    enter(hand, statusAtHand(hand));
    return [];
  });
}

/** Back to the ordinary way, at any time and at no disadvantage. */
export function recordWithdrawal(deps: ActivityDeps, input: ActInput<WithdrawAct>): Promise<ActResult> {
  return act(deps, input, 'withdraw', (hand) => {
    hand.file.outcome = { kind: 'withdrawn', reason: input.act.reason };
    if (hand.performance === null || hand.performance.result === 'annulled') recordPerformance(hand, 'released');
    note(hand, { kind: 'withdrawn' }, input.act.receivedAt);
    enter(hand, 'withdrawn');
    serveApplicant(hand, withdrawalNotice(noticeCase(hand)));
    return [];
  });
}

/** The authority's decision on the application itself. */
export function recordDecision(deps: ActivityDeps, input: ActInput<DecideAct>): Promise<ActResult> {
  const { granted, reason } = input.act;
  return act(deps, input, 'decide', (hand) => {
    hand.file.outcome = { kind: 'completed', granted, reason };
    note(hand, { kind: 'decided', granted });
    enter(hand, 'completed');
    serveApplicant(hand, decisionNotice(noticeCase(hand), granted, reason));
    return [];
  });
}

/** While the registration of receipts runs, it alone ends the case: it knows what was received and not yet answered. */
function statusAfterVerdicts(hand: CaseInHand): OpenedStatus {
  const status = statusAtHand(hand);
  const registering = deadlineOf(hand, 'registration-grace')?.state === 'running';
  return status === 'ended' && registering ? 'awaiting-registration' : status;
}

function keepPromise(hand: CaseInHand): void {
  recordPerformance(hand, 'kept');
  note(hand, { kind: 'promise-kept', on: shanghaiDay(hand.now) });
  serveApplicant(hand, allVerifiedNotice(noticeCase(hand), getDeadline(hand, 'decide-by').due));
}

function serveWrong(hand: CaseInHand, wrong: VerifyAct['items'], replaceable: boolean): void {
  const listed = wrong.map(({ material, reason }) => ({ name: nameOf(hand, material), reason: reason ?? '' }));
  const until = replaceable ? getDeadline(hand, 'supply-by').due : null;
  serveApplicant(hand, materialsWrongNotice(noticeCase(hand), listed, until));
}

function reasonsAgainstExtension(dates: { due: Day; today: Day; until: Day; reached: Day; clause: string }): Refusal[] {
  const { due, today, until, reached, clause } = dates;
  if (until <= due || until < today) {
    const earliest = due < today ? today : due;
    return [
      {
        code: 'extension-not-later',
        clause,
        text: {
          zh: `延期须晚于现期限${due}且不早于今天，请改为${earliest}之后的日期。`,
          en: `An extension must end after ${due} and not before today; choose a day after ${earliest}.`,
        },
      },
    ];
  }
  if (reached >= until) return [];
  return [
    {
      code: 'extension-too-long',
      clause,
      text: { zh: `按规定最长可延至${reached}。`, en: `The longest extension the rule allows is to ${reached}.` },
    },
  ];
}

function supervisorOnly(clause: string): Refusal {
  return {
    code: 'extension-needs-supervisor',
    clause,
    text: { zh: '本事项的延期须由主管人员批准。', en: 'Here an extension is granted by a supervisor.' },
  };
}

function nothingToVerify(hand: CaseInHand, code: string): Refusal {
  const name = nameOf(hand, code);
  return {
    code: 'nothing-to-verify',
    clause: hand.procedure.acceptFirst?.clause ?? '',
    text: { zh: `“${name}”没有待核验的提交。`, en: `There is nothing handed in to verify for "${name}".` },
  };
}

function movedOn(hand: CaseInHand): Refusal {
  return {
    code: 'case-moved-on',
    clause: hand.procedure.acceptFirst?.clause ?? '',
    text: {
      zh: '办件状态已变化，本次操作未生效，请刷新后再办。',
      en: 'The case has moved on meanwhile; nothing was recorded. Look at it again.',
    },
  };
}

function standingOf(hand: CaseInHand, code: string) {
  return standingsOf(hand).find((material) => material.code === code)?.standing;
}

function nameOf(hand: CaseInHand, code: string): string {
  return hand.missing.find((material) => material.code === code)?.name ?? code;
}

function namesOf(hand: CaseInHand, items: readonly { material: string }[]): string[] {
  return items.map(({ material }) => nameOf(hand, material));
}

function codesOf(items: readonly { material: string }[]): string[] {
  return items.map(({ material }) => material);
}
