/** One run of `npm start`: what has been started, and how it all ends in order. */
import { Watchdog } from './processes.ts';
import { StartError, say, sayFailure } from './say.mjs';
import { releaseLock } from './state.ts';

/** A second Ctrl-C sooner than this is the first one, which npm passes on too. */
const SAME_SIGNAL_MS = 1_000;
const HURRIED_GRACE_MS = 1_000;

/** What is stopped first stands last: the API takes nothing new, the worker finishes, then what both rest on. */
const ORDER = ['PostgreSQL', 'Temporal', 'OIDC', 'mail', 'receiver', 'worker', 'api'] as const;
type PartName = (typeof ORDER)[number];

interface Part {
  readonly name: PartName;
  stop(graceMs: number): Promise<unknown>;
  readonly graceMs: number;
}

export class Run {
  readonly watchdog = new Watchdog();
  readonly #parts: Part[] = [];
  #signalAt = 0;
  #hurried = false;
  #ending: Promise<void> | null = null;
  #hurry: () => void = () => undefined;
  readonly #hurriedAt = new Promise<void>((resolve) => {
    this.#hurry = resolve;
  });

  /** Whether the end has begun. */
  get isEnding(): boolean {
    return this.#ending !== null;
  }

  /** Notes something to stop at the end. */
  keep(name: PartName, graceMs: number, stop: (graceMs: number) => Promise<unknown>): void {
    this.#parts.push({ name, graceMs, stop });
    this.#parts.sort((one, other) => ORDER.indexOf(one.name) - ORDER.indexOf(other.name));
  }

  /** From now on a signal, a closed terminal, or a vanished npm ends the run. */
  listen(): void {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.#onSignal(signal));
    // A terminal that is gone must not end us halfway through the ending.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) this.end(0);
    }, 500).unref();
  }

  /** Ends the run because something is wrong. */
  fail(error: unknown): void {
    if (this.isEnding) return;
    sayFailure(error);
    this.end(1);
  }

  /** Ends the run because a part that everything rests on has died. */
  failWhenEnded(name: string, ended: Promise<string>, logFile: string): void {
    void ended.then((how) => {
      this.fail(
        new StartError(
          `${name} 意外退出（${how}），见 ${logFile}；现停止全部`,
          `${name} ended unexpectedly (${how}), see ${logFile}; everything is stopped`,
        ),
      );
    });
  }

  /** Stops everything that runs, in order, and leaves the process. */
  end(code: number): void {
    this.#ending ??= this.#stopAll().then(() => {
      releaseLock();
      process.exit(code);
    });
  }

  async #stopAll(): Promise<void> {
    for (let part = this.#parts.pop(); part !== undefined; part = this.#parts.pop()) {
      const stopping = part.stop(this.#hurried ? HURRIED_GRACE_MS : part.graceMs).catch(() => undefined);
      const inHurry = this.#hurriedAt.then(() => part.stop(HURRIED_GRACE_MS)).catch(() => undefined);
      await Promise.race([stopping, inHurry]);
    }
  }

  #onSignal(signal: NodeJS.Signals): void {
    const now = Date.now();
    if (this.isEnding && signal === 'SIGINT' && now - this.#signalAt > SAME_SIGNAL_MS && !this.#hurried) {
      this.#hurried = true;
      say('立即停止', 'stopping at once');
      this.#hurry();
      return;
    }
    if (this.isEnding) return;
    this.#signalAt = now;
    say('正在依次停止；再按一次 Ctrl-C 则立即停止', 'stopping in order; Ctrl-C again stops at once');
    this.end(0);
  }
}
