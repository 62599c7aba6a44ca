import { CaseFile } from '../../db/entities/case-file.ts';
import { Determination } from '../../db/entities/determination.ts';
import { CreditRecord } from '../../db/entities/record.ts';
import { isVoid } from '../../domain/record/record-ending.ts';
import {
  determinationInDoubtNotice,
  determinationUnfoundedNotice,
  recordToWithdrawForDesk,
  recordToWithdrawNotice,
} from '../../domain/rectification/rectification-notices.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { serveOfficers, serveSubject, serveSupervisors } from '../case/serve.ts';
import { discardDraft } from '../determination/determination-discard.ts';
import { findOpenOf } from '../determination/determination-origin.ts';
import { orderWithdrawal } from '../record/record-basis.ts';
import type { RectificationInHand } from './rectification-course.ts';

/**
 * That it was not rectified is annulled: the draft determination that came from it ends with it. Where an officer has
 * taken the draft further, the subject has been told, and it is for people to stop it: they are told to. One that ended
 * has nothing to be stopped.
 */
export async function annulWhatFollowed(hand: RectificationInHand): Promise<void> {
  const draft = await discardDraft(hand);
  if (draft !== null) return note(hand, { kind: 'rectification-draft-discarded', draft });
  if ((await findOpenOf(hand)) === null) return;
  serveOfficers(hand, determinationUnfoundedNotice(noticeCase(hand), '经办人'));
  serveSupervisors(hand, determinationUnfoundedNotice(noticeCase(hand), '主管人员'));
}

/** The report that reopened the case is still to be checked: who recorded the subject hears what hangs on it. */
export async function doubtWhatFollowed(hand: RectificationInHand): Promise<void> {
  for (const { number } of await recordsThatFollowed(hand)) {
    serveOfficers(hand, determinationInDoubtNotice(noticeCase(hand), '经办人', number));
    serveSupervisors(hand, determinationInDoubtNotice(noticeCase(hand), '主管人员', number));
  }
}

/**
 * It turned out to be put right, or without a ground: what was recorded of the subject on it is to be withdrawn, and is
 * asked for until it is. The subject is told, and both desks.
 */
export async function withdrawWhatFollowed(hand: RectificationInHand): Promise<void> {
  for (const { recordId, number } of await recordsThatFollowed(hand)) {
    const withdrawBy = await orderWithdrawal(hand, recordId, hand.file.number);
    if (withdrawBy === null) continue;
    note(hand, { kind: 'rectification-record-fallen', of: number, withdrawBy });
    await serveSubject(hand, recordToWithdrawNotice(noticeCase(hand), number, withdrawBy));
    serveOfficers(hand, recordToWithdrawForDesk(noticeCase(hand), '经办人', number, withdrawBy));
    serveSupervisors(hand, recordToWithdrawForDesk(noticeCase(hand), '主管人员', number, withdrawBy));
  }
}

/** Records that stand, determined on the case's ending; each with the number of its determination. */
async function recordsThatFollowed({ em, file }: RectificationInHand): Promise<{ recordId: string; number: string }[]> {
  const determined = await em.find(
    Determination,
    { originCaseId: file.id, recordId: { $ne: null } },
    // Always in the same order, so that two that lock records never wait for each other.
    { orderBy: { recordId: 'asc' } },
  );
  const followed = [];
  for (const { caseId, recordId = null } of determined) {
    if (recordId === null) continue;
    const { endedHow = null } = await em.findOneOrFail(CreditRecord, { id: recordId });
    const { number } = await em.findOneOrFail(CaseFile, { id: caseId });
    if (!isVoid(endedHow)) followed.push({ recordId, number });
  }
  return followed;
}
