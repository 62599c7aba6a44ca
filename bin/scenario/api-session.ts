/** One person at the API, by `inject`: what the demo's entry of reference data asks for. */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { App } from '../../api/app-types.ts';
import { ApiError, type Session } from '../demo/api-client.ts';

/** What the API answered: its status and its body, parsed where it is JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  readonly url: string;
  readonly token: string | null;
  readonly body?: unknown;
}

/** Service unavailable: on a busy machine a connection may be long in coming. */
const BUSY = 503;
const MOST_TRIES = 20;
const PAUSE_MS = 500;

/** Sends a request with a key of its own, again while the machine is too busy, and reads the answer in Chinese. */
export async function ask(app: App, { method, url, token, body }: Request): Promise<Answer> {
  const request = {
    method,
    url,
    headers: {
      'accept-language': 'zh',
      'idempotency-key': `"${randomUUID()}"`,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  };
  for (let tries = 1; ; tries += 1) {
    const { statusCode: status, headers: told, body: text } = await app.inject(request);
    if (status !== BUSY || tries === MOST_TRIES)
      return { status, body: /json/.test(String(told['content-type'])) ? (JSON.parse(text) as unknown) : text };
    await setTimeout(PAUSE_MS);
  }
}

/** A session that throws ApiError where the API says no. */
export function sessionOf(app: App, token: string): Session {
  const send = async <T>(method: 'GET' | 'POST' | 'PUT', url: string, body?: object): Promise<T> => {
    const answer = await ask(app, { method, url, token, ...(body === undefined ? {} : { body }) });
    if (answer.status >= 300) {
      const { code = 'unknown', detail = '' } = answer.body as { code?: string; detail?: string };
      throw new ApiError(`${method} ${url}`, answer.status, code, detail);
    }
    return answer.body as T;
  };
  return {
    get: (path) => send('GET', path),
    put: (path, body) => send('PUT', path, body),
    post: (path, body) => send('POST', path, body),
  };
}
