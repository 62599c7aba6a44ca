import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CaseDeadline } from '../../db/entities/deadline.ts';
import { type Day, endOfDay } from '../../domain/time.ts';
import { Bench, type OpenCase } from '../support/bench.ts';
import { changeCalendar } from '../support/calendar-loads.ts';
import { outcomeOf } from '../support/cases.ts';
import { licence, stall, terms } from '../support/procedures.ts';
import { RegistrationBench } from '../support/registration-bench.ts';

jest.setTimeout(300_000);

/** The dates that a calendar change moved, as the timeline has them. */
async function recounted(bench: Pick<Bench, 'sql'>, { caseId }: { caseId: string }): Promise<object[]> {
  const rows = await bench.sql<{ data: object }>(
    "select data from timeline_entry where case_id = ? and kind = 'recounted' order by seq",
    [caseId],
  );
  return rows.map(({ data }) => data);
}

describe('a changed calendar and the green channel', () => {
  const CHANNEL = { firstOnDesk: true, mayAlsoBeMissing: [], clause: '示范县绿色通道办法第三条' };
  let bench: Bench;
  beforeAll(async () => {
    // Thursday 10 September 2026, 10:00 in Shanghai. The aim of one procedure is short, that of the other would be too long.
    const procedures = [
      licence({
        acceptFirst: terms({ maxOpenCases: null }),
        greenChannel: { ...CHANNEL, decideWithinWorkingDays: 3 },
      }),
      stall({}, { handlingDays: 5, greenChannel: { ...CHANNEL, decideWithinWorkingDays: 30 } }),
    ];
    bench = await Bench.start({ startAt: '2026-09-10T02:00:00.000Z', procedures });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  const dueOf = async ({ caseId }: OpenCase, kind: string): Promise<Day> =>
    (await bench.orm.em.fork().findOneOrFail(CaseDeadline, { caseId, kind })).due;
  const toDecide = async (procedure: string): Promise<OpenCase> => {
    const on = await bench.open({ procedure, subjectId: await bench.subject() });
    await bench.supply(on);
    await bench.verify(on, { 'business-licence': 'accepted' });
    return on;
  };

  it('moves the authority’s own aim with the term that binds it, and tells each of what is theirs', async () => {
    const [short, long] = [await toDecide('food-licence'), await toDecide('stall-licence')];
    const dates = async () => [
      await dueOf(short, 'decide-target'),
      await dueOf(long, 'decide-target'),
      await dueOf(long, 'decide-by'),
    ];
    expect(await dates()).toEqual(['2026-09-15', '2026-09-17', '2026-09-17']);
    const binding = await dueOf(short, 'decide-by');
    await changeCalendar(bench, 2026, { '2026-09-14': 'off' });
    // The aim that the binding term cuts goes with it, and never beyond.
    expect(await dates()).toEqual(['2026-09-16', '2026-09-18', '2026-09-18']);
    const moved = await dueOf(short, 'decide-by');
    // The date that rests goes too, and nobody is told of it.
    expect(await recounted(bench, short)).toEqual([
      { wait: 'supply-by', from: '2026-09-23', to: '2026-09-24' },
      { wait: 'decide-by', from: binding, to: moved },
      { wait: 'decide-target', from: '2026-09-15', to: '2026-09-16' },
    ]);
    // The applicant sees the term that binds, and is told of that one; who handles it is told of both.
    const told = (await bench.notices(short)).filter((line) => line.includes('recounted'));
    expect(told.filter((line) => line === 'recounted → zhang')).toHaveLength(1);
    expect(told.filter((line) => line.startsWith('handler-recounted'))).toHaveLength(2);
    expect(await bench.row(short)).toMatchObject({ nextKind: 'decide-by', nextDue: moved });

    const escalated = async () => (await bench.notices(short)).filter((line) => line.startsWith('escalation')).length;
    await bench.skipTo(endOfDay('2026-09-15'));
    expect(await escalated()).toBe(0);
    await bench.skipTo(endOfDay('2026-09-16'));
    expect(await escalated()).toBe(1);
    expect(await outcomeOf(bench.decide(short))).toBe('completed');
    await bench.abandon(long);
  });
});

describe('a changed calendar and what a subject registers of itself', () => {
  let bench: RegistrationBench;
  beforeAll(async () => {
    // Monday 2 March 2026, 10:00 in Shanghai.
    bench = await RegistrationBench.start({ startAt: '2026-03-02T02:00:00.000Z' });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('moves the term to verify it, and leaves the day until which the subject says it is valid', async () => {
    const until = '2026-03-20';
    const on = await bench.register({ validUntil: until });
    const dates = async () => [
      (await bench.clock(on, 'voluntary-verify-by')).due,
      (await bench.clock(on, 'voluntary-valid-until')).due,
    ];
    expect(await dates()).toEqual(['2026-03-16', until]);
    await changeCalendar(bench, 2026, { '2026-03-10': 'off', [until]: 'off' });
    expect(await dates()).toEqual(['2026-03-17', until]);
    expect(await recounted(bench, on)).toEqual([{ wait: 'voluntary-verify-by', from: '2026-03-16', to: '2026-03-17' }]);
    expect((await bench.notices(on)).filter((line) => line.includes('recounted'))).toEqual([
      'handler-recounted → window/officer',
      'recounted → zhang',
    ]);
    const escalated = async () => (await bench.notices(on)).filter((line) => line.startsWith('escalation')).length;
    await bench.skipTo(endOfDay('2026-03-16'));
    expect(await escalated()).toBe(0);
    await bench.skipTo(endOfDay('2026-03-17'));
    expect(await escalated()).toBe(1);
    expect(await bench.row(on)).toMatchObject({ status: 'unverified' });
    await bench.skipTo(endOfDay(until));
    expect(await bench.ended(on)).toEqual({ status: 'expired' });
  });
});
