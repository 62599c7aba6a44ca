import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { countOutstanding, countTerms } from '../../db/queries/statistics/terms.ts';
import { addDays, endOfDay } from '../../domain/time.ts';
import { Carrier, enterCarrier, Holds, nameCarriers } from '../support/joint-bench.ts';
import { PublicityBench } from '../support/publicity-bench.ts';

// Monday 1 June 2026, 10:00 in Shanghai.
const START = '2026-06-01T02:00:00.000Z';
const DUE = '2026-06-15';

/** S23: 国发〔2016〕33号（二十三）, of what other authorities than the one that determined a record have to do. */
describe('how authorities carry measures out, in figures', () => {
  let bench: PublicityBench;
  beforeAll(async () => {
    bench = await PublicityBench.start({ startAt: START });
    await enterCarrier(bench, 'housing', '示范县住房和城乡建设局');
    await enterCarrier(bench, 'traffic', '示范县交通运输局');
    await nameCarriers(bench, 'B08', ['housing', 'traffic']);
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  const counted = async (from = '2026-01-01', before = '2027-01-01') => {
    const terms = await countTerms(bench.orm.em.fork(), { from, before, authority: null }, await bench.now());
    // What was annulled its own authority had to take back: not what is asked here.
    const ofMeasures = terms.filter(({ step }) => step !== 'withdraw-by');
    return ofMeasures.map(({ authority: { code }, step, inTime, late }) => [code, step, inTime, late]);
  };
  const outstanding = async () => {
    const found = await countOutstanding(bench.orm.em.fork(), null, await bench.now());
    return found.map(({ authority: { code }, step, count, oldestDue }) => [code, step, count, oldestDue]);
  };

  it('each term counts for who was asked: fed back in time, late, not at all; what was declined in time does not', async () => {
    const [housing, traffic] = [new Carrier(bench, 'housing'), new Carrier(bench, 'traffic')];
    const from = await bench.today();
    const enter = () => bench.enter({ severity: 'serious', measures: [{ code: 'B08', from, until: null }] });
    const [one, two, three, four] = [await enter(), await enter(), await enter(), await enter()];
    await housing.execute(one, 'B08');
    await housing.feedBack(one, 'B08');
    // Executed in time, and fed back too late: it is the feedback that closes the loop.
    await traffic.execute(one, 'B08');
    await housing.decline(two, 'B08');
    await bench.annul(three, from);
    expect(await counted()).toEqual([]);
    await bench.skipTo(endOfDay(DUE));
    expect(await counted()).toEqual([
      ['housing', 'execute-by', 1, 1],
      ['traffic', 'execute-by', 0, 3],
    ]);
    expect(await outstanding()).toEqual([
      ['housing', 'execute-by', 1, DUE],
      ['traffic', 'execute-by', 3, DUE],
    ]);
    await traffic.feedBack(one, 'B08');
    // To decline it after its day makes it no earlier.
    await traffic.decline(two, 'B08');
    expect(await counted(DUE, addDays(DUE, 1))).toEqual([
      ['housing', 'execute-by', 1, 1],
      ['traffic', 'execute-by', 0, 3],
    ]);
    expect(await outstanding()).toEqual([
      ['housing', 'execute-by', 1, DUE],
      ['traffic', 'execute-by', 1, DUE],
    ]);
    expect(await counted(addDays(DUE, 1))).toEqual([]);
    // What was applied is undone at who applied it: a term of its own.
    await bench.annul(one, await bench.today());
    await housing.execute(one, 'B08', 'undo');
    await housing.feedBack(one, 'B08', 'undo');
    await bench.annul(four, await bench.today());
    const [undo] = await bench.sql<{ due: string }>(
      `select max(due)::text as due from deadline where kind = 'undo-by'`,
    );
    await bench.skipTo(endOfDay(undo?.due ?? ''));
    expect(await counted(addDays(DUE, 1))).toEqual([
      ['housing', 'undo-by', 1, 0],
      ['traffic', 'undo-by', 0, 1],
    ]);
  });

  it('so does what is to stand still while the record is held, and to go on after', async () => {
    const [housing, traffic] = [new Carrier(bench, 'housing'), new Carrier(bench, 'traffic')];
    const from = await bench.today();
    const holds = new Holds(bench, await bench.enter());
    const one = await bench.enter({ severity: 'serious', measures: [{ code: 'B08', from, until: null }] });
    for (const carrier of [housing, traffic]) {
      await carrier.execute(one, 'B08');
      await carrier.feedBack(one, 'B08');
    }
    const due = async (kind: string) => {
      const [row] = await bench.sql<{ due: string }>(
        `select max(due)::text as due from deadline where case_id = ? and kind = ?`,
        [one.caseId, kind],
      );
      return row?.due ?? '';
    };
    const source = randomUUID();
    await holds.set(one, source);
    await housing.execute(one, 'B08', 'suspend');
    await housing.feedBack(one, 'B08', 'suspend');
    const suspendBy = await due('suspend-by');
    await bench.skipTo(endOfDay(suspendBy));
    const figures = async (kind: string) => (await counted(from)).filter(([, step]) => step === kind);
    expect(await figures('suspend-by')).toEqual([
      ['housing', 'suspend-by', 1, 0],
      ['traffic', 'suspend-by', 0, 1],
    ]);
    expect((await outstanding()).filter(([, step]) => step === 'suspend-by')).toEqual([
      ['traffic', 'suspend-by', 1, suspendBy],
    ]);
    await traffic.execute(one, 'B08', 'suspend');
    await traffic.feedBack(one, 'B08', 'suspend');
    await holds.lift(one, source);
    const resumeBy = await due('resume-by');
    for (const carrier of [housing, traffic]) await carrier.execute(one, 'B08', 'resume');
    await traffic.feedBack(one, 'B08', 'resume');
    await bench.skipTo(endOfDay(resumeBy));
    expect(await figures('resume-by')).toEqual([
      ['housing', 'resume-by', 0, 1],
      ['traffic', 'resume-by', 1, 0],
    ]);
  });
});
