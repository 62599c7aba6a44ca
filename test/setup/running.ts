/** What the global setup started, for the global teardown; both run in the same process. */
import { rm } from 'node:fs/promises';
import type { Postgres } from '../../bin/parts/postgres.ts';
import type { Watchdog } from '../../bin/parts/processes.ts';

interface Running {
  readonly postgres: Postgres;
  readonly watchdog: Watchdog;
  readonly folder: string;
}

const KEY = Symbol.for('jiannuo.test.running');
const holder = globalThis as { [KEY]?: Running };

export function keepForTeardown(running: Running): void {
  holder[KEY] = running;
}

export default async function teardown(): Promise<void> {
  const running = holder[KEY];
  if (running === undefined) return;
  delete holder[KEY];
  await running.postgres.stop();
  await rm(running.folder, { recursive: true, force: true });
  running.watchdog.done();
}
