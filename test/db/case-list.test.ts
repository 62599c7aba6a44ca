import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseDeadline } from '../../db/entities/deadline.ts';
import { CaseFile } from '../../db/entities/case-file.ts';
import type { Orm } from '../../db/orm.ts';
import type { CaseFilter } from '../../db/queries/case-list-filter.ts';
import { CASE_SORTS, type CaseItem, type CaseSort, listCases } from '../../db/queries/case-list.ts';
import { BadCursorError } from '../../db/queries/page.ts';
import type { Ledger } from '../../domain/deadline/ledger.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { type County, createTestOrm, ENDED, insertCase, insertCounty, NOW } from '../support/rows.ts';

const DAYS = ['2026-09-25', '2026-09-28', '2026-09-28', '2026-09-28', '2026-10-09'] as const;
const TODAY = '2026-09-28';
const next = (day: string) => ({ nextDue: day, nextAt: `${day}T16:00:00.000Z` });

describe('listCases', () => {
  let database: TestDatabase;
  let orm: Orm;
  let statements: string[];
  let here: County;
  let there: County;
  const numbers: Record<string, string> = {};

  beforeAll(async () => {
    database = await createTestDatabase();
    ({ orm, statements } = createTestOrm(database.apiUrl));
    const writer = createTestOrm(database.ownerUrl).orm;
    const em = writer.em.fork();
    [here, there] = [await insertCounty(em), await insertCounty(em)];
    for (const day of DAYS) await insertCase(em, here, next(day));
    for (let count = 0; count < 4; count += 1) await insertCase(em, here, ENDED);
    numbers['mine'] = (
      await insertCase(em, here, { ...next('2026-09-28'), assignedTo: 'officer-1', applicantSub: 'person-1' })
    ).number;
    numbers['deciding'] = (
      await insertCase(em, there, { ...next('2026-09-24'), status: 'awaiting-decision', nextKind: 'decide-by' })
    ).number;
    numbers['elsewhere'] = (await insertCase(em, there, { applicantSub: 'person-1', ...ENDED })).number;
    await writer.close();
  });

  afterAll(async () => {
    await orm.close();
    await database.drop();
  });

  const list = (filter: CaseFilter, limit = 100, sort: CaseSort = 'next-due', today = TODAY) =>
    listCases(orm.em.fork(), filter, { limit, cursor: null, sort }, today);
  const numbersOf = async (filter: CaseFilter) => (await list(filter)).items.map(({ number }) => number);

  async function walk(filter: CaseFilter, limit: number, sort: CaseSort = 'next-due'): Promise<CaseItem[]> {
    const seen: CaseItem[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listCases>> = await listCases(
        orm.em.fork(),
        filter,
        { limit, cursor, sort },
        TODAY,
      );
      expect(page.items.length).toBe(page.nextCursor === null ? page.items.length : limit);
      seen.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return seen;
  }

  it('sorts by the next deadline, cases without one last, equal ones by id', async () => {
    const { items, nextCursor } = await list({});
    expect(nextCursor).toBeNull();
    expect(items).toHaveLength(12);
    const keys = items.map(({ next: deadline, id }) => `${deadline?.at ?? '~'} ${id}`);
    expect(keys).toEqual([...keys].sort());
    expect(items.filter((item) => item.next === null)).toHaveLength(5);
  });

  it.each([1, 2, 3, 4, 5, 11, 12, 13])(
    'shows every case once in pages of %i, through ties and cases without a deadline',
    async (limit) => {
      const whole = (await list({})).items;
      expect(await walk({}, limit)).toEqual(whole);
    },
  );

  it('goes on at the right place when cases come and go between two pages', async () => {
    const whole = (await list({ authority: here.authorityCode })).items;
    const first = await listCases(orm.em.fork(), { authority: here.authorityCode }, { limit: 3, cursor: null }, TODAY);
    const writer = createTestOrm(database.ownerUrl).orm;
    const { id } = await insertCase(writer.em.fork(), here, next('2026-09-01'));
    const second = await listCases(
      orm.em.fork(),
      { authority: here.authorityCode },
      { limit: 100, cursor: first.nextCursor },
      TODAY,
    );
    expect([...first.items, ...second.items]).toEqual(whole);
    await writer.em.fork().execute('delete from case_file where id = ?', [id]);
    await writer.close();
  });

  it('gives a whole item', async () => {
    const [item] = (await list({ assignedTo: 'officer-1' })).items;
    expect(item).toEqual({
      id: expect.any(String),
      number: numbers['mine'],
      kind: 'accept-first',
      status: 'awaiting-materials',
      subject: { id: here.subjectId, kind: 'organisation', name: expect.stringMatching(/^测试商行/) },
      authority: { code: here.authorityCode, name: '市场监督管理局' },
      procedure: { code: here.procedureCode, name: '食品经营许可' },
      greenChannel: null,
      receivedOn: '2026-09-18',
      openedAt: '2026-09-18T02:00:00.000Z',
      closedAt: null,
      assignedTo: 'officer-1',
      overdue: null,
      next: { kind: 'supply-by', due: '2026-09-28', at: '2026-09-28T16:00:00.000Z', provisional: false },
    });
  });

  it('filters, alone and together', async () => {
    const { mine, deciding, elsewhere } = numbers;
    expect(await numbersOf({ assignedTo: 'officer-1' })).toEqual([mine]);
    expect(await numbersOf({ statuses: ['awaiting-decision', 'completed'] })).toEqual([deciding]);
    expect(await numbersOf({ statuses: [] })).toEqual([]);
    expect(await numbersOf({ authority: there.authorityCode })).toEqual([deciding, elsewhere]);
    expect(await numbersOf({ authority: there.authorityCode, open: true })).toEqual([deciding]);
    expect(await numbersOf({ authority: there.authorityCode, open: false })).toEqual([elsewhere]);
    expect(await numbersOf({ authority: 'nowhere' })).toEqual([]);
    expect(await numbersOf({ dueBefore: '2026-09-25' })).toEqual([deciding]);
    expect(await numbersOf({ dueBefore: '2026-09-26' })).toHaveLength(2);
    expect(await numbersOf({ authority: here.authorityCode, unclaimed: true, open: true })).toHaveLength(5);
    expect(await numbersOf({ authority: here.authorityCode, unclaimed: false })).toEqual([mine]);
    expect(await numbersOf({ subjectId: there.subjectId })).toEqual([deciding, elsewhere]);
    expect(await numbersOf({ kind: 'accept-first' })).toHaveLength(12);
    expect(await numbersOf({ procedure: there.procedureCode })).toEqual([deciding, elsewhere]);
    expect(await numbersOf({ creditCode: there.identifier })).toEqual([deciding, elsewhere]);
    expect(await numbersOf({ waitsFor: 'decide-by' })).toEqual([deciding]);
    expect(await numbersOf({ dueFrom: '2026-09-28', dueBefore: '2026-10-01' })).toHaveLength(4);
    expect(await numbersOf({ receivedFrom: '2026-09-18', receivedBefore: '2026-09-19' })).toHaveLength(12);
    expect(await numbersOf({ receivedFrom: '2026-09-19' })).toEqual([]);
    expect(await numbersOf({ receivedBefore: '2026-09-18' })).toEqual([]);
  });

  it.each(CASE_SORTS)('sorted by %s, shows every case once, in pages too', async (sort) => {
    const whole = (await list({}, 100, sort)).items;
    expect(new Set(whole.map(({ id }) => id)).size).toBe(12);
    for (const limit of [1, 5]) expect(await walk({}, limit, sort)).toEqual(whole);
    const keyOf = ({ overdue, openedAt, next: deadline }: CaseItem) =>
      sort === 'overdue'
        ? (overdue?.due ?? '~')
        : sort === 'next-due' || sort === 'desk'
          ? (deadline?.at ?? '~')
          : openedAt;
    const keys = whole.map(keyOf);
    expect(keys).toEqual(sort === 'newest' ? [...keys].sort().reverse() : [...keys].sort());
  });

  it('on a desk puts first what goes first by the green channel, as long as it is open, each by its date; in pages too', async () => {
    const writer = createTestOrm(database.ownerUrl).orm;
    const em = writer.em.fork();
    const { mine = '', deciding = '', elsewhere = '' } = numbers;
    const mark = async (number: string, goesFirst: boolean) =>
      await em.execute("update case_file set green_channel = 'three-years', goes_first = ? where number = ?", [
        goesFirst,
        number,
      ]);
    await mark(mine, true);
    await mark(deciding, false);
    await mark(elsewhere, true);
    const whole = (await list({}, 100, 'desk')).items;
    expect(whole[0]).toMatchObject({ number: mine, greenChannel: { ground: 'three-years', goesFirst: true } });
    expect(whole.find(({ number }) => number === deciding)?.greenChannel).toEqual({
      ground: 'three-years',
      goesFirst: false,
    });
    // Closed, it stands where every closed case does.
    expect(whole.slice(-5).map(({ number }) => number)).toContain(elsewhere);
    const rest = whole.slice(1).map(({ next: deadline, id }) => `${deadline?.at ?? '~'} ${id}`);
    expect(rest).toEqual([...rest].sort());
    for (const limit of [1, 2, 5]) expect(await walk({}, limit, 'desk')).toEqual(whole);
    expect((await list({}, 100, 'next-due')).items[0]?.number).not.toBe(mine);
    await em.execute('update case_file set green_channel = null, goes_first = false');
    await writer.close();
  });

  it('tells what somebody must do and has not done by its date, and nothing else', async () => {
    const writer = createTestOrm(database.ownerUrl).orm;
    const em = writer.em.fork();
    const { deciding = '', mine = '' } = numbers;
    const put = async (number: string, kind: string, due: string, state: 'running' | 'met' = 'running') => {
      const { id: caseId, authorityId } = await em.findOneOrFail(CaseFile, { number });
      em.create(CaseDeadline, {
        id: randomUUID(),
        caseId,
        authorityId,
        kind,
        ledger: {} as Ledger,
        due,
        dueAt: `${due}T16:00:00.000Z`,
        provisional: false,
        calendarVersion: 'test',
        state,
        openedAt: NOW,
        closedAt: state === 'running' ? null : NOW,
        round: 0,
      });
    };
    await put(deciding, 'decide-by', '2026-09-24');
    // Met; ended by the service itself; due today, which has not ended yet.
    await put(deciding, 'verify-by', '2026-09-20', 'met');
    await put(mine, 'supply-by', '2026-09-24');
    await put(mine, 'verify-by', TODAY);
    await em.flush();
    const overdueOn = async (today: string, filter: CaseFilter = {}) =>
      (await list({ ...filter, overdue: true }, 100, 'overdue', today)).items;
    const told = await overdueOn(TODAY);
    expect(told).toMatchObject([
      { number: deciding, overdue: { kind: 'decide-by', due: '2026-09-24', authority: { code: there.authorityCode } } },
    ]);
    expect((await overdueOn('2026-09-29')).map(({ number }) => number)).toEqual([deciding, mine]);
    expect(await overdueOn('2026-09-24')).toEqual([]);
    expect(await overdueOn('2026-09-29', { assignedTo: 'officer-1' })).toMatchObject([{ number: mine }]);
    expect(await overdueOn('2026-09-29', { authority: there.authorityCode })).toMatchObject([{ number: deciding }]);
    expect(await numbersOf({ overdue: false })).toHaveLength(11);
    await writer.em.fork().nativeDelete(CaseDeadline, {});
    await writer.close();
  });

  it('shows the cases of the subjects that a person acts for, no others', async () => {
    expect(await numbersOf({ ofSubjects: [there.subjectId] })).toEqual([numbers['deciding'], numbers['elsewhere']]);
    expect(await numbersOf({ ofSubjects: [here.subjectId, there.subjectId] })).toHaveLength(12);
    expect(await numbersOf({ ofSubjects: [] })).toEqual([]);
  });

  it('takes one statement and counts nothing', async () => {
    statements.length = 0;
    await list({ ofSubjects: [here.subjectId], open: true }, 2);
    expect(statements).toHaveLength(1);
    expect(statements[0]).not.toMatch(/count\s*\(/i);
  });

  it('refuses what is no cursor, and pages out of bounds', async () => {
    const forged = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const id = '00000000-0000-0000-0000-000000000000';
    const bad = [
      '',
      'x',
      forged(1),
      forged([]),
      forged(['infinity']),
      forged(['infinity', 'x']),
      forged(['now', id]),
      forged(['2026-09-25', id]),
      forged([null, id]),
      forged(['infinity', id]),
      forged(['next-due', '2026-02-30T00:00:00.000Z', id]),
      forged(['next-due', 'infinity', id, id]),
      forged(['desk', 'infinity', id]),
      forged(['desk', 'perhaps', 'infinity', id]),
      forged(['newest', '2026-09-25T00:00:00.000Z', id]),
    ];
    for (const cursor of bad) {
      await expect(listCases(orm.em.fork(), {}, { limit: 2, cursor }, TODAY)).rejects.toThrow(BadCursorError);
    }
    for (const limit of [0, 101, 1.5, Number.NaN]) await expect(list({}, limit)).rejects.toThrow(RangeError);
  });
});
