/** `npm start`: the whole service on this machine. Parts that the environment names are used instead of embedded ones. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Listr, PRESET_TIMESTAMP } from 'listr2';
import { ConfigError } from '../config/env.ts';
import { loadStartConfig } from '../config/start.ts';
import type { PortVariable, StartConfig } from '../config/start.ts';
import { ensureDatabase, ensureRoles } from './parts/database.ts';
import { startMail } from './parts/mail.ts';
import { startOidc } from './parts/oidc.ts';
import { requireFreePort } from './parts/ports.ts';
import { startPostgres } from './parts/postgres.ts';
import { Run } from './parts/run.ts';
import { sayFailure } from './parts/say.mjs';
import { Service, httpAnswers, workerPolls } from './parts/services.ts';
import { awaitLock, forgetState, loadSecrets, paths, takeLock } from './parts/state.ts';
import type { Secrets } from './parts/state.ts';
import { printSummary } from './parts/summary.ts';
import { startTemporal } from './parts/temporal.ts';

/** What the steps hand to each other. */
interface Started {
  ownerUrl: string;
  /** Environment of the worker and the API. */
  env: Record<string, string>;
  temporalUi: string | null;
  issuer: string | null;
  mailPage: string | null;
}

const DEMO = new URL('./demo/load.ts', import.meta.url);
const SERVICE_GRACE_MS = 25_000;

async function main(): Promise<void> {
  const config = loadStartConfig();
  await awaitLock();
  if (process.argv.includes('--reset')) forgetState();
  const run = new Run();
  takeLock(run.watchdog.pid);
  run.listen();
  try {
    await startAll(config, run);
  } catch (error) {
    run.fail(error);
  }
}

async function startAll(config: StartConfig, run: Run): Promise<void> {
  await requirePorts(config);
  const secrets = loadSecrets();
  const started: Started = {
    ownerUrl: '',
    env: commonEnvironment(config, secrets),
    temporalUi: null,
    issuer: null,
    mailPage: null,
  };
  const apiUrl = `http://localhost:${config.ports.PORT}`;
  const failures: unknown[] = [];
  /** The list marks a failed step; its reason is said once, at the end. */
  const step = (work: () => Promise<void>) => async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      failures.push(error);
      throw new Error('↓', { cause: error });
    }
  };
  const list = new Listr(
    [
      {
        title: '数据库、Temporal、身份认证与邮件 / PostgreSQL, Temporal, identity provider, mail',
        task: (_, task) =>
          task.newListr(
            [
              { title: 'PostgreSQL', task: step(() => database(config, secrets, run, started)) },
              { title: 'Temporal', task: step(() => temporal(config, run, started)) },
              {
                title: '身份认证 / identity provider (OIDC)',
                task: step(() => identityProvider(config, run, started)),
              },
              { title: '邮件 / mail', task: step(() => mail(config, run, started)) },
            ],
            { concurrent: true },
          ),
      },
      { title: '迁移数据库 / migrations', task: step(() => migrations(started.ownerUrl)) },
      {
        title: '执行进程与接口 / worker and API',
        task: (_, task) =>
          task.newListr(
            [
              {
                title: '执行进程，首次须打包流程代码 / worker, bundles the workflows first',
                task: step(() => worker(config, run, started)),
              },
              { title: `接口 / API ${apiUrl}`, task: step(() => api(config, run, started)) },
            ],
            { concurrent: true },
          ),
      },
      {
        title: '首次运行：经接口录入演示县 / first run: the demo county, entered through the API',
        enabled: () => existsSync(DEMO) && !existsSync(paths.demoLoaded) && config.oidcIssuer === null,
        task: (_, task) =>
          step(async () => {
            const { loadDemoCounty }: DemoLoader = await import(DEMO.href);
            await loadDemoCounty({ apiUrl, issuer: started.issuer ?? '', say: (line) => void (task.output = line) });
            writeFileSync(paths.demoLoaded, new Date().toISOString());
          })(),
      },
    ],
    {
      registerSignalListeners: false,
      rendererOptions: { collapseSubtasks: false },
      fallbackRendererOptions: { timestamp: PRESET_TIMESTAMP },
    },
  );
  await list.run().catch((error: unknown) => {
    throw failures[0] ?? error;
  });
  if (!run.isEnding)
    printSummary({ apiUrl, temporalUi: started.temporalUi, issuer: started.issuer, mailPage: started.mailPage });
}

/** What bin/demo/load.ts offers. */
interface DemoLoader {
  loadDemoCounty(options: { apiUrl: string; issuer: string; say(line: string): void }): Promise<void>;
}

async function requirePorts({
  ports,
  database: given,
  externalTemporal,
  oidcIssuer,
  smtpUrl,
}: StartConfig): Promise<void> {
  const needed: readonly [PortVariable, string, boolean][] = [
    ['POSTGRES_PORT', 'PostgreSQL', given === null],
    ['TEMPORAL_PORT', 'Temporal', !externalTemporal],
    ['TEMPORAL_UI_PORT', 'Temporal UI', !externalTemporal],
    ['OIDC_PORT', 'OIDC', oidcIssuer === null],
    ['SMTP_PORT', 'SMTP', smtpUrl === null],
    ['MAIL_PAGE_PORT', 'mail page', smtpUrl === null],
    ['PORT', 'API', true],
  ];
  for (const [variable, part, isNeeded] of needed) if (isNeeded) await requireFreePort(ports[variable], variable, part);
}

/** Keys come from the environment where it has them: who brings a database brings what its columns are encrypted with. */
function commonEnvironment(
  { given, ports, audience, taskQueue }: StartConfig,
  secrets: Secrets,
): Record<string, string> {
  return {
    DATA_KEYS: given['DATA_KEYS'] || secrets.dataKeys,
    INDEX_KEY: given['INDEX_KEY'] || secrets.indexKey,
    PORT: String(ports.PORT),
    PUBLIC_URL: given['PUBLIC_URL'] || `http://localhost:${ports.PORT}`,
    OIDC_AUDIENCE: audience,
    TASK_QUEUE: taskQueue,
    // Only the migrations know the owner.
    DATABASE_URL: '',
  };
}

async function database(config: StartConfig, secrets: Secrets, run: Run, started: Started): Promise<void> {
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

async function temporal(config: StartConfig, run: Run, started: Started): Promise<void> {
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

async function identityProvider(config: StartConfig, run: Run, started: Started): Promise<void> {
  started.env['OIDC_ISSUER'] = config.oidcIssuer ?? `http://localhost:${config.ports.OIDC_PORT}`;
  if (config.oidcIssuer !== null) return;
  const oidc = await startOidc({ port: config.ports.OIDC_PORT, audience: config.audience, folder: paths.root });
  run.keep('OIDC', 5_000, () => oidc.stop());
  started.issuer = oidc.url;
}

async function mail(config: StartConfig, run: Run, started: Started): Promise<void> {
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

async function migrations(ownerUrl: string): Promise<void> {
  const { migrate } = await import('../db/migrate.ts');
  await migrate(ownerUrl);
}

async function worker(config: StartConfig, run: Run, { env }: Started): Promise<void> {
  const since = Date.now();
  const address = env['TEMPORAL_ADDRESS'];
  const ready = async (): Promise<boolean> =>
    // Somebody else's Temporal may need keys that only the worker reads: there its staying alive must do.
    address === undefined
      ? Date.now() - since > 10_000
      : await workerPolls(address, 'default', config.taskQueue, since);
  await service('worker', { name: '执行进程 worker', script: 'worker/main.ts', ready }, run, env);
}

async function api(config: StartConfig, run: Run, { env }: Started): Promise<void> {
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

process.chdir(fileURLToPath(new URL('../', import.meta.url)));
main().catch((error: unknown) => {
  if (error instanceof ConfigError) for (const line of error.lines) process.stderr.write(`✖ ${line}\n`);
  else sayFailure(error);
  process.exit(1);
});
