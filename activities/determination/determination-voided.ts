import { randomUUID } from 'node:crypto';
import { CaseFile } from '../../db/entities/case-file.ts';
import { CaseStep } from '../../db/entities/case-step.ts';
import { Determination } from '../../db/entities/determination.ts';
import { CreditRecord } from '../../db/entities/record.ts';
import { isOpen } from '../../domain/case/case-kind.ts';
import {
  organisationNotDeterminedForDesk,
  organisationNotDeterminedNotice,
  organisationVoidedForDesk,
  organisationVoidedNotice,
} from '../../domain/determination/determination-notices.ts';
import { isVoid } from '../../domain/record/record-ending.ts';
import { type CaseInHand, note, noticeCase, takeInHand } from '../case/case-in-hand.ts';
import { serveHandler, serveSubject } from '../case/serve.ts';
import { orderWithdrawal } from '../record/record-basis.ts';
import { findRecord } from '../record/record-effects.ts';
import { determinationCourse, type DeterminationInHand } from './determination-course.ts';

/**
 * The record of a determination was voided: every person who answers for its subject, and the desk of each one's case, is
 * told in that case that it rests on nothing. What becomes of it people decide; determined it cannot be any more. In the
 * caller's transaction. Source: 国发〔2016〕33号（十四）: a person answers only for an organisation that is recorded.
 */
export async function tellWhoAnswersFor(hand: CaseInHand, recordId: string): Promise<void> {
  const { em } = hand;
  const organisation = await em.findOne(Determination, { recordId });
  if (organisation === null) return;
  const { number } = await em.findOneOrFail(CaseFile, { id: organisation.caseId });
  for (const caseId of await whoAnswersFor(hand, organisation.caseId)) await tellOfVoided(hand, caseId, number);
}

/**
 * The organisation's own case ends without a record: whoever answers for it can be determined no more. Each of them, and
 * the desk of each one's open case, is told why in that case, which people then drop. In the caller's transaction.
 * Source: 国发〔2016〕33号（十四）.
 */
export async function tellWhoAnswersForNothing(hand: DeterminationInHand, how: 'dropped' | 'lenient'): Promise<void> {
  const { id, number } = hand.file;
  for (const caseId of await whoAnswersFor(hand, id)) await tellOfNotDetermined(hand, caseId, { of: number, how });
}

async function whoAnswersFor({ em }: CaseInHand, organisationCaseId: string): Promise<string[]> {
  // Always in the same order, so that two that lock cases never wait for each other.
  const cases = await em.find(Determination, { organisationCaseId }, { orderBy: { caseId: 'asc' } });
  return cases.map(({ caseId }) => caseId);
}

async function takePerson(hand: CaseInHand, caseId: string): Promise<DeterminationInHand> {
  const { em, now, by, requestId } = hand;
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [caseId]);
  const row = await em.findOneOrFail(Determination, { caseId });
  await em.refresh(row);
  return await determinationCourse.take(await takeInHand(em, caseId, by, now, requestId));
}

async function tellOfNotDetermined(
  hand: CaseInHand,
  caseId: string,
  ended: { of: string; how: 'dropped' | 'lenient' },
): Promise<void> {
  const own = await takePerson(hand, caseId);
  if (!isOpen(determinationCourse.table, own.file.status)) return;
  note(own, { kind: 'determination-organisation-not-determined', ...ended });
  await serveSubject(own, organisationNotDeterminedNotice(noticeCase(own), ended));
  serveHandler(own, organisationNotDeterminedForDesk(noticeCase(own), ended));
  passOn(hand, own);
  hand.tell.push(own.file.workflowId);
}

async function tellOfVoided(hand: CaseInHand, caseId: string, of: string): Promise<void> {
  const own = await takePerson(hand, caseId);
  const open = isOpen(determinationCourse.table, own.file.status);
  const recorded = await hasRecord(own);
  if (!open && !recorded) return;
  note(own, { kind: 'determination-organisation-voided', of });
  const { recordId = null } = own.determination;
  // Recorded, it is not left to whoever reads the notice: it is asked for until the record is withdrawn.
  const withdrawBy = recorded && recordId !== null ? await orderWithdrawal(hand, recordId, of) : null;
  await serveSubject(own, organisationVoidedNotice(noticeCase(own), { of, recorded, withdrawBy }));
  serveHandler(own, organisationVoidedForDesk(noticeCase(own), { of, recorded, withdrawBy }));
  passOn(hand, own);
  if (open) hand.tell.push(own.file.workflowId);
}

/** The step is counted as one of the person's case too. */
function passOn(hand: CaseInHand, own: DeterminationInHand): void {
  const { em, now, file } = hand;
  em.create(CaseStep, { caseId: own.file.id, key: `told:${file.id}:${randomUUID()}`, result: {}, at: now });
  hand.deliveries.push(...own.deliveries.splice(0));
}

async function hasRecord({ em, determination }: DeterminationInHand): Promise<boolean> {
  const { recordId = null } = determination;
  if (recordId === null) return false;
  const { endedHow = null } = await em.findOneOrFail(CreditRecord, { id: recordId });
  return !isVoid(endedHow);
}

/** Of a person's case: how the organisation's own stands; its record is locked until the transaction ends. */
export async function standingOfOrganisation(
  hand: DeterminationInHand,
): Promise<{ number: string; status: string; voided: boolean } | null> {
  const { em, organisation } = hand;
  if (organisation === null) return null;
  const { id: caseId, number, status } = organisation;
  const { recordId = null } = await em.findOneOrFail(Determination, { caseId });
  const endedHow = recordId === null ? null : ((await findRecord(hand, recordId)).row.endedHow ?? null);
  return { number, status, voided: isVoid(endedHow) };
}
