import { randomUUID } from 'node:crypto';
import { ObjectionSupplement } from '../../db/entities/objection-supplement.ts';
import {
  OBJECTION_WAIT_OF_STATUS,
  type ObjectionDeadline,
  type ObjectionStatus,
} from '../../domain/objection/objection.ts';
import { reasonsAgainstSupplement } from '../../domain/objection/objection-supplement.ts';
import {
  objectionSupplementedNotice,
  objectionSupplementToRead,
} from '../../domain/objection/objection-supplement-notices.ts';
import { shanghaiDay } from '../../domain/time.ts';
import type { SupplementObjectionAct } from '../../workflows/messages/objection.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { latestDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { reasonsAgainstReceived } from '../case/received.ts';
import { serveApplicant, serveHandler } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import { noticedObjection, objectionCourse, type ObjectionInHand } from './objection-course.ts';

/**
 * Who objected adds grounds or evidence, online or on a paper that the desk registers: kept in order, told to whoever
 * handles it, and no date moves.
 */
export function recordSupplement(deps: ActivityDeps, input: ActInput<SupplementObjectionAct>): Promise<ActResult> {
  const { id, text, evidence, by, receivedAt, receivedOn } = input.act;
  return act(objectionCourse, deps, input, 'supplement', (hand) => {
    const on = receivedOn ?? shanghaiDay(receivedAt);
    const onPaper = by.role !== 'applicant';
    const refusals = [
      ...reasonsAgainstReceived({ by, receivedAt, receivedOn }, hand.calendar, hand.rule),
      ...reasonsAgainstSupplement(on, hand.file.receivedOn),
    ];
    if (refusals.length > 0) return refusals;
    const seq = hand.supplements.length + 1;
    const supplement = hand.em.create(ObjectionSupplement, {
      id: randomUUID(),
      caseId: hand.file.id,
      seq,
      body: text,
      evidence,
      receivedOn: on,
      receivedAt,
      at: hand.now,
      onPaper,
      registeredBy: by.sub,
      actId: id,
    });
    hand.supplements.push(supplement);
    note(hand, { kind: 'objection-supplemented', seq, onPaper, on }, receivedAt);
    const told = { seq, on, wait: waitOf(hand) };
    serveApplicant(hand, objectionSupplementedNotice(noticeCase(hand), noticedObjection(hand), told));
    serveHandler(hand, objectionSupplementToRead(noticeCase(hand), noticedObjection(hand), told));
    return [];
  });
}

/** What the status waits for. Throws where it waits for nothing: there the table takes no supplement. */
function waitOf(hand: ObjectionInHand): { kind: ObjectionDeadline; due: string } {
  const kind = OBJECTION_WAIT_OF_STATUS[hand.file.status as ObjectionStatus];
  const due = kind === null || kind === 'opening' ? null : latestDeadline(hand, kind)?.due;
  if (kind === null || kind === 'opening' || due == null) throw new Error(`Case ${hand.file.number} waits for nothing`);
  return { kind, due };
}
