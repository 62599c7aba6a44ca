import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import type { ActAnswer, ActHeader } from '../../workflows/messages/case.ts';
import { PUBLICITY_WORKFLOW, publicityWorkflowId } from '../../workflows/messages/publicity.ts';
import type { publicity } from '../../workflows/publicity.ts';
import type { Bare } from './bench.ts';
import type { PublicityBench } from './publicity-bench.ts';

/** An act on a record as the API sends it where it is also taken when the workflow of the case has closed. */
export async function actAlsoAfterTheEnd<A extends ActHeader>(
  bench: Pick<PublicityBench, 'env' | 'taskQueue' | 'now'>,
  { caseId }: { caseId: string },
  update: UpdateDefinition<ActAnswer, [A]>,
  bare: Bare<A>,
): Promise<ActAnswer> {
  const receivedAt = bare.receivedAt ?? (await bench.now());
  const act = { id: randomUUID(), ...bare, receivedAt } as unknown as A;
  const startWorkflowOperation = new WithStartWorkflowOperation<typeof publicity>(PUBLICITY_WORKFLOW, {
    workflowId: publicityWorkflowId(caseId),
    taskQueue: bench.taskQueue,
    args: [{ caseId, begin: 'stored-rows' }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
  return await bench.env.client.workflow.executeUpdateWithStart(update, {
    startWorkflowOperation,
    updateId: act.id,
    args: [act],
  });
}
