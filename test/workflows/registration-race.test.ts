import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { endOfDay } from '../../domain/time.ts';
import { voluntaryRegistrationWorkflowId } from '../../workflows/messages/voluntary-registration.ts';
import { outcomeOf } from '../support/cases.ts';
import { keepHistory, replayOf } from '../support/histories.ts';
import { type OpenRegistration, RegistrationBench, secondClerk, windowBoss } from '../support/registration-bench.ts';
import { clerk } from '../support/repair-bench.ts';
import { inSeconds, SOON_SECONDS } from '../support/moments.ts';

const START = '2026-03-02T02:00:00.000Z';

describe('what a subject registered, acted on while the clock runs', () => {
  let bench: RegistrationBench;
  const cases: OpenRegistration[] = [];
  beforeAll(async () => {
    bench = await RegistrationBench.start({ startAt: START, realTime: true });
    // Nothing is spread, and nobody is reminded: the first thing that happens by itself is the end of the period.
    await bench.setRules({
      'case.wake-spread-seconds': 0,
      'voluntary-registration.reminders-before-working-days': [250],
    });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });
  beforeEach(() => {
    bench.boundary = undefined;
    bench.moveTo(START);
  });
  // Whatever happened at once is replayed as it happened.
  afterEach(async () => {
    const done = cases.splice(0);
    await bench.leave(...done);
    const replayed = await replayOf(
      bench,
      done.map(({ caseId }) => voluntaryRegistrationWorkflowId(caseId)),
    );
    expect(Object.values(replayed).filter((error) => error !== null)).toEqual([]);
  });

  it.each(['before-commit', 'after-commit'] as const)(
    'a statement under way (%s) in the last minute, while the period ends, is heard',
    async (point) => {
      const on = await doubted();
      const due = await comesSoon(on);
      const answer = bench.heldPastTheEnd(due, point, (receivedAt) => outcomeOf(bench.speak(on, { receivedAt })));
      expect(await answer).toBe('doubted');
      await bench.until(async () => (await bench.row(on)).status === 'awaiting-decision');
      bench.moveTo('2026-03-20T02:00:00.000Z');
      expect(await outcomeOf(bench.findFalse(on, { answerToStatement: null }))).toBe('refused: statement-needs-answer');
      await keepHistory(
        bench,
        voluntaryRegistrationWorkflowId(on.caseId),
        'registration-statement-while-the-timer-fired',
      );
    },
    60_000,
  );

  it('48 hours without a worker change nothing in where a case stands', async () => {
    const on = await doubted();
    const due = await comesSoon(on);
    await bench.stopWorker();
    await bench.dayIsOver(due);
    bench.moveTo(inSeconds(endOfDay(due), 48 * 3600));
    expect(await bench.row(on)).toMatchObject({ status: 'doubted' });
    await bench.startWorker();
    await bench.until(async () => (await bench.row(on)).status === 'awaiting-decision');
    const { nextDue: afterOutage } = await bench.row(on);
    bench.moveTo(START);
    const undisturbed = await doubted();
    await comesSoon(undisturbed);
    await bench.until(async () => (await bench.row(undisturbed)).status === 'awaiting-decision');
    expect((await bench.row(undisturbed)).nextDue).toBe(afterOutage);
  }, 300_000);

  it('taken back while it is found false: one of the two, and never both', async () => {
    const on = await bench.heard();
    cases.push(on);
    const outcomes = await Promise.all([
      outcomeOf(bench.findFalse(on)),
      outcomeOf(bench.takeBack(on)),
      outcomeOf(bench.findFalse(on, { by: windowBoss })),
    ]);
    const done = outcomes.filter((outcome) => outcome === 'found-false' || outcome === 'withdrawn');
    expect(done).toHaveLength(1);
    const refused = ['refused: case-moved-on', 'StatusNotAllowed', 'closed'];
    expect(outcomes.filter((outcome) => refused.includes(outcome))).toHaveLength(2);
    const performance = await bench.performanceOf(on);
    expect(performance?.result ?? null).toBe(done[0] === 'found-false' ? 'not-kept' : null);
  }, 120_000);

  it('acts that come all at once are each answered, and written once', async () => {
    const on = await doubted();
    await bench.stopWorker();
    const id = randomUUID();
    const sent = [
      outcomeOf(bench.speak(on, { id })),
      outcomeOf(bench.speak(on, { id })),
      outcomeOf(bench.speak(on, { text: '另附说明' })),
      outcomeOf(bench.claim(on, secondClerk)),
      outcomeOf(bench.handBack(on, secondClerk)),
    ];
    await bench.startWorker();
    const outcomes = await Promise.all(sent);
    expect(outcomes.filter((outcome) => !/^(doubted|refused: .*)$/.test(outcome))).toEqual([]);
    const [statements] = await bench.sql<{ count: number }>(
      'select count(*)::integer from voluntary_registration_statement where case_id = ?',
      [on.caseId],
    );
    expect(statements?.count).toBe(2);
    await keepHistory(bench, voluntaryRegistrationWorkflowId(on.caseId), 'registration-acts-all-at-once');
  }, 120_000);

  async function doubted(): Promise<OpenRegistration> {
    const on = await bench.register();
    cases.push(on);
    await bench.doubt(on);
    return on;
  }

  /** Puts the clock shortly before the end of the statement period, with a timer for it: set anew when somebody acts. */
  async function comesSoon(on: OpenRegistration): Promise<string> {
    const { due } = await bench.clock(on, 'voluntary-statement-by');
    bench.moveTo(inSeconds(endOfDay(due), -SOON_SECONDS));
    await bench.claim(on, clerk);
    return due;
  }
});
