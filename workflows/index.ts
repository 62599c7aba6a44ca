/** The entry of the workflow bundle: each exported name is a workflow type. */
export { acceptFirst } from './accept-first.ts';
export { delivery } from './delivery.ts';
