import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { FoundInForce } from '../../domain/record/in-force.ts';
import { CaseFile } from './case-file.ts';
import { id, instant } from './columns.ts';

/** 应查必查: what was in force of the subject when somebody decided on a case; nobody but the owner changes one. */
export const LookUp = defineEntity({
  name: 'LookUp',
  tableName: 'look_up',
  properties: {
    id: id(),
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id'),
    act: p.text(),
    at: instant(),
    actorSub: p.text(),
    actorRole: p.text(),
    authority: p.text().nullable(),
    found: p.json<readonly FoundInForce[]>(),
  },
});
export type LookUp = InferEntity<typeof LookUp>;
