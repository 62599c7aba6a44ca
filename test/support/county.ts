/** A small county for tests: written straight into the tables, as reference data is when a test begins. */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Authority } from '../../db/entities/authority.ts';
import { CalendarDay } from '../../db/entities/calendar-day.ts';
import { CalendarNotice } from '../../db/entities/calendar-notice.ts';
import { CommitmentText } from '../../db/entities/commitment-text.ts';
import { Procedure } from '../../db/entities/procedure.ts';
import { ProcedureMaterial } from '../../db/entities/procedure-material.ts';
import { RuleDefault } from '../../db/entities/rule-default.ts';
import { Subject } from '../../db/entities/subject.ts';
import { identifierIndex } from '../../db/queries/subject.ts';
import type { ProcedureTerms } from '../../domain/accept-first/accept-first.ts';
import { parseCalendarCsv, parseCalendarNoticesCsv } from '../../domain/deadline/calendar-csv.ts';
import type { RuleValues } from '../../domain/rule-sets/rule-set.ts';
import { licence } from './procedures.ts';

/** Reference data was there before every case. */
const BEFORE_ALL = '2013-01-01T00:00:00.000Z';

export const STANDARD_TEXT = '本单位承诺按期补交所缺材料，材料真实有效，并知悉逾期的后果。';

export interface County {
  authorityId: string;
  subjectId: string;
}

/** The calendar of 2013–2026, one authority with two mailboxes, one subject, and the given procedures. */
export async function enterCounty(
  em: EntityManager,
  procedures: readonly ProcedureTerms[] = [licence()],
): Promise<County> {
  enterCalendar(em);
  const authorityId = randomUUID();
  em.create(Authority, {
    id: authorityId,
    code: 'market',
    name: '示范县市场监督管理局',
    kind: 'authority',
    superiorId: null,
    officerMailbox: 'officers@market.example',
    supervisorMailbox: 'supervisors@market.example',
    createdAt: BEFORE_ALL,
  });
  const subjectId = enterSubject(em, '91350100M000100Y43', '示范县好味餐饮有限公司');
  for (const procedure of procedures) enterProcedure(em, authorityId, procedure);
  await em.flush();
  return { authorityId, subjectId };
}

export function enterSubject(em: EntityManager, identifier: string, name: string): string {
  const id = randomUUID();
  em.create(Subject, {
    id,
    kind: 'organisation',
    identifier,
    identifierIndex: identifierIndex(em, identifier),
    name,
    createdAt: BEFORE_ALL,
  });
  return id;
}

/** Makes a subject an authority, under the one above it; null: none above it is known. */
export async function makeStateBody(
  em: EntityManager,
  subjectId: string,
  { code, creditCode, superior }: { code: string; creditCode: string; superior: string | null },
): Promise<void> {
  const superiorId = superior === null ? null : (await em.findOneOrFail(Authority, { code: superior })).id;
  const subject = await em.findOneOrFail(Subject, { id: subjectId });
  Object.assign(subject, { identifier: creditCode, identifierIndex: identifierIndex(em, creditCode) });
  const { name } = subject;
  const id = randomUUID();
  em.create(Authority, { id, code, name, kind: 'authority', superiorId, creditCode, createdAt: BEFORE_ALL });
  await em.flush();
}

function enterProcedure(em: EntityManager, authorityId: string, procedure: ProcedureTerms): void {
  const id = randomUUID();
  const { code, name, handlingDays, acceptFirst, greenChannel = null, isPermit = null } = procedure;
  const terms = { name, handlingDays, acceptFirst, greenChannel, isPermit };
  em.create(Procedure, { id, code, authorityId, ...terms, basis: null, updatedAt: BEFORE_ALL });
  procedure.materials.forEach((material, position) => {
    em.create(ProcedureMaterial, { procedureId: id, position, ...material });
  });
  const sha256 = createHash('sha256').update(STANDARD_TEXT, 'utf8').digest('hex');
  em.create(CommitmentText, { procedureId: id, version: 1, text: STANDARD_TEXT, sha256, validFrom: '2013-01-01' });
}

function enterCalendar(em: EntityManager): void {
  const notices = parseCalendarNoticesCsv(read('calendar-notices.csv'));
  for (const { year, number, issuedOn, source } of notices) {
    em.create(CalendarNotice, { year, number, issuedOn, source, loadedAt: BEFORE_ALL });
  }
  for (const { day, kind, name } of parseCalendarCsv(read('calendar-2013-2026.csv'))) {
    em.create(CalendarDay, { day, year: Number(day.slice(0, 4)), kind, name });
  }
}

function read(file: string): string {
  return readFileSync(new URL(`../../data/${file}`, import.meta.url), 'utf8');
}

/** What an administrator has set by rules, long before any case. */
export async function enterRuleDefaults(em: EntityManager, values: Partial<RuleValues>): Promise<void> {
  for (const [rule, value] of Object.entries(values)) {
    em.create(RuleDefault, {
      id: randomUUID(),
      rule,
      value,
      validFrom: '2013-01-01',
      enteredBy: 'admin',
      reason: '测试',
      at: BEFORE_ALL,
    });
  }
  await em.flush();
}
