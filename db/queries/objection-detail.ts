import type { EntityManager } from '@mikro-orm/postgresql';
import { Authority } from '../entities/authority.ts';
import { Objection } from '../entities/objection.ts';
import { ObjectionSupplement } from '../entities/objection-supplement.ts';
import { CreditRecord } from '../entities/record.ts';
import { RecordMeasureRow } from '../entities/record-measure.ts';

/** What only an objection has, personal data in clear. */
export interface ObjectionDetail {
  readonly objection: Objection;
  /** In the order written down. */
  readonly supplements: readonly ObjectionSupplement[];
  readonly documentNumber: string;
  /** Of the record: name by code, lifted ones too. */
  readonly measures: ReadonlyMap<string, string>;
  /** Who determined the record. */
  readonly determinedBy: Authority;
  /** That passed it on, or is to; null: handed in at the authority itself. */
  readonly window: Authority | null;
}

/** An objection with the record it is about. Five or six statements. */
export async function getObjectionDetail(em: EntityManager, caseId: string): Promise<ObjectionDetail> {
  const objection = await em.findOneOrFail(Objection, { caseId });
  const { recordId, windowId = null } = objection;
  const { documentNumber, authorityId } = await em.findOneOrFail(CreditRecord, { id: recordId });
  const measures = await em.find(RecordMeasureRow, { recordId });
  return {
    objection,
    supplements: await em.find(ObjectionSupplement, { caseId }, { orderBy: { seq: 'asc' } }),
    documentNumber,
    measures: new Map(measures.map(({ code, name }) => [code, name])),
    determinedBy: await em.findOneOrFail(Authority, { id: authorityId }),
    window: windowId === null ? null : await em.findOneOrFail(Authority, { id: windowId }),
  };
}
