import type { EntityManager } from '@mikro-orm/postgresql';
import { CaseFile } from '../entities/case-file.ts';
import { CaseDeadline } from '../entities/deadline.ts';
import type { CaseKind } from '../../domain/case/case-kind.ts';
import { movableKinds } from '../../domain/case/case-kinds.ts';
import { MOVABLE_LAST } from '../../domain/case/recount.ts';
import { DEADLINE_STATES } from '../../domain/deadline/ledger.ts';
import type { Day, Instant } from '../../domain/time.ts';
import { Conditions, select } from './sql.ts';

/** The days between which a calendar changed, both included. */
export interface ChangedSpan {
  readonly firstDay: Day;
  readonly lastDay: Day;
}

/**
 * Ids of the cases with a deadline that such a change can touch, in their order: one that a calendar may move
 * (`isMovable`), and that counts over the days, or ends on one. One page, from after a case.
 * @param withoutStep leaves out the cases that have taken this step
 */
export async function casesTouched(
  em: EntityManager,
  { firstDay, lastDay }: ChangedSpan,
  page: { after: string | null; limit: number; withoutStep?: string },
): Promise<string[]> {
  const that = new Conditions();
  const movable = DEADLINE_STATES.flatMap((state) =>
    [true, false].map((isOpen) => ({ state, isOpen, kinds: movableKinds(state, isOpen) })),
  ).filter(({ kinds }) => kinds.length > 0);
  const each = movable.map(() => '(d.state = ? and (c.closed_at is null) = ? and d.kind in (?))');
  that.add(`(${each.join(' or ')})`, ...movable.flatMap(({ state, isOpen, kinds }) => [state, isOpen, kinds]));
  that.add("d.ledger->'rule'->>'last' = ?", MOVABLE_LAST);
  that.add('d.due >= ?', firstDay);
  that.add("d.ledger->>'startDay' <= ?", lastDay);
  if (page.after !== null) that.add('d.case_id > ?::uuid', page.after);
  if (page.withoutStep !== undefined)
    that.add('not exists (select 1 from case_step s where s.case_id = d.case_id and s.key = ?)', page.withoutStep);
  const rows = await select<{ id: string }>(
    em,
    `select distinct d.case_id as id from deadline d join case_file c on c.id = d.case_id ${that.where} order by d.case_id limit ?`,
    [...that.values, page.limit],
  );
  return rows.map(({ id }) => id);
}

/** A case with its deadlines, as much of it as is needed to count them anew. */
export interface CaseToRecount {
  readonly id: string;
  readonly number: string;
  readonly kind: CaseKind;
  readonly closedAt: Instant | null;
  readonly deadlines: CaseDeadline[];
}

/** These cases with all their deadlines, in the order of the ids. */
export async function casesToRecount(em: EntityManager, caseIds: readonly string[]): Promise<CaseToRecount[]> {
  if (caseIds.length === 0) return [];
  const files = await em.find(CaseFile, { id: { $in: [...caseIds] } });
  const rows = await em.find(CaseDeadline, { caseId: { $in: [...caseIds] } }, { orderBy: { openedAt: 'asc' } });
  return caseIds.flatMap((id) => {
    const file = files.find((one) => one.id === id);
    if (file === undefined) return [];
    const { number, kind, closedAt = null } = file;
    return [{ id, number, kind, closedAt, deadlines: rows.filter(({ caseId }) => caseId === id) }];
  });
}
