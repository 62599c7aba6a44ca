import type { MeasureStanding } from '../joint-action/execution-plan.ts';
import { endingText, type RecordEnding } from './record-ending.ts';
import { HOLD_TEXT, type RecordHold, stopsMeasure } from './record-hold.ts';
import type { RecordKind } from './record-kind.ts';
import { dutiesAtMaximumUnwritten } from './duties-at-maximum.ts';
import type { DutiesOpenAtMaximum, Sector } from './sectors.ts';
import type { Severity } from './severity.ts';
import type { Bilingual } from '../text.ts';
import { addDays, type Day, describeDay, type Instant, shanghaiDay } from '../time.ts';

/** The days a record is shown by, as they were reckoned when it was entered (or started anew). */
export interface RecordDates {
  readonly decidedOn: Day;
  readonly severity: Severity;
  readonly sector: Sector;
  /** The first day shown. */
  readonly publishedFrom: Day;
  /** Last day of the minimum; null: there is none, or none yet (it runs from a correction that is not registered). */
  readonly minimumEnds: Day | null;
  /** First day on which repair may be applied for; null: not yet known, or not repaired through the window. */
  readonly applyFrom: Day | null;
  /** Last day shown (of one not published: shared); null: no fixed term. */
  readonly endsBy: Day | null;
  /** False: minor, and the authority found no need to show it. */
  readonly published: boolean;
  readonly ruleSet: string;
}

/** All that a record's state follows from, but its holds and measures. */
export interface RecordFacts extends RecordDates {
  readonly kind: RecordKind;
  readonly correctedOn: Day | null;
  readonly dutiesDoneOn: Day | null;
  /** What its maximum brings while duties are open, as written down at its entry; absent or null: it was not. */
  readonly dutiesOpenAtMaximum?: DutiesOpenAtMaximum | null;
  readonly endedOn: Day | null;
  readonly endedHow: RecordEnding | null;
  /** Annulled or withdrawn on, after it had been repaired or had run out; absent or null: it was not. */
  readonly voidedOn?: Day | null;
}

export const MEASURE_FORCES = ['mandatory', 'recommended'] as const;
export type MeasureForce = (typeof MEASURE_FORCES)[number];

/** 失信惩戒措施 attached to one record. `until` is its own last day; null: it ends with the record. */
export interface RecordMeasure {
  readonly code: string;
  readonly name: string;
  readonly basis: string;
  readonly force: MeasureForce;
  readonly from: Day;
  readonly until: Day | null;
  readonly liftedOn: Day | null;
}

export const RECORD_STATES = ['published', 'not-published', 'held', 'ended-by-time', 'ended'] as const;
export type RecordStateName = (typeof RECORD_STATES)[number];

/** What counts of a record at one moment. */
export interface RecordState {
  readonly state: RecordStateName;
  /** Anybody may see it. */
  readonly published: boolean;
  /** Authorities see it and may rest on it. */
  readonly shared: boolean;
  /** An objection to it is being checked. */
  readonly underObjection: boolean;
  /** Codes of the measures that may be applied. */
  readonly measuresInForce: readonly string[];
  /** Not corrected, or duties not performed. After the end by time it is a flag, for the sector's authority. */
  readonly dutiesOpen: boolean;
  readonly applyFrom: Day | null;
  readonly endsBy: Day | null;
  readonly explanation: readonly Bilingual[];
}

/**
 * The state of a record at a moment: a pure function of its days, its ending and its holds, asked at every reading, so
 * that no late timer shows a record too long (信用修复管理办法第三条: publication, sharing and measures end together;
 * 国发〔2016〕33号（二十二）: suspended during an objection). At the maximum it stops by itself; with duties still open
 * the sector's rule decides (国办发〔2025〕22号). A measure with a last day of its own in law runs to it.
 */
export function recordState(
  facts: RecordFacts,
  holds: readonly RecordHold[],
  measures: readonly RecordMeasure[],
  now: Instant,
): RecordState {
  const today = shanghaiDay(now);
  const inEffect = holds.filter(({ from, until }) => from <= now && (until === null || now < until));
  const state = stateName(facts, inEffect, today);
  const over = isOver(state);
  return {
    state,
    published: state === 'published',
    shared: !over && !inEffect.some(({ stops }) => stops.sharing),
    underObjection: inEffect.some(({ reason }) => reason === 'objection'),
    measuresInForce: measures
      .filter((measure) => isInForce(measure, state, today))
      .filter(({ code }) => !inEffect.some(({ stops }) => stopsMeasure(stops, code)))
      .map(({ code }) => code),
    dutiesOpen: areDutiesOpen(facts, today),
    applyFrom: facts.applyFrom,
    endsBy: facts.endsBy,
    explanation: explain(facts, inEffect, state, today),
  };
}

/**
 * Whether authorities may hold a record against its subject, in grades and conditions of theirs. It stays shared while
 * an objection to it is checked, but nothing is done on it meanwhile (国发〔2016〕33号（二十二）: 联合惩戒措施在信息核实期间
 * 暂不执行; that a grade by credit is such a measure too is our reading).
 */
export function countsAgainst({ shared, underObjection }: Pick<RecordState, 'shared' | 'underObjection'>): boolean {
  return shared && !underObjection;
}

/** The record stands no longer: neither shown nor shared. */
export function isOver(state: RecordStateName): boolean {
  return state === 'ended' || state === 'ended-by-time';
}

/** By that day it had ended, by a decision or by time. */
export function isShownNoMore(facts: RecordFacts, on: Day): boolean {
  return (facts.endedOn !== null && facts.endedOn <= on) || hasEndedByTime(facts, on);
}

/** Not corrected, or duties not performed, by that day. */
export function areDutiesOpen({ correctedOn, dutiesDoneOn }: RecordFacts, on: Day): boolean {
  return correctedOn === null || correctedOn > on || dutiesDoneOn === null || dutiesDoneOn > on;
}

/** The maximum has passed, and the sector keeps no published record past it until its duties are done. */
export function hasEndedByTime(facts: RecordFacts, on: Day): boolean {
  if (facts.endsBy === null || on <= facts.endsBy) return false;
  if (!facts.published) return true;
  const { sector, decidedOn, dutiesOpenAtMaximum } = facts;
  const then = dutiesOpenAtMaximum ?? dutiesAtMaximumUnwritten(sector, decidedOn);
  return then === 'flag' || !areDutiesOpen(facts, on);
}

/**
 * The first day on which a record that has ended by time was shown no longer, however late that is written down: the one
 * after its last, or that on which duties were done that it was kept for. Null: it has not, or has no last day.
 */
export function endedByTimeOn(facts: RecordFacts): Day | null {
  const { endsBy, correctedOn, dutiesDoneOn } = facts;
  if (endsBy === null) return null;
  const next = addDays(endsBy, 1);
  if (hasEndedByTime(facts, next)) return next;
  if (correctedOn === null || dutiesDoneOn === null) return null;
  return correctedOn > dutiesDoneOn ? correctedOn : dutiesDoneOn;
}

function stateName(facts: RecordFacts, inEffect: readonly RecordHold[], today: Day): RecordStateName {
  if (facts.endedOn !== null && facts.endedOn <= today) return 'ended';
  if (hasEndedByTime(facts, today)) return 'ended-by-time';
  if (!facts.published || today < facts.publishedFrom) return 'not-published';
  return inEffect.some(({ stops }) => stops.publicity) ? 'held' : 'published';
}

function isInForce(measure: RecordMeasure, state: RecordStateName, today: Day): boolean {
  return measure.from <= today && state !== 'ended' && runsOn(measure, state === 'ended-by-time', today);
}

/** A measure without a last day of its own goes with the record; one that the law gives a term runs its term. */
function runsOn({ until, liftedOn }: RecordMeasure, isOutOfTime: boolean, today: Day): boolean {
  if (liftedOn !== null && liftedOn <= today) return false;
  return until === null ? !isOutOfTime : today <= until;
}

/**
 * The measures of a record that a repair, or an annulment, still has to lift on a day: what runs, what has yet to
 * begin, and what a hold stops only for the time being. Of a record that ended by time those with a term of their own.
 */
export function measuresLeft<M extends RecordMeasure>(facts: RecordFacts, measures: readonly M[], on: Day): M[] {
  if (facts.endedOn !== null && facts.endedOn <= on) return [];
  const isOutOfTime = hasEndedByTime(facts, on);
  return measures.filter((measure) => runsOn(measure, isOutOfTime, on));
}

/**
 * How each measure of a record stands for those who carry it out: `stands` from the entry of the record on, also before
 * its first day; `held` while anything stops it; `over` for good.
 */
export function measureStandings(
  facts: RecordFacts,
  holds: readonly RecordHold[],
  measures: readonly RecordMeasure[],
  now: Instant,
): { code: string; standing: MeasureStanding }[] {
  const left = measuresLeft(facts, measures, shanghaiDay(now));
  const held = holds.filter(({ until }) => until === null || now < until);
  return measures.map((measure) => {
    const { code } = measure;
    if (!left.includes(measure)) return { code, standing: 'over' };
    return { code, standing: held.some(({ stops }) => stopsMeasure(stops, code)) ? 'held' : 'stands' };
  });
}

function explain(facts: RecordFacts, inEffect: readonly RecordHold[], state: RecordStateName, today: Day): Bilingual[] {
  const lines = [sayState(facts, state, today)];
  if (!isOver(state)) lines.push(...inEffect.map(({ reason }) => sentence(HOLD_TEXT[reason])));
  if (state === 'ended-by-time' && areDutiesOpen(facts, today)) {
    lines.push({
      zh: '公示期届满时法定义务尚未履行完毕，由认定单位依职权督促履行。',
      en: 'Duties were still open when the period ended; the determining authority sees that they are performed.',
    });
  }
  return lines;
}

function sayState(facts: RecordFacts, state: RecordStateName, today: Day): Bilingual {
  const { endsBy, publishedFrom, published } = facts;
  switch (state) {
    case 'ended':
      return sayEnding(facts);
    case 'ended-by-time':
      return sayOutOfTime(facts);
    case 'not-published':
      return published
        ? sentence({
            zh: `自${describeDay(publishedFrom).zh}起公示`,
            en: `Shown from ${describeDay(publishedFrom).en}`,
          })
        : sentence({ zh: '不予公示', en: 'Not published' });
    case 'held':
      return { zh: '目前不公示。', en: 'Not shown for the time being.' };
    case 'published':
      if (endsBy === null) return { zh: '正在公示，无固定期限。', en: 'Shown, without a fixed term.' };
      if (endsBy < today) return sayKept(endsBy);
      return {
        zh: `正在公示，公示的最后一日为${describeDay(endsBy).zh}。`,
        en: `Shown; ${describeDay(endsBy).en} is the last day.`,
      };
    default:
      return state satisfies never;
  }
}

/** Past its maximum, by the sector's rule. */
function sayKept(endsBy: Day): Bilingual {
  const day = describeDay(endsBy);
  return {
    zh: `公示期已于${day.zh}届满；法定义务尚未履行完毕，依本领域规定继续公示至履行完毕。`,
    en: `The period ended on ${day.en}; duties are still open, and by the sector's rule it is shown until they are done.`,
  };
}

function sayOutOfTime(facts: RecordFacts): Bilingual {
  const last = facts.endsBy ?? facts.publishedFrom;
  const [day, over] = [describeDay(last), endedByTimeOn(facts)];
  if (over === null || over === addDays(last, 1))
    return { zh: `公示期已满，公示的最后一日为${day.zh}。`, en: `Ended by time; ${day.en} was the last day shown.` };
  const done = describeDay(over);
  return {
    zh: `公示期于${day.zh}届满，此后因法定义务未履行完毕继续公示；义务已于${done.zh}履行完毕，不再公示。`,
    en: `The period ended on ${day.en}; it was shown on while duties were open. These were done on ${done.en}; it is shown no longer.`,
  };
}

/** How it ended; where it had run out, or had been repaired before it was annulled, that too, each with its day. */
function sayEnding(facts: RecordFacts): Bilingual {
  const { endedOn, endedHow, publishedFrom, voidedOn = null } = facts;
  const on = endedOn ?? publishedFrom;
  const how = endingText(facts.kind, endedHow ?? 'withdrawn');
  const [day, voided] = [describeDay(on), voidedOn === null ? null : describeDay(voidedOn)];
  if (hasEndedByTime(facts, on)) {
    const { zh, en } = sayOutOfTime(facts);
    if (voided !== null) {
      return { zh: `${zh}信息已于${voided.zh}撤回：${how.zh}。`, en: `${en} Withdrawn on ${voided.en}: ${how.en}.` };
    }
    return { zh: `${zh}惩戒措施已于${day.zh}解除：${how.zh}。`, en: `${en} Measures lifted on ${day.en}: ${how.en}.` };
  }
  if (voided === null) {
    return { zh: `已于${day.zh}终止公示、共享和惩戒措施：${how.zh}。`, en: `Ended on ${day.en}: ${how.en}.` };
  }
  return {
    zh: `已于${day.zh}终止公示、共享和惩戒措施；信息已于${voided.zh}撤回：${how.zh}。`,
    en: `Ended on ${day.en}; withdrawn on ${voided.en}: ${how.en}.`,
  };
}

function sentence({ zh, en }: Bilingual): Bilingual {
  return { zh: `${zh}。`, en: `${en.charAt(0).toUpperCase()}${en.slice(1)}.` };
}
