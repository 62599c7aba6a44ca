import { countsOn, reasonsAgainstReceipt } from '../../domain/accept-first/accept-first-supply.ts';
import type { PaperMeans } from '../../domain/hearing/reopening.ts';
import type { Refusal } from '../../domain/refusal.ts';
import {
  type HearingEnd,
  isInTime,
  reasonAgainstAsking,
  reasonsAgainstCalling,
  reasonsAgainstRecord,
} from '../../domain/hearing/hearing.ts';
import {
  hearingAskedNotice,
  hearingCalledNotice,
  hearingEndedNotice,
  hearingPresidingNotice,
  statementMadeNotice,
} from '../../domain/hearing/hearing-notices.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import { findRepresentation } from '../../db/queries/representation.ts';
import type { ActHeader } from '../../workflows/messages/case.ts';
import type { AskHearingAct, CallHearingAct, RecordHearingAct, StateAct } from '../../workflows/messages/hearing.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { latestDeadline, runningDeadline } from '../case/case-deadlines.ts';
import { note } from '../case/case-in-hand.ts';
import { backdatingLimit, toldOn } from '../case/received.ts';
import { serveHandler, serveSubject } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import {
  getStatementBy,
  heading,
  type HeardCase,
  type HearingCourse,
  hearingOf,
  statementTerm,
  takeWaiverBack,
} from './heard-case.ts';

/** What the subject says, online or on paper: in time, or late and kept on file for the decision. */
export function recordStatement<H extends HeardCase>(
  of: HearingCourse<H>,
  deps: ActivityDeps,
  input: ActInput<StateAct>,
): Promise<ActResult> {
  return act(of.course, deps, input, 'state', (hand) => {
    const receipt = receiptOf(hand, input.act);
    if ('refusals' in receipt) return receipt.refusals;
    const inTime = writeStatement(of, hand, input.act, receipt);
    if (inTime) of.afterStatement?.(hand);
    serveHandler(hand, statementMadeNotice(...heading(of, hand), receipt.day, inTime));
    return [];
  });
}

/** Writes down what the subject says, with the day on which it counts. Gives whether it is in time. */
export function writeStatement<H extends HeardCase>(
  of: HearingCourse<H>,
  hand: H,
  { text, evidence, receivedAt, by, id }: Pick<StateAct, 'text' | 'evidence' | 'receivedAt' | 'by' | 'id'>,
  { day, onPaper }: Receipt,
): boolean {
  const inTime = isInTime(day, statementTerm(hand));
  const statement = of.createStatement(hand, {
    caseId: hand.file.id,
    seq: hand.statements.length + 1,
    body: text,
    evidence,
    receivedOn: day,
    receivedAt,
    onPaper,
    inTime,
    registeredBy: by.sub,
    actId: id,
  });
  hand.statements.push(statement);
  if (inTime) noteHeard(hand);
  note(hand, of.event({ kind: 'statement-made', on: day, onPaper, inTime }), receivedAt);
  // A paper from before the waiver is on file and must be answered; it takes nothing back.
  if (inTime && day >= (hand.heard.waivedOn ?? day)) takeWaiverBack(of, hand, 'statement');
  return inTime;
}

/** The subject wants to be heard in person: its time stands still until the hearing is over. */
export function recordHearingAsked<H extends HeardCase>(
  of: HearingCourse<H>,
  deps: ActivityDeps,
  input: ActInput<AskHearingAct>,
): Promise<ActResult> {
  return act(of.course, deps, input, 'ask-hearing', (hand) => {
    const receipt = receiptOf(hand, input.act);
    if ('refusals' in receipt) return receipt.refusals;
    const { day } = receipt;
    const objection = reasonAgainstAsking(day, statementTerm(hand), hearingOf(hand));
    if (objection !== null) return [objection];
    writeHearingAsked(of, hand, input.act, receipt);
    of.goOn(hand);
    const holdBy = runningDeadline(hand, 'hearing-by')?.due ?? null;
    serveHandler(hand, hearingAskedNotice(...heading(of, hand), day, holdBy));
    return [];
  });
}

/** Writes down that the subject asks for a hearing, with the day on which it counts. */
export function writeHearingAsked<H extends HeardCase>(
  of: HearingCourse<H>,
  hand: H,
  { by, receivedAt }: Pick<AskHearingAct, 'by' | 'receivedAt'>,
  { day, onPaper }: Receipt,
): void {
  hand.hearing = of.createHearing(hand, { caseId: hand.file.id, askedOn: day, askedBy: by.sub });
  note(hand, of.event({ kind: 'hearing-asked', on: day, onPaper }), receivedAt);
  takeWaiverBack(of, hand, 'hearing');
}

/** The authority sets the day of the hearing, or another one, and tells the subject ahead. */
export function recordHearingCalled<H extends HeardCase>(
  of: HearingCourse<H>,
  deps: ActivityDeps,
  input: ActInput<CallHearingAct>,
): Promise<ActResult> {
  const { on, time, place, presiding, presidingName = null, receivedAt } = input.act;
  return act(of.course, deps, input, 'call-hearing', async (hand) => {
    const { em, file } = hand;
    const tellsOn = toldOn(hand, receivedAt);
    const actsForSubject = (await findRepresentation(em, presiding, file.subjectId, tellsOn)) !== null;
    const known = { toldOn: tellsOn, involved: of.involved(hand), actsForSubject };
    const refusals = reasonsAgainstCalling({ on, presiding }, known, hand.rule, hand.calendar);
    if (refusals.length > 0) return refusals;
    Object.assign(getHearing(hand).row, { calledFor: on, calledTime: time, place, presiding, presidingName });
    note(hand, of.event({ kind: 'hearing-called', for: on }));
    const call = { on, time, place, presidingName };
    await serveSubject(hand, hearingCalledNotice(...heading(of, hand), call));
    const { authority } = hand;
    serveHandler(hand, hearingPresidingNotice(...heading(of, hand), call), { authority, assignedTo: presiding });
    return [];
  });
}

/** How the hearing ended: what was left of the statement period runs from the day after, and not less than told. */
export function recordHearingEnded<H extends HeardCase>(
  of: HearingCourse<H>,
  deps: ActivityDeps,
  input: ActInput<RecordHearingAct>,
): Promise<ActResult> {
  const { result, on, minutes, declaration = null, by, receivedAt } = input.act;
  return act(of.course, deps, input, 'record-hearing', async (hand) => {
    const { hearing } = getHearing(hand);
    const { officerFrom, clause: backdatingClause } = backdatingLimit(hand.calendar, hand.rule, receivedAt);
    const window = { today: shanghaiDay(receivedAt), by, involved: of.involved(hand), officerFrom, backdatingClause };
    const refusals = reasonsAgainstRecord({ result, on, declaration }, hearing, window);
    if (refusals.length > 0) return refusals;
    endHearing(of, hand, { result, on, minutes, declaration }, by.sub);
    const { due } = getStatementBy(hand);
    const ended = { result, on, stayedAway: result === 'given-up' && declaration === null };
    note(hand, of.event({ kind: 'hearing-ended', ...ended, statementBy: due }));
    await serveSubject(hand, hearingEndedNotice(...heading(of, hand), ended, due));
    return [];
  });
}

/** Writes down that the hearing is over: what is left of the statement period runs again. */
export function endHearing<H extends HeardCase>(
  of: HearingCourse<H>,
  hand: H,
  { result, on, minutes, declaration }: HearingEnd & { minutes: string },
  recordedBy: string,
): void {
  const { row } = getHearing(hand);
  const recordedOn = shanghaiDay(hand.now);
  Object.assign(row, { result, endedOn: on, minutes, declaration, recordedBy, recordedOn });
  of.goOn(hand);
}

/** What the subject hands in, once it may be written down. */
export interface Receipt {
  /** The day on which it counts. */
  day: Day;
  onPaper: boolean;
}

/**
 * The day on which what the subject hands in counts, or what speaks against writing it down: of a posted paper that of
 * the postmark (民事诉讼法第八十五条，参照；系统默认), else that on which the authority had it.
 */
export function receiptOf(
  hand: HeardCase,
  {
    by,
    receivedAt,
    receivedOn,
    dispatchedOn = null,
  }: ActHeader & { receivedOn: Day | null; dispatchedOn?: Day | null },
): Receipt | { refusals: Refusal[] } {
  const means = by.role === 'applicant' ? 'online' : dispatchedOn === null ? 'counter' : 'post';
  return receiptBy(hand, { means, by, receivedAt, receivedOn, dispatchedOn });
}

/** See `receiptOf`, of what came in a way that is named. */
export function receiptBy(
  hand: HeardCase,
  {
    means,
    by,
    receivedAt,
    receivedOn,
    dispatchedOn,
  }: Pick<ActHeader, 'by' | 'receivedAt'> & {
    means: 'online' | PaperMeans;
    receivedOn: Day | null;
    dispatchedOn: Day | null;
  },
): Receipt | { refusals: Refusal[] } {
  const handIn = { means, receivedAt, receivedOn, dispatchedOn, by: by.role } as const;
  const refusals = reasonsAgainstReceipt(handIn, backdatingLimit(hand.calendar, hand.rule, receivedAt));
  if (refusals.length > 0) return { refusals };
  return { day: countsOn(handIn, { receiptByPost: 'dispatch' }), onPaper: by.role !== 'applicant' };
}

/** A statement that came in time but is written down after the period: the period did not pass in silence. */
function noteHeard(hand: HeardCase): void {
  const row = latestDeadline(hand, 'statement-by');
  if (row?.state === 'missed') row.state = 'met';
}

function getHearing(hand: HeardCase) {
  const { hearing: row } = hand;
  const hearing = hearingOf(hand);
  if (row === null || hearing === null) throw new Error(`Nobody asked for a hearing in case ${hand.file.number}`);
  return { row, hearing };
}
