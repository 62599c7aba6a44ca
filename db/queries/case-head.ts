import type { EntityManager } from '@mikro-orm/postgresql';
import type { CaseKind } from '../../domain/case/case-kind.ts';
import { select } from './sql.ts';

/** As much of a case as is needed to decide who may see it and where an act on it goes. No personal data. */
export interface CaseHead {
  readonly id: string;
  readonly number: string;
  readonly kind: CaseKind;
  readonly workflowId: string;
  readonly status: string;
  readonly closed: boolean;
  /** Code of the authority in charge. */
  readonly authority: string;
  /** Codes of the authorities that have a part of it to handle: of an application for repair, or a measure of a record. */
  readonly partAuthorities: readonly string[];
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
       a.code as authority, c.subject_id as "subjectId",
       (select coalesce(json_agg(pa.code order by parts.position, pa.code), '[]') from (
          select p.authority_id, p.position from repair_part p where p.case_id = c.id
          union select e.authority_id, 0 from record r join measure_execution e on e.record_id = r.id
          where r.case_id = c.id and e.named) parts
        join authority pa on pa.id = parts.authority_id) as "partAuthorities", c.applicant_sub as "applicantSub",
       c.assigned_to as "assignedTo", c.version
     from case_file c join authority a on a.id = c.authority_id
     where c.number = ?`,
    [number],
  );
  return head ?? null;
}
