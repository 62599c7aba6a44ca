import { RECTIFICATION_STATUS_TEXT, type RectificationStatus } from '../../domain/rectification/rectification.ts';
import { shanghaiDay } from '../../domain/time.ts';
import * as messages from '../../workflows/messages/rectification.ts';
import { actRoute } from '../act-route.ts';
import { openCase, type StartableCase } from '../acts.ts';
import type { App, AppDeps } from '../app-types.ts';
import { actorAs, getVisibleCase } from '../case-access.ts';
import { caseAddress, notRegistered } from '../openings.ts';
import { getCaller } from '../plugins/auth.ts';
import { onceOnly } from '../plugins/idempotency.ts';
import { invalidField, type Language, languageOf } from '../problems.ts';
import { getSubject } from '../reference.ts';
import { IdempotencyHeader } from '../schemas/common.ts';
import * as schemas from '../schemas/rectification.ts';
import type { Caller } from '../token.ts';

const SUBJECT_OR_DESK = ['applicant', 'officer', 'supervisor'] as const;
const AT_THE_DESK = ['officer', 'supervisor'] as const;

const STARTABLE: StartableCase = {
  kind: 'rectification',
  workflow: messages.RECTIFICATION_WORKFLOW,
  workflowId: messages.rectificationWorkflowId,
};

/** 整改约谈: ordered by an officer of the authority that found it, after an inspection or a broken promise. */
export function rectificationRoutes(app: App, deps: AppDeps): void {
  app.post(
    '/v1/rectifications',
    {
      config: {
        access: AT_THE_DESK,
        act: 'rectification.open',
        problems: ['case-unknown', 'subject-unknown', 'role-not-allowed', 'refused-by-rule', 'conflict'],
      },
      schema: {
        operationId: 'orderRectification',
        tags: ['rectification'],
        summary: '责令限期整改：事实、依据、要求、期限 · Order something to be put right: facts, rule, what, by when',
        headers: IdempotencyHeader,
        body: schemas.OrderBody,
        response: { 201: schemas.OrderAnswerSchema },
      },
    },
    (request, reply) =>
      onceOnly(
        deps,
        request,
        reply,
        { on: 'new-case', location: caseAddress },
        async ({ actId, newId: caseId, receivedAt }) => {
          const caller = getCaller(request);
          const { promise = null, inspectedOn = null, rectifyBy = null, ...told } = request.body;
          if ((promise === null) === (inspectedOn === null)) throw oneOrigin();
          const em = deps.orm.em.fork();
          await getSubject(em, told.subjectId);
          const role = AT_THE_DESK.find((own) => caller.roles.includes(own)) ?? 'officer';
          const order: messages.RectificationOrder = {
            ...told,
            id: actId,
            by: actorAs(caller, role),
            receivedAt,
            requestId: request.id,
            sourceCaseId: promise === null ? null : await sourceOf(deps, caller, promise, receivedAt),
            inspectedOn,
            rectifyBy,
          };
          const update = messages.orderRectificationUpdate;
          const answer = await openCase(deps, request.log, STARTABLE, caseId, update, order);
          return { status: 201, body: openedBody(answer, languageOf(request.headers['accept-language'])) };
        },
      ),
  );
  actRoutes(app, deps);
}

async function sourceOf({ orm }: AppDeps, caller: Caller, number: string, receivedAt: string): Promise<string> {
  const { head } = await getVisibleCase(orm.em.fork(), caller, number, shanghaiDay(receivedAt));
  return head.id;
}

/** A rectification comes from a promise or from an inspection. */
function oneOrigin() {
  return invalidField('/inspectedOn', 'required', {
    zh: '“/promise”和“/inspectedOn”须填写其一：来自未履行的承诺，或者来自检查。',
    en: 'Give either "/promise" or "/inspectedOn": it comes from a broken promise, or from an inspection.',
  });
}

function openedBody(answer: messages.OrderAnswer, language: Language): object {
  if (answer.outcome === 'not-registered')
    throw notRegistered(answer.refusals, { zh: '整改要求', en: 'order to rectify' });
  const { number, status, next } = answer;
  return { number, status, statusText: RECTIFICATION_STATUS_TEXT[status as RectificationStatus][language], next };
}

/** What people do on a rectification: each act one route, one update, one answer. */
function actRoutes(app: App, deps: AppDeps): void {
  const kind = 'rectification';
  actRoute(app, deps, {
    kind,
    path: '/v1/rectifications/:number/report',
    act: 'report',
    operationId: 'reportRectification',
    summary: '报告已整改 · Report it put right, as the subject, or register a report brought on paper',
    access: SUBJECT_OR_DESK,
    body: schemas.ReportRectifiedBody,
    update: messages.reportRectifiedUpdate,
    particulars: ({ text, evidence = null, receivedOn = null }) => ({ text, evidence, receivedOn }),
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/rectifications/:number/confirm',
    act: 'confirm',
    operationId: 'confirmRectification',
    summary: '核实整改报告：到位，或者说明理由不予确认 · Check what was reported: put right, or not, with the reason',
    access: AT_THE_DESK,
    body: schemas.ConfirmRectifiedBody,
    update: messages.confirmRectifiedUpdate,
    particulars: ({ verdict, reason = null }) => ({ verdict, reason }),
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/rectifications/:number/call',
    act: 'call',
    operationId: 'callRectificationInterview',
    summary: '通知约谈，或者改期 · Call the interview, or set another day',
    access: AT_THE_DESK,
    body: schemas.CallInterviewBody,
    update: messages.callInterviewUpdate,
    particulars: (call) => call,
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/rectifications/:number/minute',
    act: 'minute',
    operationId: 'minuteRectificationInterview',
    summary: '登记约谈记录和新的整改期限 · Register the minutes of the interview, and the new date',
    access: AT_THE_DESK,
    body: schemas.MinuteInterviewBody,
    update: messages.minuteInterviewUpdate,
    particulars: ({ promises = null, signed = null, signedNote = null, rectifyBy = null, ...minutes }) => ({
      ...minutes,
      promises,
      signed,
      signedNote,
      rectifyBy,
    }),
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/rectifications/:number/extend',
    act: 'extend',
    operationId: 'extendRectification',
    summary: '因不可抗力延长整改期限 · Move the date for force majeure, with proof',
    access: AT_THE_DESK,
    body: schemas.ExtendRectificationBody,
    update: messages.extendRectificationUpdate,
    particulars: (extension) => extension,
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/rectifications/:number/cancel',
    act: 'cancel',
    operationId: 'cancelRectification',
    summary: '立案有误，撤销 · Take a case back that was opened in error',
    access: AT_THE_DESK,
    body: schemas.CancelRectificationBody,
    update: messages.cancelRectificationUpdate,
    particulars: ({ reason }) => ({ reason }),
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/rectifications/:number/reopen',
    act: 'reopen',
    afterTheEnd: messages.RECTIFICATION_WORKFLOW,
    operationId: 'reopenRectification',
    summary: '补登期限内收到的整改报告，撤销未整改的结论 · Register a report that came in time: the ending is annulled',
    access: ['supervisor'],
    body: schemas.ReopenRectificationBody,
    update: messages.reopenRectificationUpdate,
    particulars: ({ text, reason, evidence = null, receivedOn = null }) => ({ text, reason, evidence, receivedOn }),
  });
}
