import { type WorkflowClient, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { DELIVERY_WORKFLOW, type DeliveryInput, deliveryWorkflowId } from '../workflows/messages/delivery.ts';

/** Starts the workflow of a delivery, once: its id is that of the delivery's row. */
export function createDeliveryStarter(
  client: WorkflowClient,
  taskQueue: string,
): (deliveryId: string) => Promise<void> {
  return async (deliveryId) => {
    const input: DeliveryInput = { deliveryId };
    try {
      await client.start(DELIVERY_WORKFLOW, {
        taskQueue,
        workflowId: deliveryWorkflowId(deliveryId),
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        args: [input],
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  };
}
