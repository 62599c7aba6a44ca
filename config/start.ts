/** What `npm start` can be told: which embedded parts are replaced, and on which ports the others listen. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from './env.ts';
import { ConfigError } from './env.ts';

/** Default ports; each can be changed by the variable of that name. */
const DEFAULT_PORTS = {
  PORT: 8080,
  POSTGRES_PORT: 54_320,
  TEMPORAL_PORT: 7233,
  TEMPORAL_UI_PORT: 8233,
  OIDC_PORT: 8090,
  SMTP_PORT: 2525,
  MAIL_PAGE_PORT: 8025,
  RECEIVER_PORT: 8095,
} as const;

export type PortVariable = keyof typeof DEFAULT_PORTS;

export interface StartConfig {
  readonly ports: Readonly<Record<PortVariable, number>>;
  /** Null: embedded. */
  readonly database: { readonly ownerUrl: string; readonly apiUrl: string; readonly workerUrl: string } | null;
  /** True: the address comes from TEMPORAL_* and the services read it themselves. */
  readonly externalTemporal: boolean;
  readonly oidcIssuer: string | null;
  readonly smtpUrl: string | null;
  readonly audience: string;
  readonly taskQueue: string;
  /** What is set is handed on to the services as it is. */
  readonly given: Environment;
}

/** Where a start keeps its data: JIANNUO_STATE, else `.jiannuo/` in the checkout. */
export function stateFolder(source: Environment = process.env): string {
  return resolve(source['JIANNUO_STATE'] || fileURLToPath(new URL('../.jiannuo/', import.meta.url)));
}

/**
 * Reads and checks them.
 * @throws ConfigError with one line per wrong variable
 */
export function loadStartConfig(source: Environment = process.env): StartConfig {
  const lines: string[] = [];
  const ports = Object.fromEntries(
    Object.entries(DEFAULT_PORTS).map(([name, standard]) => {
      const text = source[name] ?? '';
      const port = text === '' ? standard : Number(text);
      if (!Number.isInteger(port) || port < 1 || port > 65_535) {
        lines.push(
          `${name}：值不正确，应为 1 至 65535 的端口号 / ${name}: wrong value, expected a port from 1 to 65535`,
        );
      }
      return [name, port];
    }),
  ) as Record<PortVariable, number>;
  const database = externalDatabase(source, lines);
  if (lines.length > 0) throw new ConfigError(lines);
  return Object.freeze({
    ports,
    database,
    externalTemporal: Boolean(source['TEMPORAL_ADDRESS']),
    oidcIssuer: source['OIDC_ISSUER'] || null,
    smtpUrl: source['SMTP_URL'] || null,
    audience: source['OIDC_AUDIENCE'] || 'jiannuo-api',
    taskQueue: source['TASK_QUEUE'] || 'jiannuo',
    given: source,
  });
}

/** All three or none: a service that ran with the owner's rights would hide a missing grant. */
function externalDatabase(source: Environment, lines: string[]): StartConfig['database'] {
  const names = ['DATABASE_URL', 'API_DATABASE_URL', 'WORKER_DATABASE_URL'] as const;
  const missing = names.filter((name) => !source[name]);
  if (missing.length === names.length) return null;
  for (const name of missing) {
    lines.push(
      `${name}：未设置；三个数据库地址须一并设置 / ${name}: not set; the three database addresses are set together`,
    );
  }
  const [ownerUrl = '', apiUrl = '', workerUrl = ''] = names.map((name) => source[name]);
  return { ownerUrl, apiUrl, workerUrl };
}
