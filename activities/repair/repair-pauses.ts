import { answerExtension, reasonsAgainstExtension } from '../../domain/repair/repair-extension.ts';
import { countHearings, hearingPause, reasonsAgainstPause } from '../../domain/repair/repair-pause.ts';
import { repairExtendedNotice, repairPausedNotice, repairResumedNotice } from '../../domain/repair/repair-notices.ts';
import { termOf } from '../../domain/repair/repair-deadlines.ts';
import { repairPausedAgain } from '../../domain/repair/repair-desk-notices.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import type { ExtendAnswerAct, PauseAct, ResumeAct } from '../../workflows/messages/repair.ts';
import type { ActInput, ActResult } from '../case/act.ts';
import { note } from '../case/case-in-hand.ts';
import {
  answerByOf,
  beginPauseUntil,
  closeClock,
  endOpenPause,
  recountAnswer,
  runClocks,
  setStatus,
  stopClocks,
} from './repair-clocks.ts';
import { deskOfPart, factsOfPart, noticeOfPart, type PartInHand, type RepairInHand } from './repair-course.ts';
import { partMoved } from './repair-endings.ts';
import { partAct } from './repair-part-acts.ts';
import { serveApplicant, serveSupervisors } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/** One extension of the answer, told to the applicant before the term is over. */
export function recordAnswerExtension(deps: ActivityDeps, input: ActInput<ExtendAnswerAct>): Promise<ActResult> {
  const { workingDays, reason, receivedAt, by } = input.act;
  return partAct(deps, input, 'extend-answer', (hand, part) => {
    const { due: from, dueAt } = answerByOf(hand, part);
    const facts = factsOfPart(hand, part);
    const refusals = reasonsAgainstExtension(facts, { receivedAt, workingDays }, { due: from, dueAt });
    if (refusals.length > 0) return refusals;
    part.row.extensions = [answerExtension(facts, { workingDays, by: by.sub, on: shanghaiDay(receivedAt) })];
    const { due: until } = recountAnswer(hand, part);
    const { code, name } = part.authority;
    note(hand, { kind: 'repair-extended', authority: code, from, until }, receivedAt);
    serveApplicant(hand, repairExtendedNotice(noticeOfPart(hand, part), name, { from, until }, reason), part.authority);
    partMoved(hand, part);
    return [];
  });
}

/** A hearing or an expert check: not counted, and the time it needs is told in writing (行政许可法 45). */
export function recordPause(deps: ActivityDeps, input: ActInput<PauseAct>): Promise<ActResult> {
  const { cause, workingDays, reason, receivedAt } = input.act;
  return partAct(deps, input, 'pause', (hand, part) => {
    const { due, dueAt } = answerByOf(hand, part);
    const refusals = reasonsAgainstPause(
      { receivedAt, workingDays },
      {
        pauses: part.row.pauses,
        answerBy: { due, dueAt },
        most: termOf(hand.rule('repair.pauses-at-most-working-days')),
        calendar: hand.calendar,
      },
    );
    if (refusals.length > 0) return refusals;
    const from = shanghaiDay(receivedAt);
    stopClocks(hand, part, hearingPause(from, cause), receivedAt);
    setStatus(hand, part, 'paused');
    const { due: until } = beginPauseUntil(hand, part, { from, cause, workingDays });
    const { code, name } = part.authority;
    note(hand, { kind: 'repair-paused', authority: code, cause, until }, receivedAt);
    const pause = { cause, workingDays, until, reason };
    serveApplicant(hand, repairPausedNotice(noticeOfPart(hand, part), name, pause), part.authority);
    tellSupervisor(hand, part, pause);
    partMoved(hand, part);
    return [];
  });
}

/** One who pauses again and again is seen by their supervisor. */
function tellSupervisor(hand: RepairInHand, part: PartInHand, pause: Parameters<typeof repairPausedAgain>[1]): void {
  const times = countHearings(part.row.pauses);
  if (times < hand.rule('repair.pause-told-to-supervisor-from-number').value) return;
  serveSupervisors(hand, repairPausedAgain(noticeOfPart(hand, part), pause, times), deskOfPart(part));
}

export function recordResumption(deps: ActivityDeps, input: ActInput<ResumeAct>): Promise<ActResult> {
  return partAct(deps, input, 'resume', (hand, part) => {
    resume(hand, part, input.act.receivedAt);
    return [];
  });
}

/** The clock of the answer goes on, with its new day told to the applicant. */
export function resume(hand: RepairInHand, part: PartInHand, at: Instant): void {
  goOnWithCheck(hand, part, at);
  const { due } = answerByOf(hand, part);
  const { code, name } = part.authority;
  note(hand, { kind: 'repair-resumed', authority: code, answerBy: due }, at);
  serveApplicant(hand, repairResumedNotice(noticeOfPart(hand, part), name, due), part.authority);
}

/** The hearing or the check is over, in whichever way. */
export function goOnWithCheck(hand: RepairInHand, part: PartInHand, at: Instant): void {
  closeClock(hand, part, 'pause-until', 'met', at);
  endOpenPause(part, shanghaiDay(at));
  setStatus(hand, part, 'in-check');
  runClocks(hand, part);
  partMoved(hand, part);
}
