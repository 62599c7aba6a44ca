import { Authority } from '../../db/entities/authority.ts';
import type { Obligation } from '../../db/entities/obligation.ts';
import type { CommitmentOutcome } from '../../domain/commitment/commitment.ts';
import { allMadeGood } from '../../domain/commitment/commitment-course.ts';
import { kindTerms } from '../../domain/commitment/commitment-kinds.ts';
import {
  type BrokenFacts,
  brokenForDesk,
  promiseBrokenNotice,
  promiseKeptNotice,
  promiseReleasedNotice,
} from '../../domain/commitment/commitment-ending-notices.ts';
import { type Grade, gradeOf } from '../../domain/commitment/commitment-severity.ts';
import { shareDone } from '../../domain/commitment/obligation.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import { brokenPromise } from '../../domain/rectification/rectification-promise.ts';
import { endDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase, SERVICE } from '../case/case-in-hand.ts';
import {
  clauseOf,
  codesOf,
  type CommitmentInHand,
  commitmentCourse,
  factsOf,
  proposedAmendment,
  standingIn,
  standsAs,
  titlesOf,
} from './commitment-course.ts';
import { recordPerformance } from '../case/performance.ts';
import { startRectification } from '../rectification/rectification-start.ts';
import { serveApplicant, serveSupervisors } from '../case/serve.ts';
import { reportAbove } from '../case/those-above.ts';

/** Ends the case: outcome and performance result are written, and whoever must hear of it hears. */
export function finish(hand: CommitmentInHand, status: 'kept' | 'broken' | 'released'): void {
  close(hand);
  switch (status) {
    case 'kept':
      return keep(hand);
    case 'released':
      return release(hand);
    case 'broken':
      return breakPromise(hand);
    default:
      return status satisfies never;
  }
}

/** Nothing is waited for any more; an amendment that was not answered lapses with the promise. */
export function close(hand: CommitmentInHand): void {
  hand.file.closedAt = hand.now;
  const proposed = proposedAmendment(hand);
  if (proposed !== null) {
    proposed.state = 'lapsed';
    note(hand, { kind: 'amendment-lapsed' }, hand.now, SERVICE);
  }
  for (const row of hand.deadlines) {
    if (row.state === 'running') endDeadline(hand, row, 'closed');
  }
}

function keep(hand: CommitmentInHand): void {
  const kept = codesOf(standingIn(hand, 'confirmed'));
  hand.file.outcome = {
    kind: 'kept',
    kept,
    released: codesOf(standingIn(hand, 'released')),
  } satisfies CommitmentOutcome;
  recordPerformance(hand, 'kept', shanghaiDay(hand.now));
  note(hand, { kind: 'promise-performed' }, hand.now, SERVICE);
  serveApplicant(hand, promiseKeptNotice(noticeCase(hand)));
}

function release(hand: CommitmentInHand): void {
  hand.file.outcome = { kind: 'released', released: codesOf(hand.obligations) } satisfies CommitmentOutcome;
  recordPerformance(hand, 'released', shanghaiDay(hand.now));
  note(hand, { kind: 'promise-released' }, hand.now, SERVICE);
  serveApplicant(hand, promiseReleasedNotice(noticeCase(hand)));
}

/** A promise that was not kept is a fact, told to its promisor and to those above; it is no determination of dishonesty. */
function breakPromise(hand: CommitmentInHand): void {
  const notKept = standingIn(hand, 'not-kept');
  const grade = gradeNow(hand);
  writeBroken(hand, grade);
  recordPerformance(hand, 'not-kept', latest(notKept.map(({ notKeptOn }) => notKeptOn)) ?? shanghaiDay(hand.now));
  noteMadeGood(hand);
  note(hand, { kind: 'promise-broken', severity: grade.severity, notKept: codesOf(notKept) }, hand.now, SERVICE);
  const facts = brokenFacts(grade, notKept);
  serveApplicant(hand, promiseBrokenNotice(noticeCase(hand), hand.commitment.kind, facts));
  serveSupervisors(hand, brokenForDesk(noticeCase(hand), '主管人员', facts));
}

/** The outcome of a broken promise, with its grade as it is now. */
export function writeBroken(hand: CommitmentInHand, { severity }: Grade): void {
  const { commitment } = hand;
  hand.file.outcome = {
    kind: 'broken',
    severity,
    kept: codesOf(standingIn(hand, 'confirmed')),
    notKept: codesOf(standingIn(hand, 'not-kept')),
    released: codesOf(standingIn(hand, 'released')),
    wilful: commitment.wilful,
    revoked: commitment.revoked ?? null,
  } satisfies CommitmentOutcome;
}

/** Where all that was not kept is made good, the performance result says so, and bars nothing any more. */
export function noteMadeGood(hand: CommitmentInHand): void {
  const { performance } = hand;
  if (performance === null || !allMadeGood(hand.obligations.map((obligation) => factsOf(hand, obligation)))) return;
  performance.madeGoodOn = latest(hand.obligations.map(({ madeGoodOn }) => madeGoodOn));
}

/** How grave it is, by what the rows say now. */
export function gradeNow(hand: CommitmentInHand): Grade {
  const graded = hand.obligations
    .filter((obligation) => standsAs(hand, obligation) !== 'released')
    .map((obligation) => ({
      notKept: standsAs(hand, obligation) === 'not-kept',
      shareDone: shareDone(factsOf(hand, obligation)),
      due: obligation.notKeptOn ?? null,
      madeGoodOn: obligation.madeGoodOn ?? null,
    }));
  return gradeOf(graded, hand.commitment.wilful, hand.rule);
}

/**
 * A promise of government that was not kept is told to the authority above the one that promised, and to the auditors.
 * Source: 国发〔2016〕76号, 2025 opinion (17).
 */
export async function tellThoseAbove(hand: CommitmentInHand): Promise<void> {
  const { commitment, file, em } = hand;
  if (!kindTerms(commitment.kind).byGovernment || file.status !== 'broken') return;
  const facts = brokenFacts(gradeNow(hand), standingIn(hand, 'not-kept'));
  const promisor = await em.findOneOrFail(Authority, { id: commitment.promisorAuthorityId ?? '' });
  const told = await reportAbove(hand, promisor, (to) => brokenForDesk(noticeCase(hand), to, facts));
  note(hand, { kind: 'superior-told', ...told }, hand.now, SERVICE);
}

/** A promise that was not kept is to be put right: where the procedure's data say so, that begins by itself. */
export async function haveItRectified(hand: CommitmentInHand): Promise<void> {
  const { commitment, file } = hand;
  // What was made good before the end is put right already.
  if (file.status !== 'broken' || (hand.performance?.madeGoodOn ?? null) !== null) return;
  const titles = titlesOf(standingIn(hand, 'not-kept'));
  const promise = brokenPromise(noticeCase(hand), titles, clauseOf(hand));
  await startRectification(commitmentCourse, hand, commitment.approvalTerms?.rectification ?? null, promise);
}

function brokenFacts({ severity, reasons, clause }: Grade, notKept: readonly Obligation[]): BrokenFacts {
  return { severity, clause, reasons: reasons.map(({ zh }) => zh), notKept: titlesOf(notKept) };
}

function latest(days: readonly (Day | null | undefined)[]): Day | null {
  return days.reduce<Day | null>((last, day) => (day != null && (last === null || day > last) ? day : last), null);
}
