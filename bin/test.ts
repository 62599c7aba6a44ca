/** Runs the tests, group after group, and adds up. `npm test [-- group] [-- jest's arguments]`. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Summary {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
  readonly numRuntimeErrorTestSuites: number;
}

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const GROUPS = ['unit', 'workflows', 'integration', 'scenarios', 'system', 'gates'] as const;
/** Each of their files takes the whole machine: several services at once, or the compiler. */
const SERIAL: readonly string[] = ['system', 'gates'];
/** Megabytes for what is young: tests make much that soon dies, and with the default V8 sweeps it up all the time. */
const YOUNG_GENERATION = 64;

const [first, ...others] = process.argv.slice(2);
const named = GROUPS.find((group) => group === first);
const groups = named === undefined ? GROUPS : [named];
const jestArguments = named === undefined && first !== undefined ? [first, ...others] : others;

const total = { passed: 0, failed: 0, skipped: 0 };
let status = 0;
for (const group of groups) {
  const { code, summary } = await runGroup(group);
  if (code !== 0) status = 1;
  if (summary === null) {
    total.failed += 1;
    continue;
  }
  total.passed += summary.numPassedTests;
  total.failed += summary.numFailedTests + summary.numRuntimeErrorTestSuites;
  total.skipped += summary.numPendingTests;
}
// Jest counts what a pattern leaves out as skipped; only a whole run can tell what skips itself.
if (total.skipped > 0 && jestArguments.length === 0) {
  process.stderr.write(
    `✖ ${total.skipped} 个测试被跳过 / ${total.skipped} tests were skipped: no test may skip itself\n`,
  );
  total.failed += total.skipped;
}
if (total.failed > 0) status = 1;
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = status;

/** One jest run; its counts come from jest's own JSON. */
async function runGroup(group: string): Promise<{ code: number; summary: Summary | null }> {
  const folder = mkdtempSync(join(tmpdir(), 'jiannuo-jest-'));
  const output = join(folder, 'summary.json');
  const child = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      // Jest hands it on to its workers.
      `--max-semi-space-size=${YOUNG_GENERATION}`,
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      '--selectProjects',
      group,
      ...(jestArguments.length > 0 ? ['--passWithNoTests'] : []),
      '--json',
      `--outputFile=${output}`,
      ...(SERIAL.includes(group) ? ['--maxWorkers=1'] : ['--maxWorkers=2']),
      ...jestArguments,
    ],
    { cwd: ROOT, stdio: ['inherit', 'ignore', 'inherit'], env: { ...process.env, TZ: 'Asia/Shanghai' } },
  );
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, forward);
  const code = await new Promise<number>((resolve) => child.once('exit', (exitCode) => resolve(exitCode ?? 1)));
  try {
    return { code, summary: JSON.parse(readFileSync(output, 'utf8')) as Summary };
  } catch {
    return { code: code === 0 ? 1 : code, summary: null };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
