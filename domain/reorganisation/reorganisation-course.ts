import { inOrder } from '../judgment-debtor/judgment-debtor-messages.ts';
import type { MessageKind } from '../messages/messages.ts';
import type { ReorganisationAct, ReorganisationStatus } from './reorganisation.ts';
import type { Instant } from '../time.ts';

/** What a court says of a reorganisation, and which act of the case it is. */
export const ACT_OF_MESSAGE = {
  'reorganisation.approved': 'approve',
  'reorganisation.not-approved': 'not-approve',
  'reorganisation.carried-out': 'carry-out',
  'reorganisation.failed': 'fail',
  'reorganisation.statement': 'add-statement',
} as const satisfies Partial<Record<MessageKind, ReorganisationAct>>;
export type ReorganisationMessageKind = keyof typeof ACT_OF_MESSAGE;

/** Whether the text names a message about a reorganisation. */
export function isReorganisationMessage(kind: string): kind is ReorganisationMessageKind {
  return Object.hasOwn(ACT_OF_MESSAGE, kind);
}

/** One message of the court about one ruling. `eventId`: the sender's, the same at every repetition. */
export interface ReorganisationMessage {
  readonly eventId: string;
  readonly kind: ReorganisationMessageKind;
  /** When it happened at the court, whenever it arrived here. */
  readonly occurredAt: Instant;
}

/** Where a case can stand by what the court has said; an application can also be withdrawn. */
export type RuledStatus = Exclude<ReorganisationStatus, 'opening' | 'never-opened' | 'withdrawn'>;

/** Where the messages of a case put it, and the message that decided. */
export interface ReorganisationStanding {
  readonly status: RuledStatus;
  /** Null: nothing decided yet. */
  readonly decidedBy: ReorganisationMessage | null;
}

/**
 * Where a court's messages about one ruling put the case, sorted by the instant at which each happened and, at one
 * instant, by event id: the order of arrival and repetitions make no difference. Without an approval an outcome only
 * waits; with one, a "not approved" is an error that the approval overrules, and the first outcome is final. What was
 * carried out here is not undone: an outcome that arrives after its case has ended is for the operator to look at.
 */
export function foldReorganisation(messages: readonly ReorganisationMessage[]): ReorganisationStanding {
  const sorted = inOrder(messages);
  const approval = sorted.find(({ kind }) => kind === 'reorganisation.approved') ?? null;
  if (approval === null) {
    const refusal = sorted.find(({ kind }) => kind === 'reorganisation.not-approved') ?? null;
    return { status: refusal === null ? 'awaiting-ruling' : 'not-confirmed', decidedBy: refusal };
  }
  const outcome = sorted.find(({ kind }) => kind in STATUS_OF_OUTCOME) ?? null;
  if (outcome === null) return { status: 'shielded', decidedBy: approval };
  return { status: STATUS_OF_OUTCOME[outcome.kind as OutcomeKind], decidedBy: outcome };
}

type OutcomeKind = 'reorganisation.carried-out' | 'reorganisation.failed';

const STATUS_OF_OUTCOME = {
  'reorganisation.carried-out': 'shielded-for-good',
  'reorganisation.failed': 'restored',
} as const satisfies Record<OutcomeKind, RuledStatus>;
