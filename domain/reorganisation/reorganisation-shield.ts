import { isLiftedForGood, type RecordEnding } from '../record/record-ending.ts';
import type { Day } from '../time.ts';

/** As much of a record as decides whether a reorganisation shields it. */
export interface RecordToShield {
  readonly decidedOn: Day;
  /** Null: it has not ended. */
  readonly endedOn: Day | null;
}

/**
 * Whether a ruling shields a record: decided on the day of the ruling or before, and not ended. What is decided later
 * is not shielded. That the day itself belongs to the time before is our reading, in the subject's favour.
 * Source: 信用修复管理办法（2025年第36号）; 国办发〔2025〕22号 (second-hand).
 */
export function isShielded({ decidedOn, endedOn }: RecordToShield, ruledOn: Day): boolean {
  return decidedOn <= ruledOn && endedOn === null;
}

/**
 * Whether a record that one of these rulings shields would be shielded no longer, were its decision of another day: that
 * of a carried-out plan or settlement counts like one that is still being carried out.
 * @param ruledOn the days of the rulings in force
 */
export function leavesShield({ from, to }: { from: Day; to: Day }, ruledOn: readonly Day[]): boolean {
  const shields = (decidedOn: Day, day: Day) => isShielded({ decidedOn, endedOn: null }, day);
  return ruledOn.some((day) => shields(from, day) && !shields(to, day));
}

/** A measure on a shielded record, and whether the list of measures says that it could hinder a plan. */
export interface MeasureToLift {
  readonly code: string;
  readonly hindersPlan: boolean;
  /** Null: it is not lifted. */
  readonly liftedHow: RecordEnding | null;
}

/**
 * The measures lifted for the time being: those that could hinder the plan. Which these are is data of the list of
 * measures (`hinders_plan`); as it is delivered, all that keeps from tendering and procurement, finance and licensing.
 * That choice is our default: the text names no measures. Those that only a repair lifted are among them: a record is
 * shielded after its repair where that is being withdrawn, and they come back in the same step.
 */
export function measuresToLift(measures: readonly MeasureToLift[]): string[] {
  return measures
    .filter(({ hindersPlan, liftedHow }) => hindersPlan && !isLiftedForGood(liftedHow))
    .map(({ code }) => code);
}
