import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { AuditEntry } from '../../db/entities/audit-entry.ts';
import { CalendarDay } from '../../db/entities/calendar-day.ts';
import { CalendarNotice } from '../../db/entities/calendar-notice.ts';
import { CaseStep } from '../../db/entities/case-step.ts';
import { CommitmentText } from '../../db/entities/commitment-text.ts';
import { CaseDeadline } from '../../db/entities/deadline.ts';
import { Delivery } from '../../db/entities/delivery.ts';
import { MaterialSupply } from '../../db/entities/material-supply.ts';
import { Notice } from '../../db/entities/notice.ts';
import { PerformanceRecord } from '../../db/entities/performance-result.ts';
import { CreditRecord } from '../../db/entities/record.ts';
import { Representation } from '../../db/entities/representation.ts';
import { RuleDefault } from '../../db/entities/rule-default.ts';
import { TimelineEntry } from '../../db/entities/timeline-entry.ts';
import type { EntityManager, Orm } from '../../db/orm.ts';
import { listAudit } from '../../db/queries/audit-list.ts';
import { loadCalendar } from '../../db/queries/calendar.ts';
import { findCaseDetail } from '../../db/queries/case-detail.ts';
import { findCaseHead } from '../../db/queries/case-head.ts';
import { findStepResult } from '../../db/queries/case-step.ts';
import { getStanding } from '../../db/queries/eligibility.ts';
import { listInbox, markRead, type Reader } from '../../db/queries/inbox.ts';
import { listOutstandingDeliveries } from '../../db/queries/outstanding-deliveries.ts';
import type { Page } from '../../db/queries/page.ts';
import { findCommitmentText, findProcedure, getProcedureTerms, listProcedures } from '../../db/queries/procedures.ts';
import { findRepresentation, subjectsRepresentedBy } from '../../db/queries/representation.ts';
import { loadRuleOverrides, loadRules } from '../../db/queries/rules.ts';
import { findSubjectByIdentifier } from '../../db/queries/subject.ts';
import { dayKind } from '../../domain/calendar.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { type County, createTestOrm, ENDED, insertCase, insertCounty, insertDetails, NOW, TERMS } from '../support/rows.ts';

let database: TestDatabase;
let orm: Orm;
let writer: Orm;
let statements: string[];
let county: County;
let em: EntityManager;
let write: EntityManager;

beforeAll(async () => {
  database = await createTestDatabase();
  ({ orm, statements } = createTestOrm(database.apiUrl));
  writer = createTestOrm(database.ownerUrl).orm;
});

afterAll(async () => {
  await orm.close();
  await writer.close();
  await database.drop();
});

beforeEach(async () => {
  em = orm.em.fork();
  write = writer.em.fork();
  county = await insertCounty(write);
  statements.length = 0;
});

/** Walks a list in pages of two. */
async function walk<Item>(list: (cursor: string | null) => Promise<Page<Item>>): Promise<Item[]> {
  const first = await list(null);
  return first.nextCursor === null ? first.items : [...first.items, ...(await walkOn(list, first.nextCursor))];
}
async function walkOn<Item>(list: (cursor: string | null) => Promise<Page<Item>>, cursor: string): Promise<Item[]> {
  return walk((next) => list(next ?? cursor));
}

describe('case detail', () => {
  async function fill(caseId: string, times: number): Promise<void> {
    for (let seq = 1; seq <= times; seq += 1) {
      const actor = { actorRole: 'applicant', actorSub: 'person-1' };
      write.create(TimelineEntry, { caseId, seq, at: NOW, occurredAt: NOW, kind: 'reminded', ...actor, data: { wait: 'supply-by', due: '2026-09-25' } });
      write.create(MaterialSupply, {
        caseId,
        materialCode: 'lease',
        receivedOn: '2026-09-18',
        receivedAt: NOW,
        means: 'online',
        registeredBy: 'person-1',
        inTime: true,
        reference: `闽A-${seq}`,
        actId: `act-${seq}`,
      });
      const noticeId = randomUUID();
      write.create(Notice, { id: noticeId, caseId, kind: 'missing-materials', recipientKind: 'person', recipientSub: 'person-1', title: '通知', body: `正文${seq}`, at: NOW });
      write.create(Delivery, { noticeId, channel: 'mail', address: 'a@example.invalid', state: 'pending', firstAt: NOW });
    }
    write.create(CaseDeadline, {
      caseId,
      kind: 'supply-by',
      ledger: {
        startEvent: 'x',
        startDay: '2026-09-18',
        rule: { code: 'supply-by', count: 5, unit: 'working-days', last: 'act', clause: 'x', isDefault: false },
        pauses: [],
        extensions: [],
      },
      due: '2026-09-25',
      dueAt: '2026-09-25T16:00:00.000Z',
      provisional: false,
      calendarVersion: '2026-2026.1',
      state: 'running',
      openedAt: NOW,
      round: 0,
    });
    await write.flush();
  }

  it('has all parts of one case and of no other, in a number of statements that does not grow', async () => {
    const [small, large] = [await insertCase(write, county), await insertCase(write, county)];
    for (const [{ id }, times] of [[small, 1], [large, 12]] as const) {
      await insertDetails(write, county, id);
      await fill(id, times);
    }
    await em.execute('select 1');
    statements.length = 0;
    await findCaseDetail(em, small.id);
    const forSmall = statements.length;
    statements.length = 0;
    const detail = await findCaseDetail(em, large.id);
    expect(statements.length).toBe(forSmall);
    expect(statements.filter((sql) => sql.startsWith('select'))).toHaveLength(11);
    expect(detail).toMatchObject({
      file: { number: large.number, nextDue: '2026-09-25' },
      subject: { identifier: county.identifier },
      acceptFirst: { signer: '张三', contact: { email: 'zhang@example.invalid' }, procedureData: { acceptFirst: TERMS } },
      performance: null,
    });
    expect(detail?.materials.map(({ code, supplies }) => [code, supplies.length])).toEqual([
      ['form', 0],
      ['lease', 12],
    ]);
    expect(detail?.materials[1]?.supplies.map(({ reference }) => reference)).toContain('闽A-12');
    expect(detail?.timeline.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(detail?.timeline[0]).toEqual({
      seq: 1,
      at: NOW,
      occurredAt: NOW,
      actorRole: 'applicant',
      actorSub: 'person-1',
      event: { kind: 'reminded', wait: 'supply-by', due: '2026-09-25' },
    });
    expect(detail?.notices.every(({ body, deliveries }) => body.startsWith('正文') && deliveries[0]?.address === 'a@example.invalid')).toBe(true);
    expect(detail?.deadlines[0]?.ledger.rule.count).toBe(5);
  });

  it('is null for an unknown case', async () => {
    expect(await findCaseDetail(em, randomUUID())).toBeNull();
    expect(await findCaseHead(em, 'JN-2026-999999')).toBeNull();
  });

  it('has a head without personal data', async () => {
    const { id, number } = await insertCase(write, county, { ...ENDED, applicantSub: 'person-1' });
    expect(await findCaseHead(em, number)).toEqual({
      id,
      number,
      kind: 'accept-first',
      workflowId: `accept-first/${id}`,
      status: 'withdrawn',
      closed: true,
      authority: county.authorityCode,
      subjectId: county.subjectId,
      applicantSub: 'person-1',
      assignedTo: null,
      version: 1,
    });
    expect(statements).toHaveLength(1);
  });

  it('keeps the answer of a step for a case that has closed', async () => {
    const { id } = await insertCase(write, county, ENDED);
    write.create(CaseStep, { caseId: id, key: 'act-1', result: { accepted: true }, at: NOW });
    await write.flush();
    expect(await findStepResult(em, id, 'act-1')).toEqual({ accepted: true });
    expect(await findStepResult(em, id, 'act-2')).toBeNull();
  });
});

describe('standing at the door', () => {
  it('is clean for a new subject', async () => {
    expect(await getStanding(em, county.subjectId)).toEqual({ unrepairedRecords: [], brokenPromises: [], openCases: 0 });
    expect(statements).toHaveLength(1);
  });

  it('counts what is unrepaired, not kept, open, and of this subject only', async () => {
    const other = await insertCounty(write);
    const record = { authorityId: county.authorityId, kind: '行政处罚', decidedOn: '2026-05-01', severity: 'general', at: NOW } as const;
    write.create(CreditRecord, { ...record, subjectId: county.subjectId, documentNumber: '罚〔2026〕1号' });
    write.create(CreditRecord, { ...record, subjectId: county.subjectId, documentNumber: '罚〔2026〕2号', repairedOn: '2026-08-01' });
    write.create(CreditRecord, { ...record, subjectId: other.subjectId, documentNumber: '罚〔2026〕3号' });
    const [broken, good, kept] = [await insertCase(write, county, ENDED), await insertCase(write, county, ENDED), await insertCase(write, county, ENDED)];
    const result = { subjectId: county.subjectId, authorityId: county.authorityId, decidedOn: '2026-08-20' };
    write.create(PerformanceRecord, { ...result, caseId: broken.id, result: 'not-kept' });
    write.create(PerformanceRecord, { ...result, caseId: good.id, result: 'not-kept', madeGoodOn: '2026-09-01' });
    write.create(PerformanceRecord, { ...result, caseId: kept.id, result: 'kept' });
    await insertCase(write, county);
    await insertCase(write, county);
    await insertCase(write, other);
    await insertCase(write, county, { status: 'opening', nextKind: null, nextDue: null, nextAt: null, nextProvisional: null });
    expect(await getStanding(em, county.subjectId)).toEqual({
      unrepairedRecords: [{ documentNumber: '罚〔2026〕1号', authority: '市场监督管理局' }],
      brokenPromises: [{ caseNumber: broken.number, decidedOn: '2026-08-20' }],
      openCases: 2,
    });
  });
});

describe('representation', () => {
  it('counts both its first and its last day', async () => {
    const base = { personSub: 'agent-1', subjectId: county.subjectId, proof: '委托书', at: NOW };
    write.create(Representation, { ...base, kind: 'agent', validFrom: '2026-09-01', validUntil: '2026-09-30' });
    write.create(Representation, { ...base, kind: 'legal-representative', validFrom: '2026-09-20' });
    await write.flush();
    const kinds = [];
    for (const day of ['2026-08-31', '2026-09-01', '2026-09-19', '2026-09-20', '2026-10-01']) {
      kinds.push(await findRepresentation(em, 'agent-1', county.subjectId, day));
    }
    expect(kinds).toEqual([null, 'agent', 'agent', 'legal-representative', 'legal-representative']);
    expect(await findRepresentation(em, 'agent-2', county.subjectId, '2026-09-20')).toBeNull();
    expect(await subjectsRepresentedBy(em, 'agent-1', '2026-09-25')).toEqual([county.subjectId]);
    expect(await subjectsRepresentedBy(em, 'agent-1', '2026-08-31')).toEqual([]);
  });

  it('is of a subject that is found by its code, however typed', async () => {
    expect((await findSubjectByIdentifier(em, county.identifier.toLowerCase()))?.id).toBe(county.subjectId);
    expect(await findSubjectByIdentifier(em, '91350100M000100Y43')).toBeNull();
  });
});

describe('procedures', () => {
  it('give the terms of a case in one statement, materials in order', async () => {
    const procedure = await findProcedure(em, county.procedureCode);
    expect(statements).toHaveLength(1);
    expect(procedure).toMatchObject({ id: county.procedureId, authority: { code: county.authorityCode }, version: 1, updatedAt: NOW, basis: null });
    expect(procedure?.terms).toEqual({
      code: county.procedureCode,
      name: '食品经营许可',
      handlingDays: 20,
      acceptFirst: TERMS,
      materials: [
        { code: 'form', name: '申请表', kind: 'main', mayBeMissing: false, form: '原件' },
        { code: 'lease', name: '租赁合同', kind: 'secondary', mayBeMissing: true, form: '复印件' },
      ],
    });
    expect(await getProcedureTerms(em, county.procedureId)).toEqual(procedure?.terms);
    expect(await findProcedure(em, 'none')).toBeNull();
    await expect(getProcedureTerms(em, randomUUID())).rejects.toThrow(/no procedure/);
  });

  it('are listed by code, page by page, of one authority if wanted', async () => {
    const all = await walk((cursor) => listProcedures(em, {}, { limit: 2, cursor }));
    expect(all.map(({ code }) => code)).toContain(county.procedureCode);
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
    const { items } = await listProcedures(em, { authority: county.authorityCode }, { limit: 10, cursor: null });
    expect(items).toEqual([
      { code: county.procedureCode, name: '食品经营许可', authority: { code: county.authorityCode, name: '市场监督管理局' }, handlingDays: 20, acceptFirstOffered: true },
    ]);
  });

  it('have the newest commitment text in use on a day, and any version by its number', async () => {
    const text = '新文本';
    const sha256 = createHash('sha256').update(text).digest('hex');
    write.create(CommitmentText, { procedureId: county.procedureId, version: 2, text, sha256, validFrom: '2026-10-01' });
    await write.flush();
    const versionOf = async (which: { on: string } | { version: number }) => (await findCommitmentText(orm.em.fork(), county.procedureId, which))?.version;
    expect(await versionOf({ on: '2026-03-31' })).toBeUndefined();
    expect(await versionOf({ on: '2026-09-30' })).toBe(1);
    expect(await versionOf({ on: '2026-10-01' })).toBe(2);
    expect(await versionOf({ version: 1 })).toBe(1);
    expect(await versionOf({ version: 3 })).toBeUndefined();
  });
});

describe('calendar and rules', () => {
  it('reads the calendar again when a year was loaded, and only then', async () => {
    const empty = await loadCalendar(em);
    expect(empty).toMatchObject({ version: '0-0.0', years: [] });
    const notice = write.create(CalendarNotice, { year: 2026, number: '国办发明电〔2025〕7号', issuedOn: '2025-11-04', source: '国务院办公厅', loadedAt: NOW });
    write.create(CalendarDay, { day: '2026-10-01', year: 2026, kind: 'off', name: '国庆节' });
    await write.flush();
    const loaded = await loadCalendar(em);
    expect(loaded).toMatchObject({ version: '2026-2026.1', years: [{ year: 2026, number: '国办发明电〔2025〕7号', issuedOn: '2025-11-04', source: '国务院办公厅' }] });
    expect(dayKind(loaded, '2026-10-01').working).toBe(false);
    statements.length = 0;
    expect(await loadCalendar(orm.em.fork())).toBe(loaded);
    expect(statements).toHaveLength(1);
    write.create(CalendarDay, { day: '2026-10-10', year: 2026, kind: 'workday', name: '国庆节' });
    notice.loadedAt = '2026-09-19T00:00:00.000Z';
    await write.flush();
    const again = await loadCalendar(em);
    expect(again.version).toBe('2026-2026.2');
    expect(dayKind(again, '2026-10-10').working).toBe(true);
  });

  it('reads the defaults set by a day, the one that counts last', async () => {
    const by = { enteredBy: 'admin-1', reason: '试行' };
    const rule = 'accept-first.verify-within';
    write.create(RuleDefault, { rule, value: 4, validFrom: '2026-09-01', at: NOW, ...by });
    write.create(RuleDefault, { rule, value: 6, validFrom: '2026-09-01', at: '2026-09-18T02:00:00.001Z', ...by });
    write.create(RuleDefault, { rule, value: [1, 2], validFrom: '2026-10-01', at: NOW, ...by });
    await write.flush();
    expect((await loadRuleOverrides(em, '2026-09-30')).map(({ value }) => value)).toEqual([4, 6]);
    expect((await loadRuleOverrides(em)).at(-1)).toEqual({ rule, value: [1, 2], from: '2026-10-01', by: 'admin-1', reason: '试行' });
    await expect(loadRules(em, 'no-such-set', '2026-09-30')).rejects.toThrow(RangeError);
    expect(await loadRules(em, '2026-04-01', '2026-09-30')).toBeInstanceOf(Function);
  });
});

describe('inbox', () => {
  const reader = (): Reader => ({ sub: `officer of ${county.authorityCode}`, desks: [{ role: 'officer', authority: county.authorityCode }] });

  async function fill(): Promise<Record<string, string>> {
    const { id: caseId } = await insertCase(write, county);
    const other = await insertCounty(write);
    const at = (second: number) => `2026-09-18T02:00:0${second}.000Z`;
    const ids: Record<string, string> = {};
    const add = (name: string, to: Pick<Notice, 'recipientKind' | 'recipientSub' | 'authorityId' | 'deskRole'>, second: number) => {
      const id = randomUUID();
      ids[name] = id;
      write.create(Notice, { id, caseId, kind: 'reminder', title: name, body: `正文 ${name}`, at: at(second), ...to });
    };
    const desk = { recipientKind: 'desk', recipientSub: null } as const;
    add('mine', { recipientKind: 'person', recipientSub: reader().sub, authorityId: county.authorityId, deskRole: null }, 1);
    add('other person', { recipientKind: 'person', recipientSub: 'officer-2', authorityId: null, deskRole: null }, 2);
    add('no account', { recipientKind: 'person', recipientSub: null, authorityId: null, deskRole: null }, 2);
    add('desk', { ...desk, authorityId: county.authorityId, deskRole: 'officer' }, 3);
    add('desk, same moment', { ...desk, authorityId: county.authorityId, deskRole: 'officer' }, 3);
    add('supervisors', { ...desk, authorityId: county.authorityId, deskRole: 'supervisor' }, 4);
    add('other authority', { ...desk, authorityId: other.authorityId, deskRole: 'officer' }, 5);
    add('admin', { ...desk, authorityId: null, deskRole: 'admin' }, 6);
    await write.flush();
    return ids;
  }

  it('shows what was written to the person and their desks, newest first, page by page', async () => {
    await fill();
    const titles = (await walk((cursor) => listInbox(em, reader(), {}, { limit: 2, cursor }))).map(({ title }) => title);
    expect([...titles].sort()).toEqual(['desk', 'desk, same moment', 'mine']);
    expect(titles.at(-1)).toBe('mine');
    const { items } = await listInbox(em, { sub: 'boss', desks: [{ role: 'admin' }] }, {}, { limit: 10, cursor: null });
    expect(items.filter(({ title }) => title === 'admin')).toHaveLength(items.length);
    expect(items[0]).toMatchObject({ body: '正文 admin', deskRole: 'admin', at: '2026-09-18T02:00:06.000Z', readAt: null });
  });

  it('keeps the first reading, of each reader', async () => {
    const ids = await fill();
    const id = ids['desk'] ?? '';
    expect(await markRead(em, reader(), id, NOW)).toBe(true);
    expect(await markRead(em, reader(), id, '2026-09-19T00:00:00.000Z')).toBe(true);
    const { items } = await listInbox(em, reader(), {}, { limit: 10, cursor: null });
    expect(items.find((item) => item.id === id)?.readAt).toBe(NOW);
    const unread = await listInbox(em, reader(), { unread: true }, { limit: 10, cursor: null });
    expect(unread.items.map(({ title }) => title).sort()).toEqual(['desk, same moment', 'mine']);
    const colleague = await listInbox(em, { ...reader(), sub: 'officer-3' }, { unread: true }, { limit: 10, cursor: null });
    expect(colleague.items).toHaveLength(2);
  });

  it('does not let anybody read, or learn of, what is not theirs', async () => {
    const ids = await fill();
    for (const name of ['other person', 'no account', 'supervisors', 'other authority', 'admin']) {
      expect(await markRead(em, reader(), ids[name] ?? '', NOW)).toBe(false);
    }
    expect(await markRead(em, reader(), randomUUID(), NOW)).toBe(false);
  });
});

describe('lists of the operator and the auditor', () => {
  it('show outstanding deliveries only, oldest first', async () => {
    const { id: caseId, number } = await insertCase(write, county);
    const noticeId = randomUUID();
    write.create(Notice, { id: noticeId, caseId, kind: 'reminder', recipientKind: 'person', title: '提醒', body: '正文', at: NOW });
    const mail = (state: 'outstanding' | 'pending' | 'delivered', second: number) =>
      write.create(Delivery, {
        noticeId,
        channel: 'mail',
        address: `${state}@example.invalid`,
        state,
        attempts: 5,
        lastError: '550',
        firstAt: `2026-09-18T02:00:0${second}.000Z`,
        ...(state === 'delivered' ? { deliveredAt: NOW } : {}),
      });
    [mail('outstanding', 3), mail('outstanding', 1), mail('pending', 2), mail('delivered', 2), mail('outstanding', 1)];
    await write.flush();
    const listed = await walk((cursor) => listOutstandingDeliveries(em, { limit: 2, cursor }));
    expect(listed.map(({ firstAt }) => firstAt.slice(17, 19))).toEqual(['01', '01', '03']);
    expect(listed[0]).toMatchObject({ caseNumber: number, address: 'outstanding@example.invalid', attempts: 5, lastError: '550', title: '提醒' });
  });

  it('show audit entries newest first, filtered, and the API can add to them', async () => {
    const entry = (action: string, objectId: string, at: string) =>
      em.create(AuditEntry, { at, actorSub: 'officer-1', actorRole: 'officer', authority: 'a', action, objectKind: 'case', objectId, requestId: null, detail: { fields: ['name'] } });
    const object = randomUUID();
    entry('case.read', object, NOW);
    await em.flush();
    entry('case.claim', object, '2026-09-18T02:00:01.000Z');
    entry('case.read', randomUUID(), '2026-09-18T02:00:02.000Z');
    await em.flush();
    const actions = async (filter: Parameters<typeof listAudit>[1]) =>
      (await walk((cursor) => listAudit(em, filter, { limit: 2, cursor }))).map(({ action }) => action);
    expect(await actions({})).toHaveLength(3);
    expect(await actions({ objectKind: 'case', objectId: object })).toEqual(['case.claim', 'case.read']);
    expect(await actions({ objectId: object, from: '2026-09-18T02:00:01.000Z' })).toEqual(['case.claim']);
    expect(await actions({ objectId: object, before: '2026-09-18T02:00:01.000Z' })).toEqual(['case.read']);
    expect(await actions({ actorSub: 'nobody' })).toEqual([]);
    const { items } = await listAudit(em, { objectId: object, action: 'case.read' }, { limit: 1, cursor: null });
    expect(items[0]).toMatchObject({ at: NOW, actorRole: 'officer', detail: { fields: ['name'] }, id: expect.stringMatching(/^\d+$/) });
  });

  it('take entries of the worker too', async () => {
    const worker = createTestOrm(database.workerUrl).orm;
    const entries = worker.em.fork();
    entries.create(AuditEntry, { at: NOW, actorSub: 'system', actorRole: 'system', action: 'case.remind', objectKind: 'case', objectId: 'x', detail: {} });
    await entries.flush();
    await worker.close();
    expect((await listAudit(em, { actorSub: 'system' }, { limit: 5, cursor: null })).items).toHaveLength(1);
  });
});
