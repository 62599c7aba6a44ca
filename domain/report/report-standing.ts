import { endedByTimeOn } from '../record/record.ts';
import type { Sector } from '../record/sectors.ts';
import type { Bilingual } from '../text.ts';
import { addDays, type Day, endOfDay, type Instant, shanghaiDay, startOfDay } from '../time.ts';
import { performancesInReport, type ReportPerformance, type ReportQuestion } from './credit-report.ts';
import { type ListedRegistration, type RegistrationStandingNow, registrationsChanged } from './report-registrations.ts';
import {
  isPrintedAlike,
  type ListedRecord,
  listedRecord,
  type ReportRange,
  type ReportRecord,
  recordsInReport,
  showRecord,
} from './report-record.ts';

/** What a report listed when it was issued: by it a later check knows whether the report still holds. */
export interface ReportListed {
  /** The fields of law that were asked for; null: all. */
  readonly fields: readonly Sector[] | null;
  readonly records: readonly ListedRecord[];
  readonly performances: readonly Pick<ReportPerformance, 'id' | 'result' | 'madeGoodOn'>[];
  /** Ids of the honours. */
  readonly honours: readonly string[];
  /** What the subject registered of itself, by id and version. */
  readonly registrations: readonly ListedRegistration[];
}

/** What is kept beside the document, of the same question. */
export function listedIn(question: ReportQuestion): ReportListed {
  const { range, issuedAt, records, performances, honours, registrations } = question;
  return {
    fields: range.fields,
    records: recordsInReport(records, range, issuedAt).map(listedRecord),
    performances: performancesInReport(performances, range).map(({ id, result, madeGoodOn }) => ({
      id,
      result,
      madeGoodOn,
    })),
    honours: honours.map(({ id }) => id),
    registrations: registrations.map(({ id, version }) => ({ id, version })),
  };
}

export const REPORT_STATES = ['valid', 'expired', 'superseded'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

export const REPORT_STATE_TEXT: Readonly<Record<ReportState, Bilingual>> = {
  valid: { zh: '有效', en: 'valid' },
  expired: { zh: '已过有效期', en: 'expired' },
  superseded: { zh: '所列信息已有变化，请以新出具的报告为准', en: 'superseded: what it lists has changed since' },
};

export interface ReportStanding {
  readonly state: ReportState;
  /** Superseded: the first day on which it held no longer. Expired: the day after its last. Null: it holds. */
  readonly since: Day | null;
}

/** A report as it was issued. */
export interface IssuedReport {
  readonly issuedAt: Instant;
  readonly validUntil: Day;
  readonly from: Day;
  readonly until: Day;
  readonly listed: ReportListed;
}

/** All that is held of its subject now: what it listed, and what it would list. */
export interface HeldNow {
  readonly records: readonly ReportRecord[];
  readonly performances: readonly (ReportPerformance & { readonly correctedOn: Day | null })[];
  readonly honours: readonly { readonly id: string; readonly until: Day; readonly endedOn: Day | null }[];
  readonly registrations: readonly RegistrationStandingNow[];
}

/**
 * Whether a report holds at a moment: while one of the same question would say the same of its subject. It is superseded
 * from the day on which a record or a promise that it lists is shown no longer, or otherwise; on which one that it does
 * not list is shown; on which an honour ended before the end it is printed with; on which what the subject registered of
 * itself can no longer be rested on as listed. What a record set in motion ends with it,
 * and what was put right is put right everywhere (国办发〔2020〕49号（十一）; 国发〔2016〕33号（二十二）). An honour given
 * since takes nothing from it. Past its last day it is expired, whatever comes after.
 */
export function reportStanding(report: IssuedReport, held: HeldNow, now: Instant): ReportStanding {
  const { issuedAt, validUntil, from, until, listed } = report;
  const range: ReportRange = { from, until, fields: listed.fields };
  const issuedOn = shanghaiDay(issuedAt);
  const [since] = [
    ...held.records.map((record) => recordChangedOn(record, { range, issuedAt, listed }, now)),
    ...promisesChangedOn(held, listed, range, shanghaiDay(now)),
    ...held.honours.filter(({ id }) => listed.honours.includes(id)).map(honourEndedOn),
    ...registrationsChanged(listed.registrations, held.registrations, shanghaiDay(now)),
  ]
    .filter((day) => day !== null)
    // What was written down later of an earlier day, did not hold from the first.
    .map((day) => (day < issuedOn ? issuedOn : day))
    .filter((day) => day <= shanghaiDay(now))
    .sort();
  if (since !== undefined && since <= validUntil) return { state: 'superseded', since };
  if (shanghaiDay(now) <= validUntil) return { state: 'valid', since: null };
  return { state: 'expired', since: addDays(validUntil, 1) };
}

/**
 * The day from which on something else is to be printed of a record than was, up to now; null: the same. What is written
 * in the record with its day or moment is found by going through them; what was put right without one counts from the
 * moment it was written down.
 */
function recordChangedOn(
  record: ReportRecord,
  { range, issuedAt, listed }: { range: ReportRange; issuedAt: Instant; listed: ReportListed },
  now: Instant,
): Day | null {
  const printed = listed.records.find(({ id }) => id === record.id) ?? null;
  const isOther = (at: Instant): boolean => {
    const shown = showRecord(record, range, at);
    return !isPrintedAlike(printed, shown === null ? null : listedRecord(shown));
  };
  if (!isOther(now)) return null;
  const since = (moment: Instant) => issuedAt < moment && moment <= now;
  const moments = momentsOf(record).filter(since).sort();
  const lastAlike = [issuedAt, ...moments].findLastIndex((at) => !isOther(at));
  const first = lastAlike === -1 ? (record.changedAt.find(since) ?? issuedAt) : (moments[lastAlike] ?? now);
  return shanghaiDay(first);
}

/** Every moment at which something of a record begins or ends by what is written in it. */
function momentsOf({ facts, holds, measures, declarations }: ReportRecord): Instant[] {
  const days = [facts.publishedFrom, facts.endedOn, endedByTimeOn(facts)];
  return [
    ...days.flatMap((day) => (day === null ? [] : startOfDay(day))),
    ...holds.flatMap(({ from, until }) => [from, until ?? []].flat()),
    ...measures.flatMap(({ from, until, liftedOn }) => [
      startOfDay(from),
      ...(until === null ? [] : [endOfDay(until)]),
      ...(liftedOn === null ? [] : [startOfDay(liftedOn)]),
    ]),
    ...declarations.flatMap(({ at, endedAt }) => [at, endedAt ?? []].flat()),
  ];
}

function promisesChangedOn({ performances }: HeldNow, listed: ReportListed, range: ReportRange, today: Day): Day[] {
  const toList = new Set(performancesInReport(performances, range).map(({ id }) => id));
  return performances.flatMap(({ id, result, madeGoodOn, correctedOn, decidedOn }) => {
    const before = listed.performances.find((one) => one.id === id);
    if (before === undefined) return toList.has(id) ? [correctedOn ?? decidedOn] : [];
    if (before.result !== result) return [correctedOn ?? today];
    return before.madeGoodOn === madeGoodOn ? [] : [madeGoodOn ?? correctedOn ?? today];
  });
}

function honourEndedOn({ until, endedOn }: HeldNow['honours'][number]): Day | null {
  return endedOn !== null && endedOn <= until ? endedOn : null;
}
