import { CaseFile } from '../../db/entities/case-file.ts';
import { RectificationReport } from '../../db/entities/rectification-report.ts';
import {
  promiseToMakeGoodNotice,
  rectificationConfirmedNotice,
  rectificationNotConfirmedNotice,
  rectificationReopenedNotice,
  rectificationReportedNotice,
} from '../../domain/rectification/rectification-notices.ts';
import { anewAfterLateCheck } from '../../domain/rectification/rectification-course.ts';
import { reasonsAgainstReopening, reasonsAgainstVerdict } from '../../domain/rectification/rectification-report.ts';
import type { RectificationOutcome } from '../../domain/rectification/rectification.ts';
import type { Actor } from '../../domain/case/roles.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type {
  ConfirmRectifiedAct,
  ReopenRectificationAct,
  ReportRectifiedAct,
} from '../../workflows/messages/rectification.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { recountDeadline, runningDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { recordPerformance } from '../case/performance.ts';
import { reasonsAgainstReceived } from '../case/received.ts';
import { serveHandler, serveSubject } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import { currentRung, rectificationCourse, type RectificationInHand, waitingReports } from './rectification-course.ts';
import { endNotRectified } from './rectification-end.ts';
import { callOff, getRectifyBy, goOnRectification, isInTimeNow } from './rectification-moves.ts';
import { annulWhatFollowed, doubtWhatFollowed, withdrawWhatFollowed } from './rectification-unfounded.ts';

/** What the subject reports as put right, online or on paper, at any rung: in time it holds the ladder until it is checked. */
export function recordReport(deps: ActivityDeps, input: ActInput<ReportRectifiedAct>): Promise<ActResult> {
  return act(rectificationCourse, deps, input, 'report', async (hand) => {
    const receipt = receiptOf(hand, input.act);
    if ('refusals' in receipt) return receipt.refusals;
    await writeReport(hand, input.act, receipt.day);
    await goOnRectification(hand);
    const confirmBy = runningDeadline(hand, 'rectification-confirm-by')?.due ?? receipt.day;
    serveHandler(hand, rectificationReportedNotice(noticeCase(hand), receipt.day, confirmBy));
    return [];
  });
}

/** The authority checks what was reported: put right, at whichever rung, or not, with the reason. */
export function recordVerdict(deps: ActivityDeps, input: ActInput<ConfirmRectifiedAct>): Promise<ActResult> {
  const { verdict, reason, by } = input.act;
  return act(rectificationCourse, deps, input, 'confirm', async (hand) => {
    const waiting = waitingReports(hand);
    const refusals = reasonsAgainstVerdict({ verdict, reason }, waiting.length);
    if (refusals.length > 0) return refusals;
    const heldTheLadder = waiting.some(({ receivedOn }) => isInTimeNow(hand, receivedOn));
    const wasLate = (runningDeadline(hand, 'rectification-confirm-by')?.dueAt ?? hand.now) < hand.now;
    if (verdict === 'accepted') {
      await confirmReports(hand, waiting, by);
      await tellToMakeGood(hand);
    } else {
      answer(hand, waiting, { verdict, reason, by });
      await goOnUnconfirmed(hand, reason ?? '', { heldTheLadder, wasLate });
    }
    return [];
  });
}

/**
 * A report in time that was registered only after the case had ended: the ending is annulled and the case goes on with
 * its check; both dates are on the timeline, and the draft determination that rests on nothing any more is discarded.
 */
export function recordReopening(deps: ActivityDeps, input: ActInput<ReopenRectificationAct>): Promise<ActResult> {
  return act(rectificationCourse, deps, input, 'reopen', async (hand) => {
    const receipt = receiptOf(hand, input.act);
    if ('refusals' in receipt) return receipt.refusals;
    const { day } = receipt;
    const refusals = reasonsAgainstReopening(day, getRectifyBy(hand));
    if (refusals.length > 0) return refusals;
    const endedOn = shanghaiDay(hand.file.closedAt ?? hand.now);
    hand.file.round += 1;
    hand.file.outcome = null;
    note(hand, { kind: 'rectification-reopened', endedOn, receivedOn: day });
    await writeReport(hand, { ...input.act, evidence: withReason(input.act) }, day);
    await goOnRectification(hand);
    await serveSubject(hand, rectificationReopenedNotice(noticeCase(hand), endedOn, day));
    await annulWhatFollowed(hand);
    await doubtWhatFollowed(hand);
    return [];
  });
}

/** What a supervisor says of a receipt that came to light later is kept with the report. */
function withReason({ evidence, reason }: ReopenRectificationAct): string {
  return evidence === null ? reason : `${evidence}\n${reason}`;
}

/** The day on which what the subject hands in counts, or what speaks against writing it down. */
function receiptOf(
  hand: RectificationInHand,
  { by, receivedAt, receivedOn }: ReportRectifiedAct,
): { day: Day } | { refusals: Refusal[] } {
  const refusals = reasonsAgainstReceived({ by, receivedAt, receivedOn }, hand.calendar, hand.rule);
  return refusals.length > 0 ? { refusals } : { day: receivedOn ?? shanghaiDay(receivedAt) };
}

/** A report in time annuls that the rung was passed, and calls off the interview that followed from it. */
export async function writeReport(
  hand: RectificationInHand,
  { text, evidence, receivedAt, by, id }: Pick<ReportRectifiedAct, 'text' | 'evidence' | 'receivedAt' | 'by' | 'id'>,
  day: Day,
): Promise<void> {
  const inTime = isInTimeNow(hand, day);
  const onPaper = by.role !== 'applicant';
  const row = hand.em.create(RectificationReport, {
    caseId: hand.file.id,
    seq: hand.reports.length + 1,
    rung: hand.rectification.rung,
    body: text,
    evidence,
    receivedOn: day,
    receivedAt,
    onPaper,
    inTime,
    registeredBy: by.sub,
    verdict: null,
    verdictReason: null,
    verdictBy: null,
    verdictAt: null,
    actId: id,
  });
  hand.reports.push(row);
  note(hand, { kind: 'rectification-reported', on: day, onPaper, late: !inTime }, receivedAt);
  const rung = currentRung(hand);
  if (!inTime || (rung.passedOn ?? null) === null) return;
  rung.passedOn = null;
  note(hand, { kind: 'rectification-rung-restored', due: getRectifyBy(hand).due, receivedOn: day });
  await callOff(hand);
}

function answer(
  hand: RectificationInHand,
  waiting: readonly RectificationReport[],
  { verdict, reason, by }: Pick<ConfirmRectifiedAct, 'verdict' | 'reason' | 'by'>,
): void {
  for (const row of waiting)
    Object.assign(row, { verdict, verdictReason: reason, verdictBy: by.sub, verdictAt: hand.now });
}

/** Finds what was reported true: it is put right, and the case ends, at whichever rung it is. */
export async function confirmReports(
  hand: RectificationInHand,
  waiting: readonly RectificationReport[],
  by: Actor,
): Promise<void> {
  answer(hand, waiting, { verdict: 'accepted', reason: null, by });
  await endRectified(hand, waiting);
}

async function endRectified(hand: RectificationInHand, accepted: readonly RectificationReport[]): Promise<void> {
  const days = accepted.map(({ receivedOn }) => receivedOn);
  const on = days.reduce((last, day) => (day > last ? day : last));
  const outcome: RectificationOutcome = { kind: 'rectified', rung: hand.rectification.rung, on };
  hand.file.outcome = outcome;
  recordPerformance(hand, 'rectified', on);
  note(hand, { kind: 'rectification-confirmed', on });
  await callOff(hand);
  await goOnRectification(hand);
  await serveSubject(hand, rectificationConfirmedNotice(noticeCase(hand), on));
  await withdrawWhatFollowed(hand);
}

/** The promise itself is in another case: there it is still to be written down as made good. */
async function tellToMakeGood(hand: RectificationInHand): Promise<void> {
  const { sourceCaseId = null } = hand.rectification;
  if (sourceCaseId === null) return;
  const { number } = await hand.em.findOneOrFail(CaseFile, { id: sourceCaseId });
  serveHandler(hand, promiseToMakeGoodNotice(noticeCase(hand), number));
}

/**
 * It is not put right. Where its date has passed while the report was checked, what came in time can be registered from
 * today on; where the authority was late in checking, some days are left to put it right.
 */
async function goOnUnconfirmed(
  hand: RectificationInHand,
  reason: string,
  { heldTheLadder, wasLate }: { heldTheLadder: boolean; wasLate: boolean },
): Promise<void> {
  const date = getRectifyBy(hand);
  const today = shanghaiDay(hand.now);
  const hasPassed = !date.provisional && hand.now >= date.dueAt;
  const anew = heldTheLadder && hasPassed && wasLate;
  if (anew) {
    const extension = anewAfterLateCheck(today, hand.by.sub, hand.calendar, hand.rule);
    recountDeadline(hand, date, { ...date.ledger, extensions: [...date.ledger.extensions, extension] });
  }
  const until = anew ? date.due : null;
  note(hand, { kind: 'rectification-not-confirmed', until });
  await goOnRectification(hand, heldTheLadder ? today : null);
  await serveSubject(hand, rectificationNotConfirmedNotice(noticeCase(hand), reason, until));
  // It came late, and only its answer was waited for.
  if (hand.file.status === 'not-rectified') await endNotRectified(hand);
}
