import { RectificationRung } from '../../db/entities/rectification-rung.ts';
import { nextRung } from '../../domain/rectification/rectification-course.ts';
import {
  reasonsAgainstInterviewDay,
  reasonsAgainstMinutes,
} from '../../domain/rectification/rectification-interview.ts';
import { interviewCalledNotice, interviewMinutedNotice } from '../../domain/rectification/rectification-notices.ts';
import { interviewOf, type Rung } from '../../domain/rectification/rectification.ts';
import { shanghaiDay } from '../../domain/time.ts';
import { toldOn } from '../case/received.ts';
import type { CallInterviewAct, MinuteInterviewAct } from '../../workflows/messages/rectification.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { closeDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { serveSubject } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import { aboutRung, calledRung, rectificationCourse, type RectificationInHand } from './rectification-course.ts';
import { beginRung, goOnRectification } from './rectification-moves.ts';

/** The authority appoints the interview, or another day for it, and tells the subject ahead. */
export function recordCall(deps: ActivityDeps, input: ActInput<CallInterviewAct>): Promise<ActResult> {
  const { document, reason, on, time, place, people, purpose, papers, by, receivedAt } = input.act;
  return act(rectificationCourse, deps, input, 'call', async (hand) => {
    const refusals = reasonsAgainstInterviewDay(on, toldOn(hand, receivedAt), hand.rule, hand.calendar);
    if (refusals.length > 0) return refusals;
    const row = rungToCall(hand);
    const interview = interviewOf(row.rung);
    const told = { document, reason, place, people, purpose, papers };
    Object.assign(row, { ...told, calledFor: on, calledTime: time, calledBy: by.sub });
    // Called anew, its minutes are due after the new day.
    closeDeadline(hand, 'interview-minutes-by', 'closed', aboutRung(hand.rectification.rung));
    note(hand, { kind: 'interview-called', interview, for: on });
    await goOnRectification(hand);
    await serveSubject(hand, interviewCalledNotice(noticeCase(hand), { ...told, interview, on, time }));
    return [];
  });
}

/** The minutes: held or missed, what was said and promised, signed or not; a new date begins with them. */
export function recordMinutes(deps: ActivityDeps, input: ActInput<MinuteInterviewAct>): Promise<ActResult> {
  const { result, on, participants, content, promises, signed, signedNote, rectifyBy, by, receivedAt } = input.act;
  return act(rectificationCourse, deps, input, 'minute', async (hand) => {
    const { row, calledFor } = getCalled(hand);
    const minutes = { result, on, signed, signedNote, rectifyBy };
    const refusals = reasonsAgainstMinutes(minutes, calledFor, {
      receivedOn: shanghaiDay(receivedAt),
      today: shanghaiDay(hand.now),
    });
    if (refusals.length > 0) return refusals;
    Object.assign(row, { result, heldOn: on, participants, content, promises, signed, signedNote, minutedBy: by.sub });
    closeDeadline(hand, 'interview-minutes-by', 'met', aboutRung(hand.rectification.rung));
    const date = beginRung(hand, row.rung, rectifyBy, shanghaiDay(receivedAt));
    const interview = interviewOf(row.rung);
    note(hand, { kind: 'interview-minuted', interview, result, on, signed, rectifyBy: date.due });
    await goOnRectification(hand);
    const told = { interview, result, on, signed, promises, rectifyBy: date };
    await serveSubject(hand, interviewMinutedNotice(noticeCase(hand), told));
    return [];
  });
}

/** The row of the rung that the interview opens; made when it is first called. */
function rungToCall(hand: RectificationInHand): RectificationRung {
  const next = nextRung(hand.rectification.rung);
  if (next === null) throw new Error(`No interview follows in case ${hand.file.number}`);
  const known = hand.rungs.find(({ rung }) => rung === next);
  if (known !== undefined) return known;
  const row = createRung(hand, next);
  hand.rungs.push(row);
  return row;
}

function getCalled(hand: RectificationInHand): { row: RectificationRung; calledFor: string } {
  const row = calledRung(hand);
  const calledFor = row?.calledFor ?? null;
  if (row === null || calledFor === null) throw new Error(`No interview is called in case ${hand.file.number}`);
  return { row, calledFor };
}

function createRung({ em, file }: RectificationInHand, rung: Rung): RectificationRung {
  return em.create(RectificationRung, { caseId: file.id, rung });
}
