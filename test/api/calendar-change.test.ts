import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCommand } from '../../bin/commands/run.ts';
import { newKey } from '../support/api.ts';
import { ApiBench } from '../support/api-bench.ts';
import { changeTaken } from '../support/calendar-loads.ts';

interface Listed {
  day: string;
  kind: 'off' | 'workday';
  name: string;
}

interface Preview {
  days: { day: string; working: boolean }[];
  items: {
    number: string;
    deadlines: { kind: string; from: string; to: string; provisional: boolean; why: object[] }[];
  }[];
  next: string | null;
}

/** One move of one date, in words that can be compared. */
type Move = string;

const START = '2026-09-10T02:00:00.000Z';

describe('a calendar that is changed over the API', () => {
  let on: ApiBench;
  let days: Listed[];
  beforeAll(async () => {
    on = await ApiBench.start(START);
    days = (await on.api.send({ url: '/v1/calendar/2026', as: 'admin' })).json<{ days: Listed[] }>().days;
  }, 300_000);
  afterAll(async () => {
    await on.stop();
  });

  const bodyOf = (listed: readonly Listed[]) => ({ number: null, issuedOn: null, source: '测试', days: listed });
  const preview = async (listed: readonly Listed[], query = '', year = 2026) => {
    const url = `/v1/calendar/${year}/preview${query}`;
    const answer = await on.api.send({ method: 'POST', url, as: 'admin', body: bodyOf(listed) });
    if (answer.statusCode !== 200) throw new Error(answer.body);
    return answer.json<Preview>();
  };
  const allPreviewed = async (listed: readonly Listed[], year = 2026): Promise<Move[]> => {
    const moves: Move[] = [];
    for (let query = '?limit=2'; query !== ''; ) {
      const { items, next } = await preview(listed, query, year);
      for (const { number, deadlines } of items)
        for (const { kind, from, to } of deadlines) moves.push(`${number} ${kind} ${from} ${to}`);
      query = next === null ? '' : `?limit=2&cursor=${next}`;
    }
    return moves.sort();
  };
  /** Loads, and waits for what follows; what the timelines then say of it. */
  const load = async (listed: readonly Listed[], year = 2026): Promise<Move[]> => {
    const known = new Set((await changes()).map(({ id }) => id));
    const said = await recounted();
    const answer = await on.api.send({ method: 'PUT', url: `/v1/calendar/${year}`, as: 'admin', body: bodyOf(listed) });
    expect(answer.statusCode).toBe(200);
    for (const { id } of await changes()) if (!known.has(id)) await changeTaken(on.bench, id);
    return (await recounted()).slice(said.length).sort();
  };
  const changes = () =>
    on.bench.sql<{ id: string; done: boolean }>('select id, finished_at is not null as done from calendar_change');
  const recounted = async (): Promise<Move[]> =>
    (
      await on.bench.sql<{ number: string; data: { wait: string; from: string; to: string } }>(
        `select c.number, t.data from timeline_entry t join case_file c on c.id = t.case_id
         where t.kind = 'recounted' order by t.at, c.number, t.seq`,
      )
    ).map(({ number, data: { wait, from, to } }) => `${number} ${wait} ${from} ${to}`);

  it('moves the dates over a weekday that becomes a day off, as the preview said, and tells of it', async () => {
    const number = await on.open();
    const changed = [...days, { day: '2026-09-15', kind: 'off', name: '特别安排' } as const];
    const { days: named, items } = await preview(changed);
    expect(named).toMatchObject([{ day: '2026-09-15', working: false }]);
    expect(items).toEqual([
      {
        number,
        kind: 'accept-first',
        deadlines: [
          {
            kind: 'supply-by',
            text: { zh: expect.any(String), en: expect.any(String) },
            about: null,
            from: '2026-09-23',
            to: '2026-09-24',
            provisional: false,
            why: [{ zh: expect.stringContaining('9月15日'), en: expect.stringContaining('off for') }],
          },
        ],
      },
    ]);
    expect(await recounted()).toEqual([]);
    expect(await load(changed)).toEqual([`${number} supply-by 2026-09-23 2026-09-24`]);
    const seen = await on.read<{ next: object; timeline: { kind: string; text: string }[] }>(number, 'zhang');
    expect(seen.next).toMatchObject({ due: '2026-09-24' });
    expect(seen.timeline.find(({ kind }) => kind === 'recounted')?.text).toContain('由2026-09-23改为2026-09-24');
    expect(await on.bench.notices({ caseId: await on.idOf(number) })).toContain('recounted → zhang');
    expect((await changes()).every(({ done }) => done)).toBe(true);
    days = changed;
  });

  it('previewed or loaded as it is moves nothing, and starts nothing', async () => {
    const before = await changes();
    expect(await preview(days)).toEqual({ days: [], items: [], next: null });
    const renumbered = { ...bodyOf(days), number: '国办发明电〔2026〕1号' };
    const answer = await on.api.send({ method: 'PUT', url: '/v1/calendar/2026', as: 'admin', body: renumbered });
    expect([answer.statusCode, await changes()]).toEqual([200, before]);
  });

  it('is previewed and loaded by administrators, with a body that could be loaded', async () => {
    const send = (as: string, body: object, key = newKey()) =>
      on.api.send({ method: 'POST', url: '/v1/calendar/2026/preview', as, key, body });
    expect((await send('chen', bodyOf(days))).statusCode).toBe(403);
    expect((await send('admin', bodyOf(days.slice(0, 3)))).statusCode).toBe(400);
    const cursor = await on.api.send({
      method: 'POST',
      url: '/v1/calendar/2026/preview?cursor=abc',
      as: 'admin',
      body: bodyOf([...days, { day: '2026-09-16', kind: 'off', name: '特别安排' }]),
    });
    expect(cursor.json()).toMatchObject({ errors: [{ pointer: '/query/cursor' }] });
  });

  it('is previewed on the command line as over the API', async () => {
    const number = await on.open();
    const changed = [...days, { day: '2026-09-16', kind: 'off', name: '特别安排' } as const];
    const folder = mkdtempSync(join(tmpdir(), 'jiannuo-calendar-'));
    const file = join(folder, 'planned.json');
    const url = await on.api.app.listen({ port: 0, host: '127.0.0.1' });
    const run = async (listed: readonly Listed[], as: string): Promise<{ status: number; said: string }> => {
      writeFileSync(file, JSON.stringify({ year: 2026, ...bodyOf(listed) }));
      const said: string[] = [];
      const status = await runCommand(['calendar', 'preview', file, '--url', url], {
        print: (line) => said.push(line),
        complain: (line) => said.push(line),
        today: '2026-09-10',
        readInput: () => on.api.issuer.token(as),
      });
      return { status, said: said.join('\n') };
    };
    const moves = await allPreviewed(changed);
    const { status, said } = await run(changed, 'admin');
    expect(status).toBe(0);
    expect(said).toContain('2026-09-16  休息 / off');
    const [, , from, to] = moves.find((move) => move.startsWith(number))?.split(' ') ?? [];
    expect(said).toContain(`${number}\n  ${from} → ${to}  补交材料 / supply of the missing materials\n`);
    expect(said.match(/ → /g)).toHaveLength(moves.length);
    expect(await run(changed, 'chen')).toEqual({ status: 2, said: expect.stringContaining('✖ http-403: ') });
    expect((await run(days.slice(0, 3), 'admin')).said).toMatch(/^✖ http-400: .*应列出.* \/ .*must list/);
    rmSync(folder, { recursive: true });
  });

  it('leaves what was met in a case that has ended as it is, in the preview too', async () => {
    const number = await on.open();
    await on.bench.supply({ caseId: await on.idOf(number) });
    const changed = [...days, { day: '2026-09-14', kind: 'off', name: '特别安排' } as const];
    const kinds = async () =>
      (await allPreviewed(changed)).filter((move) => move.startsWith(number)).map((move) => move.split(' ')[1]);
    expect(await kinds()).toEqual(['supply-by', 'verify-by']);
    // What still waits moves on; what was met runs no more.
    await on.bench.sql(
      `update case_file set status = 'withdrawn', closed_at = opened_at, next_kind = null, next_due = null,
       next_at = null, next_provisional = null, outcome = '{"kind":"withdrawn"}' where number = ?`,
      [number],
    );
    expect(await kinds()).toEqual(['verify-by']);
    await on.bench.sql(
      `update case_file c set status = 'awaiting-verification', closed_at = null, next_kind = d.kind, next_due = d.due,
       next_at = d.due_at, next_provisional = d.provisional, outcome = null
       from deadline d where c.number = ? and d.case_id = c.id and d.state = 'running'`,
      [number],
    );
    const said = await allPreviewed(changed);
    expect(await load(changed)).toEqual(said);
    days = changed;
  });

  // Deterministic, and as different as they come: each notice is the one before with some days swapped.
  it.each([7, 77, 777, 7777])('does what its preview says, whatever is loaded (%i)', async (seed) => {
    for (let more = 0; more < 3; more += 1) await on.open();
    let random = seed;
    const draw = (below: number) => {
      random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((random / 2_147_483_648) * below);
    };
    const fixed = days.filter(({ name }) => name !== '特别安排');
    const drawn = new Map<string, Listed>();
    for (let count = 0; count < 12; count += 1) {
      const day = new Date(Date.UTC(2026, 8, 10 + draw(30))).toISOString().slice(0, 10);
      if (!fixed.some((one) => one.day === day))
        drawn.set(day, { day, kind: draw(3) === 0 ? 'workday' : 'off', name: '特别安排' });
    }
    const listed = [...fixed, ...drawn.values()];
    const said = await allPreviewed(listed);
    expect(await load(listed)).toEqual(said);
    expect(await allPreviewed(listed)).toEqual([]);
    days = listed;
  });
});
