import type { ParseArgsConfig } from 'node:util';
import { parseArgs } from 'node:util';
import type { Day } from '../../domain/time.ts';
import { INPUT_YEARS, readDay as readInputDay } from '../../domain/time.ts';
import { UsageError } from './command.ts';

/** `parseArgs` of node:util, with its errors as a UsageError that shows the usage. */
export function readOptions<Config extends ParseArgsConfig>(
  config: Config,
  usage: string,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs<Config>(config);
  } catch (error) {
    if (!isOptionError(error)) throw error;
    throw new UsageError('bad-option', {
      zh: `参数有误，用法：${usage}`,
      en: error.message.split(/[.\n]/)[0] ?? error.message,
    });
  }
}

function isOptionError(error: unknown): error is Error {
  return (
    typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')
  );
}

/** Reads a day given as an option, or says how to write it. */
export function readDay(option: string, text: string | undefined): Day {
  if (text === undefined) {
    throw new UsageError('day-missing', {
      zh: `请给出 ${option} 年-月-日，如 ${option} 2026-09-18。`,
      en: `give ${option} YYYY-MM-DD`,
    });
  }
  const day = readInputDay(text);
  if (day !== null) return day;
  throw new UsageError('bad-day', {
    zh: `${option} 的“${text}”不是有效日期，请写作 年-月-日（${INPUT_YEARS.first}至${INPUT_YEARS.last}年），如 2026-09-18。`,
    en: `"${text}" is not a day: write a real date YYYY-MM-DD from ${INPUT_YEARS.first} to ${INPUT_YEARS.last}`,
  });
}
