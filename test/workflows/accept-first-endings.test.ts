import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LATENESS } from '../../domain/accept-first/accept-first.ts';
import { acceptFirstWorkflowId } from '../../workflows/messages/accept-first.ts';
import { Bench, items, type OpenCase, officer, supervisor } from '../support/bench.ts';
import {
  allRowCounts,
  type CaseId,
  casesIn,
  outcomeOf,
  skipPastNextDate,
  startUnopened,
  supplyByOf,
} from '../support/cases.ts';
import { LATE_ENDINGS, WITHDRAWN_FROM } from '../support/endings.ts';
import { keepHistory } from '../support/histories.ts';
import { licence, stall, terms } from '../support/procedures.ts';
import { createRecord } from '../support/records.ts';
import { lastMoment } from '../support/moments.ts';

const START = '2026-03-02T02:00:00.000Z';

describe('every ending', () => {
  let bench: Bench;
  beforeAll(async () => {
    const strict = licence({ acceptFirst: terms({ maxMissing: 1, maxOpenCases: 1 }) });
    const late = LATE_ENDINGS.map(({ lateness, brokenPromise, name }) =>
      stall({ lateness, latenessIsBrokenPromise: brokenPromise }, { code: name }),
    );
    const ordinary = licence({ code: 'ordinary', acceptFirst: null });
    bench = await Bench.start({ startAt: START, procedures: [strict, stall(), ordinary, ...late] });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it.each([true, false])('completed, granted: %s', async (granted) => {
    const opened = await bench.open({ procedure: 'stall-licence' });
    await bench.supply(opened);
    await bench.verify(opened, { 'business-licence': 'accepted' });
    await bench.decide(opened, granted);
    await ended(opened, 'completed', granted ? 'completed-granted' : 'completed-not-granted');
    expect(await bench.row(opened)).toMatchObject({ outcome: { kind: 'completed', granted }, nextKind: null });
    // A promise that was kept stays kept, whatever is decided on the application.
    expect(await bench.performance(opened)).toBe('kept');
    expect(await bench.notices(opened)).toContain('decision → zhang');
  });

  it('late, in each of the ways that procedures know', async () => {
    const cases: OpenCase[] = [];
    for (const { name } of LATE_ENDINGS) cases.push(await bench.open({ procedure: name }));
    await skipPastNextDate(bench, cases);
    await skipPastNextDate(bench, cases);
    for (const [index, { lateness, brokenPromise, name }] of LATE_ENDINGS.entries()) {
      const on = cases[index] as OpenCase;
      await ended(on, 'ended', name);
      const outcome = { kind: 'late', lateness, brokenPromise, missing: ['business-licence'], wrong: [] };
      expect(await bench.row(on)).toMatchObject({ outcome, nextKind: null });
      expect([name, await bench.performance(on)]).toEqual([name, brokenPromise ? 'not-kept' : 'lapsed']);
      expect(await bench.notices(on)).toEqual(
        expect.arrayContaining(['ended-late → zhang', 'ended-late-supervisor → supervisor']),
      );
    }
    expect(LATE_ENDINGS).toHaveLength(2 * LATENESS.length);
  }, 300_000);

  it.each(WITHDRAWN_FROM)('withdrawn from "%s"', async (status) => {
    const [on] = await casesIn(bench, status, 1);
    if (on === undefined) throw new Error('no case');
    const asked = {
      receivedAt: status === 'awaiting-registration' ? lastMoment(await supplyByOf(bench, on)) : await bench.now(),
    };
    expect(await outcomeOf(bench.withdraw(on, asked))).toBe('withdrawn');
    await ended(on, 'withdrawn', `withdrawn-from-${status}`);
    // Never counted against anybody; what was kept before stays so.
    expect(await bench.performance(on)).toBe(status === 'awaiting-decision' ? 'kept' : 'released');
    const [open] = await bench.sql<{ count: number }>(
      "select count(*)::integer from deadline where case_id = ? and state = 'running'",
      [on.caseId],
    );
    expect(open?.count).toBe(0);
  });

  it('refused at the door, with every reason at once, and no trace of disadvantage', async () => {
    const subjectId = await bench.subject();
    const em = bench.orm.em.fork();
    createRecord(em, {
      subjectId,
      authorityId: bench.county.authorityId,
      documentNumber: '示市监罚〔2025〕7号',
      decidedOn: '2025-05-06',
    });
    await em.flush();
    const broken = await bench.open({ procedure: 'late-ended-counted', subjectId });
    await skipPastNextDate(bench, [broken]);
    await skipPastNextDate(bench, [broken]);
    const other = await bench.open({ procedure: 'stall-licence', subjectId });
    const refused = await bench.open({ subjectId, missing: ['application', 'identity', 'no-such-paper'] });
    const codes = refused.answer.outcome === 'refused' ? refused.answer.refusals.map(({ code }) => code) : [];
    expect(codes).toEqual([
      'unknown-material',
      'main-material-missing',
      'material-may-not-be-missing',
      'too-many-missing',
      'too-many-open-cases',
      'unrepaired-dishonesty',
      'earlier-promise-not-kept',
    ]);
    await ended(refused, 'refused', 'refused-with-every-reason');
    expect(await bench.performance(refused)).toBeNull();
    await bench.abandon(other);
  });

  it('refused where accept-first is not offered', async () => {
    const refused = await bench.open({ procedure: 'ordinary' });
    expect(refused.answer).toMatchObject({ outcome: 'refused', refusals: [{ code: 'accept-first-not-offered' }] });
    expect(await bench.end(refused)).toEqual({ status: 'refused' });
  });

  it('never opened: no application within ten minutes, and nothing to be seen of it', async () => {
    const before = await allRowCounts(bench);
    const on = await startUnopened(bench);
    await bench.later('9 minutes');
    expect(await running(on)).toBe(true);
    await bench.later('2 minutes');
    await ended(on, 'never-opened', 'never-opened');
    expect(await allRowCounts(bench)).toEqual(before);
  });

  it('not registered: another text than the one signed, or a receipt that cannot be', async () => {
    const before = await allRowCounts(bench);
    const application = await bench.application({ procedure: 'stall-licence', by: officer, receivedOn: '2027-01-01' });
    const commitment = { ...application.commitment, sha256: '0'.repeat(64) };
    const opened = await bench.open({ ...application, commitment });
    expect(opened.answer).toMatchObject({
      outcome: 'not-registered',
      refusals: [{ code: 'receipt-in-future' }, { code: 'commitment-text-changed' }],
    });
    await ended(opened, 'never-opened', 'not-registered');
    expect(await allRowCounts(bench)).toEqual(before);
  });

  it('not registered: a procedure that there is not', async () => {
    const application = await bench.application({ procedure: 'stall-licence' });
    const caseId = randomUUID();
    await expect(bench.send(caseId, { ...application, procedure: 'no-such-procedure' }, 'door')).rejects.toThrow();
    expect(await bench.end({ caseId })).toEqual({ status: 'never-opened' });
  });

  it('reopened on a receipt in time, and completed', async () => {
    const { on, due } = await endedCase();
    expect(await outcomeOf(reopen(on, due))).toBe('awaiting-verification');
    expect(await bench.performance(on)).toBe('annulled');
    await bench.verify(on, { 'business-licence': 'accepted', 'safety-rules': 'accepted' });
    await bench.decide(on);
    await ended(on, 'completed', 'reopened-and-completed');
    expect(await bench.performance(on)).toBe('kept');
  });

  it('reopened on a receipt too late: the ending stands', async () => {
    const { on } = await endedCase();
    const rows = await allRowCounts(bench);
    const refused = await outcomeOf(reopen(on, null));
    expect(refused).toBe('refused: supplied-late');
    await ended(on, 'ended', 'reopened-refused');
    const { case_step, audit_entry, ...rest } = await allRowCounts(bench);
    expect(rows).toEqual({ ...rest, case_step: (case_step ?? 0) - 1, audit_entry: (audit_entry ?? 0) - 1 });
  });

  it('made good: the papers came late but right, and nothing bars the subject any more', async () => {
    const subjectId = await bench.subject();
    const on = await bench.open({ procedure: 'late-ended-counted', subjectId });
    await skipPastNextDate(bench, [on]);
    await skipPastNextDate(bench, [on]);
    expect((await bench.open({ subjectId })).answer).toMatchObject({
      refusals: [{ code: 'earlier-promise-not-kept' }],
    });
    const late = {
      means: 'counter',
      receivedOn: null,
      dispatchedOn: null,
      reason: '逾期补交',
      items: items('business-licence'),
    } as const;
    expect(await outcomeOf(bench.makeGood(on, { by: officer, ...late }))).toBe('ended');
    await ended(on, 'ended', 'made-good');
    expect(await outcomeOf(bench.makeGood(on, { by: officer, ...late }))).toBe('refused: nothing-to-make-good');
    const again = await bench.open({ subjectId });
    expect(again.answer).toMatchObject({ outcome: 'accepted-first' });
    await bench.abandon(again);
    // That it was received in time all along may still come to light afterwards.
    const receivedOn = await supplyByOf(bench, on);
    expect(await outcomeOf(bench.reopen(on, { by: supervisor, ...late, receivedOn }))).toBe('awaiting-verification');
    expect(await bench.performance(on)).toBe('annulled');
    await bench.abandon(on);
  });

  async function endedCase(): Promise<{ on: CaseId; due: string }> {
    const [on] = await casesIn(bench, 'ended', 1);
    if (on === undefined) throw new Error('no case');
    return { on, due: await supplyByOf(bench, on) };
  }

  function reopen(on: CaseId, receivedOn: string | null) {
    const receipt = { means: 'counter', receivedOn, dispatchedOn: null, reason: '窗口漏登' } as const;
    return bench.reopen(on, { by: supervisor, ...receipt, items: items('business-licence', 'safety-rules') });
  }

  async function running({ caseId }: CaseId): Promise<boolean> {
    return (await bench.workflow({ caseId }).describe()).status.name === 'RUNNING';
  }

  async function ended(on: CaseId, status: string, name: string): Promise<void> {
    expect(await bench.end(on)).toEqual({ status });
    await keepHistory(bench, acceptFirstWorkflowId(on.caseId), name);
  }
});
