import { maskSubject } from '../record/masking.ts';
import { type Bilingual, escapeHtml } from '../text.ts';
import { describeDay } from '../time.ts';
import type { ReportDocument } from './credit-report.ts';
import { both, contentParts, definitions, type Fact, headFacts, paragraph, wholePage } from './report-html.ts';
import { REPORT_STATE_TEXT, type ReportStanding } from './report-standing.ts';

const TITLE: Bilingual = { zh: '专项信用报告核验', en: 'Check of a special credit report' };
const WHAT_TO_GIVE: Bilingual = {
  zh: '请填写报告上的编号和核验码，再将显示的内容与纸质报告逐项核对。',
  en: 'Give the number and the code that stand on the report, and compare what is shown with the paper.',
};
const UNKNOWN: Bilingual = {
  zh: '没有该报告，请核对编号和核验码。',
  en: 'There is no such report; check its number and code.',
};
const COMPARE: Bilingual = {
  zh: '以下为出具时的内容，自然人姓名遮盖显示。纸质报告与此不一致的，不可信。',
  en: 'This is the report as it was issued, with a person’s name masked. A paper that says anything else is not to be relied on.',
};

/** The form, sent to an address in a body, so that the code stands in no address. Needs no script. */
export function checkForm(action: string): string {
  return wholePage(TITLE.zh, [`<h1>${both(TITLE)}</h1>`, paragraph(WHAT_TO_GIVE), form(action)]);
}

/** The form again, for number and code that are of no report. Neither is repeated. */
export function unknownReportPage(action: string): string {
  return wholePage(TITLE.zh, [
    `<h1>${both(TITLE)}</h1>`,
    `<p role="alert"><strong>${both(UNKNOWN)}</strong></p>`,
    paragraph(WHAT_TO_GIVE),
    form(action),
  ]);
}

/** A report that was found by number and code. */
export interface CheckedReport {
  readonly document: ReportDocument;
  readonly standing: ReportStanding;
  /** Of the document, hex. */
  readonly sha256: string;
}

/** A report as it was issued, and whether it still holds; a person’s name is masked, the code is not repeated. */
export function checkedReportPage({ document, standing, sha256 }: CheckedReport, action: string): string {
  const { state, since } = standing;
  const text = REPORT_STATE_TEXT[state];
  const held: Fact[] = [
    ['核验结果 Result', `${text.zh} ${text.en}`],
    ...(since === null ? [] : [['自 Since', describeDay(since).zh] as const]),
  ];
  return wholePage(`${TITLE.zh} ${document.number}`, [
    `<h1>${both(TITLE)}</h1>`,
    definitions(held),
    paragraph(COMPARE),
    definitions([...headFacts(document, subjectForAll(document)), ['SHA-256', sha256]]),
    ...contentParts(document),
    `<p><a href="${escapeHtml(action)}">${both({ zh: '核验另一份报告', en: 'check another report' })}</a></p>`,
  ]);
}

/** The subject of a report as whoever has number and code sees it: of a person the number stands masked in it already. */
export function subjectForAll({ subject }: ReportDocument): Pick<ReportDocument['subject'], 'name' | 'identifier'> {
  return { name: maskSubject(subject).name, identifier: subject.identifier };
}

function form(action: string): string {
  return `<form method="post" action="${escapeHtml(action)}" autocomplete="off">
${field('number', { zh: '报告编号', en: 'Number' }, 'BG-2026-000123')}
${field('code', { zh: '核验码', en: 'Code' }, '7K2QD-9XW4R-0FZ3T-M8B1C')}
<p><button type="submit">${both({ zh: '核验', en: 'Check' })}</button></p>
</form>`;
}

function field(name: string, label: Bilingual, example: string): string {
  return `<p><label for="${name}">${both(label)}</label><br>
<input id="${name}" name="${name}" required maxlength="60" size="30" placeholder="${escapeHtml(example)}"></p>`;
}
