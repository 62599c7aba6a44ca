import { PerformanceRecord } from '../db/entities/performance-result.ts';
import { consequenceOf } from '../domain/accept-first.ts';
import { endedLateForSupervisor, endedLateNotice } from '../domain/notices.ts';
import type { PerformanceResult } from '../domain/performance.ts';
import { type Day, shanghaiDay } from '../domain/time.ts';
import { enter, getDeadline, standingsOf } from './accept-first-state.ts';
import { type CaseInHand, note, noticeCase, serveApplicant, serveSupervisors } from './case-in-hand.ts';

/**
 * The end of the date with something missing or wrong: what it does is the procedure's data; a performance
 * result is written always, `not-kept` only where the data count it so, and the supervisor is told.
 */
export function endLate(hand: CaseInHand): void {
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
}

/**
 * Everything was handed in, but the authority verified after its own term: the applicant was left no time to
 * replace what was wrong, and that is no broken promise.
 */
function authorityWasLate(hand: CaseInHand, missing: number): boolean {
  return missing === 0 && hand.deadlines.some(({ kind, state }) => kind === 'verify-by' && state === 'missed');
}

/**
 * One performance result a case; a later one corrects it and keeps what stood before.
 * @param on the day the promise was kept, broken or released, not the day it was written down
 */
export function recordPerformance(hand: CaseInHand, result: PerformanceResult, on: Day): void {
  if (hand.performance === null) {
    hand.performance = hand.em.create(PerformanceRecord, {
      caseId: hand.file.id,
      subjectId: hand.file.subjectId,
      authorityId: hand.file.authorityId,
      result,
      decidedOn: on,
      correctedOn: null,
      previous: null,
      madeGoodOn: null,
    });
    return;
  }
  const { result: previous } = hand.performance;
  // What was made good is no longer what stands.
  const corrected = { result, previous, decidedOn: on, correctedOn: shanghaiDay(hand.now), madeGoodOn: null };
  Object.assign(hand.performance, corrected);
}
