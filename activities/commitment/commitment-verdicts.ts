import type { ObligationReport } from '../../db/entities/obligation-report.ts';
import type { Obligation } from '../../db/entities/obligation.ts';
import { anewAfterLateVerdict } from '../../domain/commitment/commitment-deadlines.ts';
import { fulfilmentConfirmedNotice, fulfilmentRejectedNotice } from '../../domain/commitment/commitment-notices.ts';
import * as refusals from '../../domain/commitment/commitment-refusals.ts';
import { isMadeGood } from '../../domain/commitment/obligation.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { shanghaiDay } from '../../domain/time.ts';
import type { ConfirmAct } from '../../workflows/messages/commitment.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { recountDeadline, runningDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import {
  clauseOf,
  codesOf,
  type CommitmentInHand,
  commitmentCourse,
  dateOf,
  factsOf,
  findObligation,
  getDate,
  standsAs,
} from './commitment-course.ts';
import { settle } from './commitment-state.ts';
import { serveApplicant } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/** The handler's verdict on what was reported. */
export function recordConfirmation(deps: ActivityDeps, input: ActInput<ConfirmAct>): Promise<ActResult> {
  const { items } = input.act;
  return act(commitmentCourse, deps, input, 'confirm', async (hand) => {
    const reasons = items.flatMap((item) => reasonsAgainstVerdict(hand, item));
    if (reasons.length > 0) return reasons;
    const accepted: Obligation[] = [];
    const rejected: { obligation: Obligation; reason: string }[] = [];
    for (const item of items) {
      const obligation = findObligation(hand, item.obligation);
      if (obligation === null) continue;
      const wasLate = judge(hand, obligation, item, input.act.by.sub);
      if (item.verdict === 'accepted') accepted.push(obligation);
      else rejected.push({ obligation, reason: item.reason ?? '' });
      if (item.verdict === 'rejected' && wasLate) leaveTimeAnew(hand, obligation);
    }
    const rejectedCodes = codesOf(rejected.map(({ obligation }) => obligation));
    note(hand, { kind: 'fulfilment-judged', accepted: codesOf(accepted), rejected: rejectedCodes });
    for (const obligation of accepted) makeGoodByReport(hand, obligation);
    tellAccepted(hand, accepted);
    await settle(
      hand,
      rejected.map(({ obligation }) => obligation),
    );
    tellRejected(hand, rejected);
    return [];
  });
}

function reasonsAgainstVerdict(hand: CommitmentInHand, item: ConfirmAct['items'][number]): Refusal[] {
  const obligation = findObligation(hand, item.obligation);
  if (obligation === null) return [refusals.unknownObligation(item.obligation, clauseOf(hand))];
  if (waitingReports(hand, obligation).length === 0) {
    return [refusals.nothingReported(obligation.title, clauseOf(hand))];
  }
  const isBlank = (item.reason ?? '').trim() === '';
  return item.verdict === 'rejected' && isBlank ? [refusals.reasonMissing(obligation.title, clauseOf(hand))] : [];
}

/** Writes the verdict on every report of the obligation that waits. Gives whether the authority's own term was over. */
function judge(
  hand: CommitmentInHand,
  obligation: Obligation,
  { verdict, reason }: ConfirmAct['items'][number],
  by: string,
): boolean {
  for (const report of waitingReports(hand, obligation)) {
    Object.assign(report, { verdict, verdictReason: reason, verdictBy: by, verdictAt: hand.now });
  }
  const term = runningDeadline(hand, 'confirm-by', obligation.id);
  return term !== null && term.dueAt <= hand.now;
}

/** The authority judged after its own term, and the date passed meanwhile: its lateness is nobody's broken promise. */
function leaveTimeAnew(hand: CommitmentInHand, obligation: Obligation): void {
  const date = dateOf(hand, obligation);
  if (date === null || date.dueAt > hand.now || standsAs(hand, obligation) !== 'due') return;
  const extension = anewAfterLateVerdict(shanghaiDay(hand.now), hand.by.sub, hand.calendar, hand.rule);
  recountDeadline(hand, date, { ...date.ledger, extensions: [...date.ledger.extensions, extension] });
}

/** What came late and was accepted makes good what was not kept. */
export function makeGoodByReport(hand: CommitmentInHand, obligation: Obligation): void {
  const facts = factsOf(hand, obligation);
  if ((obligation.notKeptOn ?? null) === null || (obligation.madeGoodOn ?? null) !== null || !isMadeGood(facts)) return;
  const accepted = hand.reports.filter(
    ({ obligationId, verdict }) => obligationId === obligation.id && verdict === 'accepted',
  );
  const on = accepted.at(-1)?.receivedOn ?? shanghaiDay(hand.now);
  obligation.madeGoodOn = on;
  note(hand, { kind: 'obligation-made-good', obligation: obligation.code, on });
}

function tellAccepted(hand: CommitmentInHand, accepted: readonly Obligation[]): void {
  if (accepted.length === 0) return;
  const whole = accepted.filter((obligation) => standsAs(hand, obligation) === 'confirmed');
  if (whole.length > 0) note(hand, { kind: 'obligation-kept', obligations: codesOf(whole) });
  const told = accepted.map((obligation) => ({ title: obligation.title, whole: whole.includes(obligation) }));
  serveApplicant(hand, fulfilmentConfirmedNotice(noticeCase(hand), told));
}

function tellRejected(hand: CommitmentInHand, rejected: readonly { obligation: Obligation; reason: string }[]): void {
  if (rejected.length === 0) return;
  const items = rejected.map(({ obligation, reason }) => {
    const date = standsAs(hand, obligation) === 'due' ? getDate(hand, obligation) : null;
    return { title: obligation.title, reason, until: date !== null && hand.now < date.dueAt ? date.due : null };
  });
  serveApplicant(hand, fulfilmentRejectedNotice(noticeCase(hand), items));
}

function waitingReports({ reports }: CommitmentInHand, { id }: Obligation): ObligationReport[] {
  return reports.filter(({ obligationId, verdict }) => obligationId === id && (verdict ?? null) === null);
}
