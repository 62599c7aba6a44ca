import type { CommitmentAmendment } from '../../db/entities/commitment-amendment.ts';
import { Obligation } from '../../db/entities/obligation.ts';
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { dateKindOf } from '../../domain/commitment/commitment-course.ts';
import { afterEventLedger } from '../../domain/commitment/commitment-deadlines.ts';
import { reasonsAgainstAmendment } from '../../domain/commitment/commitment-door.ts';
import { amendmentAnsweredNotice, amendmentProposedNotice } from '../../domain/commitment/commitment-notices.ts';
import { obligationLine } from '../../domain/commitment/commitment-letter.ts';
import * as refusals from '../../domain/commitment/commitment-refusals.ts';
import type { ObligationText } from '../../domain/commitment/obligation.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { shanghaiDay } from '../../domain/time.ts';
import type { AmendAct, AnswerAmendmentAct } from '../../workflows/messages/commitment.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { beginDeadline, closeDeadline, runningDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import {
  clauseOf,
  type CommitmentInHand,
  commitmentCourse,
  dateOf,
  factsOf,
  findObligation,
  proposedAmendment,
  standsAs,
} from './commitment-course.ts';
import { beginTerm, phaseOf, settle } from './commitment-state.ts';
import { serveApplicant, serveHandler } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import { amended, putInForce, writeChange } from './commitment-versions.ts';
import { columnsOf, UNTOUCHED } from './commitment-words.ts';

/** The promisor asks for other words or dates; they count once the authority consents. */
export function recordAmendment(deps: ActivityDeps, input: ActInput<AmendAct>): Promise<ActResult> {
  const { obligations, reason } = input.act;
  return act(commitmentCourse, deps, input, 'amend', async (hand) => {
    const reasons = reasonsAgainstAsking(hand, obligations);
    if (reasons.length > 0) return reasons;
    const known = obligations.flatMap(({ code }) => findObligation(hand, code) ?? []);
    const before = known.map((obligation) => amended(hand, obligation));
    const after = obligations.map((words) => ({ ...words, due: words.term.kind === 'day' ? words.term.due : null }));
    writeChange(hand, input.act, 'amendment', { before, after, reason, proof: null });
    note(hand, { kind: 'amendment-proposed', obligations: obligations.map(({ code }) => code) }, input.act.receivedAt);
    await settle(hand);
    const answerBy = runningDeadline(hand, 'consent-by')?.due ?? shanghaiDay(hand.now);
    const titles = obligations.map(({ title }) => title);
    serveHandler(hand, amendmentProposedNotice(noticeCase(hand), titles, answerBy));
    return [];
  });
}

/** The authority consents, and the promise stands in its new words; or not, and it stands as it was. */
export function recordAmendmentAnswer(deps: ActivityDeps, input: ActInput<AnswerAmendmentAct>): Promise<ActResult> {
  const { consented, reason, by } = input.act;
  return act(commitmentCourse, deps, input, 'answer-amendment', async (hand) => {
    const change = proposedAmendment(hand);
    if (change === null) return [refusals.noAmendment(clauseOf(hand))];
    if (change.askedBy === by.sub) return [refusals.secondPerson(clauseOf(hand))];
    if (!consented && (reason ?? '').trim() === '') return [refusals.reasonMissing(hand.matter, clauseOf(hand))];
    const concerned = change.after.flatMap(({ code }) => findObligation(hand, code) ?? []);
    if (consented) {
      const reasons = reasonsAgainstConsent(hand, change);
      if (reasons.length > 0) return reasons;
      putInForce(hand, change, by.sub, reason);
      for (const words of change.after) rewrite(hand, words);
    } else {
      Object.assign(change, { state: 'refused', answeredBy: by.sub, answeredAt: hand.now, answerReason: reason });
    }
    note(hand, { kind: 'amendment-answered', consented, version: consented ? hand.commitment.version : null });
    const lines = change.after.map((words) => obligationLine(words));
    serveApplicant(hand, amendmentAnsweredNotice(noticeCase(hand), consented, lines, reason));
    await settle(hand, concerned);
    return [];
  });
}

function reasonsAgainstAsking(hand: CommitmentInHand, obligations: readonly ObligationText[]): Refusal[] {
  const clause = clauseOf(hand);
  if (proposedAmendment(hand) !== null) return [refusals.amendmentOpen(clause)];
  return [
    ...reasonsAgainstWords(hand, obligations),
    ...obligations.flatMap(({ code }) => reasonsAgainstChanging(hand, code)),
  ];
}

function reasonsAgainstConsent(hand: CommitmentInHand, { after, before }: CommitmentAmendment): Refusal[] {
  const overtaken = after.flatMap(({ code, title }) => {
    const obligation = findObligation(hand, code);
    if (obligation === null) return [];
    const standing = standsAs(hand, obligation);
    const asked = before.find((words) => words.code === code);
    // A date that passed while the authority was silent is no reason: it was asked in time.
    const stands = standing === 'pending' || standing === 'due';
    const moved = (dateOf(hand, obligation)?.due ?? null) !== (asked?.due ?? null);
    return stands && !moved ? [] : [refusals.amendmentOvertaken(title, clauseOf(hand))];
  });
  return [...reasonsAgainstWords(hand, after), ...overtaken];
}

function reasonsAgainstWords(hand: CommitmentInHand, obligations: readonly ObligationText[]): Refusal[] {
  const promisedOn = hand.file.receivedOn;
  return reasonsAgainstAmendment({ obligations, promisedOn, today: shanghaiDay(hand.now) });
}

/** Only what is still owed can be changed, and only before its date. */
function reasonsAgainstChanging(hand: CommitmentInHand, code: string): Refusal[] {
  const obligation = findObligation(hand, code);
  if (obligation === null) return [];
  const standing = standsAs(hand, obligation);
  const isOwed = standing === 'pending' || (standing === 'due' && phaseOf(hand, obligation) === 'running');
  return isOwed && obligation.term.kind !== 'approval' ? [] : [refusals.notOpen(obligation.title, clauseOf(hand))];
}

/** The new words of an obligation, or a new one; its date begins anew where its term is another. */
function rewrite(hand: CommitmentInHand, words: ObligationText): void {
  const known = findObligation(hand, words.code);
  const columns = columnsOf(words, hand.commitment.version);
  if (known === null) {
    const position = hand.obligations.length;
    const added = hand.em.create(Obligation, {
      id: randomUUID(),
      caseId: hand.file.id,
      ...columns,
      position,
      ...UNTOUCHED,
    });
    hand.obligations.push(added);
    return beginTerm(hand, added);
  }
  // As long after another event is another term: what happened was not that event.
  const isSameEvent = words.term.kind !== 'event' || known.event === words.event;
  const isSameTerm = isSameEvent && isDeepStrictEqual(known.term, words.term);
  if (!isSameTerm) {
    for (const kind of [dateKindOf(factsOf(hand, known)), 'event-by', 'fulfil-registration'] as const) {
      closeDeadline(hand, kind, 'closed', known.id);
    }
  }
  // The event has happened, and is the same one: the new term runs from its day, and some days are left.
  const happenedOn = words.term.kind === 'event' && known.event === words.event ? (known.eventOn ?? null) : null;
  Object.assign(known, columns);
  if (isSameTerm) return;
  if (words.term.kind === 'event' && happenedOn !== null) {
    const ledger = afterEventLedger(words.term, happenedOn, shanghaiDay(hand.now), hand.calendar, hand.rule);
    beginDeadline(hand, 'fulfil-by', ledger, known.id);
    return;
  }
  Object.assign(known, { eventOn: null, eventProof: null });
  beginTerm(hand, known);
}
