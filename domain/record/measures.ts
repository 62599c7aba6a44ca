import { MEASURE_FORCES, type MeasureForce } from './record.ts';
import type { Refusal } from '../refusal.ts';
import { isSeverity, type Severity, SEVERITY_TEXT } from './severity.ts';
import { addMonths, type Day, parseDay } from '../time.ts';

/** One row of the list of measures (惩戒措施清单). The codes are ours, not those of the national list. */
export interface Measure {
  readonly code: string;
  readonly category: string;
  readonly name: string;
  /** Whom the text names. */
  readonly objects: string;
  /** Legal basis. */
  readonly basis: string;
  /** Who applies it. */
  readonly appliedBy: string;
  /** Where and how it was read. */
  readonly source: string;
  /** The classes of records it may be attached to. */
  readonly severities: readonly Severity[];
  readonly force: MeasureForce;
  readonly inForceFrom: Day;
  /** It could hinder a reorganisation plan, and is lifted while one is carried out. */
  readonly hindersPlan: boolean;
  /** Which of the last four no text gives: our defaults. */
  readonly ourDefaults: readonly string[];
  /** Months that it lasts at the least, from its first day; null: the row names none. */
  readonly leastMonths?: number | null | undefined;
  /** Months that it lasts at the most, the least again where the term is fixed; null: none is named, or it may be for life. */
  readonly mostMonths?: number | null | undefined;
  /** The words of the row in which the term was read; null: it names none. */
  readonly termWords?: string | null | undefined;
}

/**
 * Reads one line of `data/measures.csv` by the names of its columns. Throws, naming what is wrong: the file is the
 * service's own.
 */
export function readMeasure(line: Readonly<Record<string, string>>): Measure {
  const get = (column: string): string => {
    const text = line[column] ?? '';
    if (text === '') throw new Error(`measure ${line['code']}: the column ${column} is empty`);
    return text;
  };
  const force = MEASURE_FORCES.find((one) => one === get('force'));
  const inForceFrom = parseDay(get('in_force_from'));
  const severities = get('severities').split(' ').filter(isSeverity);
  const hindersPlan = get('hinders_plan');
  if (force === undefined || inForceFrom === null || severities.join(' ') !== get('severities'))
    throw new Error(`measure ${line['code']}: its force, day or classes cannot be read`);
  if (hindersPlan !== 'yes' && hindersPlan !== 'no')
    throw new Error(`measure ${line['code']}: whether it hinders a plan cannot be read`);
  return {
    code: get('code'),
    category: get('category'),
    name: get('measure'),
    objects: get('objects'),
    basis: get('legal_basis'),
    appliedBy: get('implementing_subject'),
    source: get('source'),
    severities,
    force,
    inForceFrom,
    hindersPlan: hindersPlan === 'yes',
    ourDefaults: (line['our_defaults'] ?? '').split(' ').filter((name) => name !== ''),
    ...readTerm(line),
  };
}

/** The term that the text of a row names; throws where its columns do not belong together, or its words are not the row's. */
function readTerm(line: Readonly<Record<string, string>>): Pick<Measure, 'leastMonths' | 'mostMonths' | 'termWords'> {
  const { measure = '', least_months: least = '', most_months: most = '', term_words: words = '' } = line;
  const isOfRow = words.split('；').every((part) => measure.includes(part));
  const [leastMonths, mostMonths] = [Number(least), Number(most)];
  if (isOfRow && least === '' && most === '') return { leastMonths: null, mostMonths: null, termWords: words || null };
  const isTerm = Number.isInteger(leastMonths) && Number.isInteger(mostMonths) && 0 < leastMonths;
  if (!isOfRow || words === '' || !isTerm || leastMonths > mostMonths)
    throw new Error(`measure ${line['code']}: its term cannot be read`);
  return { leastMonths, mostMonths, termWords: words };
}

/** A measure that a decision names. */
export interface NamedMeasure {
  readonly code: string;
  readonly from: Day;
  /** Its own last day, where the decision gives one; null: as `lastDayOfMeasure` says. */
  readonly until: Day | null;
}

const FROM_THE_LIST = '国办发〔2020〕49号（九）';
/** 过惩相当: a measure fits the gravity of what it answers. */
export const IN_PROPORTION = '国办发〔2020〕49号（十）';

/**
 * What speaks against attaching measures to a record: one that is not on the list, named twice, not yet in force on its
 * first day, or out of proportion to the record's class; a term that ends before it begins, begins before the decision,
 * or is longer than the row's own. Every reason, each with its code.
 */
export function reasonsAgainstMeasures(
  named: readonly NamedMeasure[],
  list: readonly Measure[],
  { severity, decidedOn }: { severity: Severity; decidedOn: Day },
): Refusal[] {
  return named.flatMap((measure, index) => {
    const { code, from, until } = measure;
    const row = list.find((one) => one.code === code);
    if (row === undefined) return [notOnTheList(code)];
    const isTwice = named.findIndex((one) => one.code === code) !== index;
    return [
      ...(isTwice ? [twice(code)] : []),
      ...(row.inForceFrom > from ? [notInForce(row)] : []),
      ...(row.severities.includes(severity) ? [] : [outOfProportion(row)]),
      ...(from < decidedOn || (until !== null && until < from) ? [badTerm(row)] : []),
      ...reasonsAgainstLength(row, from, until),
    ];
  });
}

function reasonsAgainstLength(row: Measure, from: Day, until: Day | null): Refusal[] {
  const latest = latestDay(row, from);
  return latest !== null && until !== null && until > latest ? [beyondItsTerm(row, latest)] : [];
}

/**
 * The last day of a measure as it is attached to a record that is shown until `endsBy`. Where the decision gives none and
 * the row names a term: with the record, but no sooner than the least and no later than the most of the term, which for a
 * fixed term are one. Null: the row names no term, and it ends with the record.
 * Months are counted from the measure's first day: which event they run from most rows do not say (our default). So is it
 * that, within a range, it goes with the record: nobody decided on more.
 */
export function lastDayOfMeasure(named: NamedMeasure, list: readonly Measure[], endsBy: Day | null): Day | null {
  const { code, from, until } = named;
  const row = list.find((one) => one.code === code);
  const latest = row === undefined ? null : latestDay(row, from);
  if (row === undefined || latest === null || until !== null) return until;
  const earliest = addMonths(from, row.leastMonths ?? 0);
  if (endsBy === null || endsBy > latest) return latest;
  return endsBy < earliest ? earliest : endsBy;
}

function latestDay({ mostMonths }: Measure, from: Day): Day | null {
  return mostMonths == null ? null : addMonths(from, mostMonths);
}

function notOnTheList(code: string): Refusal {
  return {
    code: 'measure-not-on-list',
    clause: FROM_THE_LIST,
    text: {
      zh: `惩戒措施清单中没有“${code}”；清单以外的措施不得采取，请从清单中选择。`,
      en: `"${code}" is not on the list of measures; nothing outside it may be applied. Choose from the list.`,
    },
  };
}

function twice(code: string): Refusal {
  return {
    code: 'measure-twice',
    clause: FROM_THE_LIST,
    text: { zh: `措施“${code}”重复。`, en: `Measure "${code}" is named twice.` },
  };
}

function notInForce({ code, basis, inForceFrom }: Measure): Refusal {
  return {
    code: 'measure-not-in-force',
    clause: basis,
    text: {
      zh: `措施“${code}”自${inForceFrom}起方可适用。`,
      en: `Measure "${code}" may be applied from ${inForceFrom} on.`,
    },
    earliest: inForceFrom,
  };
}

function outOfProportion({ code, severities }: Measure): Refusal {
  const fits = severities.map((severity) => SEVERITY_TEXT[severity].name);
  return {
    code: 'measure-out-of-proportion',
    clause: IN_PROPORTION,
    text: {
      zh: `措施“${code}”与失信程度不相当（过惩相当原则），不得适用于本记录；清单列明其适用于：${fits.map(({ zh }) => zh).join('、')}。请改选相当的措施。`,
      en: `Measure "${code}" is out of proportion to the severity of this record; the list gives it for: ${fits.map(({ en }) => en).join(', ')}. Choose one that fits.`,
    },
  };
}

function badTerm({ code, basis }: Measure): Refusal {
  return {
    code: 'measure-term',
    clause: basis,
    text: {
      zh: `措施“${code}”的起始日不得早于决定之日，终止日不得早于起始日。`,
      en: `Measure "${code}" begins on the day of the decision or later, and ends no earlier than it begins.`,
    },
  };
}

function beyondItsTerm({ code, basis, termWords }: Measure, latest: Day): Refusal {
  return {
    code: 'measure-beyond-its-term',
    clause: basis,
    text: {
      zh: `措施“${code}”的法定期限为“${termWords}”，最迟至${latest}；不得超期执行，请更正终止日。`,
      en: `The term of measure "${code}" is "${termWords}" by its own rule: until ${latest} at the latest. Correct its last day.`,
    },
  };
}
