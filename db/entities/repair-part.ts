import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Extension, Pause } from '../../domain/deadline/ledger.ts';
import { PART_STATUSES } from '../../domain/repair/repair-part.ts';
import type { PartTerms } from '../../domain/repair/repair-deadlines.ts';
import { Authority } from './authority.ts';
import { day, encryptedJson, encryptedText, id, instant } from './columns.ts';
import { Repair } from './repair.ts';

/** 认定单位部分: one authority's part of an application for repair; its clocks follow from what stands here. */
export const RepairPart = defineEntity({
  name: 'RepairPart',
  tableName: 'repair_part',
  properties: {
    id: id(),
    caseId: p.manyToOne(Repair).mapToPk().fieldName('case_id'),
    authorityId: p.manyToOne(Authority).mapToPk().fieldName('authority_id'),
    position: p.integer(),
    status: p.enum(PART_STATUSES),
    withCourt: p.boolean(),
    ownSystem: p.boolean(),
    assignedTo: p.text().nullable(),
    terms: p.json<PartTerms>(),
    forwardedAt: instant(),
    acceptedOn: day().nullable(),
    completionAskedOn: day().nullable(),
    completionItems: encryptedJson<string[]>().nullable(),
    completedOn: day().nullable(),
    pauses: p.json<readonly Pause[]>(),
    extensions: p.json<readonly Extension[]>(),
    reason: encryptedText().nullable(),
    clause: p.text().nullable(),
    whatToDo: encryptedText().nullable(),
    closedAt: instant().nullable(),
  },
});
export type RepairPart = InferEntity<typeof RepairPart>;
