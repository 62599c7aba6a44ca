/** The dev server that `npm start` runs, for tests. */
import { existsSync } from 'node:fs';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { ClientOptionsForTestEnv } from '@temporalio/testing';
import { ensureTemporalCli } from '../../bin/parts/temporal-cli.mjs';
import { quietRuntime } from '../../bin/parts/time-skipping.ts';

quietRuntime();

/**
 * The dev server of the Temporal CLI, in memory and in real time, for system tests.
 * End it with `env.teardown()`.
 */
export async function startDevServer(
  options: {
    readonly client?: ClientOptionsForTestEnv;
    readonly dbFilename?: string;
    /** Events after which a run is told to continue as new; the server's own number is thousands. */
    readonly eventsOfOneRun?: number;
  } = {},
): Promise<TestWorkflowEnvironment> {
  const path = await ensureTemporalCli();
  return await TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: onPath(path) },
      log: { format: 'pretty', level: 'error' },
      ...(options.dbFilename === undefined ? {} : { dbFilename: options.dbFilename }),
      ...(options.eventsOfOneRun === undefined
        ? {}
        : {
            extraArgs: ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${options.eventsOfOneRun}`],
          }),
    },
    ...(options.client === undefined ? {} : { client: options.client }),
  });
}

/** A bare command name as a path, which the SDK asks for. */
function onPath(command: string): string {
  if (command.includes('/')) return command;
  const folders = (process.env['PATH'] ?? '').split(':');
  return folders.map((folder) => `${folder}/${command}`).find((path) => existsSync(path)) ?? command;
}
