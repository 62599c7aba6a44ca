/** Whether every answer that a test is given stands in the API's own description: status, media type, problem code. */
import type { App } from '../../api/app-types.ts';

interface Described {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { description: string; content?: Record<string, unknown> }> }>
  >;
}

/** Watches an API that is not ready yet; what it returns gives the answers that are not declared. */
export function watchAnswers(app: App): () => readonly string[] {
  const undeclared = new Set<string>();
  let described: Described | undefined;
  app.addHook('onSend', async (request, reply, payload) => {
    const { url } = request.routeOptions;
    described ??= app.swagger() as unknown as Described;
    const path = url === undefined ? undefined : described.paths[url.replace(/:(\w+)/g, '{$1}')];
    if (path === undefined || request.is404) return;
    const method = request.method === 'HEAD' ? 'get' : request.method.toLowerCase();
    const fault = faultOf(path[method]?.responses[String(reply.statusCode)], reply.getHeader('content-type'), payload);
    if (fault !== null) undeclared.add(`${method} ${url} ${reply.statusCode} ${fault}`);
  });
  return () => [...undeclared];
}

function faultOf(
  response: { description: string; content?: Record<string, unknown> } | undefined,
  contentType: unknown,
  payload: unknown,
): string | null {
  if (response === undefined) return 'status';
  const mediaType = String(contentType).split(';')[0] ?? '';
  if (!Object.hasOwn(response.content ?? {}, mediaType)) return mediaType;
  if (mediaType !== 'application/problem+json') return null;
  const { code } = JSON.parse(String(payload)) as { code: string };
  return response.description.includes(`\`${code}\``) ? null : code;
}
