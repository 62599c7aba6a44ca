import { receiptsToRegister, supplyByPassedNotice } from '../../domain/accept-first/accept-first-notices.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import { type AcceptFirstInHand, owedNames } from './accept-first-course.ts';
import { enter, getDeadline, statusAtHand } from './accept-first-state.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { serveApplicant, serveOfficers } from '../case/serve.ts';

/**
 * Moves the case to where its materials and stored dates put it at `now`. It never ends one: that is the last step
 * of the registration of receipts, which alone knows what was received and not yet answered.
 * @param foundWrong the handler has just found a paper wrong: once the date has passed, receipts can be registered
 * from this day on, since until now the applicant had every reason to think all was well
 */
export function goOn(hand: AcceptFirstInHand, { foundWrong }: { foundWrong: boolean } = { foundWrong: false }): void {
  const status = statusAtHand(hand);
  if (status !== 'awaiting-registration' && status !== 'ended') return enter(hand, status);
  const wasRegistering = hand.file.status === 'awaiting-registration';
  enter(hand, 'awaiting-registration', foundWrong ? shanghaiDay(hand.now) : null);
  if (!wasRegistering) tellThatSupplyByPassed(hand);
}

function tellThatSupplyByPassed(hand: AcceptFirstInHand): void {
  const { due, dueAt } = getDeadline(hand, 'supply-by');
  const until: Day = getDeadline(hand, 'registration-grace').due;
  note(hand, { kind: 'supply-by-passed', due, registrationUntil: until }, dueAt);
  serveApplicant(hand, supplyByPassedNotice(noticeCase(hand), owedNames(hand), due, until));
  serveOfficers(hand, receiptsToRegister(noticeCase(hand), owedNames(hand), due, until));
}
