import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Objection } from '../../domain/case/case-kind.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Actor } from '../../domain/case/roles.ts';
import type { Day, Instant } from '../../domain/time.ts';

/**
 * What every act on a case carries. `id` is also the update id and the step key, so that an act that is
 * sent again finds its own answer; `receivedAt` is the first time the service saw it.
 */
export interface ActHeader {
  id: string;
  by: Actor;
  receivedAt: Instant;
  /** The HTTP request that sent it, for the audit. */
  requestId?: string;
}

/** The one next deadline of a case, as the applicant sees it. */
export interface NextDeadline {
  kind: string;
  due: Day;
  provisional: boolean;
}

/** The answer to an act: recorded, with what comes next; or refused by rule, and nothing changed. */
export type ActAnswer =
  | { accepted: true; status: string; next: NextDeadline | null }
  | { accepted: false; refusals: Refusal[] };

export interface AssignAct extends ActHeader {
  /** Issuer's subject of the handler. */
  to: string;
}

/** The acts of the desk, the same on a case of every kind. */
export const claimUpdate = defineUpdate<ActAnswer, [ActHeader]>('claim');
export const assignUpdate = defineUpdate<ActAnswer, [AssignAct]>('assign');
export const handBackUpdate = defineUpdate<ActAnswer, [ActHeader]>('hand-back');

/** What the workflow of a case is started with. */
export interface CaseInput {
  caseId: string;
  /** `door`: a new case, opened by an update or by its own first step; `stored-rows`: one that had ended or was continued. */
  begin: 'door' | 'stored-rows';
}

/** Another case changed this case's rows: it reads anew where it stands. */
export const rowsChangedSignal = defineSignal('rows-changed');

/** A court's or an agency's message, stored under this id, for the case to take. */
export interface StoredMessage {
  messageId: string;
}
export const messageSignal = defineSignal<[StoredMessage]>('message');

/** Names of the failures by which an act is thrown back; the API turns them into 403 and 409. */
export const ROLE_NOT_ALLOWED = 'RoleNotAllowed';
export const STATUS_NOT_ALLOWED = 'StatusNotAllowed';
export const ASSIGNED_TO_ANOTHER = 'AssignedToAnother';

export const FAILURE_OF_OBJECTION = {
  role: ROLE_NOT_ALLOWED,
  status: STATUS_NOT_ALLOWED,
  assigned: ASSIGNED_TO_ANOTHER,
} as const satisfies Record<Objection, string>;

/** So much was done in one run that it leaves what is left of Temporal's limit to the authorities. */
export const TOO_MANY_ACTS = 'TooManyActs';

/** What can never work, however often it is tried: named, not retried. */
export const CASE_UNKNOWN = 'CaseUnknown';
/** The tables refuse what was to be written: a fault of ours, which must not keep the case waiting. */
export const WRITE_REFUSED = 'WriteRefused';
