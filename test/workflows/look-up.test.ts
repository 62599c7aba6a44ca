import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Measure } from '../../db/entities/measure.ts';
import { Procedure } from '../../db/entities/procedure.ts';
import { RecordMeasureRow } from '../../db/entities/record-measure.ts';
import type { FoundInForce } from '../../domain/record/in-force.ts';
import type { BenchParts } from '../support/bench-parts.ts';
import { Bench, items, officer } from '../support/bench.ts';
import { outcomeOf } from '../support/cases.ts';
import { APPROVAL_TERMS, CommitmentBench } from '../support/commitment-bench.ts';
import { stall } from '../support/procedures.ts';
import { condition, obligation } from '../support/promises.ts';
import { createRecord } from '../support/records.ts';
import { RectificationBench } from '../support/rectification-bench.ts';
import { officerOf, RepairBench } from '../support/repair-bench.ts';

interface Row {
  act: string;
  actor_sub: string;
  actor_role: string;
  authority: string | null;
  at: string;
  found: FoundInForce[];
}

const lookUps = (bench: Pick<BenchParts, 'sql'>, { caseId }: { caseId: string }) =>
  bench.sql<Row>(
    'select act, actor_sub, actor_role, authority, at::text, found from look_up where case_id = ? order by at, act',
    [caseId],
  );

/** Enters a record of the subject with one measure of the list; returns its id. */
async function recordWithMeasure(
  { orm, county }: BenchParts,
  subjectId: string,
  code: string,
  until: string | null = null,
): Promise<string> {
  const em = orm.em.fork();
  const documentNumber = `示罚〔2026〕${code}`;
  const keys = { subjectId, authorityId: county.authorityId, documentNumber };
  const { id } = createRecord(em, keys, { id: randomUUID() });
  const { name, basis, force } = await em.findOneOrFail(Measure, { code });
  await em.flush();
  em.create(RecordMeasureRow, { recordId: id, code, name, basis, force, from: '2026-05-01', until, liftedOn: null });
  await em.flush();
  return id;
}

/** Those made for somebody who decided, not at the door. */
const lookUpsOfDecisions = async (bench: Pick<BenchParts, 'sql'>, on: { caseId: string }) =>
  (await lookUps(bench, on)).filter(({ act }) => act !== 'open');

describe('S26: looked up before an application is decided', () => {
  let bench: Bench;
  beforeAll(async () => {
    const barringMeasures = [{ code: 'A04', clause: '示范县办法第三条' }];
    const barredBy = { unrepairedDishonesty: true, brokenPromise: 'never' } as const;
    const procedures = [
      stall(),
      stall({ barringMeasures }, { code: 'strict-licence', name: '食品经营许可（严）' }),
      stall({ barredBy }, { code: 'barring-licence', name: '食品小作坊登记' }),
    ];
    bench = await Bench.start({ startAt: '2026-06-01T02:00:00.000Z', procedures });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  /** A case that only waits for the decision. */
  const decidable = async (subjectId: string, procedure: string) => {
    const on = await bench.open({ subjectId, procedure });
    await bench.supply(on, { items: items('business-licence') });
    await bench.verify(on, { 'business-licence': 'accepted' });
    return on;
  };

  it('keeps what was in force when the door decided by rule, whoever handed it in, and which way it went', async () => {
    const [clear, barred] = [await bench.subject(), await bench.subject()];
    const standing = await recordWithMeasure(bench, barred, 'A04');
    const online = await bench.open({ subjectId: clear, procedure: 'stall-licence' });
    const onPaper = await bench.open({
      subjectId: barred,
      procedure: 'stall-licence',
      by: officer,
      applicantSub: null,
    });
    const refused = await bench.open({ subjectId: barred, procedure: 'barring-licence' });
    expect([online, onPaper, refused].map(({ answer }) => answer.outcome)).toEqual([
      'accepted-first',
      'accepted-first',
      'refused',
    ]);
    const byRule = { act: 'open', actor_sub: 'system', actor_role: 'system', authority: null };
    const found = [{ recordId: standing, documentNumber: '示罚〔2026〕A04', measures: ['A04'] }];
    expect(await lookUps(bench, online)).toEqual([expect.objectContaining({ ...byRule, found: [] })]);
    expect(await lookUps(bench, onPaper)).toEqual([expect.objectContaining({ ...byRule, found })]);
    expect(await lookUps(bench, refused)).toEqual([expect.objectContaining({ ...byRule, found })]);
    await bench.abandon(online, onPaper);
  });

  it('keeps what was in force at the decision with it, in one row', async () => {
    const subjectId = await bench.subject();
    const [standing, ranOut] = [
      await recordWithMeasure(bench, subjectId, 'A04'),
      await recordWithMeasure(bench, subjectId, 'B08', '2026-05-20'),
    ];
    const on = await decidable(subjectId, 'stall-licence');
    expect(await lookUpsOfDecisions(bench, on)).toEqual([]);
    expect(await outcomeOf(bench.decide(on))).toBe('completed');
    const [row, ...more] = await lookUpsOfDecisions(bench, on);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ act: 'decide', actor_sub: officer.sub, actor_role: 'officer', authority: 'market' });
    expect(row?.found).toEqual(
      expect.arrayContaining([
        { recordId: standing, documentNumber: '示罚〔2026〕A04', measures: ['A04'] },
        { recordId: ranOut, documentNumber: '示罚〔2026〕B08', measures: [] },
      ]),
    );
    expect(row?.found).toHaveLength(2);
    const [decided] = await bench.sql<{ at: string }>(
      "select at::text from timeline_entry where case_id = ? and kind = 'decided'",
      [on.caseId],
    );
    expect(row?.at).toBe(decided?.at);
  });

  it('says that nothing was in force where nothing was', async () => {
    const on = await decidable(await bench.subject(), 'stall-licence');
    await bench.decide(on, false);
    expect(await lookUpsOfDecisions(bench, on)).toMatchObject([{ act: 'decide', found: [] }]);
  });

  it('refuses a grant that the procedure forbids under a measure in force; not to grant, and other measures, it lets pass', async () => {
    const [barred, other] = [await bench.subject(), await bench.subject()];
    await recordWithMeasure(bench, barred, 'A04');
    await recordWithMeasure(bench, other, 'B08');
    const [on, free] = [await decidable(barred, 'strict-licence'), await decidable(other, 'strict-licence')];
    expect(await bench.decide(on)).toMatchObject({
      accepted: false,
      refusals: [{ code: 'measure-bars-grant', clause: '示范县办法第三条' }],
    });
    // A refused act decided nothing.
    expect(await lookUpsOfDecisions(bench, on)).toEqual([]);
    expect(await outcomeOf(bench.decide(free))).toBe('completed');
    expect(await outcomeOf(bench.decide(on, false))).toBe('completed');
    expect(await lookUpsOfDecisions(bench, on)).toMatchObject([{ act: 'decide', found: [{ measures: ['A04'] }] }]);
  });

  it('leaves no row for what does not decide, and for the applicant', async () => {
    const on = await bench.open({ subjectId: await bench.subject(), procedure: 'stall-licence' });
    await bench.supply(on);
    await bench.withdraw(on);
    expect(await lookUpsOfDecisions(bench, on)).toEqual([]);
  });
});

describe('S26: looked up before something is decided on a promise', () => {
  let bench: CommitmentBench;
  beforeAll(async () => {
    bench = await CommitmentBench.start({ startAt: '2026-06-01T02:00:00.000Z' });
    const barringMeasures = [{ code: 'A01', clause: '示范县告知承诺办法第二条' }];
    const commitmentTerms = { ...APPROVAL_TERMS, barringMeasures };
    await bench.orm.em.fork().nativeUpdate(Procedure, { code: 'food-licence' }, { commitmentTerms });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('by rule where it is decided at once, then by the officer who checks', async () => {
    const on = await bench.promise([condition('site')], { kind: 'approval', subjectId: await bench.subject() });
    expect(await outcomeOf(bench.check(on, { site: 'true' }))).toBe('kept');
    expect(await lookUps(bench, on)).toMatchObject([
      { act: 'open', actor_role: 'system', authority: null, found: [] },
      { act: 'check', actor_role: 'officer', authority: 'market', found: [] },
    ]);
    const disclosure = await bench.promise([obligation('a', { term: { kind: 'day', due: '2026-08-31' } })]);
    expect(await lookUps(bench, disclosure)).toEqual([]);
    await bench.abandon(disclosure);
  });

  it('and nothing is decided under a measure that the procedure forbids it under', async () => {
    const subjectId = await bench.subject();
    await recordWithMeasure(bench, subjectId, 'A01');
    const on = await bench.promise([condition('site')], { kind: 'approval', subjectId });
    expect(on.answer).toMatchObject({
      outcome: 'refused',
      refusals: [{ code: 'measure-bars-grant', clause: '示范县告知承诺办法第二条' }],
    });
    expect(await lookUps(bench, on)).toMatchObject([{ act: 'open', found: [{ measures: ['A01'] }] }]);
    const other = await bench.promise([condition('site')], { kind: 'proof', subjectId });
    expect(other.answer).toMatchObject({ outcome: 'taken' });
    await bench.abandon(other);
  });
});

describe('S26: looked up before a repair is answered', () => {
  let bench: RepairBench;
  beforeAll(async () => {
    bench = await RepairBench.start({ startAt: '2026-09-18T02:00:00.000Z' });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('keeps what was in force before the answer ended it, for each authority that decides', async () => {
    const { records, ...on } = await bench.openFor('market', 'transport');
    const ids = records.map(({ id }) => id);
    await bench.accept(on, 'market');
    expect(await bench.extend(on, 'market')).toMatchObject({ accepted: true });
    await bench.answer(on, 'market');
    await bench.answer(on, 'transport', 'refused');
    const rows = await lookUps(bench, on);
    const said = rows.map(({ act, actor_sub, found }) => [
      act,
      actor_sub,
      found.map(({ recordId }) => recordId).sort(),
    ]);
    const { sub: market } = officerOf('market');
    expect(said).toHaveLength(4);
    expect(said).toEqual(
      expect.arrayContaining([
        ['accept', market, [...ids].sort()],
        ['extend-answer', market, [...ids].sort()],
        ['answer', market, [...ids].sort()],
        ['answer', officerOf('transport').sub, [ids[1]]],
      ]),
    );
  });
});

describe('S26: looked up before something is decided on a rectification', () => {
  let bench: RectificationBench;
  beforeAll(async () => {
    bench = await RectificationBench.start({ startAt: '2026-03-02T02:00:00.000Z' });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('more time, what was found of the report, and taking it back', async () => {
    const on = await bench.ordered();
    expect(await bench.prolong(on, '2026-04-15')).toMatchObject({ accepted: true });
    await bench.report(on);
    expect(await bench.reject(on)).toMatchObject({ accepted: true });
    expect(await bench.cancel(on)).toMatchObject({ accepted: true });
    const rows = await lookUps(bench, on);
    expect(rows.map(({ act, actor_role }) => `${act} ${actor_role}`)).toEqual([
      'extend officer',
      'confirm officer',
      'cancel officer',
    ]);
  });
});
