import type { Bilingual } from '../text.ts';

/** The classes of dishonesty information by gravity, lightest first (信用修复管理办法, order 36 of 2025). */
export const SEVERITIES = ['minor', 'general', 'serious'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The class's name, and what belongs to it (second-hand: quoted by the market supervision authority's article). */
export const SEVERITY_TEXT: Readonly<Record<Severity, { readonly name: Bilingual; readonly covers: Bilingual }>> = {
  minor: {
    name: { zh: '轻微', en: 'minor' },
    covers: {
      zh: '适用简易程序的处罚、警告、通报批评',
      en: 'penalties by simple procedure, warnings, public criticism',
    },
  },
  general: {
    name: { zh: '一般', en: 'general' },
    covers: {
      zh: '较大数额罚款、没收、经营异常名录，以及轻微、严重以外的其他情形',
      en: 'larger fines, confiscation, abnormal-operation entries, and all that is neither minor nor serious',
    },
  },
  serious: {
    name: { zh: '严重', en: 'serious' },
    covers: {
      zh: '特别巨大数额罚款、暂扣或吊销许可、降低资质等级、限制开展生产经营活动、责令停产停业、责令关闭、限制从业、严重失信主体名单',
      en: 'very large fines, suspension or revocation of a permit, lowering of a qualification, restricted or closed business, restricted employment, serious-dishonesty lists',
    },
  },
};

/** Whether the text names a class. */
export function isSeverity(text: string): text is Severity {
  return SEVERITIES.some((severity) => severity === text);
}
