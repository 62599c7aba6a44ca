import type { RecordDates } from '../record/record.ts';
import type { RecordKind } from '../record/record-kind.ts';
import { SEVERITIES, type Severity } from '../record/severity.ts';
import type { Refusal } from '../refusal.ts';
import { leavesShield } from '../reorganisation/reorganisation-shield.ts';
import type { Day } from '../time.ts';
import { OBJECTION_CLAUSE } from './objection.ts';

/** What is put right in a record; null or empty: it was not wrong. */
export interface FieldCorrection {
  /** The facts as they should read. */
  readonly facts: string | null;
  readonly severity: Severity | null;
  /** Date of the deciding document. */
  readonly decidedOn: Day | null;
  /** Codes of the measures that should not have been taken. */
  readonly measuresLifted: readonly string[];
}

/** Nothing of the record is right: it is withdrawn altogether; or single fields of it are put right. */
export type Correction = { readonly scope: 'record' } | ({ readonly scope: 'fields' } & FieldCorrection);

/** A measure of a record that a correction can still lift. */
export interface CorrectableMeasure {
  readonly code: string;
  /** The classes that the list of measures gives it for. */
  readonly severities: readonly Severity[];
  /** Its own last day has not passed, nor has it gone with its record. */
  readonly runs: boolean;
}

/** The record as it stands, as far as a correction can change it. */
export interface CorrectableRecord extends Pick<RecordDates, 'severity' | 'decidedOn' | 'endsBy'> {
  readonly kind: RecordKind;
  readonly facts: string | null;
  /** Those that are not lifted for good (`isLiftedForGood`). */
  readonly measures: readonly CorrectableMeasure[];
  /** Days of the rulings on its subject's reorganisation that are in force, or were carried out. */
  readonly ruledOn: readonly Day[];
}

/**
 * Codes of the measures that go with a correction of the class, whether it names them or not: those that still run and
 * that the list does not give for the class as corrected (国办发〔2020〕49号（十）: 过惩相当).
 */
export function measuresTooGrave(
  { severity: before, measures }: Pick<CorrectableRecord, 'severity' | 'measures'>,
  { severity }: Pick<FieldCorrection, 'severity'>,
): string[] {
  if (severity === null || severity === before) return [];
  return measures.filter(({ runs, severities }) => runs && !severities.includes(severity)).map(({ code }) => code);
}

/** Codes of all measures that a correction lifts: those it names, and those too grave for the class as corrected. */
export function measuresCorrected(record: CorrectableRecord, correction: FieldCorrection): string[] {
  return [...new Set([...correction.measuresLifted, ...measuresTooGrave(record, correction)])];
}

/** Names of the fields that a correction changes. */
export function correctedFields(record: CorrectableRecord, correction: FieldCorrection): string[] {
  const { facts, severity, decidedOn } = correction;
  return [
    ...(facts !== null && facts !== record.facts ? ['facts'] : []),
    ...(severity !== null && severity !== record.severity ? ['severity'] : []),
    ...(decidedOn !== null && decidedOn !== record.decidedOn ? ['decidedOn'] : []),
    ...(measuresCorrected(record, correction).length > 0 ? ['measures'] : []),
  ];
}

/**
 * What speaks against putting fields right: nothing would change, a day that lies ahead, a measure that the record does
 * not have, a lighter class for an entry of the list of serious dishonesty, or something heavier than before, the loss of
 * a reorganisation's shield too, for nobody is worse off for having objected (行政处罚法第四十五条, applied alike; ours).
 * @param endsBy the last day as it would be reckoned from the corrected fields; undefined: it cannot be reckoned
 */
export function reasonsAgainstCorrection(
  record: CorrectableRecord,
  correction: FieldCorrection,
  endsBy: Day | null | undefined,
  today: Day,
): Refusal[] {
  const { severity, decidedOn, measuresLifted } = correction;
  if (correctedFields(record, correction).length === 0) return [nothingCorrected];
  const unknown = measuresLifted.filter((code) => !record.measures.some((one) => one.code === code));
  return [
    ...(decidedOn !== null && decidedOn > today ? [correctedAhead(today)] : []),
    ...unknown.map(measureNotThere),
    ...(isListEntryMadeLighter(record, severity) ? [lighterListEntry] : []),
    ...(isHeavier(record, correction, endsBy) ? [heavier] : []),
  ];
}

function isHeavier(
  record: CorrectableRecord,
  { severity, decidedOn }: FieldCorrection,
  endsBy: Day | null | undefined,
): boolean {
  if (severity !== null && SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(record.severity)) return true;
  if (decidedOn !== null && leavesShield({ from: record.decidedOn, to: decidedOn }, record.ruledOn)) return true;
  if (endsBy === undefined || record.endsBy === null) return false;
  return endsBy === null || endsBy > record.endsBy;
}

/** Only what is serious is on the list; and no document says what an entry that should not be there would be instead. */
function isListEntryMadeLighter({ kind }: CorrectableRecord, severity: Severity | null): boolean {
  return kind === 'serious-list' && severity !== null && severity !== 'serious';
}

const lighterListEntry: Refusal = {
  code: 'correction-of-list',
  clause: '国办发〔2020〕49号（二）（七）（八）',
  text: {
    zh: '严重失信主体名单信息只有严重一个等级，不能改为较轻等级；不应列入名单的，请撤回整条信息（scope: record），有其他生效文书的另行录入。',
    en: 'An entry of the list of serious dishonesty has no lighter class. Where it should not be on the list, withdraw the whole record (scope: record), and enter what another document in force decides.',
  },
};

const nothingCorrected: Refusal = {
  code: 'correction-empty',
  clause: OBJECTION_CLAUSE,
  text: {
    zh: '没有任何内容与现有信息不同；异议不成立的，请作出不成立的答复。',
    en: 'Nothing differs from the record as it stands; where the objection is not founded, reject it.',
  },
};

const heavier: Refusal = {
  code: 'correction-heavier',
  clause: '行政处罚法第四十五条（参照）',
  text: {
    zh: '不得因当事人提出异议而加重等级、延长公示期限，或者使重整、和解裁定屏蔽的信息脱离屏蔽。',
    en: 'Nobody is worse off for having objected: no graver class, no longer period, no shield of a reorganisation lost.',
  },
};

function correctedAhead(today: Day): Refusal {
  return {
    code: 'correction-day',
    clause: OBJECTION_CLAUSE,
    text: {
      zh: `更正后的决定日期不得晚于今天（${today}）。`,
      en: `The corrected day cannot lie after today (${today}).`,
    },
  };
}

function measureNotThere(code: string): Refusal {
  return {
    code: 'correction-measure',
    clause: OBJECTION_CLAUSE,
    text: {
      zh: `该信息没有惩戒措施“${code}”，或者该措施已因有误解除，请核对。`,
      en: `The record has no measure "${code}", or it was found wrong already; check its code.`,
    },
  };
}
