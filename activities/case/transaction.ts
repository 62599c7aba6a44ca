import { type EntityManager, FlushMode } from '@mikro-orm/postgresql';
import { CaseStep } from '../../db/entities/case-step.ts';
import type { Orm } from '../../db/orm.ts';
import type { Instant } from '../../domain/time.ts';
import type { MessageCall } from '../../workflows/messages/message.ts';
import type { SendMail } from '../delivery/mail.ts';
import type { SendPush } from '../push/push-sender.ts';

/** What activities depend on; one worker has one of each. */
export interface ActivityDeps {
  orm: Orm;
  sendMail: SendMail;
  sendPush: SendPush;
  workflows: WorkflowCalls;
  /** Absent in production: tests stop a worker between the steps of a transaction. */
  boundary?: (point: 'before-commit' | 'after-commit', caseId: string, key: string) => Promise<void>;
}

/** What an activity asks of other workflows, once its rows are committed. Each may be called again for the same. */
export interface WorkflowCalls {
  /** Starts the workflow that follows a delivery; starting one again that runs or has ended does nothing. */
  startDelivery(deliveryId: string): Promise<void>;
  /** Starts the workflow that follows a push, likewise. */
  startPush(pushId: string): Promise<void>;
  /** Starts the workflow that takes a changed calendar to the running deadlines, likewise. */
  startCalendarChange(changeId: string): Promise<void>;
  /** Starts the workflow that takes a change of carriers to the records that stand, likewise. */
  startCarrierChange(changeId: string): Promise<void>;
  /** Starts the workflow of a case whose rows another case has written; starting it again does nothing. */
  startCase(start: CaseStart): Promise<void>;
  /** Tells the workflow of a case that another case changed its rows; one that has ended needs no telling. */
  tellCase(workflowId: string): Promise<void>;
  /** Tells a workflow of a stored message; false where there is none to be told. */
  signalMessage(call: MessageCall, messageId: string): Promise<boolean>;
}

/** A case opened by a step of another case: its rows are there, its workflow begins from them. */
export interface CaseStart {
  /** Workflow type. */
  workflow: string;
  workflowId: string;
  caseId: string;
  /** It had ended and its rows say that it goes on: a new run. */
  again?: boolean;
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

/**
 * Reads a case while no step of it is being written. Of a step committed between two of its statements a reader would
 * have half: the count of the steps, which is the version, and the deadlines of before.
 */
export async function readCase<T>(
  { orm }: Pick<ActivityDeps, 'orm'>,
  caseId: string,
  read: (em: EntityManager) => Promise<T>,
): Promise<T> {
  return await orm.em.fork().transactional(async (em) => {
    await lockCase(em, caseId);
    return await read(em);
  }, WRITE_AT_ONCE);
}

/** An advisory lock, since the first step of a case finds no row to lock. */
async function lockCase(em: EntityManager, caseId: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [caseId]);
}
