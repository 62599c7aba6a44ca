import { MaterialSupply } from '../db/entities/material-supply.ts';
import { paceOf } from '../domain/accept-first-deadlines.ts';
import { remindersDue } from '../domain/accept-first-waits.ts';
import { reasonsAgainstDecision } from '../domain/accept-first-decision.ts';
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
import { type Day, shanghaiDay } from '../domain/time.ts';
import type { DecideAct, ExtendAct, SupplyAct, VerifyAct, WithdrawAct } from '../workflows/messages/accept-first.ts';
import { act, type ActInput, type ActResult } from './act.ts';
import { recordPerformance } from './accept-first-endings.ts';
import { goOn } from './accept-first-moves.ts';
import { receiptOf } from './accept-first-receipt.ts';
import { enter, getDeadline, standingsOf } from './accept-first-state.ts';
import { type CaseInHand, note, noticeCase, serveApplicant, serveHandler } from './case-in-hand.ts';
import type { ActivityDeps } from './transaction.ts';

/** Materials handed in online, or registered by an officer with the day of receipt. */
export function recordSupply(deps: ActivityDeps, input: ActInput<SupplyAct>): Promise<ActResult> {
  return act(deps, input, 'supply', (hand) => {
    const receipt = receiptOf(hand, input.act);
    if ('refusals' in receipt) return receipt.refusals;
    handIn(hand, input.act, receipt.day);
    serveHandler(hand, handedInNotice(noticeCase(hand), namesOf(hand, input.act.items), receipt.day));
    goOn(hand);
    return [];
  });
}

/** Writes the hand-ins of an act in the order in which they came to be written. */
export function handIn(hand: CaseInHand, act: SupplyAct, day: Day, inTime = true): void {
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
  return act(deps, input, 'verify', (hand) => {
    const unhanded = items.filter(({ material }) => standingOf(hand, material) !== 'handed-in');
    if (unhanded.length > 0) return unhanded.map(({ material }) => nothingToVerify(hand, material));
    const unexplained = items.filter(({ verdict, reason }) => verdict === 'wrong' && isBlank(reason));
    if (unexplained.length > 0) return unexplained.map(({ material }) => reasonMissing(nameOf(hand, material)));
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
  return act(deps, input, 'withdraw', (hand) => {
    const onPaper = by.role !== 'applicant';
    if (onPaper && isBlank(reason)) return [proofMissing(hand)];
    const supplyBy = getDeadline(hand, 'supply-by');
    if (hand.file.status === 'awaiting-registration' && receivedAt >= supplyBy.dueAt)
      return [tooLate(hand, supplyBy.due)];
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

/** The authority's decision on the application itself. */
export function recordDecision(deps: ActivityDeps, input: ActInput<DecideAct>): Promise<ActResult> {
  const { granted, reason } = input.act;
  return act(deps, input, 'decide', (hand) => {
    const refusals = reasonsAgainstDecision({ granted, reason });
    if (refusals.length > 0) return refusals;
    hand.file.outcome = { kind: 'completed', granted, reason };
    note(hand, { kind: 'decided', granted });
    enter(hand, 'completed');
    serveApplicant(hand, decisionNotice(noticeCase(hand), granted, reason));
    return [];
  });
}

function keepPromise(hand: CaseInHand): void {
  recordPerformance(hand, 'kept', shanghaiDay(hand.now));
  note(hand, { kind: 'promise-kept', on: shanghaiDay(hand.now) });
  serveApplicant(hand, allVerifiedNotice(noticeCase(hand), getDeadline(hand, 'decide-by').due));
}

function serveWrong(hand: CaseInHand, wrong: VerifyAct['items']): void {
  const replaceable = hand.file.status === 'awaiting-materials';
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

function reasonMissing(name: string): Refusal {
  return {
    code: 'reason-missing',
    clause: '行政许可法第三十二条',
    text: {
      zh: `认定“${name}”不符，须说明哪里不符、应如何更换。`,
      en: `To find "${name}" wrong, say what is wrong with it and what to hand in instead.`,
    },
  };
}

function proofMissing(hand: CaseInHand): Refusal {
  return {
    code: 'withdrawal-needs-proof',
    clause: hand.procedure.acceptFirst?.clause ?? '',
    text: {
      zh: '代为登记撤回的，须在 reason 中注明申请人书面撤回的日期和文件。',
      en: 'To register a withdrawal, name in "reason" the applicant\'s written withdrawal and its day.',
    },
  };
}

function tooLate(hand: CaseInHand, due: Day): Refusal {
  return {
    code: 'withdrawn-late',
    clause: hand.procedure.acceptFirst?.clause ?? '',
    text: {
      zh: `补交期限${due}已过，不能再撤回；期限内送达的材料仍可登记。`,
      en: `The supply-by date ${due} has passed, so the application cannot be withdrawn; what came in time can still be registered.`,
    },
  };
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
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
