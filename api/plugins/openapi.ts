import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyContextConfig } from 'fastify';
import { Type } from 'typebox';
import type { App, AppDeps } from '../app-types.ts';
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
    type: Type.String({ format: 'uri-reference', examples: ['/problems/invalid-input'] }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ enum: Object.keys(PROBLEMS) }),
    detail: Type.String(),
    requestId: Type.String(),
    errors: Type.Optional(
      Type.Array(Type.Object({ pointer: Type.String(), code: Type.String(), message: Type.String() }), {
        description: '逐项错误 · one entry for each wrong field, with a JSON pointer',
      }),
    ),
    refusals: Type.Optional(
      Type.Array(
        Type.Object({
          code: Type.String(),
          clause: Type.String(),
          text: Type.String(),
          earliest: Type.Optional(Type.String({ format: 'date' })),
        }),
        { description: '依规定不予办理的全部理由 · every reason, each with its clause' },
      ),
    ),
    caseStatus: Type.Optional(Type.String()),
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
    const { response, ...schema } = route.schema;
    const answers = withProblems((response ?? {}) as Answers, problemsOf(config, schema));
    route.schema = { ...schema, security: config.access === 'public' ? [] : [{ oidc: [] }], response: answers };
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '践诺 · jiannuo',
        version: '1.0.0',
        description:
          '信用承诺与信用修复案件的接口。日期（day）为北京时间的日历日；时刻（instant）为带偏移的 ISO 8601。错误一律为 RFC 9457，语言由 Accept-Language 决定。\n\nCredit commitments and credit repair as cases. A day is a calendar day in Asia/Shanghai; an instant is ISO 8601 with its offset. Every error is RFC 9457, in the language of Accept-Language.',
      },
      servers: [{ url: publicUrl }],
      components: { securitySchemes: { oidc: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) =>
        typeof json['$id'] === 'string' ? json['$id'] : `def-${index}`,
    },
  });
  await app.register(swaggerUi, { routePrefix: '/docs', uiConfig: { docExpansion: 'list', deepLinking: true } });
  app.get('/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, () => app.swagger());
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
        ...(before === undefined ? {} : { 'application/json': { schema: before } }),
        'application/problem+json': { schema: Type.Ref('Problem') },
      },
    };
  }
  return answers;
}
