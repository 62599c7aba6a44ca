import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { endOfDay, startOfDay } from '../../domain/time.ts';
import { outcomeOf } from '../support/cases.ts';
import { keepHistory, replayOf } from '../support/histories.ts';
import { RepairBench } from '../support/repair-bench.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

describe('when nobody acts', () => {
  let bench: RepairBench;
  const cases: { caseId: string }[] = [];
  beforeAll(async () => {
    // Monday 2 March 2026: every test goes on from where the clock was left.
    bench = await RepairBench.start({ startAt: '2026-03-02T02:00:00.000Z' });
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
  const openFor = async (...authorities: string[]) => {
    const opened = await openRipe(...authorities);
    cases.push(opened);
    return opened;
  };
  /** Of records decided before the older rule set's minimum: repairable whenever a test opens. */
  const openRipe = async (...authorities: string[]) => {
    const subjectId = await bench.subject();
    const records = [];
    for (const authority of authorities) {
      const dates = { decidedOn: '2025-06-10', correctedOn: '2025-07-01', dutiesDoneOn: '2025-07-01' };
      records.push(await bench.record(subjectId, { authority, ...dates }));
    }
    return { ...(await bench.open(subjectId, records)), records };
  };
  const dueOf = async (on: { caseId: string }, authority: string, kind: string) =>
    (await bench.deadline(on, authority, kind)).due;

  it('the supervisor of the silent authority is told, again and again, and the applicant sees it; the others go on', async () => {
    const opened = await openFor('market', 'transport');
    await bench.accept(opened, 'transport');
    const acceptBy = await dueOf(opened, 'market', 'accept-by');
    await bench.skipTo(startOfDay(acceptBy));
    await bench.skipTo(new Date(Date.parse(startOfDay(acceptBy)) + 10 * 3_600_000).toISOString());
    expect(await bench.timeline(opened)).not.toContain('repair-silent');
    await bench.skipTo(endOfDay(acceptBy));
    expect((await bench.timeline(opened)).at(-1)).toBe('repair-silent');
    expect(await bench.notices(opened)).toContain('escalation → market/supervisor');
    expect(await bench.notices(opened)).not.toContain('escalation → transport/supervisor');
    const first = await bench.deadline(opened, 'market', 'accept-by');
    expect([first.state, first.escalationsSent]).toEqual(['running', 1]);
    // Nothing is decided for it.
    expect((await bench.part(opened, 'market')).status).toBe('awaiting-acceptance');
    await bench.skipTo(endOfDay(await dueOf(opened, 'market', 'answer-by')));
    const again = await bench.deadline(opened, 'market', 'accept-by');
    expect(again.escalationsSent).toBeGreaterThan(1);
    expect(await bench.notices(opened)).toContain('escalation → transport/supervisor');
    // An answer after the escalation ends it; that it came late stays on the row.
    await bench.answer(opened, 'market');
    expect((await bench.deadline(opened, 'market', 'accept-by')).state).toBe('missed');
    expect((await bench.deadline(opened, 'market', 'answer-by')).state).toBe('missed');
    await bench.answer(opened, 'transport', 'refused');
    expect(await bench.end(opened)).toEqual({ status: 'answered' });
    const [, market] = await bench.workflowIds(opened);
    await keepHistory(bench, market ?? '', 'repair-part-silent');
  });

  it('reminds the handler the day before, and once', async () => {
    const opened = await openFor('market');
    const acceptBy = await dueOf(opened, 'market', 'accept-by');
    await bench.skipTo(startOfDay(acceptBy));
    const reminders = (await bench.notices(opened)).filter((line) => line.startsWith('handler-reminder'));
    expect(reminders).toEqual(['handler-reminder → market/officer']);
    await bench.accept(opened, 'market');
    expect((await bench.deadline(opened, 'market', 'accept-by')).state).toBe('met');
  });

  it('a completion that never comes: the applicant is reminded, then the authority decides on what there is', async () => {
    const opened = await openFor('market');
    await bench.askCompletion(opened, 'market');
    const asked = await bench.deadline(opened, 'market', 'complete-by');
    await bench.skipTo(endOfDay(asked.due));
    expect(await bench.part(opened, 'market')).toMatchObject({ status: 'awaiting-acceptance', completedOn: null });
    expect((await bench.deadline(opened, 'market', 'complete-by')).state).toBe('missed');
    expect((await bench.notices(opened)).filter((line) => line.startsWith('repair-completion'))).toEqual([
      'repair-completion-asked → zhang',
      'repair-completion-reminder → zhang',
      'repair-completion-reminder → zhang',
      'repair-completion-ended → zhang',
      'repair-completion-ended-desk → market/officer',
    ]);
    // The clock of the authority goes on with the days it had left; none of the pause is counted.
    const [pause] = (await bench.part(opened, 'market')).pauses;
    expect(pause).toMatchObject({ until: asked.due });
    expect(await bench.running(opened, 'market')).toEqual(['accept-by', 'answer-by']);
    expect((await bench.deadline(opened, 'market', 'accept-by')).due > asked.due).toBe(true);
    // It is not too late: nobody has decided.
    expect(await outcomeOf(bench.complete(opened, 'market'))).toBe('with-authorities');
    await bench.notAccept(opened, 'market');
    expect(await bench.end(opened)).toEqual({ status: 'answered' });
  });

  it('a hearing: its time is told, is not counted, and when it is over the clock goes on by itself', async () => {
    const opened = await openFor('market');
    await bench.accept(opened, 'market');
    const before = await dueOf(opened, 'market', 'answer-by');
    await bench.pause(opened, 'market', 5);
    expect(await bench.running(opened, 'market')).toEqual(['pause-until']);
    const until = await dueOf(opened, 'market', 'pause-until');
    await bench.skipTo(endOfDay(before));
    // Its date would have passed; nobody is late.
    expect(await bench.timeline(opened)).not.toContain('repair-silent');
    if ((await bench.part(opened, 'market')).status === 'paused') await bench.skipTo(endOfDay(until));
    expect((await bench.part(opened, 'market')).status).toBe('in-check');
    expect(await bench.running(opened, 'market')).toEqual(['answer-by', 'check-by']);
    const after = await dueOf(opened, 'market', 'answer-by');
    expect(after > before).toBe(true);
    expect(await bench.notices(opened)).toContain('repair-resumed → zhang');
    // A second cause is a pause of its own.
    await bench.pause(opened, 'market', 2);
    expect(await outcomeOf(bench.resume(opened, 'market'))).toBe('with-authorities');
    expect((await bench.part(opened, 'market')).pauses).toHaveLength(2);
    await bench.answer(opened, 'market');
    expect(await bench.end(opened)).toEqual({ status: 'answered' });
  });

  it('the answer is extended once, beforehand; after its term it can no longer be', async () => {
    const opened = await openFor('market', 'transport');
    await bench.accept(opened, 'market');
    await bench.accept(opened, 'transport');
    const before = await dueOf(opened, 'market', 'answer-by');
    expect(await outcomeOf(bench.extend(opened, 'market', 11))).toBe('refused: extension-too-long');
    expect(await outcomeOf(bench.extend(opened, 'market', 5))).toBe('with-authorities');
    expect(await outcomeOf(bench.extend(opened, 'market', 5))).toBe('refused: extended-once');
    const after = await dueOf(opened, 'market', 'answer-by');
    expect(after > before).toBe(true);
    expect(await bench.notices(opened)).toContain('repair-extended → zhang');
    await bench.skipTo(endOfDay(before));
    expect(await outcomeOf(bench.extend(opened, 'transport'))).toBe('refused: extension-late');
    const silences = await bench.sql<{ data: { authority: string } }>(
      "select data from timeline_entry where case_id = ? and kind = 'repair-silent'",
      [opened.caseId],
    );
    expect(new Set(silences.map(({ data }) => data.authority))).toEqual(new Set(['transport']));
    await bench.skipTo(endOfDay(after));
    expect(await bench.notices(opened)).toContain('escalation → market/supervisor');
  });

  it('many ways in one story: completion, hearing, extension, silence, and an answer', async () => {
    const opened = await openFor('market', 'transport');
    await bench.askCompletion(opened, 'market');
    await bench.complete(opened, 'market');
    await bench.accept(opened, 'market');
    await bench.pause(opened, 'market', 3);
    await bench.skipTo(endOfDay(await dueOf(opened, 'market', 'pause-until')));
    await bench.extend(opened, 'market', 3);
    await bench.skipTo(endOfDay(await dueOf(opened, 'market', 'answer-by')));
    await bench.answer(opened, 'market');
    await bench.withdraw(opened);
    expect(await bench.end(opened)).toEqual({ status: 'answered' });
    expect(await bench.outcomes(opened)).toEqual(['repaired', 'withdrawn']);
    const [whole, market] = await bench.workflowIds(opened);
    await keepHistory(bench, whole ?? '', 'repair-of-many-ways');
    await keepHistory(bench, market ?? '', 'repair-part-of-many-ways');
  });

  it('asks a court too: what it does not say is told to its own people, and nothing else happens', async () => {
    const opened = await openFor('transport');
    const subjectId = await bench.subject();
    const debtor = { authority: 'court', kind: 'judgment-debtor', sector: 'judgment-debtor' } as const;
    const record = await bench.record(subjectId, { ...debtor, decidedOn: '2025-06-10' });
    const court = await bench.open(subjectId, [record]);
    cases.push(court);
    await bench.answer(opened, 'transport');
    expect(court.answer).toMatchObject({ outcome: 'forwarded', parts: [{ withCourt: true }] });
    expect(await bench.running(court, 'court')).toEqual(['answer-by']);
    await bench.skipTo(endOfDay(await dueOf(court, 'court', 'answer-by')));
    expect(await bench.notices(court)).toContain('escalation → court/supervisor');
    expect((await bench.part(court, 'court')).status).toBe('with-court');
    expect(await outcomeOf(bench.accept(court, 'court'))).toBe('refused: case-moved-on');
    expect(await outcomeOf(bench.answer(court, 'court'))).toBe('RoleNotAllowed');
  });

  it('asks on for an answer on a record that has run out, as long as a measure of it can be lifted', async () => {
    const opened = await openFor('market');
    const [record] = opened.records;
    await bench.sql("update record set ends_by = '2026-01-31' where id = ?", [record?.id ?? '']);
    await bench.sql(
      `insert into record_measure (id, record_id, code, name, basis, force, from_day, until_day)
       select gen_random_uuid(), ?, code, name, basis, force, '2025-06-10', '2031-06-10' from measure where code = 'A04'`,
      [record?.id ?? ''],
    );
    await bench.skipTo(endOfDay(await dueOf(opened, 'market', 'accept-by')));
    expect((await bench.part(opened, 'market')).status).toBe('awaiting-acceptance');
    expect(await bench.notices(opened)).toContain('escalation → market/supervisor');
    await bench.answer(opened, 'market');
    expect(await bench.outcomes(opened)).toEqual(['repaired']);
    const [told] = await bench.noticeBodies(opened, 'repaired');
    expect(told).toContain('公示此前已经期满终止');
    expect(told).not.toContain('停止公示');
  });

  it('asks for no answer on a record that ended in another way: its part ends, and with the last the application', async () => {
    const opened = await openFor('market', 'transport');
    const [annulled] = opened.records;
    const on = (await bench.now()).slice(0, 10);
    await bench.sql("update record set ended_on = ?, ended_how = 'annulled' where id = ?", [on, annulled?.id]);
    await bench.answer(opened, 'transport', 'refused');
    expect((await bench.row(opened)).status).toBe('with-authorities');
    await bench.skipTo(endOfDay(await dueOf(opened, 'market', 'accept-by')));
    expect(await bench.end(opened)).toEqual({ status: 'answered' });
    expect(await bench.outcomes(opened)).toEqual(['ended', 'refused']);
    expect(await bench.timeline(opened)).not.toContain('repair-silent');
    expect(await bench.notices(opened)).toContain('repair-record-ended → zhang');
  });

  it('on a provisional date nothing adverse happens: the administrator is told to load the calendar', async () => {
    const now = await bench.now();
    await bench.skipTo(startOfDay(now < '2026-12-21' ? '2026-12-21' : now.slice(0, 10)));
    const opened = await openFor('market');
    await bench.askCompletion(opened, 'market');
    const asked = await bench.deadline(opened, 'market', 'complete-by');
    expect([asked.provisional, asked.due > '2027-01-01']).toEqual([true, true]);
    await bench.skipTo(endOfDay(asked.due));
    expect((await bench.part(opened, 'market')).status).toBe('awaiting-completion');
    expect(await bench.notices(opened)).toContain('provisional → admin');
  });
});
