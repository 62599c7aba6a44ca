import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { CASE_KINDS } from '../../domain/case/case-kind.ts';
import { GREEN_GROUNDS } from '../../domain/green-channel/green-channel.ts';
import { Authority } from './authority.ts';
import { day, instant } from './columns.ts';
import { Procedure } from './procedure.ts';
import { Subject } from './subject.ts';

/** How a case ended: `kind` says in which way, the rest belongs to its kind of case. */
export interface CaseOutcome {
  readonly kind: string;
  readonly [detail: string]: unknown;
}

/** 案件: what every case has, whatever its kind. `next*` repeat the one next deadline, for lists. */
export const CaseFile = defineEntity({
  name: 'CaseFile',
  tableName: 'case_file',
  properties: {
    id: p.uuid().primary(),
    number: p.text(),
    kind: p.enum(CASE_KINDS),
    workflowId: p.text(),
    status: p.text(),
    subjectId: p.manyToOne(Subject).mapToPk().fieldName('subject_id'),
    authorityId: p.manyToOne(Authority).mapToPk().fieldName('authority_id'),
    procedureId: p.manyToOne(Procedure).mapToPk().fieldName('procedure_id').nullable(),
    applicantSub: p.text().nullable(),
    ruleSet: p.text(),
    round: p.integer().default(0),
    receivedOn: day(),
    openedAt: instant(),
    closedAt: instant().nullable(),
    assignedTo: p.text().nullable(),
    nextKind: p.text().nullable(),
    nextDue: day().nullable(),
    nextAt: instant().nullable(),
    nextProvisional: p.boolean().nullable(),
    greenChannel: p.enum(GREEN_GROUNDS).nullable(),
    goesFirst: p.boolean().default(false),
    outcome: p.json<CaseOutcome>().nullable(),
    version: p.integer().version(),
  },
});
export type CaseFile = InferEntity<typeof CaseFile>;
