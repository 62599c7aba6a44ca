import { RECORD_KIND_TEXT, RECORD_KINDS } from '../record/record-kind.ts';
import type { Bilingual } from '../text.ts';

/** What is to be published within a term from its decision, as the statistics name it (国办发〔2015〕51号（十八）). */
export const PUBLISHED_KINDS = [...RECORD_KINDS, 'permit'] as const;
export type PublishedKind = (typeof PUBLISHED_KINDS)[number];

export const PUBLISHED_KIND_TEXT: Readonly<Record<PublishedKind, Bilingual>> = {
  ...RECORD_KIND_TEXT,
  permit: { zh: '行政许可', en: 'administrative permit' },
};
