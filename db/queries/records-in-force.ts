import type { EntityManager } from '@mikro-orm/postgresql';
import type { RecordInForce } from '../../domain/record/in-force.ts';
import type { Instant } from '../../domain/time.ts';
import { Authority } from '../entities/authority.ts';
import { measureOf, recordsOfSubject, stateOfRecord } from './records.ts';

/**
 * The records of a subject that authorities may rest on at a moment, or of which a measure still runs, oldest decision
 * first. In the transaction of the EntityManager, but in no unit of work of its own: a step that looks them up may lock
 * and read some of them anew afterwards. One statement; four where there are records.
 */
export async function recordsInForce(em: EntityManager, subjectId: string, now: Instant): Promise<RecordInForce[]> {
  const reader = em.fork({ keepTransactionContext: true });
  const records = (await recordsOfSubject(reader, subjectId)).reverse();
  const states = records.map((record) => ({ record, state: stateOfRecord(record, now) }));
  const counting = states.filter(({ state }) => state.shared || state.measuresInForce.length > 0);
  if (counting.length === 0) return [];
  const authorities = await reader.find(Authority, { id: counting.map(({ record }) => record.row.authorityId) });
  return counting.map(({ record: { row, measures }, state: { shared, measuresInForce } }) => {
    const authority = authorities.find(({ id }) => id === row.authorityId);
    return {
      recordId: row.id,
      documentNumber: row.documentNumber,
      kind: row.kind,
      severity: row.severity,
      decidedOn: row.decidedOn,
      authority: { code: authority?.code ?? '', name: authority?.name ?? '' },
      shared,
      measures: measures.filter(({ code }) => measuresInForce.includes(code)).map(measureOf),
    };
  });
}
