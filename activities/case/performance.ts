import { PerformanceRecord } from '../../db/entities/performance-result.ts';
import type { PerformanceResult } from '../../domain/case/performance.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type { CaseInHand } from './case-in-hand.ts';

/**
 * One performance result a case; a later one corrects it and keeps what stood before.
 * @param on the day that the result counts by: of a kept promise that on which its authority confirmed it, of a broken one
 * the day it was due, however late that is written down
 */
export function recordPerformance(
  hand: CaseInHand & { performance: PerformanceRecord | null },
  result: PerformanceResult,
  on: Day,
): void {
  if (hand.performance === null) {
    hand.performance = hand.em.create(PerformanceRecord, {
      caseId: hand.file.id,
      subjectId: hand.file.subjectId,
      authorityId: hand.file.authorityId,
      result,
      decidedOn: on,
      correctedOn: null,
      previous: null,
      madeGoodOn: null,
    });
    return;
  }
  const { result: previous } = hand.performance;
  // What was made good is no longer what stands.
  const corrected = { result, previous, decidedOn: on, correctedOn: shanghaiDay(hand.now), madeGoodOn: null };
  Object.assign(hand.performance, corrected);
}
