import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyContextConfig } from 'fastify';
import { Type } from 'typebox';
import type { App, AppDeps } from '../app-types.ts';
import { withExample } from '../examples/examples.ts';
import { API_DESCRIPTION, TAGS } from '../help/overview.ts';
import { PROBLEMS, type ProblemCode } from '../problems.ts';

const ALWAYS = ['too-many-requests', 'internal', 'unavailable'] as const satisfies readonly ProblemCode[];
const WITH_TOKEN = ['unauthenticated', 'token-invalid', 'forbidden'] as const satisfies readonly ProblemCode[];

const ONCE_ONLY = [
  'idempotency-key-required',
  'idempotency-key-invalid',
  'in-progress',
  'idempotency-key-reused',
  'outcome-unknown',
] as const satisfies readonly ProblemCode[];

/** RFC 9457, as `problems.ts` writes it. */
const ProblemSchema = Type.Object(
  {
    type: Type.String({
      format: 'uri-reference',
      description: '说明页：含义、怎么办、依据 · the page that says what it means and what to do',
      examples: ['/problems/invalid-input'],
    }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ enum: Object.keys(PROBLEMS) }),
    detail: Type.String({ description: '本次错在何处、怎么办 · what is wrong this time, and what to do' }),
    requestId: Type.String({ description: '反映问题时请提供 · tell it to the operator' }),
    errors: Type.Optional(
      Type.Array(Type.Object({ pointer: Type.String(), code: Type.String(), message: Type.String() }), {
        description: '逐项错误 · one entry for each wrong field, with a JSON pointer',
      }),
    ),
    refusals: Type.Optional(
      Type.Array(
        Type.Object({
          code: Type.String({ description: '说明见 /problems/{code} · its page is /problems/{code}' }),
          clause: Type.String(),
          text: Type.String(),
          earliest: Type.Optional(
            Type.String({
              format: 'date',
              description: '最早可再次提出的日期 · the first day on which it can succeed',
            }),
          ),
        }),
        { description: '依规定不予办理的全部理由 · every reason, each with its clause' },
      ),
    ),
    caseStatus: Type.Optional(
      Type.String({ description: '案件当前状态（409） · the status the case is in, of a 409' }),
    ),
  },
  { $id: 'Problem', title: 'Problem' },
);

/**
 * The description of the API, made from the routes: `/openapi.json`, and `/docs` to read it. Each route's problems
 * and its security are written in by this plugin, from `config.problems` and `config.access`.
 */
export async function openapi(app: App, { publicUrl }: Pick<AppDeps, 'publicUrl'>): Promise<void> {
  app.addSchema(ProblemSchema);
  app.addHook('onRoute', (route) => {
    const config = route.config;
    if (route.url === '/docs' || route.url.startsWith('/docs/')) route.config = { ...config, access: 'public' };
    if (config?.access === undefined || route.schema === undefined) return;
    const { response, body, ...schema } = route.schema;
    const answers = withProblems((response ?? {}) as Answers, problemsOf(config, route.schema));
    const sent = typeof body === 'object' && body !== null ? { body: withExample(schema.operationId, body) } : {};
    route.schema = { ...schema, ...sent, security: securityOf(config), response: answers };
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '践诺 · jiannuo',
        version: '1.0.0',
        description: API_DESCRIPTION,
      },
      servers: [{ url: publicUrl }],
      tags: [...TAGS],
      components: {
        securitySchemes: {
          oidc: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          signature: {
            type: 'apiKey',
            in: 'header',
            name: 'webhook-signature',
            description: 'Standard Webhooks，对称密钥 v1 · Standard Webhooks, symmetric (v1)',
          },
        },
      },
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) =>
        typeof json['$id'] === 'string' ? json['$id'] : `def-${index}`,
    },
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    theme: { title: '践诺 API · jiannuo' },
    uiConfig: { docExpansion: 'list', deepLinking: true },
  });
  app.get('/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, () => app.swagger());
}

/** A token, a signature, or nothing at all. */
function securityOf({ access, signed }: FastifyContextConfig): Record<string, string[]>[] {
  if (access !== 'public') return [{ oidc: [] }];
  return signed === true ? [{ signature: [] }] : [];
}

function problemsOf(
  { access, act, problems = [] }: FastifyContextConfig,
  schema: { body?: unknown; querystring?: unknown; params?: unknown },
): ProblemCode[] {
  const takesInput = schema.body !== undefined || schema.querystring !== undefined || schema.params !== undefined;
  return [
    ...(takesInput ? (['invalid-input', 'invalid-text'] as const) : []),
    ...(schema.body === undefined ? [] : (['invalid-json', 'body-too-large', 'media-type-unsupported'] as const)),
    ...(access === 'public' ? [] : WITH_TOKEN),
    ...(act === undefined ? [] : ONCE_ONLY),
    ...problems,
    ...ALWAYS,
  ];
}

type Answers = Record<string, object>;

/** The problems that say when to ask again. */
const RETRIED: ReadonlySet<ProblemCode> = new Set([
  'in-progress',
  'too-many-requests',
  'outcome-unknown',
  'unavailable',
] as const);

const RETRY_AFTER = { 'retry-after': { type: 'integer', description: '秒后再试 · seconds after which to ask again' } };
const AUTHENTICATE = { 'www-authenticate': { type: 'string', description: 'Bearer' } };

/** An answer is a schema, or names its media types itself. */
function contentOf(answer: object): object {
  if ('content' in answer && typeof answer.content === 'object' && answer.content !== null) return answer.content;
  return { 'application/json': { schema: answer } };
}

/** A status may be a problem's and an answer's too: then it has two media types. */
function withProblems(own: Answers, codes: readonly ProblemCode[]): Answers {
  const answers = { ...own };
  for (const [status, ofStatus] of Map.groupBy(new Set(codes), (code) => PROBLEMS[code].status)) {
    const before = own[status];
    answers[status] = {
      description: ofStatus
        .map((code) => `\`${code}\` ${PROBLEMS[code].title.zh} · ${PROBLEMS[code].title.en}`)
        .join('  \n'),
      headers: { ...(ofStatus.some((code) => RETRIED.has(code)) && RETRY_AFTER), ...(status === 401 && AUTHENTICATE) },
      content: {
        ...(before === undefined ? {} : contentOf(before)),
        'application/problem+json': { schema: Type.Ref('Problem') },
      },
    };
  }
  return answers;
}
