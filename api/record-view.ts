import type { EntityManager } from '@mikro-orm/postgresql';
import type { Static } from 'typebox';
import { Authority } from '../db/entities/authority.ts';
import { CaseFile } from '../db/entities/case-file.ts';
import { JudgmentDebtor } from '../db/entities/judgment-debtor.ts';
import { RecordDeclaration } from '../db/entities/record-declaration.ts';
import { RecordStatement } from '../db/entities/record-statement.ts';
import { RecordWithdrawal } from '../db/entities/record-withdrawal.ts';
import { Subject } from '../db/entities/subject.ts';
import { copiesOfRecords, type RecordCopy } from '../db/queries/record-copies.ts';
import { factsOf, holdOf, measureOf, type RecordRows, stateOfRecord } from '../db/queries/records.ts';
import { DEBTOR_SITUATION_TEXT } from '../domain/judgment-debtor/judgment-debtor.ts';
import { COPY_STATE_TEXT, copyState, PUSH_TEXT } from '../domain/messages/pushes.ts';
import { WITHDRAWAL_GROUND_TEXT } from '../domain/judgment-debtor/judgment-debtor-messages.ts';
import { maskSubject } from '../domain/record/masking.ts';
import { endingText } from '../domain/record/record-ending.ts';
import type { RecordMeasure } from '../domain/record/record.ts';
import { RECORD_KIND_TEXT } from '../domain/record/record-kind.ts';
import {
  barText,
  UNDER_OBJECTION_TEXT,
  MEASURE_FORCE_TEXT,
  RECORD_STATE_TEXT,
  remedyText,
  whatToRepair,
} from '../domain/record/record-text.ts';
import { SECTOR_TEXT } from '../domain/record/sectors.ts';
import { SEVERITY_TEXT } from '../domain/record/severity.ts';
import { type Day, type Instant, shanghaiDay } from '../domain/time.ts';
import type { Language } from './problems.ts';
import type { PublicRecord, RecordDetail } from './schemas/record.ts';
import { withdrawalView } from './withdrawal-view.ts';

type Shown = Static<typeof PublicRecord>;
type Detail = Static<typeof RecordDetail>;

/** A record with who determined it and whose it is. */
export interface NamedRecord {
  rows: RecordRows;
  authority: Authority;
  subject: Subject;
  caseNumber: string | null;
  /** What the court's listing says beside it; null: it is no judgment debtor's. */
  debtor: JudgmentDebtor | null;
  /** Of the court or the administrator in bankruptcy, oldest first. */
  statements: RecordStatement[];
  /** What its subject says beside it; null: nothing. */
  declaration: RecordDeclaration | null;
  /** Why it was taken back; null: it was not, or its decision stands. */
  withdrawal: RecordWithdrawal | null;
  /** At credit service agencies. */
  copies: RecordCopy[];
}

/** Adds the names that records are shown with, and what courts and subjects say beside them. Eight statements. */
export async function nameRecords(em: EntityManager, records: readonly RecordRows[]): Promise<NamedRecord[]> {
  const authorities = await em.find(Authority, { id: records.map(({ row }) => row.authorityId) });
  const subjects = await em.find(Subject, { id: records.map(({ row }) => row.subjectId) });
  const files = await em.find(CaseFile, { id: records.flatMap(({ row }) => row.caseId ?? []) });
  const recordId = records.map(({ row }) => row.id);
  const debtors = await em.find(JudgmentDebtor, { recordId });
  const statements = await em.find(RecordStatement, { recordId }, { orderBy: { at: 'asc', id: 'asc' } });
  const declarations = await em.find(RecordDeclaration, { recordId, endedAt: null });
  const withdrawals = await em.find(RecordWithdrawal, { recordId });
  const copies = await copiesOfRecords(em, recordId);
  return records.flatMap((rows) => {
    const authority = authorities.find(({ id }) => id === rows.row.authorityId);
    const subject = subjects.find(({ id }) => id === rows.row.subjectId);
    if (authority === undefined || subject === undefined) return [];
    const caseNumber = files.find(({ id }) => id === rows.row.caseId)?.number ?? null;
    const debtor = debtors.find((one) => one.recordId === rows.row.id) ?? null;
    const own = statements.filter((one) => one.recordId === rows.row.id);
    const held = copies.filter((one) => one.recordId === rows.row.id);
    const declaration = declarations.find((one) => one.recordId === rows.row.id) ?? null;
    const withdrawal = withdrawals.find((one) => one.recordId === rows.row.id) ?? null;
    return [{ rows, authority, subject, caseNumber, debtor, statements: own, declaration, withdrawal, copies: held }];
  });
}

/**
 * What everybody sees of a record at a moment; null where nobody may see it then. Persons are masked, and nothing that
 * was written freely about one is shown.
 */
export function publicView(record: NamedRecord, now: Instant, language: Language): Shown | null {
  const { subject } = record;
  if (!stateOfRecord(record.rows, now).published) return null;
  const { kind, identifier, name } = maskSubject({ ...subject });
  const isPerson = subject.kind === 'person';
  const facts = isPerson ? null : (record.rows.row.facts ?? null);
  const statements = statementsView(record, !isPerson);
  return { ...shown(record, now, language), facts, statements, subject: { kind, identifier, name } };
}

/** Who looks at a record, and when. */
export interface RecordOnlooker {
  now: Instant;
  language: Language;
  /** People of its desk, or of the subject. */
  isTheirs: boolean;
  /** Last day on which its subject may not apply for repair; null: it may. */
  barredUntil: Day | null;
}

/** A record as its desk and the subject's people see it; masked, and without what was written freely, for the others. */
export function detailView(record: NamedRecord, { now, language, isTheirs, barredUntil }: RecordOnlooker): Detail {
  const { rows, subject, caseNumber } = record;
  const bar =
    barredUntil === null || !isTheirs
      ? null
      : barText(factsOf(rows.row), rows.measures.map(measureOf), shanghaiDay(now), barredUntil);
  const how = shown(record, now, language);
  const { row, holds, measures } = rows;
  const { state, published, shared, dutiesOpen, measuresInForce } = stateOfRecord(rows, now);
  const { id, kind, identifier, name } = isTheirs ? subject : maskSubject({ ...subject });
  return {
    ...how,
    howToRepair: bar === null ? how.howToRepair : `${how.howToRepair}${language === 'zh' ? '' : ' '}${bar[language]}`,
    statements: statementsView(record, isTheirs),
    facts: isTheirs ? (row.facts ?? null) : null,
    subject: { id, kind, identifier, name },
    caseNumber,
    state,
    stateText: RECORD_STATE_TEXT[state][language],
    published,
    shared,
    dutiesOpen,
    correctedOn: row.correctedOn ?? null,
    dutiesDoneOn: row.dutiesDoneOn ?? null,
    dutiesProof: isTheirs ? (row.dutiesProof ?? null) : null,
    endedOn: row.endedOn ?? null,
    endedHow: row.endedHow ?? null,
    endedHowText: row.endedHow == null ? null : endingText(row.kind, row.endedHow)[language],
    voidedOn: row.voidedOn ?? null,
    withdrawal: isTheirs ? withdrawalView(record, language) : null,
    copies: isTheirs ? copiesView(record, now, language) : null,
    allMeasures: measures.map(measureOf).map((measure) => ({
      ...measureView(measure, language),
      liftedOn: measure.liftedOn,
      inForce: measuresInForce.includes(measure.code),
    })),
    holds: holds.map(holdOf).map(({ reason, stops, from, until }) => {
      const { publicity, sharing, measures: stopped, onlyMeasures = null } = stops;
      return {
        reason,
        publicity,
        sharing,
        measures: stopped,
        onlyMeasures: onlyMeasures && [...onlyMeasures],
        from,
        until,
      };
    }),
  };
}

function shown(record: NamedRecord, now: Instant, language: Language): Omit<Shown, 'subject' | 'facts'> {
  const { rows, authority, debtor } = record;
  const { row, measures } = rows;
  const facts = factsOf(row);
  const { measuresInForce, explanation } = stateOfRecord(rows, now);
  const { kind, severity, sector } = row;
  return {
    id: row.id,
    kind,
    kindText: RECORD_KIND_TEXT[kind][language],
    documentKind: row.documentKind,
    documentNumber: row.documentNumber,
    authority: { code: authority.code, name: authority.name },
    decidedOn: row.decidedOn,
    severity,
    severityText: SEVERITY_TEXT[severity].name[language],
    sector,
    sectorText: SECTOR_TEXT[sector][language],
    publishedFrom: row.publishedFrom,
    minimumEnds: facts.minimumEnds,
    applyFrom: facts.applyFrom,
    endsBy: facts.endsBy,
    ruleSet: row.ruleSet,
    measures: measures
      .filter(({ code }) => measuresInForce.includes(code))
      .map((measure) => measureView(measureOf(measure), language)),
    judgmentDebtor: debtor === null ? null : debtorView(debtor, language),
    statements: statementsView(record, true),
    underObjection: objectionMark(record, now, language),
    declaration: declarationView(record),
    explanation: explanation.map((line) => line[language]),
    howToRepair: whatToRepair(facts, measures.map(measureOf), shanghaiDay(now))[language],
    remedy: remedyText(facts)[language],
  };
}

/** What somebody wrote is for who may read what is written freely. */
function statementsView({ statements }: NamedRecord, withTexts: boolean): Shown['statements'] {
  return statements.map(({ byRole: by, body, at }) => ({ by, text: withTexts ? body : null, at }));
}

/** Marked, and not hidden, while an objection is checked (国发〔2016〕33号（二十二）). */
function objectionMark({ rows }: NamedRecord, now: Instant, language: Language): Shown['underObjection'] {
  const hold = rows.holds
    .map(holdOf)
    .find(({ reason, until }) => reason === 'objection' && (until === null || now < until));
  return hold === undefined ? null : { since: hold.from, text: UNDER_OBJECTION_TEXT[language] };
}

/** Written by the subject for everybody to read. */
function declarationView({ declaration }: NamedRecord): Shown['declaration'] {
  if (declaration === null) return null;
  const { body: text, at, receivedOn } = declaration;
  return { text, at, receivedOn };
}

/** What each agency was last told, and whether its copy has followed. */
function copiesView({ copies }: NamedRecord, now: Instant, language: Language): NonNullable<Detail['copies']> {
  return copies.map(({ agency, kind, toldAt, receivedAt, confirmBy, dueAt, confirmedAt, delivery }) => {
    const state = copyState({ receivedAt, confirmedAt, dueAt, isListed: delivery === 'outstanding' }, now);
    return {
      agency,
      told: kind,
      toldText: PUSH_TEXT[kind][language],
      toldAt,
      receivedAt,
      confirmBy,
      confirmedAt,
      state,
      stateText: COPY_STATE_TEXT[state][language],
    };
  });
}

function debtorView({ situation, extraYears, ground }: JudgmentDebtor, language: Language): Shown['judgmentDebtor'] {
  return {
    situation,
    situationText: DEBTOR_SITUATION_TEXT[situation][language],
    extraYears,
    ground: ground ?? null,
    groundText: ground == null ? null : WITHDRAWAL_GROUND_TEXT[ground][language],
  };
}

function measureView({ code, name, basis, force, from, until }: RecordMeasure, language: Language) {
  return { code, name, basis, force, forceText: MEASURE_FORCE_TEXT[force][language], from, until };
}
