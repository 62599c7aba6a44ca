import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
} from '@temporalio/workflow';
import type { UpdateDefinition } from '@temporalio/common';
import type { AcceptFirstActivities, AcceptFirstState, ActResult } from '../activities/accept-first.ts';
import type { DeliveryActivities } from '../activities/delivery.ts';
import { type AcceptFirstAct, type Objection, objectionTo } from '../domain/accept-first.ts';
import { now } from './deadline.ts';
import * as messages from './messages/accept-first.ts';
import { type ActAnswer, type ActHeader, FAILURE_OF_OBJECTION } from './messages/case.ts';
import { ONE_TRANSACTION } from './proxies.ts';

const steps = proxyLocalActivities<AcceptFirstActivities>(ONE_TRANSACTION);
const { startDeliveries } = proxyLocalActivities<DeliveryActivities>(ONE_TRANSACTION);

/** The activity that writes one kind of act. */
type Record<A extends ActHeader> = (input: { caseId: string; act: A; now: string }) => Promise<ActResult>;

/**
 * Takes the acts of people on one case: who may do what is checked before anything is noted, each act is
 * written by one activity, and the case follows what that activity stored.
 */
export class AcceptFirstDesk {
  readonly #caseId: string;
  #state: AcceptFirstState | null = null;
  #toSend: string[] = [];
  #turn: Promise<void> = Promise.resolve();
  /** Set before the first await of the opening act, so that a late timer cannot call the case never opened. */
  applicationNoted = false;
  /** There was no case to register: the receipt or the signed text did not hold, or the procedure is unknown. */
  notRegistered = false;
  actNoted = false;

  constructor(caseId: string) {
    this.#caseId = caseId;
    this.#takeOpening();
    this.#take(messages.supplyUpdate, 'supply', steps.recordSupply);
    this.#take(messages.verifyUpdate, 'verify', steps.recordVerdicts);
    this.#take(messages.decideUpdate, 'decide', steps.recordDecision);
    this.#take(messages.extendUpdate, 'extend', steps.recordExtension);
    this.#take(messages.withdrawUpdate, 'withdraw', steps.recordWithdrawal);
    this.#take(messages.claimUpdate, 'claim', steps.recordClaim);
    this.#take(messages.assignUpdate, 'assign', steps.recordAssignment);
    this.#take(messages.handBackUpdate, 'hand-back', steps.recordHandBack);
    this.#takeActsAfterTheEnd();
  }

  get known(): boolean {
    return this.#state !== null;
  }

  /** Where the case stands; only once it is known. */
  current(): AcceptFirstState {
    // oxlint-disable-next-line temporal/workflow-no-throw-raw-error -- a fault of the code: it fails the task, never the case
    if (this.#state === null) throw new Error('The case is not known yet');
    return this.#state;
  }

  goesOn(): boolean {
    return this.current().open;
  }

  hasMovedSince({ version }: AcceptFirstState): boolean {
    return this.current().version !== version;
  }

  /** Takes over what an activity stored. Answers can arrive out of order; the rows' version decides. */
  follow(state: AcceptFirstState): void {
    this.#toSend.push(...state.deliveries);
    if (this.#state !== null && state.version <= this.#state.version) return;
    this.#state = state;
    setCurrentDetails(`${state.number} ${state.status}`);
  }

  /**
   * One activity of a case after the other. Side by side they would be answered one by one when they happen, but
   * all at once, in another order, when they are replayed; the rows are locked anyway, so nothing is lost by it.
   */
  inTurn<T>(activity: () => Promise<T>): Promise<T> {
    const answer = this.#turn.then(activity);
    this.#turn = answer.then(
      () => undefined,
      () => undefined,
    );
    return answer;
  }

  /**
   * Waits until every act is answered and every message handed over. In the activation in which it returns
   * there is nothing left, so a run may end on it; an act that comes before keeps it waiting.
   */
  async settled(): Promise<void> {
    await condition(allHandlersFinished);
    while (this.#toSend.length > 0) {
      const deliveryIds = this.#toSend.splice(0);
      await this.inTurn(() => startDeliveries({ deliveryIds }));
      await condition(allHandlersFinished);
    }
  }

  // No validator: one that rejects would leave an empty running workflow behind.
  #takeOpening(): void {
    setHandler(messages.openUpdate, async (application) => {
      this.applicationNoted = true;
      const opening = this.inTurn(() => steps.openApplication({ caseId: this.#caseId, application, now: now() }));
      const opened = await opening.catch((error) => {
        this.notRegistered = true;
        throw error;
      });
      if (opened.state === null) this.notRegistered = true;
      else this.follow(opened.state);
      return opened.answer;
    });
  }

  // No validators here either: these acts start the run that takes them.
  #takeActsAfterTheEnd(): void {
    setHandler(messages.reopenUpdate, (act) => this.#writeAfterTheEnd(act, steps.recordReopening));
    setHandler(messages.makeGoodUpdate, (act) => this.#writeAfterTheEnd(act, steps.recordMakingGood));
  }

  #writeAfterTheEnd<A extends ActHeader>(act: A, record: Record<A>): Promise<ActAnswer> {
    this.actNoted = true;
    return this.#write(act, record);
  }

  #take<A extends ActHeader>(update: UpdateDefinition<ActAnswer, [A]>, name: AcceptFirstAct, record: Record<A>): void {
    setHandler(update, (act: A) => this.#write(act, record), {
      validator: ({ by }: A) => {
        const objection = this.#state === null ? null : objectionTo(name, by, this.#state);
        if (objection !== null) throw thrownBack(objection);
      },
    });
  }

  // The table is not asked here: what a handler does must be the same when it is replayed under a later table.
  async #write<A extends ActHeader>(act: A, record: Record<A>): Promise<ActAnswer> {
    const { state, result } = await this.inTurn(() => record({ caseId: this.#caseId, act, now: now() }));
    this.follow(state);
    if ('objection' in result) throw thrownBack(result.objection);
    return result.answer;
  }
}

function thrownBack(objection: Objection): ApplicationFailure {
  return ApplicationFailure.nonRetryable(`The act is not allowed: ${objection}`, FAILURE_OF_OBJECTION[objection]);
}
