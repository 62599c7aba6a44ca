import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Orm } from '../../db/orm.ts';
import { type CaseFilter, type CaseItem, listCases } from '../../db/queries/case-list.ts';
import { BadCursorError } from '../../db/queries/page.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { type County, createTestOrm, ENDED, insertCase, insertCounty } from '../support/rows.ts';

const DAYS = ['2026-09-25', '2026-09-28', '2026-09-28', '2026-09-28', '2026-10-09'] as const;
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

  const list = (filter: CaseFilter, limit = 100) => listCases(orm.em.fork(), filter, { limit, cursor: null });
  const numbersOf = async (filter: CaseFilter) => (await list(filter)).items.map(({ number }) => number);

  async function walk(filter: CaseFilter, limit: number): Promise<CaseItem[]> {
    const seen: CaseItem[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listCases>> = await listCases(orm.em.fork(), filter, { limit, cursor });
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
    const first = await listCases(orm.em.fork(), { authority: here.authorityCode }, { limit: 3, cursor: null });
    const writer = createTestOrm(database.ownerUrl).orm;
    const { id } = await insertCase(writer.em.fork(), here, next('2026-09-01'));
    const second = await listCases(
      orm.em.fork(),
      { authority: here.authorityCode },
      { limit: 100, cursor: first.nextCursor },
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
      receivedOn: '2026-09-18',
      openedAt: '2026-09-18T02:00:00.000Z',
      closedAt: null,
      assignedTo: 'officer-1',
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
      forged(['2026-02-30T00:00:00.000Z', id]),
      forged(['infinity', id, id]),
    ];
    for (const cursor of bad) {
      await expect(listCases(orm.em.fork(), {}, { limit: 2, cursor })).rejects.toThrow(BadCursorError);
    }
    for (const limit of [0, 101, 1.5, Number.NaN]) await expect(list({}, limit)).rejects.toThrow(RangeError);
  });
});
