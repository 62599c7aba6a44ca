import { UsageError } from './command.ts';

const TIMEOUT_MS = 30_000;

/** What a command asks of a running service. */
export interface Question {
  /** Address of the service, with or without a slash at its end. */
  url: string;
  /** Path and query, from `/v1` on. */
  path: string;
  token: string;
  /** Sent as JSON by POST; absent: GET. */
  body?: object;
}

/** The option that says where the service is. */
export const URL_OPTION = { type: 'string', default: 'http://localhost:8080' } as const;

/**
 * The access token on standard input, where no list of processes shows it.
 * @throws UsageError `token-missing`
 */
export async function readToken(readInput: () => Promise<string>, usage: string): Promise<string> {
  const token = (await readInput()).trim();
  if (/^[\w.~+/=-]+$/.test(token)) return token;
  throw new UsageError('token-missing', {
    zh: `请从标准输入给出访问令牌。用法：${usage}`,
    en: `give an access token on standard input: ${usage}`,
  });
}

/**
 * Asks a running service, and returns its answer as it came.
 * @throws UsageError `unreachable`, or `http-<status>` with what the service says against it, in both languages
 */
export async function askService(question: Question): Promise<string> {
  const response = await send(question, 'zh');
  const text = await response.text();
  if (response.ok) return text;
  const inEnglish = await send(question, 'en').then((again) => again.text());
  throw new UsageError(`http-${response.status}`, {
    zh: whatSpeaksAgainst(text) ?? '服务未能答复',
    en: whatSpeaksAgainst(inEnglish) ?? 'the service did not answer',
  });
}

async function send({ url, path, token, body }: Question, language: 'zh' | 'en'): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'accept-language': language };
  const json =
    body === undefined
      ? { headers }
      : { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
  try {
    return await fetch(`${url.replace(/\/+$/, '')}${path}`, { ...json, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError('unreachable', {
      zh: `无法连接服务（${why}），请核对 --url。`,
      en: `the service could not be reached (${why}); check --url`,
    });
  }
}

/** What a problem says (RFC 9457), field by field where it names fields; null where it is none. */
function whatSpeaksAgainst(text: string): string | null {
  try {
    const problem: unknown = JSON.parse(text);
    if (typeof problem !== 'object' || problem === null || !('detail' in problem)) return null;
    const fields = 'errors' in problem && Array.isArray(problem.errors) ? problem.errors : [];
    const messages = fields.map(({ message }: { message?: unknown }) => String(message));
    return messages.length > 0 ? messages.join(' ') : String(problem.detail);
  } catch {
    return null;
  }
}
