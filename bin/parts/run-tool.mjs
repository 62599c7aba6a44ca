/** Runs the few outside programs that the first start needs: go, mvn, javac, npm. */
import { spawn } from 'node:child_process';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

// Whatever ends this process, a build that nobody waits for ends with it.
process.on('exit', () => {
  for (const child of running) child.kill('SIGTERM');
});

/**
 * Runs a program to its end and hands each line it writes to `onLine`.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void, timeoutMs?: number }} [options]
 * @returns {Promise<{ code: number | null, output: string, missing: boolean }>} `missing`: no such program
 */
export function runTool(command, args, options = {}) {
  return new Promise((resolve) => {
    /** @type {string[]} */
    const lines = [];
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    // Not spawn's own timeout: its timer outlives a program that was not found.
    const timer = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? 3_600_000);
    /** @param {NodeJS.ReadableStream} stream */
    const follow = (stream) => {
      let rest = '';
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        const parts = (rest + text).split('\n');
        rest = parts.pop() ?? '';
        for (const line of parts) {
          lines.push(line);
          options.onLine?.(line);
        }
      });
      stream.on('end', () => {
        if (rest !== '') lines.push(rest);
      });
    };
    follow(child.stdout);
    follow(child.stderr);
    child.on('error', (error) => {
      clearTimeout(timer);
      running.delete(child);
      const missing = 'code' in error && error.code === 'ENOENT';
      resolve({ code: null, output: error.message, missing });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ code, output: lines.join('\n'), missing: false });
    });
  });
}

/**
 * The last line that says something, for a one-line report.
 * @param {string} output
 */
export function lastLine(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return (lines.at(-1) ?? '').trim().slice(0, 300);
}

/**
 * Whether an address answers at all, without waiting long where the internet is closed.
 * @param {string} url
 * @returns {Promise<boolean>}
 */
export async function reachable(url) {
  try {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(4000) });
    return true;
  } catch {
    return false;
  }
}
