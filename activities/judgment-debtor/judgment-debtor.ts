import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Authority } from '../../db/entities/authority.ts';
import { CaseFile } from '../../db/entities/case-file.ts';
import type { InboundMessage } from '../../db/entities/inbound-message.ts';
import { JudgmentDebtor } from '../../db/entities/judgment-debtor.ts';
import { Measure } from '../../db/entities/measure.ts';
import { CreditRecord } from '../../db/entities/record.ts';
import { Subject } from '../../db/entities/subject.ts';
import { loadRules } from '../../db/queries/rules.ts';
import { findSubjectByIdentifier, identifierIndex } from '../../db/queries/subject.ts';
import { debtorTerm, measuresOfListing, reasonsAgainstListing } from '../../domain/judgment-debtor/judgment-debtor.ts';
import { DEBTOR_MESSAGES } from '../../domain/judgment-debtor/judgment-debtor-messages.ts';
import { debtorListedNotice } from '../../domain/judgment-debtor/judgment-debtor-notices.ts';
import type { DebtorListed, MessageOutcome } from '../../domain/messages/messages.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { ruleSetForCase } from '../../domain/rule-sets/index.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import { takeMeasureFeedback } from '../joint-action/measure-feedback.ts';
import { adoptMessages } from '../messages/adopt-messages.ts';
import { type CaseState, stateOf, whereItStands, writeDown } from '../case/case-course.ts';
import { audit, type CaseInHand, noticeCase, takeInHand } from '../case/case-in-hand.ts';
import { takeDebtorChange } from './judgment-debtor-changes.ts';
import { dataOf, getMessage, settle } from '../messages/messages.ts';
import { type MessageStep, takeOrRefuse } from '../messages/take-message.ts';
import { publicityCourse } from '../publicity/publicity-course.ts';
import { enterRecord, type RecordEntry } from '../record/record-entry.ts';
import { serveSubject } from '../case/serve.ts';
import { type ActivityDeps, once } from '../case/transaction.ts';

/**
 * Takes what a court says of a judgment debtor: the listing enters the record and opens its publicity; everything else
 * moves that. Null: it would have entered a record, and was refused; the court reads why. What an authority says of a
 * measure of any record comes the same way.
 */
export async function takeDebtorMessage(deps: ActivityDeps, told: MessageStep): Promise<CaseState | null> {
  return await takeOrRefuse(deps, told, () => takeStep(deps, told));
}

async function takeStep(deps: ActivityDeps, { caseId, messageId, now }: MessageStep): Promise<CaseState | null> {
  return await once<CaseState | null>(deps, { caseId, key: `message/${messageId}`, now }, async (em) => {
    const message = await getMessage(em, messageId);
    const court = await em.findOneOrFail(Authority, { id: message.senderId });
    const role = court.kind === 'court' ? 'court' : 'agency';
    const by = { sub: court.code, role, authority: court.code } as const;
    const exists = (await em.count(CaseFile, { id: caseId })) > 0;
    // Refused, or known as another case's, by an attempt whose answer was lost.
    if (!exists && (message.state !== 'stored' || message.caseId !== caseId)) return { answer: null, keep: false };
    if (!exists) return await enterListing(em, { caseId, message, court, by, now });
    const { receivedAt } = message;
    const hand = await publicityCourse.take({ ...(await takeInHand(em, caseId, by, now)), receivedAt });
    // Taken with the listing that came after it.
    if (message.state !== 'stored') return { answer: await whereItStands(publicityCourse, hand), keep: false };
    if (message.kind === 'debtor.listed') settle(message, now, 'taken', KNOWN);
    else if (message.kind === 'measure.feedback') await takeMeasureFeedback(hand, message);
    else await takeDebtorChange(hand, message);
    audit(hand, `publicity.${message.kind.replace('.', '-')}`);
    const state = stateOf(publicityCourse, hand);
    await writeDown(publicityCourse, hand);
    return { answer: state, keep: true };
  });
}

interface Listing {
  caseId: string;
  message: InboundMessage;
  court: Authority;
  by: CaseInHand['by'];
  now: Instant;
}

/** Enters the record of a listing, with everything that the court had said of it before, in one transaction. */
async function enterListing(
  em: EntityManager,
  { caseId, message, court, by, now }: Listing,
): Promise<{ answer: CaseState | null; keep: boolean }> {
  const listed = dataOf(message, 'debtor.listed');
  const refusals = await reasonsAgainst(em, message, listed, now);
  if (refusals.length > 0) return await refused(em, message, refusals, now);
  const subject = await subjectOf(em, listed, now);
  const same = await em.findOne(CreditRecord, {
    subjectId: subject.id,
    authorityId: court.id,
    documentNumber: listed.documentNumber,
  });
  if (same !== null) {
    // Listed twice at the same time: the record is there.
    settle(message, now, 'taken', KNOWN);
    await em.flush();
    return { answer: null, keep: false };
  }
  const entry = await entryOf(em, { caseId, message, court, by, now }, subject.id, listed);
  const entered = await enterRecord({ em, now, by, requestId: null }, entry);
  if (!entered.ok) return await refused(em, message, entered.refusals, now);
  const hand = entered.publicity;
  const { situation, extraYears, documentNumber } = listed;
  em.create(JudgmentDebtor, { recordId: caseId, situation, extraYears, ground: null });
  const endsBy = hand.record.endsBy ?? null;
  await serveSubject(hand, debtorListedNotice(noticeCase(hand), documentNumber, { situation, endsBy }, hand.measures));
  audit(hand, 'publicity.debtor-listed', { record: caseId, situation });
  settle(message, now, 'taken', LISTED);
  await em.flush();
  const waiting = await adoptMessages(em, {
    senderId: court.id,
    kinds: DEBTOR_MESSAGES,
    isAbout: ({ data }) =>
      'identifier' in data && 'documentNumber' in data && data.documentNumber === documentNumber
        ? data.identifier === listed.subject.identifier
        : false,
    caseId,
    workflowId: hand.file.workflowId,
  });
  // Each is folded with all that the case was told, as the rows have it; what a step asks does not flush.
  await em.flush();
  for (const one of waiting) await takeDebtorChange(hand, one);
  const state = stateOf(publicityCourse, hand);
  await writeDown(publicityCourse, hand);
  return { answer: state, keep: true };
}

async function reasonsAgainst(
  em: EntityManager,
  { receivedAt }: InboundMessage,
  listed: DebtorListed,
  now: Instant,
): Promise<Refusal[]> {
  const receivedOn = shanghaiDay(receivedAt);
  const rule = await loadRules(em, ruleSetForCase(receivedOn).id, receivedOn, receivedAt);
  const known = await findSubjectByIdentifier(em, listed.subject.identifier);
  return reasonsAgainstListing(listed, shanghaiDay(now), rule, known?.name ?? null);
}

/** A court may list who was never known here; who is known keeps the name that was entered. */
async function subjectOf(em: EntityManager, { subject }: DebtorListed, now: Instant): Promise<Subject> {
  const { kind, identifier, name } = subject;
  const known = await findSubjectByIdentifier(em, identifier);
  if (known !== null) return known;
  const index = identifierIndex(em, identifier);
  const created = em.create(Subject, {
    id: randomUUID(),
    kind,
    identifier,
    identifierIndex: index,
    name,
    createdAt: now,
  });
  await em.flush();
  return created;
}

async function entryOf(
  em: EntityManager,
  { caseId, message, court }: Listing,
  subjectId: string,
  listed: DebtorListed,
): Promise<RecordEntry> {
  const { documentNumber, decidedOn, facts, subject } = listed;
  const receivedOn = shanghaiDay(message.receivedAt);
  const list = await em.find(Measure, {}, { orderBy: { code: 'asc' } });
  const codes = measuresOfListing(list, subject.kind);
  return {
    id: caseId,
    subjectId,
    authority: court,
    kind: 'judgment-debtor',
    documentNumber,
    decidedOn,
    facts,
    documentKind: '纳入失信被执行人名单决定书',
    severity: 'serious',
    sector: 'judgment-debtor',
    receivedOn,
    publishedFrom: receivedOn,
    term: debtorTerm(listed),
    measures: list
      .filter(({ code }) => codes.includes(code))
      .map(({ code, inForceFrom }) => ({
        code,
        from: inForceFrom > decidedOn ? inForceFrom : decidedOn,
        until: null,
      })),
  } as const;
}

/** What is not kept as a step is still written: why the listing was not taken, every reason of it. */
async function refused(
  em: EntityManager,
  message: InboundMessage,
  refusals: readonly Refusal[],
  now: Instant,
): Promise<{ answer: null; keep: false }> {
  const [first] = refusals;
  const text = {
    zh: refusals.map(({ text }) => text.zh).join(''),
    en: refusals.map(({ text }) => text.en).join(' '),
  };
  settle(message, now, 'refused', { code: first?.code ?? 'refused', clause: first?.clause ?? '', text });
  await em.flush();
  return { answer: null, keep: false };
}

const LISTED: MessageOutcome = { code: 'listed', text: { zh: '已录入并公示', en: 'Entered and published' } };
const KNOWN: MessageOutcome = {
  code: 'nothing-new',
  text: { zh: '已录入，无需办理', en: 'Entered already; nothing to do' },
};
