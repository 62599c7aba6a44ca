import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { repairWithdrawalWorkflowId } from '../../workflows/messages/repair-withdrawal.ts';
import { addDays, endOfDay } from '../../domain/time.ts';
import { outcomeOf } from '../support/cases.ts';
import { keepHistory } from '../support/histories.ts';
import { applicant, officerOf } from '../support/repair-bench.ts';
import { boss, decider, proposer } from '../support/hearing-bench.ts';
import { WithdrawalBench } from '../support/withdrawal-bench.ts';

// Monday 2 March 2026, 10:00 in Shanghai: the calendar is known to the end of the year.
const START = '2026-03-02T02:00:00.000Z';
const WISH = { decidedOn: '2025-10-10' };

describe('a withdrawal that nobody pursues', () => {
  let bench: WithdrawalBench;
  beforeAll(async () => {
    bench = await WithdrawalBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('chases the service of its notice, again and again, and the term of the subject does not begin', async () => {
    const opened = await bench.propose(await bench.repaired(WISH));
    expect(await bench.clocks(opened)).toEqual(['serve-by']);
    const { due, dueAt } = await bench.clock(opened, 'serve-by');
    expect(due).toBe('2026-03-11');
    await bench.skipTo(dueAt);
    await bench.skipTo('2026-03-16T16:00:00.000Z');
    expect(await bench.notices(opened)).toEqual([
      'withdrawal-notice → zhang',
      'withdrawal-to-serve → officer-market',
      'handler-reminder → officer-market',
      'escalation → market/supervisor',
      'handler-reminder → officer-market',
      'escalation → market/supervisor',
      'handler-reminder → officer-market',
    ]);
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-service', nextKind: 'serve-by' });
    // Nobody is to be found: made public, it counts as served thirty days later.
    expect(await bench.serve(opened, { means: 'public-notice', proof: '县政府网站公告' })).toMatchObject({
      status: 'statement-period',
      next: { kind: 'statement-by', due: '2026-04-23' },
    });
    expect(await bench.clock(opened, 'serve-by')).toMatchObject({ state: 'missed' });
    expect((await bench.clock(opened, 'statement-by')).ledger.startDay).toBe('2026-04-16');
    await keepHistory(
      bench,
      repairWithdrawalWorkflowId(opened.caseId),
      'repair-withdrawal-unserved-then-public-notice',
    );
    await bench.leave(opened);
  }, 300_000);

  it('takes the receipt that the subject itself confirms for electronic service', async () => {
    const opened = await bench.propose(await bench.repaired(WISH));
    expect(await outcomeOf(bench.acknowledge(opened, proposer))).toBe('RoleNotAllowed');
    expect(await bench.acknowledge(opened)).toMatchObject({ accepted: true, status: 'statement-period' });
    const [row] = await bench.sql<object>(
      'select service_means, service_on = served_on as at_once, service_registered_by from repair_withdrawal where case_id = ?',
      [opened.caseId],
    );
    expect(row).toEqual({ service_means: 'electronic', at_once: true, service_registered_by: 'zhang' });
    expect(await bench.timeline(opened)).toContain('withdrawal-notice-acknowledged');
    await bench.leave(opened);
  }, 300_000);

  it('tells the supervisor of a silent decider again and again, and the desk that somebody else must decide', async () => {
    const opened = await bench.served(WISH);
    expect(await bench.row(opened)).toMatchObject({ assignedTo: proposer.sub });
    await bench.pastStatements(opened);
    // The proposer may not decide: the case is nobody's until another takes it.
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-decision', assignedTo: null });
    expect(await outcomeOf(bench.claim(opened, decider))).toBe('awaiting-decision');
    const { dueAt } = await bench.clock(opened, 'withdrawal-decide-by');
    await bench.skipTo(dueAt);
    const told = () =>
      bench.notices(opened).then((all) => all.filter((line) => line === 'escalation → market/supervisor'));
    expect(await told()).toHaveLength(1);
    const threeDaysOn = new Date(Date.parse(dueAt) + 5 * 24 * 3_600_000).toISOString();
    await bench.skipTo(threeDaysOn);
    expect(await told()).toHaveLength(2);
    expect(await bench.notices(opened)).toContain(`handler-reminder → ${decider.sub}`);
    expect(await outcomeOf(bench.uphold(opened))).toBe('upheld');
    expect(await bench.clock(opened, 'withdrawal-decide-by')).toMatchObject({ state: 'missed' });
    expect(await bench.ended(opened)).toEqual({ status: 'upheld' });
    await keepHistory(bench, repairWithdrawalWorkflowId(opened.caseId), 'repair-withdrawal-upheld-after-silence');
  }, 300_000);

  it('takes up a notice that was made and served on paper before it was entered', async () => {
    const repair = await bench.repaired(WISH);
    const repairedOn = await bench.today();
    await bench.skipTo(new Date(Date.parse(await bench.now()) + 20 * 24 * 3_600_000).toISOString());
    const early = { madeOn: repairedOn };
    expect((await bench.propose(repair, early)).answer).toMatchObject({
      outcome: 'not-registered',
      refusals: [{ code: 'backdating-needs-supervisor' }],
    });
    const opened = await bench.propose(repair, { ...early, by: boss });
    expect(opened.answer).toMatchObject({ outcome: 'opened', status: 'awaiting-service' });
    expect(await outcomeOf(bench.serve(opened, { by: boss, on: repairedOn }))).toBe('awaiting-decision');
    // Served by its own supervisor, it is decided by another: not by who proposed.
    expect(await outcomeOf(bench.uphold(opened, { by: boss }))).toBe('refused: proposer-may-not-decide');
    // Written down today, it is decided when a paper of its period can have been found: a working day later.
    expect(await outcomeOf(bench.uphold(opened))).toBe('refused: receipts-may-come');
    await bench.skipTo(endOfDay(await bench.workingDayAfter(await bench.today())));
    expect(await outcomeOf(bench.uphold(opened))).toBe('upheld');
  }, 300_000);

  it('reminds the subject before its term ends, and ends the term at its end', async () => {
    const opened = await bench.served(WISH);
    const { dueAt } = await bench.clock(opened, 'statement-by');
    await bench.skipTo(dueAt);
    const kinds = await bench.timeline(opened);
    expect(kinds.slice(-2)).toEqual(['reminded', 'withdrawal-statement-period-ended']);
    expect(await bench.notices(opened)).toContain('withdrawal-statement-reminder → zhang');
    expect(await bench.clock(opened, 'statement-by')).toMatchObject({ state: 'missed' });
    await bench.leave(opened);
  }, 300_000);

  it('is served late and only by whom it is given to', async () => {
    const opened = await bench.propose(await bench.repaired(WISH));
    expect(await outcomeOf(bench.serve(opened, { by: decider }))).toBe('AssignedToAnother');
    const madeOn = (await bench.clock(opened, 'serve-by')).ledger.startDay;
    expect(await outcomeOf(bench.serve(opened, { on: '2025-06-01' }))).toBe('refused: service-before-notice');
    expect(await outcomeOf(bench.serve(opened, { on: '2030-01-01' }))).toBe('refused: service-in-future');
    expect(await outcomeOf(bench.serve(opened, { means: 'electronic' }))).toBe(
      'refused: electronic-service-needs-consent',
    );
    await bench.skipTo(new Date(Date.parse(await bench.now()) + 8 * 24 * 3_600_000).toISOString());
    expect(await outcomeOf(bench.serve(opened, { on: madeOn }))).toBe('refused: backdating-needs-supervisor');
    // Handed over on the first day, written down by a supervisor when the subject's term is over.
    expect(await outcomeOf(bench.serve(opened, { on: madeOn, by: boss }))).toBe('awaiting-decision');
    expect(await bench.clock(opened, 'statement-by')).toMatchObject({ state: 'missed' });
    // The subject is told that its period is over, not that it asked for a hearing; what came in it may still be found.
    const [told = ''] = await bench.noticeBodies(opened, 'withdrawal-served');
    expect(told).toContain('届满');
    expect(told).not.toContain('您已申请听证');
    expect(await outcomeOf(bench.uphold(opened))).toBe('refused: receipts-may-come');
    // The authority's own term does not begin in the past.
    const { startDay } = (await bench.clock(opened, 'withdrawal-decide-by')).ledger;
    expect(startDay).toBe(await bench.today());
    await bench.leave(opened);
  }, 300_000);

  it('hears the subject in person where it asks: its term stands still until the hearing is over', async () => {
    const opened = await bench.served(WISH);
    const { due } = await bench.clock(opened, 'statement-by');
    expect(await bench.askHearing(opened)).toMatchObject({ status: 'hearing', next: { kind: 'hearing-by' } });
    expect(await bench.clocks(opened)).toEqual(['hearing-by']);
    expect(await bench.clock(opened, 'statement-by')).toMatchObject({ state: 'closed' });
    expect(await outcomeOf(bench.askHearing(opened))).toBe('refused: hearing-already-asked');
    const today = await bench.today();
    const tooSoon = await bench.callHearing(opened, await bench.workingDayAfter(today));
    expect(tooSoon).toMatchObject({ accepted: false, refusals: [{ code: 'hearing-too-soon' }] });
    const earliest = ('refusals' in tooSoon && tooSoon.refusals[0]?.earliest) || '';
    // Received a week ago and taken up only now: the subject is told now.
    const receivedAt = new Date(Date.parse(await bench.now()) - 7 * 86_400_000).toISOString();
    expect(await outcomeOf(bench.callHearing(opened, addDays(earliest, -1), { receivedAt }))).toBe(
      'refused: hearing-too-soon',
    );
    expect(await outcomeOf(bench.callHearing(opened, earliest, { presiding: proposer.sub }))).toBe(
      'refused: proposer-may-not-preside',
    );
    expect(await outcomeOf(bench.recordHearing(opened, today))).toBe('refused: hearing-not-called');
    expect(await outcomeOf(bench.callHearing(opened, earliest))).toBe('hearing');
    expect(await bench.notices(opened)).toContain(`withdrawal-hearing-presiding → ${boss.sub}`);
    // A statement may be made all the while.
    expect(await outcomeOf(bench.state(opened))).toBe('hearing');
    await bench.skipTo(`${earliest}T02:00:00.000Z`);
    const held = await bench.recordHearing(opened, earliest);
    expect(held).toMatchObject({ accepted: true, status: 'statement-period', next: { kind: 'statement-by' } });
    const after = await bench.clock(opened, 'statement-by');
    expect(after.due > due).toBe(true);
    expect(after.ledger.pauses).toEqual([expect.objectContaining({ from: today, until: earliest })]);
    await bench.pastStatements(opened);
    expect(await outcomeOf(bench.uphold(opened, { answerToStatement: '听证中未提出新证据' }))).toBe('upheld');
    expect(await bench.ended(opened)).toEqual({ status: 'upheld' });
    await keepHistory(bench, repairWithdrawalWorkflowId(opened.caseId), 'repair-withdrawal-upheld-after-hearing');
  }, 300_000);

  it('has heard a subject that spoke at the hearing alone, and answers what it said there', async () => {
    const opened = await bench.served(WISH);
    await bench.askHearing(opened);
    const tooSoon = await bench.callHearing(opened, await bench.today());
    const day = ('refusals' in tooSoon && tooSoon.refusals[0]?.earliest) || '';
    await bench.callHearing(opened, day);
    await bench.skipTo(`${day}T02:00:00.000Z`);
    await bench.recordHearing(opened, day, { minutes: '当事人当庭陈述：印章系旧章，并出示备案' });
    await bench.pastStatements(opened);
    expect(await bench.clock(opened, 'statement-by')).toMatchObject({ state: 'met' });
    expect(
      await bench.sql(
        `select data->>'heard' as heard, data->>'how' as how from timeline_entry
         where case_id = ? and kind = 'withdrawal-statement-period-ended'`,
        [opened.caseId],
      ),
    ).toEqual([{ heard: 'true', how: 'at-hearing' }]);
    expect((await bench.noticeBodies(opened, 'withdrawal-to-decide'))[0]).toContain('听证笔录');
    expect(await outcomeOf(bench.uphold(opened))).toBe('refused: statement-needs-answer');
    expect(await outcomeOf(bench.uphold(opened, { answerToStatement: '备案晚于出具之日' }))).toBe('upheld');
    const [decision = ''] = await bench.noticeBodies(opened, 'withdrawal-upheld');
    for (const part of ['您在', '听证中陈述、申辩', '行政处罚法第六十五条', '备案晚于出具之日'])
      expect(decision).toContain(part);
    expect(decision).not.toContain('未陈述');
  }, 300_000);

  it('escalates a hearing that nobody holds; given up, the rest of the term runs', async () => {
    const opened = await bench.served(WISH);
    await bench.askHearing(opened);
    const { dueAt } = await bench.clock(opened, 'hearing-by');
    await bench.skipTo(dueAt);
    expect(await bench.notices(opened)).toContain('escalation → market/supervisor');
    expect(await bench.giveHearingUp(opened, await bench.today())).toMatchObject({ status: 'statement-period' });
    expect(await bench.clock(opened, 'hearing-by')).toMatchObject({ state: 'missed' });
    await bench.leave(opened);
  }, 300_000);

  it('does not end the hearing of a subject by the word of who proposed, nor dated back', async () => {
    const opened = await bench.served(WISH);
    await bench.askHearing(opened);
    const asked = await bench.today();
    await bench.skipTo((await bench.clock(opened, 'hearing-by')).dueAt);
    const word = { by: proposer, result: 'given-up', minutes: '电话告知不再要求' } as const;
    const alone = await bench.recordHearing(opened, asked, word);
    expect('refusals' in alone && alone.refusals.map(({ code }) => code)).toEqual([
      'proposer-may-not-register',
      'backdating-needs-supervisor',
      'giving-up-needs-declaration',
    ]);
    await bench.assign(opened, decider);
    expect(await outcomeOf(bench.recordHearing(opened, asked, { ...word, by: boss }))).toBe(
      'refused: giving-up-needs-declaration',
    );
    expect(await outcomeOf(bench.giveHearingUp(opened, asked, { by: decider }))).toBe(
      'refused: backdating-needs-supervisor',
    );
    expect(await bench.row(opened)).toMatchObject({ status: 'hearing' });
    // Dated back by a supervisor, on the subject's paper: it has its days from now, and nothing is decided meanwhile.
    const today = await bench.today();
    expect(await bench.giveHearingUp(opened, asked)).toMatchObject({ accepted: true, status: 'statement-period' });
    const after = await bench.clock(opened, 'statement-by');
    const first = await bench.workingDayAfter(today);
    expect(after.due).toBe(await bench.workingDayAfter(await bench.workingDayAfter(first)));
    expect(await outcomeOf(bench.uphold(opened))).toBe('StatusNotAllowed');
    expect(await outcomeOf(bench.state(opened))).toBe('statement-period');
    await bench.leave(opened);
  }, 300_000);

  it('takes a hearing for given up where the subject stayed away on the day that it was told', async () => {
    const opened = await bench.served(WISH);
    await bench.askHearing(opened);
    const tooSoon = await bench.callHearing(opened, await bench.today());
    const day = ('refusals' in tooSoon && tooSoon.refusals[0]?.earliest) || '';
    await bench.callHearing(opened, day);
    await bench.skipTo(`${day}T02:00:00.000Z`);
    const stayedAway = { by: boss, result: 'given-up', minutes: '当事人未到场，无正当理由' } as const;
    expect(await outcomeOf(bench.recordHearing(opened, day, stayedAway))).toBe('refused: giving-up-needs-declaration');
    await bench.skipTo(endOfDay(day));
    expect(await outcomeOf(bench.recordHearing(opened, day, stayedAway))).toBe('statement-period');
    expect((await bench.noticeBodies(opened, 'withdrawal-hearing-ended'))[0]).toContain('视为');
    await bench.leave(opened);
  }, 300_000);

  it('takes a hearing that was asked for in time and written down after the term', async () => {
    const opened = await bench.served(WISH);
    const { due, dueAt } = await bench.clock(opened, 'statement-by');
    await bench.skipTo(dueAt);
    expect(await bench.row(opened)).toMatchObject({ status: 'awaiting-decision' });
    expect(await outcomeOf(bench.askHearing(opened))).toBe('refused: hearing-asked-late');
    // On paper, at the counter on the last day.
    const asked = await bench.askHearing(opened, { by: officerOf('market'), receivedOn: due });
    expect(asked).toMatchObject({ accepted: true, status: 'hearing' });
    expect(await bench.clocks(opened)).toEqual(['hearing-by']);
    const today = await bench.today();
    const given = await bench.giveHearingUp(opened, today);
    // The days from asking to giving up are not counted: something of the term is left.
    expect(given).toMatchObject({ accepted: true, status: 'statement-period' });
    await bench.leave(opened);
  }, 300_000);

  it('holds a hearing asked for before service only after it, and counts no day of it', async () => {
    const opened = await bench.propose(await bench.repaired(WISH));
    expect(await outcomeOf(bench.askHearing(opened, { by: applicant }))).toBe('awaiting-service');
    expect(await bench.serve(opened)).toMatchObject({ status: 'hearing', next: { kind: 'hearing-by' } });
    const [told] = await bench.sql<{ data: object }>(
      "select data from timeline_entry where case_id = ? and kind = 'withdrawal-notice-served'",
      [opened.caseId],
    );
    expect(told?.data).toMatchObject({ statementBy: null });
    await bench.leave(opened);
  }, 300_000);
});
