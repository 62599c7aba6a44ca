import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorObject } from 'ajv';
import type { App } from '../app-types.ts';
import { fieldErrors } from '../input.ts';
import { languageOf, PROBLEMS, Problem, problemBody } from '../problems.ts';

/** Every answer that is not a success, as RFC 9457 in the language asked for; a last resort that tells nothing. */
export function errors(app: App): void {
  const routes: KnownRoute[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    routes.push({ methods: [method].flat(), path: pathPattern(url) });
  });
  const sendNoRoute = (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?')[0] ?? '';
    const methods = [...new Set(routes.filter((route) => route.path.test(path)).flatMap((route) => route.methods))];
    return sendProblem(reply, request, methods.length === 0 ? notFound() : methodNotAllowed(methods));
  };
  app.setNotFoundHandler(sendNoRoute);
  app.setErrorHandler((error: unknown, request, reply) =>
    // The body of an unknown method is looked at before the route is missed.
    request.is404 ? sendNoRoute(request, reply) : sendProblem(reply, request, toProblem(error, request)),
  );
}

/** Writes a problem. */
export function sendProblem(reply: FastifyReply, request: FastifyRequest, problem: Problem): FastifyReply {
  const { headers, retryAfterSeconds } = problem.extras;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
  for (const [name, value] of Object.entries(headers ?? {})) reply.header(name, value);
  const language = languageOf(request.headers['accept-language']);
  return reply
    .code(PROBLEMS[problem.code].status)
    .header('content-language', language)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problemBody(problem, language, request.id));
}

/** Any error; Fastify's own carry more. */
type Fault = Error & Partial<Pick<FastifyError, 'code' | 'statusCode' | 'validation' | 'validationContext'>>;

interface KnownRoute {
  methods: readonly string[];
  path: RegExp;
}

function pathPattern(url: string): RegExp {
  const pattern = url
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replace(/:[A-Za-z]+/g, '[^/]+');
  return new RegExp(`^${pattern}$`);
}

/** What went wrong, as a problem; what nobody foresaw is logged and told as `internal` without its text. */
export function toProblem(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  const fault: Fault = error instanceof Error ? error : new Error('thrown: not an error');
  if (fault.validation !== undefined) return invalidInput(fault);
  const known = BY_CODE[fault.code ?? ''];
  if (known !== undefined) return known;
  if (fault.statusCode !== undefined && fault.statusCode >= 400 && fault.statusCode < 500) return badRequest();
  if (fault.name === 'UniqueConstraintViolationException') return conflict();
  request.log.error({ fault: describeFault(fault) }, 'a request failed');
  return isPassingFault(fault) ? databaseUnavailable() : internal(request.id);
}

function invalidInput({ validation, validationContext }: Fault): Problem {
  const part =
    validationContext === 'querystring' || validationContext === 'params' || validationContext === 'headers'
      ? validationContext
      : 'body';
  const errors = fieldErrors((validation ?? []) as ErrorObject[], part);
  return new Problem(
    'invalid-input',
    {
      zh: '提交的内容有误，请按所列各项修改后重新提交。',
      en: 'The input is not valid; correct what is listed and send again.',
    },
    { errors },
  );
}

const emptyBody = new Problem('invalid-json', {
  zh: '缺少请求内容，请以 JSON 提交。',
  en: 'The body is missing; send JSON.',
});
const unsupported = new Problem('media-type-unsupported', {
  zh: '请以 Content-Type: application/json 提交。',
  en: 'Send Content-Type: application/json.',
});
const tooLarge = new Problem('body-too-large', {
  zh: '请求内容超过 256 KiB，请精简后提交。',
  en: 'The body is over 256 KiB; send less.',
});

/** Fastify's own refusals. */
const BY_CODE: Readonly<Record<string, Problem>> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: emptyBody,
  FST_ERR_CTP_EMPTY_TYPE: unsupported,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: unsupported,
  FST_ERR_CTP_BODY_TOO_LARGE: tooLarge,
  FST_ERR_MAX_PARAM_LENGTH: new Problem('address-too-long', {
    zh: '地址中的一段过长。',
    en: 'A part of the address is too long.',
  }),
};

function badRequest(): Problem {
  return new Problem('bad-request', {
    zh: '请求无法识别，请核对地址和请求头。',
    en: 'The request cannot be read; check address and headers.',
  });
}

function notFound(): Problem {
  return new Problem('not-found', {
    zh: '没有这个地址，请对照 /docs 核对。',
    en: 'There is no such address; every one there is stands at /docs.',
  });
}

function methodNotAllowed(methods: readonly string[]): Problem {
  const allow = methods.join(', ');
  return new Problem(
    'method-not-allowed',
    { zh: `此地址只支持：${allow}。`, en: `This address takes: ${allow}.` },
    { headers: { allow } },
  );
}

function conflict(): Problem {
  return new Problem('conflict', {
    zh: '与已录入的内容重复，请核对。',
    en: 'It is entered already, elsewhere; check it.',
  });
}

function internal(requestId: string): Problem {
  return new Problem('internal', {
    zh: `系统内部错误，请联系管理员并提供编号 ${requestId}。`,
    en: `Something went wrong; tell the operator this id: ${requestId}.`,
  });
}

function databaseUnavailable(): Problem {
  return new Problem(
    'unavailable',
    {
      zh: '数据库暂不可用，请稍后以同一请求再试。',
      en: 'The database cannot be reached; send the same request again shortly.',
    },
    { retryAfterSeconds: 5 },
  );
}

/**
 * What goes by, and leaves nothing half done. Of PostgreSQL: class 08 (connection), 53 (no memory, no connection left),
 * 57P0x (shut down), 57014 (cut off: it took too long), 40001 and 40P01 (gave way to another transaction); and refused or
 * broken sockets.
 */
function isPassingFault(fault: Fault): boolean {
  return (
    /^(08|53|57P0|57014|40001|40P01)/.test(fault.code ?? '') ||
    /^(ECONN|EPIPE|ETIMEDOUT)/.test(fault.code ?? '') ||
    fault.name === 'ConnectionException' ||
    /^timeout exceeded when trying to connect|^Connection terminated/.test(fault.message)
  );
}

/** Where it happened. The message is left out: those of a database quote what a person wrote. */
function describeFault(fault: Fault): { name: string; code: string | undefined; at: string[] } {
  const at = (fault.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
  return { name: fault.name, code: fault.code, at: at.slice(0, 12) };
}
