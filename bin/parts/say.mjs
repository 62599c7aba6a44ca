/**
 * Plain bilingual lines for a terminal or a log, usable before anything is installed.
 * No dependency, no colour without a TTY.
 */

/** A failure whose message is the whole story: printed as one line, without a stack. */
export class StartError extends Error {
  /**
   * @param {string} zh what is wrong and what to do, in Chinese
   * @param {string} en the same in English
   */
  constructor(zh, en) {
    super(`${zh} / ${en}`);
    this.name = 'StartError';
    this.zh = zh;
    this.en = en;
  }
}

const startedAt = process.hrtime.bigint();

/** Seconds since this process began, for progress lines. */
export function elapsedSeconds() {
  return Math.round(Number(process.hrtime.bigint() - startedAt) / 1e9);
}

/**
 * Prints one progress line with the seconds passed.
 * @param {string} zh
 * @param {string} en
 */
export function say(zh, en) {
  process.stdout.write(`[${String(elapsedSeconds()).padStart(3)} s] ${zh} / ${en}\n`);
}

/**
 * Prints a failure as one line on stderr; a stack only for what nobody foresaw.
 * @param {unknown} error
 */
export function sayFailure(error) {
  if (error instanceof StartError || (error instanceof Error && error.name === 'StartError')) {
    process.stderr.write(`✖ ${error.message}\n`);
    return;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`✖ 意外错误 / unexpected error: ${text}\n`);
}
