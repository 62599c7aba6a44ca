import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../', import.meta.url));
const pages = globSync('**/*.md', { cwd: root, exclude: (path) => /^(node_modules|\.\w+)(\/|$)/.test(path) });

/** Relative links of a page outside its blocks of code, as they are written. */
function linksOf(page: string): string[] {
  const text = readFileSync(join(root, page), 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '');
  const written = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '');
  return written.filter((target) => !/^[a-z]+:/.test(target));
}

/** Whether the page has a heading that the anchor names, as GitHub names it. */
function hasHeading(page: string, anchor: string): boolean {
  const headings = [...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    (heading ?? '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
  return headings.includes(anchor);
}

describe('the pages', () => {
  it('are found', () => {
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'domain/README.md', 'docs/glossary.md']));
  });

  it.each(pages)('%s links what exists', (page) => {
    const broken = linksOf(page).filter((target) => {
      const [path = '', anchor] = decodeURI(target).split('#');
      const file = path === '' ? join(root, page) : join(root, dirname(page), path);
      return !existsSync(file) || (anchor !== undefined && !hasHeading(file, anchor));
    });
    expect(broken).toEqual([]);
  });
});
