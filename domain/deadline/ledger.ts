import type { Bilingual } from '../text.ts';
import type { Day, Instant } from '../time.ts';

/** The unit a term is given in. Months and years end on the same date, or the month's last day (民法典第202条). */
export const TERM_UNITS = ['working-days', 'calendar-days', 'months', 'years'] as const;
export type TermUnit = (typeof TERM_UNITS)[number];

/**
 * A term as a clause sets it. `act`: something must be done within it, so a last day off moves to the next working
 * day (民法典第203条). `period`: something lasts for it (publicity, a bar); it never moves.
 */
export interface DeadlineRule {
  readonly code: string;
  readonly count: number;
  readonly unit: TermUnit;
  readonly last: 'act' | 'period';
  readonly clause: string;
  /** The number was not read in a text: it is a default that an administrator may change. */
  readonly isDefault: boolean;
}

/**
 * 中止: time that is not counted (行政许可法第45条). Both `from` and `until` are days that are **not** counted: a day of
 * which a part was lost is not a full day given. `until: null`: still going on.
 */
export interface Pause {
  readonly from: Day;
  readonly until: Day | null;
  readonly reason: string;
  readonly clause: string;
}

interface Granted {
  readonly reason: string;
  readonly clause: string;
  readonly by: string;
  readonly on: Day;
}

/** 延长: added at the end, counted on from the day then due; or a day set outright. It never shortens. */
export type Extension = Granted & ({ readonly count: number; readonly unit: TermUnit } | { readonly until: Day });

/** A limit on the term and all its extensions from outside: a day, or another term counted from the same start (with the same pauses). */
export type Cap = {
  readonly clause: string;
  readonly reason: Bilingual;
} & ({ readonly count: number; readonly unit: TermUnit } | { readonly day: Day });

/**
 * A day before which nothing is due. One that is the least time left (`least`) was counted, and is counted again with
 * the calendar: it never comes earlier than `day`.
 */
export interface Floor {
  readonly day: Day;
  readonly reason: string | Bilingual;
  readonly least?: { readonly from: Day; readonly workingDays: number };
}

/** All a due day follows from. Free text typed by a person stays a string; text of ours is bilingual. */
export interface Ledger {
  readonly startEvent: string | Bilingual;
  /** The real day of the event, a day off included. Never counted (民法典第201条). */
  readonly startDay: Day;
  readonly rule: DeadlineRule;
  readonly pauses: readonly Pause[];
  readonly extensions: readonly Extension[];
  readonly notLaterThan?: Cap;
  /** A floor, with its reason: a day already told to the person who must act, or the least time that must be left. */
  readonly notEarlierThan?: Floor;
}

/** A day counted (with its ordinal) or passed over, and why. `part` says which part of the ledger the line is of. */
export interface DayLine {
  readonly day: Day;
  readonly counted: number | null;
  readonly part: 'start' | 'term' | 'extension' | 'cap' | 'floor' | 'moved';
  readonly reason: Bilingual;
}

/** A deadline that runs. The act is in time exactly if it was received before `dueAt`, the exclusive end of `due`. */
export interface Deadline {
  readonly running: true;
  readonly due: Day;
  readonly dueAt: Instant;
  /** A day whose kind decided the due day lies outside the loaded years: nothing adverse may happen on it. */
  readonly provisional: boolean;
  readonly calendarVersion: string;
  readonly days: readonly DayLine[];
  readonly explanation: readonly Bilingual[];
}

/** A deadline that a pause still going on has stopped before its due day: there is no due day until it ends. */
export interface SuspendedDeadline {
  readonly running: false;
  readonly since: Day;
  readonly pause: Pause;
  readonly calendarVersion: string;
  readonly days: readonly DayLine[];
  readonly explanation: readonly Bilingual[];
}

/** Longest terms that can be counted; a larger number is an input error, not a term of any rule. */
export const LONGEST_TERM: Readonly<Record<TermUnit, number>> = {
  'working-days': 1000,
  'calendar-days': 3660,
  months: 240,
  years: 20,
};

/** How a stored deadline stands. `met`: what it asked for came; `missed`: it did not; `closed`: no longer asked for. */
export const DEADLINE_STATES = ['running', 'met', 'missed', 'closed'] as const;
export type DeadlineState = (typeof DEADLINE_STATES)[number];
