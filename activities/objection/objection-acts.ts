import {
  endInspection,
  INSPECTION_CAUSE_TEXT,
  inspectionPause,
  objectionExtension,
  reasonsAgainstInspection,
  reasonsAgainstObjectionExtension,
} from '../../domain/objection/objection-check.ts';
import { answerByLedger, inspectionUntilLedger, termOfRule } from '../../domain/objection/objection-deadlines.ts';
import {
  inspectionNotice,
  inspectionOverNotice,
  objectionExtendedNotice,
  objectionForwardedNotice,
  objectionToCheck,
} from '../../domain/objection/objection-notices.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import type { ActHeader } from '../../workflows/messages/case.ts';
import type { ExtendObjectionAct, InspectAct } from '../../workflows/messages/objection.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import type { CaseState } from '../case/case-course.ts';
import {
  beginDeadline,
  closeDeadline,
  latestDeadline,
  recountDeadline,
  resumeDeadline,
} from '../case/case-deadlines.ts';
import { findSuperior, note, noticeCase } from '../case/case-in-hand.ts';
import { step, type StepInput } from '../case/case-steps.ts';
import { serveApplicant, serveOfficers } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import { noticedObjection, objectionCourse, type ObjectionInHand } from './objection-course.ts';

/** The window passes it on: from now on it lies at the desk of the authority that determined the record. */
export function recordForwarding(deps: ActivityDeps, input: ActInput<ActHeader>): Promise<ActResult> {
  return act(objectionCourse, deps, input, 'forward', async (hand) => {
    const { file, objection, determinedBy } = hand;
    closeDeadline(hand, 'objection-forward-by', 'met');
    const checkFrom = shanghaiDay(input.act.receivedAt);
    objection.checkFrom = checkFrom;
    Object.assign(file, { status: 'in-check', authorityId: determinedBy.id, assignedTo: null });
    hand.authority = determinedBy;
    hand.superiorName = (await findSuperior(hand.em, determinedBy))?.name ?? null;
    const facts = { ...objection, checkFrom, forwarded: true };
    const { due: answerBy } = beginDeadline(hand, 'objection-answer-by', answerByLedger(facts));
    note(hand, { kind: 'objection-forwarded', to: determinedBy.code, answerBy }, input.act.receivedAt);
    serveOfficers(hand, objectionToCheck(noticeCase(hand), noticedObjection(hand), answerBy));
    serveApplicant(hand, objectionForwardedNotice(noticeCase(hand), noticedObjection(hand), answerBy));
    return [];
  });
}

/** An inspection, an appraisal or an expert review: told with the time it needs, and not counted. */
export function recordInspection(deps: ActivityDeps, input: ActInput<InspectAct>): Promise<ActResult> {
  const { cause, workingDays, reason, receivedAt } = input.act;
  return act(objectionCourse, deps, input, 'inspect', (hand) => {
    const { objection } = hand;
    const most = termOfRule(hand.rule('objection.inspections-at-most-working-days'));
    const refusals = reasonsAgainstInspection(
      { receivedAt, workingDays },
      getAnswerBy(hand),
      objection.inspectedWorkingDays,
      most,
    );
    if (refusals.length > 0) return refusals;
    const from = shanghaiDay(receivedAt);
    objection.pauses = [...objection.pauses, inspectionPause(from, cause)];
    objection.inspectedWorkingDays += workingDays;
    closeDeadline(hand, 'objection-answer-by', 'closed');
    hand.file.status = 'inspection';
    const ledger = inspectionUntilLedger(from, INSPECTION_CAUSE_TEXT[cause], workingDays);
    const { due: until } = beginDeadline(hand, 'objection-inspection-until', ledger);
    note(hand, { kind: 'objection-inspection', cause, until }, receivedAt);
    const told = { cause: INSPECTION_CAUSE_TEXT[cause], until, reason };
    serveApplicant(hand, inspectionNotice(noticeCase(hand), noticedObjection(hand), told));
    return [];
  });
}

/** The inspection is over, earlier than was told or on the day. */
export function recordInspectionEnd(deps: ActivityDeps, input: ActInput<ActHeader>): Promise<ActResult> {
  return act(objectionCourse, deps, input, 'end-inspection', (hand) => {
    goOnWithCheck(hand, input.act.receivedAt);
    return [];
  });
}

/** The time told for the inspection is over: the clock goes on by itself. */
export function inspectionOver(deps: ActivityDeps, input: StepInput): Promise<CaseState> {
  return step(objectionCourse, deps, input, (hand) => goOnWithCheck(hand, hand.now));
}

function goOnWithCheck(hand: ObjectionInHand, at: Instant): void {
  const { file, objection } = hand;
  const row = latestDeadline(hand, 'objection-inspection-until');
  // Later than was told it is still only the time told that is not counted.
  const today = shanghaiDay(at);
  const until = row !== null && row.due < today ? row.due : today;
  closeDeadline(hand, 'objection-inspection-until', 'met');
  objection.pauses = endInspection(objection.pauses, until);
  file.status = 'in-check';
  const { due: answerBy } = resumeDeadline(hand, 'objection-answer-by', ledgerOfAnswer(hand));
  note(hand, { kind: 'objection-inspection-over', answerBy }, at);
  serveApplicant(hand, inspectionOverNotice(noticeCase(hand), noticedObjection(hand), answerBy));
}

/** One extension of the answer, told before the term is over. */
export function recordObjectionExtension(deps: ActivityDeps, input: ActInput<ExtendObjectionAct>): Promise<ActResult> {
  const { workingDays, reason, receivedAt, by } = input.act;
  return act(objectionCourse, deps, input, 'extend', (hand) => {
    const { objection } = hand;
    const row = getAnswerBy(hand);
    const { extension } = objection.terms;
    const refusals = reasonsAgainstObjectionExtension(
      { receivedAt, workingDays },
      row,
      objection.extensions,
      extension,
    );
    if (refusals.length > 0) return refusals;
    objection.extensions = [objectionExtension(extension, { workingDays, by: by.sub, on: shanghaiDay(receivedAt) })];
    const { due: from } = row;
    recountDeadline(hand, row, ledgerOfAnswer(hand));
    const { due: until } = row;
    note(hand, { kind: 'objection-extended', from, until }, receivedAt);
    const told = { from, until, reason };
    serveApplicant(hand, objectionExtendedNotice(noticeCase(hand), noticedObjection(hand), told));
    return [];
  });
}

function ledgerOfAnswer({ objection, file, window }: ObjectionInHand) {
  const checkFrom = objection.checkFrom ?? file.receivedOn;
  return answerByLedger({ ...objection, checkFrom, forwarded: window !== null });
}

/** The end of the answer as stored. Throws where the authority has not had the objection yet. */
function getAnswerBy(hand: ObjectionInHand) {
  const row = latestDeadline(hand, 'objection-answer-by');
  if (row === null) throw new Error(`Case ${hand.file.number} is not with the authority yet`);
  return row;
}
