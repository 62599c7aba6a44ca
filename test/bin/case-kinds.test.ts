import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { caseKindsPage } from '../../bin/commands/case-kinds.ts';
import { runCommand } from '../../bin/commands/run.ts';
import { CASE_KINDS } from '../../domain/case/case-kind.ts';
import { CASE_TABLES } from '../../domain/case/case-kinds.ts';

const page = caseKindsPage();

describe('the page of the kinds of cases', () => {
  it('is in docs as the tables in domain/ are now: npx jiannuo case-kinds > docs/case-kinds.md', () => {
    const stored = readFileSync(new URL('../../docs/case-kinds.md', import.meta.url), 'utf8');
    expect(stored).toBe(`${page}\n`);
  });

  it('has every kind with every status that is shown, every act and every wait', () => {
    expect(CASE_TABLES.map(({ kind }) => kind).sort()).toEqual([...CASE_KINDS].sort());
    for (const { kind, statuses, acts, waits } of CASE_TABLES) {
      const of = sectionOf(kind);
      for (const status of statuses.slice(2)) expect(of).toContain(`| \`${status}\` |`);
      for (const act of acts) expect([kind, act, of.includes(act)]).toEqual([kind, act, true]);
      for (const wait of Object.keys(waits)) expect(of).toContain(`| \`${wait}\` |`);
    }
  });

  it('tells the rows of a table as they are', () => {
    expect(page).toContain(
      '| `hearing` | 听证 | hearing | applicant, officer, supervisor: state, ask-hearing, waive<br>officer, supervisor: call-hearing\\*, record-hearing\\*, drop, claim, hand-back\\*<br>supervisor: assign | `hearing-by` |',
    );
    expect(page).toContain(
      '| `upheld` | 已撤销修复 | upheld, the repair is withdrawn | supervisor: reopen | **end** |',
    );
    expect(page).toContain(
      '| `statement-by` | 陈述、申辩 | statement | the applicant or subject | ends (`close-statements`) |',
    );
    expect(page).toContain('| `serve-by` | 送达告知书 | service of the notice | the handler | told (`escalate`) |');
    expect(page).not.toMatch(/undefined|\| {2,}\|/);
  });

  it('is what the command prints', () => {
    const lines: string[] = [];
    const print = (line: string) => lines.push(line);
    const status = runCommand(['case-kinds'], {
      print,
      complain: print,
      today: '2026-11-21',
      readInput: () => Promise.resolve(''),
    });
    expect({ status, lines }).toEqual({ status: 0, lines: [page] });
    expect(
      runCommand(['case-kinds', '--no-such'], {
        print,
        complain: () => {},
        today: '2026-11-21',
        readInput: () => Promise.resolve(''),
      }),
    ).toBe(2);
  });

  function sectionOf(kind: string): string {
    return page.split('\n## ').find((part) => part.split('\n')[0]?.endsWith(` · ${kind}`)) ?? '';
  }
});
