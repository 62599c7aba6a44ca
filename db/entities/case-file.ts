import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { ACCEPT_FIRST_STATUSES, type AcceptFirstOutcome, DEADLINE_KINDS } from '../../domain/accept-first.ts';
import { Authority } from './authority.ts';
import { day, instant } from './columns.ts';
import { Procedure } from './procedure.ts';
import { Subject } from './subject.ts';

export const CASE_KINDS = ['accept-first'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** 案件: what every case has, whatever its kind. `next*` repeat the one next deadline, for lists. */
export const CaseFile = defineEntity({
  name: 'CaseFile',
  tableName: 'case_file',
  properties: {
    id: p.uuid().primary(),
    number: p.text(),
    kind: p.enum(CASE_KINDS),
    workflowId: p.text(),
    status: p.enum(ACCEPT_FIRST_STATUSES),
    subjectId: p.manyToOne(Subject).mapToPk().fieldName('subject_id'),
    authorityId: p.manyToOne(Authority).mapToPk().fieldName('authority_id'),
    procedureId: p.manyToOne(Procedure).mapToPk().fieldName('procedure_id'),
    applicantSub: p.text().nullable(),
    ruleSet: p.text(),
    round: p.integer().default(0),
    receivedOn: day(),
    openedAt: instant(),
    closedAt: instant().nullable(),
    assignedTo: p.text().nullable(),
    nextKind: p.enum(DEADLINE_KINDS).nullable(),
    nextDue: day().nullable(),
    nextAt: instant().nullable(),
    nextProvisional: p.boolean().nullable(),
    outcome: p.json<AcceptFirstOutcome>().nullable(),
    version: p.integer().version(),
  },
});
export type CaseFile = InferEntity<typeof CaseFile>;
