import type { NoticeCase } from '../../domain/case/notice.ts';
import type { TimelineEvent } from '../../domain/case/timeline.ts';
import type { Hearing, StatementTerm } from '../../domain/hearing/hearing.ts';
import type { HeardRow, HearingRow, StatementRow } from '../../domain/hearing/heard-rows.ts';
import {
  type HeardStanding,
  type HearingTime,
  type HowHeard,
  howHeardBy,
} from '../../domain/hearing/hearing-course.ts';
import type { HearingWords } from '../../domain/hearing/hearing-notices.ts';
import type { HearingEvent } from '../../domain/hearing/hearing-timeline.ts';
import type { Day } from '../../domain/time.ts';
import type { CaseDeadline } from '../../db/entities/deadline.ts';
import type { CaseCourse } from '../case/case-course.ts';
import { latestDeadline, runningDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase, type ServedCase, SERVICE } from '../case/case-in-hand.ts';

/** A case in one transaction whose subject is heard before it is decided. */
export interface HeardCase extends ServedCase {
  heard: HeardRow;
  /** In the order in which they were written down. */
  statements: StatementRow[];
  hearing: HearingRow | null;
}

/** What the steps of a hearing must know of one kind of case. */
export interface HearingCourse<H extends HeardCase> {
  readonly course: CaseCourse<H>;
  readonly words: HearingWords;
  /** An entry of the hearing, as this kind of case writes it. */
  event(event: HearingEvent): TimelineEvent;
  /** Who proposed the case, or wrote what the subject was told: they do not decide, preside, or register a waiver. */
  involved(hand: H): readonly string[];
  /** The day on which the notice was made. */
  madeOn(hand: H): Day;
  /** Moves the case to where its rows and stored dates put it. */
  goOn(hand: H): void;
  /** What else follows from a statement that was made in time; absent: nothing. */
  afterStatement?(hand: H): void;
  createStatement(hand: H, statement: StatementRow): StatementRow;
  createHearing(hand: H, hearing: Pick<HearingRow, 'caseId' | 'askedOn' | 'askedBy'>): HearingRow;
}

/** How the subject spoke: in writing and in time, at a hearing that was held, both ways, or not. */
export function howHeard({ statements, hearing }: Pick<HeardCase, 'statements' | 'hearing'>): HowHeard {
  return howHeardBy({ inWriting: statements.some(({ inTime }) => inTime), heldHearing: hearing?.result === 'held' });
}

/** The day on which a hearing was held; null: none was. */
export function hearingHeldOn({ hearing }: Pick<HeardCase, 'hearing'>): Day | null {
  return hearing?.result === 'held' ? (hearing.endedOn ?? null) : null;
}

/** The subject's term as it counts now: none before service, and it stands still while a hearing is pending. */
export function statementTerm(hand: HeardCase): StatementTerm {
  if (hand.heard.servedOn == null || isHearingPending(hand)) return null;
  const row = latestDeadline(hand, 'statement-by');
  return row === null ? null : { due: row.due, provisional: row.provisional };
}

/** The last day of the statement period as it was stored. Throws where it has not begun. */
export function getStatementBy(hand: HeardCase): CaseDeadline {
  const row = latestDeadline(hand, 'statement-by');
  if (row === null) throw new Error(`Case ${hand.file.number} has no statement period`);
  return row;
}

/** How far the subject has been heard, by the rows. */
export function standingOf(hand: HeardCase): HeardStanding {
  const { heard, hearing } = hand;
  const row = latestDeadline(hand, 'statement-by');
  // Counted before the hearing was over, it does not know the days that are not counted.
  const isStale = row !== null && hearing?.result != null && row.ledger.pauses.length === 0;
  return {
    served: heard.servedOn != null,
    hearing: hearing === null ? 'none' : isHearingPending(hand) ? 'pending' : 'over',
    waived: heard.waivedOn != null,
    statementBy: isStale ? null : row,
  };
}

/** The time of a hearing that is over, as the statement period leaves it out; null: there was none. */
export function timeOfHearing({ hearing }: HeardCase): HearingTime | null {
  if (hearing?.endedOn == null) return null;
  const { askedOn: from, endedOn: until, recordedOn } = hearing;
  // Of one that was written down before its day was kept, the end itself is all that is known.
  return { from, until, recordedOn: recordedOn ?? until };
}

/** The period is over: met where the subject was heard in it, or said that it has nothing to say. */
export function endStatementPeriod<H extends HeardCase>({ event }: HearingCourse<H>, hand: H): void {
  const row = runningDeadline(hand, 'statement-by');
  if (row === null || hand.heard.waivedOn != null) return;
  const how = howHeard(hand);
  const heard = how !== 'not';
  Object.assign(row, { state: heard ? 'met' : 'missed', closedAt: hand.now });
  note(hand, event({ kind: 'statement-period-ended', due: row.due, heard, how }), row.dueAt, SERVICE);
}

/**
 * The subject says more, or asks for a hearing, after it had given that up: what is left of its period runs again.
 * The waiver itself stays on the timeline.
 */
export function takeWaiverBack<H extends HeardCase>(
  { goOn, event }: HearingCourse<H>,
  hand: H,
  cause: 'statement' | 'hearing',
): void {
  if (hand.heard.waivedOn == null) return;
  Object.assign(hand.heard, { waivedOn: null, waiver: null, waiverRegisteredBy: null });
  goOn(hand);
  const statementBy = runningDeadline(hand, 'statement-by')?.due ?? null;
  note(hand, event({ kind: 'waiver-taken-back', statementBy, cause }));
}

/** A hearing as the rules know it. */
export function hearingOf({ hearing }: HeardCase): Hearing | null {
  if (hearing === null) return null;
  const { askedOn, calledFor, result } = hearing;
  return { askedOn, calledFor: calledFor ?? null, result: result ?? null };
}

/** What the notices of a hearing begin with. */
export function heading<H extends HeardCase>({ words }: HearingCourse<H>, hand: H): [HearingWords, NoticeCase] {
  return [words, noticeCase(hand)];
}

/** Whether a hearing was asked for that is neither held nor given up. */
export function isHearingPending({ hearing }: HeardCase): boolean {
  return hearing !== null && hearing.result == null;
}

/** The later of two days. */
export function latest(a: Day, b: Day): Day {
  return a > b ? a : b;
}
