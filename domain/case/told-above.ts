import type { Bilingual } from '../text.ts';

/** What a timeline says of a report on an authority. @param noSuperior none above it is known, and the administrators were asked */
export function toldAboveText({ noSuperior = false }: { readonly noSuperior?: boolean }): Bilingual {
  return noSuperior
    ? {
        zh: '未登记上级机关；已报告审计人员，并提请管理员登记',
        en: 'No authority above it is entered; the auditors were told, and the administrators asked to enter it',
      }
    : { zh: '已报告上级机关和审计人员', en: 'The superior authority and the auditors were told' };
}
