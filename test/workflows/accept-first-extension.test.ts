import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Bench, type OpenCase, officer, supervisor } from '../support/bench.ts';
import { outcomeOf, skipPastNextDate, supplyByOf } from '../support/cases.ts';
import { stall } from '../support/procedures.ts';

// Monday 2 March 2026: ten working days on lies Monday 16 March.
const START = '2026-03-02T02:00:00.000Z';

describe('an extension for force majeure', () => {
  let bench: Bench;
  let open: (procedure?: string) => Promise<OpenCase>;
  beforeAll(async () => {
    const short = stall({ extension: { monthsInAll: 1, by: 'officer' } }, { code: 'a-month-in-all' });
    const strict = stall({ extension: { monthsInAll: null, by: 'supervisor' } }, { code: 'by-supervisor' });
    bench = await Bench.start({ startAt: START, procedures: [stall(), short, strict] });
    open = (procedure = 'stall-licence') => bench.open({ procedure });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('ends on a later day than now, within what the place allows, and by whom it says', async () => {
    const free = await open();
    expect(await outcomeOf(bench.extend(free, '2026-03-16'))).toBe('refused: extension-not-later');
    expect(await outcomeOf(bench.extend(free, '2026-03-10'))).toBe('refused: extension-not-later');
    expect(await supplyByOf(bench, free)).toBe('2026-03-16');
    const short = await open('a-month-in-all');
    expect(await outcomeOf(bench.extend(short, '2026-04-03'))).toBe('refused: extension-too-long');
    expect(await outcomeOf(bench.extend(short, '2026-04-02'))).toBe('awaiting-materials');
    const strict = await open('by-supervisor');
    expect(await outcomeOf(bench.extend(strict, '2026-03-20', officer))).toBe('refused: extension-needs-supervisor');
    expect(await outcomeOf(bench.extend(strict, '2026-03-20', supervisor))).toBe('awaiting-materials');
    await bench.abandon(free, short, strict);
  });

  it('before the date: told with both days, reminded anew, and the new day counts', async () => {
    const opened = await open();
    await bench.skipTo('2026-03-13T03:00:00.000Z');
    const remindersBefore = (await bench.timeline(opened)).filter((kind) => kind === 'reminded').length;
    expect(remindersBefore).toBe(2);
    expect(await outcomeOf(bench.extend(opened, '2026-03-31'))).toBe('awaiting-materials');
    expect(await bench.notices(opened)).toContain('extension → zhang');
    const [entry] = await bench.sql<{ data: object }>(
      "select data from timeline_entry where case_id = ? and kind = 'extended'",
      [opened.caseId],
    );
    expect(entry?.data).toMatchObject({ from: '2026-03-16', until: '2026-03-31' });
    await bench.skipTo('2026-03-31T03:00:00.000Z');
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-materials' });
    expect((await bench.timeline(opened)).filter((kind) => kind === 'reminded')).toHaveLength(4);
    expect(await outcomeOf(bench.supply(opened))).toBe('awaiting-verification');
    await bench.abandon(opened);
  });

  it('after the date, while receipts are registered: the case waits for papers again', async () => {
    const opened = await open();
    await skipPastNextDate(bench, [opened]);
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-registration' });
    expect(await outcomeOf(bench.extend(opened, '2026-04-30'))).toBe('awaiting-materials');
    expect(await bench.row(opened)).toMatchObject({ nextKind: 'supply-by', nextDue: '2026-04-30' });
    // It passes too, and then has a registration of its own.
    await skipPastNextDate(bench, [opened]);
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-registration', nextKind: 'registration-grace' });
    await skipPastNextDate(bench, [opened]);
    expect(await bench.row(opened)).toMatchObject({ status: 'ended' });
    const graces = await bench.sql<{ state: string }>(
      "select state from deadline where case_id = ? and kind = 'registration-grace' order by opened_at",
      [opened.caseId],
    );
    expect(graces.map(({ state }) => state)).toEqual(['closed', 'missed']);
  });

  it('that is granted twice keeps both on the ledger', async () => {
    const opened = await open();
    await bench.extend(opened, '2026-06-01');
    await bench.extend(opened, '2026-07-01');
    const [row] = await bench.sql<{ ledger: { extensions: { until: string; by: string }[] } }>(
      "select ledger from deadline where case_id = ? and kind = 'supply-by'",
      [opened.caseId],
    );
    expect(row?.ledger.extensions).toMatchObject([{ until: '2026-06-01', by: officer.sub }, { until: '2026-07-01' }]);
    await bench.abandon(opened);
  });
});
