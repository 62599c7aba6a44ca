import { randomUUID } from 'node:crypto';
import { RepairBarRow } from '../../db/entities/repair-bar.ts';
import { countUnansweredActs } from '../../db/queries/request-key.ts';
import type { Refusal } from '../../domain/refusal.ts';
import {
  FALSE_REPAIR_RECORD,
  type RepairWithdrawalOutcome,
  WITHDRAWAL_CLAUSE,
  WITHDRAWAL_GROUND_TEXT,
} from '../../domain/repair-withdrawal/repair-withdrawal.ts';
import { type BarredDays, barFrom } from '../../domain/repair-withdrawal/repair-withdrawal-bar.ts';
import { reasonAgainstDecider, reasonsAgainstNoReason } from '../../domain/hearing/hearing-decision.ts';
import { reasonsAgainstUpholding } from '../../domain/repair-withdrawal/repair-withdrawal-decision.ts';
import {
  type Returned,
  withdrawalDecidedForDesk,
  withdrawalDroppedNotice,
  withdrawalUpheldNotice,
} from '../../domain/repair-withdrawal/repair-withdrawal-notices.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type { DropAct, UpholdAct } from '../../workflows/messages/repair-withdrawal.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import { note, noticeCase } from '../case/case-in-hand.ts';
import { lockSubject } from '../case/open-case.ts';
import { endRecord, findRecord, restoreRecord } from '../record/record-effects.ts';
import { openPublicity } from '../record/record-entry.ts';
import type { RecordInHand } from '../record/record-in-hand.ts';
import { getStatementBy, hearingHeldOn, howHeard } from '../hearing/heard-case.ts';
import { findDecidedBefore } from '../hearing/reopening.ts';
import { noticeRecords, repairWithdrawalCourse, type WithdrawalInHand } from './repair-withdrawal-course.ts';
import { enterWithdrawal, withdrawalHearing } from './repair-withdrawal-moves.ts';
import { shieldReturning } from '../reorganisation/reorganisation-shield.ts';
import { serveOfficers, serveSubject } from '../case/serve.ts';
import type { ActivityDeps } from '../case/transaction.ts';

/**
 * A second person upholds: in this one transaction it goes on the record and is shown, the subject is barred from
 * applying, the repaired records come back with their measures, every copy is told, and both sides are served.
 */
export function recordUpholding(deps: ActivityDeps, input: ActInput<UpholdAct>): Promise<ActResult> {
  const uphold = input.act;
  return act(repairWithdrawalCourse, deps, input, 'uphold', async (hand) => {
    const objection = reasonAgainstDecider(uphold.by.sub, withdrawalHearing.involved(hand));
    if (objection !== null) return [objection];
    await lockSubject(hand.em, hand.file.subjectId);
    const records = uphold.records ?? hand.records.map(({ recordId }) => recordId);
    const standing = await lockRecords(hand);
    const refusals = await reasonsAgainst(hand, uphold, records, standing);
    if (refusals.length > 0) return refusals;
    const decidedOn = shanghaiDay(hand.now);
    const first = standing.find(({ row }) => records.includes(row.id));
    const bar = barFrom(decidedOn, hand.rule);
    const barredUntil = bar?.until ?? null;
    const falseRecord = await enterFalseRepair(hand, uphold.document, first, { decidedOn, barredUntil });
    if (Array.isArray(falseRecord)) return falseRecord;

    writeDecision(hand, uphold, uphold.by.sub);
    hand.withdrawal.decisionDocument = uphold.document;
    hand.withdrawal.falseRepairRecordId = falseRecord;
    hand.withdrawal.answerToStatement = uphold.answerToStatement;
    if (bar !== null) await writeBar(hand, bar);
    const returned = new Map<string, Returned>();
    for (const row of hand.records) {
      row.open = false;
      if (!records.includes(row.recordId)) continue;
      row.restoredOn = decidedOn;
      returned.set(row.recordId, await bringBack(hand, row, decidedOn));
    }
    end(hand, { kind: 'upheld', records: [...records], falseRepairRecord: falseRecord, barredUntil });
    note(hand, { kind: 'withdrawal-upheld', records: [...records], barredUntil });
    enterWithdrawal(hand, 'upheld');
    await tellUpheld(hand, uphold, returned, barredUntil);
    return [];
  });
}

/**
 * As its own days, and a ruling on its subject's reorganisation, let it stand: shielded, or repaired by the plan. Gives
 * what of it returned.
 */
async function bringBack(hand: WithdrawalInHand, own: WithdrawalInHand['records'][number], on: Day): Promise<Returned> {
  const { recordId, period } = own;
  const { row } = await findRecord(hand, recordId);
  const carriedOutOn = await shieldReturning(hand, row);
  own.repair = await restoreRecord(hand, { recordId, period, on });
  if (carriedOutOn !== null) await endRecord(hand, { recordId, how: 'repaired', on: carriedOutOn });
  const { state } = await findRecord(hand, recordId);
  return { state: state.state, measures: state.measuresInForce.length > 0 };
}

/** A second person drops it: the repair stands, nothing is changed, and both sides are told why. */
export function recordDropping(deps: ActivityDeps, input: ActInput<DropAct>): Promise<ActResult> {
  const drop = input.act;
  return act(repairWithdrawalCourse, deps, input, 'drop', async (hand) => {
    const objection = reasonAgainstDecider(drop.by.sub, withdrawalHearing.involved(hand));
    if (objection !== null) return [objection];
    const refusals = reasonsAgainstNoReason(drop);
    if (refusals.length > 0) return refusals;
    writeDecision(hand, drop, drop.by.sub);
    for (const row of hand.records) row.open = false;
    end(hand, { kind: 'dropped' });
    note(hand, { kind: 'withdrawal-dropped' });
    enterWithdrawal(hand, 'dropped');
    await serveSubject(hand, withdrawalDroppedNotice(noticeCase(hand), hand.repairNumber, drop.reason));
    serveOfficers(hand, withdrawalDecidedForDesk(noticeCase(hand), { upheld: false, reason: drop.reason }));
    return [];
  });
}

/** The records as they stand now, locked in one order until this transaction ends. */
async function lockRecords(hand: WithdrawalInHand): Promise<RecordInHand[]> {
  const locked: RecordInHand[] = [];
  for (const id of hand.records.map(({ recordId }) => recordId).sort()) locked.push(await findRecord(hand, id));
  return locked;
}

async function reasonsAgainst(
  hand: WithdrawalInHand,
  { reason, answerToStatement }: UpholdAct,
  records: readonly string[],
  standing: readonly RecordInHand[],
): Promise<Refusal[]> {
  const { due: statementDue, dueAt, openedAt } = getStatementBy(hand);
  const question = {
    now: hand.now,
    reason,
    answerToStatement,
    records,
    standing: standing.map(({ row }) => ({
      id: row.id,
      documentNumber: row.documentNumber,
      endedHow: row.endedHow ?? null,
    })),
    statementDue,
    writtenOn: shanghaiDay(openedAt),
    waivedOn: hand.withdrawal.waivedOn ?? null,
    wasHeard: howHeard(hand) !== 'not',
    before: await findDecidedBefore(hand),
    unanswered: await countUnansweredActs(hand.em, hand.file.id, { before: dueAt }),
  };
  return reasonsAgainstUpholding(question, hand.rule, hand.calendar);
}

/**
 * The record of the false repair itself, with its own publicity; the refusals where it cannot be entered. It says on
 * which ground the repair was withdrawn: what was found is told to the subject, and not to everybody.
 */
async function enterFalseRepair(
  hand: WithdrawalInHand,
  document: string,
  first: RecordInHand | undefined,
  { decidedOn, barredUntil }: { decidedOn: Day; barredUntil: Day | null },
): Promise<string | Refusal[]> {
  const { file, authority, withdrawal, repairNumber } = hand;
  const id = randomUUID();
  const entered = await openPublicity(hand, {
    ...FALSE_REPAIR_RECORD,
    id,
    subjectId: file.subjectId,
    authority,
    documentNumber: document,
    decidedOn,
    sector: first?.row.sector ?? 'general',
    facts: `${WITHDRAWAL_GROUND_TEXT[withdrawal.ground].zh}，信用修复（案件${repairNumber}）已被撤销。`,
    receivedOn: decidedOn,
    publishedFrom: decidedOn,
    measures: [],
    barredUntil,
  });
  return entered.ok ? id : entered.refusals;
}

function end({ file }: WithdrawalInHand, outcome: RepairWithdrawalOutcome): void {
  file.outcome = outcome;
}

function writeDecision({ withdrawal, now }: WithdrawalInHand, { reason }: { reason: string }, by: string): void {
  Object.assign(withdrawal, { decidedBy: by, decidedAt: now, reason });
}

/** Decided anew, it bars from the new decision on: the bar of the one that was set aside fell with it. */
async function writeBar({ em, file, now }: WithdrawalInHand, { from, until }: BarredDays): Promise<void> {
  const before = await em.findOne(RepairBarRow, { caseId: file.id });
  if (before !== null) {
    Object.assign(before, { fromDay: from, untilDay: until, at: now });
    return;
  }
  em.create(RepairBarRow, {
    caseId: file.id,
    subjectId: file.subjectId,
    fromDay: from,
    untilDay: until,
    clause: WITHDRAWAL_CLAUSE,
    at: now,
  });
}

async function tellUpheld(
  hand: WithdrawalInHand,
  { document, reason, answerToStatement }: UpholdAct,
  returned: ReadonlyMap<string, Returned>,
  barredUntil: Day | null,
): Promise<void> {
  const { withdrawal, repairNumber } = hand;
  const decided = {
    repair: repairNumber,
    ground: withdrawal.ground,
    findings: withdrawal.findings,
    reason,
    answerToStatement,
    waived: withdrawal.waivedOn != null,
    hearingOn: hearingHeldOn(hand),
    records: noticeRecords(hand, returned),
    document,
    barredUntil,
  };
  await serveSubject(hand, withdrawalUpheldNotice(noticeCase(hand), decided));
  serveOfficers(hand, withdrawalDecidedForDesk(noticeCase(hand), { upheld: true, document }));
}
