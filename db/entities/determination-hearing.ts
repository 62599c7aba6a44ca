import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { HEARING_RESULTS } from '../../domain/hearing/hearing.ts';
import { day, encryptedText } from './columns.ts';
import { Determination } from './determination.ts';

/** 听证: asked for by the subject, called, and held or given up. One a case. */
export const DeterminationHearing = defineEntity({
  name: 'DeterminationHearing',
  tableName: 'determination_hearing',
  properties: {
    caseId: p.manyToOne(Determination).mapToPk().fieldName('case_id').primary(),
    askedOn: day(),
    askedBy: p.text(),
    calledFor: day().nullable(),
    calledTime: p.text().nullable(),
    place: p.text().nullable(),
    presiding: p.text().nullable(),
    presidingName: encryptedText().nullable(),
    result: p.enum(HEARING_RESULTS).nullable(),
    endedOn: day().nullable(),
    minutes: encryptedText().nullable(),
    declaration: encryptedText().nullable(),
    recordedBy: p.text().nullable(),
    recordedOn: day().nullable(),
    answer: encryptedText().nullable(),
    answeredOn: day().nullable(),
    answeredBy: p.text().nullable(),
  },
});
export type DeterminationHearing = InferEntity<typeof DeterminationHearing>;
