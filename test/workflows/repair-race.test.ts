import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { addDays, endOfDay } from '../../domain/time.ts';
import { rowsChangedSignal } from '../../workflows/messages/case.ts';
import * as messages from '../../workflows/messages/repair.ts';
import { outcomeOf } from '../support/cases.ts';
import { keepHistory, replayOf } from '../support/histories.ts';
import { colleagueOf, officerOf, RepairBench } from '../support/repair-bench.ts';
import { inSeconds, lastMoment, SOON_SECONDS } from '../support/moments.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

const START = '2026-09-10T02:00:00.000Z';
type Opened = Awaited<ReturnType<RepairBench['openFor']>>;

describe('an act and the clock of a part at the same time', () => {
  let bench: RepairBench;
  const cases: { caseId: string }[] = [];
  beforeAll(async () => {
    bench = await RepairBench.start({ startAt: START, realTime: true });
    await bench.setRules({
      'case.wake-spread-seconds': 0,
      'case.officer-reminders-before-working-days': [250],
      'repair.reminders-before-working-days': [250],
    });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });
  beforeEach(() => {
    bench.boundary = undefined;
    bench.moveTo(START);
  });
  afterEach(async () => {
    for (const on of cases.splice(0)) {
      const replayed = await replayOf(bench, await bench.begunWorkflowIds(on));
      expect(Object.values(replayed).filter((error) => error !== null)).toEqual([]);
      await bench.abandon(on);
    }
  });
  const openFor = async (...authorities: string[]): Promise<Opened> => {
    const opened = await bench.openFor(...authorities);
    cases.push(opened);
    return opened;
  };

  it.each(['before-commit', 'after-commit'] as const)(
    'an answer under way (%s) while its timer fires is in time, and nobody is told of silence',
    async (point) => {
      const opened = await openFor('market', 'transport');
      await bench.accept(opened, 'market');
      const due = await comesSoon(opened, 'market', 'answer-by');
      const answer = bench.heldPastTheEnd(due, point, (receivedAt) =>
        outcomeOf(bench.answer(opened, 'market', 'repaired', { receivedAt })),
      );
      expect(await answer).toBe('with-authorities');
      expect((await bench.deadline(opened, 'market', 'answer-by')).state).toBe('met');
      expect(await silences(opened)).not.toContain('market answer-by');
      await bench.answer(opened, 'transport');
      expect(await bench.end(opened)).toEqual({ status: 'answered' });
      const [whole, part] = await bench.workflowIds(opened);
      await keepHistory(bench, whole ?? '', 'repair-answer-while-the-timer-fired');
      await keepHistory(bench, part ?? '', 'repair-part-answered-while-its-timer-fired');
    },
  );

  it('a completion handed in at the last moment counts, whoever comes first', async () => {
    const opened = await openFor('market');
    await bench.askCompletion(opened, 'market');
    const due = await comesSoon(opened, 'market', 'complete-by');
    const completed = bench.heldPastTheEnd(due, 'before-commit', () => outcomeOf(bench.complete(opened, 'market')));
    expect(await completed).toBe('with-authorities');
    expect((await bench.deadline(opened, 'market', 'complete-by')).state).toBe('met');
    expect(await bench.timeline(opened)).not.toContain('repair-completion-ended');
    expect((await bench.part(opened, 'market')).completedOn).toBe(due);
  });

  it('48 hours without a worker, over a date: its silence is told once, and an answer received before it is in time', async () => {
    const opened = await openFor('market', 'transport');
    await bench.accept(opened, 'market');
    await bench.accept(opened, 'transport');
    const due = await comesSoon(opened, 'market', 'answer-by');
    await rearm(opened, 'transport');
    await bench.stopWorker();
    await bench.dayIsOver(due);
    bench.moveTo(endOfDay(addDays(due, 2)));
    const answer = outcomeOf(bench.answer(opened, 'market', 'repaired', { receivedAt: lastMoment(due) }));
    await bench.startWorker();
    expect(await answer).toBe('with-authorities');
    expect((await bench.deadline(opened, 'market', 'answer-by')).state).toBe('met');
    await bench.until(async () => (await silences(opened)).includes('transport answer-by'));
    const told = (await silences(opened)).filter((line) => line === 'transport answer-by');
    expect(told).toHaveLength(1);
    expect(await bench.recordRow(opened.records[0]?.id ?? '')).toMatchObject({ endedOn: due, endedHow: 'repaired' });
  });

  it('acts of all authorities that come all at once are each answered, and the application ends once', async () => {
    const opened = await openFor('market', 'transport', 'safety');
    const items = await Promise.all(['market', 'transport', 'safety'].map((code) => bench.itemsOf(opened, code)));
    expect(items.flat()).toHaveLength(3);
    await bench.stopWorker();
    const sent = [
      outcomeOf(bench.accept(opened, 'market')),
      outcomeOf(bench.answer(opened, 'transport')),
      outcomeOf(bench.answer(opened, 'safety', 'refused')),
      outcomeOf(bench.answer(opened, 'market')),
    ];
    await bench.startWorker();
    const outcomes = await Promise.all(sent);
    expect(outcomes.filter((outcome) => !['with-authorities', 'answered'].includes(outcome))).toEqual(
      // An answer that was written before the acceptance of the same authority has overtaken it.
      outcomes[0] === 'refused: case-moved-on' ? ['refused: case-moved-on'] : [],
    );
    expect(await bench.end(opened)).toEqual({ status: 'answered' });
    expect(await bench.outcomes(opened)).toEqual(['repaired', 'repaired', 'refused']);
    expect((await bench.timeline(opened)).filter((kind) => kind === 'repair-closed')).toHaveLength(1);
    await keepHistory(bench, messages.repairWorkflowId(opened.caseId), 'repair-acts-all-at-once');
  });

  it('of two officers of one authority who answer differently at once, one does', async () => {
    const opened = await openFor('market', 'transport');
    const outcomes = await Promise.all([
      outcomeOf(bench.answer(opened, 'market', 'repaired', { by: officerOf('market') })),
      outcomeOf(bench.answer(opened, 'market', 'refused', { by: colleagueOf('market') })),
    ]);
    expect(outcomes.sort()).toEqual(['refused: case-moved-on', 'with-authorities']);
    expect((await bench.timeline(opened)).filter((kind) => kind === 'repair-answered')).toHaveLength(1);
    const [outcome] = await bench.outcomes(opened);
    const { endedOn } = await bench.recordRow(opened.records[0]?.id ?? '');
    expect([outcome, (endedOn ?? null) === null]).toEqual(
      outcome === 'repaired' ? ['repaired', false] : ['refused', true],
    );
  });

  it('an answer and a withdrawal at once: the record is either answered or free', async () => {
    const opened = await openFor('market', 'transport');
    const [answered, withdrawn] = await Promise.all([
      outcomeOf(bench.answer(opened, 'market')),
      outcomeOf(bench.withdraw(opened, ['market'])),
    ]);
    const [outcome] = await bench.outcomes(opened);
    const expected =
      outcome === 'repaired'
        ? ['with-authorities', 'refused: nothing-to-withdraw']
        : ['refused: case-moved-on', 'with-authorities'];
    expect([answered, withdrawn]).toEqual(expected);
  });

  /** Puts the clock shortly before the end of the day of a part's deadline, with a timer for it. */
  async function comesSoon(opened: Opened, authority: string, kind: string): Promise<string> {
    const { due } = await bench.deadline(opened, authority, kind);
    bench.moveTo(inSeconds(endOfDay(due), -SOON_SECONDS));
    await rearm(opened, authority);
    return due;
  }

  /** A timer that runs is not moved with the clock: the part reads its rows anew once one of its acts was written. */
  async function rearm(opened: Opened, authority: string): Promise<void> {
    const by = officerOf(authority);
    await bench.act<messages.PartActHeader>(opened, messages.claimPartUpdate, { by, authority });
    await bench.act<messages.PartActHeader>(opened, messages.handBackPartUpdate, { by, authority });
    const { id } = await bench.part(opened, authority);
    await bench.env.client.workflow.getHandle(messages.repairPartWorkflowId(id)).signal(rowsChangedSignal);
  }

  /** Whose silence was told, for which date. */
  async function silences({ caseId }: { caseId: string }): Promise<string[]> {
    const rows = await bench.sql<{ data: { authority: string; wait: string } }>(
      "select data from timeline_entry where case_id = ? and kind = 'repair-silent' order by seq",
      [caseId],
    );
    return rows.map(({ data }) => `${data.authority} ${data.wait}`);
  }
});
