import { Temporal } from 'temporal-polyfill';
import type { Day } from '../time.ts';
import { readResidentId } from './resident-id.ts';

/**
 * The birthday on which the holder of an identity number turns so many years old, by the birth date in the number; null
 * where it is no valid number on the day `on`, or one of somebody born after it. Who was born on 29 February turns on 28
 * February where the year has no 29th.
 */
export function findBirthday(identifier: string, years: number, on: Day): Day | null {
  const id = readResidentId(identifier, on);
  // Not `addMonths`: who was born in 1920 turned 18 before the days that this service counts with.
  return id.ok ? Temporal.PlainDate.from(id.birthDate).add({ years }).toString() : null;
}
