/** Brings in what is missing, side by side, then hands over to Node 24 with `bin/start.ts` or `bin/test.ts`. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installedNode, installPackages } from './packages.mjs';
import { elapsedSeconds, say, sayFailure } from './say.mjs';
import { ensureTemporalCli } from './temporal-cli.mjs';
import { ensureTimeSkippingServer } from './time-skipping-server.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

function stopPreparing() {
  process.exit(130);
}

/** What each group of tests needs beside the packages. Groups are jest projects; none named means all. */
const NEEDS = /** @type {Record<string, readonly ('cli' | 'skipping')[]>} */ ({
  unit: [],
  workflows: ['cli', 'skipping'],
  integration: ['cli', 'skipping'],
  scenarios: ['skipping'],
  system: ['cli', 'skipping'],
  gates: [],
});

/**
 * @param {readonly string[]} argv `start [--reset]`, `walkthrough` or `test [group] [jest's own arguments]`
 */
export async function launch(argv) {
  process.chdir(ROOT);
  const [verb, ...rest] = argv;
  if (verb !== 'start' && verb !== 'test' && verb !== 'walkthrough') {
    process.stderr.write('✖ 用法：npm start 或 npm test / usage: npm start or npm test\n');
    process.exit(1);
  }
  try {
    const node = await prepare(needsOf(verb, rest));
    if (elapsedSeconds() >= 5) say('所需组件已齐备', 'everything needed is here');
    handOver(node, [`bin/${verb}.ts`, ...rest]);
  } catch (error) {
    sayFailure(error);
    process.exit(1);
  }
}

/**
 * @param {'start' | 'test' | 'walkthrough'} verb
 * @param {readonly string[]} rest
 */
function needsOf(verb, rest) {
  if (verb === 'test') return needsOfTests(rest);
  return verb === 'walkthrough' || process.env['TEMPORAL_ADDRESS'] ? [] : ['cli'];
}

/** @param {readonly string[]} rest */
function needsOfTests(rest) {
  const group = rest[0];
  return group === undefined || group.startsWith('-') ? ['cli', 'skipping'] : (NEEDS[group] ?? ['cli', 'skipping']);
}

/**
 * The slow parts at the same time: packages, Temporal, test server.
 * @param {readonly string[]} needs
 * @returns {Promise<string>} the Node that runs the rest
 */
async function prepare(needs) {
  // An ordinary exit, so that a build under way is ended too; handOver() puts its own handlers in their place.
  for (const signal of SIGNALS) process.on(signal, stopPreparing);
  const installed = installPackages(ROOT);
  // Waited for below; an early failure here must not end the process before its line is printed.
  installed.catch(() => undefined);
  await Promise.all([
    installed,
    needs.includes('cli') ? ensureTemporalCli({ installed }) : undefined,
    needs.includes('skipping') ? ensureTimeSkippingServer() : undefined,
  ]);
  return installedNode(ROOT);
}

/**
 * Runs the rest and ends as it ends. Signals are passed on; when npm or the shell above us is gone, so is the run.
 * @param {string} node
 * @param {readonly string[]} args
 */
function handOver(node, args) {
  const child = spawn(node, [...args], { stdio: 'inherit', cwd: ROOT });
  for (const signal of SIGNALS) {
    process.off(signal, stopPreparing);
    process.on(signal, () => child.kill(signal));
  }
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 500);
  child.on('error', (error) => {
    sayFailure(error);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    clearInterval(watch);
    process.exit(code ?? (signal === 'SIGINT' ? 130 : 1));
  });
}
