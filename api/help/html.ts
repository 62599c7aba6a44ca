import { type Bilingual, escapeHtml } from '../../domain/text.ts';
import type { Language } from '../problems.ts';
import type { HelpPage } from './pages.ts';

const WORDS = {
  zh: { meaning: '含义', whatToDo: '怎么办', clause: '依据', status: 'HTTP 状态' },
  en: { meaning: 'What it means', whatToDo: 'What to do', clause: 'Basis', status: 'HTTP status' },
} as const satisfies Record<Language, Record<string, string>>;

const ALL: Bilingual = { zh: '全部代码', en: 'All codes' };

/** A page as a person reads it, in both languages, the one they asked for first. */
export function helpHtml(page: HelpPage, first: Language): string {
  const sections = inOrder(first).map((language) => section(page, language));
  return whole(first, `${escapeHtml(plain(page.title[first]))} · ${escapeHtml(page.code)}`, [
    `<p><code>${escapeHtml(page.code)}</code></p>`,
    ...sections,
    toTheList(first),
  ]);
}

/** The list of all codes, each linked to its page. */
export function listHtml(pages: readonly HelpPage[], first: Language): string {
  const items = pages.map(
    ({ code, title }) =>
      `<li><a href="/problems/${escapeHtml(code)}"><code>${escapeHtml(code)}</code></a> ${inOrder(first)
        .map((language) => marked(title[language]))
        .join(' · ')}</li>`,
  );
  return whole(first, escapeHtml(both(ALL, first)), [
    `<h1>${escapeHtml(both(ALL, first))}</h1>`,
    '<ul>',
    ...items,
    '</ul>',
  ]);
}

/** What a person reads who followed a code that there is not. */
export function unknownHtml(code: string, first: Language): string {
  const text: Bilingual = { zh: `没有代码“${code}”的说明。`, en: `There is no code "${code}".` };
  const lines = inOrder(first).map((language) => `<p>${escapeHtml(text[language])}</p>`);
  return whole(first, '404', [...lines, toTheList(first)]);
}

function whole(first: Language, title: string, lines: readonly string[]): string {
  return `<!doctype html>
<html lang="${first === 'zh' ? 'zh-CN' : 'en'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title></head>
<body><main>
${lines.join('\n')}
</main></body></html>
`;
}

function toTheList(first: Language): string {
  return `<p><a href="/problems">${escapeHtml(both(ALL, first))}</a></p>`;
}

function inOrder(first: Language): readonly Language[] {
  return first === 'zh' ? ['zh', 'en'] : ['en', 'zh'];
}

function both(text: Bilingual, first: Language): string {
  return inOrder(first)
    .map((language) => text[language])
    .join(' · ');
}

/** The texts set code in backticks, as Markdown does. */
function marked(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function plain(text: string): string {
  return text.replaceAll('`', '');
}

function section({ title, meaning, whatToDo, clause, status }: HelpPage, language: Language): string {
  const words = WORDS[language];
  const basis = clause === undefined ? '' : `<dt>${words.clause}</dt><dd>${marked(clause)}</dd>`;
  return `<section lang="${language === 'zh' ? 'zh-CN' : 'en'}"><h1>${marked(title[language])}</h1>
<dl><dt>${words.meaning}</dt><dd>${marked(meaning[language])}</dd>
<dt>${words.whatToDo}</dt><dd>${marked(whatToDo[language])}</dd>
${basis}<dt>${words.status}</dt><dd>${status}</dd></dl></section>`;
}
