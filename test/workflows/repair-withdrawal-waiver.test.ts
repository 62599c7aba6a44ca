import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, dayText, endOfDay } from '../../domain/time.ts';
import { repairWithdrawalWorkflowId } from '../../workflows/messages/repair-withdrawal.ts';
import { outcomeOf } from '../support/cases.ts';
import { keepHistory } from '../support/histories.ts';
import { applicant, officerOf } from '../support/repair-bench.ts';
import { boss, decider, proposer } from '../support/hearing-bench.ts';
import { WithdrawalBench } from '../support/withdrawal-bench.ts';

// Monday 2 March 2026, 10:00 in Shanghai.
const START = '2026-03-02T02:00:00.000Z';
const WISH = { decidedOn: '2025-10-10' };

describe('a subject that has nothing to say to the withdrawal of its repair', () => {
  let bench: WithdrawalBench;
  beforeAll(async () => {
    bench = await WithdrawalBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  async function kept(on: { caseId: string }, name: string): Promise<void> {
    await keepHistory(bench, repairWithdrawalWorkflowId(on.caseId), `repair-withdrawal-${name}`);
  }

  it('says so: the period ends at once, and a second person may decide on the same day', async () => {
    const on = await bench.served(WISH);
    const due = (await bench.clock(on, 'statement-by')).due;
    expect(await bench.waive(on)).toMatchObject({
      accepted: true,
      status: 'awaiting-decision',
      next: { kind: 'withdrawal-decide-by' },
    });
    const { due: decideBy, ledger } = await bench.clock(on, 'withdrawal-decide-by');
    expect([decideBy > due, ledger.startDay]).toEqual([true, await bench.today()]);
    // It kept nobody waiting: nothing of its own was missed.
    expect(await bench.clock(on, 'statement-by')).toMatchObject({ state: 'met', due });
    expect(await bench.timeline(on)).toEqual([
      'withdrawal-proposed',
      'withdrawal-notice-served',
      'withdrawal-heard-waived',
    ]);
    expect(await bench.notices(on)).toEqual(
      expect.arrayContaining(['withdrawal-waived → zhang', 'withdrawal-to-decide → market/officer']),
    );
    expect(await outcomeOf(bench.waive(on))).toBe('StatusNotAllowed');
    expect(await outcomeOf(bench.uphold(on, { by: proposer }))).toBe('refused: proposer-may-not-decide');
    expect(await outcomeOf(bench.uphold(on))).toBe('upheld');
    expect(await bench.ended(on)).toEqual({ status: 'upheld' });
    await kept(on, 'upheld-after-waiver');
  }, 300_000);

  it('does not say it for another: not before service, and an officer only from a paper of its day', async () => {
    const on = await bench.propose(await bench.repaired(WISH));
    expect(await outcomeOf(bench.waive(on))).toBe('StatusNotAllowed');
    await bench.serve(on);
    const today = await bench.today();
    const paper = { by: decider, text: '当事人签名的放弃声明1号' };
    expect(await outcomeOf(bench.waive(on, { ...paper, receivedOn: addDays(today, -1) }))).toBe(
      'refused: waived-before-service',
    );
    expect(await outcomeOf(bench.waive(on, { ...paper, receivedOn: addDays(today, 1) }))).toBe(
      'refused: receipt-in-future',
    );
    expect(await outcomeOf(bench.waive(on, { receivedOn: today }))).toContain('receipt-day-on-paper-only');
    expect(await outcomeOf(bench.waive(on, { ...paper, by: officerOf('transport') }))).toBe('RoleNotAllowed');
    expect(await bench.row(on)).toMatchObject({ status: 'statement-period' });
    // Who proposed does not write down that the subject has nothing to say to it.
    expect(await outcomeOf(bench.waive(on, { ...paper, by: proposer, receivedOn: today }))).toBe(
      'refused: proposer-may-not-register',
    );
    expect(await outcomeOf(bench.waive(on, { ...paper, receivedOn: today }))).toBe('awaiting-decision');
    const [row] = await bench.sql<{ by: string; text: string }>(
      'select waiver_registered_by as by, waiver as text from repair_withdrawal where case_id = ?',
      [on.caseId],
    );
    expect(row).toMatchObject({ by: decider.sub, text: expect.not.stringContaining('放弃') });
    await bench.leave(on);
  }, 300_000);

  it('takes it back by a further statement: its days run on, and the statement must be answered', async () => {
    const on = await bench.served(WISH);
    const { due } = await bench.clock(on, 'statement-by');
    await bench.state(on);
    await bench.waive(on);
    expect(await outcomeOf(bench.uphold(on))).toBe('refused: statement-needs-answer');
    expect(await bench.state(on, { text: '补充：证书编号有误' })).toMatchObject({
      accepted: true,
      status: 'statement-period',
      next: { kind: 'statement-by', due },
    });
    expect(await bench.clocks(on)).toEqual(['statement-by']);
    expect(await outcomeOf(bench.uphold(on))).toBe('StatusNotAllowed');
    await bench.pastStatements(on);
    expect(await bench.row(on)).toMatchObject({ status: 'awaiting-decision' });
    expect(await outcomeOf(bench.uphold(on, { answerToStatement: '编号有误不影响认定' }))).toBe('upheld');
    await bench.ended(on);
    expect(await bench.timeline(on)).toEqual(
      expect.arrayContaining(['withdrawal-heard-waived', 'withdrawal-waiver-taken-back']),
    );
    await kept(on, 'waiver-taken-back');
  }, 300_000);

  it('takes it back by asking for a hearing, until the term it was told is over', async () => {
    const on = await bench.served(WISH);
    await bench.waive(on);
    expect(await bench.askHearing(on)).toMatchObject({ accepted: true, status: 'hearing' });
    const today = await bench.today();
    await bench.giveHearingUp(on, today);
    expect(await bench.row(on)).toMatchObject({ status: 'statement-period' });
    expect(await outcomeOf(bench.waive(on, { by: applicant }))).toBe('awaiting-decision');
    await bench.leave(on);
    const late = await bench.served(WISH);
    await bench.waive(late);
    await bench.skipTo(endOfDay((await bench.clock(late, 'statement-by')).due));
    expect(await outcomeOf(bench.askHearing(late))).toBe('refused: hearing-asked-late');
    // What is said after the term goes on file for the decision and takes nothing back.
    expect(await outcomeOf(bench.state(late))).toBe('awaiting-decision');
    await bench.leave(late);
  }, 300_000);

  it('gives up with all else a hearing that it asked for and that was not held yet', async () => {
    const on = await bench.served(WISH);
    await bench.askHearing(on);
    const paper = { by: proposer, receivedOn: await bench.today() };
    expect(await outcomeOf(bench.waive(on, paper))).toBe('refused: proposer-may-not-register');
    expect(await outcomeOf(bench.waive(on, { by: applicant }))).toBe('awaiting-decision');
    const [row] = await bench.sql<{ result: string; by: string }>(
      'select result, recorded_by as by from repair_withdrawal_hearing where case_id = ?',
      [on.caseId],
    );
    expect(row).toEqual({ result: 'given-up', by: applicant.sub });
    // What is left of its period is counted all the same: until then it may take the waiver back.
    const { due } = await bench.clock(on, 'statement-by');
    const [told] = await bench.noticeBodies(on, 'withdrawal-waived');
    expect(told).toContain(dayText(due).zh);
    // By a statement: there is no other hearing.
    expect(told).toContain('听证不再另行举行');
    expect(told).not.toContain('申请听证的');
    expect(await outcomeOf(bench.uphold(on))).toBe('upheld');
    await kept(on, 'waived-from-hearing');
  }, 300_000);

  it('on a paper does not count against what the subject has said since', async () => {
    const on = await bench.served(WISH);
    const day = await bench.today();
    await bench.skipTo(endOfDay(day));
    await bench.state(on);
    const paper = { by: decider, text: '当事人签名的放弃声明2号' };
    expect(await outcomeOf(bench.waive(on, { ...paper, receivedOn: day }))).toBe('refused: waiver-overtaken');
    expect(await bench.row(on)).toMatchObject({ status: 'statement-period' });
    expect(await outcomeOf(bench.waive(on, { ...paper, receivedOn: await bench.today() }))).toBe('awaiting-decision');
    await bench.leave(on);
    const asked = await bench.served(WISH);
    const servedOn = await bench.today();
    await bench.skipTo(endOfDay(servedOn));
    await bench.askHearing(asked);
    await bench.giveHearingUp(asked, await bench.today());
    expect(await outcomeOf(bench.waive(asked, { ...paper, receivedOn: servedOn }))).toBe('refused: waiver-overtaken');
    await bench.leave(asked);
  }, 300_000);

  it('is taken back by a paper of the period that is written down after it: a statement, and no hearing', async () => {
    const on = await bench.served(WISH);
    const { due } = await bench.clock(on, 'statement-by');
    await bench.waive(on);
    await bench.skipTo(endOfDay(due));
    expect(await outcomeOf(bench.state(on, { by: boss, receivedOn: due }))).toBe('awaiting-decision');
    expect(
      await bench.sql(
        `select data->>'cause' as cause, data->>'statementBy' as until from timeline_entry
         where case_id = ? and kind = 'withdrawal-waiver-taken-back'`,
        [on.caseId],
      ),
    ).toEqual([{ cause: 'statement', until: null }]);
    await bench.leave(on);
  }, 300_000);

  it('a paper from before it is put on file, and takes nothing back', async () => {
    const on = await bench.served(WISH);
    const servedOn = await bench.today();
    await bench.skipTo(endOfDay(servedOn));
    await bench.waive(on);
    expect(await outcomeOf(bench.state(on, { by: boss, receivedOn: servedOn }))).toBe('awaiting-decision');
    expect(await outcomeOf(bench.uphold(on))).toBe('refused: statement-needs-answer');
    await bench.leave(on);
  }, 300_000);
});
