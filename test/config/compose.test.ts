import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { loadApiConfig, loadMigrationConfig, loadWorkerConfig } from '../../config/env.ts';

interface Compose {
  readonly services: Readonly<Record<string, { readonly environment?: Readonly<Record<string, string>> }>>;
}

const ROOT = new URL('../../', import.meta.url);
const compose: Compose = parse(readFileSync(new URL('docker-compose.yml', ROOT), 'utf8'), { merge: true });

/** What an operator would put into the .env file. */
const GIVEN: Readonly<Record<string, string>> = {
  DATA_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  INDEX_KEY: Buffer.alloc(32, 2).toString('base64'),
  PUBLIC_URL: 'https://jiannuo.example.cn',
  SMTP_URL: 'smtp://mail.example.cn:25',
  MAIL_FROM: 'noreply@example.cn',
  OIDC_ISSUER: 'https://login.example.cn',
  JIANNUO_OWNER_PASSWORD: 'a',
  JIANNUO_API_PASSWORD: 'b',
  JIANNUO_WORKER_PASSWORD: 'c',
};

/** The environment of a service, with `${NAME}`, `${NAME:-default}` and `${NAME:?message}` filled in. */
function environmentOf(service: string): Record<string, string> {
  const entries = Object.entries(compose.services[service]?.environment ?? {});
  return Object.fromEntries(
    entries.map(([name, text]) => [
      name,
      text.replace(
        /\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g,
        (_, variable: string, standard?: string) => GIVEN[variable] ?? standard ?? '',
      ),
    ]),
  );
}

describe('docker-compose.yml gives each process what it reads', () => {
  it('the API, with its own role', () => {
    const config = loadApiConfig(environmentOf('api'));
    expect(config.databaseUrl).toBe('postgres://jiannuo_api:b@postgres:5432/jiannuo');
    expect(config.temporal).toMatchObject({ connectionOptions: { address: 'temporal:7233' }, namespace: 'jiannuo' });
  });

  it('the worker, with its own role', () => {
    const config = loadWorkerConfig(environmentOf('worker'));
    expect(config.databaseUrl).toBe('postgres://jiannuo_worker:c@postgres:5432/jiannuo');
    expect(config.temporal.namespace).toBe('jiannuo');
  });

  it('the migrations, and nobody else, as owner', () => {
    expect(loadMigrationConfig(environmentOf('migrate')).databaseUrl).toContain('postgres://jiannuo:a@');
    for (const service of ['api', 'worker']) expect(environmentOf(service)).not.toHaveProperty('DATABASE_URL');
  });

  it('API and worker the same keys, queue and namespace', () => {
    const shared = ['DATA_KEYS', 'INDEX_KEY', 'TASK_QUEUE', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE'] as const;
    const [api, worker] = [environmentOf('api'), environmentOf('worker')];
    for (const name of shared) expect(api[name]).toBe(worker[name]);
  });
});
