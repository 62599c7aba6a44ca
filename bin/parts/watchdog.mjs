/**
 * Stops what a run started when the run itself is gone without a word (kill -9, a closed terminal).
 * The run holds our stdin open and writes one line per thing: `pid <pid> <signal>`, `remove <folder>`, `forget <pid>`, `done`.
 * At the end of stdin everything still listed is stopped, the last started first, each with its whole process group.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const GRACE_MS = 15_000;

/** @type {Map<number, NodeJS.Signals>} */
const running = new Map();
/** @type {string[]} */
const folders = [];

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    // In a container nobody may collect the dead: a zombie still answers to signals.
    return !existsSync(`/proc/${pid}/stat`) || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/**
 * @param {number} pid leader of a process group
 * @param {NodeJS.Signals} signal
 */
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // Already gone.
  }
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
async function stop(pid, signal) {
  if (!isAlive(pid)) return;
  // To the leader alone: PostgreSQL's postmaster stops its backends itself.
  process.kill(pid, signal);
  const until = Date.now() + GRACE_MS;
  while (isAlive(pid) && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
  signalGroup(pid, 'SIGKILL');
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, ...rest] = line.split(' ');
  if (verb === 'pid') running.set(Number(rest[0]), /** @type {NodeJS.Signals} */ (rest[1] ?? 'SIGTERM'));
  if (verb === 'forget') running.delete(Number(rest[0]));
  if (verb === 'remove') folders.push(rest.join(' '));
  if (verb === 'done') process.exit(0);
}
for (const [pid, signal] of [...running].reverse()) await stop(pid, signal);
for (const folder of folders) rmSync(folder, { recursive: true, force: true });
