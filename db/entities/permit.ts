import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { PERMIT_WITHHELD } from '../../domain/permit/permit.ts';
import { Authority } from './authority.ts';
import { CaseFile } from './case-file.ts';
import { day, id, instant } from './columns.ts';
import { Procedure } from './procedure.ts';
import { Subject } from './subject.ts';

/** 准予决定: what was granted, as it is published or withheld. Never changed; what became of it is `permit_change`. */
export const Permit = defineEntity({
  name: 'Permit',
  tableName: 'permit',
  properties: {
    id: id(),
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id'),
    subjectId: p.manyToOne(Subject).mapToPk().fieldName('subject_id'),
    authorityId: p.manyToOne(Authority).mapToPk().fieldName('authority_id'),
    procedureId: p.manyToOne(Procedure).mapToPk().fieldName('procedure_id'),
    procedureName: p.text(),
    onPromise: p.boolean(),
    document: p.text().nullable(),
    decidedOn: day(),
    publishBy: day().nullable(),
    withheld: p.enum(PERMIT_WITHHELD).nullable(),
    by: p.text(),
    at: instant(),
  },
});
export type Permit = InferEntity<typeof Permit>;
