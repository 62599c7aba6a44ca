import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { QUERY_PURPOSES } from '../../domain/consent/query-bases.ts';
import type { RecordKind } from '../../domain/record/record-kind.ts';
import { Authority } from './authority.ts';
import { day, id, instant } from './columns.ts';
import { Subject } from './subject.ts';

/** 同意: what of a person's information one authority may query, for what and until when. Whether it counts follows from its days. */
export const DataConsent = defineEntity({
  name: 'DataConsent',
  tableName: 'data_consent',
  properties: {
    id: id(),
    subjectId: p.manyToOne(Subject).mapToPk().fieldName('subject_id'),
    authorityId: p.manyToOne(Authority).mapToPk().fieldName('authority_id'),
    purpose: p.enum(QUERY_PURPOSES),
    kinds: p.json<RecordKind[]>(),
    validFrom: day(),
    validUntil: day(),
    givenBy: p.text(),
    givenAt: instant(),
    withdrawnOn: day().nullable(),
    withdrawnAt: instant().nullable(),
  },
});
export type DataConsent = InferEntity<typeof DataConsent>;
