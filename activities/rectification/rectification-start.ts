import { createHash } from 'node:crypto';
import type { Authority } from '../../db/entities/authority.ts';
import { Rectification } from '../../db/entities/rectification.ts';
import { RectificationRung } from '../../db/entities/rectification-rung.ts';
import { rectificationNotice, rectificationOpenedForDesk } from '../../domain/rectification/rectification-notices.ts';
import type { RectificationTerms } from '../../domain/rectification/rectification-terms.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import { RECTIFICATION_WORKFLOW, rectificationWorkflowId } from '../../workflows/messages/rectification.ts';
import { type CaseCourse, showNext, writeDown } from '../case/case-course.ts';
import { type CaseInHand, note, noticeCase, type ServedCase, takeInHand } from '../case/case-in-hand.ts';
import { fileCase } from '../case/open-case.ts';
import { serveOfficers, serveSubject } from '../case/serve.ts';
import { rectificationCourse, type RectificationInHand } from './rectification-course.ts';
import { beginRung } from './rectification-moves.ts';

/** What is to be put right, of whom, and where it comes from. */
export interface NewRectification {
  caseId: string;
  subjectId: string;
  authority: Authority;
  /** null: an inspection. */
  sourceCaseId: string | null;
  inspectedOn: Day | null;
  title: string;
  facts: string;
  clause: string;
  toDo: string;
  receivedOn: Day;
  /** The place's own rule; absent: the rule set's term. */
  terms?: RectificationTerms;
}

/** As much of the step that opens a rectification as it needs. */
type OpeningStep = Pick<CaseInHand, 'em' | 'now' | 'by' | 'requestId'>;

/**
 * Writes a rectification with its first date and its notice, in the caller's transaction, which still writes the case
 * down. What the transaction has begun to write is flushed.
 * @param named the day by which it is to be put right; null: the rule's term
 */
export async function registerRectification(
  { em, now, by, requestId }: OpeningStep,
  order: NewRectification,
  named: Day | null,
): Promise<RectificationInHand> {
  const { caseId, subjectId, authority, sourceCaseId, inspectedOn, title, facts, clause, toDo, receivedOn } = order;
  const file = {
    id: caseId,
    kind: 'rectification' as const,
    workflowId: rectificationWorkflowId(caseId),
    // Its date follows before the transaction ends.
    status: 'opening',
    subjectId,
    authorityId: authority.id,
    receivedOn,
  };
  await fileCase(em, file, now);
  em.create(Rectification, {
    caseId,
    origin: sourceCaseId === null ? 'inspection' : 'broken-promise',
    sourceCaseId,
    inspectedOn,
    title,
    facts,
    clause,
    toDo,
    ownTerm: ownTermOf(order),
    openedBy: by.sub,
    rung: 0,
    cancelledBy: null,
    cancelReason: null,
  });
  em.create(RectificationRung, { caseId, rung: 0 });
  await em.flush();
  const hand = await rectificationCourse.take(await takeInHand(em, caseId, by, now, requestId));
  const { due, provisional } = beginRung(hand, 0, named, receivedOn);
  hand.file.status = 'rectifying';
  note(hand, { kind: 'rectification-opened', origin: hand.rectification.origin, rectifyBy: due, provisional });
  const text = rectificationNotice(noticeCase(hand), { facts, clause, toDo, rectifyBy: { due, provisional } });
  await serveSubject(hand, text);
  // The authority follows it from the first day, whoever opened it.
  serveOfficers(hand, rectificationOpenedForDesk(noticeCase(hand), due));
  return hand;
}

/** What a broken promise leaves to be put right. */
type BrokenPromise = Pick<NewRectification, 'title' | 'facts' | 'clause' | 'toDo'>;

/**
 * Opens the rectification of a promise that was not kept, in the ending step of its case, where the procedure's data say
 * so: its workflow is started once all is committed. The id follows from the case and its round.
 */
export async function startRectification<H extends ServedCase>(
  course: CaseCourse<H>,
  hand: H,
  terms: RectificationTerms | null,
  broken: BrokenPromise,
): Promise<void> {
  if (terms === null) return;
  const { file, authority, now, em } = hand;
  // Its row is whole from here on: closed, with no next date.
  showNext(course, hand);
  await em.flush();
  const caseId = rectificationIdOf(file.id, file.round);
  const { workflowId } = await openedBy(hand, {
    ...broken,
    caseId,
    subjectId: file.subjectId,
    authority,
    sourceCaseId: file.id,
    inspectedOn: null,
    receivedOn: shanghaiDay(now),
    terms,
  });
  hand.starts.push({ workflow: RECTIFICATION_WORKFLOW, workflowId, caseId });
}

async function openedBy(hand: CaseInHand, order: NewRectification): Promise<{ workflowId: string }> {
  const opened = await registerRectification(hand, order, null);
  await writeDown(rectificationCourse, opened);
  hand.deliveries.push(...opened.deliveries.splice(0));
  return opened.file;
}

/** The same id for the same ending of the same case, at every attempt: a UUID made of a hash. */
function rectificationIdOf(sourceCaseId: string, round: number): string {
  const hex = createHash('sha256').update(`rectification/${sourceCaseId}/${round}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

function ownTermOf({ terms }: NewRectification): { workingDays: number; clause: string } | null {
  const workingDays = terms?.rectifyWithinWorkingDays ?? null;
  return terms === undefined || workingDays === null ? null : { workingDays, clause: terms.clause };
}
