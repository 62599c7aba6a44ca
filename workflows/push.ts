import {
  ActivityFailure,
  CancellationScope,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import type { PushActivities, PushEnding, PushState } from '../activities/push/push.ts';
import { actOrInstant, now } from './deadline.ts';
import { messageSignal } from './messages/case.ts';
import type { PushInput } from './messages/push.ts';
import { ONE_PUSH, ONE_TRANSACTION, PUSH_ATTEMPTS } from './proxies.ts';

const insistently = proxyActivities<PushActivities>(PUSH_ATTEMPTS);
const onceMore = proxyActivities<PushActivities>(ONE_PUSH);
const steps = proxyLocalActivities<PushActivities>(ONE_TRANSACTION);

/** How often an outstanding push is sent again, a day between. */
const CHASE_TIMES = 27;

/**
 * Push (系统推送): tried with back-off for three days, then awaited until its confirmation is due; what is not sent
 * or not confirmed is listed as outstanding for the operator and chased daily for a month.
 *
 * A workflow type of its own beside `delivery`: it also waits for the other system's own message, and so has a
 * handler, which a mail has not; both are easier to read apart, and running deliveries replay as they are.
 */
export async function push({ pushId }: PushInput): Promise<{ ending: PushEnding | 'given-up' }> {
  const follower = new Follower(pushId);
  await follower.begin();
  for (let chases = 0; follower.goesOn && chases <= CHASE_TIMES; chases += 1) {
    await follower.send(chases === 0 && !follower.state.outstanding ? insistently : onceMore);
    await follower.awaitConfirmation();
  }
  return { ending: follower.state.ending ?? 'given-up' };
}

/** Follows what the activities stored; confirmations are taken one after the other, whatever else is going on. */
class Follower {
  readonly #pushId: string;
  readonly #inbox: string[] = [];
  state: PushState = { ending: null, outstanding: false, wakeAt: null };

  constructor(pushId: string) {
    this.#pushId = pushId;
    setHandler(messageSignal, ({ messageId }) => {
      this.#inbox.push(messageId);
    });
  }

  get goesOn(): boolean {
    return this.state.ending === null;
  }

  /** A run may begin long after the last one ended, with the confirmation that nobody waited for any more. */
  async begin(): Promise<void> {
    this.state = await steps.readPush({ pushId: this.#pushId });
    await this.#takeMessages();
    // Received in an earlier run, and not due yet.
    if (this.goesOn && this.state.wakeAt !== null) await this.awaitConfirmation();
  }

  /** Until the other system has answered, or its confirmation came before its answer. */
  async send(attempts: Pick<PushActivities, 'attemptPush'>): Promise<void> {
    if (!this.goesOn) return;
    const scope = new CancellationScope();
    const outcome: { state?: PushState; failure?: string } = {};
    const sending = scope
      .run(() => attempts.attemptPush({ pushId: this.#pushId }))
      .then(
        (state) => {
          outcome.state = state;
        },
        (error: unknown) => {
          if (!isCancellation(error) && !(error instanceof ActivityFailure)) throw error;
          outcome.failure = error instanceof ActivityFailure ? (error.cause?.message ?? error.message) : 'cancelled';
        },
      );
    const isAnswered = () => outcome.state !== undefined || outcome.failure !== undefined;
    while (this.goesOn && !isAnswered()) {
      await actOrInstant(() => isAnswered() || this.#inbox.length > 0, null);
      await this.#takeMessages();
    }
    if (!this.goesOn) scope.cancel();
    await sending;
    if (!this.goesOn) return;
    if (outcome.state !== undefined) this.state = outcome.state;
    else await this.#list(outcome.failure ?? 'not sent');
    await this.#takeMessages();
  }

  /** Until it is confirmed, or it is time to send it again; what is not confirmed in time is listed, and sent again at once. */
  async awaitConfirmation(): Promise<void> {
    while (this.goesOn && this.state.wakeAt !== null) {
      const { wakeAt } = this.state;
      await actOrInstant(() => this.#inbox.length > 0, wakeAt);
      if (this.#inbox.length > 0) {
        await this.#takeMessages();
        continue;
      }
      if (!this.state.outstanding) await this.#list('not confirmed in time');
      return;
    }
  }

  async #list(reason: string): Promise<void> {
    this.state = await steps.listPushAsOutstanding({ pushId: this.#pushId, now: now(), reason });
  }

  async #takeMessages(): Promise<void> {
    for (let messageId = this.#inbox.shift(); messageId !== undefined; messageId = this.#inbox.shift()) {
      this.state = await steps.takeConfirmation({ pushId: this.#pushId, messageId, now: now() });
    }
  }
}
