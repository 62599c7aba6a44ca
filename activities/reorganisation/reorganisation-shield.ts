import type { EntityManager } from '@mikro-orm/postgresql';
import { Authority } from '../../db/entities/authority.ts';
import { Measure } from '../../db/entities/measure.ts';
import { CreditRecord } from '../../db/entities/record.ts';
import { ReorganisationRecord } from '../../db/entities/reorganisation-record.ts';
import { rulingsInForce } from '../../db/queries/reorganisation.ts';
import { isOver } from '../../domain/record/record.ts';
import type { NoticedRecord } from '../../domain/reorganisation/reorganisation-notices.ts';
import { isShielded, measuresToLift } from '../../domain/reorganisation/reorganisation-shield.ts';
import type { Day } from '../../domain/time.ts';
import type { CaseInHand } from '../case/case-in-hand.ts';
import { lockSubject } from '../case/open-case.ts';
import { endRecord, findRecord, holdRecord, liftHold } from '../record/record-effects.ts';
import { lockRecord } from '../record/record-in-hand.ts';
import type { ReorganisationInHand } from './reorganisation-course.ts';

/** A record that a ruling shields, with what notices and other desks must know of it. */
export interface ShieldedRecord extends NoticedRecord {
  recordId: string;
  authorityOf: Authority;
}

/**
 * Shields every record of the subject that was decided until the ruling, in this transaction: neither shown nor shared,
 * and without the measures that could hinder the plan. Gives the records, and the names of the measures.
 */
export async function shieldRecords(hand: ReorganisationInHand): Promise<{
  records: ShieldedRecord[];
  measures: string[];
}> {
  const { em, file, ruling } = hand;
  await lockSubject(em, file.subjectId);
  const standing = await em.find(
    CreditRecord,
    { subjectId: file.subjectId, endedOn: null },
    // Always in the same order, so that two that lock records never wait for each other.
    { orderBy: { id: 'asc' } },
  );
  const records = standing.filter(({ decidedOn, endedOn }) =>
    isShielded({ decidedOn, endedOn: endedOn ?? null }, ruling.ruledOn),
  );
  const lifted: string[] = [];
  for (const { id } of records) {
    const row = await shieldRecord(hand, file.id, id);
    hand.shielded.push(row);
    lifted.push(...row.liftedMeasures);
  }
  return { records: await describeShielded(hand), measures: await namesOfMeasures(em, lifted) };
}

/** Sets the hold on one record, and writes down which of its measures it lifts. */
async function shieldRecord(hand: CaseInHand, caseId: string, recordId: string): Promise<ReorganisationRecord> {
  const shieldedBefore = await hand.em.findOne(ReorganisationRecord, { caseId, recordId });
  const onlyMeasures = await measuresThatHinder(hand, recordId);
  await holdRecord(hand, {
    recordId,
    reason: 'reorganisation',
    stops: {
      publicity: true,
      sharing: true,
      measures: onlyMeasures.length > 0,
      ...(onlyMeasures.length > 0 ? { onlyMeasures } : {}),
    },
    sourceId: caseId,
    from: hand.now,
  });
  if (shieldedBefore !== null) return shieldedBefore;
  return hand.em.create(ReorganisationRecord, {
    caseId,
    recordId,
    shieldedAt: hand.now,
    liftedMeasures: onlyMeasures,
  });
}

async function measuresThatHinder(hand: CaseInHand, recordId: string): Promise<string[]> {
  const { measures } = await lockRecord(hand, recordId);
  const list = await hand.em.find(Measure, { code: measures.map(({ code }) => code) });
  const hinders = new Set(list.filter(({ hindersPlan }) => hindersPlan).map(({ code }) => code));
  return measuresToLift(
    measures.map(({ code, liftedHow = null }) => ({ code, liftedHow, hindersPlan: hinders.has(code) })),
  );
}

/**
 * A record that was decided until an approved ruling, and is entered only now, is shielded as the others were; where
 * the plan has been carried out meanwhile it is repaired at once. Called by whoever enters a record, in its transaction.
 */
export async function shieldIfReorganised(
  hand: CaseInHand,
  { id, subjectId, decidedOn }: Pick<CreditRecord, 'id' | 'subjectId' | 'decidedOn'>,
): Promise<void> {
  // The ruling's own steps lock the subject too: none of them misses this record, nor this one them.
  await lockSubject(hand.em, subjectId);
  for (const { caseId, ruledOn, carriedOutOn } of await rulingsInForce(hand.em, subjectId)) {
    if (!isShielded({ decidedOn, endedOn: null }, ruledOn)) continue;
    await shieldRecord(hand, caseId, id);
    if (carriedOutOn !== null) await endRecord(hand, { recordId: id, how: 'repaired', on: carriedOutOn });
  }
}

/**
 * A record whose repair is withdrawn is shielded before it comes back, where a ruling approved meanwhile shields what
 * was decided until then. Gives the day on which such a plan was carried out; null: none was.
 */
export async function shieldReturning(
  hand: CaseInHand,
  { id, subjectId, decidedOn }: Pick<CreditRecord, 'id' | 'subjectId' | 'decidedOn'>,
): Promise<Day | null> {
  await lockSubject(hand.em, subjectId);
  let carriedOut: Day | null = null;
  for (const { caseId, ruledOn, carriedOutOn } of await rulingsInForce(hand.em, subjectId)) {
    // It is ended now, by the repair that is withdrawn.
    if (!isShielded({ decidedOn, endedOn: null }, ruledOn)) continue;
    await shieldRecord(hand, caseId, id);
    carriedOut ??= carriedOutOn;
  }
  return carriedOut;
}

/**
 * Carried out: every shielded record that still stands is repaired for good, and its shield, no longer needed, is
 * taken off. Gives the records that this ended.
 */
export async function repairForGood(hand: ReorganisationInHand, on: Day): Promise<ShieldedRecord[]> {
  const ended = await forEachShielded(hand, async (recordId) => {
    const result = await endRecord(hand, { recordId, how: 'repaired', on });
    return result === 'ended';
  });
  return ended;
}

/**
 * Failed: the shields are taken off, and the records stand as their own dates say; a period never stopped running. Gives
 * those that do stand again: not what was repaired, annulled or corrected meanwhile, nor what has run out.
 */
export async function restoreRecords(hand: ReorganisationInHand): Promise<ShieldedRecord[]> {
  return await forEachShielded(hand, async (recordId) => !isOver((await findRecord(hand, recordId)).state.state));
}

async function forEachShielded(
  hand: ReorganisationInHand,
  change: (recordId: string) => Promise<boolean>,
): Promise<ShieldedRecord[]> {
  const { em, file } = hand;
  await lockSubject(em, file.subjectId);
  // Read anew under the lock: a record may have been entered, and shielded, meanwhile.
  await em.flush();
  hand.shielded = await em.find(ReorganisationRecord, { caseId: file.id }, { orderBy: { recordId: 'asc' } });
  const changed: string[] = [];
  for (const { recordId } of hand.shielded) {
    if (await change(recordId)) changed.push(recordId);
    await liftHold(hand, { recordId, reason: 'reorganisation', sourceId: file.id, at: hand.now });
  }
  return (await describeShielded(hand)).filter(({ recordId }) => changed.includes(recordId));
}

async function describeShielded({ em, shielded }: ReorganisationInHand): Promise<ShieldedRecord[]> {
  const records = await em.find(
    CreditRecord,
    { id: shielded.map(({ recordId }) => recordId) },
    { orderBy: { decidedOn: 'asc', id: 'asc' } },
  );
  const authorities = await em.find(Authority, { id: records.map(({ authorityId }) => authorityId) });
  return records.flatMap(({ id, documentNumber, authorityId }) => {
    const authorityOf = authorities.find((one) => one.id === authorityId);
    if (authorityOf === undefined) return [];
    return [{ recordId: id, documentNumber, authority: authorityOf.name, authorityOf }];
  });
}

async function namesOfMeasures(em: EntityManager, codes: readonly string[]): Promise<string[]> {
  const list = await em.find(Measure, { code: [...new Set(codes)] }, { orderBy: { code: 'asc' } });
  return list.map(({ name }) => name);
}
