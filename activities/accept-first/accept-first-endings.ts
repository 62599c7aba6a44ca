import { consequenceOf } from '../../domain/accept-first/accept-first.ts';
import { endedLateForSupervisor, endedLateNotice } from '../../domain/accept-first/accept-first-notices.ts';
import type { PerformanceResult } from '../../domain/case/performance.ts';
import { brokenPromise as promiseToRectify } from '../../domain/rectification/rectification-promise.ts';
import { type AcceptFirstInHand, acceptFirstCourse, standingsOf } from './accept-first-course.ts';
import { enter, getDeadline } from './accept-first-state.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { recordPerformance } from '../case/performance.ts';
import { startRectification } from '../rectification/rectification-start.ts';
import { serveApplicant, serveSupervisors } from '../case/serve.ts';

/**
 * The end of the date with something missing or wrong: what it does is the procedure's data; a performance
 * result is written always, `not-kept` only where the data count it so, and the supervisor is told. Where they say so
 * too, what was not kept is to be put right from then on, in a case of its own.
 */
export async function endLate(hand: AcceptFirstInHand): Promise<void> {
  const terms = hand.procedure.acceptFirst;
  if (terms === null) throw new Error(`"${hand.procedure.code}" does not offer accept-first`);
  const { lateness } = terms;
  const standings = standingsOf(hand);
  const missing = standings.filter(({ standing }) => standing === 'missing');
  const wrong = standings.filter(({ standing }) => standing === 'wrong');
  const brokenPromise = terms.latenessIsBrokenPromise && !authorityWasLate(hand, missing.length);
  const codes = { missing: missing.map(({ code }) => code), wrong: wrong.map(({ code }) => code) };
  const names = { missing: missing.map(({ name }) => name), wrong: wrong.map(({ name }) => name) };
  const result: PerformanceResult = brokenPromise ? 'not-kept' : 'lapsed';

  hand.file.outcome = { kind: 'late', lateness, brokenPromise, ...codes };
  recordPerformance(hand, result, getDeadline(hand, 'supply-by').due);
  note(hand, { kind: 'ended-late', lateness, result, ...codes });
  enter(hand, 'ended');
  const consequence = { ...consequenceOf(terms), brokenPromise };
  serveApplicant(hand, endedLateNotice(noticeCase(hand), names, consequence));
  serveSupervisors(hand, endedLateForSupervisor(noticeCase(hand), names, consequence));
  if (!brokenPromise) return;
  const owed = [...names.missing, ...names.wrong];
  const promise = promiseToRectify(noticeCase(hand), owed, terms.clause);
  await startRectification(acceptFirstCourse, hand, terms.rectification ?? null, promise);
}

/**
 * Everything was handed in, but the authority verified after its own term: the applicant was left no time to
 * replace what was wrong, and that is no broken promise.
 */
function authorityWasLate(hand: AcceptFirstInHand, missing: number): boolean {
  return missing === 0 && hand.deadlines.some(({ kind, state }) => kind === 'verify-by' && state === 'missed');
}
