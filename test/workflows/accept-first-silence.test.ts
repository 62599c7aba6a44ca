import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endOfDay } from '../../domain/time.ts';
import { claimUpdate, type ActHeader } from '../../workflows/messages/case.ts';

import { Bench, type OpenCase, officer, supervisor } from '../support/bench.ts';
import { stall } from '../support/procedures.ts';

// Monday 2 March 2026, 10:00 in Shanghai: no day off for weeks but the weekends.
const START = '2026-03-02T02:00:00.000Z';

describe('an officer who is silent', () => {
  let bench: Bench;
  let opened: OpenCase;
  beforeAll(async () => {
    bench = await Bench.start({ startAt: START, procedures: [stall({}, { handlingDays: null })] });
    opened = await bench.open({ procedure: 'stall-licence' });
    await bench.supply(opened);
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('is reminded a working day before the verification is due', async () => {
    expect(await bench.row(opened)).toMatchObject({ nextKind: 'verify-by', nextDue: '2026-03-04' });
    await bench.skipTo('2026-03-03T01:00:00.000Z');
    expect(await count('handler-reminder → officer')).toBe(1);
    expect(await count('escalation → supervisor')).toBe(0);
  });

  it('is reported to the supervisor when it is due, and again every third working day', async () => {
    await bench.skipTo(endOfDay('2026-03-04'));
    expect(await count('escalation → supervisor')).toBe(1);
    await bench.skipTo(endOfDay('2026-03-06'));
    expect(await count('escalation → supervisor')).toBe(1);
    await bench.skipTo(endOfDay('2026-03-09'));
    expect(await count('escalation → supervisor')).toBe(2);
    await bench.skipTo(endOfDay('2026-03-12'));
    expect(await count('escalation → supervisor')).toBe(3);
    // The applicant has done their part: nothing happens to them, also not when the supply-by date passes.
    await bench.skipTo(endOfDay('2026-03-17'));
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-verification' });
    expect(await bench.performance(opened)).toBeNull();
  });

  it('is left in peace once the act is done; the next wait has dates of its own', async () => {
    const before = await count('escalation → supervisor');
    await bench.act<ActHeader>(opened, claimUpdate, { by: officer });
    await bench.verify(opened, { 'business-licence': 'accepted' });
    // Wednesday 18 March: five working days to decide.
    expect(await bench.row(opened)).toMatchObject({ nextKind: 'decide-by', nextDue: '2026-03-25' });
    await bench.skipTo(endOfDay('2026-03-23'));
    expect(await count('escalation → supervisor')).toBe(before);
    await bench.skipTo('2026-03-24T01:00:00.000Z');
    expect(await count(`handler-reminder → ${officer.sub}`)).toBe(1);
    await bench.skipTo(endOfDay('2026-03-25'));
    expect(await count('escalation → supervisor')).toBe(before + 1);
    await bench.decide(opened);
    await bench.skipTo('2026-05-01T00:00:00.000Z');
    expect(await count('escalation → supervisor')).toBe(before + 1);
    expect(await bench.end(opened)).toEqual({ status: 'completed' });
  });

  it('is reported for the first time where several reports were due before the paper was registered', async () => {
    const late = await bench.open({ procedure: 'stall-licence' });
    await bench.skipTo('2026-05-18T02:00:00.000Z');
    await bench.supply(late, { by: supervisor, means: 'counter', receivedOn: '2026-05-06' });
    await bench.skipTo('2026-05-18T03:00:00.000Z');
    const told = await bench.sql<{ times: number }>(
      "select (data ->> 'times')::integer as times from timeline_entry where case_id = ? and kind = 'escalated'",
      [late.caseId],
    );
    expect(told).toEqual([{ times: 1 }]);
    await bench.abandon(late);
  });

  it('has, for each deadline, what became of it', async () => {
    const rows = await bench.sql<{ kind: string; state: string }>(
      'select kind, state from deadline where case_id = ? order by kind',
      [opened.caseId],
    );
    expect(rows).toEqual([
      { kind: 'decide-by', state: 'missed' },
      { kind: 'supply-by', state: 'met' },
      { kind: 'verify-by', state: 'missed' },
    ]);
  });

  it('was late, and stays so where the applicant takes the application back after that', async () => {
    const other = await bench.open({ procedure: 'stall-licence' });
    await bench.supply(other);
    await bench.verify(other, { 'business-licence': 'accepted' });
    const { nextDue } = await bench.row(other);
    await bench.skipTo(endOfDay(nextDue ?? ''));
    await bench.withdraw(other);
    expect(await bench.row(other)).toMatchObject({ status: 'withdrawn' });
    const rows = await bench.sql<{ kind: string; state: string }>(
      'select kind, state from deadline where case_id = ? order by kind',
      [other.caseId],
    );
    expect(rows).toEqual([
      { kind: 'decide-by', state: 'missed' },
      { kind: 'supply-by', state: 'met' },
      { kind: 'verify-by', state: 'met' },
    ]);
  });

  it('has nothing met that nobody did: a case withdrawn before its papers were looked at', async () => {
    const other = await bench.open({ procedure: 'stall-licence' });
    await bench.supply(other);
    await bench.withdraw(other);
    const rows = await bench.sql<{ kind: string; state: string }>(
      'select kind, state from deadline where case_id = ? order by kind',
      [other.caseId],
    );
    expect(rows).toEqual([
      { kind: 'supply-by', state: 'met' },
      { kind: 'verify-by', state: 'closed' },
    ]);
  });

  async function count(notice: string): Promise<number> {
    return (await bench.notices(opened)).filter((one) => one === notice).length;
  }
});
