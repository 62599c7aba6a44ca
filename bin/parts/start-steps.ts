/** How `npm start` starts each part, or takes the one that the environment names; each is stopped with the run. */
import { join } from 'node:path';
import type { StartConfig } from '../../config/start.ts';
import { ensureDatabase, ensureRoles } from './database.ts';
import { startMail } from './mail.ts';
import { startOidc } from './oidc.ts';
import { startPostgres } from './postgres.ts';
import { startReceiver } from './receiver.ts';
import type { Run } from './run.ts';
import { httpAnswers, Service, workerPolls } from './services.ts';
import { paths, type Secrets } from './state.ts';
import { startTemporal } from './temporal.ts';

/** What the steps hand to each other. */
export interface Started {
  ownerUrl: string;
  /** Environment of the worker and the API. */
  env: Record<string, string>;
  temporalUi: string | null;
  issuer: string | null;
  mailPage: string | null;
  receiverPage: string | null;
}

const SERVICE_GRACE_MS = 25_000;

/** PostgreSQL with its roles and database. */
export async function database(config: StartConfig, secrets: Secrets, run: Run, started: Started): Promise<void> {
  if (config.database !== null) {
    started.ownerUrl = config.database.ownerUrl;
    Object.assign(started.env, {
      API_DATABASE_URL: config.database.apiUrl,
      WORKER_DATABASE_URL: config.database.workerUrl,
    });
    return;
  }
  const logFile = join(paths.logs, 'postgres.log');
  const port = config.ports.POSTGRES_PORT;
  const postgres = await startPostgres(
    { dataFolder: paths.postgres, port, password: secrets.superuserPassword, logFile },
    run.watchdog,
  );
  run.keep('PostgreSQL', 20_000, (graceMs) => postgres.child.stop(graceMs));
  run.failWhenEnded('PostgreSQL', postgres.child.ended, logFile);
  const superuserUrl = postgres.url('postgres');
  await ensureRoles(superuserUrl, {
    jiannuo: secrets.ownerPassword,
    jiannuo_api: secrets.apiPassword,
    jiannuo_worker: secrets.workerPassword,
  });
  await ensureDatabase(superuserUrl, 'jiannuo');
  started.ownerUrl = postgres.url('jiannuo', 'jiannuo', secrets.ownerPassword);
  started.env['API_DATABASE_URL'] = postgres.url('jiannuo', 'jiannuo_api', secrets.apiPassword);
  started.env['WORKER_DATABASE_URL'] = postgres.url('jiannuo', 'jiannuo_worker', secrets.workerPassword);
}

/** Temporal's server, which keeps its state in a file. */
export async function temporal(config: StartConfig, run: Run, started: Started): Promise<void> {
  if (config.externalTemporal) return;
  const logFile = join(paths.logs, 'temporal.log');
  const { TEMPORAL_PORT: port, TEMPORAL_UI_PORT: uiPort } = config.ports;
  const { child, address, uiUrl } = await startTemporal(
    { port, uiPort, databaseFile: paths.temporalDatabase, logFile },
    run.watchdog,
  );
  run.keep('Temporal', 10_000, (graceMs) => child.stop(graceMs));
  run.failWhenEnded('Temporal', child.ended, logFile);
  started.env['TEMPORAL_ADDRESS'] = address;
  started.temporalUi = uiUrl;
}

/** The identity provider of the demo accounts. */
export async function identityProvider(config: StartConfig, run: Run, started: Started): Promise<void> {
  started.env['OIDC_ISSUER'] = config.oidcIssuer ?? `http://localhost:${config.ports.OIDC_PORT}`;
  if (config.oidcIssuer !== null) return;
  const oidc = await startOidc({ port: config.ports.OIDC_PORT, audience: config.audience, folder: paths.root });
  run.keep('OIDC', 5_000, () => oidc.stop());
  started.issuer = oidc.url;
}

/** The mail server that keeps every mail, and its page. */
export async function mail(config: StartConfig, run: Run, started: Started): Promise<void> {
  started.env['SMTP_URL'] = config.smtpUrl ?? `smtp://localhost:${config.ports.SMTP_PORT}`;
  if (config.smtpUrl !== null) return;
  const server = await startMail({
    smtpPort: config.ports.SMTP_PORT,
    pagePort: config.ports.MAIL_PAGE_PORT,
    folder: paths.mail,
  });
  run.keep('mail', 5_000, () => server.stop());
  started.mailPage = server.url;
}

/** Part of the demo county: an identity provider from outside does not know its people. */
export async function receiver(config: StartConfig, run: Run, started: Started): Promise<void> {
  const apiUrl = `http://localhost:${config.ports.PORT}`;
  const server = await startReceiver({ port: config.ports.RECEIVER_PORT, apiUrl, folder: paths.receiver });
  run.keep('receiver', 5_000, () => server.stop());
  started.receiverPage = server.url;
}

/** Brings the schema up to date, as its owner. */
export async function migrations(ownerUrl: string): Promise<void> {
  const { migrate } = await import('../../db/migrate.ts');
  await migrate(ownerUrl);
}

/** The worker; ready when it polls. */
export async function worker(config: StartConfig, run: Run, { env }: Started): Promise<void> {
  const since = Date.now();
  const address = env['TEMPORAL_ADDRESS'];
  const ready = async (): Promise<boolean> =>
    // Somebody else's Temporal may need keys that only the worker reads: there its staying alive must do.
    address === undefined
      ? Date.now() - since > 10_000
      : await workerPolls(address, 'default', config.taskQueue, since);
  await service('worker', { name: '执行进程 worker', script: 'worker/main.ts', ready }, run, env);
}

/** The API; ready when it answers. */
export async function api(config: StartConfig, run: Run, { env }: Started): Promise<void> {
  const ready = (): Promise<boolean> => httpAnswers(`http://localhost:${config.ports.PORT}/`);
  await service('api', { name: '接口 API', script: 'api/server.ts', ready }, run, env);
}

async function service(
  part: 'worker' | 'api',
  options: { name: string; script: string; ready(): Promise<boolean> },
  run: Run,
  env: Record<string, string>,
): Promise<void> {
  const kept = new Service({ ...options, env, logFile: join(paths.logs, `${part}.log`) }, run.watchdog, (error) =>
    run.fail(error),
  );
  run.keep(part, SERVICE_GRACE_MS, (graceMs) => kept.stop(graceMs));
  await kept.start();
}
