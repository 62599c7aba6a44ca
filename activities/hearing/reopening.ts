import { DecisionSetAside } from '../../db/entities/decision-set-aside.ts';
import { reopenedForDesk, reopenedNotice } from '../../domain/hearing/hearing-notices.ts';
import { type DecidedBefore, reasonsAgainstReopening } from '../../domain/hearing/reopening.ts';
import { isVoid } from '../../domain/record/record-ending.ts';
import { isOver } from '../../domain/record/record.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { type Day, type Instant, shanghaiDay } from '../../domain/time.ts';
import type { ReopenHearingAct } from '../../workflows/messages/hearing.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { note } from '../case/case-in-hand.ts';
import { serveHandler, serveOfficers, serveSubject } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import { findRecord } from '../record/record-effects.ts';
import { takeBackRecord } from '../record/record-withdrawal.ts';
import { heading, type HeardCase, type HearingCourse, hearingOf, statementTerm } from './heard-case.ts';
import { receiptBy, writeHearingAsked, writeStatement } from './hearings.ts';

/** The decision against the subject that a case ended with. */
interface StandingDecision {
  decidedBy: string;
  decidedAt: Instant;
  document: string;
  reason: string;
  answer: string | null;
  recordId: string;
  decided: WithoutRecord<DecidedBefore>;
}

type WithoutRecord<D> = D extends unknown ? Omit<D, 'recordOver'> : never;

/** What reopening must know of one kind of case. */
export interface ReopenedCourse<H extends HeardCase> {
  readonly hearing: HearingCourse<H>;
  /** The decision as its rows hold it. Throws where the case did not end with one against the subject. */
  decisionOf(hand: H): StandingDecision;
  /** What else speaks against deciding it anew; absent: nothing. */
  alsoAgainst?(hand: H): Promise<Refusal[]>;
  /** Takes the decision off the case's rows, once its record is withdrawn. */
  takeOff(hand: H): void;
}

/**
 * What the subject handed in in time is written down after it was decided against it: the decision is set aside, its
 * record withdrawn with all that it set in motion, and the case goes on where what it said is reviewed.
 */
export function recordReopening<H extends HeardCase>(
  of: ReopenedCourse<H>,
  deps: ActivityDeps,
  input: ActInput<ReopenHearingAct>,
): Promise<ActResult> {
  const paper = input.act;
  const { hearing: course } = of;
  return act(course.course, deps, input, 'reopen', async (hand) => {
    const receipt = receiptBy(hand, paper);
    if ('refusals' in receipt) return receipt.refusals;
    const decision = of.decisionOf(hand);
    const { day } = receipt;
    const refusals = [
      ...reasonsAgainstReopening(await questionOf(of, hand, paper, day, decision)),
      ...((await of.alsoAgainst?.(hand)) ?? []),
    ];
    if (refusals.length > 0) return refusals;
    const statedUntil = await setAside(of, hand, paper, day, decision);
    if (paper.text !== null) writeStatement(course, hand, { ...paper, text: paper.text }, receipt);
    if (paper.asksHearing) writeHearingAsked(course, hand, paper, receipt);
    course.goOn(hand);
    await tellReopened(course, hand, paper, day, { ...decision, statedUntil });
    return [];
  });
}

async function questionOf<H extends HeardCase>(
  { hearing: course }: ReopenedCourse<H>,
  hand: H,
  { by, reason: cause, text, asksHearing }: ReopenHearingAct,
  day: Day,
  { decidedAt, recordId }: StandingDecision,
) {
  const { row } = await findRecord(hand, recordId);
  return {
    registeredBy: by.sub,
    involved: course.involved(hand),
    cause,
    day,
    text,
    asksHearing,
    term: statementTerm(hand),
    decidedOn: shanghaiDay(decidedAt),
    waivedOn: hand.heard.waivedOn ?? null,
    hearing: hearingOf(hand),
    heard: hand.statements.filter(({ inTime }) => inTime).map(({ body }) => body),
    voided: isVoid(row.endedHow ?? null),
  };
}

/** Gives the last day on which it is said in public that the decision was set aside; null: it is not said. */
async function setAside<H extends HeardCase>(
  of: ReopenedCourse<H>,
  hand: H,
  { by, reason: cause, means }: ReopenHearingAct,
  day: Day,
  { decided, ...decision }: StandingDecision,
): Promise<Day | null> {
  const { em, file, now } = hand;
  const { recordId, document, decidedAt } = decision;
  const recordOver = isOver((await findRecord(hand, recordId)).state.state);
  file.round += 1;
  file.outcome = null;
  em.create(DecisionSetAside, {
    caseId: file.id,
    round: file.round,
    setAsideAt: now,
    setAsideBy: by.sub,
    cause,
    handedInOn: day,
    means,
    ...decision,
    decided: { ...decided, recordOver },
  });
  note(
    hand,
    of.hearing.event({ kind: 'reopened', decidedOn: shanghaiDay(decidedAt), document, handedInOn: day, means }),
  );
  const on = shanghaiDay(now);
  const statedUntil = await takeBackRecord(hand, { recordId, how: 'withdrawn', on }, { ground: 'set-aside', on });
  of.takeOff(hand);
  return statedUntil;
}

/** The subject, the desk, who proposed it, and who had decided it. */
async function tellReopened<H extends HeardCase>(
  course: HearingCourse<H>,
  hand: H,
  { means }: ReopenHearingAct,
  handedInOn: Day,
  { document, decidedAt, decidedBy, statedUntil }: StandingDecision & { statedUntil: Day | null },
): Promise<void> {
  const aside = { document, decidedOn: shanghaiDay(decidedAt), handedInOn, means, statedUntil };
  await serveSubject(hand, reopenedNotice(...heading(course, hand), aside));
  const text = reopenedForDesk(...heading(course, hand), aside);
  serveOfficers(hand, text);
  const { authority } = hand;
  for (const assignedTo of new Set([...course.involved(hand), decidedBy]))
    serveHandler(hand, text, { authority, assignedTo });
}

/** What the last decision of the case that was set aside had decided; null: none was. */
export async function findDecidedBefore({ em, file }: HeardCase): Promise<DecidedBefore | null> {
  const [last] = await em.find(DecisionSetAside, { caseId: file.id }, { orderBy: { round: 'desc' }, limit: 1 });
  return last?.decided ?? null;
}
