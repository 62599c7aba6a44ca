import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { MEASURE_FORCES } from '../../domain/record/record.ts';
import type { Severity } from '../../domain/record/severity.ts';
import { day } from './columns.ts';

/** 惩戒措施清单: what may be applied to a dishonest subject, and nothing else (国办发〔2020〕49号（九）). */
export const Measure = defineEntity({
  name: 'Measure',
  tableName: 'measure',
  properties: {
    code: p.text().primary(),
    category: p.text(),
    name: p.text(),
    objects: p.text(),
    basis: p.text(),
    appliedBy: p.text(),
    source: p.text(),
    severities: p.json<readonly Severity[]>(),
    force: p.enum(MEASURE_FORCES),
    inForceFrom: day(),
    hindersPlan: p.boolean(),
    ourDefaults: p.json<readonly string[]>(),
    leastMonths: p.integer().nullable(),
    mostMonths: p.integer().nullable(),
    termWords: p.text().nullable(),
  },
});
export type Measure = InferEntity<typeof Measure>;
