/** Rulings on a subject's reorganisation as their rows say them, for tests of other cases beside them. */
import { randomUUID } from 'node:crypto';
import { Authority } from '../../db/entities/authority.ts';
import { CaseFile } from '../../db/entities/case-file.ts';
import { Reorganisation } from '../../db/entities/reorganisation.ts';
import type { Day } from '../../domain/time.ts';
import { reorganisationWorkflowId } from '../../workflows/messages/reorganisation.ts';
import type { BenchParts } from './bench-parts.ts';

/** The day of every such ruling. */
export const RULED_ON: Day = '2026-05-10';

/**
 * A ruling that the court has approved. Gives its case.
 * @param carriedOutOn null: its plan is still being carried out
 */
export async function enterRuling(
  bench: BenchParts,
  subjectId: string,
  carriedOutOn: Day | null = null,
): Promise<string> {
  const em = bench.orm.em.fork();
  const court = await em.findOneOrFail(Authority, { code: 'court' });
  const now = await bench.now();
  const id = randomUUID();
  em.create(CaseFile, {
    id,
    number: `JN-2026-9${id.replace(/\D/g, '').padEnd(5, '0').slice(0, 5)}`,
    kind: 'reorganisation',
    workflowId: reorganisationWorkflowId(id),
    status: carriedOutOn === null ? 'shielded' : 'shielded-for-good',
    subjectId,
    authorityId: court.id,
    procedureId: null,
    applicantSub: null,
    ruleSet: 'order-36-2025',
    round: 0,
    receivedOn: '2026-09-10',
    openedAt: now,
    closedAt: carriedOutOn === null ? null : now,
    assignedTo: null,
    nextKind: null,
    nextDue: null,
    nextAt: null,
    nextProvisional: null,
    outcome: carriedOutOn === null ? null : { kind: 'carried-out', records: 0 },
  });
  em.create(Reorganisation, {
    caseId: id,
    kind: 'plan',
    courtId: court.id,
    rulingNumber: `破-${id}`,
    ruledOn: RULED_ON,
    planUntil: null,
    openedBy: 'court',
    contact: null,
    confirmedAt: now,
    endedOn: carriedOutOn,
    endReason: null,
  });
  await em.flush();
  return id;
}
