import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Push } from '../../db/entities/push.ts';
import { listOpenDuties } from '../../db/queries/open-duties.ts';
import { SECTOR_RULES } from '../../domain/record/sector-rules.ts';
import type { Sector } from '../../domain/record/sectors.ts';
import { addDays, endOfDay, shanghaiDay, startOfDay } from '../../domain/time.ts';
import {
  dismissAnnulmentUpdate,
  publicityWorkflowId,
  reportAnnulmentUpdate,
  withdrawRecordUpdate,
} from '../../workflows/messages/publicity.ts';
import { makeStateBody } from '../support/county.ts';
import { keepHistory } from '../support/histories.ts';
import { type Entered, manager, officer, PublicityBench, supervisor } from '../support/publicity-bench.ts';

// Wednesday 1 April 2026, 10:00 in Shanghai: the first day of the rule set in force.
const START = '2026-04-01T02:00:00.000Z';

const PAGE = { limit: 20, cursor: null };

describe('a record through its years', () => {
  let bench: PublicityBench;
  beforeAll(async () => {
    bench = await PublicityBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('is entered with its days, its measures and the repair notice in one step', async () => {
    const measures = [{ code: 'G01', from: '2026-04-01', until: null }];
    const entered = await bench.enter({ measures });
    expect(entered.answer).toMatchObject({
      outcome: 'entered',
      recordId: entered.caseId,
      status: 'running',
      next: { kind: 'maximum-end', due: '2027-04-01', provisional: false },
    });
    expect(await bench.state(entered)).toMatchObject({ state: 'published', shared: true, measuresInForce: ['G01'] });
    expect(await bench.timeline(entered)).toEqual(['record-entered']);
    expect(await bench.notices(entered)).toEqual(['repair-notice → zhang']);
    expect(await bench.pushes(entered)).toEqual(['record.published']);
  });

  it('of three years: the minimum is told, the maximum ends it, and it costs few events', async () => {
    const entered = await bench.enter({ severity: 'serious', kind: 'serious-list' });
    await bench.skipTo(endOfDay('2027-03-31'));
    expect(await bench.timeline(entered)).toEqual(['record-entered']);
    await bench.skipTo(endOfDay('2027-04-01'));
    expect(await bench.timeline(entered)).toEqual(['record-entered', 'minimum-period-ended']);
    expect(await bench.notices(entered)).toContain('minimum-ended → zhang');
    await bench.skipTo(startOfDay('2027-06-07'));
    await bench.dutiesDone(entered, { correctedOn: '2027-05-05', dutiesDoneOn: '2027-06-06' });
    await bench.skipTo(startOfDay('2029-04-01'));
    expect((await bench.file(entered)).status).toBe('running');
    await bench.skipTo(endOfDay('2029-04-01'));
    expect(await bench.file(entered)).toMatchObject({
      status: 'ended-by-time',
      outcome: { kind: 'ended-by-time', dutiesOpen: false },
      nextAt: null,
    });
    expect(await bench.timeline(entered)).toEqual([
      'record-entered',
      'minimum-period-ended',
      'duties-registered',
      'maximum-period-ended',
    ]);
    const handle = bench.workflow(entered);
    expect(await handle.result()).toEqual({ status: 'ended-by-time' });
    const { events = [] } = await handle.fetchHistory();
    expect((events ?? []).length).toBeLessThan(60);
    await keepHistory(bench, publicityWorkflowId(entered.caseId), 'publicity-ended-by-time');
  }, 300_000);

  it('with duties open at the maximum ends all the same, flagged to the desk', async () => {
    const entered = await bench.enter();
    const endsBy = (await bench.state(entered)).endsBy ?? '';
    await bench.skipTo(endOfDay(endsBy));
    expect(await bench.file(entered)).toMatchObject({ outcome: { kind: 'ended-by-time', dutiesOpen: true } });
    const told = ['duties-open-at-maximum → officer', 'duties-open-at-maximum → supervisor'];
    expect(await bench.notices(entered)).toEqual(expect.arrayContaining(told));
    expect(await bench.pushes(entered)).toEqual(['record.published', 'record.ended']);
    const { items } = await listOpenDuties(bench.orm.em.fork(), { state: 'ended' }, PAGE, addDays(endsBy, 1));
    expect(items.map(({ recordId, toldAgainBy }) => [recordId, toldAgainBy])).toContainEqual([entered.caseId, null]);
    const before = await listOpenDuties(bench.orm.em.fork(), { state: 'all' }, PAGE, endsBy);
    expect(before.items.map(({ recordId }) => recordId)).not.toContain(entered.caseId);
  }, 300_000);

  it('an end that is written down weeks late is told with the day from which it was shown no longer', async () => {
    const entered = await bench.enter();
    const endsBy = (await bench.state(entered)).endsBy ?? '';
    const late = { caseId: entered.caseId, now: endOfDay(addDays(endsBy, 40)) };
    for (let left = 2; left > 0; left -= 1) {
      const step = (await bench.activities.takeUpAgain(late))?.next;
      if (step?.step === 'minimum-ended') await bench.activities.minimumEnded({ ...late, step });
      if (step?.step === 'maximum-ended') await bench.activities.maximumEnded({ ...late, step });
    }
    expect((await bench.file(entered)).status).toBe('ended-by-time');
    const told = await bench.orm.em.fork().findOneOrFail(Push, { recordId: entered.caseId, kind: 'record.ended' });
    expect(told.payload).toMatchObject({ record: { how: 'ended-by-time', endedOn: addDays(endsBy, 1) } });
  }, 300_000);

  it('whoever keeps a copy is told what everybody is shown, of a person nothing that was written freely', async () => {
    const today = await bench.today();
    const measures = [{ code: 'B08', from: today, until: null }];
    const content = async (entered: Entered) =>
      (await bench.orm.em.fork().findOneOrFail(Push, { recordId: entered.caseId, kind: 'record.published' })).payload;
    const ofFirm = await bench.enter({ severity: 'serious', publishedFrom: today, measures });
    expect(await content(ofFirm)).toMatchObject({
      record: {
        documentKind: '行政处罚决定书',
        facts: '未按规定公示年度报告',
        measures: [{ code: 'B08', from: today, until: null }],
        declaration: null,
      },
    });
    const subjectId = await bench.subject();
    await bench.sql("update subject set kind = 'person' where id = ?", [subjectId]);
    const ofPerson = await bench.enter({ subjectId });
    expect(await content(ofPerson)).toMatchObject({ record: { facts: null, measures: [] } });
  }, 300_000);

  it('a measure with a term of its own goes on after the record, until its last day', async () => {
    const from = await bench.today();
    const until = `${Number(from.slice(0, 4)) + 5}${from.slice(4)}`;
    const entered = await bench.enter({
      severity: 'serious',
      decidedOn: from,
      publishedFrom: from,
      measures: [
        { code: 'A04', from, until },
        { code: 'B08', from, until: null },
      ],
    });
    const { endsBy } = await bench.state(entered);
    await bench.skipTo(endOfDay(endsBy ?? ''));
    expect(await bench.file(entered)).toMatchObject({
      status: 'measures-only',
      nextKind: 'measure-end',
      nextDue: until,
    });
    expect(await bench.state(entered)).toMatchObject({ state: 'ended-by-time', measuresInForce: ['A04'] });
    await bench.skipTo(endOfDay(until));
    expect((await bench.file(entered)).status).toBe('ended-by-time');
    expect(await bench.timeline(entered)).toContain('measure-term-ended');
    await keepHistory(bench, publicityWorkflowId(entered.caseId), 'publicity-measure-outlived-record');
  }, 300_000);
});

describe('a sector that keeps a record past its maximum until the duties are done', () => {
  let bench: PublicityBench;
  const rules = SECTOR_RULES as Record<Sector, (typeof SECTOR_RULES)[Sector]>;
  const { fire } = SECTOR_RULES;
  beforeAll(async () => {
    const value = { value: 'stays-published', clause: '测试规定第一条', sure: 'default' } as const;
    rules.fire = [{ ...fire[0], dutiesOpenAtMaximum: value }];
    bench = await PublicityBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    rules.fire = fire;
    await bench.stop();
  });

  it('keeps it shown until they are registered, and no longer', async () => {
    const entered = await bench.enter({ sector: 'fire' });
    await bench.dutiesDone(entered, { correctedOn: '2026-04-01' });
    await bench.skipTo(endOfDay('2027-04-01'));
    expect(await bench.state(entered)).toMatchObject({ state: 'published', dutiesOpen: true });
    expect(await bench.file(entered)).toMatchObject({ status: 'running', nextKind: 'duties-by' });
    const told = ['duties-open-at-maximum → officer', 'duties-open-at-maximum → supervisor', 'kept-published → zhang'];
    expect(await bench.notices(entered)).toEqual(expect.arrayContaining(told));
    // In the list of what the authority has still to see to, and told to it again, with nothing that happens by itself.
    const listed = async () => (await listOpenDuties(bench.orm.em.fork(), { state: 'kept' }, PAGE, '2027-06-01')).items;
    const { nextDue } = await bench.file(entered);
    await bench.skipTo(endOfDay(nextDue ?? ''));
    expect(await bench.timeline(entered)).toContain('escalated');
    await bench.skipTo(endOfDay('2027-06-01'));
    expect((await bench.state(entered)).published).toBe(true);
    expect((await listed()).map(({ recordId, kept }) => [recordId, kept])).toEqual([[entered.caseId, true]]);
    expect(await bench.dutiesDone(entered, { dutiesDoneOn: '2027-06-01' })).toMatchObject({ status: 'ended-by-time' });
    expect(await bench.state(entered)).toMatchObject({ state: 'ended-by-time', dutiesOpen: false });
    expect(await bench.workflow(entered).result()).toEqual({ status: 'ended-by-time' });
    expect(await listed()).toEqual([]);
    expect((await bench.file(entered)).nextAt).toBeNull();
    const course = (await bench.timeline(entered)).filter((kind) => !['escalated', 'reminded'].includes(kind));
    expect(course).toEqual([
      'record-entered',
      'duties-registered',
      'minimum-period-ended',
      'maximum-period-ended',
      'duties-registered',
      'maximum-period-ended',
    ]);
    await keepHistory(bench, publicityWorkflowId(entered.caseId), 'publicity-kept-until-duties-done');
  }, 300_000);

  it('ends it at the maximum where they are done by then', async () => {
    const entered = await bench.enter({ sector: 'fire', subjectId: await bench.subject() });
    const today = await bench.today();
    await bench.dutiesDone(entered, { correctedOn: today, dutiesDoneOn: today });
    const { endsBy } = await bench.state(entered);
    await bench.skipTo(endOfDay(endsBy ?? ''));
    expect((await bench.file(entered)).status).toBe('ended-by-time');
  }, 300_000);
});

describe('what the authority does on a record', () => {
  let bench: PublicityBench;
  beforeAll(async () => {
    bench = await PublicityBench.start({ startAt: '2026-06-01T02:00:00.000Z' });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('wages in arrears: six months from the registered correction, and the subject is told', async () => {
    const entered = await bench.enter({ severity: 'serious', kind: 'serious-list', sector: 'wage-arrears' });
    expect(await bench.state(entered)).toMatchObject({ applyFrom: null });
    expect(await bench.dutiesDone(entered, { correctedOn: '2026-06-01' })).toMatchObject({ accepted: true });
    expect(await bench.state(entered)).toMatchObject({ applyFrom: '2026-12-02' });
    await bench.skipTo(endOfDay('2026-12-01'));
    expect(await bench.timeline(entered)).toEqual(['record-entered', 'duties-registered', 'minimum-period-ended']);
  });

  it('duties are registered once, on a day between the decision and today', async () => {
    const entered = await bench.enter();
    const today = await bench.today();
    const codes = async (days: Parameters<PublicityBench['dutiesDone']>[1]) => {
      const answer = await bench.dutiesDone(entered, days);
      return answer.accepted ? [] : answer.refusals.map(({ code }) => code);
    };
    expect(await codes({})).toEqual(['duties-no-day']);
    expect(await codes({ correctedOn: '2026-01-01' })).toEqual(['duties-day']);
    expect(await codes({ correctedOn: '2099-01-01' })).toEqual(['duties-day']);
    expect(await codes({ correctedOn: today })).toEqual([]);
    expect(await codes({ correctedOn: today, dutiesDoneOn: today })).toEqual([]);
    await bench.skipTo(endOfDay(today));
    const tomorrow = await bench.today();
    expect(await codes({ correctedOn: tomorrow })).toEqual(['duties-registered']);
  });

  it('an annulled decision is withdrawn: reported by the subject, chased, then done, late', async () => {
    const entered = await bench.enter({
      measures: [{ code: 'G01', from: await bench.today(), until: null }],
    });
    const today = await bench.today();
    const report = { by: manager, annulledOn: today, documentNumber: '复议决定〔2026〕1号' };
    expect(await bench.act(entered, reportAnnulmentUpdate, report)).toMatchObject({
      accepted: true,
      next: { kind: 'withdraw-by' },
    });
    expect(await bench.act(entered, reportAnnulmentUpdate, report)).toMatchObject({
      refusals: [{ code: 'annulment-reported' }],
    });
    // Reported is not proved: it is shown meanwhile.
    expect((await bench.state(entered)).state).toBe('published');
    expect(await bench.act(entered, dismissAnnulmentUpdate, { by: officer, reason: '查无此决定' })).toMatchObject({
      accepted: true,
      next: { kind: 'maximum-end' },
    });
    await bench.act(entered, reportAnnulmentUpdate, report);
    const { nextDue } = await bench.file(entered);
    await bench.skipTo(endOfDay(nextDue ?? ''));
    expect(await bench.notices(entered)).toContain('escalation → supervisor');
    expect(await bench.annul(entered, today)).toMatchObject({ accepted: true, status: 'annulled' });
    expect(await bench.state(entered)).toMatchObject({ state: 'ended', shared: false, measuresInForce: [] });
    const rows = await bench.sql<{ data: object }>(
      "select data from timeline_entry where case_id = ? and kind = 'record-ended'",
      [entered.caseId],
    );
    expect(rows).toEqual([{ data: expect.objectContaining({ how: 'annulled', late: true }) }]);
    expect(await bench.pushes(entered)).toEqual(['record.published', 'record.withdrawn']);
    await bench.workflow(entered).result();
    await keepHistory(bench, publicityWorkflowId(entered.caseId), 'publicity-annulled');
  }, 300_000);

  it('what should never have been entered only a supervisor withdraws', async () => {
    const entered = await bench.enter();
    await expect(bench.act(entered, withdrawRecordUpdate, { by: officer, reason: '录错主体' })).rejects.toThrow();
    expect(await bench.act(entered, withdrawRecordUpdate, { by: supervisor, reason: '录错主体' })).toMatchObject({
      accepted: true,
      status: 'withdrawn',
    });
    expect((await bench.state(entered)).published).toBe(false);
    await bench.workflow(entered).result();
    await keepHistory(bench, publicityWorkflowId(entered.caseId), 'publicity-withdrawn');
  });

  it('what was entered wrongly can be entered rightly: its document counts as entered no longer', async () => {
    const document = { subjectId: await bench.subject(), documentNumber: '示市监罚〔2026〕录错号' };
    const wrong = await bench.enter({ ...document, sector: 'tax' });
    await bench.act(wrong, withdrawRecordUpdate, { by: supervisor, reason: '领域录错' });
    const right = await bench.enter(document);
    expect(right.answer).toMatchObject({ outcome: 'entered' });
    expect((await bench.enter(document)).answer).toMatchObject({ refusals: [{ code: 'record-entered' }] });
    // Annulled it is no effective document: no record rests on it again.
    await bench.annul(right, await bench.today());
    expect((await bench.enter(document)).answer).toMatchObject({ refusals: [{ code: 'record-entered' }] });
  });

  it('of an authority is told above it and to the auditors; where none is above it, the administrators hear that', async () => {
    const told = async (creditCode: string, superior: string | null) => {
      const subjectId = await bench.subject();
      const code = superior === null ? 'village' : 'town';
      await makeStateBody(bench.orm.em.fork(), subjectId, { code, creditCode, superior });
      const entered = await bench.enter({ subjectId });
      expect(await bench.timeline(entered)).toEqual(['record-entered', 'record-told-above']);
      return (await bench.notices(entered)).filter((line) => !line.startsWith('repair-notice')).sort();
    };
    expect(await told('11350100000000001X', 'market')).toEqual([
      'record-of-government → auditor',
      'record-of-government → supervisor',
    ]);
    expect(await told('11350100000000002X', null)).toEqual([
      'record-of-government → auditor',
      'superior-unknown → admin',
    ]);
  });

  it('one whose entry never reaches it ends as never opened, and is shown nowhere', async () => {
    const never = await bench.startUnopened();
    await bench.skipTo(await bench.now());
    expect(await bench.workflow(never).result()).toEqual({ status: 'never-opened' });
    expect(await bench.sql('select 1 from case_file where id = ?', [never.caseId])).toEqual([]);
    await keepHistory(bench, publicityWorkflowId(never.caseId), 'publicity-never-opened');
  });

  it('is refused with every reason, and nothing is written', async () => {
    const entered = await bench.enter();
    const { subjectId, documentNumber } = await bench.orm.em
      .fork()
      .getConnection()
      .execute<{ subjectId: string; documentNumber: string }>(
        'select subject_id as "subjectId", document_number as "documentNumber" from record where id = ?',
        [entered.caseId],
        'get',
      );
    const again = await bench.enter({
      subjectId,
      documentNumber,
      decidedOn: '2099-01-01',
      measures: [{ code: 'Z99', from: '2026-06-01', until: null }],
    });
    expect(again.answer).toMatchObject({
      outcome: 'not-registered',
      refusals: [{ code: 'decision-in-the-future' }],
    });
    const twice = await bench.enter({
      subjectId,
      documentNumber,
      measures: [{ code: 'Z99', from: '2026-06-01', until: null }],
    });
    expect(twice.answer).toMatchObject({
      outcome: 'not-registered',
      refusals: [{ code: 'record-entered' }, { code: 'measure-not-on-list' }],
    });
    expect(await bench.sql('select 1 from case_file where id = ?', [again.caseId])).toEqual([]);
    expect(await bench.workflow(again).result()).toEqual({ status: 'never-opened' });
    await keepHistory(bench, publicityWorkflowId(again.caseId), 'publicity-not-registered');
    const old = await bench.enter({ decidedOn: '2023-04-30', publishedFrom: '2023-05-05' });
    expect(old.answer).toMatchObject({ outcome: 'not-registered', refusals: [{ code: 'no-rule-set' }] });
  });

  it('one that is not shown was to be published by no day: nobody hears that it came late', async () => {
    const longAgo = shanghaiDay(START);
    const late = endOfDay(addDays(longAgo, 35));
    if ((await bench.now()) <= late) await bench.skipTo(late);
    const enter = async (severity: 'minor' | 'general') => {
      const entered = await bench.enter({ severity, decidedOn: longAgo, publishedFrom: longAgo });
      const [row] = await bench.sql<{ publishBy: string | null }>(
        'select publish_by::text as "publishBy" from record where id = ?',
        [entered.caseId],
      );
      const told = (await bench.notices(entered)).includes('record-entered-late → supervisor');
      return { isToBePublished: row?.publishBy !== null, told };
    };
    expect(await enter('minor')).toEqual({ isToBePublished: false, told: false });
    expect(await enter('general')).toEqual({ isToBePublished: true, told: true });
  });
});
