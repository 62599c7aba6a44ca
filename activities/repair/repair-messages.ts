import type { EntityManager } from '@mikro-orm/postgresql';
import { Authority } from '../../db/entities/authority.ts';
import type { InboundMessage } from '../../db/entities/inbound-message.ts';
import { endedHow } from '../../domain/judgment-debtor/judgment-debtor-messages.ts';
import { debtorWithdrawnNotice } from '../../domain/judgment-debtor/judgment-debtor-notices.ts';
import type { MessageData, MessageOutcome, RepairAnswer } from '../../domain/messages/messages.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { repairRecordEndedNotice } from '../../domain/repair/repair-notices.ts';
import { isPartOpen, type PartAct } from '../../domain/repair/repair-part.ts';
import type { RecordAnswer } from '../../domain/repair/repair-answer.ts';
import type { Actor } from '../../domain/case/roles.ts';
import type { Instant } from '../../domain/time.ts';
import { type CaseState, stateOf, whereItStands, writeDown } from '../case/case-course.ts';
import { audit, note, takeInHand } from '../case/case-in-hand.ts';
import { writeGround } from '../judgment-debtor/judgment-debtor-changes.ts';
import { dataOf, getMessage, settle } from '../messages/messages.ts';
import { type MessageStep, takeOrRefuse } from '../messages/take-message.ts';
import { endRecord } from '../record/record-effects.ts';
import { answerPart } from './repair-answers.ts';
import {
  endingDay,
  findPart,
  noticeOfPart,
  type PartInHand,
  repairCourse,
  type RepairInHand,
} from './repair-course.ts';
import { decideItem, endPart, partMoved, undecided } from './repair-endings.ts';
import { askCompletion } from './repair-completions.ts';
import { accept, notAccept, objectionOnPart } from './repair-part-acts.ts';
import { serveApplicant } from '../case/serve.ts';
import { type ActivityDeps, once } from '../case/transaction.ts';

const NOTICE_22 = '国办发〔2025〕22号';

/** What became of a message: the case followed it, had done so before, or could not by rule. */
type Followed = { state: 'taken' | 'refused'; outcome: MessageOutcome };

/**
 * Takes what an authority's own system, or a court, says of its part: the same rules as for its officers, in whatever
 * order and however often it comes. The message is settled in the same transaction.
 */
export async function takeRepairMessage(deps: ActivityDeps, told: MessageStep): Promise<CaseState> {
  return await takeOrRefuse(deps, told, () => takeStep(deps, told));
}

async function takeStep(deps: ActivityDeps, { caseId, messageId, now }: MessageStep): Promise<CaseState> {
  return await once(deps, { caseId, key: `message/${messageId}`, now }, async (em) => {
    const message = await getMessage(em, messageId);
    const by = await senderOf(em, message);
    const { receivedAt } = message;
    const hand = await repairCourse.take({ ...(await takeInHand(em, caseId, by, now)), receivedAt });
    if (message.state !== 'stored') return { answer: await whereItStands(repairCourse, hand), keep: false };
    const part = findPart(hand, by.authority ?? '');
    const { state: became, outcome } = part === null ? notItsPart : await follow(hand, part, message);
    settle(message, now, became, outcome);
    if (became === 'refused' && part !== null) noteRefused(hand, part, message, outcome.code);
    audit(hand, `repair.message.${message.kind}`, { message: messageId, outcome: outcome.code });
    const state = stateOf(repairCourse, hand);
    await writeDown(repairCourse, hand);
    return { answer: state, keep: true };
  });
}

async function senderOf(em: EntityManager, { senderId }: InboundMessage): Promise<Actor> {
  const { code, kind } = await em.findOneOrFail(Authority, { id: senderId });
  return { sub: code, role: kind === 'court' ? 'court' : 'agency', authority: code };
}

function follow(hand: RepairInHand, part: PartInHand, message: InboundMessage): Followed | Promise<Followed> {
  const at = message.receivedAt;
  switch (message.kind) {
    case 'repair.accepted':
      return asAct(hand, part, 'accept', () => {
        accept(hand, part, at);
        return [];
      });
    case 'repair.not-accepted': {
      const { reason, clause } = dataOf(message, 'repair.not-accepted');
      return asAct(hand, part, 'not-accept', () => {
        notAccept(hand, part, { reason, clause, whatToDo: null }, at);
        return [];
      });
    }
    case 'repair.completion-asked': {
      const { missing } = dataOf(message, 'repair.completion-asked');
      return asAct(hand, part, 'ask-completion', () => askCompletion(hand, part, missing, at));
    }
    case 'repair.answered':
      return takeAnswers(hand, part, dataOf(message, 'repair.answered').answers, at);
    case 'debtor.withdrawn':
      return withdrawDebtor(hand, part, dataOf(message, 'debtor.withdrawn'), message);
    default:
      return refused('not-for-repair', {
        zh: '该类消息不由修复申请处理。',
        en: 'A message of this kind is not for an application for repair.',
      });
  }
}

/** As the act of an officer would be: what the part has passed already is taken as said before. */
async function asAct(
  hand: RepairInHand,
  part: PartInHand,
  act: PartAct,
  write: () => Refusal[] | Promise<Refusal[]>,
): Promise<Followed> {
  if (isBehind(part, act)) return saidBefore;
  if (objectionOnPart(hand, act, hand.by as Actor, part.authority.code) !== null) return movedOn;
  const [refusal] = await write();
  return refusal === undefined ? followed : { state: 'refused', outcome: refusal };
}

/** Whether what is said lies behind where the part already is: it came late, or again, and changes nothing. */
function isBehind({ row }: PartInHand, act: PartAct): boolean {
  if (act === 'accept') return row.status === 'with-court' || (row.acceptedOn ?? null) !== null;
  if (act === 'not-accept') return row.status === 'not-accepted';
  return false;
}

async function takeAnswers(
  hand: RepairInHand,
  part: PartInHand,
  answers: readonly RepairAnswer[],
  at: Instant,
): Promise<Followed> {
  const known: RecordAnswer[] = [];
  for (const { documentNumber, ...answer } of answers) {
    const item = part.items.find((one) => one.documentNumber === documentNumber);
    if (item === undefined) return notInPart(documentNumber);
    known.push({ recordId: item.row.recordId, ...answer });
  }
  const isRepeated = known.every(({ recordId, result }) =>
    part.items.some(({ row }) => row.recordId === recordId && row.outcome === result),
  );
  if (isRepeated) return saidBefore;
  if (!isPartOpen(part.row.status)) return movedOn;
  return await asAct(hand, part, 'answer', () => answerPart(hand, part, known, at));
}

/**
 * The court has taken the debtor off its list: the record ends as the court's ground says, and with it whatever was
 * applied for (法释〔2017〕7号第十条).
 */
async function withdrawDebtor(
  hand: RepairInHand,
  part: PartInHand,
  { documentNumber, ground }: MessageData['debtor.withdrawn'],
  { occurredAt, receivedAt }: InboundMessage,
): Promise<Followed> {
  const item = part.items.find((one) => one.documentNumber === documentNumber);
  if (item === undefined) return notInPart(documentNumber);
  const { recordId: record } = item.row;
  const on = endingDay(hand, item, occurredAt);
  const how = endedHow(ground);
  const effect = await endRecord(hand, { recordId: record, how, on, ground });
  if (effect === 'ended') await writeGround(hand.em, record, ground);
  if ((item.row.outcome ?? null) !== null) return effect === 'ended' ? followed : saidBefore;
  const authority = part.authority.code;
  // Nothing is repaired of a record that was wrongly listed, or that had run out or been ended before.
  if (how === 'annulled' || effect === 'already-over') {
    decideItem(hand, item, 'ended');
    note(hand, { kind: 'repair-record-ended', authority, record }, occurredAt);
  } else {
    decideItem(hand, item, 'repaired');
    const result = 'repaired' as const;
    note(hand, { kind: 'repair-answered', authority, record, result, clause: null, earliest: null }, occurredAt);
  }
  const file = noticeOfPart(hand, part);
  serveApplicant(
    hand,
    effect === 'ended'
      ? debtorWithdrawnNotice(file, documentNumber, ground, on)
      : repairRecordEndedNotice(file, part.authority.name, [documentNumber]),
    part.authority,
  );
  if (undecided(part).length === 0) endPart(hand, part, { status: 'answered', clocks: 'met' }, receivedAt);
  else partMoved(hand, part);
  return followed;
}

function noteRefused(hand: RepairInHand, part: PartInHand, { kind }: InboundMessage, code: string): void {
  note(hand, { kind: 'repair-message-refused', authority: part.authority.code, message: kind, code });
}

function refused(code: string, text: MessageOutcome['text']): Followed {
  return { state: 'refused', outcome: { code, text, clause: NOTICE_22 } };
}

function notInPart(documentNumber: string): Followed {
  return refused('record-not-in-part', {
    zh: `本部分不含文号为“${documentNumber}”的信息，未作任何登记。`,
    en: `No record of the document "${documentNumber}" belongs to this part; nothing was recorded.`,
  });
}

const followed: Followed = {
  state: 'taken',
  outcome: { code: 'recorded', text: { zh: '已登记。', en: 'Recorded.' } },
};

const saidBefore: Followed = {
  state: 'taken',
  outcome: {
    code: 'recorded-before',
    text: { zh: '此前已登记，未再变动。', en: 'It was recorded before; nothing was changed.' },
  },
};

const movedOn: Followed = refused('case-moved-on', {
  zh: '该部分已办结或已进入其他环节，未作任何登记。',
  en: 'This part has ended or moved on; nothing was recorded.',
});

const notItsPart: Followed = refused('not-a-part', {
  zh: '本申请不含发送机关认定的信息。',
  en: 'The application holds no record that the sender determined.',
});
