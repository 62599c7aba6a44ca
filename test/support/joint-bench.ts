/** Records whose measures other authorities carry out: a bench of publicity with carriers, their officers and systems. */
import { randomUUID } from 'node:crypto';
import { FlushMode } from '@mikro-orm/postgresql';
import { type CaseInHand, SERVICE, takeInHand } from '../../activities/case/case-in-hand.ts';
import { holdRecord, liftHold } from '../../activities/record/record-effects.ts';
import { Authority } from '../../db/entities/authority.ts';
import { InboundMessage } from '../../db/entities/inbound-message.ts';
import { MeasureCarrier } from '../../db/entities/measure-carrier.ts';
import { MeasureCarrierChange } from '../../db/entities/measure-carrier-change.ts';
import { WebhookEndpoint } from '../../db/entities/webhook-endpoint.ts';
import { findMessageTarget } from '../../db/queries/message-target.ts';
import type { HoldReason } from '../../domain/record/record-hold.ts';
import type { Direction } from '../../domain/joint-action/measure-execution.ts';
import type { MeasureFeedback } from '../../domain/messages/messages.ts';
import { createWorkflowCalls } from '../../worker/workflow-calls.ts';
import { callOf, placeOf } from '../../workflows/messages/message.ts';
import { carrierChangeWorkflowId } from '../../workflows/messages/carrier-change.ts';
import type { ActAnswer } from '../../workflows/messages/case.ts';
import * as messages from '../../workflows/messages/publicity.ts';
import type { Actor } from '../../domain/case/roles.ts';
import type { Bare } from './bench.ts';
import type { Entered, PublicityBench } from './publicity-bench.ts';

const BEFORE_ALL = '2013-01-01T00:00:00.000Z';

/** An officer of an authority that carries measures out. */
export const officerOf = (authority: string): Actor => ({ sub: `officer-${authority}`, role: 'officer', authority });

/** Enters an authority whose own system is pushed to. */
export async function enterCarrier(bench: PublicityBench, code: string, name: string): Promise<void> {
  const em = bench.orm.em.fork();
  const id = randomUUID();
  const mailboxes = { officerMailbox: `officers@${code}.example`, supervisorMailbox: `boss@${code}.example` };
  em.create(Authority, { id, code, name, kind: 'authority', superiorId: null, ...mailboxes, createdAt: BEFORE_ALL });
  await em.flush();
  em.create(WebhookEndpoint, {
    authorityId: id,
    url: `http://${code}.example/hook`,
    outgoingSecrets: ['whsec_dGVzdC1zZWNyZXQtb2YtdGhlLWJlbmNo'],
    incomingSecrets: ['whsec_dGVzdC1zZWNyZXQtb2YtdGhlLWJlbmNo'],
    active: true,
    updatedAt: BEFORE_ALL,
  });
  await em.flush();
}

/** Names who carries a measure out, as an administrator would. */
export async function nameCarriers(bench: PublicityBench, measure: string, codes: readonly string[]): Promise<void> {
  const em = bench.orm.em.fork();
  for (const code of codes) {
    const { id: authorityId } = await em.findOneOrFail(Authority, { code });
    em.create(MeasureCarrier, { id: randomUUID(), measure, authorityId, at: BEFORE_ALL, endedAt: null });
  }
  await em.flush();
}

/** Names other carriers of a measure than before, as the API does: with the change that its workflow takes to the records. */
export async function changeCarriers(
  bench: PublicityBench,
  measure: string,
  codes: readonly string[],
): Promise<string> {
  const em = bench.orm.em.fork();
  const at = await bench.now();
  const standing = await em.find(MeasureCarrier, { measure, endedAt: null });
  const authorities = await em.find(Authority, { code: [...codes] });
  for (const row of standing) if (authorities.every(({ id }) => id !== row.authorityId)) row.endedAt = at;
  for (const { id: authorityId } of authorities)
    if (standing.every((row) => row.authorityId !== authorityId))
      em.create(MeasureCarrier, { id: randomUUID(), measure, authorityId, at, endedAt: null });
  const id = randomUUID();
  em.create(MeasureCarrierChange, { id, measure, at, startedAt: null, reachedCase: null, finishedAt: null });
  await em.flush();
  return id;
}

/** Starts the workflow of a stored change as the API does, and waits until it has reached every record. */
export async function reachRecords(bench: PublicityBench, changeId: string): Promise<void> {
  await createWorkflowCalls(bench.env.client.workflow, bench.taskQueue).startCarrierChange(changeId);
  await hasReached(bench, changeId);
}

/** Nothing is sent to the database half-written; see `activities/case/transaction.ts`. */
const AS_ACTIVITIES_DO = { flushMode: FlushMode.COMMIT } as const;

/** A step of another case: one transaction, after which other workflows are told and started. */
export async function stepOf<T>(
  bench: PublicityBench,
  other: Entered,
  write: (hand: CaseInHand) => Promise<T>,
): Promise<T> {
  const now = await bench.now();
  const { result, hand } = await bench.orm.em.fork().transactional(async (em) => {
    const taken = await takeInHand(em, other.caseId, SERVICE, now);
    return { result: await write(taken), hand: taken };
  }, AS_ACTIVITIES_DO);
  const calls = createWorkflowCalls(bench.env.client.workflow, bench.taskQueue);
  for (const start of hand.starts) await calls.startCase(start);
  for (const workflowId of hand.tell) await calls.tellCase(workflowId);
  return result;
}

const STOPS = { publicity: false, sharing: false, measures: true } as const;

/** Holds that other cases, or a court, set on records: each by its reason and its source. */
export class Holds {
  readonly #bench: PublicityBench;
  readonly #other: Entered;

  constructor(bench: PublicityBench, other: Entered) {
    this.#bench = bench;
    this.#other = other;
  }

  set({ caseId: recordId }: Entered, sourceId: string, reason: HoldReason = 'objection'): Promise<boolean> {
    return stepOf(this.#bench, this.#other, (hand) =>
      holdRecord(hand, { recordId, reason, sourceId, stops: STOPS, from: hand.now }),
    );
  }

  lift({ caseId: recordId }: Entered, sourceId: string, reason: HoldReason = 'objection'): Promise<boolean> {
    return stepOf(this.#bench, this.#other, (hand) => liftHold(hand, { recordId, reason, sourceId, at: hand.now }));
  }
}

/** Waits until a change of carriers has reached every record. */
export async function hasReached(bench: PublicityBench, changeId: string): Promise<void> {
  const read = () => bench.orm.em.fork().findOneOrFail(MeasureCarrierChange, { id: changeId });
  await bench.until(async () => (await read()).finishedAt !== null);
  await bench.env.client.workflow.getHandle(carrierChangeWorkflowId(changeId)).result();
}

/** What was asked of whom about a record's measures: `authority measure direction round: what was done`, in order. */
export async function executionsOf(bench: PublicityBench, { caseId }: { caseId: string }): Promise<string[]> {
  const rows = await bench.sql<{ line: string }>(
    `select concat_ws(' ', a.code, e.measure, e.direction, e.round::text) || ':' ||
       case when e.responded_at is null then '' else ' responded' end ||
       case when e.executed_on is null then '' else ' executed' end ||
       case when e.fed_back_at is null then '' else ' fed-back' end ||
       case when e.held_at is null then '' else ' held' end ||
       case when e.declined_at is null then '' else ' declined' end ||
       case when e.called_off_at is null then '' else ' called-off' end as line
     from measure_execution e join authority a on a.id = e.authority_id
     where e.record_id = ? order by e.measure, a.code, e.round`,
    [caseId],
  );
  return rows.map(({ line }) => line);
}

/** What an authority says of a measure, as its officer. */
export class Carrier {
  readonly #bench: PublicityBench;
  readonly #by: Actor;

  constructor(bench: PublicityBench, authority: string) {
    this.#bench = bench;
    this.#by = officerOf(authority);
  }

  respond(on: Entered, measure: string, direction: Direction = 'apply'): Promise<ActAnswer> {
    const act: Bare<messages.MeasureAct> = { by: this.#by, measure, direction };
    return this.#bench.act<messages.MeasureAct>(on, messages.respondMeasureUpdate, act);
  }

  execute(
    on: Entered,
    measure: string,
    direction: Direction = 'apply',
    executedOn: string | null = null,
    id: string = randomUUID(),
  ): Promise<ActAnswer> {
    const act = { id, by: this.#by, measure, direction, executedOn };
    return this.#bench.act<messages.ExecuteMeasureAct>(on, messages.executeMeasureUpdate, act);
  }

  feedBack(on: Entered, measure: string, direction: Direction = 'apply'): Promise<ActAnswer> {
    const act = { by: this.#by, measure, direction, note: '已在业务系统中处理' };
    return this.#bench.act<messages.FeedBackMeasureAct>(on, messages.feedBackMeasureUpdate, act);
  }

  decline(on: Entered, measure: string, direction: Direction = 'apply', id: string = randomUUID()): Promise<ActAnswer> {
    const act = { id, by: this.#by, measure, direction, reason: '由财政部门监督管理，不属于本单位职责' };
    return this.#bench.act<messages.DeclineMeasureAct>(on, messages.declineMeasureUpdate, act);
  }

  /** As who determined the record: it does without an authority that declined. */
  withdrawRequest(on: Entered, measure: string, authority: string): Promise<ActAnswer> {
    const act = { by: this.#by, measure, authority };
    return this.#bench.act<messages.WithdrawMeasureRequestAct>(on, messages.withdrawMeasureRequestUpdate, act);
  }
}

/** What an authority's own system says, stored and told as the API does; gives what became of it, once it is settled. */
export async function say(
  bench: PublicityBench,
  authority: string,
  data: Partial<MeasureFeedback> & { caseNumber: string; measure: string },
): Promise<{ state: string; code: string | null }> {
  const id = randomUUID();
  const whole: MeasureFeedback = { direction: 'apply', step: 'execute', executedOn: null, note: null, ...data };
  const em = bench.orm.em.fork();
  const { id: senderId } = await em.findOneOrFail(Authority, { code: authority });
  const kind = 'measure.feedback' as const;
  const place = placeOf(await findMessageTarget(em, senderId, kind, whole), id);
  const now = await bench.now();
  const row = em.create(InboundMessage, {
    id,
    senderId,
    eventId: id,
    kind,
    bodyHash: id.replaceAll('-', '').padEnd(64, '0'),
    data: whole,
    occurredAt: now,
    proof: 'token',
    receivedAt: now,
    ...place,
    signalledAt: null,
    takenAt: null,
    outcome: null,
  });
  await em.flush();
  const call = callOf(row);
  if (call === null) return { state: row.state, code: null };
  await createWorkflowCalls(bench.env.client.workflow, bench.taskQueue).signalMessage(call, id);
  const read = () => bench.orm.em.fork().findOneOrFail(InboundMessage, { id });
  await bench.until(async () => (await read()).state !== 'stored');
  const { state, outcome } = await read();
  return { state, code: outcome?.code ?? null };
}
