/** Starts outside programs in process groups of their own, and sees to it that none outlives the run. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A process that this run started. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly process: ChildProcess;
  /** Settles with a short account of how it ended. */
  readonly ended: Promise<string>;
  /** True once it has ended. */
  hasEnded(): boolean;
  /** Asks it to end, waits, and after `graceMs` ends it and its group by force. */
  stop(graceMs: number): Promise<void>;
}

export interface StartOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Where its output goes; appended. */
  readonly logFile: string;
  /** The signal that makes it end in order. */
  readonly stopSignal?: NodeJS.Signals;
  readonly owner?: { readonly uid: number; readonly gid: number };
}

/** Keeps a watchdog process beside the run; see watchdog.mjs. */
export class Watchdog {
  readonly #process: ChildProcess;

  constructor() {
    this.#process = spawn(process.execPath, [fileURLToPath(new URL('./watchdog.mjs', import.meta.url))], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    this.#process.on('error', () => undefined);
    this.#process.stdin?.on('error', () => undefined);
    this.#process.unref();
    const pipe = this.#process.stdin;
    if (pipe && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref();
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Starts a program that ends with this run at the latest. */
  start(options: StartOptions): Promise<Child> {
    return startChild(options, (line) => this.#tell(line));
  }

  /** Removes a folder when the run is gone. */
  removeAtEnd(folder: string): void {
    this.#tell(`remove ${folder}`);
  }

  /** The run has stopped everything itself. */
  done(): void {
    this.#tell('done');
  }

  #tell(line: string): void {
    this.#process.stdin?.write(`${line}\n`);
  }
}

async function startChild(options: StartOptions, tell: (line: string) => void): Promise<Child> {
  const log = openSync(options.logFile, 'a', 0o600);
  const stopSignal = options.stopSignal ?? 'SIGTERM';
  const child = spawn(options.command, [...options.args], {
    stdio: ['ignore', log, log],
    detached: true,
    env: { ...process.env, ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...options.owner,
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  }).finally(() => closeSync(log));
  const pid = child.pid ?? 0;
  tell(`pid ${pid} ${stopSignal}`);
  let over = false;
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      over = true;
      tell(`forget ${pid}`);
      resolve(signal === null ? `exit ${code}` : signal);
    });
  });
  return {
    name: options.name,
    pid,
    process: child,
    ended,
    hasEnded: () => over,
    stop: (graceMs) => stopChild(child, ended, stopSignal, graceMs, () => over),
  };
}

async function stopChild(
  child: ChildProcess,
  ended: Promise<string>,
  signal: NodeJS.Signals,
  graceMs: number,
  isOver: () => boolean,
): Promise<void> {
  if (!isOver()) {
    child.kill(signal);
    const timer = setTimeout(() => killGroup(child.pid), graceMs);
    await ended;
    clearTimeout(timer);
  }
  killGroup(child.pid);
}

/** Whatever the program left in its group goes with it. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody left in the group.
  }
}

/** The last line of a log that says something. */
export function lastLogLine(logFile: string): string {
  const lines = existsSync(logFile) ? readFileSync(logFile, 'utf8').split('\n') : [];
  const said = lines.filter((line) => line.trim() !== '' && !/^\s+at |^Node\.js v|^\s*[}{^]/.test(line));
  const telling = said.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? said.at(-1);
  return (telling ?? '').trim().slice(0, 300);
}
