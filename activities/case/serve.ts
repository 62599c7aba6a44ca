import { randomUUID } from 'node:crypto';
import type { Authority } from '../../db/entities/authority.ts';
import { Delivery } from '../../db/entities/delivery.ts';
import { type DeskRole, Notice } from '../../db/entities/notice.ts';
import { peopleActingFor } from '../../db/queries/representation.ts';
import type { NoticeText } from '../../domain/case/notice.ts';
import { shanghaiDay } from '../../domain/time.ts';
import type { CaseInHand, ServedCase } from './case-in-hand.ts';

/** The desk that has a case, or a part of it, to handle. */
export interface Desk {
  authority: Authority;
  /** Handler (issuer's subject); null while nobody has claimed it. */
  assignedTo: string | null;
}

/** The desk of the case itself. */
export function deskOf({ authority, file }: CaseInHand): Desk {
  return { authority, assignedTo: file.assignedTo ?? null };
}

/**
 * To the applicant: in the inbox, and by mail where an address was given. Who applied on paper and has no
 * account is served by the officers, whose inbox holds the notice to print. Who applied for a subject and acts for it
 * no longer is told nothing more: whoever acts for it now is, or the officers, who print it.
 * @param from whose people read that it went out, where it is not the case's own authority: one that has a part of it
 */
export function serveApplicant(hand: ServedCase, text: NoticeText, from: Authority | null = null): void {
  const { inSteadOfApplicant: others } = hand;
  if (others !== null) {
    for (const sub of others) serve(hand, text, person(sub, from), null);
    if (others.length === 0) serve(hand, text, officersOf(hand.authority), null);
    return;
  }
  const applicantSub = hand.file.applicantSub ?? null;
  const to = applicantSub === null ? officersOf(hand.authority) : person(applicantSub, from);
  serve(hand, text, to, hand.applicantEmail);
}

/**
 * To the subject of a case that nobody applied for: in the inbox of everybody who acts for it that day; where nobody
 * does, to the officers of the case's authority, who print it. Where somebody applied, to them.
 */
export async function serveSubject(hand: ServedCase, text: NoticeText): Promise<void> {
  const { em, file, now } = hand;
  const people = file.applicantSub == null ? await peopleActingFor(em, file.subjectId, shanghaiDay(now)) : [];
  if (people.length === 0) return serveApplicant(hand, text);
  for (const sub of people) serve(hand, text, person(sub), null);
}

/** To the officers of the case's authority, or of another desk. */
export function serveOfficers(hand: CaseInHand, text: NoticeText, { authority } = deskOf(hand)): void {
  serve(hand, text, officersOf(authority), authority.officerMailbox ?? null);
}

/** To the supervisors of the case's authority, or of another desk. */
export function serveSupervisors(hand: CaseInHand, text: NoticeText, { authority } = deskOf(hand)): void {
  serve(hand, text, { ...officersOf(authority), deskRole: 'supervisor' }, authority.supervisorMailbox ?? null);
}

/** To the handler of the case, or to all officers while nobody has claimed it. */
export function serveHandler(hand: CaseInHand, text: NoticeText, { authority, assignedTo } = deskOf(hand)): void {
  const to = assignedTo === null ? officersOf(authority) : person(assignedTo, authority);
  serve(hand, text, to, authority.officerMailbox ?? null);
}

/** To the auditors, who are one desk of no authority. */
export function serveAuditors(hand: CaseInHand, text: NoticeText): void {
  serve(hand, text, { recipientKind: 'desk', recipientSub: null, authorityId: null, deskRole: 'auditor' }, null);
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

/** @param of the authority of the handler, or which writes to the applicant; null: the case's own */
function person(recipientSub: string, of: Authority | null = null): Recipient {
  return { recipientKind: 'person', recipientSub, authorityId: of?.id ?? null, deskRole: null };
}

function officersOf({ id }: Authority): Recipient {
  return { recipientKind: 'desk', recipientSub: null, authorityId: id, deskRole: 'officer' };
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
