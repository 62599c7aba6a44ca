import type { EntityManager } from '@mikro-orm/postgresql';
import {
  destinationOf,
  isHeardAfterTheEnd,
  type Destination,
  type MessageData,
  type MessageKind,
  type MessageTarget,
  type RecordName,
} from '../../domain/messages/messages.ts';
import { UUID_PATTERN } from './page.ts';
import { select } from './sql.ts';
import { identifierIndex } from './subject.ts';

interface CaseRow {
  caseId: string;
  workflowId: string;
  closed: boolean;
  kind: string;
  status: string;
}

const CASE = `c.id as "caseId", c.workflow_id as "workflowId", c.closed_at is not null as closed, c.kind, c.status`;

/**
 * Where a message of this sender goes, by what it names. What is not the sender's is not found: neither a case in
 * which it has no part nor a record of another's. At most two statements.
 */
export async function findMessageTarget(
  em: EntityManager,
  senderId: string,
  kind: MessageKind,
  data: MessageData[MessageKind],
): Promise<MessageTarget> {
  const to = destinationOf(kind);
  switch (to.by) {
    case 'case-number':
      return to.case === 'repair'
        ? targetOf(await repairOf(em, senderId, field(data, 'caseNumber')))
        : heardTarget(await publicityOf(em, senderId, field(data, 'caseNumber')), { kind, data });
    case 'record':
      return await recordTarget(em, senderId, to, { kind, data });
    case 'ruling': {
      const row = await reorganisationOf(em, senderId, field(data, 'rulingNumber'), to.opens);
      return row === null && to.opens ? { found: 'opens', kind: to.case } : targetOf(row);
    }
    case 'push':
      return await pushTarget(em, senderId, field(data, 'pushId'));
    default:
      return to satisfies never;
  }
}

async function repairOf(em: EntityManager, senderId: string, number: string): Promise<CaseRow | null> {
  const [row] = await select<CaseRow>(
    em,
    `select ${CASE} from case_file c
     where c.number = ? and c.kind = 'repair'
       and exists (select from repair_part p where p.case_id = c.id and p.authority_id = ?::uuid)`,
    [number, senderId],
  );
  return row ?? null;
}

/** The publicity of a record about a measure of which the sender was asked something. */
async function publicityOf(em: EntityManager, senderId: string, number: string): Promise<CaseRow | null> {
  const [row] = await select<CaseRow>(
    em,
    `select ${CASE} from case_file c
     where c.number = ? and c.kind = 'publicity' and exists (
       select from record r join measure_execution e on e.record_id = r.id
       where r.case_id = c.id and e.authority_id = ?::uuid)`,
    [number, senderId],
  );
  return row ?? null;
}

/** The record's own publicity case is where it goes on; a withdrawal first answers the application that waits for it. */
async function recordTarget(
  em: EntityManager,
  senderId: string,
  to: Extract<Destination, { by: 'record' }>,
  message: { kind: MessageKind; data: MessageData[MessageKind] },
): Promise<MessageTarget> {
  const { documentNumber, identifier } = recordNameOf(message.data);
  const [record] = await select<{ id: string; caseId: string | null }>(
    em,
    `select r.id, r.case_id as "caseId" from record r join subject s on s.id = r.subject_id
     where r.authority_id = ?::uuid and r.document_number = ? and s.identifier_index = ?`,
    [senderId, documentNumber, identifierIndex(em, identifier)],
  );
  if (record === undefined) return to.opens ? { found: 'opens', kind: to.case } : { found: 'nothing' };
  const [row] = await select<CaseRow>(
    em,
    `select ${CASE} from case_file c
     where c.id = ?::uuid
       or (? and c.kind = 'repair' and c.closed_at is null and exists (
         select from repair_item i where i.case_id = c.id and i.record_id = ?::uuid and i.outcome is null))
     order by c.kind = 'repair' desc limit 1`,
    [record.caseId, to.first === 'repair', record.id],
  );
  return heardTarget(row ?? null, message);
}

/** What is heard also when the publicity has ended starts it anew. */
function heardTarget(
  row: CaseRow | null,
  message: { kind: MessageKind; data: MessageData[MessageKind] },
): MessageTarget {
  const isHeard = row?.kind === 'publicity' && isHeardAfterTheEnd(message, row.status);
  return targetOf(isHeard ? { ...row, closed: false } : row);
}

/**
 * Of several cases by one ruling the open one. One that was given up before the court said anything stands in nobody's
 * way: the court's word opens another.
 */
async function reorganisationOf(
  em: EntityManager,
  senderId: string,
  rulingNumber: string,
  approved: boolean,
): Promise<CaseRow | null> {
  const [row] = await select<CaseRow>(
    em,
    `select ${CASE} from case_file c join reorganisation r on r.case_id = c.id
     where r.court_id = ?::uuid and r.ruling_number = ?
       and not (? and c.status in ('withdrawn', 'not-confirmed'))
     order by c.closed_at is null desc, c.opened_at desc limit 1`,
    [senderId, rulingNumber, approved],
  );
  return row ?? null;
}

/** A push to the sender: what it was never told it cannot confirm. */
async function pushTarget(em: EntityManager, senderId: string, pushId: string): Promise<MessageTarget> {
  if (!UUID_PATTERN.test(pushId)) return { found: 'nothing' };
  const rows = await select(em, 'select id from push where id = ?::uuid and authority_id = ?::uuid', [
    pushId,
    senderId,
  ]);
  return rows.length === 0 ? { found: 'nothing' } : { found: 'push', pushId };
}

function targetOf(row: CaseRow | null): MessageTarget {
  if (row === null) return { found: 'nothing' };
  const { caseId, workflowId, closed } = row;
  return closed ? { found: 'closed', caseId } : { found: 'case', caseId, workflowId };
}

/** The fields by which each kind names its case; the API stored the message by the schema of its kind. */
function field(data: MessageData[MessageKind], name: string): string {
  const value = (data as unknown as Record<string, unknown>)[name];
  if (typeof value !== 'string') throw new TypeError(`a message without "${name}"`);
  return value;
}

function recordNameOf(data: MessageData[MessageKind]): RecordName {
  const identifier = 'subject' in data ? data.subject.identifier : field(data, 'identifier');
  return { documentNumber: field(data, 'documentNumber'), identifier };
}
