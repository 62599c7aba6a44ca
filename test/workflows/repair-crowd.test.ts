/** An applicant who sends act after act, all of them refused: the authority can still answer. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { outcomeOf } from '../support/cases.ts';
import { RepairBench } from '../support/repair-bench.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(600_000);

const ALLOWED = 1_500;
const AT_ONCE = 10;

describe('an application for repair that is flooded', () => {
  let bench: RepairBench;
  beforeAll(async () => {
    bench = await RepairBench.start({ startAt: '2026-09-10T02:00:00.000Z' });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('takes no more of the applicant’s acts before it has to turn everybody back', async () => {
    const opened = await bench.openFor('market');
    const flood = new Set<string>();
    for (let sent = 0; sent < ALLOWED; sent += AT_ONCE) {
      const acts = Array.from({ length: AT_ONCE }, () => outcomeOf(bench.complete(opened, 'market')));
      for (const outcome of await Promise.all(acts)) flood.add(outcome);
    }
    expect([...flood]).toEqual(['refused: no-completion-asked']);
    expect(await outcomeOf(bench.complete(opened, 'market'))).toBe('TooManyActs');
    expect(await outcomeOf(bench.withdraw(opened))).toBe('TooManyActs');
    expect(await outcomeOf(bench.accept(opened, 'market'))).toBe('with-authorities');
    expect(await outcomeOf(bench.answer(opened, 'market'))).toBe('answered');
    expect(await bench.end(opened)).toEqual({ status: 'answered' });
  });
});
