import { endedByTimeOn, hasEndedByTime, measuresLeft } from '../../domain/record/record.ts';
import { measureOf } from '../../db/queries/records.ts';
import { dutiesByLedger } from '../../domain/publicity/publicity-deadlines.ts';
import {
  dutiesOpenNotice,
  endedByTimeNotice,
  keptPublishedNotice,
  minimumEndedNotice,
} from '../../domain/publicity/publicity-notices.ts';
import { addDays, type Day, shanghaiDay } from '../../domain/time.ts';
import type { CaseState } from '../case/case-course.ts';
import { beginDeadline, closeDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { step, type StepInput } from '../case/case-steps.ts';
import { applyFromInHand } from './publicity-bar.ts';
import { factsInHand, publicityCourse, type PublicityInHand, rowsOf, stateInHand } from './publicity-course.ts';
import { followMeasures } from '../joint-action/follow-measures.ts';
import { hasRunningMeasure } from './publicity-periods.ts';
import { closePublicity, tellCopyHolders } from '../record/record-effects.ts';
import { serveHandler, serveSubject, serveSupervisors } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/** The minimum has ended: the subject is told that it may apply, and from when. */
export function minimumEnded(deps: ActivityDeps, input: StepInput): Promise<CaseState> {
  return step(publicityCourse, deps, input, async (hand) => {
    closeDeadline(hand, 'minimum-end', 'closed');
    const { documentNumber } = hand.record;
    const applyFrom = await applyFromInHand(hand);
    if (applyFrom === null) return;
    note(hand, { kind: 'minimum-period-ended', applyFrom });
    await serveSubject(hand, minimumEndedNotice(noticeCase(hand), documentNumber, applyFrom));
  });
}

/**
 * The maximum has come. Shown it is no longer since midnight, whether this step is late or not: here it is written
 * down. With duties open the sector's rule may keep it shown until they are done.
 */
export function maximumEnded(deps: ActivityDeps, input: StepInput): Promise<CaseState> {
  return step(publicityCourse, deps, input, async (hand) => {
    closeDeadline(hand, 'maximum-end', 'closed');
    if (hasEndedByTime(factsInHand(hand), shanghaiDay(hand.now))) return await endByTime(hand);
    const { documentNumber, endsBy } = hand.record;
    if (endsBy == null) throw new Error(`record ${hand.record.id} has no last day`);
    note(hand, { kind: 'maximum-period-ended', endsBy, dutiesOpen: true, shownOn: true });
    await serveSubject(hand, keptPublishedNotice(noticeCase(hand), documentNumber, endsBy));
    tellDutiesOpen(hand, { endsBy, shownOn: true });
    beginDeadline(hand, 'duties-by', dutiesByLedger(endsBy, hand.rule));
  });
}

/** Writes down that a record has ended by time, and tells who must know. A measure with a term of its own goes on. */
export async function endByTime(hand: PublicityInHand): Promise<void> {
  const { documentNumber, endsBy } = hand.record;
  const endedOn = endedByTimeOn(factsInHand(hand));
  if (endsBy == null || endedOn === null) throw new Error(`record ${hand.record.id} has not ended by time`);
  const { dutiesOpen } = stateInHand(hand);
  closeDeadline(hand, 'duties-by', 'met');
  const keptUntil = endedOn === addDays(endsBy, 1) ? null : endedOn;
  const kept = keptUntil === null ? {} : { keptUntil };
  note(hand, { kind: 'maximum-period-ended', endsBy, dutiesOpen, shownOn: false, ...kept });
  if (hasRunningMeasure(hand)) {
    closeDeadline(hand, 'minimum-end', 'closed');
    hand.file.status = 'measures-only';
  } else closePublicity(hand, 'ended-by-time', { kind: 'ended-by-time', dutiesOpen });
  const left = measuresLeft(factsInHand(hand), hand.measures.map(measureOf), shanghaiDay(hand.now));
  const measures = left.flatMap(({ name, until }) => (until === null ? [] : [{ name, until }]));
  const how = { endsBy, keptUntil, dutiesOpen, measures };
  await serveSubject(hand, endedByTimeNotice(noticeCase(hand), documentNumber, how));
  if (dutiesOpen) tellDutiesOpen(hand, { endsBy, shownOn: false });
  await followMeasures(hand);
  await tellCopyHolders(hand, rowsOf(hand), 'record.ended', 'ended-by-time', endedOn);
}

/**
 * Never in silence: who supervises is told with the handler, and the record stands in the list of open duties
 * (`listOpenDuties`) until they are registered as done.
 */
function tellDutiesOpen(hand: PublicityInHand, open: { endsBy: Day; shownOn: boolean }): void {
  const { documentNumber } = hand.record;
  serveHandler(hand, dutiesOpenNotice(noticeCase(hand), '经办人', documentNumber, open));
  serveSupervisors(hand, dutiesOpenNotice(noticeCase(hand), '主管人员', documentNumber, open));
}

/** A measure's own term is over; where it was the last of a record shown no longer, nothing is left to follow. */
export function measureEnded(deps: ActivityDeps, input: StepInput): Promise<CaseState> {
  return step(publicityCourse, deps, input, async (hand, deadline) => {
    closeDeadline(hand, 'measure-end', 'closed', deadline.about);
    const measure = hand.measures.find(({ id }) => id === deadline.about);
    if (measure?.until != null) note(hand, { kind: 'measure-term-ended', measure: measure.code, until: measure.until });
    if (hand.file.status === 'measures-only' && !hasRunningMeasure(hand)) {
      const { dutiesOpen } = stateInHand(hand);
      closePublicity(hand, 'ended-by-time', { kind: 'ended-by-time', dutiesOpen });
    }
    await followMeasures(hand);
  });
}
