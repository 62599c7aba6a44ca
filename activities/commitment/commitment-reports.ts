import { ObligationReport } from '../../db/entities/obligation-report.ts';
import type { Obligation } from '../../db/entities/obligation.ts';
import { countsOn, type HandIn, reasonsAgainstReceipt } from '../../domain/accept-first/accept-first-supply.ts';
import { reasonsAgainstReport, reasonsAgainstStart } from '../../domain/commitment/commitment-acts.ts';
import { afterEventLedger } from '../../domain/commitment/commitment-deadlines.ts';
import { fulfilmentReportedNotice, startReportedNotice } from '../../domain/commitment/commitment-notices.ts';
import * as refusals from '../../domain/commitment/commitment-refusals.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type { ReportAct, ReportEventAct } from '../../workflows/messages/commitment.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { backdatingLimit } from '../case/received.ts';
import { beginDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import {
  clauseOf,
  codesOf,
  type CommitmentInHand,
  commitmentCourse,
  dateOf,
  findObligation,
  standsAs,
  titlesOf,
} from './commitment-course.ts';
import { settle } from './commitment-state.ts';
import { serveApplicant, serveHandler } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/** Fulfilment reported online, or registered by an officer with the day of receipt; of the whole, or of a part. */
export function recordFulfilment(deps: ActivityDeps, input: ActInput<ReportAct>): Promise<ActResult> {
  return act(commitmentCourse, deps, input, 'report', async (hand) => {
    const receipt = receiptOf(hand, input.act);
    if ('refusals' in receipt) return receipt.refusals;
    const { day, obligations } = receipt;
    writeReports(hand, input.act, day);
    const [inTime, late] = split(obligations, (obligation) => isInTime(hand, obligation, day));
    for (const obligation of inTime) restore(hand, obligation, day);
    const said = { kind: 'fulfilment-reported', means: input.act.means, countsOn: day } as const;
    if (inTime.length > 0) note(hand, { ...said, obligations: codesOf(inTime), late: false }, input.act.receivedAt);
    if (late.length > 0) note(hand, { ...said, obligations: codesOf(late), late: true }, input.act.receivedAt);
    serveHandler(hand, fulfilmentReportedNotice(noticeCase(hand), titlesOf(obligations), day));
    await settle(hand);
    return [];
  });
}

/** The day a report counts on, with the obligations it is of; or every reason against writing it down. */
export function receiptOf(
  hand: CommitmentInHand,
  act: ReportAct,
): { day: Day; obligations: Obligation[] } | { refusals: Refusal[] } {
  const { means, receivedAt, receivedOn, dispatchedOn, items } = act;
  const handIn: HandIn = { means, receivedAt, receivedOn, dispatchedOn, by: act.by.role };
  const reasons = [
    ...reasonsAgainstReceipt(handIn, backdatingLimit(hand.calendar, hand.rule, receivedAt)),
    ...items.flatMap((item) => {
      const obligation = findObligation(hand, item.obligation);
      if (obligation === null) return [refusals.unknownObligation(item.obligation, clauseOf(hand))];
      const facts = { title: obligation.title, amount: obligation.amount ?? null, clause: clauseOf(hand) };
      return reasonsAgainstReport({ ...facts, standing: standsAs(hand, obligation), item });
    }),
  ];
  if (reasons.length > 0) return { refusals: reasons };
  const codes = new Set(items.map(({ obligation }) => obligation));
  return {
    day: countsOn(handIn, { receiptByPost: 'arrival' }),
    obligations: hand.obligations.filter(({ code }) => codes.has(code)),
  };
}

/** Whether a report that counts on this day is in time. A provisional date has not passed. */
export function isInTime(hand: CommitmentInHand, obligation: Obligation, day: Day): boolean {
  const date = dateOf(hand, obligation);
  return date === null || date.provisional || day <= date.due;
}

/** Writes the reports of an act in the order in which they came to be written. */
export function writeReports(hand: CommitmentInHand, act: ReportAct, day: Day): ObligationReport[] {
  return act.items.map((item) => {
    const obligation = findObligation(hand, item.obligation);
    if (obligation === null) throw new Error(`no obligation ${item.obligation}`);
    const row = hand.em.create(ObligationReport, {
      caseId: hand.file.id,
      obligationId: obligation.id,
      seq: hand.reports.length + 1,
      receivedOn: act.receivedOn ?? shanghaiDay(act.receivedAt),
      receivedAt: act.receivedAt,
      means: act.means,
      dispatchedOn: act.dispatchedOn,
      quantity: item.quantity,
      complete: item.complete,
      note: item.note,
      reference: item.reference,
      registeredBy: act.by.sub,
      inTime: isInTime(hand, obligation, day),
      verdict: null,
      verdictReason: null,
      verdictBy: null,
      verdictAt: null,
      actId: act.id,
    });
    hand.reports.push(row);
    return row;
  });
}

/** A report that was received in time all along: that the obligation was not kept is annulled. */
export function restore(hand: CommitmentInHand, obligation: Obligation, receivedOn: Day): void {
  if ((obligation.notKeptOn ?? null) === null) return;
  Object.assign(obligation, { notKeptOn: null, madeGoodOn: null, concededOn: null, concession: null });
  note(hand, { kind: 'obligation-restored', obligation: obligation.code, receivedOn });
}

/** The starting event of an obligation has happened: its term runs from that day. */
export function recordStartingEvent(deps: ActivityDeps, input: ActInput<ReportEventAct>): Promise<ActResult> {
  const { obligation: code, on, by, receivedAt, proof } = input.act;
  return act(commitmentCourse, deps, input, 'report-event', async (hand) => {
    const obligation = findObligation(hand, code);
    if (obligation === null) return [refusals.unknownObligation(code, clauseOf(hand))];
    const { term, title } = obligation;
    const today = shanghaiDay(receivedAt);
    const limit = backdatingLimit(hand.calendar, hand.rule, receivedAt);
    const reasons = reasonsAgainstStart({
      title,
      standing: standsAs(hand, obligation),
      on,
      today,
      promisedOn: hand.file.receivedOn,
      by: by.role,
      limit,
      clause: clauseOf(hand),
    });
    if (reasons.length > 0 || term.kind !== 'event') return reasons;
    Object.assign(obligation, { eventOn: on, eventProof: proof });
    const toldByAuthorityOn = by.role === 'applicant' ? null : today;
    const ledger = afterEventLedger(term, on, toldByAuthorityOn, hand.calendar, hand.rule);
    const { due } = beginDeadline(hand, 'fulfil-by', ledger, obligation.id);
    note(hand, { kind: 'start-reported', obligation: code, on, due }, receivedAt);
    serveApplicant(hand, startReportedNotice(noticeCase(hand), { title, due }, on));
    // Nothing could be written down before its term had begun: what came in time can be from today on.
    await settle(hand, [obligation]);
    return [];
  });
}

function split<T>(all: readonly T[], belongs: (one: T) => boolean): [T[], T[]] {
  return [all.filter(belongs), all.filter((one) => !belongs(one))];
}
