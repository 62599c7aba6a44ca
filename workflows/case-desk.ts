import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
} from '@temporalio/workflow';
import type { UpdateDefinition } from '@temporalio/common';
import type { ActResult, CaseActivities, CaseState } from '../activities/case/case.ts';
import type { DeliveryActivities } from '../activities/delivery/delivery.ts';
import { type CaseTable, type Objection, objectionTo } from '../domain/case/case-kind.ts';
import { now } from './deadline.ts';
import * as messages from './messages/case.ts';
import {
  type ActAnswer,
  type ActHeader,
  FAILURE_OF_OBJECTION,
  type StoredMessage,
  TOO_MANY_ACTS,
} from './messages/case.ts';
import { ONE_TRANSACTION } from './proxies.ts';

const common = proxyLocalActivities<CaseActivities>(ONE_TRANSACTION);
const { startDeliveries } = proxyLocalActivities<DeliveryActivities>(ONE_TRANSACTION);

/**
 * A run takes 2,000 updates, and after that none from anybody. One that does not continue as new, since it has children,
 * could be filled by an applicant with acts that are all refused; from here on it takes those of the authorities only.
 */
const ACTS_OF_APPLICANTS = 1_500;

/** The activity that writes one kind of act. */
type WriteAct<A extends ActHeader> = (input: { caseId: string; act: A; now: string }) => Promise<ActResult>;

/** The activity that opens a case; a null state: nothing was registered. */
type Open<A, R> = (input: { caseId: string; application: A; now: string }) => Promise<{
  state: CaseState | null;
  answer: R;
}>;

/** The activity that writes what a court or an agency says; null: it would have opened a case, and was refused. */
type TakeMessage = (input: { caseId: string; messageId: string; now: string }) => Promise<CaseState | null>;

/** The activity that reads where a case stands; null where there is no such case. */
type ReadAnew = () => Promise<CaseState | null>;

/**
 * Takes what people, courts and agencies say of one case: who may do what is checked before anything is noted, each
 * act is written by one activity, and the case follows what that activity stored.
 */
export class CaseDesk {
  readonly #caseId: string;
  readonly #table: CaseTable;
  readonly #readRows: ReadAnew;
  #state: CaseState | null = null;
  #toSend: string[] = [];
  #toStart: NonNullable<CaseState['others']>['starts'] = [];
  #toTell: string[] = [];
  #turn: Promise<void> = Promise.resolve();
  /** Taken in this run, refused ones included. */
  #acts = 0;
  /** Set before the first await of the opening act, so that a late timer cannot call the case never opened. */
  applicationNoted = false;
  /** There was no case to register: the receipt or the signed text did not hold, or the procedure is unknown. */
  notRegistered = false;
  /** Set before the first await too: a run that was started for an act is not to wait for another. */
  actNoted = false;

  /** @param readAnew where the case stands in the rows; given where this desk follows one part of a case */
  constructor(caseId: string, table: CaseTable, readAnew: ReadAnew = () => common.takeUpAgain({ caseId, now: now() })) {
    this.#caseId = caseId;
    this.#table = table;
    this.#readRows = readAnew;
    this.take(messages.claimUpdate, 'claim', common.recordClaim);
    this.take(messages.assignUpdate, 'assign', common.recordAssignment);
    this.take(messages.handBackUpdate, 'hand-back', common.recordHandBack);
    setHandler(messages.rowsChangedSignal, () => this.#readAnew());
  }

  get known(): boolean {
    return this.#state !== null;
  }

  /** Where the case stands; only once it is known. */
  current(): CaseState {
    // oxlint-disable-next-line temporal/workflow-no-throw-raw-error -- a fault of the code: it fails the task, never the case
    if (this.#state === null) throw new Error('The case is not known yet');
    return this.#state;
  }

  goesOn(): boolean {
    return this.current().open;
  }

  hasMovedSince({ version }: CaseState): boolean {
    return this.current().version !== version;
  }

  /** Takes over what an activity stored. Answers can arrive out of order; the rows' version decides. */
  follow(state: CaseState): void {
    this.#toSend.push(...state.deliveries);
    this.#toStart.push(...(state.others?.starts ?? []));
    this.#toTell.push(...(state.others?.tell ?? []));
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
    while (this.#toSend.length > 0 || this.#toStart.length > 0 || this.#toTell.length > 0) {
      await this.#passOn();
      await condition(allHandlersFinished);
    }
  }

  /** Takes an act by an update: the table is asked before anything is noted, and again where it is written. */
  take<A extends ActHeader>(update: UpdateDefinition<ActAnswer, [A]>, name: string, write: WriteAct<A>): void {
    setHandler(update, (act: A) => this.write(act, write), {
      validator: ({ by }: A) => {
        const objection = this.#state === null ? null : objectionTo(this.#table, name, by, this.#state);
        if (objection !== null) throw thrownBack(objection);
        if (by.role === 'applicant' && this.#acts >= ACTS_OF_APPLICANTS)
          throw ApplicationFailure.nonRetryable('The run has taken too many acts', TOO_MANY_ACTS);
      },
    });
  }

  /** Takes the application that opens the case. No validator: one that rejects would leave an empty workflow behind. */
  takeOpening<A, R>(update: UpdateDefinition<R, [A]>, open: Open<A, R>): void {
    setHandler(update, async (application) => {
      this.applicationNoted = true;
      const opening = this.inTurn(() => open({ caseId: this.#caseId, application, now: now() }));
      const opened = await opening.catch((error) => {
        this.notRegistered = true;
        throw error;
      });
      if (opened.state === null) this.notRegistered = true;
      else this.follow(opened.state);
      return opened.answer;
    });
  }

  /** Takes an act on a case that has ended. No validator here either: the act starts the run that takes it. */
  takeAfterTheEnd<A extends ActHeader>(update: UpdateDefinition<ActAnswer, [A]>, write: WriteAct<A>): void {
    setHandler(update, (act: A) => this.write(act, write));
  }

  /**
   * Takes what courts and agencies say, in the order in which it comes; what is said twice is written once. The message
   * that opens a case is its application.
   */
  takeMessages(record: TakeMessage): void {
    setHandler(messages.messageSignal, async ({ messageId }: StoredMessage) => {
      this.applicationNoted = true;
      this.actNoted = true;
      const state = await this.inTurn(() => record({ caseId: this.#caseId, messageId, now: now() }));
      if (state !== null) this.follow(state);
      else if (!this.known) this.notRegistered = true;
    });
  }

  /** Writes an act that has been noted. */
  // The table is not asked here: what a handler does must be the same when it is replayed under a later table.
  async write<A extends ActHeader>(act: A, writeAct: WriteAct<A>): Promise<ActAnswer> {
    this.actNoted = true;
    this.#acts += 1;
    const { state, result } = await this.inTurn(() => writeAct({ caseId: this.#caseId, act, now: now() }));
    this.follow(state);
    if ('objection' in result) throw thrownBack(result.objection);
    return result.answer;
  }

  async #readAnew(): Promise<void> {
    const state = await this.inTurn(this.#readRows);
    if (state !== null) this.follow(state);
  }

  async #passOn(): Promise<void> {
    if (this.#toSend.length > 0) {
      const deliveryIds = this.#toSend.splice(0);
      await this.inTurn(() => startDeliveries({ deliveryIds }));
    }
    if (this.#toStart.length === 0 && this.#toTell.length === 0) return;
    const others = { starts: this.#toStart.splice(0), tell: this.#toTell.splice(0) };
    await this.inTurn(() => common.passOn(others));
  }
}

/** The failure by which an act is thrown back, for the API to tell. */
export function thrownBack(objection: Objection): ApplicationFailure {
  return ApplicationFailure.nonRetryable(`The act is not allowed: ${objection}`, FAILURE_OF_OBJECTION[objection]);
}
