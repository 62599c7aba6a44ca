import type { Refusal } from '../../domain/refusal.ts';
import {
  applyAgainFrom,
  newAnswers,
  reasonsAgainstAnswers,
  type RecordAnswer,
} from '../../domain/repair/repair-answer.ts';
import { repairDeniedNotice, repairedNotice, repairRecordEndedNotice } from '../../domain/repair/repair-notices.ts';
import { type Day, type Instant, shanghaiDay } from '../../domain/time.ts';
import type { AnswerAct } from '../../workflows/messages/repair.ts';
import type { ActInput, ActResult } from '../case/act.ts';
import { note } from '../case/case-in-hand.ts';
import { pushTo } from '../push/pushes.ts';
import { endRecord, findRecord } from '../record/record-effects.ts';
import { answerByOf } from './repair-clocks.ts';
import { endingDay, type ItemInHand, noticeOfPart, type PartInHand, type RepairInHand } from './repair-course.ts';
import { decideItem, endPart, partMoved, undecided } from './repair-endings.ts';
import { enterCheck, partAct } from './repair-part-acts.ts';
import { goOnWithCheck } from './repair-pauses.ts';
import { serveApplicant } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/** The authority answers, record by record; one that answers has accepted. */
export function recordRepairAnswer(deps: ActivityDeps, input: ActInput<AnswerAct>): Promise<ActResult> {
  const { answers, receivedAt } = input.act;
  return partAct(deps, input, 'answer', (hand, part) => answerPart(hand, part, answers, receivedAt));
}

/**
 * Writes what an authority answers on records of its part. An approval ends publicity, sharing and measures of the
 * record in this transaction; a refusal gives clause, what to do and the day from which it is advised to try again.
 * What only repeats an earlier answer changes nothing.
 * @param at when the service received the answer
 */
export async function answerPart(
  hand: RepairInHand,
  part: PartInHand,
  answers: readonly RecordAnswer[],
  at: Instant,
): Promise<Refusal[]> {
  const on = shanghaiDay(at);
  const standing = part.items.map(({ row, documentNumber }) => ({
    recordId: row.recordId,
    documentNumber,
    outcome: row.outcome ?? null,
  }));
  const refusals = reasonsAgainstAnswers(answers, standing, shanghaiDay(hand.now));
  if (refusals.length > 0) return refusals;
  const fresh = newAnswers(answers, standing);
  if (fresh.length === 0) return [];
  impliedAcceptance(hand, part, at);
  const decided = await decideRecords(hand, part, fresh, at);
  serveAnswers(hand, part, decided, on);
  await tellWindow(hand, part, fresh);
  if (undecided(part).length === 0) endPart(hand, part, { status: 'answered', clocks: 'met' }, at);
  else partMoved(hand, part);
  return [];
}

/** An answer that comes before acceptance, or during a pause, says that the authority has what it needs. */
function impliedAcceptance(hand: RepairInHand, part: PartInHand, at: Instant): void {
  const { status } = part.row;
  if (status === 'awaiting-acceptance' || status === 'awaiting-completion') {
    enterCheck(hand, part, at);
    const { due } = answerByOf(hand, part);
    note(hand, { kind: 'repair-accepted', authority: part.authority.code, implied: true, answerBy: due }, at);
  }
  if (status === 'paused') goOnWithCheck(hand, part, at);
}

interface Decided {
  repaired: ItemInHand[];
  /** Of these the ones whose publication had run out: a measure was left to lift. */
  ranOut: Set<ItemInHand>;
  refused: { item: ItemInHand; reason: string; clause: string; whatToDo: string; earliest: Day }[];
  /** Annulled, corrected or run out while the application was with its authority. */
  over: ItemInHand[];
}

async function decideRecords(
  hand: RepairInHand,
  part: PartInHand,
  answers: readonly RecordAnswer[],
  at: Instant,
): Promise<Decided> {
  const decided: Decided = { repaired: [], ranOut: new Set(), refused: [], over: [] };
  const authority = part.authority.code;
  // Always in one order: two applications that lock the same records do not wait for each other in a circle.
  for (const answer of [...answers].sort((a, b) => (a.recordId < b.recordId ? -1 : 1))) {
    const { recordId: record, result } = answer;
    const item = part.items.find(({ row }) => row.recordId === record);
    if (item === undefined) continue;
    if (result === 'refused') {
      const { reason, clause, whatToDo } = answer;
      const earliest = applyAgainFrom(answer, shanghaiDay(at));
      const why = { reason: reason ?? '', clause: clause ?? '', whatToDo: whatToDo ?? '', earliest };
      decideItem(hand, item, 'refused', why);
      note(hand, { kind: 'repair-answered', authority, record, result, clause: why.clause, earliest });
      decided.refused.push({ item, ...why });
      continue;
    }
    const { state } = await findRecord(hand, record);
    const effect = await endRecord(hand, { recordId: record, how: 'repaired', on: endingDay(hand, item, at) });
    if (effect === 'ended') {
      decideItem(hand, item, 'repaired');
      note(hand, { kind: 'repair-answered', authority, record, result, clause: null, earliest: null });
      decided.repaired.push(item);
      if (state.state === 'ended-by-time') decided.ranOut.add(item);
    } else {
      decideItem(hand, item, 'ended');
      note(hand, { kind: 'repair-record-ended', authority, record });
      decided.over.push(item);
    }
  }
  return decided;
}

function serveAnswers(
  hand: RepairInHand,
  part: PartInHand,
  { repaired, ranOut, refused, over }: Decided,
  on: Day,
): void {
  const file = noticeOfPart(hand, part);
  const { name } = part.authority;
  const documents = (items: readonly ItemInHand[]) => items.map(({ documentNumber }) => documentNumber);
  if (repaired.length > 0) {
    const shown = documents(repaired.filter((item) => !ranOut.has(item)));
    const measuresOnly = documents(repaired.filter((item) => ranOut.has(item)));
    serveApplicant(hand, repairedNotice(file, name, { shown, measuresOnly }, on), part.authority);
  }
  if (over.length > 0) serveApplicant(hand, repairRecordEndedNotice(file, name, documents(over)), part.authority);
  if (refused.length === 0) return;
  const reasons = refused.map(({ item, ...why }) => ({ document: item.documentNumber, ...why }));
  serveApplicant(hand, repairDeniedNotice(file, name, reasons, part.row), part.authority);
}

/** The window shows the applicant what came of it, where it has a system of its own. */
async function tellWindow(hand: RepairInHand, part: PartInHand, answers: readonly RecordAnswer[]): Promise<void> {
  const told = answers.map(({ recordId, result, clause }) => {
    const item = part.items.find(({ row }) => row.recordId === recordId);
    return { documentNumber: item?.documentNumber ?? '', result, clause, outcome: item?.row.outcome ?? null };
  });
  const { number, authorityId } = hand.file;
  const payload = { caseNumber: number, authority: part.authority.code, answers: told };
  await pushTo(hand, { authorityId, kind: 'repair.answered', recordId: null, payload, confirm: false });
}
