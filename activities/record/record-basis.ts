import { CaseFile } from '../../db/entities/case-file.ts';
import { Determination } from '../../db/entities/determination.ts';
import { CreditRecord } from '../../db/entities/record.ts';
import { isOpen } from '../../domain/case/case-kind.ts';
import { PUBLICITY } from '../../domain/publicity/publicity.ts';
import { isVoid } from '../../domain/record/record-ending.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import { runningDeadline } from '../case/case-deadlines.ts';
import { type CaseInHand, note } from '../case/case-in-hand.ts';
import { beginWithdrawal } from '../publicity/publicity-check.ts';
import { startAgain } from './record-effects.ts';
import { lockRecord, passToPublicity } from './record-in-hand.ts';

/**
 * What a record was determined on is gone: its authority has the rule's working days to withdraw it, is reminded, and its
 * supervisor told again and again until it is (行政处罚法第四十八条, by analogy). Nothing is withdrawn by itself: that is
 * for people. In the caller's transaction; whoever it concerns is the caller's to tell.
 * @param of number of the case whose finding the record rests on
 * @returns the last day for it; null: the record is void already, or no case follows it
 */
export async function orderWithdrawal(hand: CaseInHand, recordId: string, of: string): Promise<Day | null> {
  const locked = await lockRecord(hand, recordId);
  const { publicity } = locked;
  if (publicity === null || isVoid(locked.row.endedHow ?? null)) return null;
  const running = runningDeadline(publicity, 'withdraw-by');
  const wasClosed = !isOpen(PUBLICITY, publicity.file.status);
  const withdrawBy = running?.due ?? beginWithdrawal(publicity, shanghaiDay(hand.now));
  note(publicity, { kind: 'record-basis-fallen', of, withdrawBy });
  passToPublicity(hand, locked);
  if (wasClosed) startAgain(hand, locked);
  return withdrawBy;
}

/**
 * Number of the case that a record was determined on and that says so no more: of a person who answers for an
 * organisation, the organisation's, whose record is void or set aside; else the rectification that turned out to be done, or
 * without a ground. null: it stands, or the record rests on no other case.
 */
export async function findFallenBasis({ em }: CaseInHand, recordId: string): Promise<string | null> {
  const determination = await em.findOne(Determination, { recordId });
  if (determination === null) return null;
  const { organisationCaseId = null, originCaseId = null } = determination;
  if (organisationCaseId !== null) {
    const { recordId: own = null } = await em.findOneOrFail(Determination, { caseId: organisationCaseId });
    const record = own === null ? null : await em.findOneOrFail(CreditRecord, { id: own }, { refresh: true });
    // None at all while its decision is set aside, until it is decided anew.
    if (record === null || isVoid(record.endedHow ?? null)) return await numberOf(em, organisationCaseId);
  }
  if (originCaseId === null) return null;
  const { kind, status } = await em.findOneOrFail(CaseFile, { id: originCaseId }, { refresh: true });
  const isGone = kind === 'rectification' && (status === 'rectified' || status === 'cancelled');
  return isGone ? await numberOf(em, originCaseId) : null;
}

async function numberOf(em: CaseInHand['em'], id: string): Promise<string> {
  return (await em.findOneOrFail(CaseFile, { id })).number;
}
