import type { Bilingual } from '../text.ts';

/** 失信信息: the kinds of dishonesty information that are followed here (信用修复管理办法第四条; 失信被执行人: 中办发〔2016〕64号). */
export const RECORD_KINDS = [
  'penalty',
  'serious-list',
  'abnormal-list',
  'judgment-debtor',
  'false-repair',
  'other-negative',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export const RECORD_KIND_TEXT: Readonly<Record<RecordKind, Bilingual>> = {
  penalty: { zh: '行政处罚', en: 'administrative penalty' },
  'serious-list': { zh: '严重失信主体名单', en: 'serious-dishonesty list' },
  'abnormal-list': { zh: '经营异常名录', en: 'abnormal-operation list' },
  'judgment-debtor': { zh: '失信被执行人', en: 'dishonest judgment debtor' },
  'false-repair': { zh: '信用修复弄虚作假', en: 'falsehood in credit repair' },
  'other-negative': { zh: '其他失信信息', en: 'other dishonesty information' },
};
