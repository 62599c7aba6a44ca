/** What the global setup started, for the global teardown; both run in the same process. */
import type { ScratchPostgres } from '../../bin/parts/scratch-postgres.ts';

const KEY = Symbol.for('jiannuo.test.running');
const holder = globalThis as { [KEY]?: ScratchPostgres };

export function keepForTeardown(running: ScratchPostgres): void {
  holder[KEY] = running;
}

export default async function teardown(): Promise<void> {
  const running = holder[KEY];
  if (running === undefined) return;
  delete holder[KEY];
  await running.stop();
}
