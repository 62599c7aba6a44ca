/** The worker and the API as processes of their own, started again when one dies. */
import { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { lastLogLine } from './processes.ts';
import type { Child, Watchdog } from './processes.ts';
import { StartError, say } from './say.mjs';

export interface ServiceOptions {
  /** As people read it. */
  readonly name: string;
  /** Run by this Node, from the root of the checkout. */
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Whether it does its work now. */
  ready(): Promise<boolean>;
}

/** Within this time more than `MOST_DEATHS` deaths are one too many. */
const DEATHS_WINDOW_MS = 60_000;
const MOST_DEATHS = 5;
const WORKFLOW_QUEUE = proto.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW;
const READY_MS = 120_000;

/** A service that is kept running. */
export class Service {
  readonly name: string;
  readonly #options: ServiceOptions;
  readonly #watchdog: Watchdog;
  readonly #giveUp: (error: StartError) => void;
  readonly #deaths: number[] = [];
  #child: Child | null = null;
  #stopping = false;

  /** @param giveUp called once when it has died too often */
  constructor(options: ServiceOptions, watchdog: Watchdog, giveUp: (error: StartError) => void) {
    this.name = options.name;
    this.#options = options;
    this.#watchdog = watchdog;
    this.#giveUp = giveUp;
  }

  /**
   * Starts it and waits until it is ready.
   * @throws StartError when it ends before, or is not ready in time
   */
  async start(): Promise<void> {
    const child = await this.#spawn();
    const until = Date.now() + READY_MS;
    while (Date.now() < until && !child.hasEnded()) {
      if (await this.#options.ready()) {
        void this.#restartWhenDead(child);
        return;
      }
      await pause(200);
    }
    await child.stop(1_000);
    const { name, logFile } = this.#options;
    const reason = lastLogLine(logFile);
    throw new StartError(
      `${name} 未能启动：${reason}（日志 ${logFile}）`,
      `${name} did not start: ${reason} (log ${logFile})`,
    );
  }

  /** Lets it finish what it has begun, at most for `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    await this.#child?.stop(graceMs);
  }

  async #spawn(): Promise<Child> {
    const { name, script, env, logFile } = this.#options;
    this.#child = await this.#watchdog.start({ name, command: process.execPath, args: [script], env, logFile });
    return this.#child;
  }

  async #restartWhenDead(first: Child): Promise<void> {
    for (let child = first; ; child = await this.#spawn()) {
      const how = await child.ended;
      if (this.#stopping) return;
      const now = Date.now();
      this.#deaths.push(now);
      if (this.#deaths.filter((at) => now - at < DEATHS_WINDOW_MS).length > MOST_DEATHS) {
        const { name, logFile } = this.#options;
        this.#giveUp(
          new StartError(`${name} 反复退出（${how}），见 ${logFile}`, `${name} keeps ending (${how}), see ${logFile}`),
        );
        return;
      }
      say(`${this.name} 已退出（${how}），正在重新启动`, `${this.name} ended (${how}) and is started again`);
      await pause(1_000);
      if (this.#stopping) return;
    }
  }
}

/** Whether anything answers over HTTP. */
export async function httpAnswers(url: string): Promise<boolean> {
  try {
    await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'manual' });
    return true;
  } catch {
    return false;
  }
}

/** Whether a worker that started at or after `since` polls the queue for workflow tasks. */
export async function workerPolls(
  address: string,
  namespace: string,
  taskQueue: string,
  since: number,
): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 2_000 });
    try {
      const { pollers } = await connection.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name: taskQueue },
        taskQueueType: WORKFLOW_QUEUE,
      });
      return (pollers ?? []).some((poller) => Number(poller.lastAccessTime?.seconds ?? 0) * 1_000 >= since - 1_000);
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
