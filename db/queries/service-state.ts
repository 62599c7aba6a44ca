import type { EntityManager } from '@mikro-orm/postgresql';
import type { Instant } from '../../domain/time.ts';
import { toInstant } from '../types.ts';
import { select } from './sql.ts';

/** What an operator should know of the rows at a glance. */
export interface ServiceState {
  /** Newest year whose calendar is loaded; null where none is. */
  readonly newestCalendarYear: number | null;
  /** Since when the oldest delivery waits to be sent; null where none does. */
  readonly oldestUnsentDelivery: Instant | null;
}

/** The state of the service as the rows tell it. One statement. */
export async function findServiceState(em: EntityManager): Promise<ServiceState> {
  const [row] = await select<{ year: number | null; oldest: string | null }>(
    em,
    `select (select max(year) from calendar_notice) as year,
       (select min(d.first_at) from delivery d left join push p on p.id = d.push_id
        where d.state in ('pending', 'outstanding') and p.received_at is null) as oldest`,
  );
  const oldest = row?.oldest ?? null;
  return { newestCalendarYear: row?.year ?? null, oldestUnsentDelivery: oldest === null ? null : toInstant(oldest) };
}
