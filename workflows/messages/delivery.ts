/** Workflow type of a delivery (系统推送): one message to one address, followed until it is received. */
export const DELIVERY_WORKFLOW = 'delivery';

/** The one place that makes the workflow id of a delivery from the id of its row. */
export function deliveryWorkflowId(deliveryId: string): string {
  return `delivery/${deliveryId}`;
}

export interface DeliveryInput {
  deliveryId: string;
}
