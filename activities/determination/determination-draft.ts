import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Authority } from '../../db/entities/authority.ts';
import { Determination } from '../../db/entities/determination.ts';
import { loadCalendar } from '../../db/queries/calendar.ts';
import { loadRules } from '../../db/queries/rules.ts';
import { computeDeadline } from '../../domain/deadline/deadline.ts';
import { draftByLedger } from '../../domain/determination/determination-course.ts';
import { draftNotice } from '../../domain/determination/determination-notices.ts';
import { ruleSetForCase } from '../../domain/rule-sets/index.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import { DETERMINATION_WORKFLOW, determinationWorkflowId } from '../../workflows/messages/determination.ts';
import { writeDown } from '../case/case-course.ts';
import { beginDeadline } from '../case/case-deadlines.ts';
import { audit, type CaseInHand, note, noticeCase, takeInHand } from '../case/case-in-hand.ts';
import { fileCase } from '../case/open-case.ts';
import { serveHandler } from '../case/serve.ts';
import { determinationCourse, type DeterminationInHand } from './determination-course.ts';

/** A case that came to where somebody may have to be determined as dishonest. */
export interface DraftOrder {
  /** Id of the subject. */
  subject: string;
  /** At whose desk the draft lies. */
  authority: Authority;
  facts: string;
  /** The clause it rests on so far; null: none yet. */
  clause: string | null;
  from: { caseId: string; caseNumber: string };
}

/**
 * Lays a draft determination on the desk of an authority, in the transaction of the case that it comes from: with a
 * deadline and a supervisor of its own. The subject hears nothing of it before an officer has completed it. Its workflow
 * is started once all is committed.
 */
export async function draftDetermination(
  hand: CaseInHand,
  { subject, authority, facts, clause, from }: DraftOrder,
): Promise<{ caseId: string; number: string }> {
  const caseId = randomUUID();
  const draft = { caseId, subjectId: subject, authority, actOn: null, facts, clause, draftedOn: shanghaiDay(hand.now) };
  const own = await registerDraft(hand, draft, from);
  audit(own, 'determination.open', { from: from.caseNumber });
  await writeDown(determinationCourse, own);
  hand.deliveries.push(...own.deliveries.splice(0));
  hand.starts.push({ workflow: DETERMINATION_WORKFLOW, workflowId: own.file.workflowId, caseId });
  return { caseId, number: own.file.number };
}

/** A draft as it is written down. */
interface NewDraft {
  caseId: string;
  subjectId: string;
  authority: Authority;
  /** The day of the act, or its last day; null: whoever completes the draft says it. */
  actOn: Day | null;
  facts: string;
  clause: string | null;
  draftedOn: Day;
}

/** As much of the step that opens a draft as the opening needs. */
type OpeningStep = Pick<CaseInHand, 'em' | 'now' | 'by' | 'requestId'>;

/**
 * Writes the rows of a draft and tells its desk. The caller writes it down (`writeDown`).
 * @param from the case it comes from; null: whoever acts proposed it, and completes it unless it is given away
 */
export async function registerDraft(
  { em, now, by, requestId }: OpeningStep,
  draft: NewDraft,
  from: DraftOrder['from'] | null,
): Promise<DeterminationInHand> {
  const { caseId, subjectId, authority, draftedOn } = draft;
  const ruleSet = ruleSetForCase(draftedOn).id;
  const ledger = draftByLedger(draftedOn, await loadRules(em, ruleSet, draftedOn, now));
  const draftBy = computeDeadline(ledger, await loadCalendar(em));
  const file = {
    id: caseId,
    kind: 'determination' as const,
    workflowId: determinationWorkflowId(caseId),
    status: 'draft',
    subjectId,
    authorityId: authority.id,
    receivedOn: draftedOn,
    assignedTo: from === null ? by.sub : null,
    nextKind: 'draft-by',
    nextDue: draftBy.due,
    nextAt: draftBy.dueAt,
    nextProvisional: draftBy.provisional,
  };
  await fileCase(em, file, now);
  createDraft(em, draft, from === null ? { proposedBy: by.sub } : { originCaseId: from.caseId });
  await em.flush();
  const hand = await determinationCourse.take(await takeInHand(em, caseId, by, now, requestId));
  beginDeadline(hand, 'draft-by', ledger);
  const number = from?.caseNumber ?? null;
  note(hand, { kind: 'determination-drafted', from: number });
  serveHandler(hand, draftNotice(noticeCase(hand), number, draft.actOn, draftBy.due));
  return hand;
}

function createDraft(
  em: EntityManager,
  { caseId, actOn, facts, clause, draftedOn }: NewDraft,
  origin: { proposedBy: string } | { originCaseId: string },
): void {
  em.create(Determination, {
    caseId,
    draftedOn,
    draftFacts: facts,
    actOn,
    draftClause: clause,
    measures: [],
    ...origin,
  });
}
