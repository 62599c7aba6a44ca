import { executionOf, type ExecutionOf } from '../../db/queries/measure-executions.ts';
import { firstDayOfExecution } from '../../domain/joint-action/execution-day.ts';
import type { Direction } from '../../domain/joint-action/measure-execution.ts';
import {
  type MeasureStep,
  reasonsAgainstMessage,
  reasonsAgainstStep,
} from '../../domain/joint-action/measure-steps.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { type Day, type Instant, shanghaiDay } from '../../domain/time.ts';
import { note as noteOnTimeline } from '../case/case-in-hand.ts';
import type { PublicityInHand } from '../publicity/publicity-course.ts';
import { followMeasures } from './follow-measures.ts';
import { tellOfDeclining } from './tell-carriers.ts';

/** What an authority says of a measure that it was asked about. */
export interface SaidOfMeasure {
  step: MeasureStep;
  measure: string;
  direction: Direction;
  /** Of `execute`: the day; null: the day on which it is said. */
  executedOn: Day | null;
  /** Of `feed-back` what came of it, of `decline` why. */
  note: string | null;
  /** When it was said. */
  at: Instant;
  /** Code of the authority that says it. */
  authority: string;
}

/**
 * Takes one step of an authority, by an officer's act or its system's message: refused with reasons, or written, with
 * all that follows: what was applied after its request was called off is asked to be undone, or suspended, at once.
 */
export async function takeMeasureStep(hand: PublicityInHand, said: SaidOfMeasure): Promise<Refusal[]> {
  const own = executionsMeant(hand, said);
  const meant = own.findLast(({ row }) => row.direction === said.direction) ?? null;
  const executedOn = said.step === 'execute' ? (said.executedOn ?? shanghaiDay(said.at)) : null;
  const refusals = reasonsAgainstStep({
    step: said.step,
    execution: meant === null ? null : executionOf(meant.row),
    isLatest: meant === own.at(-1),
    executedOn,
    reason: said.note,
    notBefore: notBefore(hand, own, meant),
    now: hand.now,
  });
  if (refusals.length > 0 || meant === null) return refusals;
  write(hand, meant, said, executedOn);
  await followMeasures(hand);
  return [];
}

/** Why it cannot be told that a system's message is about what was asked last; none: it can. */
export function reasonsAgainstSaying(hand: PublicityInHand, said: SaidOfMeasure): Refusal[] {
  return reasonsAgainstMessage(
    said,
    askedInDirection(hand, said).map(({ row }) => executionOf(row)),
  );
}

/** Whether the authority has said this of what it was asked last in that direction. */
export function wasSaid(hand: PublicityInHand, said: SaidOfMeasure): boolean {
  const row = askedInDirection(hand, said).at(-1)?.row;
  if (row === undefined) return false;
  const { respondedAt, executedAt, fedBackAt, declinedAt } = row;
  return { respond: respondedAt, execute: executedAt, 'feed-back': fedBackAt, decline: declinedAt }[said.step] != null;
}

function askedInDirection(hand: PublicityInHand, said: SaidOfMeasure): ExecutionOf[] {
  return executionsMeant(hand, said).filter(({ row }) => row.direction === said.direction);
}

/** What the authority was asked about the measure, in its order. */
function executionsMeant({ executions }: PublicityInHand, { authority: code, measure }: SaidOfMeasure): ExecutionOf[] {
  return executions
    .filter(({ row, authority }) => authority.code === code && row.measure === measure)
    .sort((a, b) => a.row.round - b.row.round);
}

/** The first day on which it can have been done. */
function notBefore({ measures, record }: PublicityInHand, own: readonly ExecutionOf[], meant: ExecutionOf | null): Day {
  const from = measures.find(({ code }) => code === meant?.row.measure)?.from ?? record.decidedOn;
  if (meant === null) return from;
  const asked = own.map(({ row }) => executionOf(row));
  return firstDayOfExecution(asked, executionOf(meant.row), from);
}

function write(
  hand: PublicityInHand,
  { row, authority }: ExecutionOf,
  said: SaidOfMeasure,
  executedOn: Day | null,
): void {
  const { direction, measure } = row;
  const about = { authority: authority.code, direction, measure };
  if (said.step === 'respond') {
    row.respondedAt = hand.now;
    noteOnTimeline(hand, { kind: 'measure-responded', ...about }, said.at);
  } else if (said.step === 'execute' && executedOn !== null) {
    row.respondedAt ??= hand.now;
    // Done before it was held: what is to follow is asked of it anew.
    Object.assign(row, { executedOn, executedAt: hand.now, heldAt: null });
    noteOnTimeline(hand, { kind: 'measure-executed', ...about, on: executedOn }, said.at);
  } else if (said.step === 'decline') {
    Object.assign(row, { declinedAt: hand.now, declinedBecause: said.note, heldAt: null });
    noteOnTimeline(hand, { kind: 'measure-declined', ...about }, said.at);
    tellOfDeclining(hand, authority, measure, said.note ?? '');
  } else {
    Object.assign(row, { fedBackAt: hand.now, note: said.note });
    noteOnTimeline(hand, { kind: 'measure-fed-back', ...about }, said.at);
  }
}
