import type { EntityManager } from '@mikro-orm/postgresql';
import type { RecordKind } from '../../domain/record/record-kind.ts';
import type { Sector } from '../../domain/record/sectors.ts';
import type { Severity } from '../../domain/record/severity.ts';
import type { Day } from '../../domain/time.ts';
import { checkedLimit, DAY_PATTERN, type Page, type PageRequest, readCursor, toPage, UUID_PATTERN } from './page.ts';
import { Conditions, select } from './sql.ts';

/** `ended`: shown no longer; `kept`: shown until the duties are done, by the rule of the sector. */
export const OPEN_DUTIES_FILTERS = ['ended', 'kept', 'all'] as const;
export type OpenDutiesFilter = (typeof OPEN_DUTIES_FILTERS)[number];

/** What has not been registered. */
export const MISSING_DUTIES = ['correction', 'performance'] as const;
export type MissingDuty = (typeof MISSING_DUTIES)[number];

export interface OpenDutiesQuestion {
  readonly state: OpenDutiesFilter;
  readonly missing?: MissingDuty;
  readonly sector?: Sector;
  /** Code of the authority that determined the record. */
  readonly authority?: string;
}

/** A record whose maximum has passed with duties open. No personal data. */
export interface OpenDuties {
  readonly recordId: string;
  /** The case in which they are registered; null: entered before there were such cases. */
  readonly caseNumber: string | null;
  readonly assignedTo: string | null;
  readonly authority: { readonly code: string; readonly name: string };
  readonly kind: RecordKind;
  readonly documentNumber: string;
  readonly decidedOn: Day;
  readonly severity: Severity;
  readonly sector: Sector;
  readonly endsBy: Day;
  readonly kept: boolean;
  readonly correctedOn: Day | null;
  readonly dutiesDoneOn: Day | null;
  /** Day on which the authority of a record that is kept is told again; null: it is shown no longer. */
  readonly toldAgainBy: Day | null;
}

const KEPT = `(r.published and coalesce(r.duties_open_at_maximum, 'flag') = 'stays-published')`;

/**
 * Records past their maximum with duties open, the longest first, until these are registered as done, or the record is
 * repaired or void (国办发〔2025〕22号). One statement. Throws BadCursorError.
 * @param today what was shown last before it has reached its maximum
 */
export async function listOpenDuties(
  em: EntityManager,
  { state, missing, sector, authority }: OpenDutiesQuestion,
  page: PageRequest,
  today: Day,
): Promise<Page<OpenDuties>> {
  const limit = checkedLimit(page.limit);
  const conditions = new Conditions();
  conditions.add('r.ends_by < ?::date', today);
  conditions.add('r.ended_on is null and r.voided_on is null and (r.corrected_on is null or r.duties_done_on is null)');
  if (state !== 'all') conditions.add(state === 'kept' ? KEPT : `not (${KEPT})`);
  if (missing !== undefined)
    conditions.add(`r.${missing === 'correction' ? 'corrected_on' : 'duties_done_on'} is null`);
  if (sector !== undefined) conditions.add('r.sector = ?', sector);
  if (authority !== undefined) conditions.add('a.code = ?', authority);
  if (page.cursor !== null) {
    const place = readCursor(page.cursor, [DAY_PATTERN, UUID_PATTERN]);
    conditions.add('(r.ends_by, r.id) > (?::date, ?::uuid)', ...place);
  }
  const rows = await select<OpenDuties>(
    em,
    `select r.id as "recordId", c.number as "caseNumber", c.assigned_to as "assignedTo",
       json_build_object('code', a.code, 'name', a.name) as authority, r.kind,
       r.document_number as "documentNumber", r.decided_on as "decidedOn", r.severity, r.sector, r.ends_by as "endsBy",
       ${KEPT} as kept, r.corrected_on as "correctedOn", r.duties_done_on as "dutiesDoneOn", d.due as "toldAgainBy"
     from record r
     join authority a on a.id = r.authority_id
     left join case_file c on c.id = r.case_id
     left join deadline d on d.case_id = r.case_id and d.kind = 'duties-by' and d.state = 'running'
     ${conditions.where}
     order by r.ends_by, r.id
     limit ?`,
    [...conditions.values, limit + 1],
  );
  return toPage(
    rows,
    limit,
    ({ endsBy, recordId }) => [endsBy, recordId],
    (row) => row,
  );
}
