import { type AmendedObligation, CommitmentAmendment } from '../../db/entities/commitment-amendment.ts';
import type { Obligation } from '../../db/entities/obligation.ts';
import type { AmendAct } from '../../workflows/messages/commitment.ts';
import { type CommitmentInHand, dateOf, wordsOf } from './commitment-course.ts';

/** Keeps a change of the promise as it is asked for: what it is about, before and after. */
export function writeChange(
  hand: CommitmentInHand,
  { id, by, receivedAt }: { id: string; by: AmendAct['by']; receivedAt: string },
  kind: CommitmentAmendment['kind'],
  change: Pick<CommitmentAmendment, 'before' | 'after' | 'reason' | 'proof'>,
): CommitmentAmendment {
  const row = hand.em.create(CommitmentAmendment, {
    caseId: hand.file.id,
    seq: hand.amendments.length + 1,
    kind,
    askedBy: by.sub,
    askedRole: by.role,
    askedAt: receivedAt,
    ...change,
    state: 'proposed',
    version: null,
    answeredBy: null,
    answeredAt: null,
    answerReason: null,
    actId: id,
  });
  hand.amendments.push(row);
  return row;
}

/** The change counts from now on: the commitment has a new version. */
export function putInForce(
  hand: CommitmentInHand,
  change: CommitmentAmendment,
  by: string,
  reason: string | null,
): void {
  hand.commitment.version += 1;
  const answer = { state: 'in-force', answeredBy: by, answeredAt: hand.now, answerReason: reason } as const;
  Object.assign(change, { ...answer, version: hand.commitment.version });
}

/** The words of an obligation as they stand, with its date; null where its term has not begun. */
export function amended(hand: CommitmentInHand, obligation: Obligation): AmendedObligation {
  return { ...wordsOf(obligation), due: dateOf(hand, obligation)?.due ?? null };
}
