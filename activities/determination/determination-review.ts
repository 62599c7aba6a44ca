import { extendedDecision } from '../../domain/determination/determination-course.ts';
import { reasonsAgainstExtending } from '../../domain/determination/determination-decision.ts';
import { decisionExtendedNotice, reviewedNotice } from '../../domain/determination/determination-notices.ts';
import { reasonsAgainstNoReason } from '../../domain/hearing/hearing-decision.ts';
import { shanghaiDay } from '../../domain/time.ts';
import type { ExtendDecisionAct, ReviewAct } from '../../workflows/messages/determination.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { recountDeadline, runningDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { serveSubject } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import { determinationCourse, findUnreviewedHearing, termsOf } from './determination-course.ts';
import { goOnDetermination } from './determination-moves.ts';

/** What the subject said is checked, and the result told; what came late is answered with it. 国办发〔2020〕49号（八）. */
export function recordReview(deps: ActivityDeps, input: ActInput<ReviewAct>): Promise<ActResult> {
  const { answer, by, receivedAt } = input.act;
  return act(determinationCourse, deps, input, 'review', async (hand) => {
    const refusals = reasonsAgainstNoReason({ reason: answer });
    if (refusals.length > 0) return refusals;
    const answeredOn = shanghaiDay(receivedAt);
    const statements = hand.statements.filter((statement) => statement.answer == null);
    const hearing = findUnreviewedHearing(hand);
    const said = [...statements, ...(hearing === null ? [] : [hearing])];
    for (const row of said) Object.assign(row, { answer, answeredOn, answeredBy: by.sub });
    hand.determination.reviewedOn = answeredOn;
    note(hand, { kind: 'determination-reviewed', statements: statements.length, hearing: hearing !== null });
    await serveSubject(hand, reviewedNotice(noticeCase(hand), answer));
    goOnDetermination(hand);
    return [];
  });
}

/** The term to decide is extended once, by the head of the authority, and told before it is over (人社部令45号第八条). */
export function recordDecisionExtended(deps: ActivityDeps, input: ActInput<ExtendDecisionAct>): Promise<ActResult> {
  const { reason, by, receivedAt } = input.act;
  return act(determinationCourse, deps, input, 'extend-decision', async (hand) => {
    const row = runningDeadline(hand, 'determine-by');
    if (row === null) throw new Error(`Case ${hand.file.number} has no term to decide`);
    const terms = termsOf(hand);
    const { clause } = terms.extension;
    const { extendedOn = null } = hand.determination;
    const { due, dueAt } = row;
    const refusals = [
      ...reasonsAgainstNoReason({ reason }),
      ...reasonsAgainstExtending({ extendedOn, due, dueAt, now: receivedAt }, clause),
    ];
    if (refusals.length > 0) return refusals;
    const on = shanghaiDay(receivedAt);
    recountDeadline(hand, row, extendedDecision(row.ledger, terms, { by: by.sub, on }));
    Object.assign(hand.determination, { extendedOn: on, extendedBy: by.sub, extensionReason: reason });
    note(hand, { kind: 'determination-extended', from: due, to: row.due });
    await serveSubject(hand, decisionExtendedNotice(noticeCase(hand), reason, row.due, clause));
    return [];
  });
}
