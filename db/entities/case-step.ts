import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { CaseFile } from './case-file.ts';
import { instant } from './columns.ts';

/** 办理步骤: a step of a case that has been done, and what it answered; see queries/case-step.ts. */
export const CaseStep = defineEntity({
  name: 'CaseStep',
  tableName: 'case_step',
  properties: {
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id').primary(),
    key: p.text().primary(),
    result: p.json<unknown>(),
    at: instant(),
  },
});
export type CaseStep = InferEntity<typeof CaseStep>;
