import { Authority } from '../../db/entities/authority.ts';
import { DecisionSetAside } from '../../db/entities/decision-set-aside.ts';
import { Measure } from '../../db/entities/measure.ts';
import { CreditRecord } from '../../db/entities/record.ts';
import { RecordMeasureRow } from '../../db/entities/record-measure.ts';
import { Subject } from '../../db/entities/subject.ts';
import type { HeardBefore } from '../../domain/record/heard-before.ts';
import { lastDayOfMeasure, type NamedMeasure, reasonsAgainstMeasures } from '../../domain/record/measures.ts';
import { isEnteredLate } from '../../domain/publicity/publicity-deadlines.ts';
import { enteredLateNotice, governmentRecorded, repairNotice } from '../../domain/publicity/publicity-notices.ts';
import { dutiesAtMaximum } from '../../domain/record/duties-at-maximum.ts';
import { type RecordAnswer, recordDates } from '../../domain/record/record-dates.ts';
import { isStillAhead, reasonsAgainstEntry } from '../../domain/record/record-door.ts';
import { isWronglyEntered } from '../../domain/record/record-ending.ts';
import type { RecordKind } from '../../domain/record/record-kind.ts';
import { howToRepair } from '../../domain/record/record-text.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Sector } from '../../domain/record/sectors.ts';
import type { Severity } from '../../domain/record/severity.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import { PUBLICITY_WORKFLOW, publicityWorkflowId } from '../../workflows/messages/publicity.ts';
import { writeDown } from '../case/case-course.ts';
import { followMeasures } from '../joint-action/follow-measures.ts';
import { type CaseInHand, note, noticeCase, SERVICE, takeInHand } from '../case/case-in-hand.ts';
import { fileCase, lockSubject } from '../case/open-case.ts';
import {
  factsInHand,
  publicityCourse,
  type PublicityInHand,
  rowsOf,
  stateInHand,
} from '../publicity/publicity-course.ts';
import { applyFromInHand } from '../publicity/publicity-bar.ts';
import { beginPeriods, publishByOf } from '../publicity/publicity-periods.ts';
import { tellCopyHolders } from './record-effects.ts';
import { rememberRecord } from './record-in-hand.ts';
import { shieldIfReorganised } from '../reorganisation/reorganisation-shield.ts';
import { serveSubject, serveSupervisors } from '../case/serve.ts';
import { reportAbove } from '../case/those-above.ts';

/** A record as an effective document gives it. */
export interface RecordEntry {
  /** Of the record, and of the case that follows its publicity. */
  id: string;
  subjectId: string;
  /** Who determined it. */
  authority: Authority;
  kind: RecordKind;
  documentKind: string;
  documentNumber: string;
  decidedOn: Day;
  severity: Severity;
  sector: Sector;
  /** What is shown of the facts; null: nothing. */
  facts: string | null;
  receivedOn: Day;
  publishedFrom: Day;
  /** The authority found it necessary to show what is not shown in principle. */
  foundNecessary?: boolean;
  warningOnly?: boolean;
  measures: readonly NamedMeasure[];
  /** The term that the document itself gives. */
  term?: { months: number | null; clause: string };
  /** How the subject was heard before a decision that was taken outside this service. */
  heard?: HeardBefore | null;
  /** What the door that it came by has against it: answered with all other reasons. */
  against?: readonly Refusal[];
  /** The case that enters it tells itself those above a subject that is an authority. */
  toldAbove?: true;
  /** Last day of the bar on repair that the same decision sets, and that is written after the record. */
  barredUntil?: Day | null;
}

export type RecordEntered = { ok: true; publicity: PublicityInHand } | { ok: false; refusals: Refusal[] };

/** As much of the step that enters a record as the entry needs. */
export type EnteringStep = Pick<CaseInHand, 'em' | 'now' | 'by' | 'requestId'>;

/**
 * Enters a record with its measures, opens the case that follows it, and serves the repair notice, in the caller's
 * transaction. What the transaction has begun to write is flushed: a case's own rows must be whole by then.
 * The caller still writes the case down (`writeDown`), or hands it on (`openPublicity`).
 */
export async function enterRecord(at: EnteringStep, entry: RecordEntry): Promise<RecordEntered> {
  const { em, now } = at;
  await lockSubject(em, entry.subjectId);
  const list = await em.find(Measure, {});
  const today = shanghaiDay(now);
  const against = reasonsAgainstEntry(entry, today, await findSameDocument(at, entry));
  if (isStillAhead(entry.decidedOn, today)) return { ok: false, refusals: against };
  const days = daysOf(entry);
  const refusals = [
    ...against,
    ...(entry.against ?? []),
    ...(days.ok ? [] : [days.refusal]),
    ...reasonsAgainstMeasures(entry.measures, list, entry),
  ];
  if (!days.ok || refusals.length > 0) return { ok: false, refusals };
  await writeRows(at, entry, days, list);
  const { id } = entry;
  const publicity = await publicityCourse.take(await takeInHand(em, id, at.by, now, at.requestId));
  const { record, rule } = publicity;
  record.dutiesOpenAtMaximum = dutiesAtMaximum(record.sector, record.decidedOn, rule);
  rememberRecord(publicity);
  beginPeriods(publicity, days.period);
  await tellWhatWasEntered(publicity, entry);
  if (entry.toldAbove !== true) await tellThoseAbove(publicity);
  await shieldIfReorganised(publicity, publicity.record);
  await followMeasures(publicity);
  if (stateInHand(publicity).published)
    await tellCopyHolders(publicity, rowsOf(publicity), 'record.published', 'entered', shanghaiDay(now));
  return { ok: true, publicity };
}

/** As `enterRecord`, by a step of another case: its workflow is started once all is committed. */
export async function openPublicity(hand: CaseInHand, entry: RecordEntry): Promise<RecordEntered> {
  const entered = await enterRecord(hand, entry);
  if (!entered.ok) return entered;
  const { publicity } = entered;
  await writeDown(publicityCourse, publicity);
  hand.deliveries.push(...publicity.deliveries.splice(0));
  const { id: caseId, workflowId } = publicity.file;
  hand.starts.push({ workflow: PUBLICITY_WORKFLOW, workflowId, caseId });
  return entered;
}

function daysOf(entry: RecordEntry): RecordAnswer {
  const { kind, decidedOn, severity, sector, publishedFrom, foundNecessary, warningOnly, term } = entry;
  return recordDates({
    kind,
    decidedOn,
    severity,
    sector,
    publishedFrom,
    ...(foundNecessary === true ? { published: true } : {}),
    ...(warningOnly === true ? { warningOnly } : {}),
    ...(term === undefined ? {} : { term }),
  });
}

/**
 * The record of the same document; null: there is none, or none but such as were entered wrongly. A decision that was set
 * aside is void, and not made again by its document: its record is found here.
 */
async function findSameDocument({ em }: EnteringStep, entry: RecordEntry): Promise<CreditRecord | null> {
  const { authority, documentNumber, subjectId } = entry;
  const same = await em.find(CreditRecord, { authorityId: authority.id, documentNumber, subjectId });
  const aside = await em.find(DecisionSetAside, { recordId: same.map(({ id }) => id) });
  const found = same.find(
    ({ id, endedHow = null }) => !isWronglyEntered(endedHow) || aside.some(({ recordId }) => recordId === id),
  );
  return found ?? null;
}

async function writeRows(
  { em, now, by }: EnteringStep,
  entry: RecordEntry,
  { dates }: Extract<RecordAnswer, { ok: true }>,
  list: readonly Measure[],
): Promise<void> {
  const { id, subjectId, authority, receivedOn } = entry;
  const file = {
    id,
    kind: 'publicity' as const,
    workflowId: publicityWorkflowId(id),
    status: 'running',
    subjectId,
    authorityId: authority.id,
    receivedOn,
  };
  await fileCase(em, file, now);
  em.create(CreditRecord, {
    id,
    subjectId,
    authorityId: authority.id,
    caseId: id,
    kind: entry.kind,
    documentKind: entry.documentKind,
    documentNumber: entry.documentNumber,
    facts: entry.facts,
    ...dates,
    restartedOn: null,
    correctedOn: null,
    dutiesDoneOn: null,
    dutiesProof: null,
    endedOn: null,
    endedHow: null,
    enteredBy: by.sub,
    at: now,
  });
  for (const named of entry.measures) {
    const { code, from } = named;
    const until = lastDayOfMeasure(named, list, dates.endsBy);
    const row = list.find((one) => one.code === code);
    if (row === undefined) throw new Error(`measure ${code} is not on the list`);
    const { name, basis, force } = row;
    em.create(RecordMeasureRow, { recordId: id, code, name, basis, force, from, until, liftedOn: null });
  }
  await em.flush();
}

async function tellWhatWasEntered(
  publicity: PublicityInHand,
  { barredUntil = null, heard = null }: RecordEntry,
): Promise<void> {
  const { record, measures, now } = publicity;
  const { kind: of, severity, published, documentNumber } = record;
  const [endsBy, publishBy] = [record.endsBy ?? null, publishByOf(publicity)];
  record.publishBy = publishBy;
  const late = isEnteredLate(shanghaiDay(now), publishBy);
  const before = heard === null ? {} : { heard };
  note(publicity, { kind: 'record-entered', of, severity, published, endsBy, late, ...before });
  const dates = { published, endsBy };
  const applyFrom = await applyFromInHand(publicity, barredUntil);
  const how = howToRepair({ ...factsInHand(publicity), applyFrom }).zh;
  const staysPublished = published && record.dutiesOpenAtMaximum === 'stays-published';
  // What a court listed is not repaired here, and its remedies are the court's: the listing serves a notice of its own.
  if (of !== 'judgment-debtor')
    await serveSubject(
      publicity,
      repairNotice(noticeCase(publicity), { documentNumber, dates, how, staysPublished }, measures),
    );
  if (late && publishBy !== null)
    serveSupervisors(publicity, enteredLateNotice(noticeCase(publicity), documentNumber, publishBy));
}

/** A record of an authority is told to the one above it, and to the auditors. Source: 国发〔2016〕76号, 2025 opinion (17). */
async function tellThoseAbove(publicity: PublicityInHand): Promise<void> {
  const { em, file, record } = publicity;
  const { identifier } = await em.findOneOrFail(Subject, { id: file.subjectId });
  const government = await em.findOne(Authority, { creditCode: identifier });
  if (government === null) return;
  const told = await reportAbove(publicity, government, (to) => governmentRecorded(noticeCase(publicity), to, record));
  note(publicity, { kind: 'record-told-above', ...told }, publicity.now, SERVICE);
}
