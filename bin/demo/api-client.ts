/** A small client of the API, as any script of a partner would write it: real tokens, one key an act, bounded waiting. */
import type { Bilingual } from '../../domain/text.ts';
import { DEMO_PASSWORD, demoMachines } from '../parts/demo-accounts.ts';
import { StartError } from '../parts/say.mjs';

const REQUEST_TIMEOUT_MS = 20_000;
const MOST_TRIES = 8;
const LONGEST_WAIT_SECONDS = 5;

/** The API's "no", or that it could not be reached: one line for a person, the code for a program. */
export class ApiError extends StartError {
  readonly code: string;

  constructor(what: string, status: number | null, code: string, detail: string) {
    super(`${what}：${detail}`, status === null ? code : `${status} ${code}`);
    this.code = code;
  }
}

interface ProblemBody {
  code?: string;
  title?: string;
  detail?: string;
  refusals?: readonly { text: string }[];
  errors?: readonly { message: string }[];
}

/** What one person does at the API. The type parameter is what the route's schema promises. */
export interface Session {
  get<T>(path: string): Promise<T>;
  put<T>(path: string, body: object): Promise<T>;
  /** @param key Idempotency-Key: the same key is the same act, however often it is sent; null where the route asks for none */
  post<T>(path: string, body: object, key: string | null): Promise<T>;
}

/** The API at `apiUrl`, with tokens of the demo county's identity provider at `issuer`. */
export class ApiClient {
  readonly #apiUrl: string;
  readonly #issuer: string;
  readonly #tokens = new Map<string, Promise<string>>();

  constructor({ apiUrl, issuer }: { apiUrl: string; issuer: string }) {
    this.#apiUrl = apiUrl;
    this.#issuer = issuer;
  }

  /** Acts as a demo account or a machine; without one, as anybody. */
  as(sub: string | null): Session {
    return {
      get: <T>(path: string) => this.#send<T>(sub, 'GET', path, null, null),
      put: <T>(path: string, body: object) => this.#send<T>(sub, 'PUT', path, body, null),
      post: <T>(path: string, body: object, key: string | null) => this.#send<T>(sub, 'POST', path, body, key),
    };
  }

  /** Sends a request, and again where the service says that it is safe and worth it. */
  async #send<T>(
    sub: string | null,
    method: string,
    path: string,
    body: object | null,
    key: string | null,
  ): Promise<T> {
    const what = `${method} ${path}`;
    for (let tries = 1; ; tries += 1) {
      const response = await this.#request(sub, method, path, body, key).catch((error: unknown) => {
        throw error instanceof ApiError
          ? error
          : new ApiError(what, null, 'unreachable', error instanceof Error ? error.message : String(error));
      });
      if (response.ok) return (await response.json()) as T;
      const problem = (await response.json().catch(() => ({}))) as ProblemBody;
      const again = response.status === 429 || response.status === 503 || problem.code === 'in-progress';
      if (!again || tries === MOST_TRIES)
        throw new ApiError(what, response.status, problem.code ?? 'unknown', sayProblem(problem));
      await pause(Math.min(Number(response.headers.get('retry-after') ?? '1'), LONGEST_WAIT_SECONDS) * 1000);
    }
  }

  async #request(
    sub: string | null,
    method: string,
    path: string,
    body: object | null,
    key: string | null,
  ): Promise<Response> {
    const headers: Record<string, string> = { accept: 'application/json', 'accept-language': 'zh' };
    if (sub !== null) headers['authorization'] = `Bearer ${await this.#token(sub)}`;
    if (body !== null) headers['content-type'] = 'application/json';
    if (key !== null) headers['idempotency-key'] = `"${key}"`;
    return fetch(`${this.#apiUrl}${path}`, {
      method,
      headers,
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      ...(body === null ? {} : { body: JSON.stringify(body) }),
    });
  }

  #token(sub: string): Promise<string> {
    const known = this.#tokens.get(sub) ?? this.#login(sub);
    this.#tokens.set(sub, known);
    return known;
  }

  async #login(sub: string): Promise<string> {
    const machine = demoMachines.find(({ clientId }) => clientId === sub);
    const form = new URLSearchParams(
      machine === undefined
        ? { grant_type: 'password', client_id: 'jiannuo-scripts', username: sub, password: DEMO_PASSWORD }
        : { grant_type: 'client_credentials', client_id: machine.clientId, client_secret: machine.clientSecret },
    );
    const what = `POST ${this.#issuer}/token (${sub})`;
    // No connection is kept: on a busy machine the issuer may just be closing it.
    const headers = { connection: 'close' };
    const request = { method: 'POST', body: form, headers, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) };
    const response = await fetch(`${this.#issuer}/token`, request).catch((error: unknown) => {
      throw new ApiError(what, null, 'unreachable', error instanceof Error ? error.message : String(error));
    });
    const answer = (await response.json()) as { access_token?: string; error_description?: string };
    if (answer.access_token === undefined) {
      throw new ApiError(what, response.status, 'no-token', answer.error_description ?? '');
    }
    return answer.access_token;
  }
}

function sayProblem({ title = '', detail = '', refusals = [], errors = [] }: ProblemBody): string {
  const details = [...refusals.map(({ text }) => text), ...errors.map(({ message }) => message)];
  return [detail || title, ...details].filter(Boolean).join(' ');
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Asks again and again until `look` gives something, for at most `seconds`.
 * @param missing says, in one line, what has not come
 * @throws StartError with that line
 */
export async function eventually<T>(
  seconds: number,
  look: () => Promise<T | null>,
  missing: () => Bilingual,
): Promise<T> {
  const until = Date.now() + seconds * 1000;
  for (let wait = 100; ; wait = Math.min(wait * 1.5, 1500)) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > until) throw new StartError(missing().zh, missing().en);
    await pause(wait);
  }
}
