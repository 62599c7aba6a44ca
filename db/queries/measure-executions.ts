import type { EntityManager } from '@mikro-orm/postgresql';
import type { MeasureExecution } from '../../domain/joint-action/measure-execution.ts';
import type { Instant } from '../../domain/time.ts';
import { Authority } from '../entities/authority.ts';
import { MeasureCarrier } from '../entities/measure-carrier.ts';
import { MeasureExecutionRow } from '../entities/measure-execution.ts';
import { Conditions, select } from './sql.ts';

/** What one authority was asked about a measure, with the authority. */
export interface ExecutionOf {
  row: MeasureExecutionRow;
  authority: Authority;
}

/** All that was ever asked about the measures of a record, in its order. Two statements. */
export async function executionsOfRecord(em: EntityManager, recordId: string): Promise<ExecutionOf[]> {
  const rows = await em.find(
    MeasureExecutionRow,
    { recordId },
    { orderBy: { measure: 'asc', authorityId: 'asc', round: 'asc' } },
  );
  const authorities = await em.find(Authority, { id: rows.map(({ authorityId }) => authorityId) });
  return rows.flatMap((row) => {
    const authority = authorities.find(({ id }) => id === row.authorityId);
    return authority === undefined ? [] : [{ row, authority }];
  });
}

/** An authority that an administrator named for a measure, and when. */
export interface NamedCarrier {
  authority: Authority;
  since: Instant;
}

/** Names the lock that a change of a measure's carriers holds, and that whoever asks them shares. */
export const CARRIERS_LOCK = 'measure-carriers';

/**
 * Keeps the carriers of measures from being changed until the transaction ends: what is asked by those of before is
 * committed before a change is, which then finds it.
 */
export async function keepCarriers(em: EntityManager, measures: readonly string[]): Promise<void> {
  for (const measure of [...measures].sort())
    await em.execute('select pg_advisory_xact_lock_shared(hashtextextended(?, 0))', [`${CARRIERS_LOCK}/${measure}`]);
}

/** The authorities that an administrator named for measures, by the measure's code. Two statements. */
export async function carriersOf(
  em: EntityManager,
  measures: readonly string[],
): Promise<ReadonlyMap<string, readonly NamedCarrier[]>> {
  const rows = await em.find(MeasureCarrier, { measure: [...measures], endedAt: null });
  const authorities = await em.find(
    Authority,
    { id: rows.map(({ authorityId }) => authorityId) },
    { orderBy: { code: 'asc' } },
  );
  return new Map(
    measures.map((measure) => [
      measure,
      authorities.flatMap((authority) => {
        const row = rows.find((one) => one.measure === measure && one.authorityId === authority.id);
        return row === undefined ? [] : [{ authority, since: row.at }];
      }),
    ]),
  );
}

/** The open publicity cases of records with a measure, in the order of their ids: one page, from after a case. */
export async function recordsUnderMeasure(
  em: EntityManager,
  measure: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const that = new Conditions();
  that.add('m.code = ?', measure);
  that.add('c.closed_at is null');
  if (after !== null) that.add('c.id > ?::uuid', after);
  const rows = await select<{ id: string }>(
    em,
    `select c.id from record_measure m join record r on r.id = m.record_id join case_file c on c.id = r.case_id
     ${that.where} order by c.id limit ?`,
    [...that.values, limit],
  );
  return rows.map(({ id }) => id);
}

/** A stored execution as the rules know it. */
export function executionOf(row: Pick<MeasureExecutionRow, keyof MeasureExecution>): MeasureExecution {
  const { id, measure, authorityId, direction, round, named, pushedAt } = row;
  return {
    id,
    measure,
    authorityId,
    direction,
    round,
    named,
    pushedAt,
    respondedAt: row.respondedAt ?? null,
    executedOn: row.executedOn ?? null,
    fedBackAt: row.fedBackAt ?? null,
    heldAt: row.heldAt ?? null,
    calledOffAt: row.calledOffAt ?? null,
    declinedAt: row.declinedAt ?? null,
  };
}
