import { findRepairBar } from '../../db/queries/repair-bar.ts';
import { applyFromPast } from '../../domain/record/record-text.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type { PublicityInHand } from './publicity-course.ts';

/**
 * The first day on which repair of the record can be applied for, as its subject is told it: its own day, or the one
 * after the bar that false materials or a broken repair commitment have put on the subject. Null: no day is known yet.
 * @param alsoUntil last day of a bar that this transaction is about to set; null: none
 */
export async function applyFromInHand(
  { em, record, now }: PublicityInHand,
  alsoUntil: Day | null = null,
): Promise<Day | null> {
  const bar = await findRepairBar(em, record.subjectId, shanghaiDay(now));
  return applyFromPast(applyFromPast(record.applyFrom ?? null, bar?.until ?? null), alsoUntil);
}
