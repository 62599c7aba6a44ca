import { Client, Connection } from '@temporalio/client';
import closeWithGrace from 'close-with-grace';
import { loadApiConfig, loadOrExit } from '../config/env.ts';
import { createDataConverter } from '../config/payload-codec.ts';
import { createOrm } from '../db/orm.ts';
import { buildApp } from './app.ts';
import { createTokenVerifier } from './token.ts';

const POOL_SIZE = 16;
const SHUTDOWN_MS = 15_000;

const config = loadOrExit(loadApiConfig);
const { temporal, dataKeys, indexKey, oidc, trustedProxies, publicUrl, logLevel, host, port, webhookOrigins } = config;

const orm = createOrm({
  url: config.databaseUrl,
  keys: { dataKeys, indexKey },
  poolSize: POOL_SIZE,
  applicationName: 'jiannuo-api',
});
// Both connect when first needed: the API starts without them, and /health says so.
const connection = Connection.lazy(temporal.connectionOptions);
const client = new Client({ connection, namespace: temporal.namespace, dataConverter: createDataConverter(dataKeys) });

const app = await buildApp({
  orm,
  temporal: { client, taskQueue: temporal.taskQueue },
  clock: () => new Date().toISOString(),
  verifyToken: createTokenVerifier(oidc),
  trustedProxies,
  publicUrl,
  logLevel,
  webhookOrigins,
});

closeWithGrace({ delay: SHUTDOWN_MS, logger: false }, async ({ err }) => {
  if (err !== undefined) app.log.fatal({ err }, 'the API stops on an error');
  await app.close();
  await connection.close();
  await orm.close();
});

await app.listen({ host, port });
app.log.info({ address: publicUrl }, 'the API listens');
