/** Which scenario shows which row of what the policy texts ask: the table in domain/README.md. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readScenario } from './read.ts';

/** The table, in Markdown: rows in their order, each with the files that name it. */
export function rowsTable(files: readonly string[]): string {
  const links = new Map<string, string[]>();
  for (const file of files) {
    const name = basename(file);
    const { rows = [] } = readScenario(readFileSync(file, 'utf8')).scenario;
    for (const row of rows)
      links.set(row, [...(links.get(row) ?? []), `[${name.replace('.yaml', '')}](../scenarios/${name})`]);
  }
  const numbers = [...links.keys()].sort((one, other) => Number(one.slice(1)) - Number(other.slice(1)));
  return [
    '| row | scenarios |',
    '|---|---|',
    ...numbers.map((row) => `| ${row} | ${(links.get(row) ?? []).join(', ')} |`),
  ].join('\n');
}
