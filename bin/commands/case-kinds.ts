import { type CaseTable, isOpen } from '../../domain/case/case-kind.ts';
import { CASE_TABLES } from '../../domain/case/case-kinds.ts';
import { REPAIR_PART } from '../../domain/repair/repair-part.ts';
import type { Role } from '../../domain/case/roles.ts';
import type { Bilingual } from '../../domain/text.ts';
import type { WaitCourse } from '../../domain/case/waits.ts';
import type { Command } from './command.ts';
import { readOptions } from './options.ts';

const USAGE = 'jiannuo case-kinds';

/** `jiannuo case-kinds`: the page docs/case-kinds.md, made from the tables that the cases themselves follow. */
export const caseKindsCommand: Command = {
  summary: { zh: '列出各类案件的状态、权限和期限', en: 'print what each kind of case is, as Markdown' },
  usage: USAGE,
  run(args, { print }) {
    readOptions({ args: [...args], options: {} }, USAGE);
    print(caseKindsPage());
    return 0;
  },
};

const NAMES = {
  'accept-first': { zh: '容缺受理', en: 'accept-first' },
  commitment: { zh: '信用承诺', en: 'commitment' },
  publicity: { zh: '公示', en: 'publicity' },
  repair: { zh: '信用修复', en: 'repair' },
  'repair-withdrawal': { zh: '撤销修复', en: 'repair-withdrawal' },
  objection: { zh: '异议', en: 'objection' },
  reorganisation: { zh: '破产重整', en: 'reorganisation' },
  rectification: { zh: '整改约谈', en: 'rectification' },
  determination: { zh: '失信认定', en: 'determination' },
  'voluntary-registration': { zh: '自主申报', en: 'voluntary-registration' },
} as const satisfies Record<CaseTable['kind'], Bilingual>;

/** Never stored, never shown: a case that is being written, and a workflow that nobody handed a case. */
const NEVER_SHOWN: readonly string[] = ['opening', 'never-opened'];

const STEP_TEXT: Readonly<Record<string, string>> = {
  'remind-applicant': 'the applicant or subject',
  'remind-handler': 'the handler',
};

const HEAD = `# Kinds of cases

What each kind of case is: its statuses, who may do what in each, what it waits for, and how it ends. Made by \`jiannuo case-kinds\`
from the tables in \`domain/\` that the cases themselves follow; a test fails where this page is not what they say.

- An act not listed is not allowed: 403 for another role, 409 in another status. Rules that speak against an act that is listed are
  answered 422, with code and clause.
- An act marked \\* is, once somebody has claimed the case, the handler's and the supervisor's alone.
- A wait *told* at its date is told to the supervisor again and again until somebody acts. One that *ends* something ends nothing on a
  provisional date: the administrator is told daily until the year's calendar is loaded.
- Before an act that is *looked up*, what is in force of the subject is kept with the decision (国发〔2016〕33号（十八）).
- Where *applicant* and desk may both do an act, the desk does it from a paper. Whoever acts for the subject does it as the
  subject, though an officer too: as the officer they would be recused.
- Beside these, every kind begins as \`opening\`, inside the transaction that opens it, and a workflow that nobody hands a case ends as
  \`never-opened\`; neither is ever stored or shown.
`;

/** The whole page, in Markdown. */
export function caseKindsPage(): string {
  const sections = CASE_TABLES.flatMap((table) => [
    section(`${NAMES[table.kind].zh} · ${NAMES[table.kind].en}`, table),
    ...(table.kind === 'repair'
      ? [section('信用修复：一个认定单位的部分 · one authority’s part of a repair', REPAIR_PART)]
      : []),
  ]);
  return [HEAD, ...sections].join('\n');
}

function section(title: string, table: CaseTable): string {
  const shown = table.statuses.filter((status) => !NEVER_SHOWN.includes(status));
  return [
    `## ${title}`,
    '',
    '| status | 中文 | English | who may do what | waits for |',
    '|---|---|---|---|---|',
    ...shown.map((status) => statusRow(table, status)),
    '',
    '| wait | 中文 | English | reminded before | at its date |',
    '|---|---|---|---|---|',
    ...Object.entries(table.waits).map(([kind, wait]) => waitRow(kind, wait)),
    '',
    ...decisions(table),
  ].join('\n');
}

function statusRow(table: CaseTable, status: string): string {
  const { zh = status, en = status } = table.statusText[status] ?? {};
  const wait = isOpen(table, status) ? `\`${table.waitOf[status]}\`` : '**end**';
  return `| \`${status}\` | ${zh} | ${en} | ${actsOf(table, status)} | ${wait} |`;
}

function decisions({ decides }: CaseTable): string[] {
  return decides.length === 0 ? [] : [`Looked up before deciding (应查必查): ${decides.join(', ')}.`, ''];
}

/** Acts that the same roles may do stand together. */
function actsOf({ table, acts, handlerActs }: CaseTable, status: string): string {
  const byRoles = new Map<string, string[]>();
  for (const act of acts) {
    const roles: readonly Role[] = table[status]?.[act] ?? [];
    if (roles.length === 0) continue;
    const who = [...roles].join(', ');
    byRoles.set(who, [...(byRoles.get(who) ?? []), handlerActs.includes(act) ? `${act}\\*` : act]);
  }
  const lines = [...byRoles].map(([who, what]) => `${who}: ${what.join(', ')}`);
  return lines.length === 0 ? '—' : lines.join('<br>');
}

function waitRow(kind: string, { text, remind, atDue, repeats }: WaitCourse & { text: Bilingual }): string {
  const reminded = remind === null ? '—' : (STEP_TEXT[remind] ?? remind);
  const then = repeats === 'again' ? `told (\`${atDue}\`)` : `ends (\`${atDue}\`)`;
  return `| \`${kind}\` | ${text.zh} | ${text.en} | ${reminded} | ${then} |`;
}
