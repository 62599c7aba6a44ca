import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCommand } from '../../bin/commands/run.ts';

const ANSWER = {
  figure: 'on-time',
  name: '按期办理率',
  clause: '国发〔2016〕33号（二十三）',
  counts: '口径',
  asOf: '2026-09-18T02:00:00.000Z',
  from: '2026-01-01',
  before: '2026-09-19',
  items: [
    { authority: { code: 'market', name: '市场监管局' }, step: 'decide-by', inTime: 2, late: 0, rate: 100 },
    { authority: { code: 'tax', name: '税务局' }, step: 'verify-by', inTime: 0, late: 0, rate: null },
  ],
};

/** The command against a service that answers what a test says, and remembers what it was asked. */
describe('jiannuo statistics', () => {
  let server: Server;
  let url: string;
  let reply = { status: 200, body: '' };
  const asked: { url: string | undefined; token: string | undefined }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push({ url: request.url, token: request.headers.authorization });
      response.writeHead(reply.status).end(reply.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
  });

  async function run(line: string, token = 'abc.def\n'): Promise<{ status: number; out: string; err: string }> {
    const [out, err]: [string[], string[]] = [[], []];
    asked.length = 0;
    const status = await runCommand(['statistics', ...line.split(' ')], {
      print: (text) => out.push(text),
      complain: (text) => err.push(text),
      today: '2026-09-18',
      readInput: () => Promise.resolve(token),
    });
    return { status, out: out.join('\n'), err: err.join('\n') };
  }

  it('asks the service with the token of standard input, and prints a table', async () => {
    reply = { status: 200, body: JSON.stringify(ANSWER) };
    const { status, out } = await run(`on-time --url ${url}/ --from 2026-01-01 --authority market`);
    expect(status).toBe(0);
    expect(asked).toEqual([
      { url: '/v1/statistics/on-time?from=2026-01-01&authority=market', token: 'Bearer abc.def' },
    ]);
    expect(out.split('\n')).toEqual([
      '按期办理率（国发〔2016〕33号（二十三））  [2026-01-01, 2026-09-19)',
      '口径',
      '',
      'authority          step       inTime  late  rate',
      '市场监管局 market  decide-by  2       0     100',
      '税务局 tax         verify-by  0       0     —',
    ]);
  });

  it('hands on CSV and JSON as they came', async () => {
    reply = { status: 200, body: 'a,b\r\n1,2\r\n' };
    expect((await run(`kept-rate --url ${url} --csv`)).out).toBe('a,b\r\n1,2');
    expect(asked[0]?.url).toBe('/v1/statistics/kept-rate?format=csv');
    reply = { status: 200, body: '{"items":[]}' };
    expect((await run(`kept-rate --url ${url} --json`)).out).toBe('{"items":[]}');
  });

  it('says that there is nothing', async () => {
    reply = { status: 200, body: JSON.stringify({ ...ANSWER, items: [] }) };
    expect((await run(`outstanding --url ${url}`)).out).toContain('（无 / nothing）');
  });

  it.each([
    ['no-such-figure', 'abc', 'bad-figure'],
    ['on-time --from 2026-02-30', 'abc', 'bad-day'],
    ['on-time', ' \n', 'token-missing'],
    ['on-time --url http://127.0.0.1:1', 'abc', 'unreachable'],
  ])('statistics %s', async (line, token, code) => {
    const { status, err } = await run(line, token);
    expect([status, err.split(':')[0]]).toEqual([2, `✖ ${code}`]);
    expect(asked).toEqual([]);
  });

  it('says what the service says against it', async () => {
    reply = { status: 403, body: JSON.stringify({ detail: '主管人员只能查询本机关的统计。' }) };
    const { status, err } = await run(`on-time --url ${url} --authority tax`);
    expect([status, err]).toEqual([2, expect.stringContaining('http-403: 主管人员只能查询本机关的统计。')]);
  });
});
