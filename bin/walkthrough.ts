/**
 * `npm run walkthrough`: on the running system, with demo accounts: an accept-first application whose promise is kept, a
 * repair of three records over two authorities and a court, and a commitment that is kept in part.
 * Every effect is read back over the API and from the tables. Ends with 0 only when all of them hold.
 */
import { randomUUID } from 'node:crypto';
import { ConfigError } from '../config/env.ts';
import { loadStartConfig } from '../config/start.ts';
import { ApiClient } from './demo/api-client.ts';
import { CaseTables } from './demo/case-sql.ts';
import { tellKeptPromise } from './demo/kept-promise.ts';
import { tellPartlyKept } from './demo/partly-kept.ts';
import type { Stage } from './demo/stage.ts';
import { Story } from './demo/story.ts';
import { tellThreeRecords } from './demo/three-records.ts';
import { StartError, sayFailure } from './parts/say.mjs';
import { httpAnswers } from './parts/services.ts';
import { loadSecrets } from './parts/state.ts';

async function main(): Promise<void> {
  const { apiUrl, issuer, databaseUrl } = addresses();
  if (!(await httpAnswers(`${apiUrl}/health`))) {
    throw new StartError(
      `接口 ${apiUrl} 没有应答：请先在另一终端执行 npm start`,
      `the API at ${apiUrl} does not answer: run npm start in another terminal first`,
    );
  }
  const tables = await CaseTables.connect(databaseUrl).catch((error: unknown) => {
    throw new StartError(
      `数据库无法连接：${String(error)}`,
      'the database cannot be reached: start and walk with the same environment',
    );
  });
  const api = new ApiClient({ apiUrl, issuer });
  const telling = randomUUID();
  const story = new Story();
  try {
    const stage: Stage = {
      story,
      tables,
      as: (who) => api.as(who),
      key: (act) => `walkthrough-${telling}-${act}`,
      telling,
    };
    await tellKeptPromise(stage);
    await tellThreeRecords(stage);
    await tellPartlyKept(stage);
  } finally {
    await tables.end();
  }
  process.stdout.write(
    `\n✔ 三个故事讲完，${story.effects} 项效果逐一核实无误 / the stories are told; all ${story.effects} effects hold\n`,
  );
}

function addresses(): { apiUrl: string; issuer: string; databaseUrl: string } {
  const { ports, database, oidcIssuer } = loadStartConfig();
  if (oidcIssuer !== null) {
    throw new StartError(
      '故事需要演示账户：请在不设 OIDC_ISSUER 时启动并执行',
      'the story needs the demo accounts: start and walk without OIDC_ISSUER',
    );
  }
  return {
    apiUrl: `http://localhost:${ports.PORT}`,
    issuer: `http://localhost:${ports.OIDC_PORT}`,
    databaseUrl:
      database?.ownerUrl ??
      `postgres://jiannuo:${loadSecrets().ownerPassword}@localhost:${ports.POSTGRES_PORT}/jiannuo`,
  };
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) for (const line of error.lines) process.stderr.write(`✖ ${line}\n`);
  else sayFailure(error);
  process.exit(1);
});
