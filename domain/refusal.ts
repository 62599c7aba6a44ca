import type { Bilingual } from './text.ts';
import type { Day } from './time.ts';

/**
 * A refusal by rule: returned, never thrown. It says which rule, in which clause, what to do,
 * and, where the passing of time cures it, the earliest day to try again.
 */
export interface Refusal {
  /** Stable code, for machines. */
  code: string;
  /** The clause that asks for it, e.g. `国办发〔2019〕35号（一）`, or the procedure's own rule. */
  clause: string;
  /** What is wrong and what can be done. */
  text: Bilingual;
  /** First day on which the same request can succeed, where that is known. */
  earliest?: Day;
}

/** The codes of refusals, each once, in their order. */
export function codesOfRefusals(refusals: readonly Pick<Refusal, 'code'>[]): string[] {
  return [...new Set(refusals.map(({ code }) => code))];
}
