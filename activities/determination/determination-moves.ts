import { DeterminationHearing } from '../../db/entities/determination-hearing.ts';
import { DeterminationStatement } from '../../db/entities/determination-statement.ts';
import { isOpen } from '../../domain/case/case-kind.ts';
import type { Ledger } from '../../domain/deadline/ledger.ts';
import { DETERMINATION_WAITS, type DeterminationDeadline } from '../../domain/determination/determination.ts';
import {
  DETERMINATION_DEADLINES_IN_STATUS,
  determinationAtHand,
  determineByLedger,
  draftByLedger,
  noticeHearingByLedger,
  noticeServeByLedger,
  noticeStatementByLedger,
  type OpenedStatus,
  type OpenStatus,
  reviewByLedger,
} from '../../domain/determination/determination-course.ts';
import { DETERMINATION_WORDS } from '../../domain/determination/determination-notices.ts';
import { toDecideNotice } from '../../domain/hearing/hearing-notices.ts';
import { prefixed } from '../../domain/hearing/hearing-timeline.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import { closeDeadline, resumeDeadline, runningDeadline } from '../case/case-deadlines.ts';
import { SERVICE } from '../case/case-in-hand.ts';
import { serveOfficers } from '../case/serve.ts';
import {
  endStatementPeriod,
  getStatementBy,
  heading,
  type HearingCourse,
  howHeard,
  latest,
  standingOf,
  timeOfHearing,
} from '../hearing/heard-case.ts';
import {
  determinationCourse,
  type DeterminationInHand,
  findUnreviewedHearing,
  getTold,
  termsOf,
} from './determination-course.ts';

/** What the steps of a hearing must know of a determination. */
export const determinationHearing: HearingCourse<DeterminationInHand> = {
  course: determinationCourse,
  words: DETERMINATION_WORDS,
  event: (event) => prefixed('determination', event),
  involved: involvedIn,
  madeOn: (hand) => getTold(hand).madeOn,
  goOn: goOnDetermination,
  // One that is written down late is reviewed before it is decided.
  afterStatement: goOnDetermination,
  createStatement: ({ em }, { evidence = null, ...statement }) =>
    em.create(DeterminationStatement, { ...statement, evidence }),
  createHearing: ({ em }, hearing) => em.create(DeterminationHearing, hearing),
};

/** Who proposed it, and who completed it: neither decides. */
export function involvedIn({ determination }: DeterminationInHand): string[] {
  const { proposedBy = null, completedBy = null } = determination;
  return [proposedBy, completedBy].filter((sub) => sub !== null);
}

/**
 * Moves the case to where its rows and stored dates put it at `now`. A statement period that is over as it begins,
 * because service or hearing was written down late, ends at once.
 */
export function goOnDetermination(hand: DeterminationInHand): void {
  enterDetermination(hand, statusOfRows(hand));
  const status = statusOfRows(hand);
  if (status !== hand.file.status) enterDetermination(hand, status);
}

/** Puts the case into a status: the deadlines that belong to it run, the others are closed as they ended. */
export function enterDetermination(hand: DeterminationInHand, status: OpenedStatus): void {
  const { file } = hand;
  const isNew = file.status !== status;
  file.status = status;
  file.closedAt = isOpen(determinationCourse.table, status) ? null : hand.now;
  if (status === 'reviewing' || status === 'awaiting-decision') endStatementPeriod(determinationHearing, hand);
  const wanted = DETERMINATION_DEADLINES_IN_STATUS[status];
  for (const kind of Object.keys(DETERMINATION_WAITS) as DeterminationDeadline[]) {
    const state = wanted[kind];
    if (state !== 'running') closeDeadline(hand, kind, state);
    else if (runningDeadline(hand, kind) === null) resumeDeadline(hand, kind, ledgerOf(hand, kind));
  }
  if (isNew && status === 'awaiting-decision') tellWhoDecides(hand);
}

function statusOfRows(hand: DeterminationInHand): OpenStatus {
  const completed = hand.determination.madeOn != null;
  const isUnanswered = hand.statements.some(({ inTime, answer }) => inTime && answer == null);
  const unreviewed = isUnanswered || findUnreviewedHearing(hand) !== null;
  return determinationAtHand({ ...standingOf(hand), completed, unreviewed }, hand.now);
}

/** Somebody else must decide: the case goes back to the desk, and all of it is told. */
function tellWhoDecides(hand: DeterminationInHand): void {
  const { assignedTo = null } = hand.file;
  if (assignedTo !== null && involvedIn(hand).includes(assignedTo)) hand.file.assignedTo = null;
  const { due } = getStatementBy(hand);
  const decideBy = runningDeadline(hand, 'determine-by')?.due ?? due;
  const ended = { statementDue: due, waivedOn: hand.heard.waivedOn ?? null, heard: howHeard(hand) };
  serveOfficers(hand, toDecideNotice(...heading(determinationHearing, hand), ended, decideBy));
}

function ledgerOf(hand: DeterminationInHand, kind: DeterminationDeadline): Ledger {
  const { determination, hearing, rule } = hand;
  const { draftedOn, servedOn = null, reviewedOn = null, waivedOn = null } = determination;
  const waived = waivedOn !== null;
  switch (kind) {
    case 'draft-by':
      return draftByLedger(draftedOn, rule);
    case 'serve-by':
      return noticeServeByLedger(getTold(hand).madeOn, rule);
    case 'statement-by':
      return noticeStatementByLedger(getServedOn(servedOn), timeOfHearing(hand), termsOf(hand), rule);
    case 'hearing-by': {
      const served = getServedOn(servedOn);
      return noticeHearingByLedger(latest(hearing?.askedOn ?? served, served), rule);
    }
    case 'review-by':
      return reviewByLedger(fromWhen(hand, endOfHearing(hand)), waived, termsOf(hand));
    case 'determine-by': {
      // What was reviewed before a hearing was asked for begins no term: the later of both days does.
      const ended = endOfHearing(hand);
      const reviewed = reviewedOn !== null && reviewedOn >= ended;
      return determineByLedger(fromWhen(hand, reviewed ? reviewedOn : ended), { waived, reviewed }, termsOf(hand));
    }
    default:
      return kind satisfies never;
  }
}

function getServedOn(servedOn: Day | null): Day {
  if (servedOn === null) throw new Error('the notice has not been served');
  return servedOn;
}

function endOfHearing(hand: DeterminationInHand): Day {
  return hand.heard.waivedOn ?? getStatementBy(hand).due;
}

/** Written down late, the authority's own term begins when it is written down. */
function fromWhen({ by, now }: DeterminationInHand, ended: Day): Day {
  return by === SERVICE ? ended : latest(ended, shanghaiDay(now));
}
