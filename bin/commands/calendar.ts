import { readFileSync } from 'node:fs';
import type { Bilingual } from '../../domain/text.ts';
import { type Command, oneLine, UsageError } from './command.ts';
import { readOptions } from './options.ts';
import { askService, type Question, readToken, URL_OPTION } from './service.ts';
import { textTable } from './text-table.ts';

const USAGE = 'jiannuo calendar preview FILE.json [--year YYYY] [--url http://localhost:8080] [--json] < TOKEN';
const OPTIONS = { url: URL_OPTION, year: { type: 'string' }, json: { type: 'boolean' } } as const;

/** As much of a preview as is printed. */
interface Preview {
  days: { day: string; working: boolean; reason: Bilingual }[];
  items: MovedCase[];
}

interface MovedCase {
  number: string;
  deadlines: { text: Bilingual; from: string; to: string; provisional: boolean; why: Bilingual[] }[];
}

/**
 * `jiannuo calendar preview`: which running deadlines a calendar would move if it were loaded now, asked of a running
 * service as its administrator. The file is the body of `putCalendar`, or the answer of `getCalendar` with days changed.
 */
export const calendarCommand: Command = {
  summary: { zh: '预览放假安排将变更的办理期限', en: 'which running deadlines a calendar would move' },
  usage: USAGE,
  async run(args, { print, readInput }) {
    const { values, positionals } = readOptions({ args: [...args], options: OPTIONS, allowPositionals: true }, USAGE);
    const { year, body } = readCalendar(readFile(positionals), values.year);
    const token = await readToken(readInput, USAGE);
    const preview = await wholePreview({ url: values.url, path: `/v1/calendar/${year}/preview`, token, body });
    print(values.json === true ? JSON.stringify({ year, ...preview }, null, 2) : asText(year, preview));
    return 0;
  },
};

function readFile([what, file, ...more]: readonly string[]): { file: string; text: string } {
  if (what !== 'preview' || file === undefined || more.length > 0) {
    throw new UsageError('bad-usage', { zh: `用法：${USAGE}`, en: 'write "preview" and one file' });
  }
  try {
    return { file, text: readFileSync(file, 'utf8') };
  } catch {
    throw new UsageError('file-unreadable', {
      zh: `无法读取文件“${file}”`,
      en: `the file "${file}" cannot be read`,
    });
  }
}

/** The body without what `getCalendar` adds to it; whether it could be loaded, the service says. */
function readCalendar(
  { file, text }: { file: string; text: string },
  option: string | undefined,
): { year: number; body: object } {
  const { year: named, version: _version, loadedAt: _loadedAt, ...body } = readJson(file, text);
  const year = option ?? (typeof named === 'number' ? String(named) : '');
  if (/^[0-9]{4}$/.test(year)) return { year: Number(year), body };
  throw new UsageError('year-missing', {
    zh: '请写明是哪一年的放假安排：文件中的“year”，或者 --year 2027。',
    en: 'say of which year it is: "year" in the file, or --year 2027',
  });
}

function readJson(file: string, text: string): Record<string, unknown> {
  const bad = (why: string) =>
    new UsageError('bad-file', {
      zh: `“${file}”不是放假安排的JSON文件（同putCalendar的请求体）：${why}`,
      en: `"${file}" is not a calendar in JSON (the body of putCalendar): ${why}`,
    });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw bad(error instanceof Error ? error.message : String(error));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad('{ … }');
  return { ...value };
}

/** Page after page, to the end. */
async function wholePreview(question: Question): Promise<Preview> {
  const items: MovedCase[] = [];
  for (let query = '?limit=100'; ; ) {
    const page = JSON.parse(await askService({ ...question, path: `${question.path}${query}` })) as Preview & {
      next: string | null;
    };
    items.push(...page.items);
    if (page.next === null) return { days: page.days, items };
    query = `?limit=100&cursor=${encodeURIComponent(page.next)}`;
  }
}

function asText(year: number, { days, items }: Preview): string {
  const deadlines = items.reduce((sum, { deadlines: moved }) => sum + moved.length, 0);
  return [
    `${year}年放假安排预览，尚未载入 / the calendar of ${year}, previewed, not loaded`,
    '',
    ...(days.length === 0 ? ['没有一天与现行安排不同 / no day would be otherwise than now'] : [dayTable(days)]),
    '',
    ...items.flatMap(caseLines),
    `将变更${items.length}件办件的${deadlines}个期限 / ${counted(deadlines, 'deadline')} of ${counted(items.length, 'case')} would move`,
  ].join('\n');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function dayTable(days: Preview['days']): string {
  const rows = days.map(({ day, working, reason }) => [day, working ? '上班 / worked' : '休息 / off', oneLine(reason)]);
  return textTable(['日期 / day', '将 / becomes', '原因 / why'], rows);
}

function caseLines({ number, deadlines }: MovedCase): string[] {
  return [
    number,
    ...deadlines.flatMap(({ text, from, to, provisional, why }) => [
      `  ${from} → ${to}${provisional ? '（暂定 / provisional）' : ''}  ${oneLine(text)}`,
      ...why.map((reason) => `    ${oneLine(reason)}`),
    ]),
    '',
  ];
}
