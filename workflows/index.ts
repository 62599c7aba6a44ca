/** The entry of the workflow bundle: each exported name is a workflow type. */
export { acceptFirst } from './accept-first.ts';
export { calendarChange } from './calendar-change.ts';
export { carrierChange } from './carrier-change.ts';
export { commitment } from './commitment.ts';
export { delivery } from './delivery.ts';
export { objection } from './objection.ts';
export { determination } from './determination.ts';
export { publicity } from './publicity.ts';
export { push } from './push.ts';
export { repairWithdrawal } from './repair-withdrawal.ts';
export { sweep } from './sweep.ts';
export { rectification } from './rectification.ts';
export { reorganisation } from './reorganisation.ts';
export { repair } from './repair.ts';
export { repairPart } from './repair-part.ts';
export { voluntaryRegistration } from './voluntary-registration.ts';
