import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AcceptFirst } from '../db/entities/accept-first.ts';
import { AuditEntry } from '../db/entities/audit-entry.ts';
import { Authority } from '../db/entities/authority.ts';
import { CaseFile } from '../db/entities/case-file.ts';
import { CaseStep } from '../db/entities/case-step.ts';
import { CaseMaterial } from '../db/entities/case-material.ts';
import { CaseDeadline } from '../db/entities/deadline.ts';
import { Delivery } from '../db/entities/delivery.ts';
import { MaterialSupply } from '../db/entities/material-supply.ts';
import { type DeskRole, Notice } from '../db/entities/notice.ts';
import { PerformanceRecord } from '../db/entities/performance-result.ts';
import { Subject } from '../db/entities/subject.ts';
import { TimelineEntry } from '../db/entities/timeline-entry.ts';
import { loadCalendar } from '../db/queries/calendar.ts';
import { loadRules } from '../db/queries/rules.ts';
import type { ProcedureTerms } from '../domain/accept-first.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { NoticeCase, NoticeText } from '../domain/notices.ts';
import { type Actor, SYSTEM_SUB } from '../domain/roles.ts';
import type { RuleLookup } from '../domain/rule-value.ts';
import type { TimelineEvent } from '../domain/timeline.ts';
import type { Instant } from '../domain/time.ts';
import { ApplicationFailure } from '@temporalio/common';
import { CASE_UNKNOWN } from '../workflows/messages/case.ts';

/** The service itself, on the timeline and in the audit. */
export const SERVICE = { sub: SYSTEM_SUB, role: 'system', authority: null } as const;

/** One accept-first case inside one transaction: its rows, the rules it was opened under, and who acts. */
export interface CaseInHand {
  em: EntityManager;
  now: Instant;
  by: Actor | typeof SERVICE;
  /** The HTTP request that this step answers; null for the service's own. */
  requestId: string | null;
  file: CaseFile;
  procedure: ProcedureTerms;
  contact: AcceptFirst['contact'];
  /** The missing materials, in the order of the notice's list. */
  missing: CaseMaterial[];
  supplies: MaterialSupply[];
  deadlines: CaseDeadline[];
  /** Deadlines that this step began and that are not stored yet. */
  begun: CaseDeadline[];
  performance: PerformanceRecord | null;
  authority: Authority;
  subjectName: string;
  calendar: Calendar;
  rule: RuleLookup;
  /** Number of the last timeline entry. */
  seq: number;
  /** Steps written before this one: the version of the state that the workflow follows counts them. */
  steps: number;
  /** Deliveries that this step made, for the workflow to start. */
  deliveries: string[];
}

/** Reads a case for a step. Throws the non-retryable `CaseUnknown` where there is none. */
export async function takeInHand(
  em: EntityManager,
  caseId: string,
  by: CaseInHand['by'],
  now: Instant,
  requestId: string | null = null,
): Promise<CaseInHand> {
  const file = await em.findOne(CaseFile, { id: caseId });
  if (file === null) throw ApplicationFailure.nonRetryable(`There is no case ${caseId}`, CASE_UNKNOWN);
  const details = await em.findOneOrFail(AcceptFirst, { caseId });
  const [last] = await em.find(TimelineEntry, { caseId }, { orderBy: { seq: 'desc' }, limit: 1 });
  return {
    em,
    now,
    by,
    requestId,
    file,
    procedure: details.procedureData,
    contact: details.contact,
    missing: await em.find(CaseMaterial, { caseId, missing: true }, { orderBy: { position: 'asc' } }),
    supplies: await em.find(MaterialSupply, { caseId }, { orderBy: { seq: 'asc' } }),
    deadlines: await em.find(CaseDeadline, { caseId }, { orderBy: { openedAt: 'asc' } }),
    begun: [],
    performance: await em.findOne(PerformanceRecord, { caseId }),
    authority: await em.findOneOrFail(Authority, { id: file.authorityId }),
    subjectName: (await em.findOneOrFail(Subject, { id: file.subjectId })).name,
    calendar: await loadCalendar(em),
    rule: await loadRules(em, file.ruleSet, file.receivedOn, details.signedAt),
    seq: last?.seq ?? 0,
    steps: await em.count(CaseStep, { caseId }),
    deliveries: [],
  };
}

/** Writes what happened on the timeline: `occurredAt` where it happened before it was written down, `by` whom. */
export function note(
  hand: CaseInHand,
  event: TimelineEvent,
  occurredAt: Instant = hand.now,
  by: CaseInHand['by'] = hand.by,
): void {
  const { kind, ...data } = event;
  hand.seq += 1;
  hand.em.create(TimelineEntry, {
    caseId: hand.file.id,
    seq: hand.seq,
    at: hand.now,
    occurredAt,
    kind,
    actorRole: by.role,
    actorSub: by.sub,
    data,
  });
}

/** Leaves the trace that an auditor follows; in the transaction of the write itself. */
export function audit(hand: CaseInHand, action: string, detail: object = {}): void {
  hand.em.create(AuditEntry, {
    at: hand.now,
    actorSub: hand.by.sub,
    actorRole: hand.by.role,
    authority: hand.by.authority,
    action,
    objectKind: 'case',
    objectId: hand.file.number,
    requestId: hand.requestId,
    detail,
  });
}

/** What every notice of this case names. */
export function noticeCase({ file, procedure, authority, subjectName }: CaseInHand): NoticeCase {
  return { number: file.number, procedure: procedure.name, authority: authority.name, subject: subjectName };
}

/**
 * To the applicant: in the inbox, and by mail where an address was given. Who applied on paper and has no
 * account is served by the officers, whose inbox holds the notice to print.
 */
export function serveApplicant(hand: CaseInHand, text: NoticeText): void {
  const applicantSub = hand.file.applicantSub ?? null;
  const to = applicantSub === null ? officersOf(hand) : person(applicantSub);
  serve(hand, text, to, hand.contact.email);
}

/** To the officers of the case's authority. */
export function serveOfficers(hand: CaseInHand, text: NoticeText): void {
  serve(hand, text, officersOf(hand), hand.authority.officerMailbox ?? null);
}

/** To the supervisors of the case's authority. */
export function serveSupervisors(hand: CaseInHand, text: NoticeText): void {
  serve(hand, text, { ...officersOf(hand), deskRole: 'supervisor' }, hand.authority.supervisorMailbox ?? null);
}

/** To the handler of the case, or to all officers while nobody has claimed it. */
export function serveHandler(hand: CaseInHand, text: NoticeText): void {
  const assignedTo = hand.file.assignedTo ?? null;
  serve(hand, text, assignedTo === null ? officersOf(hand) : person(assignedTo), hand.authority.officerMailbox ?? null);
}

/** To whoever runs the service. */
export function serveAdmin(hand: CaseInHand, text: NoticeText): void {
  serve(hand, text, { recipientKind: 'desk', recipientSub: null, authorityId: null, deskRole: 'admin' }, null);
}

interface Recipient {
  recipientKind: 'person' | 'desk';
  recipientSub: string | null;
  authorityId: string | null;
  deskRole: DeskRole | null;
}

function person(recipientSub: string): Recipient {
  return { recipientKind: 'person', recipientSub, authorityId: null, deskRole: null };
}

function officersOf(hand: CaseInHand): Recipient {
  return { recipientKind: 'desk', recipientSub: null, authorityId: hand.authority.id, deskRole: 'officer' };
}

function serve(hand: CaseInHand, { kind, title, body }: NoticeText, to: Recipient, address: string | null): void {
  const notice = { id: randomUUID(), caseId: hand.file.id, kind, title, body, at: hand.now, ...to };
  hand.em.create(Notice, notice);
  if (address === null) return;
  const delivery = { id: randomUUID(), noticeId: notice.id, channel: 'mail', address, state: 'pending' } as const;
  hand.em.create(Delivery, {
    ...delivery,
    attempts: 0,
    lastError: null,
    receipt: null,
    firstAt: hand.now,
    deliveredAt: null,
  });
  hand.deliveries.push(delivery.id);
}
