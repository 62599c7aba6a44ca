import { type EntityManager, FlushMode } from '@mikro-orm/postgresql';
import { CaseStep } from '../db/entities/case-step.ts';
import type { Orm } from '../db/orm.ts';
import type { Instant } from '../domain/time.ts';
import type { SendMail } from './mail.ts';

/** What activities depend on; one worker has one of each. */
export interface ActivityDeps {
  orm: Orm;
  sendMail: SendMail;
  /** Starts the workflow that follows a delivery; starting one again that runs or has ended does nothing. */
  startDelivery: (deliveryId: string) => Promise<void>;
  /** Absent in production: tests stop a worker between the steps of a transaction. */
  boundary?: (point: 'before-commit' | 'after-commit', caseId: string, key: string) => Promise<void>;
}

export interface StepOfCase {
  caseId: string;
  /** Names this step within the case, the same at every attempt. */
  key: string;
  now: Instant;
}

/** A half-written case never reaches the database, whose constraints hold at each statement. */
const WRITE_AT_ONCE = { flushMode: FlushMode.COMMIT } as const;

/** What a step answers; `keep: false`: it wrote nothing, and is not remembered as done. */
export interface StepAnswer<T> {
  answer: T;
  keep: boolean;
}

/**
 * Runs one step of a case in one transaction, exactly once: a step that was committed but whose answer was
 * lost returns the stored answer. Steps of one case run one after the other, whichever worker they are on.
 */
export async function once<T>(
  deps: ActivityDeps,
  step: StepOfCase,
  write: (em: EntityManager) => Promise<StepAnswer<T>>,
): Promise<T> {
  const { caseId, key, now } = step;
  const result = await deps.orm.em.fork().transactional(async (em) => {
    await lockCase(em, caseId);
    const done = await em.findOne(CaseStep, { caseId, key });
    if (done !== null) return done.result as T;
    const { answer, keep } = await write(em);
    if (!keep) return answer;
    await em.flush();
    em.create(CaseStep, { caseId, key, result: answer, at: now });
    await em.flush();
    await deps.boundary?.('before-commit', caseId, key);
    return answer;
  }, WRITE_AT_ONCE);
  await deps.boundary?.('after-commit', caseId, key);
  return result;
}

/** An advisory lock, since the first step of a case finds no row to lock. */
async function lockCase(em: EntityManager, caseId: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [caseId]);
}
