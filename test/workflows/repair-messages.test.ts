import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { InboundMessage } from '../../db/entities/inbound-message.ts';
import type { MessageData, RepairAnswer } from '../../domain/messages/messages.ts';
import { messageSignal } from '../../workflows/messages/case.ts';
import { outcomeOf } from '../support/cases.ts';
import { keepHistory, replayOf } from '../support/histories.ts';
import { officerOf, RepairBench } from '../support/repair-bench.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

const START = '2026-09-10T02:00:00.000Z';

describe('what authorities and courts say by message', () => {
  let bench: RepairBench;
  const cases: { caseId: string }[] = [];
  beforeAll(async () => {
    bench = await RepairBench.start({ startAt: START });
    await bench.listen('market');
    await bench.listen('court');
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });
  afterEach(async () => {
    for (const on of cases.splice(0)) {
      const replayed = await replayOf(bench, await bench.begunWorkflowIds(on));
      expect(Object.values(replayed).filter((error) => error !== null)).toEqual([]);
      await bench.abandon(on);
    }
  });

  /** A record of the market authority, whose applications go on to its own system, and one beside it. */
  async function openMarket() {
    const subjectId = await bench.subject();
    const record = await bench.record(subjectId, { sector: 'market-supervision' });
    const other = await bench.record(subjectId, { authority: 'transport' });
    const opened = await bench.open(subjectId, [record, other]);
    cases.push(opened);
    const { number } = await bench.row(opened);
    return { ...opened, record, other, number };
  }
  type Opened = Awaited<ReturnType<typeof openMarket>>;
  const answered = (documentNumber: string, change: Partial<RepairAnswer> = {}): RepairAnswer => ({
    documentNumber,
    result: 'repaired',
    reason: null,
    clause: null,
    whatToDo: null,
    earliest: null,
    ...change,
  });
  const sayAnswered = async (on: Opened, change: Partial<RepairAnswer> = {}) =>
    await bench.say(on, 'market', 'repair.answered', {
      caseNumber: on.number,
      answers: [answered(on.record.documentNumber, change)],
    });
  const REFUSED = { result: 'refused', reason: '未缴', clause: '办法', whatToDo: '缴清' } as const;

  it('an application goes on to the own system of its authority, under the same case number', async () => {
    const opened = await openMarket();
    expect((await bench.part(opened, 'market')).ownSystem).toBe(true);
    expect((await bench.part(opened, 'transport')).ownSystem).toBe(false);
    const pushes = await bench.sql<{ kind: string; code: string }>(
      'select p.kind, a.code from push p join authority a on a.id = p.authority_id where p.case_id = ?',
      [opened.caseId],
    );
    expect(pushes).toEqual([{ kind: 'repair.forwarded', code: 'market' }]);
    // Its own term: seven working days in all.
    expect((await bench.deadline(opened, 'market', 'answer-by')).due).toBe('2026-09-20');
    expect((await bench.deadline(opened, 'transport', 'answer-by')).due).toBe('2026-09-23');
  });

  it('accepted, completion asked, answered: as its officers could', async () => {
    const opened = await openMarket();
    const { number } = opened;
    const asked = await bench.say(opened, 'market', 'repair.completion-asked', {
      caseNumber: number,
      missing: ['凭证'],
    });
    expect(await bench.message(asked)).toEqual({ state: 'taken', code: 'recorded' });
    expect((await bench.part(opened, 'market')).status).toBe('awaiting-completion');
    await bench.complete(opened, 'market');
    const accepted = await bench.say(opened, 'market', 'repair.accepted', { caseNumber: number, reference: null });
    expect(await bench.message(accepted)).toEqual({ state: 'taken', code: 'recorded' });
    const answer = await sayAnswered(opened);
    expect(await bench.message(answer)).toEqual({ state: 'taken', code: 'recorded' });
    expect(await bench.recordRow(opened.record.id)).toMatchObject({ endedHow: 'repaired' });
    expect(await bench.outcomes(opened)).toEqual(['repaired', null]);
    const [actor] = await bench.sql<{ role: string; sub: string }>(
      "select actor_role as role, actor_sub as sub from timeline_entry where case_id = ? and kind = 'repair-answered'",
      [opened.caseId],
    );
    expect(actor).toEqual({ role: 'agency', sub: 'market' });
  });

  it('an answer before acceptance says that it accepts; the acceptance that comes after changes nothing', async () => {
    const opened = await openMarket();
    const answer = await sayAnswered(opened, REFUSED);
    const accepted = await bench.say(opened, 'market', 'repair.accepted', {
      caseNumber: opened.number,
      reference: null,
    });
    expect(await bench.message(answer)).toEqual({ state: 'taken', code: 'recorded' });
    expect(await bench.message(accepted)).toEqual({ state: 'taken', code: 'recorded-before' });
    const timeline = await bench.timeline(opened);
    expect(timeline.filter((kind) => kind === 'repair-accepted')).toHaveLength(1);
    expect((await bench.part(opened, 'market')).status).toBe('answered');
    const late = await bench.say(opened, 'market', 'repair.completion-asked', {
      caseNumber: opened.number,
      missing: ['凭证'],
    });
    expect(await bench.message(late)).toEqual({ state: 'refused', code: 'case-moved-on' });
    expect((await bench.timeline(opened)).at(-1)).toBe('repair-message-refused');
  });

  it('the same message told twice, or sent twice, counts once', async () => {
    const opened = await openMarket();
    const first = await sayAnswered(opened);
    await bench.workflow(opened).signal(messageSignal, { messageId: first });
    const second = await sayAnswered(opened);
    expect(await bench.message(second)).toEqual({ state: 'taken', code: 'recorded-before' });
    expect((await bench.timeline(opened)).filter((kind) => kind === 'repair-answered')).toHaveLength(1);
    const changed = await sayAnswered(opened, REFUSED);
    expect(await bench.message(changed)).toEqual({ state: 'refused', code: 'case-moved-on' });
    expect(await bench.outcomes(opened)).toEqual(['repaired', null]);
  });

  it('holds a message to the same rules: reasons with a refusal, records of its own part, completion once', async () => {
    const opened = await openMarket();
    const bare = await sayAnswered(opened, { result: 'refused' });
    expect(await bench.message(bare)).toEqual({ state: 'refused', code: 'refusal-needs-reason' });
    const foreign = await bench.say(opened, 'market', 'repair.answered', {
      caseNumber: opened.number,
      answers: [answered(opened.other.documentNumber)],
    });
    expect(await bench.message(foreign)).toEqual({ state: 'refused', code: 'record-not-in-part' });
    const stranger = await bench.say(opened, 'safety', 'repair.accepted', {
      caseNumber: opened.number,
      reference: null,
    });
    expect(await bench.message(stranger)).toEqual({ state: 'refused', code: 'not-a-part' });
    await bench.askCompletion(opened, 'market');
    await bench.complete(opened, 'market');
    const again = await bench.say(opened, 'market', 'repair.completion-asked', {
      caseNumber: opened.number,
      missing: ['凭证'],
    });
    expect(await bench.message(again)).toEqual({ state: 'refused', code: 'completion-asked-once' });
    const not = { caseNumber: opened.number, reason: '不属本单位', clause: '办法' };
    const refused = await bench.say(opened, 'market', 'repair.not-accepted', not);
    expect(await bench.message(refused)).toEqual({ state: 'taken', code: 'recorded' });
    expect(await bench.message(await bench.say(opened, 'market', 'repair.not-accepted', not))).toEqual({
      state: 'taken',
      code: 'recorded-before',
    });
    expect(await bench.outcomes(opened)).toEqual(['not-accepted', null]);
  });

  it('an officer and the system of one authority at once: one of them answers, the other repeats', async () => {
    const opened = await openMarket();
    const [byOfficer, byMessage] = await Promise.all([
      outcomeOf(bench.answer(opened, 'market', 'repaired', { by: officerOf('market') })),
      sayAnswered(opened),
    ]);
    expect(['with-authorities', 'refused: case-moved-on']).toContain(byOfficer);
    expect((await bench.message(byMessage)).state).toBe('taken');
    expect((await bench.timeline(opened)).filter((kind) => kind === 'repair-answered')).toHaveLength(1);
  });

  describe('a court', () => {
    async function openCourt() {
      const subjectId = await bench.subject();
      const debtor = { authority: 'court', kind: 'judgment-debtor', sector: 'judgment-debtor' } as const;
      const record = await bench.record(subjectId, { ...debtor, correctedOn: null, dutiesDoneOn: null });
      const opened = await bench.open(subjectId, [record]);
      cases.push(opened);
      const { number } = await bench.row(opened);
      return { ...opened, record, number };
    }

    it('takes the debtor off its list: the record ends, and with it the application', async () => {
      const { record, number, ...opened } = await openCourt();
      expect((await bench.part(opened, 'court')).status).toBe('with-court');
      const accepted = await bench.say(opened, 'court', 'repair.accepted', { caseNumber: number, reference: null });
      expect(await bench.message(accepted)).toEqual({ state: 'taken', code: 'recorded-before' });
      const withdrawn = await bench.say(
        opened,
        'court',
        'debtor.withdrawn',
        { documentNumber: record.documentNumber, identifier: 'x', ground: 'performed' },
        // What it says of the past before the record's own decision does not come before it.
        { occurredAt: '2026-01-01T00:00:00.000Z' },
      );
      expect(await bench.message(withdrawn)).toEqual({ state: 'taken', code: 'recorded' });
      expect(await bench.end(opened)).toEqual({ status: 'answered' });
      expect(await bench.outcomes(opened)).toEqual(['repaired']);
      expect(await bench.recordRow(record.id)).toMatchObject({ endedHow: 'withdrawn', endedOn: '2026-04-10' });
      expect(await bench.notices(opened)).toContain('debtor-withdrawn → zhang');
      const [, part] = await bench.workflowIds(opened);
      await keepHistory(bench, part ?? '', 'repair-part-ended-by-court');
    });

    it('says that the debtor was listed wrongly: the record is annulled, there is nothing left to repair', async () => {
      const { record, ...opened } = await openCourt();
      const wrongly = { documentNumber: record.documentNumber, identifier: 'x', ground: 'wrongly-listed' } as const;
      await bench.say(opened, 'court', 'debtor.withdrawn', wrongly);
      expect(await bench.end(opened)).toEqual({ status: 'answered' });
      expect(await bench.outcomes(opened)).toEqual(['ended']);
      expect(await bench.recordRow(record.id)).toMatchObject({ endedHow: 'annulled' });
    });

    it('speaks of an entry that has run out: what ended it stays so, and nothing was repaired', async () => {
      const { record, ...opened } = await openCourt();
      await bench.sql("update record set ends_by = '2026-06-30' where id = ?", [record.id]);
      const performed = { documentNumber: record.documentNumber, identifier: 'x', ground: 'performed' } as const;
      const said = await bench.say(opened, 'court', 'debtor.withdrawn', performed);
      expect((await bench.message(said)).state).toBe('taken');
      expect(await bench.end(opened)).toEqual({ status: 'answered' });
      expect(await bench.outcomes(opened)).toEqual(['ended']);
      expect(await bench.recordRow(record.id)).toMatchObject({ endedOn: null, endedHow: null });
      expect(await bench.notices(opened)).toContain('repair-record-ended → zhang');
      expect(await bench.notices(opened)).not.toContain('debtor-withdrawn → zhang');
    });

    it('says what the tables refuse: that message is closed, and the application goes on', async () => {
      const { record, ...opened } = await openCourt();
      const withdrawn = { documentNumber: record.documentNumber, identifier: 'x', ground: 'performed' } as const;
      await bench.sql('alter table record add constraint of_this_test check (ended_on is null) not valid');
      const refused = await bench.say(opened, 'court', 'debtor.withdrawn', withdrawn);
      expect(await bench.message(refused)).toEqual({ state: 'refused', code: 'write-refused' });
      await bench.sql('alter table record drop constraint of_this_test');
      expect(await bench.recordRow(record.id)).toMatchObject({ endedOn: null });
      const again = await bench.say(opened, 'court', 'debtor.withdrawn', withdrawn);
      expect(await bench.message(again)).toEqual({ state: 'taken', code: 'recorded' });
      expect(await bench.end(opened)).toEqual({ status: 'answered' });
    });

    it('refuses, by its answer; the record stays', async () => {
      const { record, number, ...opened } = await openCourt();
      const answers = [answered(record.documentNumber, REFUSED)];
      const answer = await bench.say(opened, 'court', 'repair.answered', { caseNumber: number, answers });
      expect(await bench.message(answer)).toEqual({ state: 'taken', code: 'recorded' });
      expect(await bench.end(opened)).toEqual({ status: 'answered' });
      expect(await bench.outcomes(opened)).toEqual(['refused']);
      expect(await bench.recordRow(record.id)).toMatchObject({ endedOn: null });
      const [told] = await bench.noticeBodies(opened, 'repair-denied');
      expect(told).toContain('向执行法院申请纠正');
      expect(told).not.toContain('行政复议');
    });

    it('has the last word on its record, also after the applicant withdrew', async () => {
      const { record, ...opened } = await openCourt();
      const other = await openCourt();
      await bench.withdraw(opened);
      expect(await bench.end(opened)).toEqual({ status: 'withdrawn' });
      expect(await bench.recordRow(record.id)).toMatchObject({ endedOn: null });
      const unknown: MessageData['debtor.withdrawn'] = {
        documentNumber: record.documentNumber,
        identifier: 'x',
        ground: 'performed',
      };
      const wrong = await bench.say(other, 'court', 'debtor.withdrawn', unknown);
      expect(await bench.message(wrong)).toEqual({ state: 'refused', code: 'record-not-in-part' });
    });
  });

  it('leaves nothing stored that it was told of', async () => {
    const left = await bench.orm.em.fork().count(InboundMessage, { state: 'stored' });
    expect(left).toBe(0);
  });
});
