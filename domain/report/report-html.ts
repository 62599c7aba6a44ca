import { type Bilingual, escapeHtml } from '../text.ts';
import { describeDay } from '../time.ts';
import type { ReportDocument, ReportSectionContent } from './credit-report.ts';
import type { ReportItem } from './report-sections.ts';

const NOT_HELD: Bilingual = { zh: '未归集', en: 'not held' };
const NONE: Bilingual = { zh: '在所列范围内无记录', en: 'nothing within what was asked for' };

export type Fact = readonly [name: string, value: string];

/** One page without scripts or pictures, Chinese first. The lines are HTML; the title is text. */
export function wholePage(title: string, lines: readonly string[]): string {
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title></head>
<body><main>
${lines.join('\n')}
</main></body></html>
`;
}

/** What stands at the head of a report, with the subject as it may be shown to whoever reads it. */
export function headFacts(
  report: ReportDocument,
  subject: Pick<ReportDocument['subject'], 'name' | 'identifier'>,
): Fact[] {
  const { number, basis, issuer, issuedOn, validUntil, period, fields } = report;
  return [
    ['报告编号 Number', number],
    ['主体 Subject', `${subject.name}（${subject.identifier}）`],
    ['信息期间 Period', `${describeDay(period.from).zh}至${describeDay(period.until).zh}`],
    ['领域 Fields', fields === null ? '全部' : fields.map(({ zh }) => zh).join('、')],
    ['出具单位 Issuer', issuer.name],
    ['出具日期 Issued on', describeDay(issuedOn).zh],
    ['有效期至 Valid until', describeDay(validUntil).zh],
    ['依据 Basis', basis],
  ];
}

/** Every section with its items, and what the report does not cover. */
export function contentParts({ sections, notCovered }: ReportDocument): string[] {
  return [
    ...sections.map(sectionPart),
    '<h2>未涵盖的内容 Not covered</h2>',
    '<ul>',
    ...notCovered.map((line) => `<li>${both(line)}</li>`),
    '</ul>',
  ];
}

function sectionPart({ title, held, items }: ReportSectionContent): string {
  const body = held ? (items.length === 0 ? paragraph(NONE) : list(items)) : paragraph(NOT_HELD);
  return `<h2>${both(title)}</h2>\n${body}`;
}

function list(items: readonly ReportItem[]): string {
  const lines = items.map(
    ({ on, authority, document, text }) =>
      `<li>${escapeHtml(`${describeDay(on).zh}，${authority}，${document}：${text.zh}`)}<br>${escapeHtml(text.en)}</li>`,
  );
  return `<ol>\n${lines.join('\n')}\n</ol>`;
}

/** Our own text in both languages, as a paragraph. */
export function paragraph(text: Bilingual): string {
  return `<p>${both(text)}</p>`;
}

/** Our own text in both languages, each marked as what it is. */
export function both({ zh, en }: Bilingual): string {
  return `${escapeHtml(zh)} <span lang="en">${escapeHtml(en)}</span>`;
}

/** Facts with their names, as a list of definitions. */
export function definitions(facts: readonly Fact[]): string {
  const lines = facts.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`);
  return `<dl>\n${lines.join('\n')}\n</dl>`;
}
