import { PerformanceRecord } from '../db/entities/performance-result.ts';
import { endedLateForSupervisor, endedLateNotice } from '../domain/notices.ts';
import type { PerformanceResult } from '../domain/performance.ts';
import type { Refusal } from '../domain/refusal.ts';
import { shanghaiDay } from '../domain/time.ts';
import { enter, standingsOf } from './accept-first-state.ts';
import { type CaseInHand, note, noticeCase, serveApplicant, serveSupervisors } from './case-in-hand.ts';

/**
 * The end of the date with something missing or wrong: what it does is the procedure's data; a performance
 * result is written always, `not-kept` only where the data count it so, and the supervisor is told.
 */
export function endLate(hand: CaseInHand): Refusal[] {
  const terms = hand.procedure.acceptFirst;
  if (terms === null) throw new Error(`"${hand.procedure.code}" does not offer accept-first`);
  const { lateness, latenessIsBrokenPromise: brokenPromise } = terms;
  const standings = standingsOf(hand);
  const missing = standings.filter(({ standing }) => standing === 'missing');
  const wrong = standings.filter(({ standing }) => standing === 'wrong');
  const codes = { missing: missing.map(({ code }) => code), wrong: wrong.map(({ code }) => code) };
  const names = { missing: missing.map(({ name }) => name), wrong: wrong.map(({ name }) => name) };
  const result: PerformanceResult = brokenPromise ? 'not-kept' : 'lapsed';

  hand.file.outcome = { kind: 'late', lateness, brokenPromise, ...codes };
  recordPerformance(hand, result);
  note(hand, { kind: 'ended-late', lateness, result, ...codes });
  enter(hand, 'ended');
  serveApplicant(hand, endedLateNotice(noticeCase(hand), { lateness, brokenPromise, ...names }));
  serveSupervisors(hand, endedLateForSupervisor(noticeCase(hand), { lateness, brokenPromise, ...names }));
  return [];
}

/** One performance result a case; a later one corrects it and keeps what stood before. */
export function recordPerformance(hand: CaseInHand, result: PerformanceResult): void {
  const today = shanghaiDay(hand.now);
  if (hand.performance === null) {
    hand.performance = hand.em.create(PerformanceRecord, {
      caseId: hand.file.id,
      subjectId: hand.file.subjectId,
      authorityId: hand.file.authorityId,
      result,
      decidedOn: today,
      correctedOn: null,
      previous: null,
      madeGoodOn: null,
    });
    return;
  }
  const { result: previous } = hand.performance;
  Object.assign(hand.performance, { result, previous, correctedOn: today });
}
