import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseFile } from '../../db/entities/case-file.ts';
import { Procedure } from '../../db/entities/procedure.ts';
import { Rectification } from '../../db/entities/rectification.ts';
import { commitmentWorkflowId } from '../../workflows/messages/commitment.ts';
import {
  confirmRectifiedUpdate,
  rectificationWorkflowId,
  reportRectifiedUpdate,
} from '../../workflows/messages/rectification.ts';
import type { rectification } from '../../workflows/rectification.ts';
import { Bench, items, officer, supervisor } from '../support/bench.ts';
import type { BenchParts } from '../support/bench-parts.ts';
import { outcomeOf, skipPastNextDate, supplyByOf } from '../support/cases.ts';
import { APPROVAL_TERMS, CommitmentBench, done } from '../support/commitment-bench.ts';
import { keepHistory } from '../support/histories.ts';
import { stall } from '../support/procedures.ts';
import { obligation } from '../support/promises.ts';

const START = '2026-03-02T02:00:00.000Z';
const OWN = { rectifyWithinWorkingDays: 10, clause: '示范县承诺管理办法第九条' };

describe('a commitment that was not kept', () => {
  let bench: CommitmentBench;
  beforeAll(async () => {
    bench = await CommitmentBench.start({ startAt: START });
    await bench.orm.em
      .fork()
      .nativeUpdate(
        Procedure,
        { code: 'food-licence' },
        { commitmentTerms: { ...APPROVAL_TERMS, rectification: OWN } },
      );
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('is to be put right where the procedure says so: a case of its own, followed by its own workflow', async () => {
    const on = await bench.promise([obligation('a')], { procedure: 'food-licence' });
    await bench.letPass(on);
    expect(await bench.row(on)).toMatchObject({ status: 'broken' });
    const opened = await openedBy(bench, on.caseId);
    const file = await fileOf(bench, opened.caseId);
    expect(file).toMatchObject({ kind: 'rectification', status: 'rectifying', nextKind: 'rectification-by' });
    expect(opened).toMatchObject({ origin: 'broken-promise', ownTerm: { workingDays: 10 }, openedBy: 'system' });
    expect(opened.facts).toContain('事项a');
    const [due] = await bench.sql<{ ledger: { rule: object } }>('select ledger from deadline where case_id = ?', [
      opened.caseId,
    ]);
    expect(due?.ledger.rule).toMatchObject({ count: 10, clause: OWN.clause, isDefault: false });
    // Nobody acts for this subject: the officers print what it is told.
    expect(await bench.notices(opened)).toContain('rectification-opened → officer');
    // It runs: its own date comes without anybody asking.
    await bench.skipTo(file.nextAt ?? '');
    expect(await fileOf(bench, opened.caseId)).toMatchObject({ status: 'registering' });
    expect((await handleOf(bench, opened.caseId).describe()).status.name).toBe('RUNNING');

    // Kept in time all along: the case of the promise goes on, and the rectification has lost its ground.
    expect(await outcomeOf(bench.reopen(on, ['a'], '2026-03-31'))).toBe('running');
    expect(await fileOf(bench, opened.caseId)).toMatchObject({
      status: 'cancelled',
      outcome: { kind: 'cancelled', cause: 'promise-kept' },
    });
    expect(await handleOf(bench, opened.caseId).result()).toEqual({ status: 'cancelled' });
    await keepHistory(bench, rectificationWorkflowId(opened.caseId), 'rectification-of-a-broken-promise');
    // Found untrue after all, it ends as broken once more, and is to be put right anew.
    await bench.confirm(on, { a: 'rejected' });
    await bench.skipPastNext(on);
    expect(await bench.row(on)).toMatchObject({ status: 'broken' });
    const again = await openedBy(bench, on.caseId);
    expect(again.caseId).not.toBe(opened.caseId);
    // Put right, it is still for the case of the promise to say that it is made good.
    const receivedAt = await bench.now();
    const report = { by: officer, text: '已补做', evidence: null, receivedOn: null, receivedAt, id: randomUUID() };
    await handleOf(bench, again.caseId).executeUpdate(reportRectifiedUpdate, { args: [report] });
    const verdict = { by: officer, verdict: 'accepted', reason: null, receivedAt, id: randomUUID() } as const;
    await handleOf(bench, again.caseId).executeUpdate(confirmRectifiedUpdate, { args: [verdict] });
    expect(await fileOf(bench, again.caseId)).toMatchObject({ status: 'rectified' });
    expect(await bench.notices(again)).toContain('promise-to-make-good → officer');
    await keepHistory(bench, commitmentWorkflowId(on.caseId), 'commitment-broken-to-be-rectified');
  }, 120_000);

  it('is not opened where it was kept, nor where the data do not say so', async () => {
    const kept = await bench.promise([obligation('a', { term: { kind: 'day', due: '2026-09-30' } })], {
      procedure: 'food-licence',
    });
    await bench.report(kept, [done('a')]);
    await bench.confirm(kept, { a: 'accepted' });
    const silent = await bench.promise([obligation('b', { term: { kind: 'day', due: '2026-09-30' } })]);
    await bench.letPass(silent);
    expect(await bench.row(silent)).toMatchObject({ status: 'broken' });
    expect(await bench.orm.em.fork().count(Rectification, { sourceCaseId: [kept.caseId, silent.caseId] })).toBe(0);
  }, 120_000);

  it('made good by the authority that has it rectified, is put right by that: nobody is called to an interview about it', async () => {
    const term = { term: { kind: 'day', due: '2026-11-13' } } as const;
    const both = [obligation('a', term), obligation('b', term)];
    const on = await bench.promise(both, { procedure: 'food-licence' });
    await bench.letPass(on);
    const opened = await openedBy(bench, on.caseId);
    // Of two things promised one is done: the other is still to be put right.
    expect(await outcomeOf(bench.makeGood(on, ['a']))).toBe('broken');
    expect(await fileOf(bench, opened.caseId)).toMatchObject({ status: 'rectifying' });
    expect(await outcomeOf(bench.makeGood(on, ['b']))).toBe('broken');
    expect(await fileOf(bench, opened.caseId)).toMatchObject({
      status: 'rectified',
      outcome: { kind: 'rectified' },
      nextKind: null,
    });
    expect(await handleOf(bench, opened.caseId).result()).toEqual({ status: 'rectified' });
    expect((await bench.timeline(opened)).slice(-2)).toEqual(['rectification-reported', 'rectification-confirmed']);
    expect(await bench.notices(opened)).not.toContain('promise-to-make-good → officer');
    const [report] = await bench.sql('select verdict, received_on from rectification_report where case_id = ?', [
      opened.caseId,
    ]);
    expect(report).toMatchObject({ verdict: 'accepted' });
    await keepHistory(bench, rectificationWorkflowId(opened.caseId), 'rectification-rectified-by-making-good');
  }, 120_000);
});

describe('an accept-first application that ended unsupplied', () => {
  let bench: Bench;
  beforeAll(async () => {
    const procedures = [
      stall({ rectification: OWN }),
      stall({ rectification: OWN, latenessIsBrokenPromise: false }, { code: 'lenient-licence' }),
    ];
    bench = await Bench.start({ startAt: START, procedures });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('is to be put right where lateness counts as a broken promise, and taken back when it is reopened', async () => {
    const on = await bench.open({ procedure: 'stall-licence', subjectId: await bench.subject() });
    await skipPastNextDate(bench, [on]);
    const due = await supplyByOf(bench, on);
    await skipPastNextDate(bench, [on]);
    expect(await bench.row(on)).toMatchObject({ status: 'ended' });
    const opened = await openedBy(bench, on.caseId);
    expect(opened.facts).toContain('营业执照');
    expect(await fileOf(bench, opened.caseId)).toMatchObject({ status: 'rectifying', nextKind: 'rectification-by' });
    const receipt = { means: 'counter', receivedOn: due, dispatchedOn: null, reason: '窗口漏登' } as const;
    expect(await outcomeOf(bench.reopen(on, { by: supervisor, items: items('business-licence'), ...receipt }))).toBe(
      'awaiting-verification',
    );
    expect(await fileOf(bench, opened.caseId)).toMatchObject({ status: 'cancelled' });
    expect(await handleOf(bench, opened.caseId).result()).toEqual({ status: 'cancelled' });
  }, 120_000);

  it('is put right where the papers come late, and the promise is made good', async () => {
    const on = await bench.open({ procedure: 'stall-licence', subjectId: await bench.subject() });
    await skipPastNextDate(bench, [on]);
    await skipPastNextDate(bench, [on]);
    const opened = await openedBy(bench, on.caseId);
    const late = { means: 'counter', receivedOn: null, dispatchedOn: null, reason: '逾期补交' } as const;
    expect(await outcomeOf(bench.makeGood(on, { by: officer, items: items('business-licence'), ...late }))).toBe(
      'ended',
    );
    expect(await fileOf(bench, opened.caseId)).toMatchObject({ status: 'rectified' });
    expect(await handleOf(bench, opened.caseId).result()).toEqual({ status: 'rectified' });
  }, 120_000);

  it('is not where lateness does not count as one', async () => {
    const on = await bench.open({ procedure: 'lenient-licence', subjectId: await bench.subject() });
    await skipPastNextDate(bench, [on]);
    await skipPastNextDate(bench, [on]);
    expect(await bench.row(on)).toMatchObject({ status: 'ended' });
    expect(await bench.orm.em.fork().count(Rectification, { sourceCaseId: on.caseId })).toBe(0);
  }, 120_000);
});

async function openedBy({ orm }: Pick<BenchParts, 'orm'>, sourceCaseId: string): Promise<Rectification> {
  return await orm.em.fork().findOneOrFail(Rectification, { sourceCaseId, cancelledBy: null });
}

async function fileOf({ orm }: Pick<BenchParts, 'orm'>, id: string): Promise<CaseFile> {
  return await orm.em.fork().findOneOrFail(CaseFile, { id });
}

function handleOf({ env }: Pick<BenchParts, 'env'>, caseId: string) {
  return env.client.workflow.getHandle<typeof rectification>(rectificationWorkflowId(caseId));
}
