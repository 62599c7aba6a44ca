import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyRequest } from 'fastify';
import { MeasureCarrierChange } from '../db/entities/measure-carrier-change.ts';
import type { Instant } from '../domain/time.ts';
import { CARRIER_CHANGE_WORKFLOW, carrierChangeWorkflowId } from '../workflows/messages/carrier-change.ts';
import type { AppDeps } from './app-types.ts';
import { startStored } from './start-stored.ts';

/**
 * Stores that the carriers of a measure were changed, in the transaction of the change: it reaches the records that
 * stand whatever dies in between.
 * @returns its id
 */
export function storeCarrierChange(em: EntityManager, measure: string, at: Instant): string {
  const id = randomUUID();
  em.create(MeasureCarrierChange, { id, measure, at, startedAt: null, reachedCase: null, finishedAt: null });
  return id;
}

/** Starts the workflow that takes a stored change of carriers to the records that stand. */
export async function startCarrierChange(deps: AppDeps, request: FastifyRequest, changeId: string): Promise<void> {
  const workflow = {
    type: CARRIER_CHANGE_WORKFLOW,
    workflowId: carrierChangeWorkflowId(changeId),
    input: { changeId },
  };
  if (!(await startStored(deps, request, workflow))) return;
  const em = deps.orm.em.fork();
  await em.nativeUpdate(MeasureCarrierChange, { id: changeId, startedAt: null }, { startedAt: await deps.clock() });
}
