/** Names in place of ids: what `$name` and `$name.field` stand for in a scenario. */
import type { Bilingual } from '../../domain/text.ts';

/** What went wrong in one step, in words. */
export class StepFault extends Error {
  override name = 'StepFault';
  readonly text: Bilingual;

  constructor(zh: string, en: string) {
    super(`${zh} / ${en}`);
    this.text = { zh, en };
  }
}

type Values = Readonly<Record<string, unknown>>;

/** Reads a case by its number, for fields that the answer of the act did not have. */
type ReadCase = (number: string) => Promise<unknown>;

export class Handles {
  readonly #known = new Map<string, Values>();
  readonly #readCase: ReadCase;

  constructor(readCase: ReadCase) {
    this.#readCase = readCase;
  }

  /** Gives a name to a subject, a person, or what an act was answered with. */
  set(name: string, values: unknown): void {
    this.#known.set(name, typeof values === 'object' && values !== null ? (values as Values) : {});
  }

  /** Whether something has this name. */
  has(name: string): boolean {
    return this.#known.has(name);
  }

  /**
   * What a name stands for.
   * @throws StepFault for a name that nothing has
   */
  get(name: string): Values {
    const found = this.#known.get(name.replace(/^\$/, ''));
    if (found !== undefined) return found;
    const names = [...this.#known.keys()].join('、');
    throw new StepFault(
      `没有名为“${name}”的事项、主体或者人员，已有：${names}`,
      `nothing is called "${name}"; there are ${names}`,
    );
  }

  /**
   * The case number behind a name.
   * @throws StepFault where it is no case
   */
  caseNumber(name: string): string {
    const { number } = this.get(name);
    if (typeof number === 'string') return number;
    throw new StepFault(`“${name}”不是案件`, `"${name}" is no case`);
  }

  /** A value as the API takes it: every text that begins with `$` is what it refers to; `$$` writes a dollar sign. */
  async resolve(value: unknown): Promise<unknown> {
    if (typeof value === 'string') return value.startsWith('$') ? await this.#resolveText(value) : value;
    if (Array.isArray(value)) return await Promise.all(value.map((item) => this.resolve(item)));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(async ([key, inner]) => [key, await this.resolve(inner)] as const);
    return Object.fromEntries(await Promise.all(entries));
  }

  async #resolveText(text: string): Promise<unknown> {
    if (text.startsWith('$$')) return text.slice(1);
    const [name = '', ...path] = text.slice(1).split('.');
    const values = this.get(name);
    if (path.length === 0) return selfOf(values);
    const found = at(values, path) ?? at(await this.#caseOf(values), path);
    if (found === undefined) throw new StepFault(`“${text}”没有该内容`, `"${text}": there is no such field`);
    return found;
  }

  async #caseOf({ number }: Values): Promise<unknown> {
    return typeof number === 'string' ? await this.#readCase(number) : undefined;
  }
}

/** What stands for the whole in a body: an id, else a number, else a person's login name. */
function selfOf(values: Values): unknown {
  return values['id'] ?? values['number'] ?? values['sub'];
}

/** The value at a path of keys and positions; undefined where there is none. */
export function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return (inner as Record<string, unknown>)[key];
  }, value);
}
