import type { EntityManager } from '@mikro-orm/postgresql';
import { InboundMessage } from '../../db/entities/inbound-message.ts';
import { JudgmentDebtor } from '../../db/entities/judgment-debtor.ts';
import { RecordHoldRow } from '../../db/entities/record-hold.ts';
import { isOpen } from '../../domain/case/case-kind.ts';
import {
  DEBTOR_HOLD_STOPS,
  type DebtorMessage,
  type DebtorMessageKind,
  type DebtorSpan,
  type DebtorStanding,
  endedHow,
  foldDebtorMessages,
  inOrder,
  type WithdrawalGround,
} from '../../domain/judgment-debtor/judgment-debtor-messages.ts';
import { debtorChangedNotice, debtorWithdrawnNotice } from '../../domain/judgment-debtor/judgment-debtor-notices.ts';
import { isHeardAfterTheEnd, type MessageOutcome } from '../../domain/messages/messages.ts';
import { isUndoing, PUBLICITY } from '../../domain/publicity/publicity.ts';
import { type Day, type Instant, shanghaiDay } from '../../domain/time.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { followMeasures } from '../joint-action/follow-measures.ts';
import { dataOf, messagesOf, settle } from '../messages/messages.ts';
import { type PublicityInHand, rowsOf, stateInHand } from '../publicity/publicity-course.ts';
import { endRecord, tellCopyHolders } from '../record/record-effects.ts';
import { serveSubject } from '../case/serve.ts';

type HoldReason = keyof typeof DEBTOR_HOLD_STOPS;

/**
 * Writes what a court says of an entry after its listing. All that it has said is folded again: what is masked, paused
 * or withdrawn follows from when things happened at the court, whatever the order in which they arrived.
 */
export async function takeDebtorChange(hand: PublicityInHand, message: InboundMessage): Promise<void> {
  const { em, file, record, now } = hand;
  const isOwn = record.kind === 'judgment-debtor' && record.authorityId === message.senderId;
  if (!isOwn) return settle(message, now, 'refused', NOT_ITS_OWN);
  if (!stands(file.status) && !isHeardAfterTheEnd(message, file.status)) return settle(message, now, 'refused', OVER);
  const before = (await messagesOf(em, file.id)).filter(({ state }) => state === 'taken').flatMap(asDebtorMessage);
  const [folded, told] = [foldDebtorMessages(before), foldDebtorMessages([...before, ...asDebtorMessage(message)])];
  const changed = JSON.stringify(folded) !== JSON.stringify(told);
  settle(message, now, 'taken', changed ? FOLLOWED : NOTHING_NEW);
  if (!changed) return;
  const [was, is] = [untilNow(folded, now), untilNow(told, now)];
  const shown = stateInHand(hand).published;
  await writeSpans(hand, 'court-mask', is.masked);
  await writeSpans(hand, 'court-pause', is.paused);
  if (is.withdrawn !== null) return await endEntry(hand, is.withdrawn);
  await followMeasures(hand);
  for (const kind of turned(was, is, now)) await tellTurn(hand, kind);
  const shows = stateInHand(hand).published;
  const today = shanghaiDay(now);
  if (shown && !shows) await tellCopyHolders(hand, rowsOf(hand), 'record.ended', 'held', today);
  if (!shown && shows) await tellCopyHolders(hand, rowsOf(hand), 'record.restored', 'hold-lifted', today);
}

/** Not over: what is left of a record that ended, the undoing of its measures, is nothing that a court speaks of. */
function stands(status: string): boolean {
  return isOpen(PUBLICITY, status) && !isUndoing(status);
}

/**
 * What has been said has happened: where the court's clock is ahead, its masking begins now, for nobody comes back in
 * some minutes to tell who keeps copies.
 */
function untilNow(standing: DebtorStanding, now: Instant): DebtorStanding {
  const earlier = (at: Instant): Instant => (at < now ? at : now);
  const clamp = (spans: readonly DebtorSpan[]) =>
    spans.map(({ eventId, from, until }) => ({
      eventId,
      from: earlier(from),
      until: until === null ? null : earlier(until),
    }));
  return { ...standing, masked: clamp(standing.masked), paused: clamp(standing.paused) };
}

/** A stored message as it is folded; a listing is no change. */
function asDebtorMessage(message: InboundMessage): DebtorMessage[] {
  const { eventId, kind, occurredAt } = message;
  switch (kind) {
    case 'debtor.masked':
    case 'debtor.unmasked':
    case 'debtor.paused':
    case 'debtor.resumed':
      return [{ eventId, kind, occurredAt }];
    case 'debtor.withdrawn':
      return [{ eventId, kind, occurredAt, ground: dataOf(message, kind).ground }];
    default:
      return [];
  }
}

/**
 * Makes the holds of one reason what the fold says. Each belongs to the message that began it; one that turns out to
 * have begun nothing is left as a hold of no time, so that what was believed meanwhile can be seen. A later message
 * may make it count again: only this function writes these holds.
 */
async function writeSpans(hand: PublicityInHand, reason: HoldReason, spans: readonly DebtorSpan[]): Promise<void> {
  const { em, file, holds, record } = hand;
  const told = await em.find(InboundMessage, { caseId: file.id });
  const sourceOf = ({ eventId }: DebtorSpan) => told.find((message) => message.eventId === eventId)?.id;
  const own = holds.filter((hold) => hold.reason === reason);
  for (const hold of own) {
    if (!spans.some((span) => sourceOf(span) === hold.sourceId)) hold.until = hold.from;
  }
  for (const span of inOrder(spans.map((one) => ({ ...one, occurredAt: one.from })))) {
    const { from, until } = span;
    const sourceId = sourceOf(span);
    if (sourceId === undefined) throw new Error(`no message ${span.eventId} of case ${file.id}`);
    const known = own.find((hold) => hold.sourceId === sourceId);
    if (known !== undefined) Object.assign(known, { from, until });
    else holds.push(em.create(RecordHoldRow, holdOf(record.id, reason, sourceId, { from, until })));
  }
}

function holdOf(recordId: string, reason: HoldReason, sourceId: string, span: Pick<DebtorSpan, 'from' | 'until'>) {
  const { publicity: stopsPublicity, sharing: stopsSharing, measures: stopsMeasures } = DEBTOR_HOLD_STOPS[reason];
  return { recordId, reason, sourceId, stopsPublicity, stopsSharing, stopsMeasures, onlyMeasures: null, ...span };
}

/** What is otherwise now than it was: masked or not, paused or not. A correction of the past alone turns nothing. */
function turned(
  was: DebtorStanding,
  is: DebtorStanding,
  now: Instant,
): Exclude<DebtorMessageKind, 'debtor.withdrawn'>[] {
  const holds = (spans: readonly DebtorSpan[]) =>
    spans.some(({ from, until }) => from <= now && (until === null || now < until));
  const turns = [
    [holds(was.masked), holds(is.masked), 'debtor.masked', 'debtor.unmasked'],
    [holds(was.paused), holds(is.paused), 'debtor.paused', 'debtor.resumed'],
  ] as const;
  return turns.flatMap(([before, after, begun, ended]) => (before === after ? [] : [after ? begun : ended]));
}

async function tellTurn(hand: PublicityInHand, kind: Exclude<DebtorMessageKind, 'debtor.withdrawn'>): Promise<void> {
  const reason = kind === 'debtor.masked' || kind === 'debtor.unmasked' ? 'court-mask' : 'court-pause';
  const begins = kind === 'debtor.masked' || kind === 'debtor.paused';
  note(hand, { kind: begins ? 'record-held' : 'hold-lifted', hold: reason });
  await serveSubject(hand, debtorChangedNotice(noticeCase(hand), hand.record.documentNumber, kind));
}

/** The court has withdrawn the entry: publication, sharing and measures end together. */
async function endEntry(hand: PublicityInHand, withdrawn: NonNullable<DebtorStanding['withdrawn']>): Promise<void> {
  const { em, file, record } = hand;
  const { ground } = withdrawn;
  // Of one that is over it is found out now; until then it stood as it had ended.
  const on = stands(file.status) ? dayOf(hand, withdrawn.at) : shanghaiDay(hand.now);
  const ended = await endRecord(hand, { recordId: record.id, how: endedHow(ground), on, ground });
  // It had run out before: what ended it stays so.
  if (ended === 'already-over') return;
  await writeGround(em, record.id, ground);
  await serveSubject(hand, debtorWithdrawnNotice(noticeCase(hand), record.documentNumber, ground, on));
}

/** Why the court withdrew an entry, beside its record; through whichever case it said so. */
export async function writeGround(em: EntityManager, recordId: string, ground: WithdrawalGround): Promise<void> {
  const debtor = await em.findOne(JudgmentDebtor, { recordId });
  if (debtor !== null) debtor.ground = ground;
}

/** Never before the decision nor after today, whatever the sender's clock says. */
function dayOf({ record, now }: PublicityInHand, at: Instant): Day {
  const [day, today] = [shanghaiDay(at), shanghaiDay(now)];
  if (day > today) return today;
  return day < record.decidedOn ? record.decidedOn : day;
}

const FOLLOWED: MessageOutcome = { code: 'followed', text: { zh: '已办理', en: 'Followed' } };
const NOTHING_NEW: MessageOutcome = {
  code: 'nothing-new',
  text: { zh: '已知悉，无需办理', en: 'Known already; nothing to do' },
};
const NOT_ITS_OWN: MessageOutcome = {
  code: 'not-its-own',
  clause: '中办发〔2016〕64号 一（三）',
  text: {
    zh: '法院只能告知本院列入的失信被执行人信息，未作任何变更。',
    en: 'A court speaks of the entries that it made itself; nothing was changed.',
  },
};
const OVER: MessageOutcome = {
  code: 'case-moved-on',
  clause: '法释〔2017〕7号第十条',
  text: {
    zh: '该信息已终止公示，未作任何变更；如有错误，请联系平台管理人员。',
    en: 'The entry has ended; nothing was changed. If that is wrong, tell the operator.',
  },
};
