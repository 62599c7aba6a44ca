import { LookUp } from '../../db/entities/look-up.ts';
import { recordsInForce } from '../../db/queries/records-in-force.ts';
import { type CaseTable, isDecision } from '../../domain/case/case-kind.ts';
import { foundInForce, type RecordInForce } from '../../domain/record/in-force.ts';
import type { CaseInHand } from './case-in-hand.ts';

/**
 * Looks up what is in force of the subject, where the act decides for or against it and somebody of an authority does
 * it: before anything of the act is written, for the act itself may end a record. Null: nothing is to be looked up.
 */
export async function lookUpFor(hand: CaseInHand, table: CaseTable, act: string): Promise<RecordInForce[] | null> {
  const { em, file, now, by } = hand;
  return isDecision(table, act, by.role) ? await recordsInForce(em, file.subjectId, now) : null;
}

/** Keeps what was looked up with the decision, in its transaction. Source: 国发〔2016〕33号（十八）. */
export function keepLookUp({ em, file, now, by }: CaseInHand, act: string, found: readonly RecordInForce[]): void {
  const { sub: actorSub, role: actorRole, authority } = by;
  em.create(LookUp, { caseId: file.id, act, at: now, actorSub, actorRole, authority, found: foundInForce(found) });
}
