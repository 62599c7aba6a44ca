/** `npm start` as a process of a test: its own state folder, its own ports, and what it leaves behind. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../bin/parts/ports.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PORTS = [
  'PORT',
  'POSTGRES_PORT',
  'TEMPORAL_PORT',
  'TEMPORAL_UI_PORT',
  'OIDC_PORT',
  'SMTP_PORT',
  'MAIL_PAGE_PORT',
  'RECEIVER_PORT',
];

/** A start that has been asked for. */
export interface RunningStart {
  readonly process: ChildProcess;
  /** Everything it has written so far. */
  output(): string;
  /** Resolves when its output matches; rejects when it ends before. */
  said(pattern: RegExp): Promise<void>;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
  /** Process ids of whatever it has started, and what they have started. */
  descendants(): number[];
}

/** Free ports for every part, as environment variables. */
export async function freePorts(): Promise<Record<string, string>> {
  const entries: [string, string][] = [];
  for (const name of PORTS) entries.push([name, String(await freePort())]);
  return Object.fromEntries(entries);
}

/** Runs what `npm start` runs with these variables; anything that would replace an embedded part is taken away. */
export function launchStart(variables: Readonly<Record<string, string>>, args: readonly string[] = []): RunningStart {
  const env = { ...process.env, ...variables };
  for (const name of [
    'DATABASE_URL',
    'API_DATABASE_URL',
    'WORKER_DATABASE_URL',
    'TEMPORAL_ADDRESS',
    'OIDC_ISSUER',
    'SMTP_URL',
  ]) {
    if (!(name in variables)) delete env[name];
  }
  const child = spawn(process.execPath, ['bin/launch.mjs', 'start', ...args], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return {
    process: child,
    output: () => text,
    ended,
    said: async (pattern) => {
      const heard = new Promise<'heard'>((resolve) => {
        const listen = (): void => {
          if (pattern.test(text)) resolve('heard');
        };
        listeners.add(listen);
        listen();
      });
      const first = await Promise.race([heard, ended]);
      if (first !== 'heard' && !pattern.test(text)) throw new Error(`npm start ended with ${String(first)}:\n${text}`);
    },
    descendants: () => descendantsOf(child.pid ?? 0),
  };
}

/** Whether a process runs; one that is dead but not yet collected does not. */
export function isRunning(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'stat='], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}

function descendantsOf(root: number): number[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' });
  const pairs = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = [root];
  for (const parent of found)
    for (const [pid, ppid] of pairs) if (ppid === parent && pid !== undefined) found.push(pid);
  return found.slice(1);
}
