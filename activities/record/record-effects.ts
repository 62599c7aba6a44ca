import { RecordHoldRow } from '../../db/entities/record-hold.ts';
import { factsOf, measureOf, type RecordRows, stateOfRecord } from '../../db/queries/records.ts';
import type { CopyPushKind } from '../../domain/messages/pushes.ts';
import type { PublicityOutcome, PublicityStatus } from '../../domain/publicity/publicity.ts';
import type { UndoneRepair } from '../../domain/record/undone-repair.ts';
import type { WithdrawalGround } from '../../domain/judgment-debtor/judgment-debtor-messages.ts';
import type { RecordEnding } from '../../domain/record/record-ending.ts';
import type { HoldReason, HoldStops } from '../../domain/record/record-hold.ts';
import { hasEndedByTime, isOver, measuresLeft } from '../../domain/record/record.ts';
import { type Day, type Instant, shanghaiDay } from '../../domain/time.ts';
import { PUBLICITY_WORKFLOW } from '../../workflows/messages/publicity.ts';
import { closeDeadline, runningDeadline } from '../case/case-deadlines.ts';
import { type CaseInHand, note } from '../case/case-in-hand.ts';
import { followMeasures } from '../joint-action/follow-measures.ts';
import { endOpenObjection } from '../objection/objection-moot.ts';
import { datesAnew, type PublicityInHand } from '../publicity/publicity-course.ts';
import { beginPeriods } from '../publicity/publicity-periods.ts';
import { pushToCopyHolders } from '../push/pushes.ts';
import {
  contentForCopies,
  describeForPush,
  inHand,
  type LockedRecord,
  lockRecord,
  passToPublicity,
  type RecordInHand,
} from './record-in-hand.ts';

/** A record for a step of any case, locked until its transaction ends. Throws where there is no such record. */
export async function findRecord(hand: CaseInHand, recordId: string): Promise<RecordInHand> {
  return inHand(await lockRecord(hand, recordId), hand);
}

export interface EndOrder {
  recordId: string;
  how: RecordEnding;
  /** Today at the latest, and no earlier than the decision. */
  on: Day;
  /** Of an annulment: the document that annulled the decision. */
  documentNumber?: string;
  /** Of a court's entry: why the court ends it. */
  ground?: WithdrawalGround;
  /** Done later than the rule allows. */
  late?: boolean;
}

/**
 * Ends a record before its time: publication, sharing and measures together, in the caller's transaction
 * (信用修复管理办法第三条), and its publicity with it. One that was repaired, or ran out, is still annulled or withdrawn
 * when its decision turns out to be void: it never should have counted (行政处罚法第四十八条). Every credit service agency
 * is told, and must confirm that its copy follows. `already-over`: nothing was left to end, and nothing was changed.
 * The notice to the subject is the caller's to serve.
 */
export async function endRecord(hand: CaseInHand, order: EndOrder): Promise<'ended' | 'already-over'> {
  const { recordId, how, on } = order;
  const locked = await lockRecord(hand, recordId);
  const { row } = locked;
  const today = shanghaiDay(hand.now);
  const wasOver = isOver(stateOfRecord(locked, hand.now).state);
  const running = measuresLeft(factsOf(row), locked.measures.map(measureOf), today).map(({ code }) => code);
  if (wasOver && running.length === 0 && !canStillVoid(order, row.endedHow ?? null)) return 'already-over';
  if (on > today || on < row.decidedOn) throw new RangeError(`record ${recordId} cannot end on ${on}`);
  // Since when it stands no more is not changed by what is found out about it later.
  if (wasOver && isVoiding(order)) row.voidedOn = row.endedOn != null && on < row.endedOn ? row.endedOn : on;
  row.endedOn ??= on;
  row.endedHow = how;
  for (const measure of locked.measures)
    if (running.includes(measure.code)) Object.assign(measure, { liftedOn: on, liftedHow: how });
  if (locked.publicity !== null) endPublicity(locked.publicity, order);
  if (isVoiding(order)) await endObjectionTo(hand, locked, how);
  await passToCarriers(locked);
  passToPublicity(hand, locked);
  await tellCopyHolders(hand, locked, isVoiding(order) ? 'record.withdrawn' : 'record.ended', how, on);
  return 'ended';
}

/**
 * The record never should have counted: its decision annulled, it was entered in error, or found wrong on an objection.
 * A court deletes on other grounds.
 */
function isVoiding({ how, ground }: EndOrder): boolean {
  return how === 'annulled' || how === 'corrected' || (how === 'withdrawn' && ground === undefined);
}

/** Whether it changes what a record that is over ended by: one that ran out, or was repaired. */
function canStillVoid(order: EndOrder, endedHow: RecordEnding | null): boolean {
  return isVoiding(order) && (endedHow === null || endedHow === 'repaired');
}

/** Nothing is left that an objection could be about: its hold is lifted, and its case ends with the record. */
async function endObjectionTo(hand: CaseInHand, { row, holds, publicity }: LockedRecord, how: RecordEnding) {
  if (how === 'repaired') return;
  for (const hold of holds.filter(({ reason, until }) => reason === 'objection' && until == null)) {
    hold.until = hand.now < hold.from ? hold.from : hand.now;
    if (publicity !== null) note(publicity, { kind: 'hold-lifted', hold: 'objection' });
  }
  await endOpenObjection(hand, row.id, how);
}

function endPublicity(publicity: PublicityInHand, order: EndOrder): void {
  const { how, on, documentNumber = '', ground, late = false } = order;
  const why = ground === undefined ? {} : { ground };
  const outcome: PublicityOutcome =
    how === 'annulled'
      ? { kind: how, on, documentNumber: documentNumber || null, ...why }
      : how === 'withdrawn'
        ? { kind: how, on, ...why }
        : { kind: how, on };
  closePublicity(publicity, how, outcome);
  note(publicity, { kind: 'record-ended', how, on, late, ...why });
}

/**
 * Puts the publicity of a record at its end: nothing of it runs any more, but a report that the decision was annulled
 * is still to be checked.
 */
export function closePublicity(publicity: PublicityInHand, status: PublicityStatus, outcome: PublicityOutcome): void {
  const { file, measures, now } = publicity;
  closeDeadline(publicity, 'minimum-end', 'closed');
  closeDeadline(publicity, 'maximum-end', 'closed');
  closeDeadline(publicity, 'duties-by', 'closed');
  for (const { id } of measures) closeDeadline(publicity, 'measure-end', 'closed', id);
  if ((status === 'repaired' || status === 'ended-by-time') && runningDeadline(publicity, 'withdraw-by') !== null) {
    Object.assign(file, { status: 'annulment-check', closedAt: null, outcome: null });
    return;
  }
  // Taken back by its authority, whatever it called it: that is what the wait was for.
  const isTakenBack = status === 'annulled' || status === 'withdrawn';
  closeDeadline(publicity, 'withdraw-by', isTakenBack ? 'met' : 'closed');
  Object.assign(file, { status, closedAt: now, outcome });
}

export interface HoldOrder {
  recordId: string;
  reason: HoldReason;
  stops: HoldStops;
  /** The case or message that sets it; it lifts only its own. */
  sourceId: string;
  from: Instant;
}

/** Holds a record for a reason. False: this reason and source hold it already, and nothing was changed. */
export async function holdRecord(hand: CaseInHand, order: HoldOrder): Promise<boolean> {
  const { recordId, reason, stops, sourceId, from } = order;
  const locked = await lockRecord(hand, recordId);
  if (findHold(locked, reason, sourceId) !== undefined) return false;
  const before = stateOfRecord(locked, hand.now);
  const { publicity, sharing, measures, onlyMeasures = null } = stops;
  const hold = hand.em.create(RecordHoldRow, {
    recordId,
    reason,
    sourceId,
    stopsPublicity: publicity,
    stopsSharing: sharing,
    stopsMeasures: measures,
    onlyMeasures,
    from,
    until: null,
  });
  locked.holds.push(hold);
  if (locked.publicity !== null) note(locked.publicity, { kind: 'record-held', hold: reason });
  await passToCarriers(locked);
  passToPublicity(hand, locked);
  if (!before.published) return true;
  const today = shanghaiDay(hand.now);
  if (!stateOfRecord(locked, hand.now).published) await tellCopyHolders(hand, locked, 'record.ended', 'held', today);
  else if (reason === 'objection')
    await tellCopyHolders(hand, locked, 'record.under-objection', 'objection-received', today);
  return true;
}

export interface LiftOrder {
  recordId: string;
  reason: HoldReason;
  /** The case or message that set it. */
  sourceId: string;
  at: Instant;
  /** Whoever holds a copy was told in this transaction of what the record is now, and that nothing is said against it. */
  copiesKnow?: boolean;
}

/** Lifts a hold, at or after the moment it was set for. False: nothing of this reason and source holds the record. */
export async function liftHold(hand: CaseInHand, order: LiftOrder): Promise<boolean> {
  const { recordId, reason, sourceId, at, copiesKnow = false } = order;
  const locked = await lockRecord(hand, recordId);
  const hold = findHold(locked, reason, sourceId);
  if (hold === undefined) return false;
  const before = stateOfRecord(locked, hand.now);
  hold.until = at < hold.from ? hold.from : at;
  if (locked.publicity !== null) note(locked.publicity, { kind: 'hold-lifted', hold: reason });
  await passToCarriers(locked);
  passToPublicity(hand, locked);
  if (!stateOfRecord(locked, hand.now).published) return true;
  const today = shanghaiDay(hand.now);
  if (!before.published) await tellCopyHolders(hand, locked, 'record.restored', 'hold-lifted', today);
  else if (reason === 'objection' && !copiesKnow)
    await tellCopyHolders(hand, locked, 'record.objection-over', 'objection-ended', today);
  return true;
}

function findHold({ holds }: LockedRecord, reason: HoldReason, sourceId: string): RecordHoldRow | undefined {
  return holds.find((hold) => hold.reason === reason && hold.sourceId === sourceId && hold.until == null);
}

/**
 * Brings a repaired record back, because its repair is withdrawn: shown, shared and with the measures that the repair
 * had lifted; its period starts anew on the day or goes on as if there had been no repair, as the sector's rules say
 * (人社部令第45号第十五条). Its publicity runs again from the rows. Gives what the repair had made of it, for the day on
 * which the withdrawal itself falls (`repairAgain`). Throws where the record was not repaired.
 */
export async function restoreRecord(
  hand: CaseInHand,
  { recordId, period, on }: { recordId: string; period: 'restarts' | 'goes-on'; on: Day },
): Promise<UndoneRepair> {
  const locked = await lockRecord(hand, recordId);
  const { row } = locked;
  if (row.endedHow !== 'repaired') throw new Error(`record ${recordId} was not repaired`);
  const endedOn = row.endedOn ?? null;
  const undone = undoneRepair(locked);
  // It had run out before it was repaired: the repair lifted measures alone, and nothing of the period comes back.
  const ranOut = endedOn !== null && hasEndedByTime(factsOf(row), endedOn);
  for (const measure of locked.measures)
    if (measure.liftedHow === 'repaired') Object.assign(measure, { liftedOn: null, liftedHow: null });
  row.endedOn = null;
  row.endedHow = null;
  if (period === 'restarts' && !ranOut) {
    row.restartedOn = on;
    const { minimumEnds, applyFrom, endsBy } = datesAnew(row).dates;
    Object.assign(row, { minimumEnds, applyFrom, endsBy });
  }
  if (locked.publicity !== null) restorePublicity(locked.publicity, ranOut ? 'goes-on' : period);
  await passToCarriers(locked);
  passToPublicity(hand, locked);
  startAgain(hand, locked);
  // Run out meanwhile, or held by a court, it is shown nowhere: nobody is told to show it.
  if (stateOfRecord(locked, hand.now).published)
    await tellCopyHolders(hand, locked, 'record.restored', 'repair-withdrawn', on);
  return undone;
}

function undoneRepair({ row, measures }: LockedRecord): UndoneRepair {
  const { endedOn = null, restartedOn = null, minimumEnds = null, applyFrom = null, endsBy = null } = row;
  const lifted = measures.filter(({ liftedHow }) => liftedHow === 'repaired').map(({ code }) => code);
  const { decidedOn, severity } = row;
  return { endedOn, decidedOn, severity, restartedOn, minimumEnds, applyFrom, endsBy, measures: lifted };
}

function restorePublicity(publicity: PublicityInHand, period: 'restarts' | 'goes-on'): void {
  const { file, record } = publicity;
  file.round += 1;
  Object.assign(file, { status: 'running', closedAt: null, outcome: null });
  beginPeriods(publicity, datesAnew(record).period);
  note(publicity, { kind: 'record-restored', period, endsBy: record.endsBy ?? null });
}

/** The publicity of a record that was over goes on by its rows: a new run follows it once all is committed. */
export function startAgain(hand: CaseInHand, { publicity }: LockedRecord): void {
  if (publicity === null) return;
  const { id: caseId, workflowId } = publicity.file;
  hand.starts.push({ workflow: PUBLICITY_WORKFLOW, workflowId, caseId, again: true });
}

/** The authorities that carry the record's measures out are asked, called off and told as it stands now. */
export async function passToCarriers({ publicity }: LockedRecord): Promise<void> {
  if (publicity !== null) await followMeasures(publicity);
}

/**
 * Tells whoever keeps a copy what the record is now, with the mark of an objection to it: the latest push takes the place
 * of all before. Nobody keeps a copy of what was never shown.
 */
export async function tellCopyHolders(
  hand: CaseInHand,
  { row, holds, measures }: RecordRows,
  kind: CopyPushKind,
  how: string,
  on: Day,
): Promise<void> {
  if (!row.published) return;
  const record = await describeForPush(hand.em, row);
  const payload =
    kind === 'record.ended' || kind === 'record.withdrawn'
      ? {
          record: {
            documentNumber: record.documentNumber,
            authority: record.authority,
            subject: { identifier: record.subject.identifier },
            endedOn: on,
            how,
          },
        }
      : {
          record: {
            ...record,
            ...(await contentForCopies(hand, { row, holds, measures })),
            underObjection: isUnderObjection(hand, holds, kind),
          },
          how,
        };
  await pushToCopyHolders(hand, { kind, recordId: row.id, payload });
}

/** An objection that this step answers is over, though its hold may still be lifted after the push is written. */
function isUnderObjection({ file }: CaseInHand, holds: readonly RecordHoldRow[], kind: CopyPushKind): boolean {
  return holds.some(
    ({ reason, until, sourceId }) =>
      reason === 'objection' && until == null && (kind === 'record.under-objection' || sourceId !== file.id),
  );
}
