import { randomUUID } from 'node:crypto';
import { VoluntaryRegistrationStatement } from '../../db/entities/voluntary-registration-statement.ts';
import { countUnansweredActs } from '../../db/queries/request-key.ts';
import { reasonAgainstDecider, reasonsAgainstNoReason } from '../../domain/hearing/hearing-decision.ts';
import { shanghaiDay } from '../../domain/time.ts';
import {
  NOTHING_TO_MAKE_GOOD,
  reasonsAgainstFindingFalse,
  SAID_ALL_ITSELF,
} from '../../domain/voluntary-registration/voluntary-registration-decision.ts';
import type { VoluntaryRegistrationOutcome } from '../../domain/voluntary-registration/voluntary-registration.ts';
import {
  registrationClearedNotice,
  registrationDoubtedNotice,
  registrationFoundFalseNotice,
  registrationMadeGoodNotice,
  registrationStatementForDesk,
  registrationVerifiedNotice,
} from '../../domain/voluntary-registration/voluntary-registration-notices.ts';
import type * as messages from '../../workflows/messages/voluntary-registration.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { recordPerformance } from '../case/performance.ts';
import { reasonsAgainstReceived } from '../case/received.ts';
import { serveApplicant, serveHandler } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import {
  awaitDecision,
  enterRegistration,
  getDeadline,
  noticedRegistration,
  type RegistrationInHand,
  statementsOnDoubt,
  voluntaryRegistrationCourse as course,
} from './voluntary-registration-course.ts';

/** The authority looked, and it is so. */
export function recordVerification(
  deps: ActivityDeps,
  input: ActInput<messages.VerifyRegistrationAct>,
): Promise<ActResult> {
  const { how, by } = input.act;
  return act(course, deps, input, 'verify', (hand) => {
    verified(hand, by.sub, how);
    note(hand, { kind: 'voluntary-verified' });
    const { due: validUntil } = getDeadline(hand, 'voluntary-valid-until');
    serveApplicant(hand, registrationVerifiedNotice(noticeCase(hand), noticedRegistration(hand), validUntil));
    return [];
  });
}

/** Something speaks against it: not shown meanwhile, and the subject is told what, and heard. */
export function recordDoubt(deps: ActivityDeps, input: ActInput<messages.DoubtRegistrationAct>): Promise<ActResult> {
  const { reason, evidence, by } = input.act;
  return act(course, deps, input, 'doubt', (hand) => {
    const refusals = reasonsAgainstNoReason({ reason });
    if (refusals.length > 0) return refusals;
    Object.assign(hand.registration, {
      verifiedOn: null,
      verifiedBy: null,
      verification: null,
      doubtedOn: shanghaiDay(hand.now),
      doubtedBy: by.sub,
      doubt: reason,
      doubtEvidence: evidence,
      saidAllOn: null,
    });
    enterRegistration(hand, 'doubted');
    const { due: statementBy } = getDeadline(hand, 'voluntary-statement-by');
    note(hand, { kind: 'voluntary-doubted', statementBy });
    const told = { reason, evidence, statementBy };
    serveApplicant(hand, registrationDoubtedNotice(noticeCase(hand), noticedRegistration(hand), told));
    return [];
  });
}

/** What the subject says to it, as long as nothing is decided; once it says that this is all, nobody waits any longer. */
export function recordStatement(
  deps: ActivityDeps,
  input: ActInput<messages.StateOnRegistrationAct>,
): Promise<ActResult> {
  const { text, evidence, final, by, receivedAt } = input.act;
  const onPaper = by.role !== 'applicant';
  return act(course, deps, input, 'state', (hand) => {
    if (onPaper && final) return [SAID_ALL_ITSELF];
    const refusals = reasonsAgainstReceived(input.act, hand.calendar, hand.rule);
    if (refusals.length > 0) return refusals;
    const on = input.act.receivedOn ?? shanghaiDay(receivedAt);
    const { registration, statements } = hand;
    hand.statements.push(
      hand.em.create(VoluntaryRegistrationStatement, {
        id: randomUUID(),
        caseId: hand.file.id,
        seq: statements.length + 1,
        version: registration.version,
        body: text,
        evidence,
        receivedOn: on,
        receivedAt,
        onPaper,
        registeredBy: by.sub,
      }),
    );
    note(hand, { kind: 'voluntary-statement', onPaper, on, final }, receivedAt);
    serveHandler(hand, registrationStatementForDesk(noticeCase(hand), noticedRegistration(hand)));
    if (final && hand.file.status === 'doubted') {
      registration.saidAllOn = on;
      awaitDecision(hand);
    }
    return [];
  });
}

/** Nothing is doubted any more: it counts as verified. In the subject's favour who doubted may say so too. */
export function recordClearing(deps: ActivityDeps, input: ActInput<messages.ClearRegistrationAct>): Promise<ActResult> {
  const { reason, by } = input.act;
  return act(course, deps, input, 'clear', (hand) => {
    const refusals = reasonsAgainstNoReason({ reason });
    if (refusals.length > 0) return refusals;
    verified(hand, by.sub, reason);
    note(hand, { kind: 'voluntary-cleared' });
    serveApplicant(hand, registrationClearedNotice(noticeCase(hand), noticedRegistration(hand), reason));
    return [];
  });
}

function verified(hand: RegistrationInHand, by: string, how: string): void {
  Object.assign(hand.registration, { verifiedOn: shanghaiDay(hand.now), verifiedBy: by, verification: how });
  enterRegistration(hand, 'verified');
}

/**
 * A second person finds it false: it comes off, its promise is not kept, and the subject is told why and what it can do,
 * in one transaction.
 */
export function recordFoundFalse(deps: ActivityDeps, input: ActInput<messages.FindFalseAct>): Promise<ActResult> {
  const { reason, answerToStatement, by } = input.act;
  return act(course, deps, input, 'find-false', async (hand) => {
    const { registration, now } = hand;
    const objection = reasonAgainstDecider(by.sub, registration.doubtedBy == null ? [] : [registration.doubtedBy]);
    if (objection !== null) return [objection];
    const { due: statementDue, dueAt, openedAt } = getDeadline(hand, 'voluntary-statement-by');
    const question = {
      now,
      reason,
      answerToStatement,
      statementDue,
      writtenOn: shanghaiDay(openedAt),
      waivedOn: registration.saidAllOn ?? null,
      wasHeard: statementsOnDoubt(hand).length > 0,
      unanswered: await countUnansweredActs(hand.em, hand.file.id, { before: dueAt }),
    };
    const refusals = reasonsAgainstFindingFalse(question, hand.rule, hand.calendar);
    if (refusals.length > 0) return refusals;
    Object.assign(registration, { decidedBy: by.sub, decidedAt: now, reason, answerToStatement });
    enterRegistration(hand, 'found-false');
    hand.file.outcome = { kind: 'found-false' } satisfies VoluntaryRegistrationOutcome;
    recordPerformance(hand, 'not-kept', shanghaiDay(now));
    note(hand, { kind: 'voluntary-found-false' });
    const decided = { reason, answerToStatement };
    serveApplicant(hand, registrationFoundFalseNotice(noticeCase(hand), noticedRegistration(hand), decided));
    return [];
  });
}

/** The false word was put right in public (补救): what it barred from is open again. The finding itself stands. */
export function recordMakingGood(
  deps: ActivityDeps,
  input: ActInput<messages.MakeRegistrationGoodAct>,
): Promise<ActResult> {
  const { how, by, receivedAt } = input.act;
  return act(course, deps, input, 'make-good', (hand) => {
    const { performance, registration } = hand;
    if (performance?.result !== 'not-kept' || performance.madeGoodOn != null) return [NOTHING_TO_MAKE_GOOD];
    const refusals = reasonsAgainstReceived(input.act, hand.calendar, hand.rule);
    if (refusals.length > 0) return refusals;
    const on = input.act.receivedOn ?? shanghaiDay(receivedAt);
    Object.assign(registration, { madeGoodBy: by.sub, madeGoodHow: how });
    performance.madeGoodOn = on;
    note(hand, { kind: 'voluntary-made-good', on }, receivedAt);
    serveApplicant(hand, registrationMadeGoodNotice(noticeCase(hand), noticedRegistration(hand), on));
    return [];
  });
}
