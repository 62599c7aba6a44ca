import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { PermitChange } from '../../db/entities/permit-change.ts';
import { Procedure } from '../../db/entities/procedure.ts';
import { Subject } from '../../db/entities/subject.ts';
import { findPermitOfCase } from '../../db/queries/permits.ts';
import { permitState } from '../../domain/permit/permit.ts';
import { addDays, shanghaiDay } from '../../domain/time.ts';
import * as messages from '../../workflows/messages/accept-first.ts';
import { Bench, officer, supervisor } from '../support/bench.ts';
import type { BenchParts } from '../support/bench-parts.ts';
import { outcomeOf } from '../support/cases.ts';
import { CommitmentBench } from '../support/commitment-bench.ts';
import { stall } from '../support/procedures.ts';
import { condition } from '../support/promises.ts';

// Monday 2 March 2026, 10:00 in Shanghai.
const START = '2026-03-02T02:00:00.000Z';
const SECOND = { sub: 'supervisor-zhao', role: 'supervisor', authority: 'market' } as const;

jest.setTimeout(300_000);

/** What a case granted: how it is published, and the state it is read in. */
async function granted(bench: BenchParts, { caseId }: { caseId: string }) {
  const rows = await findPermitOfCase(bench.orm.em.fork(), caseId);
  if (rows === null) return null;
  const { decidedOn, publishBy = null, withheld = null, document = null } = rows.permit;
  return { decidedOn, publishBy, withheld, document, ...permitState(rows.changes) };
}

describe('what is granted on an application', () => {
  let bench: Bench;
  beforeAll(async () => {
    const procedures = [
      stall({}, { code: 'permit', isPermit: true }),
      stall({}, { code: 'filing', isPermit: false }),
      stall({}, { code: 'not-said' }),
    ];
    bench = await Bench.start({ startAt: START, procedures });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  const verified = async (procedure: string, change: object = {}): Promise<{ caseId: string }> => {
    const on = await bench.open({ procedure, ...change });
    await bench.supply(on);
    await bench.verify(on, { 'business-licence': 'accepted' });
    return on;
  };
  const decide = async (on: { caseId: string }, change: object = {}) =>
    await bench.act<messages.DecideAct>(on, messages.decideUpdate, {
      by: officer,
      granted: true,
      reason: null,
      document: '示市监许〔2026〕1号',
      ...change,
    });

  it('is published with the decision, seven working days from which it was to be', async () => {
    const on = await verified('permit');
    expect(await granted(bench, on)).toBeNull();
    expect(await outcomeOf(decide(on))).toBe('completed');
    expect(await granted(bench, on)).toEqual({
      decidedOn: '2026-03-02',
      publishBy: '2026-03-11',
      withheld: null,
      document: '示市监许〔2026〕1号',
      state: 'granted',
      since: null,
    });
  });

  it('made on paper before: by the day of the paper, which is neither to come nor before the application', async () => {
    const on = await verified('permit', { receivedOn: null });
    expect(await outcomeOf(decide(on, { decidedOn: '2026-03-03' }))).toBe('refused: decision-in-future');
    expect(await outcomeOf(decide(on, { decidedOn: '2026-03-01' }))).toBe('refused: decision-before-application');
    expect(await granted(bench, on)).toBeNull();
    expect(await outcomeOf(decide(on, { decidedOn: '2026-03-02' }))).toBe('completed');
    expect(await bench.row(on)).toMatchObject({ outcome: { granted: true, decidedOn: '2026-03-02' } });
  });

  it('is withheld where it is no permit, where nobody said that it is one, and where a person holds it', async () => {
    const filing = await verified('filing');
    await decide(filing);
    expect(await granted(bench, filing)).toMatchObject({ withheld: 'not-a-permit', publishBy: null });
    const unsaid = await verified('not-said');
    await decide(unsaid);
    expect(await granted(bench, unsaid)).toMatchObject({ withheld: 'not-said', publishBy: null });
    const persons = await verified('permit');
    const { subjectId } = await bench.row(persons);
    const em = bench.orm.em.fork();
    await em.nativeUpdate(Subject, { id: subjectId }, { kind: 'person' });
    await decide(persons);
    await em.nativeUpdate(Subject, { id: subjectId }, { kind: 'organisation' });
    expect(await granted(bench, persons)).toMatchObject({ withheld: 'person', publishBy: null });
  });

  it('is nothing where it is not granted', async () => {
    const on = await verified('permit');
    expect(await outcomeOf(decide(on, { granted: false, reason: '不符合条件' }))).toBe('completed');
    expect(await granted(bench, on)).toBeNull();
    expect(await bench.row(on)).toMatchObject({ outcome: { document: '示市监许〔2026〕1号' } });
  });
});

describe('what is granted on a promise', () => {
  let bench: CommitmentBench;
  beforeAll(async () => {
    bench = await CommitmentBench.start({ startAt: START });
    await bench.orm.em.fork().nativeUpdate(Procedure, { code: 'food-licence' }, { isPermit: true });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  const site = () => bench.promise([condition('site')], { kind: 'approval' });

  it('is published at once, and over when the promise is withdrawn', async () => {
    const on = await site();
    expect(await granted(bench, on)).toMatchObject({ publishBy: '2026-03-11', withheld: null, state: 'granted' });
    expect(await outcomeOf(bench.withdraw(on))).toBe('withdrawn');
    expect(await granted(bench, on)).toMatchObject({ state: 'withdrawn', since: '2026-03-02' });
  });

  it('of a promise in place of a certificate nothing is granted', async () => {
    const on = await bench.promise([condition('site')], { kind: 'proof' });
    expect(on.answer).toMatchObject({ outcome: 'taken' });
    expect(await granted(bench, on)).toBeNull();
    await bench.abandon(on);
  });

  it('is revoked with its day, and stands again where the promise is found to be reported in time', async () => {
    const on = await site();
    const today = shanghaiDay(await bench.now());
    await bench.check(on, { site: 'untrue' }, { by: supervisor });
    await bench.letPass(on);
    expect(await outcomeOf(bench.decideApproval(on, true, SECOND))).toBe('broken');
    const revokedOn = shanghaiDay(await bench.now());
    expect(await granted(bench, on)).toMatchObject({ state: 'revoked', since: revokedOn });
    expect(await outcomeOf(bench.reopen(on, ['site'], addDays(today, 1)))).toBe('rectifying');
    expect(await granted(bench, on)).toMatchObject({ state: 'granted', since: revokedOn });
    await bench.abandon(on);
  });

  it('does not stand again where a court annulled it meanwhile', async () => {
    const on = await site();
    const today = shanghaiDay(await bench.now());
    await bench.check(on, { site: 'untrue' }, { by: supervisor });
    await bench.letPass(on);
    await bench.decideApproval(on, true, SECOND);
    const revokedOn = shanghaiDay(await bench.now());
    const rows = await findPermitOfCase(bench.orm.em.fork(), on.caseId);
    const changes = [
      { kind: 'restored', document: '示市监许〔2026〕8号' },
      { kind: 'annulled', document: '（2026）示01行终1号' },
    ] as const;
    const em = bench.orm.em.fork();
    for (const [index, change] of changes.entries())
      em.create(PermitChange, {
        permitId: rows?.permit.id ?? '',
        seq: index + 2,
        on: revokedOn,
        reason: null,
        by: 'liu',
        at: await bench.now(),
        ...change,
      });
    await em.flush();
    expect(await outcomeOf(bench.reopen(on, ['site'], addDays(today, 1)))).toBe('rectifying');
    expect(await granted(bench, on)).toMatchObject({ state: 'annulled', since: revokedOn });
    await bench.abandon(on);
  });
});
