import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IntegrityModelRow } from '../../db/entities/integrity-model.ts';
import { CaseDeadline } from '../../db/entities/deadline.ts';
import { Notice } from '../../db/entities/notice.ts';
import { acceptFirstWorkflowId } from '../../workflows/messages/accept-first.ts';
import { Bench, items, type OpenCase } from '../support/bench.ts';
import { outcomeOf } from '../support/cases.ts';
import { keepHistory } from '../support/histories.ts';
import { licence, terms } from '../support/procedures.ts';
import { createRecord } from '../support/records.ts';

// Friday; the Sunday after is worked for the National Day.
const START = '2026-09-18T02:00:00.000Z';
const CHANNEL = {
  firstOnDesk: true,
  decideWithinWorkingDays: 2,
  mayAlsoBeMissing: ['identity'],
  clause: '示范县绿色通道办法第三条',
};
const GREEN = licence({ acceptFirst: terms({ maxOpenCases: null }), greenChannel: CHANNEL });

describe('an application through the green channel', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.start({ startAt: START, procedures: [GREEN] });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('is marked for good at the door, goes first, and may lack what others may not', async () => {
    const subjectId = await bench.subject();
    const on = await bench.open({ subjectId, missing: ['business-licence', 'identity'] });
    expect(on.answer).toMatchObject({ outcome: 'accepted-first' });
    expect(await bench.row(on)).toMatchObject({ greenChannel: 'three-years', goesFirst: true });
    expect(await bench.timeline(on)).toEqual(['received', 'accepted-first', 'green-channel']);
    const body = await notice(on, 'accept-first');
    expect(body).toContain('适用绿色通道：连续三年无不良信用记录（示范县绿色通道办法第三条）；优先办理；');
    expect(body).toContain('力争2个工作日内办结；法定期限和您的各项权利不变');
    expect(body).toContain('下列材料可以后补：负责人身份证明');

    // What comes to stand against the subject later takes nothing back of what was granted at the door.
    await record(subjectId);
    await bench.supply(on, { items: items('business-licence', 'identity') });
    await bench.verify(on, { 'business-licence': 'accepted', identity: 'accepted' });
    expect(await bench.row(on)).toMatchObject({
      status: 'awaiting-decision',
      greenChannel: 'three-years',
      goesFirst: true,
    });
    const next = await bench.open({ subjectId, missing: ['business-licence'] });
    expect(next.answer).toMatchObject({ outcome: 'refused' });
    expect(await bench.row(next)).toMatchObject({ greenChannel: null, goesFirst: false });
    expect(await outcomeOf(bench.decide(on))).toBe('completed');
  }, 120_000);

  it('has a shorter term of the authority’s own beside the one that binds it: told, reminded of, and bound to nothing', async () => {
    const on = await bench.open({ subjectId: await bench.subject() });
    await bench.supply(on);
    await bench.verify(on, { 'business-licence': 'accepted' });
    const target = await deadline(on, 'decide-target');
    const binding = await deadline(on, 'decide-by');
    expect(target).toMatchObject({ due: '2026-09-21', state: 'running', ledger: { rule: { clause: CHANNEL.clause } } });
    expect(binding.due > target.due).toBe(true);
    expect(await bench.row(on)).toMatchObject({ nextKind: 'decide-by', nextDue: binding.due });
    expect(await notice(on, 'all-verified')).toMatch(
      /力争于2026年9月21日（含当日）前办结；上述决定期限和您的各项权利不变/,
    );
    await bench.skipTo(target.dueAt);
    expect(await bench.notices(on)).toContain('escalation → supervisor');
    expect(await bench.row(on)).toMatchObject({ status: 'awaiting-decision' });
    expect(await bench.performance(on)).toBe('kept');
    expect(await outcomeOf(bench.decide(on))).toBe('completed');
    expect(await deadline(on, 'decide-target')).toMatchObject({ state: 'missed' });
    expect(await deadline(on, 'decide-by')).toMatchObject({ state: 'met' });
    await keepHistory(bench, acceptFirstWorkflowId(on.caseId), 'green-channel-target-passed');
  }, 120_000);

  it('is nobody’s who has a bad record of three years, unless named a model: then it goes the way of all', async () => {
    const subjectId = await bench.subject();
    await record(subjectId, '2025-01-10');
    const plain = await bench.open({ subjectId });
    expect(plain.answer).toMatchObject({ outcome: 'accepted-first' });
    expect(await bench.row(plain)).toMatchObject({ greenChannel: null, goesFirst: false });
    expect(await bench.timeline(plain)).toEqual(['received', 'accepted-first']);
    expect(await notice(plain, 'accept-first')).not.toContain('绿色通道');
    // What only the channel lets come later is wanted at once.
    const lacking = await bench.open({ subjectId, missing: ['identity'] });
    expect(lacking.answer).toMatchObject({ outcome: 'refused', refusals: [{ code: 'material-may-not-be-missing' }] });

    await model(subjectId);
    const named = await bench.open({ subjectId, missing: ['identity'] });
    expect(named.answer).toMatchObject({ outcome: 'accepted-first' });
    expect(await bench.row(named)).toMatchObject({ greenChannel: 'integrity-model', goesFirst: true });
    await bench.abandon(plain, named);
  }, 120_000);

  async function notice({ caseId }: OpenCase, kind: string): Promise<string> {
    return (await bench.orm.em.fork().findOneOrFail(Notice, { caseId, kind })).body;
  }

  async function deadline({ caseId }: OpenCase, kind: string): Promise<CaseDeadline> {
    return await bench.orm.em.fork().findOneOrFail(CaseDeadline, { caseId, kind });
  }

  /** One that counts now; or one whose publicity is over since a day. */
  async function record(subjectId: string, endsBy: string | null = null): Promise<void> {
    const em = bench.orm.em.fork();
    const { authorityId } = bench.county;
    const of = { authorityId, subjectId, documentNumber: `罚-${randomUUID()}` };
    createRecord(em, endsBy === null ? of : { ...of, decidedOn: '2024-01-10' }, endsBy === null ? {} : { endsBy });
    await em.flush();
  }

  async function model(subjectId: string): Promise<void> {
    const em = bench.orm.em.fork();
    em.create(IntegrityModelRow, {
      id: randomUUID(),
      subjectId,
      authorityId: bench.county.authorityId,
      title: '诚信典型',
      documentNumber: '示信〔2026〕1号',
      validFrom: '2026-01-01',
      validUntil: '2027-12-31',
      endedOn: null,
      enteredBy: 'officer-li',
      at: START,
    });
    await em.flush();
  }
});
