import { codesOfRefusals } from '../../domain/refusal.ts';
import type { RepairOutcome } from '../../domain/repair/repair.ts';
import {
  type NoticePart,
  repairForwardedNotice,
  repairReceivedNotice,
  repairRefusedNotice,
} from '../../domain/repair/repair-notices.ts';
import type { Instant } from '../../domain/time.ts';
import type { RefusedRecord, RepairApplication, RepairOpeningAnswer } from '../../workflows/messages/repair.ts';
import { throwWhatCanNeverWork } from '../case/act.ts';
import { type CaseState, nextDeadlineOf, stateOf, writeDown } from '../case/case-course.ts';
import { latestDeadline } from '../case/case-deadlines.ts';
import { audit, note, noticeCase, SERVICE } from '../case/case-in-hand.ts';
import { lockSubject } from '../case/open-case.ts';
import { pushTo } from '../push/pushes.ts';
import { register } from './repair-register.ts';
import { runClocks } from './repair-clocks.ts';
import {
  deskOfPart,
  documentsOf,
  noticeOfPart,
  type PartInHand,
  repairCourse,
  type RepairInHand,
} from './repair-course.ts';
import { type AtWindow, type RefusedAtDoor, standAtTheWindow } from './repair-window.ts';
import { serveApplicant, serveHandler } from '../case/serve.ts';
import { type ActivityDeps, once } from '../case/transaction.ts';

export interface RepairOpening {
  /** null: nothing was registered. */
  state: CaseState | null;
  answer: RepairOpeningAnswer;
  /** Ids of the parts, whose workflows are to be started. */
  parts: string[];
}

/**
 * Takes an application for repair at the window: every record is asked its conditions; those that pass are forwarded at
 * once to the authorities that determined them, in this transaction, and those that do not are told with every reason.
 */
export async function openRepair(
  deps: ActivityDeps,
  { caseId, application, now }: { caseId: string; application: RepairApplication; now: Instant },
): Promise<RepairOpening> {
  const step = { caseId, key: application.id, now };
  return await once<RepairOpening>(deps, step, async (em) => {
    await lockSubject(em, application.subjectId);
    const door = await standAtTheWindow(em, caseId, application, now);
    if ('objections' in door) {
      const answer: RepairOpeningAnswer = { outcome: 'not-registered', refusals: door.objections };
      return { answer: { state: null, answer, parts: [] }, keep: false };
    }
    const hand = await register(em, door);
    if (door.forwarded.length === 0) refuse(hand, door.refused);
    else await forward(hand, door);
    audit(hand, 'repair.open', { parts: hand.parts.length, refused: codesOf(door.refused) });
    const state = stateOf(repairCourse, hand);
    const answer = answerOf(hand, door);
    await writeDown(repairCourse, hand);
    return { answer: { state, answer, parts: hand.parts.map(({ row }) => row.id) }, keep: true };
  }).catch(throwWhatCanNeverWork);
}

/** The window forwards at once: each authority's clocks begin, its desk and its own system are told. */
async function forward(hand: RepairInHand, { refused, subject }: AtWindow): Promise<void> {
  hand.file.status = 'with-authorities';
  noteRefused(hand, refused);
  for (const part of hand.parts) {
    runClocks(hand, part);
    const { acceptBy, answerBy, withCourt } = toldOf(hand, part);
    const records = part.items.map(({ row }) => row.recordId);
    const { ownSystem } = part.row;
    const authority = part.authority.code;
    note(
      hand,
      { kind: 'repair-forwarded', authority, records, acceptBy, answerBy, withCourt, ownSystem },
      hand.now,
      SERVICE,
    );
    serveHandler(hand, repairReceivedNotice(noticeOfPart(hand, part), toldOf(hand, part)), deskOfPart(part));
    if (ownSystem || withCourt) await pushApplication(hand, part, subject);
  }
  const parts = hand.parts.map((part) => toldOf(hand, part));
  serveApplicant(hand, repairForwardedNotice(noticeCase(hand), parts, refused.map(noticeOfRefused)));
}

/** Sent on to the authority's own system under the same case number; where it has none, its officers answer here. */
async function pushApplication(
  hand: RepairInHand,
  part: PartInHand,
  { identifier, name }: AtWindow['subject'],
): Promise<void> {
  const { number, receivedOn } = hand.file;
  const { acceptBy, answerBy } = toldOf(hand, part);
  const records = documentsOf(part).map((documentNumber) => ({ documentNumber }));
  const payload = { caseNumber: number, receivedOn, subject: { identifier, name }, records, acceptBy, answerBy };
  const authorityId = part.authority.id;
  await pushTo(hand, { authorityId, kind: 'repair.forwarded', recordId: null, payload, confirm: false });
}

function refuse(hand: RepairInHand, refused: readonly RefusedAtDoor[]): void {
  hand.file.status = 'refused';
  hand.file.closedAt = hand.now;
  hand.file.outcome = { kind: 'refused', codes: codesOf(refused) } satisfies RepairOutcome;
  noteRefused(hand, refused);
  serveApplicant(hand, repairRefusedNotice(noticeCase(hand), refused.map(noticeOfRefused)));
}

function noteRefused(hand: RepairInHand, refused: readonly RefusedAtDoor[]): void {
  for (const { row, refusals } of refused) {
    const codes = refusals.map(({ code }) => code);
    note(hand, { kind: 'repair-refused-at-door', record: row.id, codes }, hand.now, SERVICE);
  }
}

function toldOf(hand: RepairInHand, part: PartInHand): NoticePart {
  const dueOf = (kind: string) => latestDeadline(hand, kind, part.row.id)?.due ?? null;
  return {
    authority: part.authority.name,
    documents: documentsOf(part),
    acceptBy: dueOf('accept-by'),
    answerBy: dueOf('answer-by'),
    withCourt: part.row.withCourt,
  };
}

function noticeOfRefused({ row, refusals }: RefusedAtDoor) {
  return { document: row.documentNumber, refusals };
}

function answerOf(
  hand: RepairInHand,
  { refused, forwarded }: Pick<AtWindow, 'refused' | 'forwarded'>,
): RepairOpeningAnswer {
  const { number } = hand.file;
  const told: RefusedRecord[] = refused.map(({ row, refusals }) => ({
    recordId: row.id,
    documentNumber: row.documentNumber,
    refusals,
  }));
  if (hand.parts.length === 0) return { outcome: 'refused', number, status: 'refused', refused: told };
  const parts = hand.parts.map(({ row, authority, items }) => ({
    authority: authority.code,
    authorityName: authority.name,
    withCourt: row.withCourt,
    recordIds: items.map((item) => item.row.recordId),
  }));
  const next = nextDeadlineOf(repairCourse, hand);
  const advised = forwarded.flatMap(({ row, advisedFrom: from }) =>
    from === null ? [] : [{ recordId: row.id, documentNumber: row.documentNumber, from }],
  );
  return { outcome: 'forwarded', number, status: 'with-authorities', next, parts, refused: told, advised };
}

function codesOf(refused: readonly RefusedAtDoor[]): string[] {
  return codesOfRefusals(refused.flatMap(({ refusals }) => refusals));
}
