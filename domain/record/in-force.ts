import type { RecordKind } from './record-kind.ts';
import type { RecordMeasure } from './record.ts';
import type { Refusal } from '../refusal.ts';
import type { Severity } from './severity.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/** A record of a subject that authorities may rest on at a moment, or of which a measure still runs. */
export interface RecordInForce {
  readonly recordId: string;
  readonly documentNumber: string;
  readonly kind: RecordKind;
  readonly severity: Severity;
  readonly decidedOn: Day;
  readonly authority: { readonly code: string; readonly name: string };
  /** False: it has ended by time, and only its measures run on. */
  readonly shared: boolean;
  /** Those in force at that moment, by their codes. */
  readonly measures: readonly RecordMeasure[];
}

/** What was found of one record when a decision was made, as it is kept: no more than says which. */
export interface FoundInForce {
  readonly recordId: string;
  readonly documentNumber: string;
  /** Codes of the measures in force. */
  readonly measures: readonly string[];
}

/** 准予该事项的限制: a measure under which a procedure is not granted, with the clause that says so. Data of the procedure. */
export interface BarringMeasure {
  code: string;
  clause: string;
}

/** What somebody who decides is told of a measure in force. */
export interface MeasureAdvice {
  readonly measure: string;
  readonly documentNumber: string;
  readonly clause: string;
  /** The procedure's own data forbid granting under it; else whether it forbids is for the officer to weigh. */
  readonly bars: boolean;
  readonly text: Bilingual;
}

/** What is kept of a look-up. Source: 国发〔2016〕33号（十八）: looked up before every approval (应查必查). */
export function foundInForce(records: readonly RecordInForce[]): FoundInForce[] {
  return records.map(({ recordId, documentNumber, measures }) => ({
    recordId,
    documentNumber,
    measures: measures.map(({ code }) => code),
  }));
}

/**
 * What the officer is told before deciding: each mandatory measure in force with its clause, and whether the procedure's
 * data forbid granting under it. A recommended measure binds nobody, and is only shown. Source: 国发〔2016〕33号（十八）.
 */
export function adviceOnMeasures(
  records: readonly RecordInForce[],
  barring: readonly BarringMeasure[],
): MeasureAdvice[] {
  return records.flatMap(({ documentNumber, measures }) =>
    measures.flatMap((measure): MeasureAdvice[] => {
      const bar = barring.find(({ code }) => code === measure.code);
      if (bar === undefined && measure.force !== 'mandatory') return [];
      const { code, name, basis } = measure;
      const told = { measure: code, documentNumber };
      return bar === undefined
        ? [{ ...told, clause: basis, bars: false, text: toWeigh(name, documentNumber) }]
        : [{ ...told, clause: bar.clause, bars: true, text: barred(name, documentNumber) }];
    }),
  );
}

/** Why something may not be granted: each measure in force under which the procedure's data forbid it. */
export function reasonsAgainstGranting(
  records: readonly RecordInForce[],
  barring: readonly BarringMeasure[],
): Refusal[] {
  return adviceOnMeasures(records, barring)
    .filter(({ bars }) => bars)
    .map(({ clause, text }) => ({ code: 'measure-bars-grant', clause, text }));
}

function toWeigh(name: string, documentNumber: string): Bilingual {
  return {
    zh: `对该主体依法应当采取的措施正在执行：${name}（${documentNumber}）。作出决定前请核对该措施是否限制本事项。`,
    en: `A mandatory measure is in force against the subject: ${name} (${documentNumber}). Check whether it forbids this before deciding.`,
  };
}

function barred(name: string, documentNumber: string): Bilingual {
  return {
    zh: `该主体的惩戒措施正在执行（${name}，${documentNumber}），依规定不得准予本事项；可在信用修复或者措施期满后重新申请。`,
    en: `A measure in force against the subject (${name}, ${documentNumber}) forbids granting this; apply again once it is repaired or has run out.`,
  };
}
