import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCommand } from '../../bin/commands/run.ts';

const BODY = {
  number: null,
  issuedOn: null,
  source: '拟定',
  days: [{ day: '2027-01-01', kind: 'off', name: '元旦' }],
};
const DAYS = [{ day: '2027-01-01', working: false, reason: { zh: '元旦放假', en: 'off for 元旦' } }];
const moved = (number: string, to: string) => ({
  number,
  kind: 'repair',
  deadlines: [
    {
      kind: 'accept-by',
      text: { zh: '受理', en: 'acceptance' },
      about: null,
      from: '2026-12-31',
      to,
      provisional: to > '2027-01-04',
      why: [{ zh: '2027年1月1日：元旦放假', en: '1 January 2027: off' }],
    },
  ],
});
const PAGES: Record<string, object> = {
  '?limit=100': { days: DAYS, items: [moved('JN-2026-000001', '2027-01-04')], next: 'b+c' },
  '?limit=100&cursor=b%2Bc': { days: DAYS, items: [moved('JN-2026-000002', '2027-01-05')], next: null },
};

/** The command against a service that answers two pages, and remembers what it was asked. */
describe('jiannuo calendar preview', () => {
  let server: Server;
  let url: string;
  let folder: string;
  let refusal: { status: number; zh: object; en: object } | null = null;
  const asked: { line: string; token: string | undefined; body: unknown }[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jiannuo-calendar-'));
    server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk) => (text += String(chunk)));
      request.on('end', () => {
        const { method = '', url: path = '', headers } = request;
        asked.push({ line: `${method} ${path}`, token: headers.authorization, body: JSON.parse(text) });
        const answer = refusal === null ? PAGES[path.slice(path.indexOf('?'))] : refusal[english(headers)];
        response.writeHead(refusal?.status ?? 200).end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await new Promise((resolve) => server.close(resolve));
  });

  function english(headers: IncomingHttpHeaders): 'zh' | 'en' {
    return headers['accept-language'] === 'en' ? 'en' : 'zh';
  }

  function file(content: object | string): string {
    const path = join(folder, `${Math.random()}.json`);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }

  async function run(args: string[], token = 'abc.def\n'): Promise<{ status: number; out: string; err: string }> {
    const [out, err]: [string[], string[]] = [[], []];
    asked.length = 0;
    const status = await runCommand(['calendar', ...args], {
      print: (text) => out.push(text),
      complain: (text) => err.push(text),
      today: '2026-09-18',
      readInput: () => Promise.resolve(token),
    });
    return { status, out: out.join('\n'), err: err.join('\n') };
  }

  it('sends what would be loaded, page after page, and prints each date with its reason', async () => {
    refusal = null;
    // As `getCalendar` answers it, with a day changed.
    const stored = file({ year: 2027, version: 3, loadedAt: '2026-11-05T02:00:00.000Z', ...BODY });
    const { status, out } = await run(['preview', stored, '--url', `${url}/`]);
    expect(asked).toEqual(
      Object.keys(PAGES).map((query) => ({
        line: `POST /v1/calendar/2027/preview${query}`,
        token: 'Bearer abc.def',
        body: BODY,
      })),
    );
    expect([status, ...out.split('\n')]).toEqual([
      0,
      '2027年放假安排预览，尚未载入 / the calendar of 2027, previewed, not loaded',
      '',
      '日期 / day  将 / becomes  原因 / why',
      '2027-01-01  休息 / off    元旦放假 / off for 元旦',
      '',
      'JN-2026-000001',
      '  2026-12-31 → 2027-01-04  受理 / acceptance',
      '    2027年1月1日：元旦放假 / 1 January 2027: off',
      '',
      'JN-2026-000002',
      '  2026-12-31 → 2027-01-05（暂定 / provisional）  受理 / acceptance',
      '    2027年1月1日：元旦放假 / 1 January 2027: off',
      '',
      '将变更2件办件的2个期限 / 2 deadlines of 2 cases would move',
    ]);
  });

  it('gives all of it as one JSON', async () => {
    refusal = null;
    const { out } = await run(['preview', file(BODY), '--year', '2027', '--url', url, '--json']);
    expect(JSON.parse(out)).toEqual({
      year: 2027,
      days: DAYS,
      items: [moved('JN-2026-000001', '2027-01-04'), moved('JN-2026-000002', '2027-01-05')],
    });
  });

  it('says in both languages what the service says against it, field by field', async () => {
    const problem = (message: string) => ({ detail: '…', errors: [{ pointer: '/days', message }] });
    refusal = { status: 400, zh: problem('应列出全部放假日。'), en: problem('must list all days off.') };
    const { status, err } = await run(['preview', file({ year: 2027, ...BODY }), '--url', url]);
    expect([status, err]).toEqual([2, '✖ http-400: 应列出全部放假日。 / must list all days off.']);
  });

  it.each([
    ['bad-usage', () => []],
    ['bad-usage', () => ['load', file(BODY)]],
    ['file-unreadable', () => ['preview', join(folder, 'no-such-file.json')]],
    ['bad-file', () => ['preview', file('2027-01-01,off')]],
    ['bad-file', () => ['preview', file('[]')]],
    ['year-missing', () => ['preview', file(BODY)]],
    ['year-missing', () => ['preview', file(BODY), '--year', 'next']],
    ['bad-option', () => ['preview', file(BODY), '--yaer', '2027']],
    ['unreachable', () => ['preview', file({ year: 2027, ...BODY }), '--url', 'http://127.0.0.1:1']],
  ])('%s is told in one line, in both languages', async (code, args) => {
    const { status, out, err } = await run(args());
    expect([status, out, err.split(':')[0], err.includes(' / ')]).toEqual([2, '', `✖ ${code}`, true]);
    expect(asked).toEqual([]);
  });

  it('needs a token', async () => {
    const { status, err } = await run(['preview', file({ year: 2027, ...BODY }), '--url', url], ' \n');
    expect([status, err.split(':')[0]]).toEqual([2, '✖ token-missing']);
  });
});
