import { Determination } from '../../db/entities/determination.ts';
import { TimelineEntry } from '../../db/entities/timeline-entry.ts';
import { computeDeadline } from '../../domain/deadline/deadline.ts';
import { withdrawByLedger } from '../../domain/publicity/publicity-deadlines.ts';
import {
  annulmentDismissedNotice,
  annulmentReportedNotice,
  dutiesRegisteredNotice,
  recordEndedNotice,
} from '../../domain/publicity/publicity-notices.ts';
import {
  ANNULMENT_REPORTED,
  basisFallen,
  NO_ANNULMENT_REPORTED,
  reasonsAgainstAnnulment,
  reasonsAgainstDuties,
} from '../../domain/record/record-door.ts';
import type { PublicityOutcome, PublicityStatus } from '../../domain/publicity/publicity.ts';
import { hasEndedByTime, isOver } from '../../domain/record/record.ts';
import { reasonsAgainstPublicReason } from '../../domain/record/record-withdrawal.ts';
import { findSectorPeriod } from '../../domain/record/sector-rules.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type {
  AnnulAct,
  DismissAnnulmentAct,
  DutiesDoneAct,
  ReportAnnulmentAct,
  WithdrawRecordAct,
} from '../../workflows/messages/publicity.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { beginDeadline, closeDeadline, runningDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { findFallenBasis } from '../record/record-basis.ts';
import { applyFromInHand } from './publicity-bar.ts';
import { beginWithdrawal } from './publicity-check.ts';
import { datesAnew, factsInHand, publicityCourse, type PublicityInHand, stateInHand } from './publicity-course.ts';
import { followMeasures } from '../joint-action/follow-measures.ts';
import { beginMinimum } from './publicity-periods.ts';
import { endByTime } from './publicity-steps.ts';
import { voidRecord } from '../record/record-voiding.ts';
import { takeBackRecord } from '../record/record-withdrawal.ts';
import { serveHandler, serveSubject } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/** The authority registers that the dishonesty is corrected, the duties performed, or both. */
export function recordDutiesDone(deps: ActivityDeps, input: ActInput<DutiesDoneAct>): Promise<ActResult> {
  return act(publicityCourse, deps, input, 'duties-done', async (hand) => {
    const { correctedOn, dutiesDoneOn, proof } = input.act;
    const today = shanghaiDay(hand.now);
    const refusals = reasonsAgainstDuties(factsInHand(hand), { correctedOn, dutiesDoneOn }, today);
    if (refusals.length > 0) return refusals;
    const { record } = hand;
    record.correctedOn = correctedOn ?? record.correctedOn ?? null;
    record.dutiesDoneOn = dutiesDoneOn ?? record.dutiesDoneOn ?? null;
    record.dutiesProof = proof;
    const isShownNoMore = isOver(stateInHand(hand).state);
    if (correctedOn !== null && minimumRunsFromCorrection(hand) && !isShownNoMore) countMinimum(hand);
    // Of what is shown no longer there is nothing to wait for; a measure that is left is asked on for at any time.
    const applyFrom = isShownNoMore ? null : await applyFromInHand(hand);
    note(hand, { kind: 'duties-registered', correctedOn, dutiesDoneOn, applyFrom });
    const told = { correctedOn, dutiesDoneOn, applyFrom };
    await serveSubject(hand, dutiesRegisteredNotice(noticeCase(hand), record.documentNumber, told));
    // The maximum had passed, and it was shown only until this.
    const wasKept = hand.file.status === 'running' && runningDeadline(hand, 'maximum-end') === null;
    if (wasKept && hasEndedByTime(factsInHand(hand), today)) await endByTime(hand);
    // It had run out with duties open: the flag goes with the last of them.
    if (hand.file.outcome?.kind === 'ended-by-time') hand.file.outcome = outcomeOfEnded(hand).outcome;
    return [];
  });
}

/** The ending that a record had before its check, by its own days. */
async function endAsItHad(hand: PublicityInHand): Promise<void> {
  Object.assign(hand.file, { ...outcomeOfEnded(hand), closedAt: hand.now });
  await followMeasures(hand);
}

function outcomeOfEnded(hand: PublicityInHand): { status: PublicityStatus; outcome: PublicityOutcome } {
  const { endedOn = null, endedHow = null } = hand.record;
  if (endedHow === 'repaired' && endedOn !== null)
    return { status: endedHow, outcome: { kind: endedHow, on: endedOn } };
  const { dutiesOpen } = stateInHand(hand);
  return { status: 'ended-by-time', outcome: { kind: 'ended-by-time', dutiesOpen } };
}

function minimumRunsFromCorrection({ record }: PublicityInHand): boolean {
  const { sector, kind, severity, decidedOn } = record;
  return findSectorPeriod(sector, kind, severity, decidedOn)?.minimumSince === 'correction';
}

function countMinimum(hand: PublicityInHand): void {
  const { dates, period } = datesAnew(hand.record);
  hand.record.minimumEnds = dates.minimumEnds;
  hand.record.applyFrom = dates.applyFrom;
  beginMinimum(hand, period);
}

/** Somebody says that the decision was annulled: the authority has the rule's working days to withdraw the record. */
export function reportAnnulment(deps: ActivityDeps, input: ActInput<ReportAnnulmentAct>): Promise<ActResult> {
  return act(publicityCourse, deps, input, 'report-annulment', async (hand) => {
    const { annulledOn, documentNumber } = input.act;
    if (runningDeadline(hand, 'withdraw-by') !== null) return [ANNULMENT_REPORTED];
    const refusals = reasonsAgainstAnnulment(await restsOnSince(hand), annulledOn, shanghaiDay(hand.now));
    if (refusals.length > 0) return refusals;
    const withdrawBy = beginWithdrawal(hand, annulledOn);
    note(hand, { kind: 'annulment-reported', annulledOn, withdrawBy });
    const { documentNumber: decision } = hand.record;
    const text = annulmentReportedNotice(noticeCase(hand), decision, documentNumber, annulledOn, withdrawBy);
    serveHandler(hand, text);
    return [];
  });
}

/** The day of what the record rests on: of the effective document that was determined by, else of the decision itself. */
async function restsOnSince({ em, record }: PublicityInHand): Promise<Day> {
  const determination = await em.findOne(Determination, { recordId: record.id });
  return determination?.documentIssuedOn ?? record.decidedOn;
}

/** Checked: the decision stands. */
export function dismissAnnulment(deps: ActivityDeps, input: ActInput<DismissAnnulmentAct>): Promise<ActResult> {
  return act(publicityCourse, deps, input, 'dismiss-annulment', async (hand) => {
    if (runningDeadline(hand, 'withdraw-by') === null) return [NO_ANNULMENT_REPORTED];
    const fallen = await findFallenBasis(hand, hand.record.id);
    if (fallen !== null) return [basisFallen(fallen)];
    closeDeadline(hand, 'withdraw-by', 'closed');
    note(hand, { kind: 'annulment-dismissed' });
    const { documentNumber } = hand.record;
    const isStanding = !isOver(stateInHand(hand).state);
    if (hand.file.status === 'annulment-check') await endAsItHad(hand);
    await serveSubject(hand, annulmentDismissedNotice(noticeCase(hand), documentNumber, input.act.reason, isStanding));
    return [];
  });
}

/** The decision was annulled, changed or held unlawful: the record is withdrawn at once (行政处罚法第四十八条). */
export function recordAnnulment(deps: ActivityDeps, input: ActInput<AnnulAct>): Promise<ActResult> {
  return act(publicityCourse, deps, input, 'annul', async (hand) => {
    const { annulledOn, documentNumber, reason } = input.act;
    const today = shanghaiDay(hand.now);
    const refusals = [
      ...reasonsAgainstAnnulment(await restsOnSince(hand), annulledOn, today),
      ...reasonsAgainstPublicReason(`${documentNumber}；${reason}`, today),
    ];
    if (refusals.length > 0) return refusals;
    const ledger = withdrawByLedger(annulledOn, hand.rule);
    const withdrawBy = computeDeadline(ledger, hand.calendar);
    const late = !withdrawBy.provisional && withdrawBy.dueAt <= input.act.receivedAt;
    // Nobody had reported it: the term ran all the same, and is counted with those that were.
    if (runningDeadline(hand, 'withdraw-by') === null) beginDeadline(hand, 'withdraw-by', ledger);
    const { id: recordId, documentNumber: decision } = hand.record;
    const wasOver = isOver(stateInHand(hand).state);
    const statedUntil = await takeBackRecord(
      hand,
      { recordId, how: 'annulled', on: today, documentNumber, late },
      { ground: 'annulled', on: annulledOn, document: documentNumber, reason },
    );
    const told = { how: 'annulled', wasOver, reason, stated: { until: statedUntil } } as const;
    await serveSubject(hand, recordEndedNotice(noticeCase(hand), decision, told));
    return [];
  });
}

/**
 * The record should never have been entered, or what it rests on is gone: of that alone something is said in public, for
 * otherwise its decision stands.
 */
export function withdrawRecord(deps: ActivityDeps, input: ActInput<WithdrawRecordAct>): Promise<ActResult> {
  return act(publicityCourse, deps, input, 'withdraw', async (hand) => {
    const { id: recordId, documentNumber } = hand.record;
    const wasOver = isOver(stateInHand(hand).state);
    const { reason } = input.act;
    const stated = await withdraw(hand, recordId);
    const told = { how: 'withdrawn', wasOver, reason, stated } as const;
    await serveSubject(hand, recordEndedNotice(noticeCase(hand), documentNumber, told));
    return [];
  });
}

/** The day on which it was last written down that what the record rests on is gone; today, where it is not yet. */
async function basisFellOn({ em, file, now }: PublicityInHand): Promise<Day> {
  const told = { caseId: file.id, kind: 'record-basis-fallen' } as const;
  const [last] = await em.find(TimelineEntry, told, { orderBy: { at: 'desc', seq: 'desc' }, limit: 1 });
  return shanghaiDay(last?.at ?? now);
}

/** Gives until when it is said in public, null for not at all; null of a record that was entered wrongly. */
async function withdraw(hand: PublicityInHand, recordId: string): Promise<{ until: Day | null } | null> {
  const today = shanghaiDay(hand.now);
  const order = { recordId, how: 'withdrawn', on: today } as const;
  if ((await findFallenBasis(hand, recordId)) === null) {
    await voidRecord(hand, order);
    return null;
  }
  const on = await basisFellOn(hand);
  return { until: await takeBackRecord(hand, order, { ground: 'basis-fallen', on }) };
}
