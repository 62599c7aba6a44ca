import type { ReportDocument } from './credit-report.ts';
import { both, contentParts, definitions, headFacts, wholePage } from './report-html.ts';

/** How anybody checks a printed report. */
export interface ReportProof {
  /** SHA-256 of the document, hex. */
  readonly sha256: string;
  readonly verificationCode: string;
  /** The page on which number and code are given in. */
  readonly checkAt: string;
}

/** The report to print, with all that a check needs. */
export function reportPage(report: ReportDocument, proof: ReportProof): string {
  return wholePage(`${report.title.zh} ${report.number}`, [
    `<h1>${both(report.title)}</h1>`,
    definitions(headFacts(report, report.subject)),
    ...contentParts(report),
    '<h2>核验 Check</h2>',
    definitions([
      ['核验码 Code', proof.verificationCode],
      ['SHA-256', proof.sha256],
      ['核验地址 Address', proof.checkAt],
    ]),
  ]);
}
