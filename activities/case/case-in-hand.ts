import type { EntityManager } from '@mikro-orm/postgresql';
import { ApplicationFailure } from '@temporalio/common';
import { AuditEntry } from '../../db/entities/audit-entry.ts';
import { Authority } from '../../db/entities/authority.ts';
import { CaseFile } from '../../db/entities/case-file.ts';
import { CaseStep } from '../../db/entities/case-step.ts';
import { CaseDeadline } from '../../db/entities/deadline.ts';
import { Subject } from '../../db/entities/subject.ts';
import { TimelineEntry } from '../../db/entities/timeline-entry.ts';
import { loadCalendar } from '../../db/queries/calendar.ts';
import { peopleInSteadOf } from '../../db/queries/representation.ts';
import { loadRules } from '../../db/queries/rules.ts';
import type { Calendar } from '../../domain/deadline/calendar.ts';
import type { NoticeCase } from '../../domain/case/notice.ts';
import { type Actor, SYSTEM_SUB } from '../../domain/case/roles.ts';
import type { RuleLookup } from '../../domain/deadline/rule-value.ts';
import type { RecordInForce } from '../../domain/record/in-force.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import type { TimelineEvent } from '../../domain/case/timeline.ts';
import { CASE_UNKNOWN } from '../../workflows/messages/case.ts';
import type { CaseStart } from './transaction.ts';

/** The service itself, on the timeline and in the audit. */
export const SERVICE = { sub: SYSTEM_SUB, role: 'system', authority: null } as const;

/**
 * A case inside one transaction: the rows that every kind of case has, the rules it was opened under, and who acts.
 * Each kind adds its own rows to it.
 */
export interface CaseInHand {
  em: EntityManager;
  now: Instant;
  /**
   * When the service received the act or message that this step writes down: by it, and not by `now`, something was done
   * in time. Of the service's own steps, and where nothing is judged by it: `now`.
   */
  receivedAt: Instant;
  by: Actor | typeof SERVICE;
  /** The HTTP request that this step answers; null for the service's own. */
  requestId: string | null;
  file: CaseFile;
  /** Oldest first. */
  deadlines: CaseDeadline[];
  /** Deadlines that this step began and that are not stored yet. */
  begun: CaseDeadline[];
  authority: Authority;
  /** Name of the authority above it; null where none is known. */
  superiorName: string | null;
  /** Who is told in the stead of an applicant who acts for the subject no longer; null: the applicant is told. */
  inSteadOfApplicant: string[] | null;
  subjectName: string;
  calendar: Calendar;
  rule: RuleLookup;
  /** What was in force of the subject when this step began, oldest decision first; null: the step decides nothing. */
  inForce: RecordInForce[] | null;
  /** Number of the last timeline entry. */
  seq: number;
  /** Steps written before this one: the version of the state that the workflow follows counts them. */
  steps: number;
  /** Deliveries that this step made, for the workflow to start. */
  deliveries: string[];
  /** Workflows of other cases whose rows this step changed: told once it is committed. */
  tell: string[];
  /** Cases that this step opened: their workflows are started once it is committed. */
  starts: CaseStart[];
}

/** What a kind of case knows of itself for its notices. */
export interface CaseParticulars {
  /** What the case is about, as its notices name it. */
  matter: string;
  /** Mail address of who applied; null: none was given. */
  applicantEmail: string | null;
}

/** A case with what its notices need. */
export type ServedCase = CaseInHand & CaseParticulars;

/**
 * Reads what every kind of case has, for a step. Throws the non-retryable `CaseUnknown` where there is none.
 * @param from the instant from which administrators' own values count; usually when the promise was signed
 */
export async function takeInHand(
  em: EntityManager,
  caseId: string,
  by: CaseInHand['by'],
  now: Instant,
  requestId: string | null = null,
): Promise<CaseInHand> {
  const file = await em.findOne(CaseFile, { id: caseId });
  if (file === null) throw ApplicationFailure.nonRetryable(`There is no case ${caseId}`, CASE_UNKNOWN);
  const { applicantSub = null, subjectId } = file;
  const authority = await em.findOneOrFail(Authority, { id: file.authorityId });
  const [last] = await em.find(TimelineEntry, { caseId }, { orderBy: { seq: 'desc' }, limit: 1 });
  return {
    em,
    now,
    receivedAt: now,
    by,
    requestId,
    file,
    deadlines: await em.find(CaseDeadline, { caseId }, { orderBy: { openedAt: 'asc' } }),
    begun: [],
    authority,
    superiorName: (await findSuperior(em, authority))?.name ?? null,
    inSteadOfApplicant:
      applicantSub === null ? null : await peopleInSteadOf(em, applicantSub, subjectId, shanghaiDay(now)),
    subjectName: (await em.findOneOrFail(Subject, { id: file.subjectId })).name,
    calendar: await loadCalendar(em),
    rule: await loadRules(em, file.ruleSet, file.receivedOn, file.openedAt),
    inForce: null,
    seq: last?.seq ?? 0,
    steps: await em.count(CaseStep, { caseId }),
    deliveries: [],
    tell: [],
    starts: [],
  };
}

/** Another case, moved by the same step: what that step writes down was received when it was received for the first. */
export async function takeAlongside(
  { em, by, now, requestId, receivedAt }: CaseInHand,
  caseId: string,
  as: CaseInHand['by'] = by,
): Promise<CaseInHand> {
  return { ...(await takeInHand(em, caseId, as, now, requestId)), receivedAt };
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

/** The authority above another; null where none is known. */
export async function findSuperior(em: EntityManager, { superiorId }: Authority): Promise<Authority | null> {
  return superiorId == null ? null : await em.findOne(Authority, { id: superiorId });
}

/** What every notice of this case names: it is issued on the day of the step. */
export function noticeCase({ file, matter, authority, superiorName, subjectName, now }: ServedCase): NoticeCase {
  return {
    number: file.number,
    matter,
    authority: authority.name,
    superior: superiorName,
    subject: subjectName,
    issuedOn: shanghaiDay(now),
  };
}
