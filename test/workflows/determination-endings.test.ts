import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Determination } from '../../db/entities/determination.ts';
import { Representation } from '../../db/entities/representation.ts';
import { dated } from '../../domain/case/notice.ts';
import { LENIENCIES } from '../../domain/determination/determination-leniency.ts';
import { addMonths } from '../../domain/time.ts';
import { DETERMINATION_WORKFLOW, determinationWorkflowId } from '../../workflows/messages/determination.ts';
import { outcomeOf } from '../support/cases.ts';
import { DeterminationBench, type OpenDetermination } from '../support/determination-bench.ts';
import { DETERMINATION_DROPPED_FROM } from '../support/endings.ts';
import { boss, proposer } from '../support/hearing-bench.ts';
import { keepHistory } from '../support/histories.ts';

const START = '2026-03-02T02:00:00.000Z';

describe('every ending of a determination', () => {
  let bench: DeterminationBench;
  beforeAll(async () => {
    bench = await DeterminationBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('determined: on the record with its measures, its publicity running, decision and repair notice served together', async () => {
    const on = await ripe();
    expect(await outcomeOf(bench.determine(on))).toBe('determined');
    expect(await bench.ended(on)).toEqual({ status: 'determined' });
    const { outcome } = await bench.row(on);
    const record = String(outcome?.['record']);
    expect(outcome).toEqual({ kind: 'determined', record });
    expect(await bench.clocks(on)).toEqual([]);
    expect(await bench.recordRow(record)).toMatchObject({
      subjectId: on.subjectId,
      kind: 'other-negative',
      severity: 'general',
      decidedOn: await bench.today(),
      facts: '未按承诺公示配料信息',
    });
    expect(await bench.standing(record)).toMatchObject({ published: true });
    // 1年内: its own rule says so, and the decision and the record do too.
    const until = addMonths(await bench.today(), 12);
    const attached = 'select code, until_day::text as until from record_measure where record_id = ?';
    expect(await bench.sql(attached, [record])).toEqual([{ code: 'A01', until }]);
    expect((await bench.clock({ caseId: record }, 'measure-end')).due).toBe(until);
    // Its own case follows what is shown of it.
    expect(await bench.row({ caseId: record })).toMatchObject({ kind: 'publicity', status: 'running' });
    expect(await bench.notices({ caseId: record })).toContain('repair-notice → zhang');
    const [decision] = await bench.noticeBodies(on, 'determination-made');
    for (const part of [
      '事由',
      '依据',
      '失信惩戒措施提示',
      '移出条件和程序',
      '行政复议',
      '行政许可法第78条',
      dated(until),
    ])
      expect(decision).toContain(part);
    await keepHistory(bench, determinationWorkflowId(on.caseId), 'determination-determined');
    expect(await outcomeOf(bench.state(on))).toBe('closed');
  }, 300_000);

  it('determined: a person who answers for it, once the organisation is', async () => {
    const subjectId = await bench.person();
    const responsible = [
      { subjectId, responsibility: 'legal-representative', asNamed: '法定代表人王某', measures: [] },
    ] as const;
    const on = await bench.served({ responsible });
    const [person] = await bench.personsOf(on);
    if (person === undefined) throw new Error('nobody answers for it');
    expect(await bench.row(person)).toMatchObject({ subjectId, status: 'awaiting-service', assignedTo: proposer.sub });
    const [notice] = await bench.noticeBodies(person, 'determination-notice');
    for (const part of ['法定代表人王某', '国发〔2016〕33号（十四）', '法定代表人、主要负责人'])
      expect(notice).toContain(part);
    // Heard by itself: from service of its own notice.
    await bench.serve(person);
    await bench.pastStatements(on, person);
    expect(await outcomeOf(bench.determine(person))).toBe('refused: organisation-not-determined');
    await bench.determine(on);
    expect(await outcomeOf(bench.determine(person))).toBe('determined');
    expect(await bench.ended(person)).toEqual({ status: 'determined' });
    const { outcome } = await bench.row(person);
    expect(await bench.recordRow(String(outcome?.['record']))).toMatchObject({ subjectId });
    await keepHistory(bench, determinationWorkflowId(person.caseId), 'determination-of-person-determined');
  }, 300_000);

  it.each(LENIENCIES)(
    'lenient on the ground "%s": nothing on the record, no measure, nothing shown',
    async (ground) => {
      const subjectId = await bench.person('李某');
      const on = await bench.propose({ subjectId });
      await bench.completeDraft(on, { severity: 'general' });
      await bench.serve(on);
      await bench.waive(on, { by: boss });
      const before = await records();
      expect(await outcomeOf(bench.spare(on, { ground }))).toBe('lenient');
      expect(await bench.ended(on)).toEqual({ status: 'lenient' });
      expect(await bench.row(on)).toMatchObject({ outcome: { kind: 'lenient', ground }, nextKind: null });
      expect(await records()).toEqual(before);
      expect((await bench.noticeBodies(on, 'determination-spared'))[0]).toContain('国办发〔2020〕49号（十六）');
      await keepHistory(bench, determinationWorkflowId(on.caseId), `determination-lenient-${ground}`);
    },
    60_000,
  );

  it('is not lenient on a ground that does not fit', async () => {
    const on = await bench.served({ severity: 'serious', basis: '行政许可法第七十九条', measures: ['A02'] });
    await bench.waive(on);
    expect(await outcomeOf(bench.spare(on, { ground: 'under-age' }))).toBe('refused: leniency-needs-person');
    expect(await outcomeOf(bench.spare(on, { ground: 'slight', reason: ' ' }))).toBe(
      'refused: decision-needs-reason leniency-not-slight',
    );
    await bench.leave(on);
  }, 60_000);

  it('by the age on the day of the act: a minor is not determined as anybody else, an adult not spared as a minor', async () => {
    // Born on 29 February 1992: under age up to 28 February 2010.
    const subjectId = await bench.person('赵某', '330199199202290013');
    const ready = async (actOn: string): Promise<OpenDetermination> => {
      const on = await bench.propose({ subjectId, actOn });
      await bench.completeDraft(on, { actOn: null });
      await bench.serve(on);
      await bench.waive(on, { by: boss });
      return on;
    };
    const minor = await ready('2010-02-28');
    expect(await outcomeOf(bench.determine(minor))).toBe('refused: leniency-forgotten');
    const [told] = await bench.noticeBodies(minor, 'determination-notice');
    expect(told).toContain('您在行为发生之日系未成年人');
    const leniencyConsidered = '初次、已改正，仅记录，不采取惩戒措施';
    expect(await outcomeOf(bench.determine(minor, { measures: [], leniencyConsidered }))).toBe('determined');
    const [decision] = await bench.noticeBodies(minor, 'determination-made');
    for (const part of ['2010年2月28日', leniencyConsidered]) expect(decision).toContain(part);
    const row = await bench.orm.em.fork().findOneOrFail(Determination, { caseId: minor.caseId });
    expect(row).toMatchObject({ actOn: '2010-02-28', leniencyConsidered });

    const adult = await ready('2010-03-01');
    expect(await outcomeOf(bench.spare(adult, { ground: 'under-age' }))).toBe('refused: leniency-of-age');
    expect(await outcomeOf(bench.spare(adult, { ground: 'not-wilful' }))).toBe('lenient');
    await bench.leave(minor);
  }, 60_000);

  it('not registered: an act that has not been yet', async () => {
    const refused = await bench.propose({ actOn: '2999-01-01' });
    expect(refused.answer).toMatchObject({ outcome: 'not-registered', refusals: [{ code: 'act-not-yet' }] });
  }, 60_000);

  it.each(DETERMINATION_DROPPED_FROM)(
    'dropped from "%s", and told, for the subject had been told',
    async (status) => {
      const on = await broughtTo(status);
      expect(await outcomeOf(bench.drop(on, { by: proposer }))).toBe('refused: proposer-may-not-decide');
      expect(await outcomeOf(bench.drop(on, { reason: ' ' }))).toBe('refused: decision-needs-reason');
      expect(await outcomeOf(bench.drop(on))).toBe('dropped');
      expect(await bench.ended(on)).toEqual({ status: 'dropped' });
      expect(await bench.row(on)).toMatchObject({ outcome: { kind: 'dropped' }, nextKind: null });
      expect(await bench.clocks(on)).toEqual([]);
      expect(await bench.notices(on)).toContain('determination-dropped → zhang');
      await keepHistory(bench, determinationWorkflowId(on.caseId), `determination-dropped-from-${status}`);
      expect(await outcomeOf(bench.determine(on))).toBe('closed');
    },
    60_000,
  );

  it('discarded: a draft of which the subject never heard, and never hears', async () => {
    const on = await bench.propose();
    expect(await outcomeOf(bench.drop(on, { by: proposer }))).toBe('refused: proposer-may-not-decide');
    expect(await outcomeOf(bench.drop(on))).toBe('discarded');
    expect(await bench.ended(on)).toEqual({ status: 'discarded' });
    expect((await bench.notices(on)).filter((line) => line.endsWith('→ zhang'))).toEqual([]);
    await keepHistory(bench, determinationWorkflowId(on.caseId), 'determination-discarded');
  }, 60_000);

  it('never opened: no proposal within ten minutes, and nothing to be seen of it', async () => {
    const caseId = randomUUID();
    const before = await counts();
    const workflowId = determinationWorkflowId(caseId);
    await bench.env.client.workflow.start(DETERMINATION_WORKFLOW, {
      workflowId,
      taskQueue: bench.taskQueue,
      args: [{ caseId, begin: 'door' }],
    });
    await bench.later('11 minutes');
    expect(await bench.ended({ caseId })).toEqual({ status: 'never-opened' });
    expect(await counts()).toEqual(before);
    await keepHistory(bench, workflowId, 'determination-never-opened');
  }, 300_000);

  it('not registered: who acts for the subject does not propose it, and leaves no trace', async () => {
    const subjectId = await bench.subject();
    const em = bench.orm.em.fork();
    em.create(Representation, {
      id: randomUUID(),
      personSub: proposer.sub,
      subjectId,
      kind: 'agent',
      validFrom: '2020-01-01',
      validUntil: null,
      proof: '授权委托书',
      at: START,
    });
    await em.flush();
    const before = await counts();
    const refused = await bench.propose({ subjectId });
    expect(refused.answer).toMatchObject({ outcome: 'not-registered', refusals: [{ code: 'recusal' }] });
    expect(await bench.ended(refused)).toEqual({ status: 'never-opened' });
    expect(await counts()).toEqual(before);
    await keepHistory(bench, determinationWorkflowId(refused.caseId), 'determination-not-registered');
  }, 300_000);

  async function broughtTo(status: (typeof DETERMINATION_DROPPED_FROM)[number]): Promise<OpenDetermination> {
    const on = await bench.completed();
    if (status === 'awaiting-service') return on;
    await bench.serve(on);
    if (status === 'hearing') await bench.askHearing(on);
    if (status === 'reviewing') await bench.state(on);
    if (status === 'reviewing' || status === 'awaiting-decision') await bench.waive(on);
    expect(await bench.row(on)).toMatchObject({ status });
    return on;
  }

  /** Its period has passed in silence, and the registration of what came in it. */
  async function ripe(): Promise<OpenDetermination> {
    const on = await bench.served();
    await bench.pastStatements(on);
    return on;
  }

  async function records(): Promise<object[]> {
    return await bench.sql('select count(*)::integer from record');
  }

  async function counts(): Promise<object[]> {
    return await bench.sql(
      `select (select count(*)::integer from case_file) as cases, (select count(*)::integer from determination) as own,
         (select count(*)::integer from notice) as notices, (select count(*)::integer from case_step) as steps`,
    );
  }
});
