/** A court takes a debtor off its list while the applicant withdraws the application for the same record. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Subject } from '../../db/entities/subject.ts';
import { outcomeOf } from '../support/cases.ts';
import { replayOf } from '../support/histories.ts';
import { RepairBench } from '../support/repair-bench.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

const START = '2026-09-10T02:00:00.000Z';
type Opened = Awaited<ReturnType<RepairBench['openFor']>>;

/** What is to come of it, by who was first. */
const FIRST = {
  court: { withdrawn: 'refused: nothing-to-withdraw', outcome: 'repaired', closed: 0 },
  applicant: { withdrawn: 'with-authorities', outcome: 'withdrawn', closed: 1 },
} as const;

describe('a court’s message and the applicant’s withdrawal', () => {
  let bench: RepairBench;
  const cases: Opened[] = [];
  beforeAll(async () => {
    bench = await RepairBench.start({ startAt: START, realTime: true });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });
  beforeEach(() => {
    bench.boundary = undefined;
    bench.moveTo(START);
  });
  afterEach(async () => {
    for (const on of cases.splice(0)) {
      const replayed = await replayOf(bench, await bench.begunWorkflowIds(on));
      expect(Object.values(replayed).filter((error) => error !== null)).toEqual([]);
      await bench.abandon(on);
    }
  });

  /** A debtor's record with the court; the market's keeps the application open. */
  async function applied(): Promise<Opened> {
    const opened = await bench.openFor('court', 'market');
    cases.push(opened);
    return opened;
  }
  async function courtWithdraws(on: Opened): Promise<string | null> {
    const { identifier } = await bench.orm.em.fork().findOneOrFail(Subject, { id: on.subjectId });
    const documentNumber = on.records[0]?.documentNumber ?? '';
    const said = await bench.say(on, 'court', 'debtor.withdrawn', { documentNumber, identifier, ground: 'performed' });
    return (await bench.message(said)).code;
  }
  const applicantWithdraws = (on: Opened) => outcomeOf(bench.withdraw(on, ['court']));

  /** However it came: the record has ended, once, by the court; its part is over, the other goes on. */
  async function settledAs(on: Opened, withdrawn: string): Promise<keyof typeof FIRST> {
    const first = withdrawn === FIRST.court.withdrawn ? 'court' : 'applicant';
    expect(withdrawn).toBe(FIRST[first].withdrawn);
    expect(await bench.outcomes(on)).toEqual([FIRST[first].outcome, null]);
    expect(await bench.recordRow(on.records[0]?.id ?? '')).toMatchObject({
      endedHow: 'withdrawn',
      endedOn: '2026-09-10',
    });
    const pushes = await bench.sql("select 1 from push where record_id = ? and kind = 'record.ended'", [
      on.records[0]?.id,
    ]);
    expect(pushes).toHaveLength(1);
    expect(await bench.running(on, 'court')).toEqual([]);
    expect(await bench.running(on, 'market')).not.toEqual([]);
    const kinds = await bench.timeline(on);
    expect(kinds.filter((kind) => kind === 'repair-withdrawn')).toHaveLength(FIRST[first].closed);
    return first;
  }

  it.each(['before-commit', 'after-commit'] as const)(
    'the court first (%s), the applicant meanwhile',
    async (point) => {
      const on = await applied();
      const frozen = bench.freeze(point);
      const said = courtWithdraws(on);
      await frozen.reached;
      const withdrawn = applicantWithdraws(on);
      frozen.release();
      expect(await said).toBe('recorded');
      expect(await settledAs(on, await withdrawn)).toBe('court');
    },
  );

  it.each(['before-commit', 'after-commit'] as const)(
    'the applicant first (%s), the court meanwhile',
    async (point) => {
      const on = await applied();
      const frozen = bench.freeze(point);
      const withdrawn = applicantWithdraws(on);
      await frozen.reached;
      const said = courtWithdraws(on);
      frozen.release();
      expect(await said).toBe('recorded');
      expect(await settledAs(on, await withdrawn)).toBe('applicant');
    },
  );

  it('both at once, again and again: as one of the two would have it', async () => {
    for (let times = 0; times < 4; times += 1) {
      const on = await applied();
      const both = [() => courtWithdraws(on), () => applicantWithdraws(on)];
      if (times % 2 === 1) both.reverse();
      const answers = await Promise.all(both.map((act) => act()));
      if (times % 2 === 1) answers.reverse();
      expect(answers[0]).toBe('recorded');
      await settledAs(on, answers[1] ?? '');
    }
  });

  it('both while no worker is there: each is answered when it is back', async () => {
    const on = await applied();
    await bench.stopWorker();
    const said = courtWithdraws(on);
    const withdrawn = applicantWithdraws(on);
    await bench.startWorker();
    expect(await said).toBe('recorded');
    await settledAs(on, await withdrawn);
  });

  it('the same message told many times at once is recorded once', async () => {
    const on = await applied();
    const { identifier } = await bench.orm.em.fork().findOneOrFail(Subject, { id: on.subjectId });
    const documentNumber = on.records[0]?.documentNumber ?? '';
    const frozen = bench.freeze();
    const first = bench.say(on, 'court', 'debtor.withdrawn', { documentNumber, identifier, ground: 'performed' });
    await frozen.reached;
    const [stored] = await bench.sql<{ id: string }>('select id from inbound_message where case_id = ?', [on.caseId]);
    const again = Array.from({ length: 5 }, () => bench.tell(on, stored?.id ?? ''));
    frozen.release();
    await Promise.all([first, ...again]);
    expect(await bench.message(stored?.id ?? '')).toEqual({ state: 'taken', code: 'recorded' });
    const steps = await bench.sql('select 1 from case_step where key = ?', [`message/${stored?.id}`]);
    expect(steps).toHaveLength(1);
    expect((await bench.timeline(on)).filter((kind) => kind === 'repair-answered')).toHaveLength(1);
  });
});
