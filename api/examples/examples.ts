import { ACT_EXAMPLES } from './acts.ts';
import { REFERENCE_EXAMPLES } from './reference.ts';

const EXAMPLES: Readonly<Record<string, object>> = { ...ACT_EXAMPLES, ...REFERENCE_EXAMPLES };

/** The operations that have an example here; others carry theirs in the schema of their body. */
export const OPERATIONS_WITH_EXAMPLES: readonly string[] = Object.keys(EXAMPLES);

/** A body as the description shows it: with the example of its operation, unless its schema has one. */
export function withExample(operationId: string | undefined, body: object): object {
  const example = EXAMPLES[operationId ?? ''];
  return example === undefined || 'examples' in body ? body : { ...body, examples: [example] };
}
