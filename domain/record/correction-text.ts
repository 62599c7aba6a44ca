import type { Bilingual } from '../text.ts';

/** What of a record was put right, in words. */
const CORRECTED_FIELD_TEXT: Readonly<Record<string, Bilingual>> = {
  facts: { zh: '所载事实', en: 'its facts' },
  severity: { zh: '失信等级', en: 'its severity' },
  decidedOn: { zh: '决定日期', en: 'the date of its decision' },
  measures: { zh: '惩戒措施', en: 'its measures' },
};

/** Fields in words, joined. */
export function fieldsText(fields: readonly string[]): Bilingual {
  const texts = fields.map((field) => CORRECTED_FIELD_TEXT[field] ?? { zh: field, en: field });
  return { zh: texts.map(({ zh }) => zh).join('、'), en: texts.map(({ en }) => en).join(', ') };
}
