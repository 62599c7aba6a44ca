import { type WorkflowClient, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { CaseStart, WorkflowCalls } from '../activities/case/transaction.ts';
import {
  CALENDAR_CHANGE_WORKFLOW,
  type CalendarChangeInput,
  calendarChangeWorkflowId,
} from '../workflows/messages/calendar-change.ts';
import {
  CARRIER_CHANGE_WORKFLOW,
  type CarrierChangeInput,
  carrierChangeWorkflowId,
} from '../workflows/messages/carrier-change.ts';
import { type CaseInput, messageSignal, rowsChangedSignal } from '../workflows/messages/case.ts';
import { DELIVERY_WORKFLOW, type DeliveryInput, deliveryWorkflowId } from '../workflows/messages/delivery.ts';
import { PUSH_WORKFLOW, type PushInput, pushWorkflowId } from '../workflows/messages/push.ts';

/**
 * What activities ask of other workflows. Each is started once: its id is that of its row. They are no children:
 * a child that outlives its parent keeps the test server's clock locked, and costs the parent events.
 */
export function createWorkflowCalls(client: WorkflowClient, taskQueue: string): WorkflowCalls {
  const startOnce = async (
    workflow: string,
    workflowId: string,
    input: DeliveryInput | PushInput | CaseInput | CalendarChangeInput | CarrierChangeInput,
    again = false,
  ) => {
    try {
      await client.start(workflow, {
        taskQueue,
        workflowId,
        workflowIdReusePolicy: again ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
        args: [input],
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  };
  return {
    startDelivery: (deliveryId: string) => startOnce(DELIVERY_WORKFLOW, deliveryWorkflowId(deliveryId), { deliveryId }),
    startPush: (pushId: string) => startOnce(PUSH_WORKFLOW, pushWorkflowId(pushId), { pushId }),
    startCalendarChange: (changeId: string) =>
      startOnce(CALENDAR_CHANGE_WORKFLOW, calendarChangeWorkflowId(changeId), { changeId, round: 1, after: null }),
    startCarrierChange: (changeId: string) =>
      startOnce(CARRIER_CHANGE_WORKFLOW, carrierChangeWorkflowId(changeId), { changeId }),
    startCase: ({ workflow, workflowId, caseId, again = false }: CaseStart) =>
      startOnce(workflow, workflowId, { caseId, begin: 'stored-rows' }, again),
    signalMessage: async ({ workflowId, start }, messageId) => {
      try {
        if (start === null) await client.getHandle(workflowId).signal(messageSignal, { messageId });
        else {
          await client.signalWithStart(start.workflow, {
            taskQueue,
            workflowId,
            args: [start.input],
            signal: messageSignal,
            signalArgs: [{ messageId }],
            workflowIdReusePolicy: start.again ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
          });
        }
        return true;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError)
          return false;
        throw error;
      }
    },
    tellCase: async (workflowId: string) => {
      try {
        await client.getHandle(workflowId).signal(rowsChangedSignal);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    },
  };
}
