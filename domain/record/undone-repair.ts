import type { Day } from '../time.ts';
import type { Severity } from './severity.ts';

/** What a repair that was withdrawn had made of its record, kept for the day on which the withdrawal falls. */
export interface UndoneRepair {
  readonly endedOn: Day | null;
  /** What its days were reckoned from: corrected since, they are reckoned anew. */
  readonly decidedOn: Day;
  readonly severity: Severity;
  readonly restartedOn: Day | null;
  readonly minimumEnds: Day | null;
  readonly applyFrom: Day | null;
  readonly endsBy: Day | null;
  /** Codes of the measures that it had lifted. */
  readonly measures: readonly string[];
}

/**
 * Since when a record is repaired whose repair stands again: since that repair, or an earlier ending of its own; never
 * before its decision, which may have been corrected meanwhile.
 */
export function repairedSince(repairedOn: Day, decidedOn: Day, endedOn: Day | null): Day {
  const since = endedOn !== null && endedOn < repairedOn ? endedOn : repairedOn;
  return since < decidedOn ? decidedOn : since;
}
