import type { Obligation } from '../../db/entities/obligation.ts';
import {
  reasonAgainstRegisteringConcession,
  reasonsAgainstConceding,
} from '../../domain/commitment/commitment-concession.ts';
import { obligationConcededNotice } from '../../domain/commitment/commitment-concession-notice.ts';
import * as refusals from '../../domain/commitment/commitment-refusals.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type { ConcedeAct } from '../../workflows/messages/commitment.ts';
import { reasonsAgainstReceived } from '../case/received.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { serveApplicant } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import {
  clauseOf,
  codesOf,
  type CommitmentInHand,
  commitmentCourse,
  dateOf,
  findObligation,
  getDate,
  isAskedToChange,
  standsAs,
  titlesOf,
} from './commitment-course.ts';
import { makeGoodByReport } from './commitment-verdicts.ts';
import { settle } from './commitment-state.ts';

/**
 * The promisor says by itself, or on a signed paper that an officer registers, that obligations were not fulfilled or
 * will not be rectified: nothing is waited for any more.
 */
export function recordConcession(deps: ActivityDeps, input: ActInput<ConcedeAct>): Promise<ActResult> {
  const { statement, by, receivedAt, receivedOn } = input.act;
  return act(commitmentCourse, deps, input, 'concede', async (hand) => {
    const onPaper = by.role !== 'applicant';
    const objection = onPaper ? reasonAgainstRegistering(hand, input.act.obligations, by.sub) : null;
    if (objection !== null) return [objection];
    const day = receivedOn ?? shanghaiDay(receivedAt);
    const reasons = [
      ...reasonsAgainstReceived(input.act, hand.calendar, hand.rule),
      ...input.act.obligations.flatMap((code) => reasonsAgainst(hand, code, day)),
    ];
    if (reasons.length > 0) return reasons;
    const conceded = hand.obligations.filter(({ code }) => input.act.obligations.includes(code));
    note(hand, { kind: 'obligation-conceded', obligations: codesOf(conceded), on: day, onPaper }, receivedAt);
    for (const obligation of conceded) concede(hand, obligation, { day, statement });
    serveApplicant(hand, obligationConcededNotice(noticeCase(hand), titlesOf(conceded), day));
    await settle(hand);
    return [];
  });
}

function reasonAgainstRegistering(hand: CommitmentInHand, codes: readonly string[], by: string): Refusal | null {
  const checkedBy = hand.commitment.checkedBy ?? null;
  const clause = clauseOf(hand);
  const objections = codes.flatMap((code) => {
    const term = findObligation(hand, code)?.term.kind;
    return term === undefined ? [] : [reasonAgainstRegisteringConcession({ term, by, checkedBy, clause })];
  });
  return objections.find((objection) => objection !== null) ?? null;
}

function reasonsAgainst(hand: CommitmentInHand, code: string, day: Day): Refusal[] {
  const obligation = findObligation(hand, code);
  if (obligation === null) return [refusals.unknownObligation(code, clauseOf(hand))];
  const date = dateOf(hand, obligation);
  return reasonsAgainstConceding({
    title: obligation.title,
    standing: standsAs(hand, obligation),
    term: obligation.term.kind,
    date: date === null ? null : { due: date.due, provisional: date.provisional, startDay: date.ledger.startDay },
    day,
    isAskedToChange: isAskedToChange(hand, obligation),
    extendedOn: latest(date?.ledger.extensions.map(({ on }) => on) ?? []),
    reportedOn: latest(
      hand.reports.filter(({ obligationId }) => obligationId === obligation.id).map(({ receivedOn }) => receivedOn),
    ),
    clause: clauseOf(hand),
  });
}

function latest(days: readonly Day[]): Day | null {
  return days.toSorted().at(-1) ?? null;
}

function concede(hand: CommitmentInHand, obligation: Obligation, said: { day: Day; statement: string }): void {
  const { due } = getDate(hand, obligation);
  const notKeptOn = due < said.day ? due : said.day;
  Object.assign(obligation, { notKeptOn, concededOn: said.day, concession: said.statement });
  // What was reported late and accepted before makes it good at once.
  makeGoodByReport(hand, obligation);
}
