import type { EntityManager } from '@mikro-orm/postgresql';
import type { Day, Instant } from '../../domain/time.ts';
import { CaseFile } from '../entities/case-file.ts';
import { RecordStatement } from '../entities/record-statement.ts';
import { Reorganisation } from '../entities/reorganisation.ts';
import { Representation } from '../entities/representation.ts';
import { toInstant } from '../types.ts';
import { select } from './sql.ts';

/** A record that a ruling shields, as a case shows it. */
export interface ShieldedRow {
  id: string;
  documentNumber: string;
  authorityCode: string;
  authorityName: string;
  decidedOn: Day;
  shieldedAt: Instant;
  liftedMeasures: { code: string; name: string }[];
}

/** What only a reorganisation has, personal data in clear. */
export interface ReorganisationDetail {
  readonly ruling: Reorganisation;
  /** Oldest decision first. */
  readonly records: readonly ShieldedRow[];
  /** Each statement once, oldest first. */
  readonly statements: readonly RecordStatement[];
  /** Who acts as administrator in bankruptcy, and when. */
  readonly administrators: readonly Representation[];
}

/** The ruling of a reorganisation with what it shields. Five statements. */
export async function getReorganisationDetail(em: EntityManager, caseId: string): Promise<ReorganisationDetail> {
  const { subjectId } = await em.findOneOrFail(CaseFile, { id: caseId }, { fields: ['subjectId'] });
  const statements = await em.find(RecordStatement, { caseId }, { orderBy: { at: 'asc', id: 'asc' } });
  return {
    ruling: await em.findOneOrFail(Reorganisation, { caseId }),
    records: (
      await select<ShieldedRow>(
        em,
        `select r.id, r.document_number as "documentNumber", a.code as "authorityCode", a.name as "authorityName",
         r.decided_on as "decidedOn", s.shielded_at as "shieldedAt",
         (select coalesce(json_agg(json_build_object('code', m.code, 'name', m.name) order by m.code), '[]')
          from measure m where jsonb_exists(s.lifted_measures, m.code)) as "liftedMeasures"
       from reorganisation_record s join record r on r.id = s.record_id join authority a on a.id = r.authority_id
       where s.case_id = ?::uuid order by r.decided_on, r.id`,
        [caseId],
      )
    ).map((row) => ({ ...row, shieldedAt: toInstant(row.shieldedAt) })),
    statements: statements.filter(
      ({ source }, index) => statements.findIndex((one) => one.source === source) === index,
    ),
    administrators: await em.find(Representation, { subjectId, kind: 'administrator' }),
  };
}
