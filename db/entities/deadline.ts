import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { DEADLINE_STATES, type Ledger } from '../../domain/deadline/ledger.ts';
import { Authority } from './authority.ts';
import { CaseFile } from './case-file.ts';
import { day, id, instant } from './columns.ts';

/** 期限: a term of a case, or of one part of it (`about`: the part's id; empty: the case), whose it was when it began, the ledger it follows from, and how many reminders went out on it. */
export const CaseDeadline = defineEntity({
  name: 'CaseDeadline',
  tableName: 'deadline',
  properties: {
    id: id(),
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id'),
    kind: p.text(),
    about: p.text().default(''),
    authorityId: p.manyToOne(Authority).mapToPk().fieldName('authority_id'),
    ledger: p.json<Ledger>(),
    due: day(),
    dueAt: instant(),
    provisional: p.boolean(),
    calendarVersion: p.text(),
    state: p.enum(DEADLINE_STATES),
    openedAt: instant(),
    closedAt: instant().nullable(),
    round: p.integer(),
    remindersSent: p.integer().default(0),
    escalationsSent: p.integer().default(0),
  },
});
export type CaseDeadline = InferEntity<typeof CaseDeadline>;
