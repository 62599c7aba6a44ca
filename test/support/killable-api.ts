/**
 * The API of production as a process whose clock a test sets. Argument: the folder in which the worker's clock is set too.
 * Tokens stay on the machine's time, as everywhere.
 */
import { Client, Connection } from '@temporalio/client';
import { buildApp } from '../../api/app.ts';
import { createTokenVerifier } from '../../api/token.ts';
import { loadApiConfig } from '../../config/env.ts';
import { createDataConverter } from '../../config/payload-codec.ts';
import { createOrm } from '../../db/orm.ts';
import { Minefield } from './mines.ts';
import { shown } from './shifted-clock.ts';

const [, , clockFolder = ''] = process.argv;
const clock = new Minefield(clockFolder);

const { temporal, dataKeys, indexKey, databaseUrl, host, port, oidc, ...rest } = loadApiConfig();
const orm = createOrm({ url: databaseUrl, keys: { dataKeys, indexKey }, poolSize: 16, applicationName: 'jiannuo-api' });
const connection = Connection.lazy(temporal.connectionOptions);
const client = new Client({ connection, namespace: temporal.namespace, dataConverter: createDataConverter(dataKeys) });
const { trustedProxies, publicUrl, webhookOrigins } = rest;
const app = await buildApp({
  orm,
  temporal: { client, taskQueue: temporal.taskQueue },
  clock: () => new Date(shown(clock.clock(), Date.now())).toISOString(),
  verifyToken: createTokenVerifier(oidc),
  trustedProxies,
  publicUrl,
  logLevel: 'error',
  webhookOrigins,
});
await app.listen({ host, port });
process.stdout.write('the API listens\n');
