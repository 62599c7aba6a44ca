/**
 * Test files that run against real servers on a machine that others use too: one that fails is run once more, by
 * itself, and named as unsteady where it passes then. An unsteady test is a fault to be found, in it or in what it tests;
 * it does not keep everything else from going in.
 */

/** What is needed of jest's own JSON. */
export interface JestSummary {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly JestFile[];
}

interface JestFile {
  /** Absolute path. */
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Groups whose tests wait for real servers. Rules alone and the gates have no such excuse. */
const ON_SERVERS: readonly string[] = ['workflows', 'integration', 'scenarios', 'system'];
/** When more files fail than these, it is not the machine. */
const MOST_FILES = 3;

/** Absolute paths of the files to run once more; none where all passed, or where it would hide a fault. */
export function filesToRunAgain(group: string, { testResults }: JestSummary): string[] {
  const failed = testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);
  return ON_SERVERS.includes(group) && failed.length <= MOST_FILES ? failed : [];
}

/** What a run counts; a file that broke off before its tests counts as one that failed. */
export function countsOf(summary: JestSummary): Counts {
  return {
    passed: summary.numPassedTests,
    failed: summary.numFailedTests + summary.numRuntimeErrorTestSuites,
    skipped: summary.numPendingTests,
  };
}

/** What both runs count together: of a file that was run again, its second run alone. */
export function countsOfBoth(first: JestSummary, again: JestSummary): Counts {
  const rerun = new Set(again.testResults.map(({ name }) => name));
  const kept = first.testResults
    .filter(({ name }) => !rerun.has(name))
    .flatMap(({ assertionResults }) => assertionResults);
  const of = (status: string) => kept.filter((test) => test.status === status).length;
  const second = countsOf(again);
  return {
    passed: of('passed') + second.passed,
    failed: of('failed') + second.failed,
    skipped: of('pending') + second.skipped,
  };
}

/** Absolute paths of the files that passed when they ran again. */
export function unsteadyFiles({ testResults }: JestSummary): string[] {
  return testResults.filter(({ status }) => status === 'passed').map(({ name }) => name);
}
