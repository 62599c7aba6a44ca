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
import { reorganisationRoutes } from './routes/reorganisation.ts';
import { commitmentActRoutes } from './routes/commitment-acts.ts';
import { commitmentRoutes } from './routes/commitment.ts';
import { commitmentTextRoutes } from './routes/commitment-texts.ts';
import { authorityRoutes } from './routes/authorities.ts';
import { calculatorRoutes } from './routes/calculators.ts';
import { determinationRoutes } from './routes/determination.ts';
import { calendarRoutes } from './routes/calendar.ts';
import { caseRoutes } from './routes/cases.ts';
import { consentRoutes } from './routes/consents.ts';
import { creditReportRoutes } from './routes/credit-reports.ts';
import { deskActRoutes } from './routes/desk-acts.ts';
import { greenChannelRoutes } from './routes/green-channel.ts';
import { healthRoutes } from './routes/health.ts';
import { inboxRoutes } from './routes/inbox.ts';
import { interviewRoutes } from './routes/interviews.ts';
import { measureExecutionRoutes } from './routes/measure-executions.ts';
import { measureRoutes } from './routes/measures.ts';
import { messageRoutes } from './routes/messages.ts';
import { objectionRoutes } from './routes/objection.ts';
import { openDutiesRoutes } from './routes/open-duties.ts';
import { operationRoutes } from './routes/operation.ts';
import { problemRoutes } from './routes/problems.ts';
import { procedureRoutes } from './routes/procedures.ts';
import { permitRoutes } from './routes/permits.ts';
import { publicPermitRoutes } from './routes/public-permits.ts';
import { publicRecordRoutes } from './routes/public-records.ts';
import { recordActRoutes } from './routes/record-acts.ts';
import { recordRoutes } from './routes/records.ts';
import { repairActRoutes } from './routes/repair-acts.ts';
import { repairRoutes } from './routes/repair.ts';
import { rectificationRoutes } from './routes/rectification.ts';
import { repairWithdrawalRoutes } from './routes/repair-withdrawal.ts';
import { reportCheckRoutes } from './routes/report-checks.ts';
import { ruleDefaultRoutes } from './routes/rule-defaults.ts';
import { lateEntriesRoutes } from './routes/late-entries.ts';
import { statisticsRoutes } from './routes/statistics.ts';
import { subjectRoutes } from './routes/subjects.ts';
import { supervisionGradeRoutes } from './routes/supervision-grade.ts';
import { voluntaryRegistrationActRoutes } from './routes/voluntary-registration-acts.ts';
import { voluntaryRegistrationRoutes } from './routes/voluntary-registration.ts';
import { webhookEndpointRoutes } from './routes/webhook-endpoints.ts';
import { webhookRoutes } from './routes/webhooks.ts';

const BODY_LIMIT_BYTES = 256 * 1024;
const LONGEST_PATH_PART = 200;
/** For a request to arrive whole: who sends a byte a minute holds no connection. */
const REQUEST_TIMEOUT_MS = 30_000;
/** For a part of the API to be there: the framework gives up after ten seconds, and a busy machine starts slower. */
const START_TIMEOUT_MS = 120_000;

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
    pluginTimeout: START_TIMEOUT_MS,
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
  reorganisationRoutes(app, deps);
  acceptFirstActRoutes(app, deps);
  commitmentRoutes(app, deps);
  commitmentActRoutes(app, deps);
  commitmentTextRoutes(app, deps);
  repairRoutes(app, deps);
  repairActRoutes(app, deps);
  repairWithdrawalRoutes(app, deps);
  objectionRoutes(app, deps);
  rectificationRoutes(app, deps);
  interviewRoutes(app, deps);
  determinationRoutes(app, deps);
  voluntaryRegistrationRoutes(app, deps);
  voluntaryRegistrationActRoutes(app, deps);
  deskActRoutes(app, deps);
  caseRoutes(app, deps);
  inboxRoutes(app, deps);
  authorityRoutes(app, deps);
  procedureRoutes(app, deps);
  subjectRoutes(app, deps);
  recordRoutes(app, deps);
  recordActRoutes(app, deps);
  measureExecutionRoutes(app, deps);
  openDutiesRoutes(app, deps);
  publicRecordRoutes(app, deps);
  publicPermitRoutes(app, deps);
  permitRoutes(app, deps);
  creditReportRoutes(app, deps);
  reportCheckRoutes(app, deps);
  consentRoutes(app, deps);
  greenChannelRoutes(app, deps);
  measureRoutes(app, deps);
  calendarRoutes(app, deps);
  ruleDefaultRoutes(app, deps);
  messageRoutes(app, deps);
  webhookRoutes(app, deps);
  webhookEndpointRoutes(app, deps);
  supervisionGradeRoutes(app, deps);
  lateEntriesRoutes(app, deps);
  statisticsRoutes(app, deps);
  operationRoutes(app, deps);
  return app;
}
