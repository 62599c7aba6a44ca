import type { Bilingual } from '../../domain/text.ts';
import type { Day } from '../../domain/time.ts';

/** Where a command writes, and the day it runs on; a test gives its own. */
export interface Surroundings {
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
  readonly today: Day;
  /** All of standard input. */
  readonly readInput: () => Promise<string>;
}

/** One subcommand of `jiannuo`. `run` returns the exit status. */
export interface Command {
  readonly summary: Bilingual;
  readonly usage: string;
  readonly run: (args: readonly string[], surroundings: Surroundings) => number | Promise<number>;
}

/** What the person who typed the command should do differently. */
export class UsageError extends Error {
  override name = 'UsageError';
  readonly code: string;
  readonly text: Bilingual;

  constructor(code: string, text: Bilingual) {
    super(`${text.zh} / ${text.en}`);
    this.code = code;
    this.text = text;
  }
}

/** Both languages on one line. */
export function oneLine(text: Bilingual): string {
  return `${text.zh} / ${text.en}`;
}
