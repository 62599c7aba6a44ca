import type { RuleLookup } from '../deadline/rule-value.ts';
import type { Severity } from '../record/severity.ts';
import type { RuleCode } from '../rule-sets/rule-set.ts';
import { type Bilingual, plural } from '../text.ts';

/**
 * Supervision grade (监管信用等级): how often a subject is inspected, by what stands in its records and what became of its
 * promises. For the authorities that inspect and for the subject itself; never public, and kept nowhere.
 * Source: 国办发〔2019〕35号（七）, 2025 opinion (14): good credit and low risk are inspected less, dishonesty more.
 */
export const SUPERVISION_GRADES = ['A', 'B', 'C', 'D'] as const;
export type SupervisionGrade = (typeof SUPERVISION_GRADES)[number];

export const SUPERVISION_CLAUSE = '国办发〔2019〕35号（七）；2025年意见（十四）';

export const SUPERVISION_GRADE_TEXT: Readonly<Record<SupervisionGrade, Bilingual>> = {
  A: { zh: '信用较好、风险较低，合理降低抽查比例和频次', en: 'good credit, low risk: inspected less often' },
  B: { zh: '信用风险一般，按常规比例和频次抽查', en: 'ordinary risk: inspected as usual' },
  C: { zh: '有失信情形、风险较高，适当提高抽查比例和频次', en: 'dishonest, higher risk: inspected more often' },
  D: { zh: '严重失信、风险高，依法依规严管', en: 'seriously dishonest, high risk: inspected strictly' },
};

/** What a grade follows from, at one moment. */
export interface GradeFacts {
  /**
   * Classes of the records that count (`countsAgainst`): none of those that ended, are not shared, or to which an objection
   * is being checked (33号（二十二）).
   */
  readonly records: readonly Severity[];
  /** Promises not kept and not made good. */
  readonly broken: number;
  /** Promises kept within the months of the rule. */
  readonly kept: number;
}

export interface GradeReason {
  readonly code: 'serious-records' | 'general-records' | 'broken-promises' | 'kept-promises' | 'no-more-than-minor';
  readonly count: number;
  readonly text: Bilingual;
}

/** A number that the grade rests on. */
export interface GradeRule {
  readonly code: RuleCode;
  readonly value: number;
  readonly clause: string;
  /** No text gives it: ours, or an administrator's. */
  readonly isDefault: boolean;
}

export interface GradedSubject {
  readonly grade: SupervisionGrade;
  /** Every fact that leads to this grade. */
  readonly reasons: readonly GradeReason[];
  readonly inspectEveryMonths: number;
  /** Every number it was reckoned with. */
  readonly rules: readonly GradeRule[];
}

const NUMBERS = [
  'supervision.d-from-serious-records',
  'supervision.d-from-general-records',
  'supervision.c-from-general-records',
  'supervision.c-from-broken-promises',
  'supervision.a-from-kept-promises',
  'supervision.a-within-months',
] as const satisfies readonly RuleCode[];

const FREQUENCY = {
  A: 'supervision.inspect-a-every-months',
  B: 'supervision.inspect-b-every-months',
  C: 'supervision.inspect-c-every-months',
  D: 'supervision.inspect-d-every-months',
} as const satisfies Record<SupervisionGrade, RuleCode>;

/**
 * The grade of a subject: the worst that its facts lead to; A only where nothing but a minor record stands against it and
 * it has kept promises of late; else B. Pure: asked at every reading, with the rules in force on that day.
 */
export function gradeSubject({ records, broken, kept }: GradeFacts, rule: RuleLookup): GradedSubject {
  const from = (code: (typeof NUMBERS)[number]) => rule(code).value;
  const serious = records.filter((severity) => severity === 'serious').length;
  const general = records.filter((severity) => severity === 'general').length;
  const seriousRecords = reason('serious-records', serious, '条严重失信信息', 'record', 'of serious dishonesty');
  const generalRecords = reason('general-records', general, '条一般失信信息', 'record', 'of general dishonesty');
  const brokenPromises = reason(
    'broken-promises',
    broken,
    '项承诺未履行且未补救',
    'promise',
    'not kept, not made good',
  );
  const within = from('supervision.a-within-months');
  const keptPromises = reason(
    'kept-promises',
    kept,
    `项承诺在${within}个月内已履行`,
    'promise',
    `kept within ${plural(within, 'month')}`,
  );
  const against = (grade: 'C' | 'D'): GradeReason[] =>
    grade === 'D'
      ? [
          ...(serious >= from('supervision.d-from-serious-records') ? [seriousRecords] : []),
          ...(general >= from('supervision.d-from-general-records') ? [generalRecords] : []),
        ]
      : [
          // Fewer than make a D still count.
          ...(serious > 0 ? [seriousRecords] : []),
          ...(general >= from('supervision.c-from-general-records') ? [generalRecords] : []),
          ...(broken >= from('supervision.c-from-broken-promises') ? [brokenPromises] : []),
        ];
  const told = (grade: SupervisionGrade, reasons: readonly GradeReason[]) => graded(grade, reasons, rule);
  if (against('D').length > 0) return told('D', against('D'));
  if (against('C').length > 0) return told('C', against('C'));
  const nothingMore = {
    code: 'no-more-than-minor',
    count: records.length,
    text: {
      zh: `现行有效的失信信息${records.length}条，未达到提高抽查频次的程度`,
      en: `${plural(records.length, 'record')} in force, none that raises the frequency`,
    },
  } as const;
  const isGood = records.every((severity) => severity === 'minor') && broken === 0;
  if (isGood && kept >= from('supervision.a-from-kept-promises')) return told('A', [keptPromises, nothingMore]);
  return told('B', [nothingMore]);
}

function graded(grade: SupervisionGrade, reasons: readonly GradeReason[], rule: RuleLookup): GradedSubject {
  const rules = [...NUMBERS, FREQUENCY[grade]].map((code): GradeRule => {
    const { value, clause, isDefault } = rule(code);
    return { code, value, clause, isDefault };
  });
  return { grade, reasons, inspectEveryMonths: rule(FREQUENCY[grade]).value, rules };
}

function reason(code: GradeReason['code'], count: number, zh: string, noun: string, which: string): GradeReason {
  return { code, count, text: { zh: `${count}${zh}`, en: `${plural(count, noun)} ${which}` } };
}
