/** `npm start`: the whole service on this machine. Parts that the environment names are used instead of embedded ones. */
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Listr, PRESET_TIMESTAMP } from 'listr2';
import { ConfigError } from '../config/env.ts';
import { loadStartConfig, type StartConfig } from '../config/start.ts';
import { Run } from './parts/run.ts';
import { sayFailure } from './parts/say.mjs';
import { commonEnvironment, requirePorts } from './parts/start-environment.ts';
import {
  api,
  database,
  identityProvider,
  mail,
  migrations,
  receiver,
  type Started,
  temporal,
  worker,
} from './parts/start-steps.ts';
import { awaitLock, forgetState, loadSecrets, paths, takeLock } from './parts/state.ts';
import { printSummary } from './parts/summary.ts';

const DEMO = new URL('./demo/load.ts', import.meta.url);

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
    receiverPage: null,
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
        title: '数据库、Temporal、身份认证、邮件与对接机构 / PostgreSQL, Temporal, identity provider, mail, agencies',
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
              {
                title: '信用服务机构 / credit service agencies',
                enabled: () => config.oidcIssuer === null,
                task: step(() => receiver(config, run, started)),
              },
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
            await loadDemoCounty({
              apiUrl,
              issuer: started.issuer ?? '',
              receiver: started.receiverPage,
              say: (line) => void (task.output = line),
            });
            writeFileSync(paths.demoLoaded, new Date().toISOString());
          })(),
      },
      {
        title: '核对机构的对接地址 / addresses of the agencies',
        enabled: () => existsSync(DEMO) && existsSync(paths.demoLoaded) && config.oidcIssuer === null,
        task: step(async () => {
          const { moveAgencies } = await import('./demo/agencies.ts');
          await moveAgencies({ apiUrl, issuer: started.issuer ?? '', receiver: started.receiverPage ?? '' });
        }),
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
  if (!run.isEnding) printSummary({ ...started, apiUrl });
}

/** What bin/demo/load.ts offers. */
interface DemoLoader {
  loadDemoCounty(options: {
    apiUrl: string;
    issuer: string;
    receiver: string | null;
    say(line: string): void;
  }): Promise<void>;
}

process.chdir(fileURLToPath(new URL('../', import.meta.url)));
main().catch((error: unknown) => {
  if (error instanceof ConfigError) for (const line of error.lines) process.stderr.write(`✖ ${line}\n`);
  else sayFailure(error);
  process.exit(1);
});
