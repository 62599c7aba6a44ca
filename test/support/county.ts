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
import { Subject } from '../../db/entities/subject.ts';
import { identifierIndex } from '../../db/queries/subject.ts';
import type { AcceptFirstTerms, ProcedureTerms } from '../../domain/accept-first.ts';
import { parseCalendarCsv, parseCalendarNoticesCsv } from '../../domain/calendar-csv.ts';

/** Reference data was there before every case. */
const BEFORE_ALL = '2013-01-01T00:00:00.000Z';

export const STANDARD_TEXT = '本单位承诺按期补交所缺材料，材料真实有效，并知悉逾期的后果。';

/** The terms that most tests use; change what the test is about. */
export function terms(change: Partial<AcceptFirstTerms> = {}): AcceptFirstTerms {
  return {
    supplyBy: { kind: 'fixed', workingDays: 10 },
    receiptByPost: 'arrival',
    lateness: 'ended',
    latenessIsBrokenPromise: true,
    barredBy: { unrepairedDishonesty: true, brokenPromise: 'until-made-good' },
    maxMissing: 2,
    maxOpenCases: 3,
    extension: { monthsInAll: null, by: 'officer' },
    registrationGraceWorkingDays: null,
    reminderWorkingDays: null,
    verifyWithinWorkingDays: null,
    clause: '示范县容缺受理办法第八条',
    ...change,
  };
}

/** A licence with two main materials and three secondary ones, of which two may be missing. */
export function licence(change: Partial<ProcedureTerms> = {}): ProcedureTerms {
  return {
    code: 'food-licence',
    name: '食品经营许可',
    handlingDays: 20,
    acceptFirst: terms(),
    materials: [
      { code: 'application', name: '食品经营许可申请书', kind: 'main', mayBeMissing: false, form: '原件' },
      { code: 'layout', name: '经营设备设施布局', kind: 'main', mayBeMissing: false, form: '原件' },
      { code: 'business-licence', name: '营业执照', kind: 'secondary', mayBeMissing: true, form: '复印件' },
      { code: 'safety-rules', name: '食品安全管理制度清单', kind: 'secondary', mayBeMissing: true, form: '电子件' },
      { code: 'identity', name: '负责人身份证明', kind: 'secondary', mayBeMissing: false, form: '复印件' },
    ],
    ...change,
  };
}

/** Bars nobody and counts nothing: a subject may have as many of these as a test likes. */
export function stall(change: Partial<AcceptFirstTerms> = {}, procedure: Partial<ProcedureTerms> = {}): ProcedureTerms {
  const barredBy = { unrepairedDishonesty: false, brokenPromise: 'never' } as const;
  return licence({ code: 'stall-licence', name: '食品摊贩登记', acceptFirst: terms({ maxOpenCases: null, barredBy, ...change }), ...procedure });
}

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

function enterProcedure(em: EntityManager, authorityId: string, procedure: ProcedureTerms): void {
  const id = randomUUID();
  const { code, name, handlingDays, acceptFirst } = procedure;
  em.create(Procedure, { id, code, authorityId, name, handlingDays, acceptFirst, basis: null, updatedAt: BEFORE_ALL });
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
