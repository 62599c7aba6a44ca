import type { EntityManager } from '@mikro-orm/postgresql';
import type { Static } from 'typebox';
import { Authority } from '../../db/entities/authority.ts';
import type { CreditReport } from '../../db/entities/credit-report.ts';
import { standingsOfReports } from '../../db/queries/credit-reports.ts';
import { type CheckedReport, subjectForAll } from '../../domain/report/check-page.ts';
import { REPORT_STATE_TEXT, type ReportStanding } from '../../domain/report/report-standing.ts';
import type { Instant } from '../../domain/time.ts';
import type { Language } from '../problems.ts';
import type * as schemas from '../schemas/credit-report.ts';

type Head = Static<typeof schemas.ReportList>['items'][number];

/** The heads of reports of one subject, in their order. Ten statements, however many there are. */
export async function reportHeads(
  em: EntityManager,
  subjectId: string,
  reports: readonly CreditReport[],
  { now, language }: { now: Instant; language: Language },
): Promise<Head[]> {
  const standings = await standingsOfReports(em, subjectId, reports, now);
  const issuers = await em.find(Authority, { id: reports.map(({ authorityId }) => authorityId) });
  return standings.flatMap((standing, index) => {
    const report = reports[index];
    const issuer = issuers.find(({ id }) => id === report?.authorityId);
    return report === undefined || issuer === undefined ? [] : [headView(report, issuer, standing, language)];
  });
}

/** A report with its document and code. @throws Error where it has no issuer */
export async function wholeReport(
  em: EntityManager,
  report: CreditReport,
  asked: { now: Instant; language: Language },
): Promise<Static<typeof schemas.ReportSchema>> {
  const [head] = await reportHeads(em, report.subjectId, [report], asked);
  if (head === undefined) throw new Error(`report ${report.number} has no issuer`);
  const { code: verificationCode, document } = report;
  return { ...head, verificationCode, document };
}

/** What whoever has number and code compares the paper with: all that is on it, a person masked. */
export function checkView(checked: CheckedReport, language: Language): Static<typeof schemas.CheckAnswer> {
  const { document, standing, sha256 } = checked;
  const { number, issuer, issuedOn, validUntil, period, fields, sections, notCovered } = document;
  const { name: subjectName, identifier: subjectIdentifier } = subjectForAll(document);
  return {
    number,
    subjectName,
    subjectIdentifier,
    issuer,
    issuedOn,
    validUntil,
    from: period.from,
    until: period.until,
    fields: fields === null ? null : [...fields],
    sections: sections.map((section) => ({ ...section, items: [...section.items] })),
    notCovered: [...notCovered],
    ...standingView(standing, language),
    sha256,
  };
}

function headView(report: CreditReport, { code, name }: Authority, standing: ReportStanding, language: Language): Head {
  const { number, subjectId, periodFrom: from, periodUntil: until, issuedAt, validUntil, sha256 } = report;
  const issuer = { code, name };
  return { number, subjectId, issuer, from, until, issuedAt, validUntil, ...standingView(standing, language), sha256 };
}

function standingView({ state, since }: ReportStanding, language: Language) {
  return { state, stateText: REPORT_STATE_TEXT[state][language], since };
}
