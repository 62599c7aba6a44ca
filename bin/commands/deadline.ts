import { calculateDeadline } from '../../domain/deadline/calculator.ts';
import type { Deadline, TermUnit } from '../../domain/deadline/ledger.ts';
import { TERM_UNITS } from '../../domain/deadline/ledger.ts';
import { describeDay } from '../../domain/time.ts';
import { builtInCalendar } from './built-in-calendar.ts';
import type { Command } from './command.ts';
import { oneLine, UsageError } from './command.ts';
import { readDay, readOptions } from './options.ts';

const USAGE =
  'jiannuo deadline --from YYYY-MM-DD (--working-days N | --calendar-days N | --months N | --years N) [--act | --period] [--json]';

const OPTIONS = {
  from: { type: 'string' },
  'working-days': { type: 'string' },
  'calendar-days': { type: 'string' },
  months: { type: 'string' },
  years: { type: 'string' },
  act: { type: 'boolean' },
  period: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** `jiannuo deadline`: when a term ends, with each day counted or passed over. */
export const deadlineCommand: Command = {
  summary: { zh: '计算期限届满日，并逐日说明', en: 'when a term ends, day by day' },
  usage: USAGE,
  run(args, { print }) {
    const { values } = readOptions({ args: [...args], options: OPTIONS, strict: true }, USAGE);
    if (values.act === true && values.period === true) {
      throw new UsageError('act-or-period', {
        zh: '--act 与 --period 只能选一个。',
        en: 'give --act or --period, not both',
      });
    }
    const from = readDay('--from', values.from);
    const last = values.period === true ? 'period' : 'act';
    const answer = calculateDeadline({ from, ...readTerm(values), last }, builtInCalendar());
    if (!answer.ok) throw new UsageError(answer.refusal.code, answer.refusal.text);
    const { due, provisional, days } = answer.deadline;
    print(values.json === true ? JSON.stringify({ due, provisional, days }) : asText(answer.deadline));
    return 0;
  },
};

function readTerm(values: Readonly<Partial<Record<string, string | boolean>>>): { count: number; unit: TermUnit } {
  const given = TERM_UNITS.filter((unit) => values[unit] !== undefined);
  const [unit] = given;
  if (unit === undefined || given.length > 1) {
    throw new UsageError('one-term', {
      zh: `请给出一个（且仅一个）期限。用法：${USAGE}`,
      en: 'give one term, and only one',
    });
  }
  const text = String(values[unit]);
  if (!/^[0-9]{1,6}$/.test(text)) {
    throw new UsageError('bad-count', {
      zh: `--${unit} 的“${text}”不是正整数。`,
      en: `--${unit} "${text}" is not a whole number`,
    });
  }
  return { count: Number(text), unit };
}

function asText({ due, provisional, days, explanation }: Deadline): string {
  const day = describeDay(due);
  return [
    `届满日 / due  ${due}${provisional ? '  （暂定 / provisional）' : ''}`,
    `              ${oneLine(day)}`,
    '',
    ...explanation.map(({ zh }) => zh),
    '',
    ...explanation.map(({ en }) => en),
    '',
    '日期 / day    计数 / count   说明 / why',
    ...days.map((line) => `${line.day}  ${String(line.counted ?? '–').padStart(6)}         ${oneLine(line.reason)}`),
  ].join('\n');
}
