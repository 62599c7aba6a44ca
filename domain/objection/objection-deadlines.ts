import type { Pace } from '../case/waits.ts';
import type { Extension, Ledger, Pause } from '../deadline/ledger.ts';
import type { RuleAnswer, RuleLookup } from '../deadline/rule-value.ts';
import { type SectorTerm, sectorTerm } from '../record/sector-rules.ts';
import type { Sector } from '../record/sectors.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/** A number of working days with where it comes from; kept with the case, which never asks for it again. */
export interface ObjectionTerm {
  readonly workingDays: number;
  readonly clause: string;
  readonly isDefault: boolean;
}

/** The authority's terms: to answer, and by how much it may extend once. */
export interface ObjectionTerms {
  readonly answer: ObjectionTerm;
  readonly extension: ObjectionTerm;
}

/** The terms of an objection handed in on a day: the place's, or its sector's own where it has one. */
export function objectionTerms(sector: Sector, on: Day, rule: RuleLookup): ObjectionTerms {
  return {
    answer: kept(sectorTerm(sector, on, rule, 'objection.answer-within-working-days')),
    extension: kept(sectorTerm(sector, on, rule, 'objection.extension-working-days')),
  };
}

function kept({ value, clause, isDefault }: SectorTerm): ObjectionTerm {
  return { workingDays: value, clause, isDefault };
}

/** Forward-by (转送期限): the window passes the objection on, from the day of its receipt. */
export function forwardByLedger(receivedOn: Day, rule: RuleLookup): Ledger {
  const { value, clause, isDefault } = rule('objection.pass-on-within-working-days');
  return ledger('objection-forward-by', RECEIVED, receivedOn, { workingDays: value, clause, isDefault });
}

/** What the end of the answer follows from. */
export interface AnswerFacts {
  /** The day the authority had it: passed on by the window, or handed in at its own desk. */
  readonly checkFrom: Day;
  readonly forwarded: boolean;
  readonly terms: ObjectionTerms;
  readonly pauses: readonly Pause[];
  readonly extensions: readonly Extension[];
}

/** Answer-by (答复期限): from the day the authority had the objection; inspections and appraisals are not counted. */
export function answerByLedger({ checkFrom, forwarded, terms, pauses, extensions }: AnswerFacts): Ledger {
  const started = ledger('objection-answer-by', forwarded ? FORWARDED : RECEIVED, checkFrom, terms.answer);
  return { ...started, pauses: [...pauses], extensions: [...extensions] };
}

/** Inspection-until: the time told for an inspection or appraisal; when it is over the clock goes on by itself. */
export function inspectionUntilLedger(from: Day, cause: Bilingual, workingDays: number): Ledger {
  return ledger('objection-inspection-until', cause, from, { workingDays, clause: NOT_COUNTED, isDefault: false });
}

/** Henan's regulations say it of objections; the licensing law of an authority's time in general. */
export const NOT_COUNTED = '行政许可法第四十五条（参照）；河南省社会信用条例';

/** Who must act is reminded as in every case. */
export function objectionPace(rule: RuleLookup): Pace {
  return {
    reminderWorkingDays: rule('case.officer-reminders-before-working-days').value,
    escalateEveryWorkingDays: rule('case.escalate-every-working-days').value,
    reminderHour: rule('case.reminder-hour').value,
  };
}

/** The number of a rule as a term to keep. */
export function termOfRule({ value, clause, isDefault }: RuleAnswer<number>): ObjectionTerm {
  return { workingDays: value, clause, isDefault };
}

const RECEIVED = { zh: '收到异议', en: 'objection received' } as const satisfies Bilingual;
const FORWARDED = { zh: '异议转送认定单位', en: 'objection passed on to the authority' } as const satisfies Bilingual;

function ledger(code: string, startEvent: Bilingual, startDay: Day, term: ObjectionTerm): Ledger {
  const { workingDays: count, clause, isDefault } = term;
  const rule = { code, count, unit: 'working-days', last: 'act', clause, isDefault } as const;
  return { startEvent, startDay, rule, pauses: [], extensions: [] };
}
