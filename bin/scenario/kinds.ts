/** The kinds of entries and notices that an expectation may ask for. */
import { CASE_KINDS, type CaseKind } from '../../domain/case/case-kind.ts';
import { NOTICE_KINDS } from '../../domain/case/notice-kinds.ts';
import { timelineKindsOf } from '../../domain/case/timeline.ts';
import { TIMELINE_KIND_TEXT } from '../../domain/case/timeline-kinds.ts';
import type { Bilingual } from '../../domain/text.ts';
import { near } from './near.ts';

/** In which lists a kind is looked for, by the expectation that names it. */
const LISTS = {
  timeline: { what: { zh: '记载', en: 'entry' }, kinds: TIMELINE_KIND_TEXT },
  notice: { what: { zh: '通知', en: 'notice' }, kinds: NOTICE_KINDS },
} as const;

/** What is wrong with a kind that an expectation names; null where there is such a kind. */
export function unknownKind(expectation: keyof typeof LISTS, kind: string): Bilingual | null {
  const { what, kinds } = LISTS[expectation];
  if (Object.hasOwn(kinds, kind)) return null;
  const meant = near(kind, Object.keys(kinds));
  const likely =
    meant.length === 0
      ? { zh: '', en: '' }
      : { zh: `，近似的有：${meant.join('、')}`, en: `, did you mean ${meant.join(', ')}` };
  return {
    zh: `没有“${kind}”这种${what.zh}${likely.zh}；全部见 npx jiannuo scenario --kinds`,
    en: `there is no ${what.en} of the kind "${kind}"${likely.en}; npx jiannuo scenario --kinds lists them`,
  };
}

/** Whether a case of a kind can have an entry of a kind at all. */
export function canHave(caseKind: string, entry: string): boolean {
  return timelineKindsOf(caseKind as CaseKind).some((kind) => kind === entry);
}

/** Both lists, to be printed: entries by the kind of case that alone has them, then notices. */
export function kindLines(): string[] {
  const perKind = CASE_KINDS.map((kind) => [kind, timelineKindsOf(kind)] as const);
  const shared = perKind.map(([, kinds]) => kinds).reduce((all, own) => all.filter((kind) => own.includes(kind)));
  const lines = ['各类案件均可有的记载 · Entries of every case（expect: timeline）'];
  const list = (kinds: readonly (keyof typeof TIMELINE_KIND_TEXT)[]): void => {
    for (const kind of kinds) lines.push(line(kind, TIMELINE_KIND_TEXT[kind]));
  };
  list(shared);
  for (const [caseKind, kinds] of perKind) {
    lines.push('', `${caseKind} 的记载 · Entries of ${caseKind}（expect: timeline）`);
    list(kinds.filter((kind) => !shared.includes(kind)));
  }
  lines.push('', '通知 · Notices（expect: notice）');
  for (const [kind, text] of Object.entries(NOTICE_KINDS)) lines.push(line(kind, text));
  return lines;
}

const WIDTH = 38;

function line(kind: string, { zh, en }: Bilingual): string {
  return `  ${kind.padEnd(WIDTH)} ${zh} · ${en}`;
}
