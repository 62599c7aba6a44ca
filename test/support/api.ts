/** The API for tests: on real PostgreSQL as its own role, with real tokens of a real issuer, called by `inject`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { LightMyRequestResponse } from 'fastify';
import type { App, AppDeps } from '../../api/app-types.ts';
import { buildApp } from '../../api/app.ts';
import { createTokenVerifier } from '../../api/token.ts';
import { DEMO_PASSWORD, demoMachines } from '../../bin/parts/demo-accounts.ts';
import { startOidc } from '../../bin/parts/oidc.ts';
import { freePort } from '../../bin/parts/ports.ts';
import type { Orm } from '../../db/orm.ts';
import type { Instant } from '../../domain/time.ts';
import { watchAnswers } from './declared.ts';
import type { TestDatabase } from './postgres.ts';
import { createPatientOrm } from './rows.ts';

export const AUDIENCE = 'jiannuo-api';

export interface Issuer {
  readonly url: string;
  /** An access token of a demo account, whose password everybody knows, or of a demo machine. */
  token(account: string): Promise<string>;
  stop(): Promise<void>;
}

/** A real OIDC issuer with the demo accounts; tokens are kept, for asking costs time. */
export async function startIssuer(): Promise<Issuer> {
  const folder = await mkdtemp(join(tmpdir(), 'jiannuo-test-oidc-'));
  const { url, stop } = await startOidc({ port: await freePort(), audience: AUDIENCE, folder });
  const tokens = new Map<string, Promise<string>>();
  return {
    url,
    token(account) {
      const known = tokens.get(account) ?? askForToken(url, account);
      tokens.set(account, known);
      return known;
    },
    async stop() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function askForToken(issuer: string, account: string): Promise<string> {
  const machine = demoMachines.find(({ clientId }) => clientId === account);
  const form =
    machine === undefined
      ? { grant_type: 'password', client_id: 'jiannuo-scripts', username: account, password: DEMO_PASSWORD }
      : { grant_type: 'client_credentials', client_id: machine.clientId, client_secret: machine.clientSecret };
  const body = new URLSearchParams(form);
  // No connection is kept: on a busy machine the issuer may just be closing it.
  const answer = await fetch(`${issuer}/token`, { method: 'POST', body, headers: { connection: 'close' } });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`the issuer gave no token for "${account}"`);
  return token;
}

export interface TestApi {
  readonly app: App;
  readonly orm: Orm;
  readonly issuer: Issuer;
  /** What the API takes for the present; a test moves it. */
  now: Instant;
  send(request: TestRequest): Promise<LightMyRequestResponse>;
  stop(): Promise<void>;
}

export interface TestRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  url: string;
  /** Demo account; none: no token. */
  as?: string;
  body?: unknown;
  /** Sent as it is, for what JSON.stringify would not write. */
  raw?: string | Buffer;
  key?: string;
  headers?: Record<string, string>;
}

/** How often a request goes out whose outcome a service that is up could not tell. */
const MOST_SENDINGS = 5;

/**
 * An API without Temporal, whose acts are answered 503; or, where a client is given, with what runs there: it has as long
 * as a busy machine needs, and is asked again as people are told to, unless a test says how long an act may take.
 */
export async function startTestApi(
  database: TestDatabase,
  issuer: Issuer,
  options: Partial<AppDeps> & { now?: Instant } = {},
): Promise<TestApi> {
  const { now = '2026-09-18T02:00:00.000Z', ...deps } = options;
  const isUp = deps.temporal !== undefined && deps.actTimeoutMs === undefined;
  const orm = createPatientOrm({ url: database.apiUrl, poolSize: 8, applicationName: 'test-api' });
  const connection = deps.temporal === undefined ? Connection.lazy({ address: '127.0.0.1:1', interceptors: [] }) : null;
  const state = { now };
  const app = await buildApp({
    orm,
    temporal: { client: connection === null ? new Client() : new Client({ connection }), taskQueue: 'nobody' },
    clock: () => state.now,
    verifyToken: createTokenVerifier({ issuer: issuer.url, audience: AUDIENCE }),
    publicUrl: 'http://localhost',
    logLevel: process.env['API_LOG'] ?? 'silent',
    actTimeoutMs: isUp ? 100_000 : 1500,
    // No sweep runs here.
    handOverTimeoutMs: isUp ? 100_000 : 1500,
    ...deps,
  });
  const undeclaredAnswers = watchAnswers(app);
  await app.ready();
  return {
    app,
    orm,
    issuer,
    get now() {
      return state.now;
    },
    set now(instant: Instant) {
      state.now = instant;
    },
    send: (request) => send(app, issuer, request, isUp ? MOST_SENDINGS : 1),
    async stop() {
      await app.close();
      await orm.close();
      await connection?.close();
      const undeclared = undeclaredAnswers();
      if (undeclared.length > 0)
        throw new Error(`answers that the description does not tell of: ${undeclared.join(', ')}`);
    },
  };
}

async function send(app: App, issuer: Issuer, request: TestRequest, sendings: number): Promise<LightMyRequestResponse> {
  const { method = 'GET', url, as, body, raw, key, headers = {} } = request;
  const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const answer = await app.inject({
    method,
    url,
    headers: {
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...(as === undefined ? {} : { authorization: `Bearer ${await issuer.token(as)}` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...headers,
    },
    ...(payload === undefined ? {} : { payload }),
  });
  const isUnknown = answer.statusCode === 503 && answer.json<{ code: string }>().code === 'outcome-unknown';
  return isUnknown && sendings > 1 ? await send(app, issuer, request, sendings - 1) : answer;
}

/** A key that no other request uses. */
export function newKey(): string {
  return `"${randomUUID()}"`;
}
