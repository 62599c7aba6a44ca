/** A bench whose worker is a process that dies on mines, with a mail server and another system that outlive it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { killableBundle } from './killable-bundle.ts';
import { Minefield } from './mines.ts';
import type { TestDatabase } from './postgres.ts';
import { RestartedProcess, serviceEnv } from './processes.ts';
import { startCountingSmtp } from './smtp.ts';

export interface KillableParts {
  readonly mines: Minefield;
  readonly smtpUrl: string;
  /** Where every system that is pushed to is; it confirms at once. */
  readonly origin: string;
  stop(): Promise<void>;
}

/** @param folder in which the mines are laid */
export async function startKillableParts(folder: string): Promise<KillableParts> {
  const smtp = await startCountingSmtp();
  const receiver = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ confirmed: true, receipt: 'done' }));
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  return {
    mines: new Minefield(folder),
    smtpUrl: smtp.url,
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      receiver.closeAllConnections();
      await new Promise((resolve) => receiver.close(resolve));
      await smtp.stop();
    },
  };
}

/** Workers of a bench as processes, one of which stands by while another that was killed is started again. */
export interface KillableWorkers {
  readonly kills: number;
  stop(): Promise<void>;
}

/** Starts the workers of a bench. */
export async function startKillable(
  { mines, smtpUrl, origin }: KillableParts,
  { env, database, taskQueue }: { env: TestWorkflowEnvironment; database: TestDatabase; taskQueue: string },
): Promise<KillableWorkers> {
  const { codePath } = await killableBundle();
  const own = {
    WORKER_DATABASE_URL: database.workerUrl,
    SMTP_URL: smtpUrl,
    WEBHOOK_ORIGINS: origin,
  };
  const options = {
    script: 'test/support/killable-worker.ts',
    args: [mines.folder, codePath],
    env: { ...serviceEnv(env.address, taskQueue), ...own },
    ready: 'worker started',
  };
  const workers = [new RestartedProcess(options), new RestartedProcess(options)];
  for (const worker of workers) await worker.start();
  return {
    get kills() {
      return workers.reduce((sum, { kills }) => sum + kills, 0);
    },
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}
