import type { EntityManager } from '@mikro-orm/postgresql';
import { CaseFile } from '../../db/entities/case-file.ts';
import type { CaseKind } from '../../domain/case/case-kind.ts';
import type { Actor } from '../../domain/case/roles.ts';
import { ruleSetForCase } from '../../domain/rule-sets/index.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';

/** What a new case says of itself; whatever else its row has, nothing has happened to it yet. */
type NewCase = Pick<CaseFile, 'id' | 'workflowId' | 'status' | 'subjectId' | 'authorityId' | 'receivedOn'> & {
  kind: CaseKind;
} & Partial<CaseFile>;

/** Writes the row of a new case, with its number, under the rules in force on the day it was received. */
export async function fileCase(em: EntityManager, newCase: NewCase, now: Instant): Promise<CaseFile> {
  return em.create(CaseFile, {
    number: await drawNumber(em, shanghaiDay(now).slice(0, 4)),
    procedureId: null,
    applicantSub: null,
    ruleSet: ruleSetForCase(newCase.receivedOn).id,
    round: 0,
    openedAt: now,
    closedAt: null,
    assignedTo: null,
    nextKind: null,
    nextDue: null,
    nextAt: null,
    nextProvisional: null,
    greenChannel: null,
    goesFirst: false,
    outcome: null,
    ...newCase,
  });
}

/** The columns that keep a signed commitment: its exact text with its hash, who signed it, when and how. */
export function signedColumns<C>(
  application: {
    by: Actor;
    receivedAt: Instant;
    commitment: { signer: string; means: 'online' | 'paper' };
    contact: C;
  },
  toSign: { text: string; sha256: string },
) {
  const { by, commitment, contact, receivedAt } = application;
  return {
    commitmentText: toSign.text,
    commitmentSha256: toSign.sha256,
    signer: commitment.signer,
    signedAt: receivedAt,
    signingMeans: commitment.means,
    contact,
    registeredBy: by.role === 'applicant' ? null : by.sub,
  };
}

/**
 * The number that people read: JN-2026-000123, without gaps as long as nothing rolls back.
 * @param year four digits, of the day of opening in Asia/Shanghai
 */
async function drawNumber(em: EntityManager, year: string): Promise<string> {
  const [row] = await em.execute<{ last: number }[]>(
    `insert into case_number_counter (year, last) values (?, 1)
     on conflict (year) do update set last = case_number_counter.last + 1 returning last`,
    [Number(year)],
  );
  return `JN-${year}-${String(row?.last).padStart(6, '0')}`;
}

/** Two applications of one subject are decided one after the other, so that both see the other's case. */
export async function lockSubject(em: EntityManager, subjectId: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 1))', [subjectId]);
}
