import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import Fastify, { LogController } from 'fastify';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { App, AppDeps } from './app-types.ts';
import { OWN_FORMATS } from './formats.ts';
import { auth } from './plugins/auth.ts';
import { errors, sendProblem, toProblem } from './plugins/errors.ts';
import { idempotency } from './plugins/idempotency.ts';
import { input } from './plugins/input.ts';
import { limits } from './plugins/limits.ts';
import { createLog, log } from './plugins/log.ts';
import { openapi } from './plugins/openapi.ts';
import { acceptFirstActRoutes } from './routes/accept-first-acts.ts';
import { acceptFirstRoutes } from './routes/accept-first.ts';
import { authorityRoutes } from './routes/authorities.ts';
import { calculatorRoutes } from './routes/calculators.ts';
import { calendarRoutes } from './routes/calendar.ts';
import { caseRoutes } from './routes/cases.ts';
import { healthRoutes } from './routes/health.ts';
import { inboxRoutes } from './routes/inbox.ts';
import { operationRoutes } from './routes/operation.ts';
import { problemRoutes } from './routes/problems.ts';
import { procedureRoutes } from './routes/procedures.ts';
import { recordRoutes } from './routes/records.ts';
import { ruleDefaultRoutes } from './routes/rule-defaults.ts';
import { subjectRoutes } from './routes/subjects.ts';

const BODY_LIMIT_BYTES = 256 * 1024;
const LONGEST_PATH_PART = 200;
/** For a request to arrive whole: who sends a byte a minute holds no connection. */
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * The API, ready to listen or to be injected into. Plugins and routes are registered by name, in this order:
 * what a request passes through reads from top to bottom.
 */
export async function buildApp(deps: AppDeps): Promise<App> {
  const app: App = Fastify({
    loggerInstance: createLog(deps.logLevel, deps.logTo),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: [...(deps.trustedProxies ?? [])],
    routerOptions: { maxParamLength: LONGEST_PATH_PART },
    serializerOpts: { ajv: { formats: OWN_FORMATS } },
    genReqId: () => randomUUID(),
    frameworkErrors: (error, request, reply) => {
      void sendProblem(reply, request, toProblem(error, request));
    },
  }).withTypeProvider<TypeBoxTypeProvider>();

  log(app);
  errors(app);
  input(app);
  await app.register(helmet, { contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null } } });
  const { byCaller } = await limits(app, deps);
  await openapi(app, deps);
  auth(app, deps);
  byCaller();
  idempotency(app);

  healthRoutes(app, deps);
  problemRoutes(app);
  calculatorRoutes(app, deps);
  acceptFirstRoutes(app, deps);
  acceptFirstActRoutes(app, deps);
  caseRoutes(app, deps);
  inboxRoutes(app, deps);
  authorityRoutes(app, deps);
  procedureRoutes(app, deps);
  subjectRoutes(app, deps);
  recordRoutes(app, deps);
  calendarRoutes(app, deps);
  ruleDefaultRoutes(app, deps);
  operationRoutes(app, deps);
  return app;
}
