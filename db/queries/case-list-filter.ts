import type { EntityManager } from '@mikro-orm/postgresql';
import type { CaseKind } from '../../domain/case/case-kind.ts';
import { AWAITED_DEADLINE_KINDS } from '../../domain/case/case-kinds.ts';
import { MEASURE_WAITS } from '../../domain/joint-action/measure-deadlines.ts';
import type { Day } from '../../domain/time.ts';
import { Conditions } from './sql.ts';
import { identifierIndex } from './subject.ts';

/** Every part that is given must hold. Who may see what is in here too: the caller narrows it before asking. */
export interface CaseFilter {
  readonly kind?: CaseKind;
  readonly statuses?: readonly string[];
  readonly open?: boolean;
  /**
   * Code of the authority in charge, or of one that has a part of the case to handle, or a measure of a record to carry
   * out: `overdue` and the handler are then of what is its own.
   */
  readonly authority?: string;
  /** Code of the procedure. */
  readonly procedure?: string;
  /** Handler of the case, or of a part of it. */
  readonly assignedTo?: string;
  /** Open and without a handler; false: with one. */
  readonly unclaimed?: boolean;
  readonly subjectId?: string;
  /** Credit code of the subject. */
  readonly creditCode?: string;
  /** Cases of one of these subjects; of none where the list is empty. */
  readonly ofSubjects?: readonly string[];
  /** Cases of this kind in this status are left out: their subject has not been told of them. */
  readonly hidden?: readonly { kind: CaseKind; status: string }[];
  /** The next deadline is due on this day or later. */
  readonly dueFrom?: Day;
  /** The next deadline is due before this day. */
  readonly dueBefore?: Day;
  /** Kind of the next deadline. */
  readonly waitsFor?: string;
  readonly receivedFrom?: Day;
  readonly receivedBefore?: Day;
  /** Something that somebody must do is past its date and still not done; false: nothing is. */
  readonly overdue?: boolean;
}

const MEASURE_KINDS = MEASURE_WAITS.map((kind) => `'${kind}'`).join(', ');

/**
 * The running term of a case that is past its date longest, of those that somebody must end by acting. A term of one
 * authority's part of a repair is that authority's and its handler's; whoever is in charge of the case sees them all.
 * `c` and `own` as the list names its tables.
 */
export function overdueOf(
  { authority, assignedTo }: Pick<CaseFilter, 'authority' | 'assignedTo'>,
  today: Day,
): { overdue: string; values: unknown[] } {
  const conditions = new Conditions();
  conditions.add(`d.case_id = c.id and d.state = 'running' and d.kind in (?)`, AWAITED_DEADLINE_KINDS);
  conditions.add('d.due < ?::date', today);
  if (authority !== undefined) conditions.add('own.id in (c.authority_id, d.authority_id)');
  if (assignedTo !== undefined) {
    conditions.add(
      `case when rp.id is not null then rp.assigned_to
         when me.id is null or me.authority_id = c.authority_id then c.assigned_to end = ?`,
      assignedTo,
    );
  }
  const overdue = `
    select d.kind, d.due, d.provisional, da.code, da.name
    from deadline d
    left join repair_part rp on rp.case_id = d.case_id and rp.id::text = d.about
    left join measure_execution me on d.kind in (${MEASURE_KINDS}) and me.id::text = d.about
    join authority da on da.id = d.authority_id
    ${conditions.where} order by d.due, d.id limit 1`;
  return { overdue, values: [...conditions.values] };
}

/** What a listed case must fulfil; `c`, `s`, `p`, `own` and `o` as the list names its tables. */
export function conditionsOf(em: EntityManager, filter: CaseFilter, today: Day): Conditions {
  const conditions = new Conditions();
  const addGiven = (text: string, value: unknown) => {
    if (value !== undefined) conditions.add(text, value);
  };
  addGiven('c.kind = ?', filter.kind);
  if (filter.statuses?.length === 0) conditions.add('false');
  else addGiven('c.status in (?)', filter.statuses);
  if (filter.open !== undefined) conditions.add(filter.open ? 'c.closed_at is null' : 'c.closed_at is not null');
  if (filter.authority !== undefined)
    conditions.add(`(c.authority_id = own.id or ${partThat('true')} or ${MEASURE_TO_CARRY_OUT})`);
  addGiven('p.code = ?', filter.procedure);
  addHandler(conditions, filter);
  addGiven('c.subject_id = ?::uuid', filter.subjectId);
  if (filter.creditCode !== undefined) conditions.add('s.identifier_index = ?', identifierIndex(em, filter.creditCode));
  addGiven('c.next_due >= ?::date', filter.dueFrom);
  addGiven('c.next_due < ?::date', filter.dueBefore);
  addGiven('c.next_kind = ?', filter.waitsFor);
  addGiven('c.received_on >= ?::date', filter.receivedFrom);
  addGiven('c.received_on < ?::date', filter.receivedBefore);
  if (filter.overdue === true) {
    // Says nothing that the second part does not, but by an index: few of all the terms are past their date.
    conditions.add(`c.id in (select d.case_id from deadline d where d.state = 'running' and d.due < ?::date)`, today);
    conditions.add('o.due is not null');
  }
  if (filter.overdue === false) conditions.add('o.due is null');
  for (const { kind, status } of filter.hidden ?? []) conditions.add('not (c.kind = ? and c.status = ?)', kind, status);
  if (filter.ofSubjects?.length === 0) conditions.add('false');
  else addGiven('c.subject_id in (?)', filter.ofSubjects);
  return conditions;
}

/** The authority that asks has still something to do about a measure of the record, or to say so. */
const MEASURE_TO_CARRY_OUT = `exists (select from measure_execution me join record mr on mr.id = me.record_id
  where mr.case_id = c.id and me.authority_id = own.id and me.fed_back_at is null and me.called_off_at is null
    and (me.declined_at is null or me.executed_on is not null)
    and not exists (select from measure_execution later where later.record_id = me.record_id
      and later.measure = me.measure and later.authority_id = me.authority_id and later.round > me.round))`;

/** Whoever is in charge says who handles the case; an authority that has a part of it, who handles that part. */
function addHandler(conditions: Conditions, { authority, assignedTo, unclaimed }: CaseFilter): void {
  const inCharge = authority === undefined ? 'true' : 'c.authority_id = own.id';
  if (assignedTo !== undefined) {
    const part = partThat('rp.assigned_to = ?', authority === undefined);
    conditions.add(`((${inCharge} and c.assigned_to = ?) or ${part})`, assignedTo, assignedTo);
  }
  if (unclaimed === true) {
    const part = partThat('rp.assigned_to is null and rp.closed_at is null');
    conditions.add(`(c.closed_at is null and ((${inCharge} and c.assigned_to is null) or ${part}))`);
  }
  if (unclaimed === false) {
    conditions.add(`((${inCharge} and c.assigned_to is not null) or ${partThat('rp.assigned_to is not null')})`);
  }
}

/** The authority that asked, or any, has a part of the case of which this is true. */
function partThat(condition: string, ofAny = false): string {
  const whose = ofAny ? '' : 'rp.authority_id = own.id and ';
  return `exists (select from repair_part rp where rp.case_id = c.id and ${whose}${condition})`;
}
