import { Commitment } from '../../db/entities/commitment.ts';
import { CommitmentAmendment } from '../../db/entities/commitment-amendment.ts';
import type { CaseDeadline } from '../../db/entities/deadline.ts';
import { Obligation } from '../../db/entities/obligation.ts';
import { ObligationReport } from '../../db/entities/obligation-report.ts';
import { PerformanceRecord } from '../../db/entities/performance-result.ts';
import { obligationFacts } from '../../db/queries/obligation-facts.ts';
import { loadRules } from '../../db/queries/rules.ts';
import { COMMITMENT, COMMITMENT_WAITS, SHOWN_IN_STATUS } from '../../domain/commitment/commitment.ts';
import { dateKindOf } from '../../domain/commitment/commitment-course.ts';
import { commitmentPace } from '../../domain/commitment/commitment-deadlines.ts';
import { kindTerms } from '../../domain/commitment/commitment-kinds.ts';
import { obligationLine } from '../../domain/commitment/commitment-letter.ts';
import { rectificationReminder } from '../../domain/commitment/commitment-check-notices.ts';
import { obligationReminder } from '../../domain/commitment/commitment-notices.ts';
import {
  type ObligationFacts,
  type ObligationStanding,
  type ObligationText,
  standingOf,
} from '../../domain/commitment/obligation.ts';
import type { CaseCourse } from '../case/case-course.ts';
import { latestDeadline } from '../case/case-deadlines.ts';
import { type CaseInHand, noticeCase, type ServedCase } from '../case/case-in-hand.ts';

/** One commitment inside one transaction. */
export interface CommitmentInHand extends ServedCase {
  commitment: Commitment;
  /** In the order of the letter; those added later at the end. */
  obligations: Obligation[];
  /** In the order in which they were written down. */
  reports: ObligationReport[];
  amendments: CommitmentAmendment[];
  performance: PerformanceRecord | null;
}

/** What the common steps must know of commitments. */
export const commitmentCourse: CaseCourse<CommitmentInHand> = {
  table: COMMITMENT,
  take: takeCommitment,
  paceOf: ({ rule }, { kind }) => commitmentPace(COMMITMENT_WAITS[kind as keyof typeof COMMITMENT_WAITS].remind, rule),
  clauseOf,
  reminder: (hand, { kind, due, about }) => {
    const remind = kind === 'rectify-by' ? rectificationReminder : obligationReminder;
    return remind(noticeCase(hand), { title: titleOf(hand, about), due });
  },
  shownDeadline,
};

async function takeCommitment(common: CaseInHand): Promise<CommitmentInHand> {
  const { em, file } = common;
  const caseId = file.id;
  const commitment = await em.findOneOrFail(Commitment, { caseId });
  return {
    ...common,
    // What administrators entered after the commitment was signed does not reach it.
    rule: await loadRules(em, file.ruleSet, file.receivedOn, commitment.signedAt),
    matter: commitment.title,
    applicantEmail: commitment.contact.email,
    commitment,
    obligations: await em.find(Obligation, { caseId }, { orderBy: { position: 'asc' } }),
    reports: await em.find(ObligationReport, { caseId }, { orderBy: { seq: 'asc' } }),
    amendments: await em.find(CommitmentAmendment, { caseId }, { orderBy: { seq: 'asc' } }),
    performance: await em.findOne(PerformanceRecord, { caseId }),
  };
}

/** The clause that a commitment of this kind rests on. */
export function clauseOf({ commitment }: CommitmentInHand): string {
  return kindTerms(commitment.kind).clause;
}

/** The earliest of the most telling deadlines that run in the status; where none of those runs, the earliest of all. */
function shownDeadline({ deadlines, file }: CommitmentInHand): CaseDeadline | null {
  const running = deadlines.filter(({ state }) => state === 'running').toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  const groups: Readonly<Record<string, readonly (readonly string[])[]>> = SHOWN_IN_STATUS;
  for (const kinds of groups[file.status] ?? []) {
    const first = running.find(({ kind }) => kinds.includes(kind));
    if (first !== undefined) return first;
  }
  return running[0] ?? null;
}

/** What an obligation's standing follows from. */
export function factsOf({ reports }: Pick<CommitmentInHand, 'reports'>, obligation: Obligation): ObligationFacts {
  return obligationFacts(obligation, reports);
}

/** Where an obligation stands. */
export function standsAs(hand: Pick<CommitmentInHand, 'reports'>, obligation: Obligation): ObligationStanding {
  return standingOf(factsOf(hand, obligation));
}

/** The obligation of this code; null where there is none. */
export function findObligation(
  { obligations }: Pick<CommitmentInHand, 'obligations'>,
  code: string,
): Obligation | null {
  return obligations.find((obligation) => obligation.code === code) ?? null;
}

/** The obligations that stand in one of these ways. */
export function standingIn(hand: CommitmentInHand, ...standings: readonly ObligationStanding[]): Obligation[] {
  return hand.obligations.filter((obligation) => standings.includes(standsAs(hand, obligation)));
}

/** The date of an obligation as it is now; null where none has begun. */
export function dateOf(hand: CommitmentInHand, obligation: Obligation): CaseDeadline | null {
  return latestDeadline(hand, dateKindOf(factsOf(hand, obligation)), obligation.id);
}

/** As `dateOf`, where the obligation cannot be without one. */
export function getDate(hand: CommitmentInHand, obligation: Obligation): CaseDeadline {
  const date = dateOf(hand, obligation);
  if (date === null) throw new Error(`Obligation ${obligation.code} of ${hand.file.number} has no date`);
  return date;
}

/** The amendment that waits for its answer; null where none does. */
export function proposedAmendment({ amendments }: CommitmentInHand): CommitmentAmendment | null {
  return amendments.find(({ state }) => state === 'proposed') ?? null;
}

/** Whether an amendment of this obligation waits for the authority's answer. */
export function isAskedToChange(hand: CommitmentInHand, { code }: Pick<Obligation, 'code'>): boolean {
  return proposedAmendment(hand)?.after.some((words) => words.code === code) ?? false;
}

/** An obligation in the words of the letter. */
export function wordsOf(obligation: Obligation): ObligationText {
  const { code, title, term } = obligation;
  const amount = obligation.amount ?? null;
  return {
    code,
    title,
    content: obligation.content ?? null,
    evidence: obligation.evidence ?? null,
    event: obligation.event ?? null,
    quantity: amount === null ? null : { amount, unit: obligation.unit ?? '' },
    term,
  };
}

/** An obligation on one line, as notices list it. */
export function lineOf(obligation: Obligation): string {
  return obligationLine(wordsOf(obligation));
}

/** Titles of obligations, for notices. */
export function titlesOf(obligations: readonly Obligation[]): string[] {
  return obligations.map(({ title }) => title);
}

/** Codes of obligations, for the timeline and the outcome. */
export function codesOf(obligations: readonly Obligation[]): string[] {
  return obligations.map(({ code }) => code);
}

function titleOf(hand: CommitmentInHand, obligationId: string): string {
  return hand.obligations.find(({ id }) => id === obligationId)?.title ?? hand.matter;
}
