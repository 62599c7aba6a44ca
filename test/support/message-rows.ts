/** What messages are about, for tests that need no workflow: a court, an agency, and cases as rows alone. */
import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Authority } from '../../db/entities/authority.ts';
import { CaseFile } from '../../db/entities/case-file.ts';
import { Repair } from '../../db/entities/repair.ts';
import { RepairItem } from '../../db/entities/repair-item.ts';
import { RepairPart } from '../../db/entities/repair-part.ts';
import { createRecord } from './records.ts';
import { ENDED, insertCase, NOW } from './rows.ts';

export interface Parties {
  courtId: string;
  agencyId: string;
  subjectId: string;
  identifier: string;
}

export function enterAuthority(em: EntityManager, code: string, kind: Authority['kind']): string {
  const id = randomUUID();
  em.create(Authority, {
    id,
    code,
    name: `明信县${code}`,
    kind,
    superiorId: null,
    createdAt: NOW,
    officerMailbox: null,
    supervisorMailbox: null,
  });
  return id;
}

let cases = 0;

/** A case of a court: its record's publicity, or another kind of case of which it is in charge. */
export async function caseOf(
  em: EntityManager,
  { courtId, subjectId }: Parties,
  kind: 'publicity' | 'repair',
  closed = false,
): Promise<{ id: string; number: string }> {
  const open = kind === 'repair' ? 'with-authorities' : 'running';
  const ended = kind === 'repair' ? 'answered' : 'repaired';
  const keys = { subjectId, authorityId: courtId, procedureId: '' };
  const { id } = await insertCase(em, keys, {
    kind,
    workflowId: `${kind}/${randomUUID()}`,
    procedureId: null,
    ...(closed ? { ...ENDED, status: ended } : { status: open }),
  });
  cases += 1;
  const number = `JN-2026-${100_000 + cases}`;
  await em.nativeUpdate(CaseFile, { id }, { number });
  return { id, number };
}

/** A judgment debtor's record with its publicity case. */
export async function debtorOf(
  em: EntityManager,
  parties: Parties,
  documentNumber: string,
  closed = false,
): Promise<{ recordId: string; caseId: string; number: string }> {
  const { id: caseId, number } = await caseOf(em, parties, 'publicity', closed);
  const { courtId: authorityId, subjectId } = parties;
  const record = createRecord(em, { subjectId, authorityId, documentNumber }, { caseId, kind: 'judgment-debtor' });
  await em.flush();
  return { recordId: record.id, caseId, number };
}

/** An application for repair, open or answered, in which an authority has a part, with the records it is about. */
export async function repairOf(
  em: EntityManager,
  parties: Parties,
  authorityId: string,
  { recordIds = [], closed = false }: { recordIds?: string[]; closed?: boolean } = {},
): Promise<{ caseId: string; number: string }> {
  const { id: caseId, number } = await caseOf(em, parties, 'repair', closed);
  em.create(Repair, {
    caseId,
    representation: 'legal-representative',
    commitmentVersion: 1,
    commitmentText: '承诺',
    commitmentSha256: 'a'.repeat(64),
    signer: '张三',
    signedAt: NOW,
    signingMeans: 'online',
    contact: { name: '张三', email: null, phone: null },
    registeredBy: null,
  });
  await em.flush();
  const partId = randomUUID();
  em.create(RepairPart, {
    id: partId,
    caseId,
    authorityId,
    position: 1,
    status: 'with-court',
    withCourt: true,
    ownSystem: false,
    assignedTo: null,
    terms: {} as RepairPart['terms'],
    forwardedAt: NOW,
    pauses: [],
    extensions: [],
  });
  await em.flush();
  for (const [index, recordId] of recordIds.entries()) {
    em.create(RepairItem, { caseId, partId, recordId, position: index + 1, refusals: [] });
  }
  await em.flush();
  return { caseId, number };
}
