import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getHelpPage, HELP_CODES } from '../../api/help/pages.ts';
import { PROBLEMS } from '../../api/problems.ts';
import { type Issuer, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

/** Codes that say what was done, not why not; those of explanations and grades; and those of nothing that is answered. */
const NO_REFUSALS: ReadonlySet<string> = new Set(
  `recorded recorded-before confirmed confirmed-before followed listed nothing-new calculator confirm-by hearing-by
  serve-by statement-by withdrawal-decide-by outcome-by ruling-confirmed-by asc inside organisation-code-check
  serious-records no-more-than-minor`.split(/\s+/),
);

/** Every code that a refusal, or what became of a message, is given in the source. */
function codesInSource(): string[] {
  const root = new URL('../../', import.meta.url);
  const codes = ['domain/', 'activities/'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => {
        const text = readFileSync(new URL(folder + file, root), 'utf8');
        return [
          ...text.matchAll(/(?:\bcode: |\b(?:\w*[rR]efusal|refused?|of)\(\s*)'([a-z][a-z0-9]*(?:-[a-z0-9]+)*)'/g),
        ];
      })
      .flatMap(([, code]) => code ?? []),
  );
  return [...new Set(codes)].filter((code) => !NO_REFUSALS.has(code)).sort();
}

describe('the page of a problem', () => {
  let database: TestDatabase;
  let issuer: Issuer;
  let api: TestApi;
  beforeAll(async () => {
    [database, issuer] = await Promise.all([createTestDatabase(), startIssuer()]);
    api = await startTestApi(database, issuer);
  });
  afterAll(async () => {
    await api.stop();
    await issuer.stop();
    await database.drop();
  });

  it('is there for every problem of the API and every reason that a rule gives', () => {
    const inSource = codesInSource();
    expect(inSource.length).toBeGreaterThan(100);
    const wanted = [...Object.keys(PROBLEMS), ...inSource];
    expect(wanted.filter((code) => !HELP_CODES.includes(code))).toEqual([]);
    // And for nothing that is never answered.
    expect(HELP_CODES.filter((code) => !wanted.includes(code))).toEqual([]);
  });

  it.each(HELP_CODES)('%s: says in both languages what it means and what to do', (code) => {
    const { title, meaning, whatToDo } = getHelpPage(code);
    for (const { zh, en } of [title, meaning, whatToDo]) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/^[A-Z`"/][^\p{Script=Han}]{5,}$/u);
    }
    for (const { zh, en } of [meaning, whatToDo])
      expect([zh, en]).toEqual([expect.stringMatching(/。$/), expect.stringMatching(/\.$/)]);
  });

  it('is read as JSON, or as a page by whoever asks for one', async () => {
    const json = await api.send({ url: '/problems/minimum-not-ended' });
    expect(json.json()).toEqual({
      code: 'minimum-not-ended',
      kind: 'refusal',
      status: 422,
      title: expect.objectContaining({ zh: '最短公示期尚未届满。' }),
      meaning: expect.any(Object),
      whatToDo: { zh: expect.stringContaining('earliest'), en: expect.any(String) },
      clause: '信用修复管理办法（国家发展改革委令2025年第36号）',
    });
    expect((await api.send({ url: '/problems/in-progress' })).json()).toMatchObject({
      kind: 'problem',
      status: 409,
      clause: null,
    });
    const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
    const page = await api.send({ url: '/problems/refused-by-rule', headers: { accept, 'accept-language': 'en' } });
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      vary: expect.stringContaining('accept'),
    });
    expect(page.body).toMatch(/<h1>Refused by rule<\/h1>[\s\S]*<h1>依规定不予办理<\/h1>/);
    const unknown = await api.send({ url: '/problems/nothing-of-ours' });
    expect(unknown.json()).toMatchObject({
      status: 404,
      code: 'not-found',
      detail: expect.stringContaining('/problems'),
    });
    expect((await api.send({ url: '/problems/' })).statusCode).toBe(404);
    const lost = await api.send({ url: '/problems/%3Cb%3E', headers: { accept } });
    expect(lost).toMatchObject({
      statusCode: 404,
      body: expect.stringMatching(/没有代码“&lt;b&gt;”[\s\S]*href="\/problems"/),
    });
  });

  it('is found in a list; code stands in a page as code', async () => {
    const accept = 'text/html';
    const list = (await api.send({ url: '/problems' })).json<{ items: { code: string }[] }>();
    expect(list.items.map(({ code }) => code).sort()).toEqual([...HELP_CODES].sort());
    expect((await api.send({ url: '/problems', headers: { accept } })).body).toContain(
      'href="/problems/refused-by-rule"',
    );
    const page = (await api.send({ url: '/problems/minimum-not-ended', headers: { accept } })).body;
    expect(page).toContain('<code>earliest</code>');
    expect(page).not.toContain('`');
  });
});
