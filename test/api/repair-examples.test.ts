import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RepairApi } from '../support/repair-api.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

interface Operation {
  requestBody?: { content: Record<string, { example?: object; examples?: Record<string, { value: object }> }> };
}

/** What `/docs` shows of repair: every body has an example, and the API takes it. */
describe('the examples of repair', () => {
  let on: RepairApi;
  let posts: [string, object[]][];
  beforeAll(async () => {
    on = await RepairApi.start('2026-09-10T02:00:00.000Z');
    const { paths } = (await on.api.send({ url: '/openapi.json' })).json<{
      paths: Record<string, { post?: Operation }>;
    }>();
    posts = Object.entries(paths)
      .filter(([path]) => path.startsWith('/v1/repairs'))
      .map(([path, { post }]) => {
        const { example, examples = {} } = post?.requestBody?.content['application/json'] ?? {};
        return [
          path,
          [...(example === undefined ? [] : [example]), ...Object.values(examples).map(({ value }) => value)],
        ];
      });
  }, 300_000);
  afterAll(async () => {
    await on.stop();
  });

  it('stand at every body', () => {
    expect(posts.length).toBe(14);
    expect(posts.filter(([, examples]) => examples.length === 0).map(([path]) => path)).toEqual([]);
  });

  it('have the shape that the API asks for: what is wrong with them is only that there is no such case or subject', async () => {
    for (const [path, examples] of posts) {
      for (const body of examples) {
        const url = path.replace('{number}', 'JN-2026-000001');
        const as = path.endsWith('assign-part') ? 'liu' : path.endsWith('complete') ? 'zhang' : 'chen';
        const key = `an-example-of-${path.split('/').at(-1) ?? ''}-${examples.indexOf(body)}`;
        const { statusCode, body: answer } = await on.api.send({ method: 'POST', url, as, key, body });
        expect([path, statusCode, answer.includes('invalid-input')]).toEqual([path, expect.any(Number), false]);
        expect([path, [403, 404].includes(statusCode)]).toEqual([path, true]);
      }
    }
  });
});
