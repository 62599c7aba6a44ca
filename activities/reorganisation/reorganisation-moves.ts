import type { InboundMessage } from '../../db/entities/inbound-message.ts';
import { RecordStatement, type StatementAuthor } from '../../db/entities/record-statement.ts';
import type { ReorganisationOutcome } from '../../domain/reorganisation/reorganisation.ts';
import type { ReorganisationStanding } from '../../domain/reorganisation/reorganisation-course.ts';
import { outcomeByLedger } from '../../domain/reorganisation/reorganisation-deadlines.ts';
import * as notices from '../../domain/reorganisation/reorganisation-notices.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import { beginDeadline, closeDeadline } from '../case/case-deadlines.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { dataOf } from '../messages/messages.ts';
import { noticedRuling, type ReorganisationInHand, reorganisationStatus } from './reorganisation-course.ts';
import { repairForGood, restoreRecords, type ShieldedRecord, shieldRecords } from './reorganisation-shield.ts';
import { serveOfficers, serveSubject } from '../case/serve.ts';

/**
 * Moves a case to where the court's messages put it, with everything that follows, in this transaction. An outcome that
 * had come before its approval is carried out in the same step.
 * @param told the messages, to read what the deciding one says
 */
export async function moveTo(
  hand: ReorganisationInHand,
  { status, decidedBy }: ReorganisationStanding,
  told: readonly InboundMessage[],
): Promise<void> {
  const from = reorganisationStatus(hand);
  const deciding = told.find(({ eventId }) => eventId === decidedBy?.eventId);
  if (status === from || deciding === undefined) return;
  if (from === 'awaiting-ruling' && status !== 'not-confirmed') await approve(hand);
  switch (status) {
    case 'shielded-for-good':
      return await carryOut(hand, dayOf(hand, deciding));
    case 'restored':
      return await fail(hand, dayOf(hand, deciding), dataOf(deciding, 'reorganisation.failed').reason);
    case 'not-confirmed':
      return await notConfirm(hand, dataOf(deciding, 'reorganisation.not-approved').reason);
    default:
  }
}

/** The court has approved: the records are shielded, and it will be asked what became of the plan. */
async function approve(hand: ReorganisationInHand): Promise<void> {
  const { ruling, rule, now } = hand;
  ruling.confirmedAt = now;
  const { records, measures } = await shieldRecords(hand);
  closeDeadline(hand, 'ruling-confirmed-by', 'met');
  beginDeadline(hand, 'outcome-by', outcomeByLedger(shanghaiDay(now), ruling.planUntil ?? null, rule));
  hand.file.status = 'shielded';
  const { kind: of, ruledOn } = ruling;
  note(hand, { kind: 'ruling-approved', of, ruledOn, records: records.length, measures: measures.length });
  const named = noticedRuling(hand);
  await serveSubject(hand, notices.shieldedNotice(noticeCase(hand), named, records, measures));
  tellAuthorities(hand, records, (own) => notices.shieldedForAuthority(noticeCase(hand), named, own));
}

async function carryOut(hand: ReorganisationInHand, on: Day): Promise<void> {
  const records = await repairForGood(hand, on);
  note(hand, { kind: 'plan-carried-out', of: hand.ruling.kind, on, records: records.length });
  closeDeadline(hand, 'outcome-by', 'met');
  end(hand, 'shielded-for-good', { kind: 'carried-out', records: records.length }, on, null);
  const named = noticedRuling(hand);
  await serveSubject(hand, notices.carriedOutNotice(noticeCase(hand), named, on, records));
  tellAuthorities(hand, records, (own) => notices.outcomeForAuthority(noticeCase(hand), named, 'carried-out', own));
}

async function fail(hand: ReorganisationInHand, on: Day, reason: string): Promise<void> {
  const records = await restoreRecords(hand);
  note(hand, { kind: 'plan-failed', of: hand.ruling.kind, on, records: records.length });
  closeDeadline(hand, 'outcome-by', 'met');
  end(hand, 'restored', { kind: 'failed', records: records.length }, on, reason);
  const named = noticedRuling(hand);
  await serveSubject(hand, notices.failedNotice(noticeCase(hand), named, on, records, reason));
  tellAuthorities(hand, records, (own) => notices.outcomeForAuthority(noticeCase(hand), named, 'failed', own));
}

async function notConfirm(hand: ReorganisationInHand, reason: string): Promise<void> {
  note(hand, { kind: 'ruling-not-confirmed' });
  closeDeadline(hand, 'ruling-confirmed-by', 'met');
  end(hand, 'not-confirmed', { kind: 'not-confirmed' }, shanghaiDay(hand.now), reason);
  await serveSubject(hand, notices.notConfirmedNotice(noticeCase(hand), noticedRuling(hand), reason));
}

/** Puts a case to its end. `on`: the day on which it ended at the court. */
export function end(
  hand: ReorganisationInHand,
  status: 'shielded-for-good' | 'restored' | 'not-confirmed' | 'withdrawn',
  outcome: ReorganisationOutcome,
  on: Day,
  reason: string | null,
): void {
  Object.assign(hand.file, { status, outcome, closedAt: hand.now });
  Object.assign(hand.ruling, { endedOn: on, endReason: reason });
}

/**
 * The day on which it happened at the court; never before the ruling that it is about nor after today, whatever the
 * sender's clock says.
 */
function dayOf({ ruling, now }: ReorganisationInHand, { occurredAt }: InboundMessage): Day {
  const [day, today] = [shanghaiDay(occurredAt), shanghaiDay(now)];
  if (day > today) return today;
  return day < ruling.ruledOn ? ruling.ruledOn : day;
}

/** To the desk of each authority whose records are among these, about its own. */
function tellAuthorities(
  hand: ReorganisationInHand,
  records: readonly ShieldedRecord[],
  write: (own: readonly ShieldedRecord[]) => ReturnType<typeof notices.shieldedForAuthority>,
): void {
  const authorities = new Map(records.map(({ authorityOf }) => [authorityOf.id, authorityOf]));
  for (const authority of authorities.values()) {
    const own = records.filter(({ authorityOf }) => authorityOf.id === authority.id);
    serveOfficers(hand, write(own), { authority, assignedTo: null });
  }
}

/** Adds every statement of the court among these messages that is not yet on the shielded records. */
export async function addStatements(hand: ReorganisationInHand, told: readonly InboundMessage[]): Promise<void> {
  for (const message of told) {
    if (message.kind !== 'reorganisation.statement') continue;
    const { text } = dataOf(message, 'reorganisation.statement');
    await addStatement(hand, { by: 'court', source: message.id, text });
  }
}

/** Adds one statement to every record that is shielded and does not have it, and tells the subject. */
export async function addStatement(
  hand: ReorganisationInHand,
  { by, source, text }: { by: StatementAuthor; source: string; text: string },
): Promise<void> {
  const { em, file, shielded, now } = hand;
  if (reorganisationStatus(hand) !== 'shielded') return;
  const has = new Set((await em.find(RecordStatement, { caseId: file.id, source })).map(({ recordId }) => recordId));
  const without = shielded.filter(({ recordId }) => !has.has(recordId));
  if (without.length === 0) return;
  for (const { recordId } of without) {
    em.create(RecordStatement, { recordId, caseId: file.id, source, byRole: by, body: text, at: now });
  }
  note(hand, { kind: 'statement-added', by, records: without.length });
  await serveSubject(hand, notices.statementAddedNotice(noticeCase(hand), by, text));
}
