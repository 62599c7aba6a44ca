import { findRepresentation } from '../../db/queries/representation.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { reasonAgainstStatement } from '../../domain/reorganisation/reorganisation-door.ts';
import { reorganisationWithdrawnNotice } from '../../domain/reorganisation/reorganisation-notices.ts';
import { shanghaiDay } from '../../domain/time.ts';
import type { AddStatementAct, WithdrawReorganisationAct } from '../../workflows/messages/reorganisation.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { closeDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { REORGANISATION_CLAUSE, reorganisationCourse } from './reorganisation-course.ts';
import { addStatement, end } from './reorganisation-moves.ts';
import { serveApplicant } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/** Back as if never applied, while the court has not confirmed. */
export function recordReorganisationWithdrawal(
  deps: ActivityDeps,
  input: ActInput<WithdrawReorganisationAct>,
): Promise<ActResult> {
  return act(reorganisationCourse, deps, input, 'withdraw', (hand) => {
    note(hand, { kind: 'reorganisation-withdrawn' }, input.act.receivedAt);
    closeDeadline(hand, 'ruling-confirmed-by', 'closed');
    end(hand, 'withdrawn', { kind: 'withdrawn' }, shanghaiDay(hand.now), input.act.reason);
    serveApplicant(hand, reorganisationWithdrawnNotice(noticeCase(hand)));
    return [];
  });
}

/** The administrator in bankruptcy adds a statement to every shielded record. */
export function recordStatement(deps: ActivityDeps, input: ActInput<AddStatementAct>): Promise<ActResult> {
  const { id, by, text } = input.act;
  return act(reorganisationCourse, deps, input, 'add-statement', async (hand) => {
    const actsAs = await findRepresentation(hand.em, by.sub, hand.file.subjectId, shanghaiDay(input.act.receivedAt));
    const refusal = reasonAgainstStatement(actsAs);
    if (refusal !== null) return [refusal];
    if (hand.shielded.length === 0) return [nothingShielded];
    await addStatement(hand, { by: 'administrator', source: id, text });
    return [];
  });
}

const nothingShielded: Refusal = {
  code: 'nothing-shielded',
  clause: REORGANISATION_CLAUSE,
  text: {
    zh: '本件没有屏蔽任何信用信息，无处附加说明。',
    en: 'The case shields no record, so there is nothing to add a statement to.',
  },
};
