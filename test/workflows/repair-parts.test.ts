import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as messages from '../../workflows/messages/repair.ts';
import { outcomeOf } from '../support/cases.ts';
import { replayOf } from '../support/histories.ts';
import { clerk, colleagueOf, officerOf, RepairBench, supervisorOf } from '../support/repair-bench.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

describe('one part of an application', () => {
  let bench: RepairBench;
  const cases: { caseId: string }[] = [];
  beforeAll(async () => {
    // Thursday 10 September 2026, 10:00 in Shanghai; the tests go on from where the clock was left.
    bench = await RepairBench.start({ startAt: '2026-09-10T02:00:00.000Z' });
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
  const stateOf = async (on: { caseId: string }, kind: string) => (await bench.deadline(on, 'market', kind)).state;
  const dueOf = async (on: { caseId: string }, kind: string) => (await bench.deadline(on, 'market', kind)).due;
  const openTwo = async () => {
    const subjectId = await bench.subject();
    const dates = { decidedOn: '2026-01-10' };
    const records = [await bench.record(subjectId, dates), await bench.record(subjectId, dates)];
    const opened = { ...(await bench.open(subjectId, records)), records };
    cases.push(opened);
    return opened;
  };
  const openFor = async (...authorities: string[]) => {
    const opened = await bench.openFor(...authorities);
    cases.push(opened);
    return opened;
  };

  describe('an application on paper that was registered late', () => {
    const registered = async (receivedOn: string) => {
      const subjectId = await bench.subject();
      const record = await bench.record(subjectId);
      const opened = await bench.open(subjectId, [record], {
        by: supervisorOf('window'),
        receivedOn,
        applicantSub: null,
        commitment: { ...(await bench.application(subjectId, [record], { receivedOn })).commitment, means: 'paper' },
      });
      cases.push(opened);
      return opened;
    };

    it('is accepted no later than it is answered', async () => {
      const opened = await registered('2026-08-28');
      expect([await dueOf(opened, 'accept-by'), await dueOf(opened, 'answer-by')]).toEqual([
        '2026-09-11',
        '2026-09-11',
      ]);
      expect((await bench.deadline(opened, 'market', 'accept-by')).ledger.notLaterThan).toMatchObject({
        day: '2026-09-11',
      });
    });

    it('leaves the authority a day to accept where the answer was due before it was pushed', async () => {
      const opened = await registered('2026-08-20');
      expect([await dueOf(opened, 'accept-by'), await dueOf(opened, 'answer-by')]).toEqual([
        '2026-09-11',
        '2026-09-03',
      ]);
      expect(opened.answer).toMatchObject({ outcome: 'forwarded' });
    });
  });

  describe('assigning a part', () => {
    const assign = (on: { caseId: string }, by: ReturnType<typeof officerOf>, to = 'colleague-market') =>
      outcomeOf(bench.act<messages.AssignPartAct>(on, messages.assignPartUpdate, { by, authority: 'market', to }));

    it('is the supervisor’s of that authority, who gives it to a person, also one that another has', async () => {
      const opened = await openFor('market', 'transport');
      for (const by of [officerOf('market'), supervisorOf('transport'), supervisorOf('window'), clerk]) {
        expect([by.sub, await assign(opened, by)]).toEqual([by.sub, 'RoleNotAllowed']);
      }
      expect(await assign(opened, supervisorOf('market'), 'officer-market')).toBe('with-authorities');
      expect(await outcomeOf(bench.accept(opened, 'market', colleagueOf('market')))).toBe('AssignedToAnother');
      expect(await assign(opened, supervisorOf('market'))).toBe('with-authorities');
      expect((await bench.part(opened, 'market')).assignedTo).toBe('colleague-market');
      expect((await bench.part(opened, 'transport')).assignedTo).toBeNull();
      expect(await bench.notices(opened)).toContain('assigned → colleague-market');
      expect((await bench.timeline(opened)).filter((kind) => kind === 'repair-part-assigned')).toHaveLength(2);
      const { number } = await bench.row(opened);
      const audits = await bench.sql<{ actor: string }>(
        "select actor_sub as actor from audit_entry where object_id = ? and action = 'repair.assign-part'",
        [number],
      );
      expect(audits).toEqual([{ actor: 'boss-market' }, { actor: 'boss-market' }]);
      expect(await outcomeOf(bench.accept(opened, 'market', colleagueOf('market')))).toBe('with-authorities');
      await bench.answer(opened, 'market', 'repaired', { by: colleagueOf('market') });
      expect(await assign(opened, supervisorOf('market'))).toBe('refused: case-moved-on');
    });
  });

  describe('withdrawal of what was answered in part', () => {
    it('meets no deadline: what was not yet due is no longer asked for', async () => {
      const opened = await openTwo();
      await bench.accept(opened, 'market');
      const [first] = opened.records;
      const answers = [
        { recordId: first?.id ?? '', result: 'repaired', reason: null, clause: null, whatToDo: null, earliest: null },
      ] as const;
      await bench.answer(opened, 'market', 'repaired', { answers: [...answers] });
      expect(await outcomeOf(bench.withdraw(opened))).toBe('answered');
      expect(await bench.outcomes(opened)).toEqual(['repaired', 'withdrawn']);
      expect([
        await stateOf(opened, 'accept-by'),
        await stateOf(opened, 'check-by'),
        await stateOf(opened, 'answer-by'),
      ]).toEqual(['met', 'closed', 'closed']);
    });
  });

  describe('pauses', () => {
    it('are told with the time they need, one at a time, and all of a part no longer than the rule allows', async () => {
      const opened = await openFor('market');
      await bench.accept(opened, 'market');
      expect(await outcomeOf(bench.pause(opened, 'market', 61))).toBe('refused: pause-too-long');
      expect(await outcomeOf(bench.pause(opened, 'market', 40))).toBe('with-authorities');
      expect(await outcomeOf(bench.pause(opened, 'market', 1))).toBe('refused: case-moved-on');
      expect(await bench.notices(opened)).not.toContain('repair-paused-again → market/supervisor');
      await bench.resume(opened, 'market');
      // The day on which it began and ended is lost too.
      expect(await outcomeOf(bench.pause(opened, 'market', 60))).toBe('refused: pause-too-long');
      expect(await outcomeOf(bench.pause(opened, 'market', 59))).toBe('with-authorities');
      // From the second on the supervisor hears of it.
      expect(await bench.notices(opened)).toContain('repair-paused-again → market/supervisor');
      await bench.answer(opened, 'market');
      expect(await bench.end(opened)).toEqual({ status: 'answered' });
    });
  });
});
