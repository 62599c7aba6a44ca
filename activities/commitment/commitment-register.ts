import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Authority } from '../../db/entities/authority.ts';
import { Commitment } from '../../db/entities/commitment.ts';
import { Obligation } from '../../db/entities/obligation.ts';
import type { Procedure } from '../../db/entities/procedure.ts';
import type { TextToSign } from '../../db/queries/text-to-sign.ts';
import type { Calendar } from '../../domain/deadline/calendar.ts';
import type { CommitmentOutcome } from '../../domain/commitment/commitment.ts';
import { codesOfRefusals, type Refusal } from '../../domain/refusal.ts';
import type { RuleLookup } from '../../domain/deadline/rule-value.ts';
import type { Day, Instant } from '../../domain/time.ts';
import { type CommitmentApplication, commitmentWorkflowId } from '../../workflows/messages/commitment.ts';
import { note, takeInHand } from '../case/case-in-hand.ts';
import { columnsOf, UNTOUCHED } from './commitment-words.ts';
import { type CommitmentInHand, commitmentCourse } from './commitment-course.ts';
import { fileCase, signedColumns } from '../case/open-case.ts';

/** What a promise is judged by, all read in the transaction that decides it. */
export interface Door {
  caseId: string;
  application: CommitmentApplication;
  now: Instant;
  receivedOn: Day;
  authority: Authority;
  procedure: Procedure | null;
  promisorAuthority: Authority | null;
  /** Credit code or identity number of the subject. */
  identifier: string;
  rule: RuleLookup;
  calendar: Calendar;
  toSign: TextToSign;
}

/** Writes the case as it came in: taken, or refused at the door. */
export async function register(em: EntityManager, door: Door, refusals: readonly Refusal[]): Promise<CommitmentInHand> {
  const { caseId, application, now, receivedOn, authority, procedure, promisorAuthority, toSign } = door;
  const isRefused = refusals.length > 0;
  const outcome: CommitmentOutcome | null = isRefused ? { kind: 'refused', codes: codesOfRefusals(refusals) } : null;
  const file = {
    id: caseId,
    kind: 'commitment' as const,
    workflowId: commitmentWorkflowId(caseId),
    // Its deadlines, and the status that they stand for, follow before the transaction ends.
    status: isRefused ? 'refused' : 'opening',
    subjectId: application.subjectId,
    authorityId: authority.id,
    procedureId: procedure?.id ?? null,
    applicantSub: application.applicantSub,
    receivedOn,
    closedAt: isRefused ? now : null,
    outcome,
  };
  await fileCase(em, file, now);
  const { kind, title, obligations } = application;
  em.create(Commitment, {
    caseId,
    kind,
    title,
    approvalTerms: procedure?.commitmentTerms ?? null,
    promisorAuthorityId: promisorAuthority?.id ?? null,
    standardTextId: toSign.standardTextId,
    ...signedColumns(application, toSign),
    version: 1,
    checkedBy: null,
    revoked: null,
    decisionReason: null,
    wilful: false,
    gradeReason: null,
  });
  obligations.forEach((words, position) => {
    em.create(Obligation, { id: randomUUID(), caseId, ...columnsOf(words, 1), position, ...UNTOUCHED });
  });
  await em.flush();
  const hand = await commitmentCourse.take(
    await takeInHand(em, caseId, application.by, now, application.requestId ?? null),
  );
  note(
    hand,
    { kind: 'promise-received', on: receivedOn, onPaper: application.by.role !== 'applicant' },
    application.receivedAt,
  );
  return hand;
}
