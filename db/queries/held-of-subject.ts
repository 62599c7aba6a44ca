import type { EntityManager } from '@mikro-orm/postgresql';
import type { TimelineKind } from '../../domain/case/timeline.ts';
import type { ReportHonour, ReportPerformance } from '../../domain/report/credit-report.ts';
import type { ReportRecord } from '../../domain/report/report-record.ts';
import type { RegistrationStandingNow } from '../../domain/report/report-registrations.ts';
import type { Day, Instant } from '../../domain/time.ts';
import { Authority } from '../entities/authority.ts';
import { RecordDeclaration } from '../entities/record-declaration.ts';
import { toInstant } from '../types.ts';
import { modelsOf } from './green-channel.ts';
import { performancesOfSubject } from './promises-of-subject.ts';
import { factsOf, holdOf, measureOf, recordsOfSubject } from './records.ts';
import { select } from './sql.ts';
import { registrationsOfSubject } from './voluntary-registrations.ts';

/** All that is held of a subject, of any day, as a report may list it; which of it, is the report's to say. */
export interface HeldOfSubject {
  readonly records: readonly ReportRecord[];
  readonly performances: readonly (ReportPerformance & { readonly correctedOn: Day | null })[];
  readonly honours: readonly (ReportHonour & { readonly endedOn: Day | null })[];
  readonly registrations: readonly RegistrationStandingNow[];
}

/** What is held of a subject now. Ten statements. */
export async function heldOfSubject(em: EntityManager, subjectId: string): Promise<HeldOfSubject> {
  const records = await recordsOfSubject(em, subjectId);
  const authorities = await em.find(Authority, { id: records.map(({ row }) => row.authorityId) });
  const recordId = records.map(({ row }) => row.id);
  const declarations = await em.find(RecordDeclaration, { recordId });
  const changes = await changesOfRecords(em, subjectId);
  return {
    records: records.map(({ row, holds, measures }) => ({
      id: row.id,
      facts: factsOf(row),
      holds: holds.map(holdOf),
      measures: measures.map(measureOf),
      declarations: declarations
        .filter((one) => one.recordId === row.id)
        .map(({ body: text, at, endedAt }) => ({ text, at, endedAt: endedAt ?? null })),
      changedAt: changes.filter((change) => change.recordId === row.id).map(({ at }) => toInstant(at)),
      documentKind: row.documentKind,
      documentNumber: row.documentNumber,
      authority: authorities.find(({ id }) => id === row.authorityId)?.name ?? '',
    })),
    performances: await performancesOfSubject(em, subjectId),
    honours: (await modelsOf(em, subjectId)).map(({ row, authority }) => ({
      id: row.id,
      title: row.title,
      documentNumber: row.documentNumber,
      authority: authority.name,
      from: row.validFrom,
      until: row.validUntil,
      endedOn: row.endedOn ?? null,
    })),
    registrations: await registrationsOfSubject(em, subjectId),
  };
}

/** What changes how a report shows a record, on the timeline of its publicity. */
const CHANGES: readonly TimelineKind[] = [
  'record-entered',
  'record-held',
  'hold-lifted',
  'record-ended',
  'record-corrected',
  'record-restored',
];

/** Corrections of the facts alone are left out: a report prints none of them. One statement. */
async function changesOfRecords(em: EntityManager, subjectId: string): Promise<{ recordId: string; at: Instant }[]> {
  return await select<{ recordId: string; at: Instant }>(
    em,
    `select r.id as "recordId", t.at
     from record r join timeline_entry t on t.case_id = r.case_id
     where r.subject_id = ?::uuid
       and t.kind in (?)
       and not (t.kind = 'record-corrected' and t.data -> 'fields' = '["facts"]'::jsonb)
     order by t.at, t.id`,
    [subjectId, CHANGES],
  );
}
