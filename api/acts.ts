import { setTimeout } from 'node:timers/promises';
import {
  isGrpcServiceError,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { ActivityFailure, ApplicationFailure, type UpdateDefinition } from '@temporalio/common';
import type { FastifyBaseLogger } from 'fastify';
import type { CaseKind } from '../domain/case/case-kind.ts';
import { type CaseHead, findCaseHead } from '../db/queries/case-head.ts';
import { findStepResult } from '../db/queries/case-step.ts';
import {
  type ActAnswer,
  type ActHeader,
  ASSIGNED_TO_ANOTHER,
  CASE_UNKNOWN,
  type CaseInput,
  ROLE_NOT_ALLOWED,
  STATUS_NOT_ALLOWED,
  TOO_MANY_ACTS,
} from '../workflows/messages/case.ts';
import * as problems from './act-problems.ts';
import type { AppDeps } from './app-types.ts';
import type { Problem } from './problems.ts';
import { callWithin } from './within.ts';

const ACT_TIMEOUT_MS = 10_000;

/** A failure of this type: the workflow ended while it handled the update. */
const COMPLETED_MEANWHILE = 'AcceptedUpdateCompletedWorkflow';

/**
 * A failure of this type: the server turns an update back that no worker has read. So it does when it lost its list of
 * them and handed the workflow's task out twice: after a restart, and where more than ten are under way at one case.
 */
const UNREAD = 'UnprocessedUpdate';
const PAUSE_MS = 100;

export type ActDeps = Pick<AppDeps, 'temporal' | 'orm' | 'actTimeoutMs'>;

interface CaseRef {
  caseId: string;
  workflowId: string;
  /** Null while it is being opened. */
  number: string | null;
}

/** A kind of case as the API starts it: its workflow type, and how the id of a workflow is made. */
export interface StartableCase {
  readonly kind: CaseKind;
  readonly workflow: string;
  readonly workflowId: (caseId: string) => string;
}

/**
 * Sends an act to its case and waits for the answer. The act's id makes repeating it safe; the answer of a case
 * that has closed since is read from the rows.
 * @throws Problem `role-not-allowed`, `status-not-allowed`, `assigned-to-another`, `too-many-acts`, `outcome-unknown`
 */
export async function sendAct<A extends ActHeader>(
  deps: ActDeps,
  log: FastifyBaseLogger,
  target: CaseRef,
  update: UpdateDefinition<ActAnswer, [A]>,
  act: A,
): Promise<ActAnswer> {
  const handle = deps.temporal.client.workflow.getHandle(target.workflowId);
  try {
    return await answerInTime(deps, log, () => handle.executeUpdate(update, { args: [act], updateId: act.id }));
  } catch (error) {
    return await answerAfterClose(deps, error, target, () => storedActAnswer(deps, target.caseId, act.id), log);
  }
}

/**
 * Opens a case: starts its workflow and hands the application in, as one call.
 * @throws Problem `outcome-unknown`, `conflict`
 */
export async function openCase<A extends ActHeader, R>(
  deps: ActDeps,
  log: FastifyBaseLogger,
  startable: StartableCase,
  caseId: string,
  update: UpdateDefinition<R, [A]>,
  application: A,
): Promise<R> {
  const target = { caseId, workflowId: startable.workflowId(caseId), number: null };
  try {
    return await answerInTime(deps, log, () =>
      deps.temporal.client.workflow.executeUpdateWithStart(update, {
        args: [application],
        updateId: application.id,
        startWorkflowOperation: startOperation(deps, startable.workflow, target, 'door'),
      }),
    );
  } catch (error) {
    return await answerAfterClose(deps, error, target, () => storedOpening<R>(deps, caseId, application.id), log);
  }
}

/** Acts on a case that has ended: a new run of the same workflow id, from the stored rows. */
export async function actAfterTheEnd<A extends ActHeader>(
  deps: ActDeps,
  log: FastifyBaseLogger,
  target: CaseRef & { workflow: string },
  update: UpdateDefinition<ActAnswer, [A]>,
  act: A,
): Promise<ActAnswer> {
  const stored = await storedActAnswer(deps, target.caseId, act.id);
  if (stored !== null) return stored;
  try {
    return await answerInTime(deps, log, () =>
      deps.temporal.client.workflow.executeUpdateWithStart(update, {
        args: [act],
        updateId: act.id,
        startWorkflowOperation: startOperation(deps, target.workflow, target, 'stored-rows'),
      }),
    );
  } catch (error) {
    return await answerAfterClose(deps, error, target, () => storedActAnswer(deps, target.caseId, act.id), log);
  }
}

/** Whether a case's workflow was ever started: then its opening has been sent before, and is only repeated. */
export async function wasStarted(deps: ActDeps, workflowId: string): Promise<boolean> {
  try {
    await inTime(deps, () => deps.temporal.client.workflow.getHandle(workflowId).describe());
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw problems.outcomeUnknown();
  }
}

function startOperation(
  { temporal }: ActDeps,
  workflow: string,
  { caseId, workflowId }: CaseRef,
  begin: CaseInput['begin'],
): WithStartWorkflowOperation<(input: CaseInput) => Promise<unknown>> {
  return new WithStartWorkflowOperation(workflow, {
    workflowId,
    taskQueue: temporal.taskQueue,
    args: [{ caseId, begin }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: begin === 'door' ? 'REJECT_DUPLICATE' : 'ALLOW_DUPLICATE',
  });
}

function inTime<T>({ temporal, actTimeoutMs = ACT_TIMEOUT_MS }: ActDeps, call: () => Promise<T>): Promise<T> {
  return callWithin(actTimeoutMs, temporal, call);
}

/** The answer to an update; one that comes back unread is sent again, with the same id, until the time for it is over. */
async function answerInTime<T>(deps: ActDeps, log: FastifyBaseLogger, send: () => Promise<T>): Promise<T> {
  return await inTime(deps, async () => {
    for (;;) {
      try {
        return await send();
      } catch (error) {
        if (failureOf(error)?.type !== UNREAD) throw error;
        log.warn('an act came back unread and is sent again');
        await setTimeout(PAUSE_MS);
      }
    }
  });
}

/** The answer that a closed case stored for this act; where the error says something else, or nothing is stored, why not. */
async function answerAfterClose<T>(
  deps: ActDeps,
  error: unknown,
  target: CaseRef,
  findStored: () => Promise<T | null>,
  log: FastifyBaseLogger,
): Promise<T> {
  const closed =
    error instanceof WorkflowNotFoundError ||
    error instanceof WorkflowExecutionAlreadyStartedError ||
    failureOf(error)?.type === COMPLETED_MEANWHILE;
  const stored = closed ? await findStored() : null;
  return stored ?? (await fail(deps, error, target, log));
}

async function storedActAnswer({ orm }: ActDeps, caseId: string, actId: string): Promise<ActAnswer | null> {
  const step = await findStepResult<{ result: { answer?: ActAnswer } }>(orm.em.fork(), caseId, actId);
  return step?.result.answer ?? null;
}

async function storedOpening<R>({ orm }: ActDeps, caseId: string, actId: string): Promise<R | null> {
  const step = await findStepResult<{ answer: R }>(orm.em.fork(), caseId, actId);
  return step?.answer ?? null;
}

/** Why the case said no: thrown by its check of the act, or by the step that carried it out. */
function failureOf(error: unknown): ApplicationFailure | null {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  const root = cause instanceof ActivityFailure ? cause.cause : cause;
  return root instanceof ApplicationFailure ? root : null;
}

async function fail(deps: ActDeps, error: unknown, target: CaseRef, log: FastifyBaseLogger): Promise<never> {
  const failure = failureOf(error);
  switch (failure?.type) {
    case ROLE_NOT_ALLOWED:
      throw problems.roleNotAllowed();
    case ASSIGNED_TO_ANOTHER:
      throw problems.assignedToAnother();
    case TOO_MANY_ACTS:
      throw problems.tooManyActs();
    case CASE_UNKNOWN:
      throw problems.caseUnknown();
    case STATUS_NOT_ALLOWED:
      throw problems.statusNotAllowed(await headOf(deps, target));
    default:
  }
  if (error instanceof WorkflowNotFoundError || failure?.type === COMPLETED_MEANWHILE) {
    throw await afterItsRun(deps, error, target, log);
  }
  if (error instanceof WorkflowExecutionAlreadyStartedError) throw problems.neverRegistered();
  if (error instanceof WorkflowUpdateFailedError) {
    log.error({ caseId: target.caseId, failure: failure?.type ?? 'unnamed' }, 'an act failed for good');
    throw problems.failedForGood();
  }
  const code = isGrpcServiceError(error) ? error.code : undefined;
  log.warn(
    { name: error instanceof Error ? error.name : 'unknown', code, failure: failure?.type },
    'the outcome of an act is not known',
  );
  throw problems.outcomeUnknown();
}

/** The run is over. So is the case, as a rule; an open one goes on in a new run, or has lost its own. */
async function afterItsRun(deps: ActDeps, error: unknown, target: CaseRef, log: FastifyBaseLogger): Promise<Problem> {
  const head = await headOf(deps, target);
  if (head === null || head.closed) return problems.statusNotAllowed(head);
  if (!(error instanceof WorkflowNotFoundError)) return problems.outcomeUnknown();
  log.error({ caseId: target.caseId, number: target.number }, 'an open case has no running workflow');
  return problems.caseNotRunning();
}

/** Read anew: it may have changed since the act was sent. */
async function headOf({ orm }: ActDeps, { number }: CaseRef): Promise<CaseHead | null> {
  return number === null ? null : await findCaseHead(orm.em.fork(), number);
}
