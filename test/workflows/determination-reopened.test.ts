import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DecisionSetAside } from '../../db/entities/decision-set-aside.ts';
import { RecordWithdrawal } from '../../db/entities/record-withdrawal.ts';
import { addDays } from '../../domain/time.ts';
import { determinationWorkflowId } from '../../workflows/messages/determination.ts';
import {
  annulUpdate,
  type DismissAnnulmentAct,
  dismissAnnulmentUpdate,
  publicityWorkflowId,
} from '../../workflows/messages/publicity.ts';
import { actAlsoAfterTheEnd } from '../support/after-the-end.ts';
import { outcomeOf } from '../support/cases.ts';
import { DeterminationBench, type OpenDetermination } from '../support/determination-bench.ts';
import { boss, decider, proposer } from '../support/hearing-bench.ts';
import { keepHistory } from '../support/histories.ts';

const START = '2026-03-02T02:00:00.000Z';
const HEAD = { responsibility: 'legal-representative', asNamed: '法定代表人', measures: [] } as const;

describe('a determination that did not hear what was said in time', () => {
  let bench: DeterminationBench;
  beforeAll(async () => {
    bench = await DeterminationBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('is set aside: its record is withdrawn at once, what was said is reviewed, and it is determined anew', async () => {
    const { on, record, due } = await determined();
    const first = await bench.today();
    expect(await bench.standing(record)).toMatchObject({ published: true, measuresInForce: ['A01'] });
    expect(await outcomeOf(bench.reopen(on, due))).toBe('reviewing');
    // Nobody is shown, or refused anything, on what was decided unheard.
    expect(await bench.standing(record)).toMatchObject({ state: 'ended', shared: false, measuresInForce: [] });
    expect(await bench.recordRow(record)).toMatchObject({ endedHow: 'withdrawn', endedOn: await bench.today() });
    expect(await bench.row({ caseId: record })).toMatchObject({ status: 'withdrawn' });
    expect(await bench.row(on)).toMatchObject({ status: 'reviewing', outcome: null, closedAt: null, round: 1 });
    expect(await bench.clocks(on)).toEqual(['review-by']);
    expect((await bench.timeline(on)).slice(-2)).toEqual(['determination-reopened', 'determination-statement-made']);
    expect((await bench.notices(on)).slice(-4).sort()).toEqual([
      'determination-reopened → zhang',
      `determination-reopened-for-desk → ${decider.sub}`,
      'determination-reopened-for-desk → market/officer',
      `determination-reopened-for-desk → ${proposer.sub}`,
    ]);
    expect((await bench.noticeBodies(on, 'determination-reopened'))[0]).toContain('不重于原决定');
    const said = await bench.orm.em.fork().findOneOrFail(RecordWithdrawal, { recordId: record });
    expect(said).toMatchObject({
      ground: 'set-aside',
      groundOn: await bench.today(),
      groundDocument: null,
      reason: null,
    });
    expect(said.shownUntil).not.toBeNull();
    expect((await bench.noticeBodies(on, 'determination-reopened'))[0]).toContain('向社会公开说明');
    const [aside] = await bench.orm.em.fork().find(DecisionSetAside, { caseId: on.caseId });
    expect(aside).toMatchObject({
      round: 1,
      handedInOn: due,
      means: 'counter',
      decidedBy: decider.sub,
      reason: '事实清楚，证据确凿',
      recordId: record,
      decided: { kind: 'determined', severity: 'general', measures: ['A01'], recordOver: false },
    });

    expect(await outcomeOf(bench.review(on))).toBe('awaiting-decision');
    expect(await outcomeOf(bench.determine(on, { by: proposer }))).toBe('refused: proposer-may-not-decide');
    expect(await outcomeOf(bench.determine(on, { document: aside?.document ?? '' }))).toMatch(/^refused: /);
    await bench.skipTo(`${addDays(first, 20)}T02:00:00.000Z`);
    expect(await outcomeOf(bench.determine(on))).toBe('determined');
    const second = await recordOf(on);
    expect(second).not.toBe(record);
    expect(await bench.recordRow(second)).toMatchObject({ decidedOn: await bench.today() });
    expect(await bench.standing(second)).toMatchObject({ published: true, measuresInForce: ['A01'] });
    const [, decision] = await bench.noticeBodies(on, 'determination-made');
    expect(decision).toContain('所述已核实');
    expect(await bench.ended(on)).toEqual({ status: 'determined' });
    await keepHistory(bench, determinationWorkflowId(on.caseId), 'determination-reopened-and-determined');
    // A second paper of those days may come to light too; what the first said was heard.
    expect(await outcomeOf(bench.reopen(on, due))).toBe('refused: statement-heard-already');
    await keepHistory(bench, determinationWorkflowId(on.caseId), 'determination-reopening-refused');
    expect(await outcomeOf(bench.reopen(on, due, { text: '另有一份材料，同日交窗口' }))).toBe('reviewing');
    expect(await bench.row(on)).toMatchObject({ round: 2 });
    await bench.leave(on);
  }, 300_000);

  it('of an organisation asks for the record of who answers for it, which stands again once it is determined anew', async () => {
    const person = await bench.person();
    const on = await bench.served({ responsible: [{ subjectId: person, ...HEAD }] });
    const { due } = await bench.clock(on, 'statement-by');
    const [own] = await bench.personsOf(on);
    if (own === undefined) throw new Error('nobody answers for it');
    await bench.serve(own);
    await bench.pastStatements(on, own);
    await bench.determine(on);
    await bench.determine(own);
    const record = { caseId: await recordOf(own) };
    expect(await outcomeOf(bench.reopen(on, due))).toBe('reviewing');
    expect(await bench.row(record)).toMatchObject({ status: 'running', nextKind: 'withdraw-by' });
    const dismissal = { by: proposer, reason: '单位的决定已重新作出' };
    const dismiss = () => actAlsoAfterTheEnd<DismissAnnulmentAct>(bench, record, dismissAnnulmentUpdate, dismissal);
    expect(await outcomeOf(dismiss())).toBe('refused: record-basis-fallen');
    await bench.review(on);
    expect(await outcomeOf(bench.determine(on))).toBe('determined');
    expect(await outcomeOf(dismiss())).toBe('running');
    expect(await bench.standing(record.caseId)).toMatchObject({ published: true });
  }, 300_000);

  it('is decided lighter, or not at all; never heavier than before', async () => {
    const on = await bench.served({
      severity: 'serious',
      basis: '行政许可法第七十八条、第七十九条',
      measures: ['A01'],
    });
    const due = (await bench.clock(on, 'statement-by')).due;
    await bench.pastStatements(on);
    expect(await outcomeOf(bench.determine(on, { severity: 'general' }))).toBe('determined');
    const record = await recordOf(on);
    expect(await outcomeOf(bench.reopen(on, due))).toBe('reviewing');
    await bench.review(on);
    expect(await outcomeOf(bench.determine(on, { severity: 'serious' }))).toBe('refused: heavier-than-before');
    expect(await outcomeOf(bench.determine(on))).toBe('refused: heavier-than-before');
    expect(await outcomeOf(bench.drop(on))).toBe('dropped');
    expect(await bench.ended(on)).toEqual({ status: 'dropped' });
    await keepHistory(bench, determinationWorkflowId(on.caseId), 'determination-reopened-and-dropped');
    expect(await bench.standing(record)).toMatchObject({ state: 'ended', shared: false });
    expect(await outcomeOf(bench.reopen(on, due, { text: '再补一份' }))).toBe('refused: case-moved-on');
  }, 300_000);

  it('that a posted request for a hearing came to: the hearing is held, and then it is decided', async () => {
    const { on, due } = await determined();
    const posted = { text: null, asksHearing: true, means: 'post' } as const;
    const arrived = addDays(due, 4);
    const morning = `${arrived}T02:00:00.000Z`;
    if ((await bench.now()) < morning) await bench.skipTo(morning);
    expect(await outcomeOf(bench.reopen(on, arrived, posted))).toBe('refused: handed-in-late');
    expect(await outcomeOf(bench.reopen(on, arrived, { ...posted, dispatchedOn: due }))).toBe('hearing');
    expect(await bench.clocks(on)).toEqual(['hearing-by']);
    const day = await bench.workingDayAfter(addDays(await bench.today(), 14));
    await bench.callHearing(on, day);
    await bench.skipTo(`${day}T01:00:00.000Z`);
    expect(await outcomeOf(bench.recordHearing(on, day))).toBe('statement-period');
    await bench.pastStatements(on);
    expect(await bench.row(on)).toMatchObject({ status: 'reviewing' });
    await bench.review(on);
    expect(await outcomeOf(bench.determine(on))).toBe('determined');
    expect(await bench.ended(on)).toEqual({ status: 'determined' });
    await keepHistory(bench, determinationWorkflowId(on.caseId), 'determination-reopened-for-a-hearing');
  }, 300_000);

  it('that was waived takes the waiver back where it was said before it was decided', async () => {
    const on = await bench.served();
    await bench.waive(on);
    expect(await outcomeOf(bench.determine(on))).toBe('determined');
    const decidedOn = await bench.today();
    await bench.skipTo(`${addDays(decidedOn, 2)}T02:00:00.000Z`);
    const said = await bench.reopen(on, addDays(decidedOn, 1));
    expect(said).toMatchObject({ refusals: [{ code: 'said-after-waiver' }] });
    // Its period still runs: it may say more.
    expect(await outcomeOf(bench.reopen(on, decidedOn))).toBe('statement-period');
    expect(await bench.timeline(on)).toContain('determination-waiver-taken-back');
    await bench.pastStatements(on);
    expect(await bench.row(on)).toMatchObject({ status: 'reviewing' });
    await bench.leave(on);
  }, 300_000);

  it('is refused by rule, by role, and once; sent again it is answered the same', async () => {
    const { on, record, due } = await determined();
    expect(await outcomeOf(bench.reopen(on, addDays(due, 1)))).toBe('refused: handed-in-late');
    expect(await outcomeOf(bench.reopen(on, due, { by: decider }))).toBe('RoleNotAllowed');
    expect(await outcomeOf(bench.reopen(on, due, { by: { ...boss, sub: proposer.sub } }))).toBe(
      'refused: proposer-may-not-register',
    );
    expect(await bench.standing(record)).toMatchObject({ published: true });
    const act = {
      id: randomUUID(),
      by: boss,
      receivedAt: await bench.now(),
      text: '漏登的一份',
      evidence: null,
      asksHearing: false,
      means: 'counter',
      receivedOn: due,
      dispatchedOn: null,
      reason: '登记簿可查',
    } as const;
    const answer = await bench.sendReopening(on, act);
    expect(answer).toMatchObject({ accepted: true, status: 'reviewing' });
    expect(await bench.sendReopening(on, act)).toEqual(answer);
    expect(await bench.orm.em.fork().count(DecisionSetAside, { caseId: on.caseId })).toBe(1);
    expect(await outcomeOf(bench.reopen(on, due))).toBe('refused: case-moved-on');
    await bench.leave(on);
  }, 300_000);

  it('is not decided anew where its record was annulled since, nor entered again where it was over', async () => {
    const { on, record, due } = await determined();
    const over = await determined();
    await bench.sql('update record set ends_by = ? where id = ?', [await bench.today(), over.record]);
    await bench.skipTo(`${addDays(await bench.today(), 2)}T02:00:00.000Z`);
    expect(await outcomeOf(annul(record))).toBe('annulled');
    expect(await outcomeOf(bench.reopen(on, due))).toBe('refused: decision-void-already');
    expect(await outcomeOf(bench.reopen(over.on, over.due))).toBe('reviewing');
    await bench.review(over.on);
    expect(await outcomeOf(bench.determine(over.on))).toBe('refused: record-had-ended');
    expect(await outcomeOf(bench.drop(over.on))).toBe('dropped');
  }, 300_000);

  it('is not needed for a posted paper that is registered before: it counts on its postmark', async () => {
    const on = await bench.served();
    const { due } = await bench.clock(on, 'statement-by');
    await bench.pastStatements(on);
    const arrived = await bench.today();
    const posted = { by: decider, receivedOn: arrived };
    expect(await outcomeOf(bench.state(on, { ...posted, dispatchedOn: addDays(arrived, 1) }))).toBe(
      'refused: receipt-in-future dispatch-after-receipt',
    );
    // What only arrived is on file for the decision, what was posted in time is reviewed first.
    expect(await outcomeOf(bench.state(on, posted))).toBe('awaiting-decision');
    expect(await outcomeOf(bench.state(on, { ...posted, dispatchedOn: due }))).toBe('reviewing');
    expect(await outcomeOf(bench.askHearing(on, { by: decider, receivedOn: arrived }))).toBe(
      'refused: hearing-asked-late',
    );
    expect(await outcomeOf(bench.askHearing(on, { ...posted, dispatchedOn: due }))).toBe('hearing');
    const own = await bench.served();
    const dispatched = bench.state(own, { dispatchedOn: await bench.today() });
    expect(await outcomeOf(dispatched)).toBe('refused: dispatch-by-post-only');
    await bench.leave(on, own);
  }, 300_000);

  it('tells who answers for the organisation that its record counts no more', async () => {
    const subjectId = await bench.person();
    const person = { subjectId, responsibility: 'legal-representative', asNamed: '法定代表人', measures: [] } as const;
    const on = await bench.served({ responsible: [person] });
    const { due } = await bench.clock(on, 'statement-by');
    const [own] = await bench.personsOf(on);
    if (own === undefined) throw new Error('nobody answers for it');
    await bench.serve(own);
    await bench.pastStatements(on, own);
    await bench.determine(on);
    expect(await outcomeOf(bench.reopen(on, due))).toBe('reviewing');
    expect((await bench.timeline(own)).at(-1)).toBe('determination-organisation-voided');
    expect(await outcomeOf(bench.determine(own))).toBe('refused: organisation-not-determined');
    await bench.review(on);
    await bench.determine(on);
    expect(await outcomeOf(bench.determine(own))).toBe('determined');
  }, 300_000);

  async function determined(): Promise<{ on: OpenDetermination; record: string; due: string }> {
    const on = await bench.served();
    const { due } = await bench.clock(on, 'statement-by');
    await bench.pastStatements(on);
    expect(await outcomeOf(bench.determine(on))).toBe('determined');
    return { on, record: await recordOf(on), due };
  }

  async function recordOf(on: { caseId: string }): Promise<string> {
    return String((await bench.row(on)).outcome?.['record']);
  }

  async function annul(recordId: string) {
    const act = {
      id: randomUUID(),
      by: proposer,
      receivedAt: await bench.now(),
      annulledOn: await bench.today(),
      documentNumber: '行复〔2026〕3号',
      reason: '认定事实不清',
    };
    const handle = bench.env.client.workflow.getHandle(publicityWorkflowId(recordId));
    return await handle.executeUpdate(annulUpdate, { updateId: act.id, args: [act] });
  }
});
