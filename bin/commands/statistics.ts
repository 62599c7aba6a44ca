import { FIGURES, type Figure } from '../../domain/statistics/figures.ts';
import { type Command, UsageError } from './command.ts';
import { readDay, readOptions } from './options.ts';
import { askService, readToken, URL_OPTION } from './service.ts';
import { textTable } from './text-table.ts';

const USAGE = `jiannuo statistics ${FIGURES.join('|')} [--url http://localhost:8080] [--from YYYY-MM-DD] [--before YYYY-MM-DD] [--authority CODE] [--csv | --json] < TOKEN`;
const OPTIONS = {
  url: URL_OPTION,
  from: { type: 'string' },
  before: { type: 'string' },
  authority: { type: 'string' },
  csv: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** As much of the API's answer as is printed. */
interface Answer {
  name: string;
  clause: string;
  counts: string;
  from?: string;
  before?: string;
  asOf: string;
  items: { authority: { code: string; name: string }; [field: string]: unknown }[];
}

/** `jiannuo statistics`: a figure as a table, asked of a running service; the token comes on standard input, where no list of processes shows it. */
export const statisticsCommand: Command = {
  summary: { zh: '统计践诺、按期办理、逾期未办和修复时长', en: 'figures of promises, terms and repairs' },
  usage: USAGE,
  async run(args, { print, readInput }) {
    const { values, positionals } = readOptions({ args: [...args], options: OPTIONS, allowPositionals: true }, USAGE);
    const figure = readFigure(positionals);
    const query = new URLSearchParams({
      ...(values.from === undefined ? {} : { from: readDay('--from', values.from) }),
      ...(values.before === undefined ? {} : { before: readDay('--before', values.before) }),
      ...(values.authority === undefined ? {} : { authority: values.authority }),
      ...(values.csv === true ? { format: 'csv' } : {}),
    });
    const token = await readToken(readInput, USAGE);
    const path = `/v1/statistics/${figure}?${query.toString()}`;
    const text = await askService({ url: values.url, path, token });
    print(values.csv === true || values.json === true ? text.trimEnd() : asText(JSON.parse(text) as Answer));
    return 0;
  },
};

function readFigure(positionals: readonly string[]): Figure {
  const figure = FIGURES.find((one) => one === positionals[0]);
  if (figure !== undefined && positionals.length === 1) return figure;
  throw new UsageError('bad-figure', {
    zh: `请给出一项统计：${FIGURES.join('、')}。用法：${USAGE}`,
    en: `name one figure: ${FIGURES.join(', ')}`,
  });
}

function asText({ name, clause, counts, from, before, asOf, items }: Answer): string {
  const period = from === undefined ? asOf : `[${from}, ${before})`;
  const head = `${name}（${clause}）  ${period}\n${counts}\n`;
  const [first] = items;
  if (first === undefined) return `${head}\n（无 / nothing）`;
  const fields = Object.keys(first).filter((field) => field !== 'authority');
  const rows = items.map(({ authority, ...row }) => [
    `${authority.name} ${authority.code}`,
    ...fields.map((field) => cell(row[field])),
  ]);
  return `${head}\n${textTable(['authority', ...fields], rows)}`;
}

function cell(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null ? '—' : JSON.stringify(value);
}
