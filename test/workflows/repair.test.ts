import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { endOfDay } from '../../domain/time.ts';
import * as messages from '../../workflows/messages/repair.ts';
import { outcomeOf } from '../support/cases.ts';
import { keepHistory, replayOf } from '../support/histories.ts';
import { applicant, clerk, colleagueOf, officerOf, RepairBench, supervisorOf } from '../support/repair-bench.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

// Thursday 10 September 2026, 10:00 in Shanghai.
const START = '2026-09-10T02:00:00.000Z';

describe('repair', () => {
  let bench: RepairBench;
  const cases: { caseId: string }[] = [];
  beforeAll(async () => {
    bench = await RepairBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });
  /** What happened is replayed: a run that was evicted just now would do that. */
  afterEach(async () => {
    for (const on of cases.splice(0)) {
      const replayed = await replayOf(bench, await bench.begunWorkflowIds(on));
      expect(Object.values(replayed).filter((error) => error !== null)).toEqual([]);
      await bench.abandon(on);
    }
  });
  const openFor = async (...authorities: string[]) => {
    const opened = await bench.openFor(...authorities);
    cases.push(opened);
    return opened;
  };

  it('goes to three authorities at once; each answers for itself, and the last ends the application', async () => {
    const opened = await openFor('market', 'transport', 'safety');
    expect(opened.answer).toMatchObject({
      outcome: 'forwarded',
      status: 'with-authorities',
      next: { kind: 'accept-by', due: '2026-09-15' },
      refused: [],
    });
    expect(await bench.running(opened, 'market')).toEqual(['accept-by', 'answer-by']);
    expect(await bench.accept(opened, 'market')).toMatchObject({ accepted: true, status: 'with-authorities' });
    expect(await bench.running(opened, 'market')).toEqual(['answer-by', 'check-by']);
    expect(await bench.answer(opened, 'market')).toMatchObject({ accepted: true, status: 'with-authorities' });
    // Before it had said that it accepts.
    expect(await bench.answer(opened, 'safety', 'refused')).toMatchObject({ accepted: true });
    expect(await bench.notAccept(opened, 'transport')).toMatchObject({ status: 'answered', next: null });
    expect(await bench.end(opened)).toEqual({ status: 'answered' });
    expect(await bench.outcomes(opened)).toEqual(['repaired', 'not-accepted', 'refused']);
    expect((await bench.row(opened)).outcome).toEqual({
      kind: 'answered',
      counts: { repaired: 1, refused: 1, 'not-accepted': 1 },
    });
    expect(await bench.timeline(opened)).toEqual([
      'repair-applied',
      'repair-forwarded',
      'repair-forwarded',
      'repair-forwarded',
      'repair-accepted',
      'repair-answered',
      'repair-accepted',
      'repair-answered',
      'repair-not-accepted',
      'repair-closed',
    ]);
    const [whole, first, second] = await bench.workflowIds(opened);
    await keepHistory(bench, whole ?? '', 'repair-answered');
    await keepHistory(bench, first ?? '', 'repair-part-answered');
    await keepHistory(bench, second ?? '', 'repair-part-not-accepted');
  });

  it('ends publicity, sharing and measures with the answer, and tells the copies in the same transaction', async () => {
    const opened = await openFor('market', 'transport');
    const [first, second] = opened.records;
    await bench.answer(opened, 'market');
    expect(await bench.recordRow(first?.id ?? '')).toMatchObject({ endedOn: '2026-09-10', endedHow: 'repaired' });
    // One answer holds no other part, nor helps it.
    expect(await bench.recordRow(second?.id ?? '')).toMatchObject({ endedOn: null, endedHow: null });
    const pushes = await bench.sql<{ kind: string; code: string; due: string }>(
      `select p.kind, a.code, p.due::text from push p join authority a on a.id = p.authority_id where p.case_id = ?`,
      [opened.caseId],
    );
    expect(pushes).toEqual([{ kind: 'record.ended', code: 'copies', due: '2026-09-15' }]);
    await bench.until(async () => (await unconfirmed(opened)).length === 0);
    expect(await bench.notices(opened)).toContain('repaired → zhang');
  });

  it('lifts the measure of a record that has run out, and ends it as repaired', async () => {
    const subjectId = await bench.subject();
    const record = await bench.record(subjectId);
    await bench.sql("update record set ends_by = '2026-08-31' where id = ?", [record.id]);
    expect((await bench.open(subjectId, [record])).answer).toMatchObject({
      outcome: 'refused',
      refused: [{ refusals: [{ code: 'record-ended' }] }],
    });
    await bench.sql(
      `insert into record_measure (id, record_id, code, name, basis, force, from_day, until_day)
       select gen_random_uuid(), ?, code, name, basis, force, '2026-04-10', '2031-04-10' from measure where code = 'A04'`,
      [record.id],
    );
    const opened = await bench.open(subjectId, [record]);
    cases.push(opened);
    expect(opened.answer).toMatchObject({ outcome: 'forwarded', refused: [] });
    await bench.answer(opened, 'market');
    expect(await bench.outcomes(opened)).toEqual(['repaired']);
    expect(await bench.recordRow(record.id)).toMatchObject({ endedHow: 'repaired' });
    const lifted = await bench.sql('select code from record_measure where record_id = ? and lifted_on is not null', [
      record.id,
    ]);
    expect(lifted).toEqual([{ code: 'A04' }]);
    expect(await bench.end(opened)).toEqual({ status: 'answered' });
  });

  it('answers in every order come to the same', async () => {
    const authorities = ['market', 'transport', 'safety'];
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    for (const order of orders) {
      const opened = await openFor(...authorities);
      for (const index of order) {
        const authority = authorities[index] ?? '';
        await bench.answer(opened, authority, authority === 'transport' ? 'refused' : 'repaired');
      }
      expect(await bench.end(opened)).toEqual({ status: 'answered' });
      expect([order, await bench.outcomes(opened)]).toEqual([order, ['repaired', 'refused', 'repaired']]);
    }
  }, 300_000);

  it('an answer that is repeated is written once; another one than was given is refused', async () => {
    const subjectId = await bench.subject();
    const records = [await bench.record(subjectId), await bench.record(subjectId)];
    const opened = await bench.open(subjectId, records);
    cases.push(opened);
    const [one] = await bench.itemsOf(opened, 'market');
    const of = (result: 'repaired' | 'refused') => ({
      answers: [
        { recordId: one?.recordId ?? '', result, reason: '未缴', clause: '办法', whatToDo: '缴清', earliest: null },
      ],
    });
    expect(await outcomeOf(bench.answer(opened, 'market', 'repaired', of('repaired')))).toBe('with-authorities');
    expect(await outcomeOf(bench.answer(opened, 'market', 'repaired', of('repaired')))).toBe('with-authorities');
    expect(await outcomeOf(bench.answer(opened, 'market', 'refused', of('refused')))).toBe('refused: already-answered');
    expect((await bench.timeline(opened)).filter((kind) => kind === 'repair-answered')).toHaveLength(1);
    // The other record of the same authority is still open, and so is its part.
    expect(await bench.outcomes(opened)).toEqual(['repaired', null]);
    expect((await bench.part(opened, 'market')).status).toBe('in-check');
    const id = randomUUID();
    const both = await Promise.all([
      bench.answer(opened, 'market', 'repaired', { id }),
      bench.answer(opened, 'market', 'repaired', { id }),
    ]);
    expect(both[0]).toEqual(both[1]);
    expect(await bench.end(opened)).toEqual({ status: 'answered' });
  });

  it('a refusal gives its clause, what to do and the earliest day, which is never left open', async () => {
    const opened = await openFor('market');
    const [item] = await bench.itemsOf(opened, 'market');
    const bare = { recordId: item?.recordId ?? '', result: 'refused', earliest: null } as const;
    const without = { answers: [{ ...bare, reason: '未缴', clause: null, whatToDo: '缴清' }] };
    expect(await outcomeOf(bench.answer(opened, 'market', 'refused', without))).toBe('refused: refusal-needs-reason');
    const past = { answers: [{ ...bare, reason: '未缴', clause: '办法', whatToDo: '缴清', earliest: '2026-09-10' }] };
    expect(await outcomeOf(bench.answer(opened, 'market', 'refused', past))).toBe('refused: earliest-not-later');
    await bench.answer(opened, 'market', 'refused');
    const [refused] = await bench.itemsOf(opened, 'market');
    expect(refused).toMatchObject({ outcome: 'refused', whatToDo: '缴清罚款', earliest: '2026-09-11' });
    expect(await bench.notices(opened)).toContain('repair-denied → zhang');
    // What was refused can be applied for again.
    const again = await bench.open(opened.subjectId, opened.records);
    cases.push(again);
    expect(again.answer).toMatchObject({ outcome: 'forwarded' });
  });

  describe('who may act on a part', () => {
    it('is only the authority that determined: not another, not the window', async () => {
      const opened = await openFor('market', 'transport');
      for (const by of [officerOf('transport'), supervisorOf('transport'), clerk]) {
        expect(await outcomeOf(bench.accept(opened, 'market', by))).toBe('RoleNotAllowed');
      }
      expect(await outcomeOf(bench.accept(opened, 'market', applicant))).toBe('RoleNotAllowed');
      expect(await outcomeOf(bench.accept(opened, 'safety'))).toBe('CaseUnknown');
      expect((await bench.part(opened, 'market')).status).toBe('awaiting-acceptance');
      // Nothing of it was written.
      expect(await bench.timeline(opened)).toEqual(['repair-applied', 'repair-forwarded', 'repair-forwarded']);
    });

    it('is its handler once it is claimed, or a supervisor', async () => {
      const opened = await openFor('market', 'transport');
      const claim = (by: ReturnType<typeof officerOf>) =>
        outcomeOf(bench.act<messages.PartActHeader>(opened, messages.claimPartUpdate, { by, authority: 'market' }));
      const handBack = (by: ReturnType<typeof officerOf>) =>
        outcomeOf(bench.act<messages.PartActHeader>(opened, messages.handBackPartUpdate, { by, authority: 'market' }));
      expect(await handBack(officerOf('market'))).toBe('refused: not-claimed');
      expect(await claim(officerOf('market'))).toBe('with-authorities');
      expect(await claim(colleagueOf('market'))).toBe('refused: already-claimed');
      expect(await outcomeOf(bench.accept(opened, 'market', colleagueOf('market')))).toBe('AssignedToAnother');
      expect(await handBack(colleagueOf('market'))).toBe('AssignedToAnother');
      expect(await outcomeOf(bench.accept(opened, 'market', supervisorOf('market')))).toBe('with-authorities');
      expect(await handBack(officerOf('market'))).toBe('with-authorities');
      // The claim of one part is not that of another.
      expect((await bench.part(opened, 'transport')).assignedTo).toBeNull();
    });

    it('does what its status allows, and what was overtaken changes nothing', async () => {
      const opened = await openFor('market', 'transport');
      expect(await outcomeOf(bench.extend(opened, 'market'))).toBe('refused: case-moved-on');
      expect(await outcomeOf(bench.pause(opened, 'market'))).toBe('refused: case-moved-on');
      expect(await outcomeOf(bench.resume(opened, 'market'))).toBe('refused: case-moved-on');
      await bench.accept(opened, 'market');
      expect(await outcomeOf(bench.accept(opened, 'market'))).toBe('refused: case-moved-on');
      expect(await outcomeOf(bench.askCompletion(opened, 'market'))).toBe('refused: case-moved-on');
      await bench.answer(opened, 'market');
      expect(await outcomeOf(bench.answer(opened, 'market', 'refused'))).toBe('refused: case-moved-on');
      await bench.answer(opened, 'transport');
      expect(await bench.end(opened)).toEqual({ status: 'answered' });
      expect(await outcomeOf(bench.accept(opened, 'market'))).toBe('closed');
    });
  });

  describe('completion', () => {
    it('is asked once; the clocks of the authority stand still until it comes', async () => {
      const opened = await openFor('market', 'transport');
      await bench.askCompletion(opened, 'market');
      expect(await bench.running(opened, 'market')).toEqual(['complete-by']);
      expect(await bench.running(opened, 'transport')).toEqual(['accept-by', 'answer-by']);
      expect((await bench.deadline(opened, 'market', 'complete-by')).due).toBe('2026-09-23');
      expect(await outcomeOf(bench.askCompletion(opened, 'market'))).toBe('refused: case-moved-on');
      await bench.complete(opened, 'market');
      expect(await bench.running(opened, 'market')).toEqual(['accept-by', 'answer-by']);
      expect(await outcomeOf(bench.askCompletion(opened, 'market'))).toBe('refused: completion-asked-once');
      // More of what was asked for is taken until somebody decides; the window takes papers in.
      expect(await outcomeOf(bench.complete(opened, 'market', clerk))).toBe('with-authorities');
      expect(await outcomeOf(bench.complete(opened, 'market', officerOf('transport')))).toBe('RoleNotAllowed');
      expect(await outcomeOf(bench.complete(opened, 'transport'))).toBe('refused: no-completion-asked');
      const materials = await bench.sql('select * from repair_material where case_id = ?', [opened.caseId]);
      expect(materials).toHaveLength(2);
      expect(JSON.stringify(materials)).not.toContain('罚款缴纳凭证');
      await bench.accept(opened, 'market');
      expect(await bench.notices(opened)).toContain('repair-completion-asked → zhang');
    });
  });

  describe('withdrawal', () => {
    it('takes back what is not yet answered, and leaves what is', async () => {
      const opened = await openFor('market', 'transport', 'safety');
      await bench.answer(opened, 'market', 'refused');
      expect(await outcomeOf(bench.withdraw(opened, ['market']))).toBe('refused: nothing-to-withdraw');
      expect(await outcomeOf(bench.withdraw(opened, ['transport']))).toBe('with-authorities');
      expect(await bench.running(opened, 'transport')).toEqual([]);
      expect(await outcomeOf(bench.withdraw(opened))).toBe('answered');
      expect(await bench.end(opened)).toEqual({ status: 'answered' });
      expect(await bench.outcomes(opened)).toEqual(['refused', 'withdrawn', 'withdrawn']);
      const [, , transport] = await bench.workflowIds(opened);
      await keepHistory(bench, transport ?? '', 'repair-part-withdrawn');
    });

    it('of everything, before anybody answered, ends the application as withdrawn', async () => {
      const opened = await openFor('market', 'transport');
      expect(await outcomeOf(bench.withdraw(opened, null, { by: clerk }))).toBe('refused: withdrawal-needs-proof');
      const onPaper = { by: clerk, reason: '2026-09-10书面撤回' };
      expect(await outcomeOf(bench.withdraw(opened, null, { ...onPaper, by: officerOf('market') }))).toBe(
        'RoleNotAllowed',
      );
      expect(await outcomeOf(bench.withdraw(opened, null, onPaper))).toBe('withdrawn');
      expect(await bench.end(opened)).toEqual({ status: 'withdrawn' });
      await keepHistory(bench, messages.repairWorkflowId(opened.caseId), 'repair-withdrawn');
      // The records are free again.
      const again = await bench.open(opened.subjectId, opened.records);
      cases.push(again);
      expect(again.answer).toMatchObject({ outcome: 'forwarded' });
    });
  });

  async function unconfirmed({ caseId }: { caseId: string }): Promise<unknown[]> {
    return await bench.sql('select id from push where case_id = ? and confirmed_at is null', [caseId]);
  }
});

// The clock is moved here: nothing else may be waiting.
describe('an application that never reached its workflow', () => {
  it('ends after ten minutes, and leaves nothing', async () => {
    const bench = await RepairBench.start({ startAt: START });
    try {
      const caseId = randomUUID();
      await bench.env.client.workflow.start(messages.REPAIR_WORKFLOW, {
        workflowId: messages.repairWorkflowId(caseId),
        taskQueue: bench.taskQueue,
        args: [{ caseId, begin: 'door' }],
      });
      await bench.skipTo(endOfDay('2026-09-10'));
      expect(await bench.end({ caseId })).toEqual({ status: 'never-opened' });
      expect(await bench.sql('select id from case_file')).toEqual([]);
      await keepHistory(bench, messages.repairWorkflowId(caseId), 'repair-never-opened');
    } finally {
      await bench.stop();
    }
  }, 300_000);
});
