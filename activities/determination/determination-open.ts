import type { EntityManager } from '@mikro-orm/postgresql';
import { ApplicationFailure } from '@temporalio/common';
import { Authority } from '../../db/entities/authority.ts';
import { findRepresentation } from '../../db/queries/representation.ts';
import { RECUSAL } from '../../domain/case/recusal.ts';
import { reasonsAgainstProposedDay } from '../../domain/determination/day-of-act.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import { CASE_UNKNOWN } from '../../workflows/messages/case.ts';
import type { DeterminationProposal, DeterminationProposed } from '../../workflows/messages/determination.ts';
import { throwWhatCanNeverWork } from '../case/act.ts';
import { type CaseState, nextDeadlineOf, stateOf, writeDown } from '../case/case-course.ts';
import { audit } from '../case/case-in-hand.ts';
import { type ActivityDeps, once } from '../case/transaction.ts';
import { determinationCourse } from './determination-course.ts';
import { registerDraft } from './determination-draft.ts';

export interface ProposalResult {
  /** null: nothing was registered. */
  state: CaseState | null;
  answer: DeterminationProposed;
}

/** Opens a draft that an officer proposes, at the desk of the officer's own authority, in one transaction. */
export async function proposeDetermination(
  deps: ActivityDeps,
  { caseId, application, now }: { caseId: string; application: DeterminationProposal; now: Instant },
): Promise<ProposalResult> {
  const { by, subjectId, actOn, facts, clause, receivedAt, requestId = null } = application;
  return await once<ProposalResult>(deps, { caseId, key: application.id, now }, async (em) => {
    const authority = await getAuthority(em, by.authority);
    const draftedOn = shanghaiDay(receivedAt);
    const represents = (await findRepresentation(em, by.sub, subjectId, draftedOn)) !== null;
    const refusals = [...(represents ? [RECUSAL] : []), ...reasonsAgainstProposedDay(actOn, draftedOn)];
    if (refusals.length > 0)
      return { answer: { state: null, answer: { outcome: 'not-registered', refusals } }, keep: false };
    const draft = { caseId, subjectId, authority, actOn, facts, clause, draftedOn };
    const hand = await registerDraft({ em, now, by, requestId }, draft, null);
    audit(hand, 'determination.open');
    const { number, status } = hand.file;
    const next = nextDeadlineOf(determinationCourse, hand);
    const state = stateOf(determinationCourse, hand);
    await writeDown(determinationCourse, hand);
    return { answer: { state, answer: { outcome: 'opened', number, status, next } }, keep: true };
  }).catch(throwWhatCanNeverWork);
}

async function getAuthority(em: EntityManager, code: string | null): Promise<Authority> {
  const authority = await em.findOne(Authority, { code: code ?? '' });
  if (authority === null) throw ApplicationFailure.nonRetryable('There is no such authority', CASE_UNKNOWN);
  return authority;
}
