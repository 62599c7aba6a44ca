import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { PERFORMANCE_RESULTS } from '../../domain/case/performance.ts';
import { Authority } from './authority.ts';
import { CaseFile } from './case-file.ts';
import { day, id } from './columns.ts';
import { Subject } from './subject.ts';

/** 履约结果: what became of the promise of a case; not public. */
export const PerformanceRecord = defineEntity({
  name: 'PerformanceRecord',
  tableName: 'performance_result',
  properties: {
    id: id(),
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id'),
    subjectId: p.manyToOne(Subject).mapToPk().fieldName('subject_id'),
    authorityId: p.manyToOne(Authority).mapToPk().fieldName('authority_id'),
    result: p.enum(PERFORMANCE_RESULTS),
    decidedOn: day(),
    correctedOn: day().nullable(),
    previous: p.enum(PERFORMANCE_RESULTS).nullable(),
    madeGoodOn: day().nullable(),
  },
});
export type PerformanceRecord = InferEntity<typeof PerformanceRecord>;
