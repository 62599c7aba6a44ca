import type { Actor } from '../../domain/case/roles.ts';
import { addWorkingDays } from '../../domain/deadline/calendar.ts';
import { servedNotice } from '../../domain/hearing/hearing-notices.ts';
import { reasonsAgainstService, type Service, servedOn } from '../../domain/hearing/service.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type { ActHeader } from '../../workflows/messages/case.ts';
import type { ServeAct } from '../../workflows/messages/hearing.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { note } from '../case/case-in-hand.ts';
import { serveSubject } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import { getStatementBy, heading, type HeardCase, type HearingCourse, isHearingPending } from './heard-case.ts';

/** The notice was served: with means, day and proof, from which the subject's term runs. */
export function recordService<H extends HeardCase>(
  of: HearingCourse<H>,
  deps: ActivityDeps,
  input: ActInput<ServeAct>,
): Promise<ActResult> {
  const { means, on, proof, consent, by, receivedAt } = input.act;
  return act(of.course, deps, input, 'serve', async (hand) => {
    const { value, clause } = hand.rule('case.backdating-by-officer-working-days');
    const today = shanghaiDay(receivedAt);
    const refusals = reasonsAgainstService({ means, on, proof, consent }, by.role, {
      today,
      madeOn: of.madeOn(hand),
      officerFrom: addWorkingDays(hand.calendar, today, -value),
      backdatingClause: clause,
    });
    if (refusals.length > 0) return refusals;
    const { served, statementBy } = serveNotice(of, hand, { means, on, proof, consent }, by);
    note(hand, of.event({ kind: 'notice-served', means, servedOn: served, ...statementBy }), receivedAt);
    await tellUntilWhen(of, hand, means, served);
    return [];
  });
}

/** The subject's own person confirms receipt of the notice, of their own will: electronic service, agreed by the act. */
export function recordAcknowledgement<H extends HeardCase>(
  of: HearingCourse<H>,
  deps: ActivityDeps,
  input: ActInput<ActHeader>,
): Promise<ActResult> {
  const { by, receivedAt } = input.act;
  return act(of.course, deps, input, 'acknowledge', async (hand) => {
    const signed = '当事人在线签收';
    const service: Service = { means: 'electronic', on: shanghaiDay(receivedAt), proof: signed, consent: signed };
    const { served, statementBy } = serveNotice(of, hand, service, by);
    note(hand, of.event({ kind: 'notice-acknowledged', servedOn: served, ...statementBy }), receivedAt);
    await tellUntilWhen(of, hand, 'electronic', served);
    return [];
  });
}

function serveNotice<H extends HeardCase>(
  of: HearingCourse<H>,
  hand: H,
  service: Service,
  by: Actor,
): { served: Day; statementBy: { statementBy: Day | null; provisional: boolean; over: boolean } } {
  const served = servedOn(service, hand.rule);
  const { means, on, proof, consent } = service;
  Object.assign(hand.heard, {
    serviceMeans: means,
    serviceOn: on,
    servedOn: served,
    serviceProof: proof,
    serviceConsent: consent,
    serviceRegisteredBy: by.sub,
  });
  of.goOn(hand);
  const { due = null, provisional = false, over = false } = periodOf(hand) ?? {};
  return { served, statementBy: { statementBy: due, provisional, over } };
}

/**
 * The statement period that service begins; null: a hearing is pending, and it runs after that. Written down late it
 * may be over already, and the subject is told so.
 */
function periodOf(hand: HeardCase): { due: Day; provisional: boolean; over: boolean } | null {
  if (isHearingPending(hand)) return null;
  const { due, dueAt, provisional } = getStatementBy(hand);
  return { due, provisional, over: !provisional && dueAt <= hand.now };
}

async function tellUntilWhen<H extends HeardCase>(
  of: HearingCourse<H>,
  hand: H,
  means: Service['means'],
  served: Day,
): Promise<void> {
  await serveSubject(hand, servedNotice(...heading(of, hand), { means, servedOn: served }, periodOf(hand)));
}
