/** The service's own processes under a test: started, killed without a word, and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { TEST_KEYS } from './rows.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** What one process has compiled, the next need not. */
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/jiannuo/compiled', import.meta.url));

export interface ProcessOptions {
  /** From the root of the checkout. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** It writes this when it is ready. */
  readonly ready: string;
}

/** A process that can be killed and started again with the same options. */
export class KillableProcess {
  readonly #options: ProcessOptions;
  #child: ChildProcess | null = null;
  #said = '';
  /** How often it has been killed by a signal. */
  kills = 0;

  constructor(options: ProcessOptions) {
    this.#options = options;
  }

  /** Starts it and waits until it is ready; throws with what it said when it ends before. */
  async start(): Promise<void> {
    const { script, args = [], env, ready } = this.#options;
    const child = spawn(process.execPath, [script, ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        TEST_WORKER_LOG: process.env['TEST_WORKER_LOG'],
        TZ: 'Asia/Shanghai',
        NODE_COMPILE_CACHE: COMPILED,
        ...env,
      },
    });
    this.#child = child;
    this.#said = '';
    child.once('exit', (_code, signal) => {
      if (signal !== null) this.kills += 1;
    });
    await new Promise<void>((resolve, reject) => {
      const hear = (text: Buffer): void => {
        if (process.env['TEST_WORKER_LOG'] === '1') process.stderr.write(text);
        this.#said = `${this.#said}${text.toString()}`.slice(-20_000);
        if (this.#said.includes(ready)) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', () => reject(new Error(`${script} ended before it was ready: ${this.#said}`)));
    });
  }

  /** The end of what it said since it was started. */
  get said(): string {
    return this.#said;
  }

  isRunning(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Resolves when it has ended, however that came. */
  async ended(): Promise<void> {
    if (this.#child !== null && this.isRunning()) await once(this.#child, 'exit');
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    if (!this.isRunning()) return;
    this.#child?.kill(signal);
    await this.ended();
  }
}

/** Starts a process and starts it again each time it is killed, until it is told to stop. */
export class RestartedProcess extends KillableProcess {
  #stopping = false;
  #loop: Promise<void> = Promise.resolve();

  override async start(): Promise<void> {
    await super.start();
    this.#loop = this.#restart();
    this.#loop.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.kill('SIGTERM');
    await this.#loop;
  }

  async #restart(): Promise<void> {
    for (;;) {
      await this.ended();
      if (this.#stopping) return;
      const killsBefore = this.kills;
      try {
        await super.start();
      } catch (error) {
        // Told to stop, or killed by what it took up, before it could say that it was ready.
        if (!this.#stopping && this.kills === killsBefore) throw error;
      }
      // Told to stop while it was being started.
      if (this.#stopping) await this.kill();
    }
  }
}

/** The variables that worker and API read alike. */
export function serviceEnv(temporalAddress: string, taskQueue: string): Record<string, string> {
  const [key] = TEST_KEYS.dataKeys;
  return {
    TEMPORAL_ADDRESS: temporalAddress,
    TASK_QUEUE: taskQueue,
    DATA_KEYS: `${key.id}:${key.key.toString('base64')}`,
    INDEX_KEY: TEST_KEYS.indexKey.toString('base64'),
  };
}

/** Looks again until it holds; throws with `what`, and what was still missing where `holds` says it, when it does not in time. */
export async function until(
  what: string,
  holds: () => boolean | string | Promise<boolean | string>,
  withinMs = 300_000,
): Promise<void> {
  const end = Date.now() + withinMs;
  for (;;) {
    const found = await holds();
    if (found === true) return;
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}${found === false ? '' : `; ${found}`}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
