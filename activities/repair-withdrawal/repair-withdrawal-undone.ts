import { randomUUID } from 'node:crypto';
import { CaseStep } from '../../db/entities/case-step.ts';
import { RepairWithdrawal } from '../../db/entities/repair-withdrawal.ts';
import {
  withdrawalUndoneForDesk,
  withdrawalUndoneNotice,
} from '../../domain/repair-withdrawal/repair-withdrawal-notices.ts';
import { shanghaiDay } from '../../domain/time.ts';
import { type CaseInHand, note, noticeCase, takeInHand } from '../case/case-in-hand.ts';
import { serveHandler, serveSubject } from '../case/serve.ts';
import { repairAgain } from '../record/record-repaired-again.ts';
import { repairWithdrawalCourse, type WithdrawalInHand } from './repair-withdrawal-course.ts';

/**
 * The record of a withdrawal was voided: the decision is no ground for anything any more. Its bar falls by itself
 * (`findRepairBar`); the records that it brought back are repaired again, each since the day of its repair, and the
 * subject and the desk are told in the case that had withdrawn it. In the caller's transaction; once.
 * Source: 行政复议法、行政处罚法第四十八条 (a decision that is annulled has no effect from the beginning).
 */
export async function undoWithdrawal(hand: CaseInHand, falseRepairRecordId: string): Promise<void> {
  const { em, now } = hand;
  const upheld = await em.findOne(RepairWithdrawal, { falseRepairRecordId });
  if (upheld === null || upheld.undoneOn != null) return;
  const isOwn = isItself(hand, upheld.caseId);
  const own = isOwn ? hand : await takeOther(hand, upheld.caseId);
  own.withdrawal.undoneOn = shanghaiDay(now);
  const undone: { recordId: string; document: string; repairedOn: string }[] = [];
  // Always in the same order, so that two that lock records never wait for each other.
  for (const { recordId, restoredOn = null, repair = null } of [...own.records].sort(byRecord)) {
    if (restoredOn === null) continue;
    const repairedOn = await repairAgain(hand, { recordId, restoredOn, repair });
    const document = own.credit.get(recordId)?.documentNumber ?? '';
    if (repairedOn !== null) undone.push({ recordId, document, repairedOn });
  }
  note(own, { kind: 'withdrawal-undone', records: undone.map(({ recordId }) => recordId) });
  const told = { repair: own.repairNumber, document: own.withdrawal.decisionDocument ?? '', records: undone };
  await serveSubject(own, withdrawalUndoneNotice(noticeCase(own), told));
  serveHandler(own, withdrawalUndoneForDesk(noticeCase(own), told));
  if (isOwn) return;
  // Its workflow has ended: the step is counted, and nobody is left to be told of it.
  em.create(CaseStep, { caseId: own.file.id, key: `told:${hand.file.id}:${randomUUID()}`, result: {}, at: now });
  hand.deliveries.push(...own.deliveries.splice(0));
}

/** The withdrawal's own step sets its decision aside. */
function isItself(hand: CaseInHand, caseId: string): hand is WithdrawalInHand {
  return hand.file.id === caseId && 'withdrawal' in hand;
}

async function takeOther({ em, by, now, requestId }: CaseInHand, caseId: string): Promise<WithdrawalInHand> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [caseId]);
  return await repairWithdrawalCourse.take(await takeInHand(em, caseId, by, now, requestId));
}

function byRecord(one: { recordId: string }, other: { recordId: string }): number {
  return one.recordId < other.recordId ? -1 : 1;
}
