import type { Day } from '../time.ts';
import type { TimelineEvent } from './timeline.ts';

/** A silence of which supervisors are told: of one wait of a case, of one part of it, or of one authority in a repair. */
export type ReportedSilence =
  | { kind: 'escalated'; wait: string; due: Day; about?: string }
  | { kind: 'repair-silent'; authority: string; wait: string; due: Day };

/**
 * How often supervisors were told of this silence: what the timeline says. The steps that were due are no measure of
 * it, for several that were missed are told as one. A day that was moved begins another silence.
 */
export function reportsMade(timeline: readonly TimelineEvent[], silence: ReportedSilence): number {
  const key = keyOf(silence);
  return timeline.filter(
    (event) => (event.kind === 'escalated' || event.kind === 'repair-silent') && keyOf(event) === key,
  ).length;
}

function keyOf(silence: ReportedSilence): string {
  const whose = silence.kind === 'escalated' ? (silence.about ?? '') : silence.authority;
  return [silence.kind, silence.wait, silence.due, whose].join(' ');
}
