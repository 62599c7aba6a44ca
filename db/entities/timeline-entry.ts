import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { TimelineKind } from '../../domain/case/timeline.ts';
import { CaseFile } from './case-file.ts';
import { instant, logPosition } from './columns.ts';

/** 办理过程: one thing that happened to a case. `data` is the rest of a `TimelineEvent`; no personal data. */
export const TimelineEntry = defineEntity({
  name: 'TimelineEntry',
  tableName: 'timeline_entry',
  properties: {
    id: logPosition(),
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id'),
    seq: p.integer(),
    at: instant(),
    occurredAt: instant(),
    kind: p.text().$type<TimelineKind>(),
    actorRole: p.text(),
    actorSub: p.text().nullable(),
    data: p.json<object>(),
  },
});
export type TimelineEntry = InferEntity<typeof TimelineEntry>;
