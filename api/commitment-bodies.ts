import type { Static } from 'typebox';
import type { CheckAct, ConfirmAct, ReportAct } from '../workflows/messages/commitment.ts';
import type { ActHeader } from '../workflows/messages/case.ts';
import { paperDay, postOnly, reasonRequired } from './act-bodies.ts';
import type { CheckBody, ConfirmBody, ReportBody } from './schemas/commitment-acts.ts';

type Particulars<A extends ActHeader> = Omit<A, keyof ActHeader>;

/**
 * A report as it is passed on; days that its means cannot have are refused here, where the form alone shows it.
 * @throws Problem `invalid-input`
 */
export function report(body: Static<typeof ReportBody>): Particulars<ReportAct> {
  const { items, means, receivedOn = null, dispatchedOn = null } = body;
  if (dispatchedOn !== null && means !== 'post') throw postOnly();
  if (receivedOn !== null && means === 'online') throw paperDay();
  return {
    items: items.map(({ obligation, complete, quantity = null, note = null, reference = null }) => ({
      obligation,
      complete,
      quantity,
      note,
      reference,
    })),
    means,
    receivedOn,
    dispatchedOn,
  };
}

/** @throws Problem `invalid-input`: who is told that a report is rejected is told why */
export function reportVerdicts({ items }: Static<typeof ConfirmBody>): Particulars<ConfirmAct> {
  const index = items.findIndex(({ verdict, reason = null }) => verdict === 'rejected' && reason === null);
  if (index >= 0) throw reasonRequired(`/items/${index}/reason`);
  return { items: items.map(({ obligation, verdict, reason = null }) => ({ obligation, verdict, reason })) };
}

/** @throws Problem `invalid-input`: who is told that a promise is untrue is told why */
export function findings({ items, rectifyBy = null }: Static<typeof CheckBody>): Particulars<CheckAct> {
  const index = items.findIndex(({ found, reason = null }) => found === 'untrue' && reason === null);
  if (index >= 0) throw reasonRequired(`/items/${index}/reason`);
  return { items: items.map(({ obligation, found, reason = null }) => ({ obligation, found, reason })), rectifyBy };
}
