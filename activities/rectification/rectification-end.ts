import { determinationToConsiderNotice, notRectifiedNotice } from '../../domain/rectification/rectification-notices.ts';
import type { RectificationOutcome } from '../../domain/rectification/rectification.ts';
import { showNext } from '../case/case-course.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { serveOfficers, serveSubject, serveSupervisors } from '../case/serve.ts';
import { draftDetermination } from '../determination/determination-draft.ts';
import { findOpenOf } from '../determination/determination-origin.ts';
import { rectificationCourse, type RectificationInHand } from './rectification-course.ts';
import { getRectifyBy } from './rectification-moves.ts';

/**
 * The end of the ladder harms nobody: a draft lies on the desk, with a deadline and a supervisor of its own, and whether
 * dishonesty is determined is for people to consider.
 */
export async function endNotRectified(hand: RectificationInHand): Promise<void> {
  const { due } = getRectifyBy(hand);
  // None waits any more: what came was found untrue.
  const reported = hand.reports.length > 0;
  hand.file.outcome = { kind: 'not-rectified', since: due, reported } satisfies RectificationOutcome;
  note(hand, { kind: 'not-rectified', due });
  await serveSubject(hand, notRectifiedNotice(noticeCase(hand), due, reported));
  const file = noticeCase(hand);
  serveOfficers(hand, determinationToConsiderNotice(file, '经办人', due, reported));
  serveSupervisors(hand, determinationToConsiderNotice(file, '主管人员', due, reported));
  await layDraft(hand);
}

/** One that an officer had completed when the case was reopened goes on: it rests on this ending again. */
async function layDraft(hand: RectificationInHand): Promise<void> {
  if ((await findOpenOf(hand)) !== null) return;
  const { file, authority, rectification } = hand;
  // Its row is whole from here on: closed, with no next date.
  showNext(rectificationCourse, hand);
  await draftDetermination(hand, {
    subject: file.subjectId,
    authority,
    facts: rectification.facts,
    clause: rectification.clause,
    from: { caseId: file.id, caseNumber: file.number },
  });
}
