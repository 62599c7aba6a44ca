import { Measure } from '../../db/entities/measure.ts';
import {
  type CorrectableRecord,
  correctedFields,
  type FieldCorrection,
  measuresCorrected,
  measuresTooGrave,
  reasonsAgainstCorrection,
} from '../../domain/objection/objection-correction.ts';
import { dutiesAtMaximum } from '../../domain/record/duties-at-maximum.ts';
import { isLiftedForGood } from '../../domain/record/record-ending.ts';
import { isOver, measuresLeft } from '../../domain/record/record.ts';
import { type RecordAnswer, recordDates } from '../../domain/record/record-dates.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import { factsOf, measureOf, stateOfRecord } from '../../db/queries/records.ts';
import { rulingsInForce } from '../../db/queries/reorganisation.ts';
import type { CreditRecord } from '../../db/entities/record.ts';
import { closeDeadline } from '../case/case-deadlines.ts';
import { type CaseInHand, note } from '../case/case-in-hand.ts';
import { type PublicityInHand, stateInHand } from '../publicity/publicity-course.ts';
import { beginPeriods, hasRunningMeasure, publishByOf } from '../publicity/publicity-periods.ts';
import { shieldIfReorganised } from '../reorganisation/reorganisation-shield.ts';
import { closePublicity, passToCarriers, tellCopyHolders } from './record-effects.ts';
import { type LockedRecord, lockRecord, passToPublicity } from './record-in-hand.ts';

/** What speaks against putting fields of a record right; the record is locked until the transaction ends. */
export async function reasonsAgainstRecordCorrection(
  hand: CaseInHand,
  recordId: string,
  correction: FieldCorrection,
): Promise<Refusal[]> {
  const locked = await lockRecord(hand, recordId);
  const answer = datesAsCorrected(locked.row, correction);
  const today = shanghaiDay(hand.now);
  const refusals = reasonsAgainstCorrection(
    await correctable(hand, locked),
    correction,
    answer.ok ? answer.dates.endsBy : undefined,
    today,
  );
  return refusals.length > 0 || answer.ok ? refusals : [answer.refusal];
}

/** What a correction changed. */
export interface CorrectedRecord {
  /** Names of the fields. */
  fields: string[];
  /** Codes of the measures that it lifted, in the order of its naming and then of their codes. */
  measures: string[];
  /** Those of them that the class as corrected does not allow. */
  tooGrave: string[];
  /** By its day as corrected a ruling shields it, or has repaired it for good; null: nothing of this changed. */
  byRuling: 'shielded' | 'repaired' | null;
}

/**
 * Puts fields of a record right: what is shown, its days reckoned anew where they follow from what changed, and its
 * measures, with those that a lighter class does not allow; who applied one is asked to undo it. Where its day moved to
 * before a ruling on its subject's reorganisation it is shielded, as it would have been when it was entered. Whoever holds
 * a copy is told, and must confirm. Its publicity waits for the new days. Lock the subject first (`lockSubject`), and ask
 * `reasonsAgainstRecordCorrection` first: it throws where the days cannot be reckoned.
 */
export async function correctRecord(
  hand: CaseInHand,
  { recordId, correction, on }: { recordId: string; correction: FieldCorrection; on: Day },
): Promise<CorrectedRecord> {
  const locked = await lockRecord(hand, recordId);
  const { row, publicity } = locked;
  const before = await correctable(hand, locked);
  const fields = correctedFields(before, correction);
  const lifted = measuresCorrected(before, correction);
  const tooGrave = measuresTooGrave(before, correction);
  const answer = datesAsCorrected(row, correction);
  if (!answer.ok) throw new Error(`The days of record ${recordId} cannot be reckoned: ${answer.refusal.code}`);
  const hides = row.published && !answer.dates.published;
  if (hides) await tellCopyHolders(hand, locked, 'record.ended', 'corrected', on);
  if (correction.facts !== null) row.facts = correction.facts;
  for (const measure of locked.measures)
    if (lifted.includes(measure.code))
      Object.assign(measure, { liftedOn: measure.liftedOn ?? on, liftedHow: 'corrected' as const });
  const movesDays = fields.includes('severity') || fields.includes('decidedOn');
  if (movesDays) Object.assign(row, answer.dates);
  if (publicity !== null) {
    note(publicity, { kind: 'record-corrected', fields, endsBy: movesDays ? (row.endsBy ?? null) : null });
    // A correction may spare the subject what comes after the maximum, and never brings it.
    if (fields.includes('decidedOn') && dutiesAtMaximum(row.sector, row.decidedOn, publicity.rule) === 'flag')
      row.dutiesOpenAtMaximum = 'flag';
    if (fields.includes('decidedOn') || !row.published) row.publishBy = publishByOf(publicity);
    if (movesDays || lifted.length > 0) waitAnew(publicity, answer);
  }
  await passToCarriers(locked);
  // Of a kind of deadline only one may run: those that were closed are written first.
  await hand.em.flush();
  passToPublicity(hand, locked);
  const byRuling = fields.includes('decidedOn') ? await shieldAsCorrected(hand, locked) : null;
  if (stateOfRecord(locked, hand.now).published)
    await tellCopyHolders(hand, locked, 'record.corrected', 'corrected', on);
  return { fields, measures: lifted, tooGrave, byRuling };
}

/** What has ended is left alone: a withdrawal of its repair asks again before it comes back. */
async function shieldAsCorrected(hand: CaseInHand, locked: LockedRecord): Promise<CorrectedRecord['byRuling']> {
  const { row } = locked;
  const isShielded = () => locked.holds.some(({ reason, until }) => reason === 'reorganisation' && until == null);
  if (row.endedOn != null || isOver(stateOfRecord(locked, hand.now).state) || isShielded()) return null;
  await shieldIfReorganised(hand, row);
  if (isOver(stateOfRecord(locked, hand.now).state)) return 'repaired';
  return isShielded() ? 'shielded' : null;
}

/**
 * The record as it can be corrected, with what the list says of its measures. One that a repair lifted comes back should
 * the repair be withdrawn: it is looked at as if there had been none.
 */
async function correctable({ em, now }: CaseInHand, { row, measures }: LockedRecord): Promise<CorrectableRecord> {
  const { kind, facts = null, severity, decidedOn, endsBy = null } = row;
  const standing = measures.filter(({ liftedHow }) => !isLiftedForGood(liftedHow ?? null));
  const list = await em.find(Measure, { code: standing.map(({ code }) => code) });
  const unrepaired = { ...factsOf(row), endedOn: null, endedHow: null };
  const unlifted = standing.map((measure) => ({ ...measureOf(measure), liftedOn: null }));
  const running = measuresLeft(unrepaired, unlifted, shanghaiDay(now)).map(({ code }) => code);
  return {
    kind,
    facts,
    severity,
    decidedOn,
    endsBy,
    measures: standing.map(({ code }) => ({
      code,
      severities: list.find((one) => one.code === code)?.severities ?? [],
      runs: running.includes(code),
    })),
    ruledOn: (await rulingsInForce(em, row.subjectId)).map(({ ruledOn }) => ruledOn),
  };
}

/** A graver class's finding that it must be shown does not hold for a lighter one: that goes by the rule again. */
function datesAsCorrected(row: CreditRecord, { severity, decidedOn }: FieldCorrection): RecordAnswer {
  const day = decidedOn ?? row.decidedOn;
  const isOther = severity !== null && severity !== row.severity;
  return recordDates({
    kind: row.kind,
    decidedOn: day,
    severity: severity ?? row.severity,
    sector: row.sector,
    publishedFrom: row.publishedFrom < day ? day : row.publishedFrom,
    ...(isOther && row.published ? {} : { published: row.published, warningOnly: !row.published }),
    correctedOn: row.correctedOn ?? null,
    ...(row.restartedOn == null ? {} : { restartedOn: row.restartedOn }),
  });
}

/** A record that is over stays so: no correction on an objection gives it a later last day. */
function waitAnew(publicity: PublicityInHand, { period }: Extract<RecordAnswer, { ok: true }>): void {
  const { file, measures } = publicity;
  if (file.status === 'running') {
    closeDeadline(publicity, 'minimum-end', 'closed');
    closeDeadline(publicity, 'maximum-end', 'closed');
    closeDeadline(publicity, 'duties-by', 'closed');
    for (const { id } of measures) closeDeadline(publicity, 'measure-end', 'closed', id);
    return beginPeriods(publicity, period);
  }
  for (const { id, liftedOn } of measures) if (liftedOn != null) closeDeadline(publicity, 'measure-end', 'closed', id);
  // Shown no longer, it was followed for the measures that are lifted now.
  if (file.status !== 'measures-only' || hasRunningMeasure(publicity)) return;
  closePublicity(publicity, 'ended-by-time', { kind: 'ended-by-time', dutiesOpen: stateInHand(publicity).dutiesOpen });
}
