import type { Static } from 'typebox';
import { OBJECTION_STATUS_TEXT, type ObjectionStatus } from '../../domain/objection/objection.ts';
import { INSTEAD_OF_SUPPLEMENT } from '../../domain/objection/objection-supplement.ts';
import type { Correction } from '../../domain/objection/objection-correction.ts';
import { shanghaiDay } from '../../domain/time.ts';
import * as messages from '../../workflows/messages/objection.ts';
import { actRoute } from '../act-route.ts';
import { openCase, type StartableCase } from '../acts.ts';
import type { App, AppDeps } from '../app-types.ts';
import { actorAs } from '../case-access.ts';
import { getObjectionSetting } from '../objections.ts';
import { caseAddress, notRegistered } from '../openings.ts';
import { getCaller } from '../plugins/auth.ts';
import { onceOnly } from '../plugins/idempotency.ts';
import { invalidField, type Language, languageOf } from '../problems.ts';
import { EmptyBody } from '../schemas/acts.ts';
import { IdempotencyHeader } from '../schemas/common.ts';
import * as schemas from '../schemas/objection.ts';

const AT_THE_DESK = ['officer', 'supervisor'] as const;
const SUBJECT_OR_DESK = ['applicant', ...AT_THE_DESK] as const;

const STARTABLE: StartableCase = {
  kind: 'objection',
  workflow: messages.OBJECTION_WORKFLOW,
  workflowId: messages.objectionWorkflowId,
};

/** 异议: the subject says that a record is wrong, and what the window and the authority do with it. */
export function objectionRoutes(app: App, deps: AppDeps): void {
  app.post(
    '/v1/objections',
    {
      config: {
        access: SUBJECT_OR_DESK,
        act: 'objection.open',
        problems: ['record-unknown', 'authority-unknown', 'role-not-allowed', 'refused-by-rule', 'conflict'],
      },
      schema: {
        operationId: 'openObjection',
        tags: ['objection'],
        summary:
          '对失信信息提出异议，或登记纸质异议；核查期间措施暂不执行 · Object to a record, or to something in it; its measures are not applied while it is checked',
        headers: IdempotencyHeader,
        body: schemas.ObjectionBody,
        response: { 201: schemas.ObjectionOpenedSchema },
      },
    },
    (request, reply) =>
      onceOnly(
        deps,
        request,
        reply,
        { on: 'new-case', location: caseAddress },
        async ({ actId, newId: caseId, receivedAt }) => {
          const { body } = request;
          const caller = getCaller(request);
          const setting = await getObjectionSetting(deps.orm.em.fork(), caller, body, shanghaiDay(receivedAt));
          const objection: messages.ObjectionAct = {
            id: actId,
            by: actorAs(caller, setting.role),
            receivedAt,
            requestId: request.id,
            recordId: body.recordId,
            about: body.about,
            measure: body.measure ?? null,
            reasons: body.reasons,
            evidence: body.evidence ?? null,
            newFacts: body.newFacts ?? null,
            contact: body.contact ?? null,
            window: setting.window,
            applicantSub: setting.applicantSub,
            receivedOn: body.receivedOn ?? null,
          };
          const answer = await openCase(deps, request.log, STARTABLE, caseId, messages.openObjectionUpdate, objection);
          return { status: 201, body: openedBody(answer, languageOf(request.headers['accept-language'])) };
        },
      ),
  );
  checkRoutes(app, deps);
  answerRoutes(app, deps);
  objectorRoutes(app, deps);
}

function openedBody(answer: messages.ObjectionOpening, language: Language): object {
  if (answer.outcome === 'not-registered') throw notRegistered(answer.refusals, { zh: '异议', en: 'objection' });
  const { number, status, next } = answer;
  return { number, status, statusText: OBJECTION_STATUS_TEXT[status as ObjectionStatus][language], next };
}

/** Added to, or taken back: the acts of who objected, and what the desk registers of theirs from paper. */
function objectorRoutes(app: App, deps: AppDeps): void {
  const kind = 'objection';
  actRoute(app, deps, {
    kind,
    path: '/v1/objections/:number/supplement',
    act: 'supplement',
    operationId: 'supplementObjection',
    summary:
      '答复前补充理由、证据，或登记书面补充；办理期限不变 · Add grounds and evidence before it is answered, or register those on paper; no date moves',
    access: SUBJECT_OR_DESK,
    body: schemas.SupplementObjectionBody,
    update: messages.supplementObjectionUpdate,
    particulars: ({ text, evidence = null, receivedOn = null }) => ({ text, evidence, receivedOn }),
    instead: INSTEAD_OF_SUPPLEMENT,
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/objections/:number/withdraw',
    act: 'withdraw',
    operationId: 'withdrawObjection',
    summary: '撤回异议，或登记书面撤回 · Withdraw the objection, or register that it was withdrawn on paper',
    access: SUBJECT_OR_DESK,
    body: schemas.WithdrawObjectionBody,
    update: messages.withdrawObjectionUpdate,
    particulars: ({ reason = null }) => ({ reason }),
  });
}

/** Passed on and checked: the acts of the desks. */
function checkRoutes(app: App, deps: AppDeps): void {
  const kind = 'objection';
  actRoute(app, deps, {
    kind,
    path: '/v1/objections/:number/forward',
    act: 'forward',
    operationId: 'forwardObjection',
    summary: '窗口转送认定单位 · Pass it on to the authority that determined the record',
    access: AT_THE_DESK,
    body: EmptyBody,
    update: messages.forwardObjectionUpdate,
    particulars: () => ({}),
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/objections/:number/inspect',
    act: 'inspect',
    operationId: 'inspectForObjection',
    summary: '检验、鉴定、专家评审，不计入答复期限 · An inspection, appraisal or expert review, not counted',
    access: AT_THE_DESK,
    body: schemas.InspectBody,
    update: messages.inspectUpdate,
    particulars: ({ cause, workingDays, reason }) => ({ cause, workingDays, reason }),
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/objections/:number/end-inspection',
    act: 'end-inspection',
    operationId: 'endObjectionInspection',
    summary: '检验、鉴定结束，恢复计时 · The inspection is over, the clock goes on',
    access: AT_THE_DESK,
    body: EmptyBody,
    update: messages.endInspectionUpdate,
    particulars: () => ({}),
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/objections/:number/extend',
    act: 'extend',
    operationId: 'extendObjection',
    summary: '延长答复期限，一次 · Extend the answer, once and beforehand',
    access: AT_THE_DESK,
    body: schemas.ExtendObjectionBody,
    update: messages.extendObjectionUpdate,
    particulars: ({ workingDays = null, reason }) => ({ workingDays, reason }),
  });
}

/** How it ends. */
function answerRoutes(app: App, deps: AppDeps): void {
  const kind = 'objection';
  actRoute(app, deps, {
    kind,
    path: '/v1/objections/:number/correct',
    act: 'correct',
    operationId: 'correctOnObjection',
    summary: '异议成立：更正个别内容或者撤回整条信息 · Founded: fields are corrected, or the whole record is withdrawn',
    access: AT_THE_DESK,
    body: schemas.CorrectBody,
    update: messages.correctUpdate,
    particulars: (body) => ({
      correction: correctionOf(body),
      reason: body.reason,
      supplementsRead: body.supplementsRead ?? 0,
    }),
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/objections/:number/reject',
    act: 'reject',
    operationId: 'rejectObjection',
    summary: '异议不成立，恢复暂停的事项 · Not founded: what stood still goes on',
    access: AT_THE_DESK,
    body: schemas.RejectObjectionBody,
    update: messages.rejectObjectionUpdate,
    particulars: ({ reason, supplementsRead = 0 }) => ({ reason, supplementsRead }),
  });
}

/** @throws Problem `invalid-input`: who withdraws the whole record corrects nothing in it */
function correctionOf(body: Static<typeof schemas.CorrectBody>): Correction {
  const { scope, facts = null, severity = null, decidedOn = null, measuresLifted = [] } = body;
  if (scope === 'fields') return { scope, facts, severity, decidedOn, measuresLifted };
  if (facts !== null || severity !== null || decidedOn !== null || measuresLifted.length > 0) {
    throw invalidField('/scope', 'whole-record', {
      zh: '撤回整条信息时不填写更正内容；只更正个别内容的，scope 填 fields。',
      en: 'The whole record is withdrawn without single corrections; for those give "fields" as the scope.',
    });
  }
  return { scope };
}
