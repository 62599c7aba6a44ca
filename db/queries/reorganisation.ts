import type { EntityManager } from '@mikro-orm/postgresql';
import type { Day } from '../../domain/time.ts';
import { select } from './sql.ts';

/** What is already open of a subject or a ruling. */
export interface OpenReorganisation {
  /** Number of an open reorganisation of the subject; null: none. */
  ofSubject: string | null;
  /** The open case that follows this ruling; null: none. */
  ofRuling: { caseId: string; workflowId: string; subjectId: string } | null;
}

/** Which reorganisations are open: of this subject, and by this ruling of this court. */
export async function findOpenReorganisation(
  em: EntityManager,
  { subjectId, courtId, rulingNumber }: { subjectId: string; courtId: string; rulingNumber: string },
): Promise<OpenReorganisation> {
  const rows = await select<{
    caseId: string;
    workflowId: string;
    number: string;
    subjectId: string;
    isRuling: boolean;
  }>(
    em,
    `select c.id as "caseId", c.workflow_id as "workflowId", c.number, c.subject_id as "subjectId",
       r.court_id = ?::uuid and r.ruling_number = ? as "isRuling"
     from case_file c join reorganisation r on r.case_id = c.id
     where c.closed_at is null and (c.subject_id = ?::uuid or (r.court_id = ?::uuid and r.ruling_number = ?))
     order by c.opened_at, c.id`,
    [courtId, rulingNumber, subjectId, courtId, rulingNumber],
  );
  return {
    ofSubject: rows.find((row) => row.subjectId === subjectId)?.number ?? null,
    ofRuling: rows.find(({ isRuling }) => isRuling) ?? null,
  };
}

/** An approved ruling that shields records, or has repaired them. */
export interface RulingInForce {
  caseId: string;
  ruledOn: Day;
  /** Null: it is still being carried out. */
  carriedOutOn: Day | null;
}

/** The rulings about a subject whose records are shielded, or were repaired for good; a failed one is none. */
export async function rulingsInForce(em: EntityManager, subjectId: string): Promise<RulingInForce[]> {
  return await select<RulingInForce>(
    em,
    `select c.id as "caseId", r.ruled_on as "ruledOn",
       case when c.status = 'shielded-for-good' then r.ended_on end as "carriedOutOn"
     from case_file c join reorganisation r on r.case_id = c.id
     where c.subject_id = ?::uuid and c.status in ('shielded', 'shielded-for-good')
     order by c.opened_at, c.id`,
    [subjectId],
  );
}
