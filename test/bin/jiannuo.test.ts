import { describe, expect, it } from '@jest/globals';
import { runCommand } from '../../bin/commands/run.ts';

function run(line: string): { status: number; out: string; err: string } {
  const [out, err]: [string[], string[]] = [[], []];
  const status = runCommand(
    line.split(' ').filter((word) => word !== ''),
    {
      print: (text) => out.push(text),
      complain: (text) => err.push(text),
      today: '2026-11-21',
      readInput: () => Promise.resolve(''),
    },
  );
  if (typeof status !== 'number') throw new Error(`"${line}" has to be waited for`);
  return { status, out: out.join('\n'), err: err.join('\n') };
}

const json = (line: string): unknown => JSON.parse(run(`${line} --json`).out);

describe('deadline', () => {
  it('gives the due day and every day', () => {
    expect(json('deadline --from 2026-09-18 --working-days 3')).toEqual({
      due: '2026-09-22',
      provisional: false,
      days: ['2026-09-18', '2026-09-19', '2026-09-20', '2026-09-21', '2026-09-22'].map((day) =>
        expect.objectContaining({ day }),
      ),
    });
  });

  it.each([
    ['--from 2026-09-16 --calendar-days 15', '2026-10-08'],
    ['--from 2026-09-16 --calendar-days 15 --act', '2026-10-08'],
    ['--from 2026-09-16 --calendar-days 15 --period', '2026-10-01'],
    ['--from 2026-01-31 --months 1', '2026-02-28'],
    ['--from 2024-02-29 --years 1', '2025-02-28'],
  ])('%s', (options, due) => {
    expect(json(`deadline ${options}`)).toMatchObject({ due });
  });

  it('prints both languages and a line a day', () => {
    const { status, out } = run('deadline --from 2026-12-31 --working-days 1');
    expect(status).toBe(0);
    expect(out).toContain('届满日：2027年1月1日（星期五）');
    expect(out).toContain('暂定 / provisional');
    expect(out).toContain('Due: Friday 1 January 2027');
  });

  it.each([
    ['', 'day-missing'],
    ['--from 2026-02-29 --months 1', 'bad-day'],
    ['--from 2026-09-18T00:00:00Z --months 1', 'bad-day'],
    ['--from 2026-09-18', 'one-term'],
    ['--from 2026-09-18 --months 1 --years 1', 'one-term'],
    ['--from 2026-09-18 --months x', 'bad-count'],
    ['--from 2026-09-18 --months 1.5', 'bad-count'],
    ['--from 2026-09-18 --months 0', 'term-out-of-range'],
    ['--from 2026-09-18 --working-days 1001', 'term-out-of-range'],
    ['--from 2101-01-01 --months 1', 'bad-day'],
    ['--from 2026-09-18 --months 1 --act --period', 'act-or-period'],
    ['--from 2026-09-18 --weeks 1', 'bad-option'],
    ['--from 2026-09-18 --months 1 more', 'bad-option'],
  ])('%j is answered by one line, %s', (options, code) => {
    const { status, out, err } = run(`deadline ${options}`);
    expect({ status, out, lines: err.split('\n').length }).toEqual({ status: 2, out: '', lines: 1 });
    expect(err.startsWith(`✖ ${code}: `)).toBe(true);
    expect(err).toContain(' / ');
  });
});

describe('publicity', () => {
  it.each([
    [
      '--decided 2026-04-01 --severity general',
      { minimumEnds: '2026-07-01', applyFrom: '2026-07-02', endsBy: '2027-04-01', ruleSet: '2026-04-01' },
    ],
    [
      '--decided 2026-04-01 --severity general --severity serious',
      { minimumEnds: '2027-04-01', applyFrom: '2027-04-02', endsBy: '2029-04-01', ruleSet: '2026-04-01' },
    ],
    [
      '--decided 2026-04-01 --severity minor',
      { published: false, minimumEnds: null, applyFrom: null, endsBy: null, ruleSet: '2026-04-01' },
    ],
    [
      '--decided 2026-04-01 --severity minor --published',
      { published: true, minimumEnds: null, applyFrom: '2026-04-01', endsBy: '2026-07-01', ruleSet: '2026-04-01' },
    ],
    [
      '--decided 2025-04-01 --severity serious',
      { minimumEnds: '2025-07-01', applyFrom: '2025-07-02', endsBy: '2028-04-01', ruleSet: '2023-05-01' },
    ],
    [
      '--decided 2025-04-01 --sector fire',
      { minimumEnds: '2026-04-01', applyFrom: '2026-04-02', endsBy: '2028-04-01', ruleSet: '2023-05-01' },
    ],
    [
      '--decided 2026-05-01 --severity serious --sector wage-arrears --kind serious-list --corrected 2026-08-31',
      { minimumEnds: '2027-02-28', applyFrom: '2027-03-01', endsBy: '2029-05-01', ruleSet: '2026-04-01' },
    ],
    [
      '--decided 2025-08-31 --severity general --sector market-supervision --published-from 2025-09-30',
      { minimumEnds: '2026-03-30', applyFrom: '2026-03-31', endsBy: '2028-09-30', ruleSet: '2023-05-01' },
    ],
    ['--decided 2023-04-30 --severity general', { error: 'no-rule-set', message: expect.anything() }],
  ])('%s', (options, expected) => {
    expect(json(`publicity ${options}`)).toEqual(expected);
  });

  it.each([
    ['--severity general', 'day-missing'],
    ['--decided 2026-04-01 --severity general --kind fine', 'bad-kind'],
    ['--decided 2023-04-30 --severity general', 'no-rule-set'],
    ['--decided 2026-04-01', 'severity-missing'],
    ['--decided 2026-04-01 --severity grave', 'bad-severity'],
    ['--decided 2025-04-01 --sector toys', 'bad-sector'],
  ])('%j is answered by %s', (options, code) => {
    expect(run(`publicity ${options}`)).toMatchObject({
      status: 2,
      out: '',
      err: expect.stringContaining(`✖ ${code}: `),
    });
  });

  it('prints the dates and the reasons', () => {
    expect(run('publicity --decided 2026-04-01 --severity general').out).toContain(
      '2027年4月1日（星期四）为公示的最后一日',
    );
  });
});

describe('code', () => {
  it('says what a valid one is', () => {
    expect(run('code 91350100M000100Y43')).toMatchObject({
      status: 0,
      err: '',
      out: expect.stringContaining('企业 / enterprise'),
    });
    expect(run('code 11010519491231002X')).toMatchObject({ status: 0, out: expect.stringContaining('居民身份证') });
    expect(json('code 91350100M000100Y43')).toMatchObject({ ok: true, scheme: 'credit-code' });
  });

  it('says which part of a wrong one is wrong', () => {
    expect(run('code 91350100M000100Y44')).toMatchObject({
      status: 1,
      out: '',
      err: expect.stringContaining('✖ check: '),
    });
    expect(json('code 91350100m000100Y43')).toMatchObject({ ok: false, part: 'lower-case' });
  });

  it.each(['', 'A B', '--what'])('%j is status 1', (rest) => {
    expect(run(`code ${rest}`)).toMatchObject({ status: 1, out: '' });
  });
});

describe('jiannuo', () => {
  it('lists its commands', () => {
    expect(run('--help')).toMatchObject({ status: 0, out: expect.stringContaining('jiannuo publicity --decided') });
    expect(run('').status).toBe(2);
    expect(run('deadline --help')).toMatchObject({ status: 0, out: expect.stringContaining('--working-days N') });
  });

  it('does not know others', () => {
    expect(run('toString')).toMatchObject({ status: 2, err: expect.stringContaining('unknown-command') });
  });
});
