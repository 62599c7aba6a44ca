import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WITHDRAWAL_GROUNDS } from '../../domain/repair-withdrawal/repair-withdrawal.ts';
import { REPAIR_WITHDRAWAL_WORKFLOW, repairWithdrawalWorkflowId } from '../../workflows/messages/repair-withdrawal.ts';
import { outcomeOf } from '../support/cases.ts';
import { WITHDRAWAL_DROPPED_FROM } from '../support/endings.ts';
import { keepHistory } from '../support/histories.ts';
import { officerOf } from '../support/repair-bench.ts';
import { type GrantedRepair, type OpenWithdrawal, WithdrawalBench } from '../support/withdrawal-bench.ts';

const START = '2026-03-02T02:00:00.000Z';
const WISH = { decidedOn: '2025-10-10' };

describe('every ending of a withdrawal', () => {
  let bench: WithdrawalBench;
  beforeAll(async () => {
    bench = await WithdrawalBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it.each(WITHDRAWAL_DROPPED_FROM)(
    'dropped from "%s"',
    async (status) => {
      const on = await broughtTo(status);
      expect(await outcomeOf(bench.drop(on))).toBe('dropped');
      expect(await bench.ended(on)).toEqual({ status: 'dropped' });
      expect(await bench.row(on)).toMatchObject({ outcome: { kind: 'dropped' }, nextKind: null });
      expect(await bench.clocks(on)).toEqual([]);
      await keepHistory(bench, repairWithdrawalWorkflowId(on.caseId), `repair-withdrawal-dropped-from-${status}`);
      // After the end nothing is taken any more.
      expect(await outcomeOf(bench.state(on))).toBe('closed');
      expect(await outcomeOf(bench.uphold(on))).toBe('closed');
    },
    60_000,
  );

  it.each(WITHDRAWAL_GROUNDS)(
    'upheld on the ground "%s"',
    async (ground) => {
      const on = await bench.propose(await bench.repaired(WISH), { ground });
      await bench.serve(on);
      await bench.pastStatements(on);
      expect(await outcomeOf(bench.uphold(on))).toBe('upheld');
      expect(await bench.ended(on)).toEqual({ status: 'upheld' });
      expect(await bench.clocks(on)).toEqual([]);
      await keepHistory(bench, repairWithdrawalWorkflowId(on.caseId), `repair-withdrawal-upheld-${ground}`);
    },
    60_000,
  );

  it('never opened: no proposal within ten minutes, and nothing to be seen of it', async () => {
    const caseId = randomUUID();
    const before = await counts();
    const workflowId = repairWithdrawalWorkflowId(caseId);
    await bench.env.client.workflow.start(REPAIR_WITHDRAWAL_WORKFLOW, {
      workflowId,
      taskQueue: bench.taskQueue,
      args: [{ caseId, begin: 'door' }],
    });
    await bench.later('11 minutes');
    expect(await bench.ended({ caseId })).toEqual({ status: 'never-opened' });
    expect(await counts()).toEqual(before);
    await keepHistory(bench, workflowId, 'repair-withdrawal-never-opened');
  }, 300_000);

  it('not registered: every reason at once, and no trace', async () => {
    const repair = await bench.repaired(WISH);
    const running = await bench.propose(repair);
    const before = await counts();
    const refused = await bench.propose(repair, {
      subjectId: bench.county.subjectId,
      records: [...repair.recordIds, randomUUID()],
    });
    expect(codesOf(refused)).toEqual(['withdrawal-subject-unknown', 'withdrawal-open', 'record-not-in-repair']);
    expect(await bench.ended(refused)).toEqual({ status: 'never-opened' });
    expect(await counts()).toEqual(before);
    await keepHistory(bench, repairWithdrawalWorkflowId(refused.caseId), 'repair-withdrawal-not-registered');
    await bench.leave(running);
  }, 300_000);

  it('not registered: a record that another authority repaired, that was refused, or that is annulled', async () => {
    const repair = await bench.repaired({ ...WISH, authority: 'transport' });
    expect(codesOf(await bench.propose(repair))).toEqual(['repair-of-another-authority']);
    const subjectId = await bench.subject();
    const recordId = await bench.entered(subjectId, WISH);
    const opened = await bench.open(subjectId, [{ id: recordId }]);
    const application: GrantedRepair = { caseId: opened.caseId, subjectId, recordIds: [recordId] };
    // Not answered yet, then refused: nothing was repaired that could be withdrawn.
    expect(codesOf(await bench.propose(application))).toEqual(['record-not-repaired']);
    await bench.answer(opened, 'market', 'refused');
    expect(codesOf(await bench.propose(application))).toEqual(['record-not-repaired']);
    const annulled = await bench.repaired(WISH);
    await bench.sql("update record set ended_how = 'annulled' where id = ?", annulled.recordIds);
    expect(codesOf(await bench.propose(annulled))).toEqual(['record-annulled']);
    // Withdrawn once, it stands again: there is no repair left to withdraw.
    const withdrawn = await bench.repaired(WISH);
    const on = await bench.propose(withdrawn);
    await bench.serve(on);
    await bench.pastStatements(on);
    await bench.uphold(on);
    expect(codesOf(await bench.propose(withdrawn))).toEqual(['record-not-repaired']);
  }, 300_000);

  it('not registered: proposed by who acts for the subject', async () => {
    const repair = await bench.repaired(WISH);
    const sub = 'acts-for-it';
    await bench.sql(
      `insert into representation (id, person_sub, subject_id, kind, valid_from, proof, at)
       values (gen_random_uuid(), ?, ?, 'agent', '2020-01-01', '授权委托书', '2026-03-02T00:00:00Z')`,
      [sub, repair.subjectId],
    );
    const before = await counts();
    expect(codesOf(await bench.propose(repair, { by: { ...officerOf('market'), sub } }))).toEqual(['recusal']);
    expect(await counts()).toEqual(before);
  }, 300_000);

  it('not registered: a repair, or an authority, that there is not', async () => {
    const repair = await bench.repaired(WISH);
    for (const change of [{ repairCaseId: randomUUID() }, { by: officerOf('nowhere') }]) {
      const caseId = randomUUID();
      await expect(bench.sendProposal(caseId, await bench.proposal(repair, change))).rejects.toThrow();
      expect(await bench.ended({ caseId })).toEqual({ status: 'never-opened' });
    }
  }, 300_000);

  it('of two proposals for one record at once, one is opened', async () => {
    const repair = await bench.repaired(WISH);
    const both = await Promise.all([bench.propose(repair), bench.propose(repair)]);
    expect(both.map(({ answer }) => answer.outcome).sort()).toEqual(['not-registered', 'opened']);
    await bench.leave(...both);
  }, 300_000);

  async function broughtTo(status: (typeof WITHDRAWAL_DROPPED_FROM)[number]): Promise<OpenWithdrawal> {
    const on = await bench.propose(await bench.repaired(WISH));
    if (status === 'awaiting-service') return on;
    await bench.serve(on);
    if (status === 'hearing') await bench.askHearing(on);
    if (status === 'awaiting-decision') await bench.pastStatements(on);
    expect(await bench.row(on)).toMatchObject({ status });
    return on;
  }

  function codesOf({ answer }: OpenWithdrawal): string[] {
    return answer.outcome === 'not-registered' ? answer.refusals.map(({ code }) => code) : [answer.outcome];
  }

  async function counts(): Promise<object[]> {
    return await bench.sql(
      `select (select count(*)::integer from case_file) as cases, (select count(*)::integer from repair_withdrawal) as withdrawals,
         (select count(*)::integer from notice) as notices, (select count(*)::integer from case_step) as steps`,
    );
  }
});
