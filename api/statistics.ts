import type { EntityManager } from '@mikro-orm/postgresql';
import { loadCalendar } from '../db/queries/calendar.ts';
import { loadRules } from '../db/queries/rules.ts';
import type { StatisticsQuestion } from '../db/queries/statistics/period.ts';
import { countPublications } from '../db/queries/statistics/publication.ts';
import { countPromises } from '../db/queries/statistics/promises.ts';
import { endedRepairs } from '../db/queries/statistics/repairs.ts';
import { countOutstanding, countTerms } from '../db/queries/statistics/terms.ts';
import { waitText } from '../domain/case/case-kinds.ts';
import { workingDaysBetween } from '../domain/deadline/calendar.ts';
import { ruleSetForCase } from '../domain/rule-sets/index.ts';
import { durationsOf, keptRate, percentOf } from '../domain/statistics/figures.ts';
import { type Instant, shanghaiDay } from '../domain/time.ts';
import type { Language } from './problems.ts';

/** The kept rate of each authority and kind of case; small groups without numbers. */
export async function keptRates(em: EntityManager, asked: StatisticsQuestion, now: Instant) {
  const smallest = await smallestGroup(em, now);
  const counted = await countPromises(em, asked);
  return counted.map(({ authority, kind, ...counts }) => ({ authority, kind, ...keptRate(counts, smallest) }));
}

/** How much of what each authority must do was done in time, step by step. */
export async function onTimeRates(em: EntityManager, asked: StatisticsQuestion, now: Instant, language: Language) {
  const counted = await countTerms(em, asked, now);
  return counted.map(({ authority, step, inTime, late }) => ({
    authority,
    step,
    stepText: waitText(step)[language],
    inTime,
    late,
    rate: percentOf(inTime, inTime + late),
  }));
}

/** What each authority has not done by its date, step by step. */
export async function outstanding(em: EntityManager, authority: string | null, now: Instant, language: Language) {
  const counted = await countOutstanding(em, authority, now);
  return counted.map((row) => ({ ...row, stepText: waitText(row.step)[language] }));
}

/** How much of what each authority decided was entered by the day on which it was to be published. */
export async function publications(em: EntityManager, asked: StatisticsQuestion) {
  const counted = await countPublications(em, asked);
  return counted.map((row) => ({ ...row, rate: percentOf(row.inTime, row.inTime + row.late) }));
}

/** How long each authority took to answer applications for repair; small groups without numbers. */
export async function repairDurations(em: EntityManager, asked: StatisticsQuestion, now: Instant) {
  const [smallest, calendar] = [await smallestGroup(em, now), await loadCalendar(em)];
  const ended = await endedRepairs(em, asked);
  const codes = [...new Set(ended.map(({ authority }) => authority.code))];
  return codes.flatMap((code) => {
    const own = ended.filter((repair) => repair.authority.code === code);
    const [first] = own;
    if (first === undefined) return [];
    const days = own.map(({ forwardedAt, closedAt }) =>
      workingDaysBetween(calendar, shanghaiDay(forwardedAt), shanghaiDay(closedAt)),
    );
    const subjects = new Set(own.map(({ subjectId }) => subjectId)).size;
    return [{ authority: first.authority, ...durationsOf(days, subjects, smallest) }];
  });
}

async function smallestGroup(em: EntityManager, now: Instant): Promise<number> {
  const today = shanghaiDay(now);
  const rule = await loadRules(em, ruleSetForCase(today).id, today, now);
  return rule('statistics.smallest-group-subjects').value;
}
