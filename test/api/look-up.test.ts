import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Measure } from '../../db/entities/measure.ts';
import { RecordMeasureRow } from '../../db/entities/record-measure.ts';
import { ACCEPTED, ApiBench, HAND_IN } from '../support/api-bench.ts';
import { createRecord } from '../support/records.ts';

const START = '2026-06-01T02:00:00.000Z';

interface View {
  standing: {
    records: { documentNumber: string; shared: boolean; measures: { code: string; forceText: string }[] }[];
    advice: { measure: string; bars: boolean; clause: string }[];
  } | null;
  lookUps: {
    act: string;
    by: string;
    authority: string | null;
    found: { documentNumber: string; measures: string[] }[];
  }[];
}

/** What the officer sees before deciding, and what is kept of it for those who look later. */
describe('what is in force, on the case', () => {
  let on: ApiBench;
  beforeAll(async () => {
    on = await ApiBench.start(START);
  }, 300_000);
  afterAll(async () => {
    await on.stop();
  });

  it('is shown at the desk while something may be decided, and kept for the desk and auditors', async () => {
    const number = await on.open();
    await on.act(number, 'supply', 'zhang', HAND_IN);
    await on.act(number, 'verify', 'chen', ACCEPTED);
    expect((await on.read<View>(number, 'chen')).standing).toEqual({ records: [], advice: [], withheld: null });

    const em = on.bench.orm.em.fork();
    const { subjectId, authorityId } = on.bench.county;
    const keys = { subjectId, authorityId, documentNumber: '示罚〔2026〕1号', severity: 'serious' } as const;
    const { id: recordId } = createRecord(em, keys, { id: randomUUID() });
    await em.flush();
    for (const code of ['A04', 'B08']) {
      const { name, basis } = await em.findOneOrFail(Measure, { code });
      const force = code === 'A04' ? 'mandatory' : 'recommended';
      em.create(RecordMeasureRow, {
        recordId,
        code,
        name,
        basis,
        force,
        from: '2026-05-01',
        until: null,
        liftedOn: null,
      });
    }
    await em.flush();

    const { standing } = await on.read<View>(number, 'chen');
    expect(standing?.records).toMatchObject([
      {
        documentNumber: '示罚〔2026〕1号',
        shared: true,
        measures: [
          { code: 'A04', forceText: expect.stringMatching(/\p{Script=Han}/u) },
          { code: 'B08', forceText: expect.stringMatching(/\p{Script=Han}/u) },
        ],
      },
    ]);
    expect(standing?.advice).toMatchObject([{ measure: 'A04', bars: false }]);
    const own = await on.read<View>(number, 'zhang');
    expect([own.standing, own.lookUps]).toEqual([null, []]);
    expect((await on.read<View>(number, 'auditor')).standing).toBeNull();

    expect((await on.act(number, 'decide', 'chen', { granted: true, reason: null })).statusCode).toBe(200);
    for (const reader of ['chen', 'auditor']) {
      const after = await on.read<View>(number, reader);
      expect(after.standing).toBeNull();
      expect(after.lookUps).toMatchObject([
        { act: 'open', by: 'system', authority: null, found: [] },
        {
          act: 'decide',
          by: 'chen',
          authority: 'market',
          found: [{ documentNumber: '示罚〔2026〕1号', measures: ['A04', 'B08'] }],
        },
      ]);
    }
    expect((await on.read<View>(number, 'zhang')).lookUps).toEqual([]);
  });
});
