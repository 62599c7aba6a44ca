import type { RecordKind } from '../record/record-kind.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/**
 * The sections that credit reports in use have (信用报告的通行栏目), in their order; and what a subject registered of
 * itself, apart from what authorities recorded (国办发〔2019〕35号（五）).
 */
export const REPORT_SECTIONS = [
  'administrative-acts',
  'honest-conduct',
  'serious-lists',
  'abnormal-operation',
  'commitments',
  'evaluation',
  'judgments',
  'self-declared',
  'others',
] as const;
export type ReportSection = (typeof REPORT_SECTIONS)[number];

export const REPORT_SECTION_TEXT: Readonly<Record<ReportSection, Bilingual>> = {
  'administrative-acts': { zh: '行政处罚等行政管理信息', en: 'administrative acts' },
  'honest-conduct': { zh: '诚实守信相关荣誉信息', en: 'honest conduct' },
  'serious-lists': { zh: '严重失信主体名单信息', en: 'serious-dishonesty lists' },
  'abnormal-operation': { zh: '经营（活动）异常名录（状态）信息', en: 'abnormal operation' },
  commitments: { zh: '信用承诺及履行信息', en: 'commitments and what became of them' },
  evaluation: { zh: '信用评价信息', en: 'evaluation' },
  judgments: { zh: '司法判决及执行信息', en: 'judgments and their enforcement' },
  'self-declared': {
    zh: '主体自主申报信息（经核实，非行政机关认定）',
    en: 'what the subject registered of itself (verified, determined by no authority)',
  },
  others: { zh: '其他信息', en: 'other information' },
};

/** The section in which a record of a kind is listed. */
export const SECTION_OF_RECORD = {
  penalty: 'administrative-acts',
  'serious-list': 'serious-lists',
  'abnormal-list': 'abnormal-operation',
  'judgment-debtor': 'judgments',
  'false-repair': 'others',
  'other-negative': 'others',
} as const satisfies Record<RecordKind, ReportSection>;

/** The sections of which this service holds nothing: the report says so, and nobody reads "none" into them. */
export const SECTIONS_NOT_HELD: readonly ReportSection[] = ['evaluation'];

/** One line of a section. */
export interface ReportItem {
  readonly on: Day;
  readonly authority: string;
  readonly document: string;
  readonly text: Bilingual;
}
