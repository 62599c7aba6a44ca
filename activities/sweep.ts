import type { EntityManager } from '@mikro-orm/postgresql';
import { CalendarChange } from '../db/entities/calendar-change.ts';
import { InboundMessage } from '../db/entities/inbound-message.ts';
import { MeasureCarrierChange } from '../db/entities/measure-carrier-change.ts';
import { findMessageTarget } from '../db/queries/message-target.ts';
import type { Instant } from '../domain/time.ts';
import { callOf, placeOf } from '../workflows/messages/message.ts';
import type { ActivityDeps } from './case/transaction.ts';

/** Activities of the sweep, bound to their dependencies. */
export function createSweepActivities(deps: ActivityDeps) {
  return {
    // One activity for all that may be left behind: another one would be another step of the sweep's running history.
    sweepMessages: async ({ now }: { now: Instant }) => {
      await startCalendarChanges(deps, now);
      await startCarrierChanges(deps, now);
      return await sweepMessages(deps, { now });
    },
  };
}

export type SweepActivities = ReturnType<typeof createSweepActivities>;

const MINUTE_MS = 60_000;
/** Whoever stored a message tells its workflow at once; what is older than this was left behind. */
const LEFT_BEHIND_MS = MINUTE_MS;
/** A workflow that was told and has not taken it for so long is told again. */
const TOLD_AGAIN_MS = 60 * MINUTE_MS;
/** So long a message waits for a case that was not there when it came: messages overtake each other. */
const LOOKED_FOR_MS = 30 * 24 * 60 * MINUTE_MS;
const MOST_AT_ONCE = 200;

/**
 * Hands over what was stored and not taken: nobody told its workflow, its case came after it, or its case ended before
 * it. Safe to run twice: a workflow takes a message once.
 */
async function sweepMessages(deps: ActivityDeps, { now }: { now: Instant }): Promise<{ told: number }> {
  const em = deps.orm.em.fork();
  const before = (ms: number): Instant => new Date(Date.parse(now) - ms).toISOString();
  const options = { orderBy: { receivedAt: 'asc', id: 'asc' }, limit: MOST_AT_ONCE } as const;
  const waiting = await em.find(
    InboundMessage,
    {
      state: 'stored',
      $or: [
        { signalledAt: null, receivedAt: { $lte: before(LEFT_BEHIND_MS) } },
        { signalledAt: { $lte: before(TOLD_AGAIN_MS) } },
      ],
    },
    options,
  );
  const unplaced = await em.find(
    InboundMessage,
    { state: 'unknown-case', receivedAt: { $gte: before(LOOKED_FOR_MS) } },
    { ...options, orderBy: { receivedAt: 'desc', id: 'desc' } },
  );
  let told = 0;
  for (const message of [...waiting, ...unplaced]) if (await handOver(deps, em, message, now)) told += 1;
  return { told };
}

/** A calendar was loaded, and the process died that was to start what takes it to the running deadlines. */
async function startCalendarChanges({ orm, workflows }: ActivityDeps, now: Instant): Promise<void> {
  const em = orm.em.fork();
  const at = { $lte: new Date(Date.parse(now) - LEFT_BEHIND_MS).toISOString() };
  const changes = await em.find(CalendarChange, { startedAt: null, at }, { orderBy: { at: 'asc' } });
  for (const { id } of changes) {
    await workflows.startCalendarChange(id);
    await em.nativeUpdate(CalendarChange, { id }, { startedAt: now });
  }
}

/** The carriers of a measure were changed, likewise. */
async function startCarrierChanges({ orm, workflows }: ActivityDeps, now: Instant): Promise<void> {
  const em = orm.em.fork();
  const at = { $lte: new Date(Date.parse(now) - LEFT_BEHIND_MS).toISOString() };
  const changes = await em.find(MeasureCarrierChange, { startedAt: null, at }, { orderBy: { at: 'asc' } });
  for (const { id } of changes) {
    await workflows.startCarrierChange(id);
    await em.nativeUpdate(MeasureCarrierChange, { id }, { startedAt: now });
  }
}

/** Tells one message; where nobody is there to be told it is placed anew, by the rows as they are now. */
async function handOver(
  deps: ActivityDeps,
  em: EntityManager,
  message: InboundMessage,
  now: Instant,
): Promise<boolean> {
  const first = callOf(message);
  if (first !== null && (await deps.workflows.signalMessage(first, message.id))) {
    return await note(em, message.id, { signalledAt: now });
  }
  const target = await findMessageTarget(em, message.senderId, message.kind, message.data);
  const place = placeOf(target, message.id);
  await note(em, message.id, place);
  if (place.targetWorkflowId === null || place.targetWorkflowId === first?.workflowId) return false;
  const call = callOf({ id: message.id, kind: message.kind, data: message.data, ...place });
  if (call === null || !(await deps.workflows.signalMessage(call, message.id))) return false;
  return await note(em, message.id, { signalledAt: now });
}

/** Writes to what is still waiting: its case may have taken it meanwhile. */
async function note(em: EntityManager, id: string, change: Partial<InboundMessage>): Promise<true> {
  await em.nativeUpdate(InboundMessage, { id, state: ['stored', 'unknown-case'] }, change);
  return true;
}
