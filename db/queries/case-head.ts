import type { EntityManager } from '@mikro-orm/postgresql';
import type { AcceptFirstStatus } from '../../domain/accept-first.ts';
import type { CaseKind } from '../entities/case-file.ts';
import { select } from './sql.ts';

/** As much of a case as is needed to decide who may see it and where an act on it goes. No personal data. */
export interface CaseHead {
  readonly id: string;
  readonly number: string;
  readonly kind: CaseKind;
  readonly workflowId: string;
  readonly status: AcceptFirstStatus;
  readonly closed: boolean;
  /** Code of the authority in charge. */
  readonly authority: string;
  readonly subjectId: string;
  readonly applicantSub: string | null;
  readonly assignedTo: string | null;
  readonly version: number;
}

/** The head of the case with this number. One statement. */
export async function findCaseHead(em: EntityManager, number: string): Promise<CaseHead | null> {
  const [head] = await select<CaseHead>(
    em,
    `select c.id, c.number, c.kind, c.workflow_id as "workflowId", c.status, c.closed_at is not null as closed,
       a.code as authority, c.subject_id as "subjectId", c.applicant_sub as "applicantSub",
       c.assigned_to as "assignedTo", c.version
     from case_file c join authority a on a.id = c.authority_id
     where c.number = ?`,
    [number],
  );
  return head ?? null;
}
