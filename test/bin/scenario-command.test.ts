/** What `jiannuo scenario` tells who writes a file: what can be done, and what can be looked for. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { runCommand } from '../../bin/commands/run.ts';
import { CASE_KINDS } from '../../domain/case/case-kind.ts';
import { NOTICE_KINDS } from '../../domain/case/notice-kinds.ts';
import { timelineKindsOf } from '../../domain/case/timeline.ts';

async function run(...args: string[]): Promise<{ status: number; out: string[]; err: string[] }> {
  const [out, err]: [string[], string[]] = [[], []];
  const status = await runCommand(['scenario', ...args], {
    print: (text) => out.push(text),
    complain: (text) => err.push(text),
    today: '2026-11-21',
    readInput: () => Promise.resolve(''),
  });
  return { status, out, err };
}

describe('jiannuo scenario', () => {
  it('--kinds lists every kind of entry and of notice with its words, each once', async () => {
    const { status, out } = await run('--kinds');
    const listed = out
      .join('\n')
      .split('\n')
      .filter((line) => line.startsWith('  '));
    const kinds = [...new Set(CASE_KINDS.flatMap((kind) => timelineKindsOf(kind))), ...Object.keys(NOTICE_KINDS)];
    expect(listed.map((line) => line.trim().split(/\s+/)[0] ?? '').sort()).toEqual([...kinds].sort());
    for (const line of listed) expect(line).toMatch(/^ {2}[a-z-]+ +\p{Script=Han}.* · [A-Z]/u);
    expect(status).toBe(0);
  });

  it('--kinds is what docs/scenarios.md sends its reader to', () => {
    expect(readFileSync(new URL('../../docs/scenarios.md', import.meta.url), 'utf8')).toContain('scenario --kinds');
  });

  it('--acts of a name that there is not says so with near ones, and fails', async () => {
    const { status, out, err } = await run('--acts', 'giveConsnt', 'listConsents');
    expect(err).toEqual([
      '✖ 没有“giveConsnt”这项操作，近似的有：giveConsent；全部操作见 npx jiannuo scenario --acts / there is no operation "giveConsnt", did you mean giveConsent; npx jiannuo scenario --acts lists them',
    ]);
    expect([status, out[0]?.split(' ')[0], out[1]]).toEqual([1, 'listConsents', '  GET /v1/consents ?subjectId']);
  });
});
