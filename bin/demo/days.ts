/** Days around today, as the API reckons them: the demo county never counts working days by itself. */
import { RULE_SETS } from '../../domain/rule-sets/index.ts';
import { addMonths, type Day, shanghaiDay } from '../../domain/time.ts';
import type { Session } from './api-client.ts';

/**
 * A day by its place.
 * `passed: n`: n working days before the last one that is over and whose calendar is loaded: what is due then has come.
 * `ago: n`: the nth working day before today. `ahead: n`: the nth after today; both provisional where no calendar is loaded.
 * `monthsAgo: n`: the same date so many months earlier, not before the first rule set; `monthsAhead: n`: later.
 */
export type DayPlace =
  | { readonly passed: number }
  | { readonly ago: number }
  | { readonly ahead: number }
  | { readonly monthsAgo: number }
  | { readonly monthsAhead: number };

interface CountedDays {
  days: readonly { day: Day; counted: number | null }[];
}

const DAY_MS = 86_400_000;
/** Steps at one instant are spread over some minutes: just after midnight, yesterday's may not all be done. */
const SPREAD_MS = 20 * 60_000;
const LOOKED_BACK_DAYS = 200;
const LISTED_WORKING_DAYS = 220;
/** No record of an earlier document can be entered. */
const FIRST_RULES: Day = RULE_SETS[0]?.inForceFrom ?? '2023-05-01';

export class DemoDays {
  readonly today: Day;
  /** Working days up to what has passed, and around today. */
  readonly #past: readonly Day[];
  readonly #around: readonly Day[];
  readonly #lastPassed: Day;

  private constructor(today: Day, lastPassed: Day, past: readonly Day[], around: readonly Day[]) {
    this.today = today;
    this.#lastPassed = lastPassed;
    this.#past = past;
    this.#around = around;
  }

  /**
   * Asks the public calculator for the working days needed.
   * @param lastLoaded the last day of the loaded calendar
   * @param now milliseconds since 1970
   */
  static async ask(anybody: Session, lastLoaded: Day, now: number): Promise<DemoDays> {
    const today = shanghaiDay(new Date(now).toISOString());
    const lastPassed = earlier(addDays(shanghaiDay(new Date(now - SPREAD_MS).toISOString()), -1), lastLoaded);
    const past = await workingDays(anybody, addDays(lastPassed, -LOOKED_BACK_DAYS));
    const around = await workingDays(anybody, addDays(today, -LOOKED_BACK_DAYS));
    return new DemoDays(today, lastPassed, past, around);
  }

  /** The day at a place. */
  at(place: DayPlace): Day {
    if ('monthsAgo' in place) return later(addMonths(this.today, -place.monthsAgo), FIRST_RULES);
    if ('monthsAhead' in place) return addMonths(this.today, place.monthsAhead);
    if ('passed' in place)
      return pick(this.#past, this.#past.findLastIndex((day) => day <= this.#lastPassed) - place.passed);
    if ('ago' in place)
      return pick(this.#around, this.#around.findLastIndex((day) => day < this.today) + 1 - place.ago);
    return pick(this.#around, this.#around.findIndex((day) => day > this.today) - 1 + place.ahead);
  }

  /** The working day of receipt from which a term of so many working days ends on `due`. */
  receiptFor(due: Day, termWorkingDays: number): Day {
    return this.after(due, -termWorkingDays);
  }

  /** The working day so many working days after another. */
  after(day: Day, count: number): Day {
    const list = this.#past.includes(day) ? this.#past : this.#around;
    return pick(list, list.indexOf(day) + count);
  }
}

/** The working days after `from`, in order. */
async function workingDays(anybody: Session, from: Day): Promise<Day[]> {
  const { days } = await anybody.get<CountedDays>(
    `/v1/calculator/deadline?from=${from}&count=${LISTED_WORKING_DAYS}&unit=working-days`,
  );
  return days.filter(({ counted }) => counted !== null).map(({ day }) => day);
}

function pick(list: readonly Day[], index: number): Day {
  const day = list[index];
  if (day === undefined) throw new Error(`working day ${index} of ${list.length} was not asked for`);
  return day;
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}

function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}
