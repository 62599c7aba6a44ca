/** Every row of every table, without what differs from one telling of the same story to the next. */
import type { BenchParts } from './bench-parts.ts';

/** Not written by cases, or drawn from by all of them. */
const PASSED_OVER = new Set([
  'calendar_day',
  'calendar_notice',
  'case_number_counter',
  'measure',
  'mikro_orm_migrations',
]);

/**
 * How often a message was tried, and what its receiver said to which attempt, has a test of its own. The place of a
 * notice is counted over all cases.
 */
const DIFFERS: Readonly<Record<string, readonly string[]>> = {
  delivery: ['state', 'attempts', 'receipt', 'delivered_at', 'last_error', 'address'],
  notice: ['seq'],
  push: ['received_at', 'confirmed_at', 'receipt'],
};

const MASKS: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '#'],
  [/"[\w.-]+:[\w-]{38,}"/g, '"encrypted"'],
  [/[0-9a-f]{64}/g, 'hash'],
  [/JN-(\d{4})-\d+/g, 'JN-$1-#'],
  [/第\d+/g, '第#'],
  [/[\da-zA-Z]+号/g, '#号'],
  [/"id": \d+/g, '"id": 0'],
  // The day, in Shanghai: two tellings are minutes apart.
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)/g, 'instant'],
];

/** Where parts of one case are followed side by side, whose step was first says nothing. */
const IN_ANY_ORDER: typeof MASKS = [
  [/"seq": \d+/g, '"seq": 0'],
  [/"version": \d+/g, '"version": 0'],
];

export type Rows = ReadonlyMap<string, number>;

export async function allRows(bench: Pick<BenchParts, 'sql'>, sideBySide = false): Promise<Rows> {
  const tables = await bench.sql<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  );
  const rows = new Map<string, number>();
  const masks = sideBySide ? [...MASKS, ...IN_ANY_ORDER] : MASKS;
  for (const { name } of tables) {
    if (PASSED_OVER.has(name)) continue;
    const differs = (DIFFERS[name] ?? []).map((column) => ` - '${column}'`).join('');
    const lines = await bench.sql<{ line: string }>(`select (to_jsonb(t)${differs})::text as line from "${name}" t`);
    for (const { line } of lines) {
      const masked = masks.reduce((text, [what, by]) => text.replaceAll(what, by), `${name} ${line}`);
      rows.set(masked, (rows.get(masked) ?? 0) + 1);
    }
  }
  return rows;
}

/** What is there after a story and was not before it, each line as often as it is; what is gone begins with a minus. */
export function addedRows(before: Rows, after: Rows): string[] {
  const lines: string[] = [];
  for (const line of new Set([...before.keys(), ...after.keys()])) {
    const more = (after.get(line) ?? 0) - (before.get(line) ?? 0);
    for (let times = 0; times < Math.abs(more); times += 1) lines.push(more > 0 ? line : `- ${line}`);
  }
  return lines.sort();
}
