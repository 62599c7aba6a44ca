/** The only reader of `process.env`. Each process loads what it needs, once, at its start. */
import { inspect } from 'node:util';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { ClientConnectConfig } from '@temporalio/envconfig';
import envSchema from 'env-schema';
import { variables } from './variables.ts';
import type { VariableName } from './variables.ts';

/** One line per wrong variable, in both languages; never a value, which may be a secret. */
export class ConfigError extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'ConfigError';
    this.lines = lines;
  }
}

/** A 256-bit AES key with the id that is written into what it encrypts. */
export interface DataKey {
  readonly id: string;
  readonly key: Buffer;
}

/** Where Temporal is; `connectionOptions` is what `Connection.connect` and `NativeConnection.connect` take. */
export interface TemporalConfig {
  readonly connectionOptions: ClientConnectConfig['connectionOptions'] & { readonly address: string };
  readonly namespace: string;
  readonly taskQueue: string;
}

interface SharedConfig {
  readonly temporal: TemporalConfig;
  /** The first encrypts; all decrypt. For columns and for Temporal payloads. */
  readonly dataKeys: readonly [DataKey, ...DataKey[]];
  /** HMAC key of the blind index over encrypted columns. */
  readonly indexKey: Buffer;
  /** Address of the service as people see it, without a slash at its end. */
  readonly publicUrl: string;
  readonly logLevel: string;
  /** Origins that may be pushed to without TLS, and on this machine. */
  readonly webhookOrigins: readonly string[];
}

export interface ApiConfig extends SharedConfig {
  readonly databaseUrl: string;
  readonly oidc: {
    readonly issuer: string;
    readonly audience: string;
    readonly tokenType: string;
    readonly scope: string;
  };
  /** Addresses and networks whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  readonly host: string;
  readonly port: number;
}

export interface WorkerConfig extends SharedConfig {
  readonly databaseUrl: string;
  readonly mail: { readonly smtpUrl: string; readonly from: string };
}

export interface MigrationConfig {
  readonly databaseUrl: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const shared = ['TASK_QUEUE', 'DATA_KEYS', 'INDEX_KEY', 'PUBLIC_URL', 'LOG_LEVEL', 'WEBHOOK_ORIGINS'] as const;

/**
 * What the API needs.
 * @throws ConfigError with one line per wrong variable
 */
export function loadApiConfig(source: Environment = process.env): ApiConfig {
  const oidc = ['OIDC_ISSUER', 'OIDC_AUDIENCE', 'OIDC_TOKEN_TYPE', 'OIDC_SCOPE'] as const;
  const reading = read(source, ['API_DATABASE_URL', ...oidc, 'TRUST_PROXY', 'HOST', 'PORT', ...shared], true);
  const { text } = reading;
  return sealed(['databaseUrl', 'temporal', 'dataKeys', 'indexKey'], {
    ...sharedConfig(reading),
    databaseUrl: text('API_DATABASE_URL'),
    oidc: Object.freeze({
      issuer: text('OIDC_ISSUER'),
      audience: text('OIDC_AUDIENCE'),
      tokenType: text('OIDC_TOKEN_TYPE'),
      scope: text('OIDC_SCOPE'),
    }),
    trustedProxies: listed(text('TRUST_PROXY')),
    host: text('HOST'),
    port: Number(text('PORT')),
  });
}

/**
 * What the worker needs.
 * @throws ConfigError with one line per wrong variable
 */
export function loadWorkerConfig(source: Environment = process.env): WorkerConfig {
  const reading = read(source, ['WORKER_DATABASE_URL', 'SMTP_URL', 'MAIL_FROM', ...shared], true);
  const { text } = reading;
  return sealed(['databaseUrl', 'temporal', 'dataKeys', 'indexKey', 'mail'], {
    ...sharedConfig(reading),
    databaseUrl: text('WORKER_DATABASE_URL'),
    mail: Object.freeze({ smtpUrl: text('SMTP_URL'), from: text('MAIL_FROM') }),
  });
}

/**
 * What the migrations need: the owner of the tables, who also grants.
 * @throws ConfigError with one line per wrong variable
 */
export function loadMigrationConfig(source: Environment = process.env): MigrationConfig {
  const { text } = read(source, ['DATABASE_URL'], false);
  return sealed(['databaseUrl'], { databaseUrl: text('DATABASE_URL') });
}

/** Runs a loader at the start of a process; a wrong variable ends the process with its lines, without a stack. */
export function loadOrExit<T>(load: () => T): T {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return process.exit(1);
  }
}

interface Reading {
  text(name: VariableName): string;
  temporal: ClientConnectConfig | undefined;
}

function read(source: Environment, names: readonly VariableName[], withTemporal: boolean): Reading {
  const present = Object.fromEntries(
    names.map((name) => [name, source[name]]).filter(([, value]) => value !== undefined && value !== ''),
  );
  const lines: string[] = [];
  let values: Record<string, unknown> = {};
  try {
    values = envSchema<Record<string, unknown>>({
      schema: {
        type: 'object',
        required: names.filter((name) => !('default' in variables[name].schema)),
        properties: Object.fromEntries(names.map((name) => [name, variables[name].schema])),
      },
      data: present,
      env: false,
      ajv: { customOptions: (ajv) => Object.assign(ajv, { opts: { ...ajv.opts, allErrors: true } }) },
    });
  } catch (error) {
    const wrong = names.filter((name) => wrongNames(error).has(name));
    if (wrong.length === 0) throw error;
    lines.push(...wrong.map((name) => line(name, name in present)));
  }
  const keys = lines.length === 0 ? values['DATA_KEYS'] : undefined;
  if (typeof keys === 'string' && hasRepeatedId(keys)) lines.push(line('DATA_KEYS', true));
  let temporal: ClientConnectConfig | undefined;
  if (withTemporal) {
    try {
      temporal = loadTemporal(source);
    } catch {
      lines.push(line('TEMPORAL_ADDRESS', true));
    }
  }
  if (lines.length > 0) throw new ConfigError(lines);
  return { text: (name) => String(values[name]), temporal };
}

function loadTemporal(source: Environment): ClientConnectConfig {
  const given = Object.entries(source).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return loadClientConnectConfig({ overrideEnvVars: Object.fromEntries(given) });
}

/** Names of the variables that a schema error speaks of. */
function wrongNames(error: unknown): Set<string> {
  const errors = error instanceof Error && 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  return new Set(
    errors.map(
      (entry: { instancePath?: string; params?: { missingProperty?: string } }) =>
        entry.params?.missingProperty ?? (entry.instancePath ?? '').slice(1),
    ),
  );
}

function line(name: VariableName, given: boolean): string {
  const { expected } = variables[name];
  return given
    ? `${name}：值不正确，应为${expected.zh} / ${name}: wrong value, expected ${expected.en}`
    : `${name}：未设置，应为${expected.zh} / ${name}: not set, expected ${expected.en}`;
}

function hasRepeatedId(keys: string): boolean {
  const ids = keys.split(',').map((entry) => entry.slice(0, entry.indexOf(':')));
  return new Set(ids).size !== ids.length;
}

function sharedConfig({ text, temporal }: Reading): SharedConfig {
  const [first, ...rest] = text('DATA_KEYS').split(',').map(dataKey);
  if (first === undefined || temporal === undefined) throw new ConfigError([line('DATA_KEYS', true)]);
  const { connectionOptions, namespace } = temporal;
  return {
    temporal: Object.freeze({
      connectionOptions: { ...connectionOptions, address: connectionOptions.address ?? 'localhost:7233' },
      namespace: namespace ?? 'default',
      taskQueue: text('TASK_QUEUE'),
    }),
    dataKeys: Object.freeze<[DataKey, ...DataKey[]]>([first, ...rest]),
    indexKey: Buffer.from(text('INDEX_KEY'), 'base64'),
    publicUrl: text('PUBLIC_URL').replace(/\/+$/, ''),
    logLevel: text('LOG_LEVEL'),
    webhookOrigins: listed(text('WEBHOOK_ORIGINS')),
  };
}

/** The entries of a list by commas or blanks. */
function listed(text: string): readonly string[] {
  return Object.freeze(text.split(/[\s,]+/).filter((entry) => entry !== ''));
}

function dataKey(entry: string): DataKey {
  const at = entry.indexOf(':');
  return Object.freeze({ id: entry.slice(0, at), key: Buffer.from(entry.slice(at + 1), 'base64') });
}

/** Freezes, and hides the named secrets from loggers and inspectors. */
function sealed<T extends object>(secrets: readonly (keyof T & string)[], config: T): Readonly<T> {
  const shown = () =>
    Object.fromEntries(
      Object.entries(config).map(([key, value]) => [key, secrets.some((name) => name === key) ? '[secret]' : value]),
    );
  Object.defineProperty(config, 'toJSON', { value: shown });
  Object.defineProperty(config, inspect.custom, { value: shown });
  return Object.freeze(config);
}
