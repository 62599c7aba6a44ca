import { factsOf, measureOf, stateOfRecord } from '../../db/queries/records.ts';
import type { CreditRecord } from '../../db/entities/record.ts';
import { isLiftedForGood } from '../../domain/record/record-ending.ts';
import { isOver, measuresLeft } from '../../domain/record/record.ts';
import { repairedSince, type UndoneRepair } from '../../domain/record/undone-repair.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import { type CaseInHand, note } from '../case/case-in-hand.ts';
import { datesAnew } from '../publicity/publicity-course.ts';
import { closePublicity, tellCopyHolders } from './record-effects.ts';
import { lockRecord, passToPublicity } from './record-in-hand.ts';

export interface AgainOrder {
  recordId: string;
  /** When the withdrawal that fell had brought it back. */
  restoredOn: Day;
  /** What `restoreRecord` gave; null: it was not kept then, and the repair counts from the day the record came back. */
  repair: UndoneRepair | null;
}

/**
 * The withdrawal of its repair fell: the record is repaired since its repair, with the days it had then, and the
 * measures that came back are lifted again as of that day. Whoever keeps copies is told, and its publicity ends. Gives
 * the day since which it is repaired; null: the record itself never should have counted, and stays as it is.
 */
export async function repairAgain(hand: CaseInHand, { recordId, restoredOn, repair }: AgainOrder): Promise<Day | null> {
  const locked = await lockRecord(hand, recordId);
  const { row, publicity } = locked;
  if (row.endedHow != null && row.endedHow !== 'repaired') return null;
  const today = shanghaiDay(hand.now);
  const before = stateOfRecord(locked, hand.now);
  const running = measuresLeft(factsOf(row), locked.measures.map(measureOf), today).map(({ code }) => code);
  const on = repairedSince(repair?.endedOn ?? restoredOn, row.decidedOn, row.endedOn ?? null);
  if (repair !== null && row.restartedOn === restoredOn) putDaysBack(row, repair);
  row.endedOn = on;
  row.endedHow = 'repaired';
  for (const measure of locked.measures) {
    const isBack = running.includes(measure.code) || (repair?.measures.includes(measure.code) ?? false);
    if (!isBack) continue;
    if (measure.liftedOn == null || on < measure.liftedOn) measure.liftedOn = on;
    // What was found wrong since it came back is still so.
    if (!isLiftedForGood(measure.liftedHow ?? null)) measure.liftedHow = 'repaired';
  }
  if (publicity !== null) {
    closePublicity(publicity, 'repaired', { kind: 'repaired', on });
    note(publicity, { kind: 'repair-stands-again', on });
  }
  passToPublicity(hand, locked);
  if (!isOver(before.state) || running.length > 0) await tellCopyHolders(hand, locked, 'record.ended', 'repaired', on);
  return on;
}

/** As the repair had left them; where what they follow from was corrected since, as they follow from that. */
function putDaysBack(row: CreditRecord, repair: UndoneRepair): void {
  const { decidedOn, severity, restartedOn, minimumEnds, applyFrom, endsBy } = repair;
  row.restartedOn = restartedOn;
  const isAsItWas = row.decidedOn === decidedOn && row.severity === severity;
  const days = isAsItWas ? { minimumEnds, applyFrom, endsBy } : datesAnew(row).dates;
  Object.assign(row, { minimumEnds: days.minimumEnds, applyFrom: days.applyFrom, endsBy: days.endsBy });
}
