import type { EntityManager } from '@mikro-orm/postgresql';
import type { AcceptFirstTerms, ProcedureMaterial, ProcedureTerms } from '../../domain/accept-first/accept-first.ts';
import type { ApprovalTerms } from '../../domain/commitment/commitment-kinds.ts';
import type { GreenChannelTerms } from '../../domain/green-channel/green-channel.ts';
import type { Day, Instant } from '../../domain/time.ts';
import { CommitmentText } from '../entities/commitment-text.ts';
import { toInstant } from '../types.ts';
import { checkedLimit, type Page, type PageRequest, readCursor, toPage } from './page.ts';
import { Conditions, select } from './sql.ts';

export interface ProcedureItem {
  readonly code: string;
  readonly name: string;
  readonly authority: { readonly code: string; readonly name: string };
  readonly handlingDays: number | null;
  readonly acceptFirstOffered: boolean;
}

export interface ProcedureDetail {
  readonly id: string;
  readonly authority: { readonly id: string; readonly code: string; readonly name: string };
  readonly terms: ProcedureTerms;
  /** Terms of a commitment in place of its approval; null: not offered. */
  readonly commitmentTerms: ApprovalTerms | null;
  readonly basis: string | null;
  readonly version: number;
  readonly updatedAt: Instant;
}

/** Procedures by code, of one authority or of all. One statement. */
export async function listProcedures(
  em: EntityManager,
  filter: { authority?: string },
  page: PageRequest,
): Promise<Page<ProcedureItem>> {
  const limit = checkedLimit(page.limit);
  const conditions = new Conditions();
  if (filter.authority !== undefined) conditions.add('a.code = ?', filter.authority);
  if (page.cursor !== null) conditions.add('p.code > ?', ...readCursor(page.cursor, [/^[^\0]{1,200}$/]));
  const rows = await select<ProcedureItem>(
    em,
    `select p.code, p.name, json_build_object('code', a.code, 'name', a.name) as authority,
       p.handling_days as "handlingDays", p.accept_first is not null as "acceptFirstOffered"
     from procedure p join authority a on a.id = p.authority_id
     ${conditions.where}
     order by p.code limit ?`,
    [...conditions.values, limit + 1],
  );
  return toPage(
    rows,
    limit,
    ({ code }) => [code],
    (row) => row,
  );
}

/** A procedure with the terms that a case would be opened under now. One statement. */
export async function findProcedure(em: EntityManager, code: string): Promise<ProcedureDetail | null> {
  return readProcedure(em, 'p.code = ?', code);
}

/** The terms that a case of this procedure would be opened under now. Throws for an unknown id. One statement. */
export async function getProcedureTerms(em: EntityManager, procedureId: string): Promise<ProcedureTerms> {
  const procedure = await readProcedure(em, 'p.id = ?::uuid', procedureId);
  if (procedure === null) throw new Error(`there is no procedure ${procedureId}`);
  return procedure.terms;
}

async function readProcedure(em: EntityManager, where: string, value: string): Promise<ProcedureDetail | null> {
  const [row] = await select<{
    id: string;
    code: string;
    authority: ProcedureDetail['authority'];
    name: string;
    handling_days: number | null;
    accept_first: AcceptFirstTerms | null;
    commitment_terms: ApprovalTerms | null;
    green_channel: GreenChannelTerms | null;
    is_permit: boolean | null;
    basis: string | null;
    version: number;
    updated_at: string;
    materials: ProcedureMaterial[];
  }>(
    em,
    `select p.id, p.code, p.name, p.handling_days, p.accept_first, p.commitment_terms, p.green_channel, p.is_permit, p.basis, p.version, p.updated_at,
       json_build_object('id', a.id, 'code', a.code, 'name', a.name) as authority,
       (select coalesce(json_agg(json_build_object('code', m.code, 'name', m.name, 'kind', m.kind,
                 'mayBeMissing', m.may_be_missing, 'form', m.form) order by m.position, m.code), '[]')
        from procedure_material m where m.procedure_id = p.id) as materials
     from procedure p join authority a on a.id = p.authority_id
     where ${where}`,
    [value],
  );
  if (row === undefined) return null;
  const {
    id,
    authority,
    code,
    name,
    handling_days: handlingDays,
    accept_first: acceptFirst,
    commitment_terms: commitmentTerms,
    green_channel: greenChannel,
    is_permit: isPermit,
    materials,
    basis,
    version,
  } = row;
  const terms = { code, name, handlingDays, materials, acceptFirst, greenChannel, isPermit };
  return { id, authority, terms, commitmentTerms, basis, version, updatedAt: toInstant(row.updated_at) };
}

/** The standard commitment text of a procedure: the newest in use on a day, or a certain version. One statement. */
export async function findCommitmentText(
  em: EntityManager,
  procedureId: string,
  which: { on: Day } | { version: number },
): Promise<CommitmentText | null> {
  const where = 'version' in which ? { version: which.version } : { validFrom: { $lte: which.on } };
  return em.findOne(CommitmentText, { procedureId, ...where }, { orderBy: { version: 'desc' } });
}
