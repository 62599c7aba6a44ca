/** Tells a story on the terminal, and stops it at the first effect that does not hold. */

import { StartError } from '../parts/say.mjs';

export class Story {
  #chapters = 0;
  #effects = 0;

  get effects(): number {
    return this.#effects;
  }

  /** Begins a story: its steps are numbered from one. */
  begin(zh: string, en: string): void {
    this.#chapters = 0;
    this.#line(`\n══ ${zh}\n   ${en}`);
  }

  /** Begins a numbered step. */
  chapter(zh: string, en: string): void {
    this.#chapters += 1;
    this.#line(`\n${this.#chapters}. ${zh}\n   ${en}`);
  }

  /** A line of the story itself. */
  tell(text: string): void {
    this.#line(`   ${text}`);
  }

  /** A document, as its reader sees it. */
  quote(text: string): void {
    for (const line of text.split('\n')) this.#line(`   │ ${line}`);
  }

  /**
   * Says an effect that was read back, from the API or from SQL.
   * @throws StartError, naming the effect, unless `found` is what was wanted
   */
  holds(where: 'API' | 'SQL', what: string, found: unknown, wanted: unknown): void {
    const [has, should] = [JSON.stringify(found), JSON.stringify(wanted)];
    if (has !== should)
      throw new StartError(
        `${where} ${what}：应为 ${should}，实为 ${has}`,
        `this effect does not hold: expected ${should}, found ${has}`,
      );
    this.#effects += 1;
    this.#line(`   ✓ ${where}  ${what}`);
  }

  #line(text: string): void {
    process.stdout.write(`${text}\n`);
  }
}
