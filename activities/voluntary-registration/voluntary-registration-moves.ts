import { findRegistrationTextToSign } from '../../db/queries/voluntary-registrations.ts';
import { withdrawalNeedsProof } from '../../domain/case/desk-refusals.ts';
import { reasonsAgainstSigned } from '../../domain/case/signed-text.ts';
import { shanghaiDay } from '../../domain/time.ts';
import {
  VOLUNTARY_REGISTRATION_CLAUSE,
  type VoluntaryRegistrationOutcome,
} from '../../domain/voluntary-registration/voluntary-registration.ts';
import { reasonsAgainstRegistrationCorrection } from '../../domain/voluntary-registration/voluntary-registration-door.ts';
import {
  registrationEndedForDesk,
  registrationExpiredNotice,
  registrationWithdrawnNotice,
} from '../../domain/voluntary-registration/voluntary-registration-notices.ts';
import type {
  CorrectRegistrationAct,
  WithdrawRegistrationAct,
} from '../../workflows/messages/voluntary-registration.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import type { CaseState } from '../case/case-course.ts';
import { closeDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { step, type StepInput } from '../case/case-steps.ts';
import { recordPerformance } from '../case/performance.ts';
import { serveApplicant, serveHandler } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import {
  awaitDecision,
  enterRegistration,
  noticedRegistration,
  voluntaryRegistrationCourse,
} from './voluntary-registration-course.ts';
import { addVersion, NOTHING_FOUND, tellRegistered } from './voluntary-registration-version.ts';

/**
 * The subject puts right what it says of itself: a new version with a promise of its own, unverified again. What was
 * doubted of the one before falls away with it, for what somebody puts right itself is no promise broken (国办发〔2020〕49号（十六）).
 */
export function recordCorrection(deps: ActivityDeps, input: ActInput<CorrectRegistrationAct>): Promise<ActResult> {
  const { content, validUntil, commitment, receivedAt } = input.act;
  return act(voluntaryRegistrationCourse, deps, input, 'correct', async (hand) => {
    const { em, file, registration, current, rule } = hand;
    const question = { subjectId: file.subjectId, windowId: file.authorityId, content, validUntil };
    const toSign = await findRegistrationTextToSign(em, { ...question, standard: { version: commitment.version } });
    const wish = { content, validUntil, today: shanghaiDay(receivedAt) };
    const refusals = [
      ...reasonsAgainstRegistrationCorrection(wish, current, rule),
      ...reasonsAgainstSigned(commitment, toSign, VOLUNTARY_REGISTRATION_CLAUSE),
    ];
    if (refusals.length > 0 || toSign === null) return refusals;
    const version = registration.version + 1;
    Object.assign(registration, { version, validUntil, ...NOTHING_FOUND });
    hand.current = addVersion(em, file.id, version, input.act, toSign);
    closeDeadline(hand, 'voluntary-verify-by', 'closed');
    closeDeadline(hand, 'voluntary-valid-until', 'closed');
    enterRegistration(hand, 'unverified');
    const told = tellRegistered(hand, true);
    note(hand, { kind: 'voluntary-corrected', version, ...told }, receivedAt);
    return [];
  });
}

/** The subject takes it back; the desk only writes down what was asked for on paper. */
export function recordRegistrationWithdrawal(
  deps: ActivityDeps,
  input: ActInput<WithdrawRegistrationAct>,
): Promise<ActResult> {
  const { by, reason, receivedAt } = input.act;
  const onPaper = by.role !== 'applicant';
  return act(voluntaryRegistrationCourse, deps, input, 'withdraw', (hand) => {
    if (onPaper && (reason ?? '').trim() === '')
      return [withdrawalNeedsProof(VOLUNTARY_REGISTRATION_CLAUSE, { zh: '当事人', en: 'subject' })];
    enterRegistration(hand, 'withdrawn');
    hand.file.outcome = { kind: 'withdrawn' } satisfies VoluntaryRegistrationOutcome;
    note(hand, { kind: 'voluntary-withdrawn', onPaper }, receivedAt);
    serveApplicant(hand, registrationWithdrawnNotice(noticeCase(hand), noticedRegistration(hand)));
    serveHandler(hand, registrationEndedForDesk(noticeCase(hand), noticedRegistration(hand), 'withdrawn'));
    return [];
  });
}

/**
 * Its validity is over. Verified until then, the promise that it is true was kept; nobody having looked, nothing is said
 * of it either way.
 */
export function endValidity(deps: ActivityDeps, input: StepInput): Promise<CaseState> {
  return step(voluntaryRegistrationCourse, deps, input, (hand, { due: on }) => {
    const verified = hand.file.status === 'verified';
    enterRegistration(hand, 'expired');
    hand.file.outcome = { kind: 'expired', on, verified } satisfies VoluntaryRegistrationOutcome;
    if (verified) recordPerformance(hand, 'kept', on);
    note(hand, { kind: 'voluntary-expired', on });
    serveApplicant(hand, registrationExpiredNotice(noticeCase(hand), noticedRegistration(hand), on));
    serveHandler(hand, registrationEndedForDesk(noticeCase(hand), noticedRegistration(hand), 'expired'));
  });
}

/** The subject's period to say something is over. */
export function closeStatements(deps: ActivityDeps, input: StepInput): Promise<CaseState> {
  return step(voluntaryRegistrationCourse, deps, input, (hand) => awaitDecision(hand));
}
