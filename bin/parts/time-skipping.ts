/** A Temporal server whose clock is moved by hand: for tests, and for rehearsing a scenario at any date. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { ClientOptionsForTestEnv } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { madeReliable } from './time-skipping-client.ts';
import { ensureTimeSkippingServer } from './time-skipping-server.mjs';

export interface TimeSkippingOptions {
  /** Instant at which the server's clock starts, e.g. '2019-03-01T00:00:00.000Z'; past ones too. */
  readonly startAt: string;
  /** Data converter and interceptors of `env.client`. */
  readonly client?: ClientOptionsForTestEnv;
  /** Of real time, for one sleep: a server whose clock is stuck is told from one that is busy. */
  readonly patienceMs?: number;
}

/**
 * A Temporal server of its own; its clock stands still but for `env.sleep`.
 * End it with `env.teardown()`.
 * @throws StartError when there is no JDK and the SDK's server cannot be downloaded, or it is asked for another time than now
 */
export async function startTimeSkipping(options: TimeSkippingOptions): Promise<TestWorkflowEnvironment> {
  quietRuntime();
  const start = new Date(options.startAt);
  if (Number.isNaN(start.getTime())) throw new Error(`not an instant: ${options.startAt}`);
  const server = await ensureTimeSkippingServer();
  if (server.kind === 'sdk-download') return await presentTimeOnly(options, start);
  const java = spawn('java', [...server.args, start.toISOString()], { stdio: ['ignore', 'pipe', 'pipe'] });
  const port = await portOf(java);
  const environment = madeReliable(
    await connectSkipping(`127.0.0.1:${port}`, options.client),
    options.patienceMs ?? PATIENCE_MS,
  );
  const closeConnections = environment.teardown.bind(environment);
  environment.teardown = async () => {
    await closeConnections();
    await ended(java);
  };
  return environment;
}

/**
 * Moves the clock to one second past an instant, as a due instant asks for.
 * @throws when the clock is already there
 */
export async function skipPast(environment: TestWorkflowEnvironment, instant: string): Promise<void> {
  const left = Date.parse(instant) + 1_000 - (await environment.currentTimeMs());
  if (left <= 0) throw new Error(`${instant} is already past on the server's clock`);
  await environment.sleep(left);
}

/** Of the server's clock, at a time: short beside whatever is due, long beside the answer to a call. */
const NAP_MS = 200;
/** Of real time: longer than a busy machine takes for what one act sets going. */
const PATIENCE_MS = 5 * 60_000;

/**
 * Waits until nothing is under way: no workflow task and no activity, whoever began them. What waits for a timer is at
 * rest. The clock has moved by a nap at least.
 *
 * While anything is under way the server's clock goes no faster than a real one; only when all rests does it skip. So
 * a nap that took no time tells that all is done. A slow answer costs one nap more.
 * @param patienceMs of real time
 * @throws when something is still under way after that
 */
export async function settled(environment: TestWorkflowEnvironment, patienceMs = PATIENCE_MS): Promise<void> {
  const begun = performance.now();
  for (;;) {
    const before = performance.now();
    await environment.sleep(NAP_MS);
    const after = performance.now();
    if (after - before < NAP_MS / 2) return;
    if (after - begun > patienceMs) throw new Error(`still at work after ${patienceMs} ms`);
  }
}

/** The SDK starts such a server itself, but gives it only five seconds, which a busy machine exceeds; so it is told of a running one. */
async function connectSkipping(
  address: string,
  client: ClientOptionsForTestEnv | undefined,
): Promise<TestWorkflowEnvironment> {
  const opener = TestWorkflowEnvironment as unknown as {
    create(options: object): Promise<TestWorkflowEnvironment>;
  };
  return await opener.create({
    server: { type: 'existing' },
    supportsTimeSkipping: true,
    namespace: 'default',
    address,
    ...(client === undefined ? {} : { client }),
  });
}

async function presentTimeOnly(options: TimeSkippingOptions, start: Date): Promise<TestWorkflowEnvironment> {
  if (Math.abs(start.getTime() - Date.now()) > 60_000) {
    throw new Error(
      '需要从指定时刻起步：请安装 JDK 与 Maven / this starts at an instant of its own: install a JDK and Maven',
    );
  }
  return madeReliable(
    await TestWorkflowEnvironment.createTimeSkipping(options.client === undefined ? {} : { client: options.client }),
    options.patienceMs ?? PATIENCE_MS,
  );
}

/** The port in the launcher's line, once it has come; a server that cannot start says why. */
async function portOf(java: ChildProcess): Promise<string> {
  let said = '';
  let line = '';
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      java.kill('SIGKILL');
      reject(new Error(`the time-skipping server did not start within 60 s: ${said}`));
    }, 60_000);
    java.stdout?.on('data', (text: Buffer) => {
      line += text.toString();
      const port = /listening on (\d+)\n/.exec(line)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(port);
    });
    java.stderr?.on('data', (text: Buffer) => {
      said += text.toString();
    });
    java.once('error', reject);
    java.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the time-skipping server ended with ${code}: ${said}`));
    });
  });
}

async function ended(java: ChildProcess): Promise<void> {
  if (java.exitCode !== null || java.signalCode !== null) return;
  const over = new Promise((resolve) => java.once('exit', resolve));
  java.kill('SIGKILL');
  await over;
}

/** Only what is wrong is worth a line; and Ctrl-C is the caller's to handle. */
export function quietRuntime(): void {
  try {
    Runtime.install({
      logger: new DefaultLogger(process.env['TEMPORAL_LOG'] === 'warn' ? 'WARN' : 'ERROR'),
      telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
      shutdownSignals: [],
    });
  } catch {
    // Somebody in this process has installed it.
  }
}
