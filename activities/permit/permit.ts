import { Permit } from '../../db/entities/permit.ts';
import { PermitChange } from '../../db/entities/permit-change.ts';
import { Subject } from '../../db/entities/subject.ts';
import { lockPermit } from '../../db/queries/permits.ts';
import { computeDeadline } from '../../domain/deadline/deadline.ts';
import {
  canChange,
  type PermitChangeKind,
  permitState,
  publishPermitByLedger,
  reasonToWithhold,
} from '../../domain/permit/permit.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type { CaseInHand } from '../case/case-in-hand.ts';

/** What was granted in a case. */
export interface Grant {
  readonly procedureId: string;
  readonly procedureName: string;
  /** What the procedure's data said when it was decided; null: nothing. */
  readonly isPermit: boolean | null;
  readonly onPromise: boolean;
  readonly decidedOn: Day;
  readonly document: string | null;
}

/**
 * Writes down what was granted, in the transaction of the decision: public from its commit on, or withheld with the
 * reason. A decision made on paper before is late by the day on which it is written down here.
 */
export async function publishGrant(hand: CaseInHand, grant: Grant): Promise<void> {
  const { em, file, by, now, rule, calendar } = hand;
  const { kind } = await em.findOneOrFail(Subject, { id: file.subjectId });
  const { isPermit, ...granted } = grant;
  const withheld = reasonToWithhold(isPermit, kind);
  const { due, provisional } = computeDeadline(publishPermitByLedger(granted.decidedOn, rule), calendar);
  em.create(Permit, {
    caseId: file.id,
    subjectId: file.subjectId,
    authorityId: file.authorityId,
    ...granted,
    // Of a day that is not certain nothing adverse is said.
    publishBy: withheld !== null || provisional ? null : due,
    withheld,
    by: by.sub,
    at: now,
  });
}

/**
 * Writes down what became of what this case granted, today; nothing where it granted nothing, or where it is so already
 * by what was written down outside of the case. It restores only what it revoked itself: what a court annulled, or its
 * authority cancelled, stays so.
 */
export async function changeGrant(hand: CaseInHand, kind: PermitChangeKind, reason: string | null): Promise<void> {
  const { em, file, by, now } = hand;
  const permit = await em.findOne(Permit, { caseId: file.id });
  if (permit === null) return;
  await lockPermit(em, permit.id);
  const changes = await em.find(PermitChange, { permitId: permit.id }, { orderBy: { seq: 'asc' } });
  if (!canChange(permitState(changes).state, kind)) return;
  const last = changes.at(-1);
  if (kind === 'restored' && !(last?.kind === 'revoked' && last.document == null)) return;
  em.create(PermitChange, {
    permitId: permit.id,
    seq: changes.length + 1,
    kind,
    on: shanghaiDay(now),
    document: null,
    reason,
    by: by.sub,
    at: now,
  });
}
