/** More acts at one case than Temporal lets be under way there (ten): it then hands a task out twice, and turns acts back unread. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ApiBench } from '../support/api-bench.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

const AT_ONCE = 15;
const TIMES = 4;

describe('a crowd at one case', () => {
  let on: ApiBench;
  beforeAll(async () => {
    on = await ApiBench.start('2026-09-10T02:00:00.000Z', {}, { realTime: true });
  }, 300_000);
  afterAll(async () => {
    await on.stop();
  });

  it('has every act answered, and each that was accepted written once', async () => {
    const number = await on.open();
    const codes: number[] = [];
    for (let times = 0; times < TIMES; times += 1) {
      const acts = Array.from({ length: AT_ONCE }, (_, index) =>
        on.act(number, index % 2 === 0 ? 'claim' : 'hand-back', 'chen'),
      );
      codes.push(...(await Promise.all(acts)).map(({ statusCode }) => statusCode));
    }
    expect(codes.filter((code) => code !== 200 && code !== 409 && code !== 422)).toEqual([]);
    const accepted = codes.filter((code) => code === 200).length;
    const [written] = await on.bench.sql<{ n: number }>(
      `select count(*)::integer as n from timeline_entry where kind in ('claimed', 'handed-back') and case_id = ?`,
      [await on.idOf(number)],
    );
    expect(accepted).toBeGreaterThan(TIMES);
    expect(written?.n).toBe(accepted);
  });
});
