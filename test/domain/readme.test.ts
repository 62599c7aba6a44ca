import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const domain = fileURLToPath(new URL('../../domain/', import.meta.url));
const page = readFileSync(`${domain}README.md`, 'utf8');
const sources = new Map(
  globSync('**/*.ts', { cwd: domain }).map((file) => [file, readFileSync(`${domain}${file}`, 'utf8')]),
);

const CODE = /`([^`]+)`/g;
const codesIn = (text: string): string[] => [...text.matchAll(CODE)].map(([, code]) => code ?? '');

/** Whether a source has something of this name: a declaration, a field, or a code between quotes. */
function has(source: string, name: string): boolean {
  const escaped = name.replaceAll('.', String.raw`\.`);
  return new RegExp(String.raw`(?:function|const|interface|type) ${escaped}\b|\b${escaped}\??:|'${escaped}'`).test(
    source,
  );
}

describe('domain/README.md', () => {
  it('names files that exist', () => {
    const named = codesIn(page).filter((code) => code.endsWith('.ts'));
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((file) => !existsSync(`${domain}${file}`))).toEqual([]);
  });

  it('names functions, and says in which file each of them is', () => {
    const told = [...page.matchAll(/((?:`[^`]+`(?:, | and )?)+) \(`([^`]+\.ts)`\)/g)].flatMap(([, names, file]) =>
      codesIn(names ?? '').map((name) => ({ name, file: file ?? '' })),
    );
    expect(told.length).toBeGreaterThan(50);
    expect(told.filter(({ name, file }) => !has(sources.get(file) ?? '', name))).toEqual([]);
  });

  it('names nothing that is nowhere', () => {
    const names = codesIn(page).filter((code) => /^[A-Za-z_]\w*$/.test(code));
    expect(names.filter((name) => ![...sources.values()].some((source) => has(source, name)))).toEqual([]);
  });

  it('says of every clause which scenarios rehearse it, or which test alone holds it', () => {
    const [, table = ''] = page.split('## Clause → function');
    const [, , ...rows] = (table.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
    expect(rows.length).toBeGreaterThan(40);
    const named = rows.map((row) => (row.split(' | ')[3] ?? '').replace(/ \|$/, ''));
    const files = named.flatMap((cell) => [...cell.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file]) => file ?? ''));
    expect(files.filter((file) => !existsSync(`${domain}../${file}`))).toEqual([]);
    const numbers = named.flatMap((cell) => [...cell.matchAll(/\[(S\d+)\]/g)].map(([, number]) => number ?? ''));
    expect(numbers.filter((number) => !page.includes(`\n| ${number} | [`))).toEqual([]);
    expect(
      rows.filter((_, index) => !/\]\((?:\.\.\/(?:scenarios|test)\/|#row--scenario\))/.test(named[index] ?? '')),
    ).toEqual([]);
  });
});
