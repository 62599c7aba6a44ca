/** Objections beside what else happens to a record: repaired, annulled, withdrawn, run out, its repair withdrawn. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { objectionWorkflowId } from '../../workflows/messages/objection.ts';
import { outcomeOf } from '../support/cases.ts';
import { keepHistory } from '../support/histories.ts';
import { MEASURE, ObjectionBench, type OpenObjection } from '../support/objection-bench.ts';
import { enterRuling, RULED_ON } from '../support/rulings.ts';

const START = '2026-09-18T02:00:00.000Z';

describe('an objection to a record', () => {
  let bench: ObjectionBench;
  beforeAll(async () => {
    bench = await ObjectionBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  async function withRepair(): Promise<OpenObjection & { repair: { caseId: string } }> {
    const subjectId = await bench.subject();
    const recordId = await bench.entered(subjectId, { measures: [MEASURE] });
    const on = await bench.object(recordId, { window: null });
    const repair = await bench.open(subjectId, [{ id: recordId }]);
    if (repair.answer.outcome !== 'forwarded') throw new Error(JSON.stringify(repair.answer));
    return { ...on, repair };
  }

  it('whose repair is open goes on beside it: repaired first, then found right, it stays repaired', async () => {
    const { repair, ...on } = await withRepair();
    await bench.answer(repair, 'market');
    expect(await bench.standing(on.recordId)).toMatchObject({ state: 'ended' });
    expect(await bench.row(on)).toMatchObject({ status: 'in-check' });
    expect(await outcomeOf(bench.reject(on))).toBe('rejected');
    expect(await bench.standing(on.recordId)).toMatchObject({ state: 'ended', measuresInForce: [] });
    expect(await bench.recordRow(on.recordId)).toMatchObject({ endedHow: 'repaired', voidedOn: null });
    expect(await bench.holds(on.recordId)).toEqual(['objection lifted']);
    expect(await bench.pushed(on.recordId)).toEqual(['record.published', 'record.under-objection', 'record.ended']);
  }, 60_000);

  it('repaired first, then found wrong altogether: it never counted, and its copies are deleted', async () => {
    const { repair, ...on } = await withRepair();
    await bench.answer(repair, 'market');
    expect(await outcomeOf(bench.correct(on))).toBe('corrected');
    expect(await bench.recordRow(on.recordId)).toMatchObject({ endedHow: 'corrected', voidedOn: '2026-09-18' });
    expect(await bench.publicityOf(on.recordId)).toMatchObject({ status: 'corrected' });
    expect(await bench.pushed(on.recordId)).toEqual([
      'record.published',
      'record.under-objection',
      'record.ended',
      'record.withdrawn',
    ]);
  }, 60_000);

  it('found wrong first: the repair then has nothing left to repair, and changes nothing', async () => {
    const { repair, ...on } = await withRepair();
    expect(await outcomeOf(bench.correct(on))).toBe('corrected');
    await bench.answer(repair, 'market');
    expect(await bench.outcomes(repair)).toEqual(['ended']);
    expect(await bench.recordRow(on.recordId)).toMatchObject({ endedHow: 'corrected' });
    expect(await bench.publicityOf(on.recordId)).toMatchObject({ status: 'corrected' });
    expect(await bench.pushed(on.recordId)).toEqual(['record.published', 'record.under-objection', 'record.withdrawn']);
  }, 60_000);

  it('rejected first, then repaired: as if nobody had objected', async () => {
    const { repair, ...on } = await withRepair();
    expect(await outcomeOf(bench.reject(on))).toBe('rejected');
    await bench.answer(repair, 'market');
    expect(await bench.recordRow(on.recordId)).toMatchObject({ endedHow: 'repaired' });
    expect(await bench.publicityOf(on.recordId)).toMatchObject({ status: 'repaired' });
  }, 60_000);

  it.each(['awaiting-forwarding', 'in-check', 'inspection'] as const)(
    'whose decision is annulled ends with it, from "%s"',
    async (status) => {
      const on = status === 'awaiting-forwarding' ? await bench.object(await bench.shown()) : await bench.inCheck();
      if (status === 'inspection') await bench.inspect(on);
      expect(await bench.row(on)).toMatchObject({ status });
      expect(await outcomeOf(bench.annul(on.recordId))).toBe('annulled');
      expect(await bench.ended(on)).toEqual({ status: 'moot' });
      expect(await bench.row(on)).toMatchObject({ outcome: { kind: 'moot', how: 'annulled' }, nextKind: null });
      expect(await bench.clocks(on)).toEqual([]);
      expect(await bench.holds(on.recordId)).toEqual(['objection lifted']);
      expect(await bench.notices(on)).toContain('objection-moot → zhang');
      expect(await outcomeOf(bench.reject(on))).toBe('closed');
      await keepHistory(bench, objectionWorkflowId(on.caseId), `objection-moot-from-${status}`);
    },
    60_000,
  );

  it('that its authority withdraws by itself ends with it', async () => {
    const on = await bench.inCheck();
    expect(await outcomeOf(bench.withdrawRecord(on.recordId))).toBe('withdrawn');
    expect(await bench.ended(on)).toEqual({ status: 'moot' });
    expect(await bench.pushed(on.recordId)).toEqual(['record.published', 'record.under-objection', 'record.withdrawn']);
  }, 60_000);

  it('annulled and answered in one moment: either is first, and the other finds it done', async () => {
    for (let round = 0; round < 3; round += 1) {
      const on = await bench.inCheck();
      const [annulled, answered] = await Promise.all([
        outcomeOf(bench.annul(on.recordId)),
        outcomeOf(round === 2 ? bench.correct(on) : bench.reject(on)),
      ]);
      const { status } = await bench.row(on);
      const { status: publicity } = await bench.publicityOf(on.recordId);
      expect(await bench.holds(on.recordId)).toEqual(['objection lifted']);
      expect(await bench.standing(on.recordId)).toMatchObject({ state: 'ended', measuresInForce: [] });
      if (status === 'moot') {
        expect([annulled, publicity]).toEqual(['annulled', 'annulled']);
        expect(['refused: case-moved-on', 'closed', 'StatusNotAllowed']).toContain(answered);
      } else {
        expect([status, answered]).toEqual(round === 2 ? ['corrected', 'corrected'] : ['rejected', 'rejected']);
        expect(publicity).toBe(round === 2 ? 'corrected' : 'annulled');
      }
      expect(await bench.sql('select from objection where case_id = ? and open', [on.caseId])).toEqual([]);
      // A telling may still be under way: the workflow ends as its rows say.
      expect(await bench.ended(on)).toEqual({ status });
    }
  }, 120_000);

  it('answered twice in one moment is answered once', async () => {
    const on = await bench.inCheck();
    const answers = await Promise.all([outcomeOf(bench.reject(on)), outcomeOf(bench.correct(on))]);
    const { status } = await bench.row(on);
    expect(answers).toContain(status);
    expect(answers.filter((answer) => answer === 'rejected' || answer === 'corrected')).toHaveLength(1);
    const { endedHow } = await bench.recordRow(on.recordId);
    expect(endedHow).toBe(status === 'corrected' ? 'corrected' : null);
    expect(await bench.holds(on.recordId)).toEqual(['objection lifted']);
  }, 60_000);

  describe('whose day is corrected, beside a ruling on the reorganisation of its subject', () => {
    const NOTHING = { facts: null, severity: null, measuresLifted: [] } as const;
    const wish = {
      decidedOn: '2026-06-10',
      measures: [MEASURE.code, 'F01'].map((code) => ({ code, from: '2026-06-10', until: null })),
    };
    const correctDay = async (on: OpenObjection, decidedOn: string) =>
      await outcomeOf(bench.correct(on, { ...NOTHING, scope: 'fields', decidedOn }));

    async function ruled(carriedOutOn: string | null = null) {
      const subjectId = await bench.subject();
      const ruling = await enterRuling(bench, subjectId, carriedOutOn);
      const recordId = await bench.entered(subjectId, wish);
      // Decided after the ruling, as it was entered.
      expect(await bench.standing(recordId)).toMatchObject({ state: 'published', measuresInForce: ['A01', 'F01'] });
      return { ruling, on: await bench.object(recordId, { window: null, about: 'dates' }) };
    }

    it('to the day of the ruling or before is shielded from then on, like what stood then', async () => {
      const { ruling, on } = await ruled();
      expect(await correctDay(on, RULED_ON)).toBe('corrected');
      expect(await bench.standing(on.recordId)).toMatchObject({
        state: 'held',
        shared: false,
        measuresInForce: ['F01'],
      });
      expect((await bench.holds(on.recordId)).sort()).toEqual(['objection lifted', 'reorganisation']);
      expect(await bench.sql('select lifted_measures from reorganisation_record where case_id = ?', [ruling])).toEqual([
        { lifted_measures: ['A01'] },
      ]);
      expect(await bench.pushed(on.recordId)).toEqual(['record.published', 'record.under-objection', 'record.ended']);
      const [body] = await bench.noticeBodies(on, 'objection-corrected');
      expect(body).toMatch(/自即日起暂时屏蔽，停止公示和共享/);
    }, 60_000);

    it('to a day before a ruling that has been carried out is repaired with what it had shielded', async () => {
      const { on } = await ruled('2026-09-01');
      expect(await correctDay(on, '2026-05-01')).toBe('corrected');
      expect(await bench.recordRow(on.recordId)).toMatchObject({ endedHow: 'repaired', endedOn: '2026-09-01' });
      expect(await bench.publicityOf(on.recordId)).toMatchObject({ status: 'repaired' });
      expect(await bench.lifted(on.recordId)).toEqual(['A01', 'F01']);
      const [body] = await bench.noticeBodies(on, 'objection-corrected');
      expect(body).toMatch(/已执行完毕.*信用修复/);
      expect(body).not.toContain('恢复执行');
    }, 60_000);

    it('to a day still after the ruling is shown on', async () => {
      const { on } = await ruled();
      expect(await correctDay(on, '2026-05-11')).toBe('corrected');
      expect(await bench.standing(on.recordId)).toMatchObject({ state: 'published', measuresInForce: ['A01', 'F01'] });
    }, 60_000);

    it('does not leave the shield for it: nobody is worse off for having objected', async () => {
      const { on } = await ruled();
      await correctDay(on, '2026-05-01');
      const again = await bench.object(on.recordId, { window: null, about: 'severity' });
      const later = { ...NOTHING, scope: 'fields', severity: 'minor', decidedOn: '2026-05-11' } as const;
      expect(await bench.correct(again, later)).toMatchObject({ refusals: [{ code: 'correction-heavier' }] });
      expect(await bench.recordRow(on.recordId)).toMatchObject({ severity: 'general', decidedOn: '2026-05-01' });
      expect(await bench.correct(again, { ...later, decidedOn: RULED_ON })).toMatchObject({ accepted: true });
      expect(await bench.standing(on.recordId)).toMatchObject({ published: false, shared: false });
    }, 60_000);
  });

  it('lifts its own hold and no other’s', async () => {
    const on = await bench.inCheck();
    await bench.sql(
      `insert into record_hold (id, record_id, reason, source_id, stops_publicity, stops_sharing, stops_measures, from_at)
       values (gen_random_uuid(), ?, 'court-mask', gen_random_uuid(), true, false, false, ?::timestamptz)`,
      [on.recordId, await bench.now()],
    );
    expect(await bench.standing(on.recordId)).toMatchObject({ state: 'held' });
    expect(await outcomeOf(bench.reject(on))).toBe('rejected');
    expect((await bench.holds(on.recordId)).sort()).toEqual(['court-mask', 'objection lifted']);
    expect(await bench.standing(on.recordId)).toMatchObject({ state: 'held', measuresInForce: [MEASURE.code] });
  }, 60_000);

  describe('that finds measures wrong, beside a repair that lifted them', () => {
    const DECIDED = { decidedOn: '2026-01-10', severity: 'serious' } as const;
    const measures = ['A01', 'A02', 'F01'].map((code) => ({ code, from: DECIDED.decidedOn, until: null }));
    const FINDS = { scope: 'fields', facts: null, severity: null, decidedOn: null } as const;

    /** The repair is found to rest on false papers. Gives the record of that. */
    async function withdrawRepair(repair: { caseId: string; subjectId: string; recordIds: string[] }): Promise<string> {
      const opened = await bench.propose(repair);
      await bench.serve(opened);
      await bench.pastStatements(opened);
      expect(await outcomeOf(bench.uphold(opened))).toBe('upheld');
      const { outcome } = await bench.row(opened);
      return (outcome as unknown as { falseRepairRecord: string }).falseRepairRecord;
    }

    async function liftedHow(recordId: string): Promise<string[]> {
      const rows = await bench.sql<{ line: string }>(
        `select code || coalesce(' ' || lifted_how || ' ' || lifted_on, '') as line
         from record_measure where record_id = ? order by code`,
        [recordId],
      );
      return rows.map(({ line }) => line);
    }

    it('on the day of the repair: the withdrawal of the repair brings back what it had lifted, and nothing else', async () => {
      const subjectId = await bench.subject();
      const recordId = await bench.entered(subjectId, { ...DECIDED, measures });
      const on = await bench.object(recordId, { window: null });
      const repair = await bench.open(subjectId, [{ id: recordId }]);
      const today = await bench.today();
      expect(await outcomeOf(bench.correct(on, { ...FINDS, measuresLifted: ['F01'] }))).toBe('corrected');
      await bench.answer(repair, 'market');
      expect(await liftedHow(recordId)).toEqual([
        `A01 repaired ${today}`,
        `A02 repaired ${today}`,
        `F01 corrected ${today}`,
      ]);

      const falseRecord = await withdrawRepair({ caseId: repair.caseId, subjectId, recordIds: [recordId] });
      expect(await bench.standing(recordId)).toMatchObject({ state: 'published', measuresInForce: ['A01', 'A02'] });

      // Found wrong since it came back, it stays so when the repair stands again, since the day of the repair.
      const next = await bench.object(recordId, { window: null, about: 'measure', measure: 'A02' });
      expect(await outcomeOf(bench.correct(next, { ...FINDS, measuresLifted: ['A02'] }))).toBe('corrected');
      expect(await outcomeOf(bench.annul(falseRecord))).toBe('annulled');
      expect(await bench.recordRow(recordId)).toMatchObject({ endedHow: 'repaired', endedOn: today });
      expect(await liftedHow(recordId)).toEqual([
        `A01 repaired ${today}`,
        `A02 corrected ${today}`,
        `F01 corrected ${today}`,
      ]);
    }, 300_000);

    it('after the repair: what was found wrong, or too grave, does not come back with its withdrawal', async () => {
      const repair = await bench.repaired({ ...DECIDED, measures });
      const [recordId = ''] = repair.recordIds;
      const today = await bench.today();
      const on = await bench.object(recordId, { window: null, about: 'measure', measure: 'F01' });
      expect(on.answer).toMatchObject({ outcome: 'registered' });
      const found = { ...FINDS, severity: 'general', measuresLifted: ['F01'] } as const;
      expect(await outcomeOf(bench.correct(on, found))).toBe('corrected');
      expect(await liftedHow(recordId)).toEqual([
        `A01 repaired ${today}`,
        `A02 corrected ${today}`,
        `F01 corrected ${today}`,
      ]);
      // It is found wrong once.
      expect((await bench.object(recordId, { window: null, about: 'measure', measure: 'F01' })).answer).toMatchObject({
        refusals: [{ code: 'objection-measure-unknown' }],
      });
      await withdrawRepair(repair);
      expect(await bench.standing(recordId)).toMatchObject({ measuresInForce: ['A01'] });
    }, 300_000);
  });
});
