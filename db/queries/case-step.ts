import type { EntityManager } from '@mikro-orm/postgresql';
import { select } from './sql.ts';

/**
 * What a step of a case answered, for a caller whose workflow has closed: null where it was never done.
 * One statement. `Result` is what the step is known to answer.
 */
export async function findStepResult<Result>(em: EntityManager, caseId: string, key: string): Promise<Result | null> {
  const [row] = await select<{ result: Result }>(
    em,
    'select result from case_step where case_id = ?::uuid and key = ?',
    [caseId, key],
  );
  return row?.result ?? null;
}
