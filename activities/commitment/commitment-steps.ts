import type { CaseDeadline } from '../../db/entities/deadline.ts';
import type { Obligation } from '../../db/entities/obligation.ts';
import { countUnansweredActs } from '../../db/queries/request-key.ts';
import { addWorkingDays } from '../../domain/deadline/calendar.ts';
import { obligationBrokenNotice, obligationProlongedNotice } from '../../domain/commitment/commitment-notices.ts';
import { shanghaiDay } from '../../domain/time.ts';
import type { CaseState } from '../case/case-course.ts';
import { closeDeadline, recountDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase, SERVICE } from '../case/case-in-hand.ts';
import { step, type StepInput } from '../case/case-steps.ts';
import { type CommitmentInHand, commitmentCourse, getDate, isAskedToChange, standsAs } from './commitment-course.ts';
import { makeGoodByReport } from './commitment-verdicts.ts';
import { settle } from './commitment-state.ts';
import { serveApplicant, serveHandler } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/** The date of an obligation has passed; what came in time may still be written down. */
export function closeObligation(deps: ActivityDeps, input: StepInput): Promise<CaseState> {
  return step(commitmentCourse, deps, input, (hand) => settle(hand));
}

/**
 * Nothing came in time: the obligation is not kept. Not while an amendment that was asked for in time waits for the
 * authority, and once not where a report reached the service in time and was never answered.
 */
export function breakObligation(deps: ActivityDeps, input: StepInput): Promise<CaseState> {
  return step(commitmentCourse, deps, input, async (hand, grace) => {
    const obligation = getObligation(hand, grace.about);
    if (isAskedToChange(hand, obligation)) {
      closeDeadline(hand, 'fulfil-registration', 'closed', obligation.id);
      return await settle(hand);
    }
    const prolonged = grace.ledger.extensions.length > 0;
    if (!prolonged && (await countUnansweredActs(hand.em, hand.file.id, { before: grace.dueAt })) > 0) {
      return prolong(hand, grace, obligation);
    }
    await breakOne(hand, obligation);
  });
}

async function breakOne(hand: CommitmentInHand, obligation: Obligation): Promise<void> {
  const { code, title } = obligation;
  const { due } = getDate(hand, obligation);
  obligation.notKeptOn = due;
  note(hand, { kind: 'obligation-broken', obligation: code, due });
  // What was reported late and accepted before it was broken makes it good at once.
  makeGoodByReport(hand, obligation);
  const stillRuns = hand.obligations.some((other) => other !== obligation && standsAs(hand, other) !== 'not-kept');
  if (stillRuns) serveApplicant(hand, obligationBrokenNotice(noticeCase(hand), { title, due }));
  await settle(hand);
}

function prolong(hand: CommitmentInHand, grace: CaseDeadline, obligation: Obligation): void {
  const on = shanghaiDay(hand.now);
  const { value, clause } = hand.rule('commitment.registration-grace-working-days');
  const until = addWorkingDays(hand.calendar, on, Math.max(1, value));
  const extension = { until, reason: '期限内收到的请求未办结', clause, by: SERVICE.sub, on };
  recountDeadline(hand, grace, { ...grace.ledger, extensions: [extension] });
  note(hand, { kind: 'obligation-prolonged', obligation: obligation.code, until: grace.due });
  const text = obligationProlongedNotice(noticeCase(hand), obligation.title, grace.due);
  serveApplicant(hand, text);
  serveHandler(hand, text);
}

function getObligation(hand: CommitmentInHand, id: string): Obligation {
  const obligation = hand.obligations.find((one) => one.id === id);
  if (obligation === null || obligation === undefined) throw new Error(`${hand.file.number} has no obligation ${id}`);
  return obligation;
}
