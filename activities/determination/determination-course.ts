import { CaseFile } from '../../db/entities/case-file.ts';
import { Determination } from '../../db/entities/determination.ts';
import { DeterminationHearing } from '../../db/entities/determination-hearing.ts';
import { DeterminationStatement } from '../../db/entities/determination-statement.ts';
import { Subject } from '../../db/entities/subject.ts';
import { DETERMINATION, DETERMINATION_CLAUSE } from '../../domain/determination/determination.ts';
import {
  determinationPaceOf,
  type DeterminationTerms,
  determinationTerms,
} from '../../domain/determination/determination-course.ts';
import type { EffectiveDocument } from '../../domain/determination/determination-document.ts';
import { type AgeOnDay, ageOnDay } from '../../domain/determination/determination-leniency.ts';
import { DETERMINATION_WORDS } from '../../domain/determination/determination-notices.ts';
import { statementReminder } from '../../domain/hearing/hearing-notices.ts';
import type { Sector } from '../../domain/record/sectors.ts';
import type { Severity } from '../../domain/record/severity.ts';
import type { Day } from '../../domain/time.ts';
import type { CaseCourse } from '../case/case-course.ts';
import { type CaseInHand, noticeCase } from '../case/case-in-hand.ts';
import type { HeardCase } from '../hearing/heard-case.ts';

/** One determination inside one transaction. */
export interface DeterminationInHand extends HeardCase {
  determination: Determination;
  statements: DeterminationStatement[];
  hearing: DeterminationHearing | null;
  subject: Subject;
  /** Of a person who answers for an organisation: the organisation's own case. */
  organisation: CaseFile | null;
}

/** What the common steps must know of a determination. */
export const determinationCourse: CaseCourse<DeterminationInHand> = {
  table: DETERMINATION,
  take: takeDetermination,
  paceOf: ({ rule }, { kind }) => determinationPaceOf(kind, rule),
  clauseOf: () => DETERMINATION_CLAUSE,
  reminder: (hand, { due }) => statementReminder(DETERMINATION_WORDS, noticeCase(hand), due),
  nobodyApplied: true,
};

async function takeDetermination(common: CaseInHand): Promise<DeterminationInHand> {
  const { em, file } = common;
  const caseId = file.id;
  const determination = await em.findOneOrFail(Determination, { caseId });
  const { organisationCaseId = null } = determination;
  return {
    ...common,
    determination,
    heard: determination,
    subject: await em.findOneOrFail(Subject, { id: file.subjectId }),
    organisation: organisationCaseId === null ? null : await em.findOneOrFail(CaseFile, { id: organisationCaseId }),
    statements: await em.find(DeterminationStatement, { caseId }, { orderBy: { seq: 'asc' } }),
    hearing: await em.findOne(DeterminationHearing, { caseId }),
    matter: '失信行为认定',
    applicantEmail: null,
  };
}

/** The hearing at which the subject spoke, and of which nobody has reviewed what it said; null where there is none. */
export function findUnreviewedHearing({ hearing }: DeterminationInHand): DeterminationHearing | null {
  return hearing?.result === 'held' && hearing.answer == null ? hearing : null;
}

/** What the subject was told; only of a draft that was completed. */
export interface Told {
  madeOn: Day;
  document: EffectiveDocument;
  /** The day of the act, or its last day; null: the case is from before it was asked for. */
  actOn: Day | null;
  facts: string;
  basis: string;
  sector: Sector;
  severity: Severity;
  measures: readonly string[];
}

/** What was completed and told. Throws for a draft. */
export function getTold({ determination: row, file }: DeterminationInHand): Told {
  const { madeOn, documentKind, documentNumber, documentIssuedOn, documentIssuer } = row;
  const { facts, basis, sector, severity, measures } = row;
  if (
    madeOn == null ||
    documentKind == null ||
    documentNumber == null ||
    documentIssuedOn == null ||
    documentIssuer == null ||
    facts == null ||
    basis == null ||
    sector == null ||
    severity == null
  )
    throw new Error(`Case ${file.number} is a draft`);
  const document = {
    kind: documentKind,
    number: documentNumber,
    issuedOn: documentIssuedOn,
    issuer: documentIssuer,
    reference: row.documentReference ?? null,
    sha256: row.documentSha256 ?? null,
    law: row.documentLaw ?? null,
  };
  return { madeOn, document, actOn: row.actOn ?? null, facts, basis, sector, severity, measures };
}

/** How old the subject was on the day of the act, by its identity number. */
export function ageOfSubject({ subject, determination, rule }: DeterminationInHand): AgeOnDay {
  const acted = {
    isPerson: subject.kind === 'person',
    identifier: subject.identifier,
    actOn: determination.actOn ?? null,
  };
  return ageOnDay(acted, rule('determination.lenient-until-age-years'));
}

/** The terms of the case: its sector's on the day of the notice. Throws for a draft. */
export function termsOf(hand: DeterminationInHand): DeterminationTerms {
  const { sector, madeOn } = getTold(hand);
  return determinationTerms(sector, madeOn, hand.rule);
}
