import type { Static } from 'typebox';
import { type DeterminationDetail, getDeterminationDetail } from '../../db/queries/determination-detail.ts';
import { DOCUMENT_KIND_TEXT } from '../../domain/determination/determination-document.ts';
import { SEVERITY_TEXT } from '../../domain/record/severity.ts';
import type { KindView } from '../case-view.ts';
import type { Language } from '../problems.ts';
import type { DeterminationSection } from '../schemas/determination.ts';
import { actsOfHeard, heardView, type Written } from './hearing-view.ts';

type Section = Static<typeof DeterminationSection>;

/** What a determination shows beside what every case does: to an auditor without what somebody wrote freely. */
export const determinationView: KindView<DeterminationDetail> = {
  section: 'determination',
  read: getDeterminationDetail,
  names: ({ measures }) => new Map(measures.map(({ code, name }) => [code, name])),
  show: (own, _detail, { sight, language }): Section => {
    const { determination: row } = own;
    const written = <T>(text: T): T | null => (sight === 'auditor' ? null : text);
    const ofDesk = <T>(value: T): T | null => (sight === 'applicant' ? null : value);
    return {
      origin: ofDesk(own.originNumber),
      proposedBy: ofDesk(row.proposedBy ?? null),
      actOn: row.actOn ?? null,
      draft: ofDesk({ facts: written(row.draftFacts), clause: row.draftClause ?? null }),
      organisation: own.organisationNumber,
      responsibility: row.responsibility ?? null,
      asNamed: written(row.asNamed ?? null),
      // Who else is told is no affair of the organisation's.
      persons: sight === 'applicant' ? [] : [...own.personNumbers],
      told: toldView(own, { written, language, showsPeople: sight !== 'applicant' }),
      ...heardView({ ...own, heard: row }, written, sight !== 'applicant'),
      reviews: reviewsView(own, written),
      extension: row.extendedOn == null ? null : { on: row.extendedOn, reason: written(row.extensionReason ?? null) },
      decision: decisionView(own, written, sight !== 'applicant'),
    };
  },
  acts: ({ determination: { proposedBy = null, completedBy = null } }, detail, onlooker) =>
    actsOfHeard(detail, onlooker, {
      involved: [proposedBy, completedBy].filter((sub) => sub !== null),
      decisions: ['determine', 'spare', 'drop'],
    }),
};

function toldView(
  { determination: row, measures }: DeterminationDetail,
  { written, language, showsPeople }: { written: Written; language: Language; showsPeople: boolean },
): Section['told'] {
  const { madeOn, documentKind, documentNumber, documentIssuedOn, documentIssuer } = row;
  const { facts, basis, recordKind, sector, severity } = row;
  if (madeOn == null || documentKind == null || documentNumber == null || documentIssuedOn == null) return null;
  if (documentIssuer == null || basis == null || recordKind == null || sector == null || severity == null) return null;
  return {
    madeOn,
    completedBy: showsPeople ? (row.completedBy ?? null) : null,
    document: {
      kind: documentKind,
      text: DOCUMENT_KIND_TEXT[documentKind][language],
      number: documentNumber,
      issuedOn: documentIssuedOn,
      issuer: documentIssuer,
      reference: written(row.documentReference ?? null),
      sha256: row.documentSha256 ?? null,
      law: row.documentLaw ?? null,
    },
    facts: written(facts ?? null),
    summary: written(row.summary ?? null),
    basis,
    recordKind,
    sector,
    severity,
    severityText: SEVERITY_TEXT[severity].name[language],
    measures: measures.map(({ code, name, basis: of }) => ({ code, name, basis: of })),
  };
}

/** One review may answer several statements, and what was said at the hearing. */
function reviewsView({ statements, hearing }: DeterminationDetail, written: Written): Section['reviews'] {
  const said = [...statements, ...(hearing === null ? [] : [hearing])];
  const answered = said.flatMap(({ answer, answeredOn }) =>
    answer == null || answeredOn == null ? [] : [{ answeredOn, answer }],
  );
  const isFirst = (index: number) => answered[index]?.answer !== answered[index - 1]?.answer;
  return answered
    .filter((_, index) => isFirst(index))
    .map(({ answeredOn, answer }) => ({ answeredOn, answer: written(answer) }));
}

function decisionView(
  { determination: row }: DeterminationDetail,
  written: Written,
  showsPeople: boolean,
): Section['decision'] {
  const { decidedAt = null, decidedBy = null } = row;
  if (decidedAt === null || decidedBy === null) return null;
  return {
    decidedAt,
    decidedBy: showsPeople ? decidedBy : null,
    reason: written(row.reason ?? null),
    document: row.decisionDocument ?? null,
    severity: row.decidedSeverity ?? null,
    measures: row.decidedMeasures == null ? null : [...row.decidedMeasures],
    leniency: row.leniency ?? null,
    leniencyConsidered: written(row.leniencyConsidered ?? null),
    recordId: row.recordId ?? null,
  };
}
