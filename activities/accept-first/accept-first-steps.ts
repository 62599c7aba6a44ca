import type { CaseDeadline } from '../../db/entities/deadline.ts';
import { countUnansweredActs } from '../../db/queries/request-key.ts';
import { registrationProlongedNotice } from '../../domain/accept-first/accept-first-notices.ts';
import { addWorkingDays } from '../../domain/deadline/calendar.ts';
import { computeDeadline } from '../../domain/deadline/deadline.ts';
import { shanghaiDay } from '../../domain/time.ts';
import { type AcceptFirstInHand, acceptFirstCourse } from './accept-first-course.ts';
import { endLate } from './accept-first-endings.ts';
import { goOn } from './accept-first-moves.ts';
import type { CaseState } from '../case/case-course.ts';
import { note, noticeCase, SERVICE } from '../case/case-in-hand.ts';
import { step, type StepInput } from '../case/case-steps.ts';
import { serveApplicant, serveHandler } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/** The supply-by date has passed; what came in time may still be written down. */
export function closeSupply(deps: ActivityDeps, input: StepInput): Promise<CaseState> {
  return step(acceptFirstCourse, deps, input, (hand) => goOn(hand));
}

/**
 * Nothing came in time, or something wrong: the case ends as the procedure's data say. Once more it waits
 * where a hand-in reached the service in time and was never answered: the outage is not the applicant's.
 */
export function endUnsupplied(deps: ActivityDeps, input: StepInput): Promise<CaseState> {
  return step(acceptFirstCourse, deps, input, async (hand, grace) => {
    const prolonged = grace.ledger.extensions.length > 0;
    if (!prolonged && (await countUnansweredActs(hand.em, hand.file.id, { before: grace.dueAt })) > 0) {
      return prolong(hand, grace);
    }
    await endLate(hand);
  });
}

function prolong(hand: AcceptFirstInHand, grace: CaseDeadline): void {
  const on = shanghaiDay(hand.now);
  const { value, clause } = hand.rule('accept-first.registration-grace-working-days');
  const until = addWorkingDays(hand.calendar, on, value);
  const extension = { until, reason: '期限内收到的请求未办结', clause, by: SERVICE.sub, on };
  const ledger = { ...grace.ledger, extensions: [extension] };
  const { due, dueAt, provisional, calendarVersion } = computeDeadline(ledger, hand.calendar);
  Object.assign(grace, { ledger, due, dueAt, provisional, calendarVersion });
  note(hand, { kind: 'registration-prolonged', until: due });
  const text = registrationProlongedNotice(noticeCase(hand), due);
  serveApplicant(hand, text);
  serveHandler(hand, text);
}
