import { describe, expect, it } from '@jest/globals';
import {
  countsOf,
  countsOfBoth,
  filesToRunAgain,
  type JestSummary,
  unsteadyFiles,
} from '../../bin/parts/second-look.ts';

/** A run of files, each with the statuses of its tests; one without any broke off before them. */
function run(files: Record<string, string[]>): JestSummary {
  const all = Object.values(files).flat();
  const of = (status: string) => all.filter((one) => one === status).length;
  return {
    numPassedTests: of('passed'),
    numFailedTests: of('failed'),
    numPendingTests: of('pending'),
    numRuntimeErrorTestSuites: Object.values(files).filter((tests) => tests.length === 0).length,
    testResults: Object.entries(files).map(([name, tests]) => ({
      name,
      status: tests.length === 0 || tests.includes('failed') ? 'failed' : 'passed',
      assertionResults: tests.map((status) => ({ status })),
    })),
  };
}

describe('a second look at test files that failed', () => {
  const first = run({ a: ['passed', 'failed'], b: ['passed', 'passed'], c: [] });

  it('is given to those on real servers only, and not where many failed', () => {
    expect(filesToRunAgain('workflows', first)).toEqual(['a', 'c']);
    expect(filesToRunAgain('workflows', run({ b: ['passed'] }))).toEqual([]);
    expect(filesToRunAgain('unit', first)).toEqual([]);
    expect(filesToRunAgain('gates', first)).toEqual([]);
    expect(filesToRunAgain('system', run({ a: [], b: [], c: [], d: ['failed'] }))).toEqual([]);
  });

  it('counts the second run of a file in place of its first, and names what passed only then', () => {
    const again = run({ a: ['passed', 'passed'], c: ['passed'] });
    expect(countsOfBoth(first, again)).toEqual({ passed: 5, failed: 0, skipped: 0 });
    expect(unsteadyFiles(again)).toEqual(['a', 'c']);
  });

  it('leaves red what is red twice', () => {
    expect(countsOf(first)).toEqual({ passed: 3, failed: 2, skipped: 0 });
    const again = run({ a: ['passed', 'failed'], c: [] });
    expect(countsOfBoth(first, again)).toEqual({ passed: 3, failed: 2, skipped: 0 });
    expect(unsteadyFiles(again)).toEqual([]);
  });
});
