import type { EntityManager } from '@mikro-orm/postgresql';
import { Authority } from '../../db/entities/authority.ts';
import { CaseFile } from '../../db/entities/case-file.ts';
import type { InboundMessage } from '../../db/entities/inbound-message.ts';
import { Subject } from '../../db/entities/subject.ts';
import { findOpenReorganisation } from '../../db/queries/reorganisation.ts';
import { findSubjectByIdentifier } from '../../db/queries/subject.ts';
import { objectionTo } from '../../domain/case/case-kind.ts';
import type { MessageOutcome } from '../../domain/messages/messages.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { REORGANISATION, type ReorganisationAct } from '../../domain/reorganisation/reorganisation.ts';
import {
  ACT_OF_MESSAGE,
  foldReorganisation,
  isReorganisationMessage,
  type ReorganisationMessage,
  type ReorganisationMessageKind,
} from '../../domain/reorganisation/reorganisation-course.ts';
import { reasonsAgainstReorganisation } from '../../domain/reorganisation/reorganisation-door.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import { adoptMessages } from '../messages/adopt-messages.ts';
import { type CaseState, stateOf, whereItStands, writeDown } from '../case/case-course.ts';
import { audit, type CaseInHand, note, takeInHand } from '../case/case-in-hand.ts';
import { dataOf, getMessage, messagesOf, settle } from '../messages/messages.ts';
import { type MessageStep, takeOrRefuse } from '../messages/take-message.ts';
import { lockSubject } from '../case/open-case.ts';
import { reorganisationCourse, type ReorganisationInHand, REORGANISATION_CLAUSE } from './reorganisation-course.ts';
import { addStatements, moveTo } from './reorganisation-moves.ts';
import { reasonsAgainst, register } from './reorganisation-open.ts';
import { type ActivityDeps, once } from '../case/transaction.ts';

/**
 * Takes what a court says of a ruling: it opens the case, or moves it. The messages taken so far are folded in the
 * order in which they happened, so that arriving late, twice or in another order makes no difference. Null: it would
 * have opened a case, and was refused; the sender reads why.
 */
export async function takeReorganisationMessage(deps: ActivityDeps, told: MessageStep): Promise<CaseState | null> {
  return await takeOrRefuse(deps, told, () => takeStep(deps, told));
}

async function takeStep(deps: ActivityDeps, { caseId, messageId, now }: MessageStep): Promise<CaseState | null> {
  return await once<CaseState | null>(deps, { caseId, key: `message/${messageId}`, now }, async (em) => {
    const message = await getMessage(em, messageId);
    const court = await em.findOneOrFail(Authority, { id: message.senderId });
    const by = { sub: court.code, role: 'court', authority: court.code } as const;
    const exists = (await em.count(CaseFile, { id: caseId })) > 0;
    // Refused, or handed to another case, by an attempt whose answer was lost.
    if (!exists && (message.state !== 'stored' || message.caseId !== caseId)) return { answer: null, keep: false };
    if (!exists) return await openByRuling(em, { caseId, message, court, by, now });
    const { receivedAt } = message;
    const hand = await reorganisationCourse.take({ ...(await takeInHand(em, caseId, by, now)), receivedAt });
    // Taken with the message that opened the case.
    if (message.state !== 'stored') return { answer: await whereItStands(reorganisationCourse, hand), keep: false };
    await take(hand, message);
    const state = stateOf(reorganisationCourse, hand);
    await writeDown(reorganisationCourse, hand);
    return { answer: state, keep: true };
  });
}

/** Writes one message down, and moves the case to where all that were taken put it. */
async function take(hand: ReorganisationInHand, message: InboundMessage): Promise<void> {
  if (!isReorganisationMessage(message.kind)) throw new TypeError(`a reorganisation takes no "${message.kind}"`);
  const act = ACT_OF_MESSAGE[message.kind];
  const refusal = await reasonAgainst(hand, message, act);
  if (refusal !== null) {
    audit(hand, `reorganisation.${act}`, { refused: [refusal.code] });
    return settle(message, hand.now, 'refused', outcomeOf(refusal));
  }
  if (message.kind === 'reorganisation.approved') takeOverRuling(hand, message);
  const told = [...(await takenBefore(hand)), message];
  const status = hand.file.status;
  await moveTo(hand, foldReorganisation(told.map(asFolded)), told);
  await addStatements(hand, told);
  audit(hand, `reorganisation.${act}`);
  const moved = hand.file.status !== status;
  if (!moved && (act === 'carry-out' || act === 'fail')) {
    const outcome = act === 'carry-out' ? 'carried-out' : 'failed';
    note(hand, { kind: 'outcome-before-approval', outcome }, message.occurredAt);
  }
  settle(message, hand.now, 'taken', saidOf(hand, act, moved));
}

function saidOf({ file }: CaseInHand, act: ReorganisationAct, moved: boolean): MessageOutcome {
  if (moved) return FOLLOWED;
  if (act !== 'approve' && file.status === 'awaiting-ruling') return WAITS;
  return act === 'add-statement' ? FOLLOWED : NOTHING_NEW;
}

/** What the court has said and this case has taken, oldest first. */
async function takenBefore({ em, file }: CaseInHand): Promise<InboundMessage[]> {
  return (await messagesOf(em, file.id)).filter(({ state }) => state === 'taken');
}

function asFolded({ eventId, kind, occurredAt }: InboundMessage): ReorganisationMessage {
  if (!isReorganisationMessage(kind)) throw new TypeError(`a reorganisation takes no "${kind}"`);
  return { eventId, kind, occurredAt };
}

async function reasonAgainst(
  hand: ReorganisationInHand,
  message: InboundMessage,
  act: string,
): Promise<Refusal | null> {
  const by = { sub: hand.by.sub, role: 'court' } as const;
  // The handler of a case keeps nobody from taking what the court says.
  if (objectionTo(REORGANISATION, act, by, { status: hand.file.status, assignedTo: null }) !== null) return movedOn;
  if (message.kind !== 'reorganisation.approved') return null;
  const { identifier, ruledOn, planUntil } = dataOf(message, 'reorganisation.approved');
  const { identifier: own, kind: subjectKind } = await hand.em.findOneOrFail(Subject, { id: hand.file.subjectId });
  if (identifier !== own) return otherSubject;
  const receivedOn = shanghaiDay(message.receivedAt);
  const days = { ruledOn, planUntil, receivedOn };
  const known = { openedBy: 'court', isCourt: true, openCase: null, rulingOfAnother: false } as const;
  return reasonsAgainstReorganisation({ ...known, ...days, subjectKind })[0] ?? null;
}

/** What the court says of its ruling counts, not what the application said. */
function takeOverRuling({ ruling }: ReorganisationInHand, message: InboundMessage): void {
  if (ruling.confirmedAt !== null && ruling.confirmedAt !== undefined) return;
  const { kind, ruledOn, planUntil } = dataOf(message, 'reorganisation.approved');
  Object.assign(ruling, { kind, ruledOn, planUntil });
}

interface Opening {
  caseId: string;
  message: InboundMessage;
  court: Authority;
  by: CaseInHand['by'];
  now: Instant;
}

/** Opens a case by the court's own ruling, in one transaction with the shield. */
async function openByRuling(
  em: EntityManager,
  { caseId, message, court, by, now }: Opening,
): Promise<{ answer: CaseState | null; keep: boolean }> {
  const nothing = (refusal: Refusal) => {
    settle(message, now, 'refused', outcomeOf(refusal));
    return { answer: null, keep: false };
  };
  const { rulingNumber, kind, identifier, ruledOn, planUntil } = dataOf(message, 'reorganisation.approved');
  const subjectId = (await findSubjectByIdentifier(em, identifier))?.id;
  if (subjectId === undefined) return await flushed(em, nothing(subjectUnknown));
  await lockSubject(em, subjectId);
  const open = await findOpenReorganisation(em, { subjectId, courtId: court.id, rulingNumber });
  if (open.ofRuling !== null && open.ofRuling.subjectId === subjectId) {
    // Applied for, or sent twice, in the meantime: it goes to that case, and the sweep tells it.
    const { caseId: other, workflowId } = open.ofRuling;
    Object.assign(message, { caseId: other, targetWorkflowId: workflowId, signalledAt: null });
    return await flushed(em, { answer: null, keep: false });
  }
  const { receivedAt } = message;
  const brought = {
    caseId,
    subjectId,
    court,
    kind,
    rulingNumber,
    ruledOn,
    planUntil,
    by,
    receivedAt,
    ...({
      openedBy: 'court',
      contact: null,
      applicantSub: null,
      requestId: null,
    } as const),
  };
  const [refusal] = await reasonsAgainst(em, brought);
  if (refusal !== undefined) return await flushed(em, nothing(refusal));
  const hand = await register(em, brought, now);
  hand.file.status = 'awaiting-ruling';
  const waiting = await adoptMessages(em, {
    senderId: court.id,
    kinds: Object.keys(ACT_OF_MESSAGE) as ReorganisationMessageKind[],
    isAbout: ({ data }) => 'rulingNumber' in data && data.rulingNumber === rulingNumber,
    caseId,
    workflowId: hand.file.workflowId,
  });
  for (const one of [message, ...waiting]) await take(hand, one);
  const state = stateOf(reorganisationCourse, hand);
  await writeDown(reorganisationCourse, hand);
  return { answer: state, keep: true };
}

/** What is not kept as a step is still written: what became of the message. */
async function flushed<T>(em: EntityManager, answer: T): Promise<T> {
  await em.flush();
  return answer;
}

function outcomeOf({ code, clause, text }: Refusal): MessageOutcome {
  return { code, clause, text };
}

const FOLLOWED: MessageOutcome = { code: 'followed', text: { zh: '已办理', en: 'Followed' } };
const NOTHING_NEW: MessageOutcome = {
  code: 'nothing-new',
  text: { zh: '已知悉，无需办理', en: 'Known already; nothing to do' },
};
const WAITS: MessageOutcome = {
  code: 'waits-for-approval',
  text: { zh: '已收悉，待批准、认可裁定到达后办理', en: 'Kept until the approval of the plan or settlement arrives' },
};

const movedOn: Refusal = {
  code: 'case-moved-on',
  clause: REORGANISATION_CLAUSE,
  text: {
    zh: '本件已办结，或者处于不接受该告知的状态，未作任何变更；如有错误，请联系平台管理人员。',
    en: 'The case has ended, or takes no such message now; nothing was changed. If that is wrong, tell the operator.',
  },
};

const otherSubject: Refusal = {
  code: 'ruling-of-another-subject',
  clause: REORGANISATION_CLAUSE,
  text: {
    zh: '裁定所列主体与在办件的主体不一致，未作任何变更，请核对。',
    en: 'The subject of the ruling is not that of the case; nothing was changed. Check both.',
  },
};

const subjectUnknown: Refusal = {
  code: 'subject-unknown',
  clause: REORGANISATION_CLAUSE,
  text: {
    zh: '本平台没有该主体的信用信息，无需屏蔽；主体代码有误的，请核对后重新推送。',
    en: 'Nothing is held here about this subject, so nothing is to be shielded; check its code, or send it again later.',
  },
};
