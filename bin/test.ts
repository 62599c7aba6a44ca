/** Runs the tests, group after group, and adds up. `npm test [-- group] [-- jest's arguments]`. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Counts,
  countsOf,
  countsOfBoth,
  filesToRunAgain,
  type JestSummary,
  unsteadyFiles,
} from './parts/second-look.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const GROUPS = ['unit', 'workflows', 'integration', 'scenarios', 'system', 'gates'] as const;
/** Each of their files takes the whole machine: several services at once, or the compiler. */
const SERIAL: readonly string[] = ['system', 'gates'];
/** Megabytes for what is young: tests make much that soon dies, and with the default V8 sweeps it up all the time. */
const YOUNG_GENERATION = 64;
/** Jest ended before it could count. */
const BROKEN_OFF: Counts = { passed: 0, failed: 1, skipped: 0 };

const [first, ...others] = process.argv.slice(2);
const named = GROUPS.find((group) => group === first);
const groups = named === undefined ? GROUPS : [named];
const jestArguments = named === undefined && first !== undefined ? [first, ...others] : others;

const total = { passed: 0, failed: 0, skipped: 0 };
const unsteady: string[] = [];
for (const group of groups) {
  const counts = await countGroup(group);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}
// Jest counts what a pattern leaves out as skipped; only a whole run can tell what skips itself.
if (total.skipped > 0 && jestArguments.length === 0) {
  process.stderr.write(
    `✖ ${total.skipped} 个测试被跳过 / ${total.skipped} tests were skipped: no test may skip itself\n`,
  );
  total.failed += total.skipped;
}
for (const file of unsteady)
  process.stdout.write(
    `\n! 第二次才通过，须查明原因 / passed only when run again; find out why: ${relative(ROOT, file)}\n`,
  );
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** What a group counts, its unsteady files run twice. */
async function countGroup(group: string): Promise<Counts> {
  const first = await runJest(group, jestArguments);
  if (first.summary === null) return BROKEN_OFF;
  const files = jestArguments.length === 0 ? filesToRunAgain(group, first.summary) : [];
  if (files.length === 0) return withItsCode(first.code, countsOf(first.summary));
  process.stdout.write(`\n再次运行 / running again: ${files.map((file) => relative(ROOT, file)).join(' ')}\n`);
  const again = await runJest(group, ['--runTestsByPath', ...files]);
  if (again.summary === null) return countsOf(first.summary);
  unsteady.push(...unsteadyFiles(again.summary));
  return withItsCode(again.code, countsOfBoth(first.summary, again.summary));
}

/** Jest fails by more than tests: by its set-up, or by what is left open. */
function withItsCode(code: number, counts: Counts): Counts {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** One jest run: its exit code, and jest's own JSON, null where it wrote none. */
async function runJest(group: string, more: readonly string[]): Promise<{ code: number; summary: JestSummary | null }> {
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
      ...(more.length > 0 ? ['--passWithNoTests'] : []),
      '--json',
      `--outputFile=${output}`,
      ...(SERIAL.includes(group) ? ['--maxWorkers=1'] : ['--maxWorkers=2']),
      ...more,
    ],
    { cwd: ROOT, stdio: ['inherit', 'ignore', 'inherit'], env: { ...process.env, TZ: 'Asia/Shanghai' } },
  );
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, forward);
  const code = await new Promise<number>((resolve) => child.once('exit', (exitCode) => resolve(exitCode ?? 1)));
  try {
    return { code, summary: JSON.parse(readFileSync(output, 'utf8')) as JestSummary };
  } catch {
    return { code, summary: null };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
