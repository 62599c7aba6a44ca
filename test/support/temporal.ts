/** Temporal for tests: a server whose clock a test moves, and the dev server that `npm start` runs. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { ClientOptionsForTestEnv } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { freePort } from '../../bin/parts/ports.ts';
import { ensureTemporalCli } from '../../bin/parts/temporal-cli.mjs';
import { ensureTimeSkippingServer } from '../../bin/parts/time-skipping-server.mjs';

export interface TimeSkippingOptions {
  /** Instant at which the server's clock starts, e.g. '2019-03-01T00:00:00.000Z'; past ones too. */
  readonly startAt: string;
  /** Data converter and interceptors of `env.client`. */
  readonly client?: ClientOptionsForTestEnv;
}

quietRuntime();

/**
 * A Temporal server of its own for one test file; its clock stands still but for `env.sleep` and `result()`.
 * End it with `env.teardown()` in `afterAll`.
 * @throws StartError when there is no JDK and the SDK's server cannot be downloaded, or it is asked for another time than now
 */
export async function startTimeSkipping(options: TimeSkippingOptions): Promise<TestWorkflowEnvironment> {
  const start = new Date(options.startAt);
  if (Number.isNaN(start.getTime())) throw new Error(`not an instant: ${options.startAt}`);
  const server = await ensureTimeSkippingServer();
  if (server.kind === 'sdk-download') return await presentTimeOnly(options, start);
  const port = await freePort();
  const java = spawn('java', [...server.args, String(port), start.toISOString()], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await untilListening(java);
  const environment = await connectSkipping(`127.0.0.1:${port}`, options.client);
  const closeConnections = environment.teardown.bind(environment);
  environment.teardown = async () => {
    await closeConnections();
    await ended(java);
  };
  return environment;
}

/**
 * The dev server of the Temporal CLI, in memory and in real time, for system tests.
 * End it with `env.teardown()`.
 */
export async function startDevServer(
  options: { readonly client?: ClientOptionsForTestEnv; readonly dbFilename?: string } = {},
): Promise<TestWorkflowEnvironment> {
  const path = await ensureTemporalCli();
  return await TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: onPath(path) },
      log: { format: 'pretty', level: 'error' },
      ...(options.dbFilename === undefined ? {} : { dbFilename: options.dbFilename }),
    },
    ...(options.client === undefined ? {} : { client: options.client }),
  });
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
      '测试需要从指定时刻起步：请安装 JDK 与 Maven / this test starts at an instant of its own: install a JDK and Maven',
    );
  }
  return await TestWorkflowEnvironment.createTimeSkipping(
    options.client === undefined ? {} : { client: options.client },
  );
}

/** Waits for the launcher's line; a server that cannot start says why. */
async function untilListening(java: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      java.kill('SIGKILL');
      reject(new Error(`the time-skipping server did not start within 60 s: ${said}`));
    }, 60_000);
    java.stdout?.on('data', (text: Buffer) => {
      if (text.toString().includes('listening')) {
        clearTimeout(timer);
        resolve();
      }
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

/** A bare command name as a path, which the SDK asks for. */
function onPath(command: string): string {
  if (command.includes('/')) return command;
  const folders = (process.env['PATH'] ?? '').split(':');
  return folders.map((folder) => `${folder}/${command}`).find((path) => existsSync(path)) ?? command;
}

/** Only what is wrong is worth a line in a test run; and Ctrl-C is jest's to handle. */
function quietRuntime(): void {
  try {
    Runtime.install({
      logger: new DefaultLogger(process.env['TEMPORAL_LOG'] === 'warn' ? 'WARN' : 'ERROR'),
      shutdownSignals: [],
    });
  } catch {
    // Another test file of this process has installed it.
  }
}
