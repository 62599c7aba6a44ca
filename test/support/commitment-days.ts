import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import type { ObligationText } from '../../domain/commitment/obligation.ts';
import { addDays, type Day, type Instant, shanghaiDay } from '../../domain/time.ts';
import { commitmentWorkflowId } from '../../workflows/messages/commitment.ts';
import { CommitmentBench, type Promised } from './commitment-bench.ts';
import { replayOf } from './histories.ts';
import { obligation } from './promises.ts';

/** What a test of commitments over days works with; each test begins on the day to which the one before has come. */
class CommitmentDays {
  today: Day = '';
  #bench: CommitmentBench | null = null;
  readonly #promised: Promised[] = [];

  async start(startAt: Instant): Promise<void> {
    this.#bench = await CommitmentBench.start({ startAt });
  }

  get bench(): CommitmentBench {
    if (this.#bench === null) throw new Error('the bench is there within a test');
    return this.#bench;
  }

  /** As the bench's; what is promised so is replayed and left at the end of the test. */
  readonly promise: CommitmentBench['promise'] = async (...args) => {
    const promised = await this.bench.promise(...args);
    this.#promised.push(promised);
    return promised;
  };

  /** An obligation that is due so many days from today. */
  readonly owed = (code: string, days = 14): ObligationText =>
    obligation(code, { term: { kind: 'day', due: addDays(this.today, days) } });

  /** Leaves what the test promised. Gives what went wrong when it was replayed. */
  async leave(): Promise<string[]> {
    const ended = this.#promised.splice(0);
    await this.bench.abandon(...ended);
    const ids = ended.map(({ caseId }) => commitmentWorkflowId(caseId));
    return Object.values(await replayOf(this.bench, ids)).filter((error) => error !== null);
  }
}

/** Sets up a bench around the tests of a describe block, and replays after each test every commitment that it made. */
export function commitmentDays(startAt: Instant): CommitmentDays {
  const days = new CommitmentDays();
  beforeAll(() => days.start(startAt), 120_000);
  afterAll(() => days.bench.stop());
  beforeEach(async () => {
    days.today = shanghaiDay(await days.bench.now());
  });
  afterEach(async () => {
    expect(await days.leave()).toEqual([]);
  });
  return days;
}
