import type { Refusal } from '../refusal.ts';
import type { RecordKind } from './record-kind.ts';
import type { Severity } from './severity.ts';

/**
 * What speaks against a record of this kind and class: only what is serious is listed as seriously dishonest, whether it
 * is determined here or entered from a document.
 */
export function reasonsAgainstListedAs(kind: RecordKind, severity: Severity): Refusal[] {
  return kind === 'serious-list' && severity !== 'serious' ? [NOT_SERIOUS] : [];
}

const NOT_SERIOUS: Refusal = {
  code: 'list-needs-serious',
  clause: '信用修复管理办法（国家发展改革委令2025年第36号）',
  text: {
    zh: '列入严重失信主体名单的，失信程度应为严重；请更正失信程度，或者改选信息类别。',
    en: 'Only what is serious is listed as seriously dishonest; correct the class, or choose another kind of record.',
  },
};
