/** Temporal's dev server, with its cases in a file, so that they go on after a restart. */
import { Connection } from '@temporalio/client';
import type { Child, Watchdog } from './processes.ts';
import { lastLogLine } from './processes.ts';
import { StartError } from './say.mjs';
import { ensureTemporalCli } from './temporal-cli.mjs';

export interface TemporalOptions {
  readonly port: number;
  readonly uiPort: number;
  readonly databaseFile: string;
  readonly logFile: string;
}

export interface RunningTemporal {
  readonly child: Child;
  readonly address: string;
  readonly uiUrl: string;
}

/**
 * Starts it and waits until the namespace `default` answers.
 * @throws StartError when it does not
 */
export async function startTemporal(options: TemporalOptions, watchdog: Watchdog): Promise<RunningTemporal> {
  const child = await watchdog.start({
    name: 'Temporal',
    command: await ensureTemporalCli(),
    args: [
      'server',
      'start-dev',
      '--ip=127.0.0.1',
      `--port=${options.port}`,
      '--ui-ip=127.0.0.1',
      `--ui-port=${options.uiPort}`,
      `--db-filename=${options.databaseFile}`,
      '--log-level=warn',
      // TEMPORAL_* and a profile of the user's are for clients, not for this server.
      '--disable-config-file',
      '--disable-config-env',
    ],
    logFile: options.logFile,
  });
  const address = `127.0.0.1:${options.port}`;
  const until = Date.now() + 60_000;
  while (Date.now() < until && !child.hasEnded()) {
    if (await namespaceAnswers(address)) return { child, address, uiUrl: `http://localhost:${options.uiPort}` };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await child.stop(5_000);
  const reason = lastLogLine(options.logFile);
  throw new StartError(
    `Temporal 未能启动：${reason}（日志 ${options.logFile}）`,
    `Temporal did not start: ${reason} (log ${options.logFile})`,
  );
}

async function namespaceAnswers(address: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 2_000 });
    try {
      await connection.workflowService.describeNamespace({ namespace: 'default' });
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}
