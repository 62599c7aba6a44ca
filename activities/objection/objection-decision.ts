import { Determination } from '../../db/entities/determination.ts';
import { withdrawalNeedsProof } from '../../domain/case/desk-refusals.ts';
import { OBJECTION_CLAUSE } from '../../domain/objection/objection.ts';
import { reasonAgainstRejecting } from '../../domain/objection/objection-check.ts';
import { reasonAgainstUnread } from '../../domain/objection/objection-supplement.ts';
import {
  objectionCorrectedNotice,
  objectionEndedForDesk,
  objectionRejectedNotice,
  objectionWithdrawnNotice,
} from '../../domain/objection/objection-notices.ts';
import { shanghaiDay } from '../../domain/time.ts';
import type { CorrectAct, RejectObjectionAct, WithdrawObjectionAct } from '../../workflows/messages/objection.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { lockSubject } from '../case/open-case.ts';
import { serveApplicant, serveHandler, serveOfficers } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import { type CorrectedRecord, correctRecord, reasonsAgainstRecordCorrection } from '../record/record-correction.ts';
import { findRecord, liftHold } from '../record/record-effects.ts';
import { voidRecord } from '../record/record-voiding.ts';
import { endObjection, noticedObjection, objectionCourse, type ObjectionInHand } from './objection-course.ts';

/**
 * It was wrong. In one transaction fields are put right, or the whole record is withdrawn with all that it set in
 * motion; its own hold is lifted, every copy told, and both sides served (国发〔2016〕33号（二十二）).
 */
export function recordCorrection(deps: ActivityDeps, input: ActInput<CorrectAct>): Promise<ActResult> {
  const { correction, reason, supplementsRead = 0, by } = input.act;
  return act(objectionCourse, deps, input, 'correct', async (hand) => {
    const unread = reasonAgainstUnread(supplementsRead, hand.supplements.length);
    if (unread !== null) return [unread];
    const recordId = hand.objection.recordId;
    const on = shanghaiDay(hand.now);
    // Before the record: so does whoever shields what is on record of a subject.
    await lockSubject(hand.em, hand.file.subjectId);
    const { row, measures } = await findRecord(hand, recordId);
    let corrected: CorrectedRecord = { fields: [], measures: [], tooGrave: [], byRuling: null };
    if (correction.scope === 'fields') {
      const against = await reasonsAgainstRecordCorrection(hand, recordId, correction);
      if (against.length > 0) return against;
      corrected = await correctRecord(hand, { recordId, correction, on });
      await lift(hand, { copiesKnow: true });
    } else {
      // Its hold goes with it: nothing comes back in between.
      await voidRecord(hand, { recordId, how: 'corrected', on });
    }
    answer(hand, by.sub, reason);
    const { scope } = correction;
    const { fields, measures: lifted, tooGrave, byRuling } = corrected;
    hand.objection.correction = correction.scope === 'fields' ? { ...correction, measuresLifted: lifted } : correction;
    endObjection(hand, 'corrected', { kind: 'corrected', scope, fields });
    note(hand, { kind: 'objection-corrected', scope, fields, measures: lifted });
    const namesOf = (codes: string[]) => measures.filter(({ code }) => codes.includes(code)).map(({ name }) => name);
    const named = lifted.filter((code) => !tooGrave.includes(code));
    const endsBy = fields.includes('severity') || fields.includes('decidedOn') ? (row.endsBy ?? null) : null;
    const told = { scope, fields, measures: namesOf(named), tooGrave: namesOf(tooGrave), reason, endsBy, byRuling };
    serveApplicant(hand, objectionCorrectedNotice(noticeCase(hand), noticedObjection(hand), told));
    tellWindow(hand, 'corrected');
    return [];
  });
}

/**
 * It was right: what the objection stopped goes on, and who objected hears why, and what else can be done. Not for whoever
 * made the record to say.
 */
export function recordRejection(deps: ActivityDeps, input: ActInput<RejectObjectionAct>): Promise<ActResult> {
  const { reason, supplementsRead = 0, by } = input.act;
  return act(objectionCourse, deps, input, 'reject', async (hand) => {
    const refusals = [
      reasonAgainstRejecting(by.sub, await whoRecorded(hand)),
      reasonAgainstUnread(supplementsRead, hand.supplements.length),
    ].filter((refusal) => refusal !== null);
    if (refusals.length > 0) return refusals;
    await lift(hand);
    answer(hand, by.sub, reason);
    endObjection(hand, 'rejected', { kind: 'rejected' });
    note(hand, { kind: 'objection-rejected' });
    serveApplicant(hand, objectionRejectedNotice(noticeCase(hand), noticedObjection(hand), reason));
    tellWindow(hand, 'rejected');
    return [];
  });
}

/** Who entered the record, and of one that was determined here who proposed and completed it; who decided entered it. */
async function whoRecorded({ em, record }: ObjectionInHand): Promise<string[]> {
  const determination = await em.findOne(Determination, { recordId: record.id });
  const { proposedBy = null, completedBy = null } = determination ?? {};
  return [record.enteredBy, proposedBy, completedBy].filter((sub) => sub !== null);
}

/** Who objected takes it back; the desk only writes down what was asked for on paper. */
export function recordObjectionWithdrawal(
  deps: ActivityDeps,
  input: ActInput<WithdrawObjectionAct>,
): Promise<ActResult> {
  const { by, reason, receivedAt } = input.act;
  const onPaper = by.role !== 'applicant';
  return act(objectionCourse, deps, input, 'withdraw', async (hand) => {
    if (onPaper && (reason ?? '').trim() === '')
      return [withdrawalNeedsProof(OBJECTION_CLAUSE, { zh: '异议人', en: 'objector' })];
    await lift(hand);
    const wasWithAuthority = hand.objection.checkFrom != null;
    endObjection(hand, 'withdrawn', { kind: 'withdrawn' });
    note(hand, { kind: 'objection-withdrawn', onPaper }, receivedAt);
    serveApplicant(hand, objectionWithdrawnNotice(noticeCase(hand), noticedObjection(hand)));
    serveHandler(hand, objectionEndedForDesk(noticeCase(hand), noticedObjection(hand), 'withdrawn'));
    if (wasWithAuthority) tellWindow(hand, 'withdrawn');
    return [];
  });
}

/** Its own hold, and no other's. */
async function lift(hand: ObjectionInHand, { copiesKnow = false } = {}): Promise<void> {
  const { file, objection, now } = hand;
  const hold = { recordId: objection.recordId, reason: 'objection', sourceId: file.id, at: now } as const;
  await liftHold(hand, { ...hold, copiesKnow });
}

function answer({ objection, now }: ObjectionInHand, by: string, reason: string): void {
  Object.assign(objection, { decidedBy: by, decidedAt: now, reason });
}

/** The window that passed it on hears how it ended (国办发〔2025〕22号). */
function tellWindow(hand: ObjectionInHand, ending: 'corrected' | 'rejected' | 'withdrawn'): void {
  const { window } = hand;
  if (window === null) return;
  const text = objectionEndedForDesk(noticeCase(hand), noticedObjection(hand), ending);
  serveOfficers(hand, text, { authority: window, assignedTo: null });
}
