import { ApplicationFailure, proxyLocalActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { UpdateDefinition } from '@temporalio/common';
import type { AcceptFirstActivities, AcceptFirstState, ActResult } from '../activities/accept-first.ts';
import type { DeliveryActivities } from '../activities/delivery.ts';
import { type AcceptFirstAct, HANDLER_ACTS, isOpen, rolesAllowed } from '../domain/accept-first.ts';
import type { Actor } from '../domain/roles.ts';
import { now } from './deadline.ts';
import * as messages from './messages/accept-first.ts';
import { type ActAnswer, type ActHeader, ASSIGNED_TO_ANOTHER, ROLE_NOT_ALLOWED, STATUS_NOT_ALLOWED } from './messages/case.ts';
import { ONE_TRANSACTION } from './proxies.ts';

const steps = proxyLocalActivities<AcceptFirstActivities>(ONE_TRANSACTION);
const { startDeliveries } = proxyLocalActivities<DeliveryActivities>(ONE_TRANSACTION);

/**
 * Takes the acts of people on one case: who may do what is checked before anything is noted, each act is
 * written by one activity, and the case follows what that activity stored.
 */
export class AcceptFirstDesk {
  readonly #caseId: string;
  #state: AcceptFirstState | null = null;
  #toSend: string[] = [];
  /** Set before the first await of the opening act, so that a late timer cannot call the case never opened. */
  applicationNoted = false;
  /** There was no case to register: the receipt or the signed text did not hold, or the procedure is unknown. */
  notRegistered = false;
  reopeningNoted = false;

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
    this.#takeReopening();
  }

  get known(): boolean {
    return this.#state !== null;
  }

  /** Where the case stands; only once it is known. */
  current(): AcceptFirstState {
    if (this.#state === null) throw new Error('The case is not known yet');
    return this.#state;
  }

  goesOn(): boolean {
    return isOpen(this.current().status);
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

  /** Each message to somebody outside is followed by a workflow of its own, which outlives the case. */
  async sendNotices(): Promise<void> {
    while (this.#toSend.length > 0) {
      const deliveryIds = this.#toSend.splice(0);
      await startDeliveries({ deliveryIds });
    }
  }

  // No validator: one that rejects would leave an empty running workflow behind.
  #takeOpening(): void {
    setHandler(messages.openUpdate, async (application) => {
      this.applicationNoted = true;
      const opened = await steps.openApplication({ caseId: this.#caseId, application, now: now() }).catch((error) => {
        this.notRegistered = true;
        throw error;
      });
      if (opened.state === null) this.notRegistered = true;
      else this.follow(opened.state);
      return opened.answer;
    });
  }

  #takeReopening(): void {
    setHandler(messages.reopenUpdate, async (act) => {
      this.reopeningNoted = true;
      return await this.#write('reopen', act, steps.recordReopening);
    });
  }

  #take<A extends ActHeader>(
    update: UpdateDefinition<ActAnswer, [A]>,
    name: AcceptFirstAct,
    record: (input: { caseId: string; act: A; now: string }) => Promise<ActResult>,
  ): void {
    setHandler(update, (act: A) => this.#write(name, act, record), {
      validator: ({ by }: A) => {
        if (this.#state !== null) this.#refuseUnlessAllowed(name, by);
      },
    });
  }

  async #write<A extends ActHeader>(
    name: AcceptFirstAct,
    act: A,
    record: (input: { caseId: string; act: A; now: string }) => Promise<ActResult>,
  ): Promise<ActAnswer> {
    // A run that begins from stored rows may be handed an act before it has read them.
    if (this.#state === null) this.follow(await steps.takeUpAgain({ caseId: this.#caseId, now: now() }));
    this.#refuseUnlessAllowed(name, act.by);
    const { state, answer } = await record({ caseId: this.#caseId, act, now: now() });
    this.follow(state);
    return answer;
  }

  #refuseUnlessAllowed(act: AcceptFirstAct, by: Actor): void {
    const { status, assignedTo } = this.current();
    const roles = rolesAllowed(status, act);
    if (roles.length === 0) throw failure(STATUS_NOT_ALLOWED, `"${act}" is not possible in status "${status}"`);
    if (!roles.includes(by.role)) throw failure(ROLE_NOT_ALLOWED, `"${act}" is not an act of the role "${by.role}"`);
    const handled = HANDLER_ACTS.some((own) => own === act);
    if (handled && assignedTo !== null && assignedTo !== by.sub && by.role !== 'supervisor') {
      throw failure(ASSIGNED_TO_ANOTHER, `"${act}" belongs to the handler of the case or a supervisor`);
    }
  }
}

function failure(type: string, message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, type);
}
