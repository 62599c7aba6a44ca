import { DETERMINATION_STATUS_TEXT, type DeterminationStatus } from '../../domain/determination/determination.ts';
import * as messages from '../../workflows/messages/determination.ts';
import { actRoute } from '../act-route.ts';
import { openCase, type StartableCase } from '../acts.ts';
import type { App, AppDeps } from '../app-types.ts';
import { actorAs } from '../case-access.ts';
import { getCaller } from '../plugins/auth.ts';
import { onceOnly } from '../plugins/idempotency.ts';
import { type Language, languageOf, Problem } from '../problems.ts';
import { getSubject } from '../reference.ts';
import { IdempotencyHeader } from '../schemas/common.ts';
import * as schemas from '../schemas/determination.ts';
import { hearingActRoutes } from './hearing-acts.ts';

const AT_THE_DESK = ['officer', 'supervisor'] as const;

const STARTABLE: StartableCase = {
  kind: 'determination',
  workflow: messages.DETERMINATION_WORKFLOW,
  workflowId: messages.determinationWorkflowId,
};

/** 失信认定: proposed by an officer, or drafted by a case that ended; told, heard, and decided by a second officer. */
export function determinationRoutes(app: App, deps: AppDeps): void {
  app.post(
    '/v1/determinations',
    {
      config: {
        access: AT_THE_DESK,
        act: 'determination.open',
        problems: ['subject-unknown', 'refused-by-rule', 'conflict', 'case-unknown'],
      },
      schema: {
        operationId: 'proposeDetermination',
        tags: ['determination'],
        summary:
          '提出失信认定，形成草稿，补全前不告知当事人 · Propose a determination: a draft that its subject does not see',
        headers: IdempotencyHeader,
        body: schemas.DeterminationBody,
        response: { 201: schemas.DeterminationAnswerSchema },
      },
    },
    (request, reply) =>
      onceOnly(
        deps,
        request,
        reply,
        { on: 'new-case', location: (body) => `/v1/cases/${(body as { number: string }).number}` },
        async ({ actId, newId: caseId, receivedAt }) => {
          const caller = getCaller(request);
          const { subjectId, actOn, facts, clause = null } = request.body;
          await getSubject(deps.orm.em.fork(), subjectId);
          const role = AT_THE_DESK.find((own) => caller.roles.includes(own)) ?? 'officer';
          const by = actorAs(caller, role);
          const header = { id: actId, by, receivedAt, requestId: request.id };
          const proposal: messages.DeterminationProposal = { ...header, subjectId, actOn, facts, clause };
          const answer = await openCase(
            deps,
            request.log,
            STARTABLE,
            caseId,
            messages.proposeDeterminationUpdate,
            proposal,
          );
          return { status: 201, body: openedBody(answer, languageOf(request.headers['accept-language'])) };
        },
      ),
  );
  hearingActRoutes(app, deps, {
    kind: 'determination',
    workflow: messages.DETERMINATION_WORKFLOW,
    path: '/v1/determinations',
    operations: OPERATIONS,
  });
  deskRoutes(app, deps);
  decisionRoutes(app, deps);
}

const OPERATIONS = {
  serve: 'serveDeterminationNotice',
  acknowledge: 'acknowledgeDeterminationNotice',
  state: 'stateInDetermination',
  askHearing: 'askForDeterminationHearing',
  waive: 'waiveInDetermination',
  callHearing: 'callDeterminationHearing',
  recordHearing: 'recordDeterminationHearing',
  reopen: 'reopenDetermination',
} as const;

function openedBody(answer: messages.DeterminationProposed, language: Language): object {
  if (answer.outcome === 'not-registered') {
    throw new Problem(
      'refused-by-rule',
      { zh: '未予登记，原因见 refusals。', en: 'Nothing was registered; see refusals.' },
      { refusals: answer.refusals },
    );
  }
  const { number, status, next } = answer;
  return { number, status, statusText: DETERMINATION_STATUS_TEXT[status as DeterminationStatus][language], next };
}

function deskRoutes(app: App, deps: AppDeps): void {
  const kind = 'determination';
  actRoute(app, deps, {
    kind,
    path: '/v1/determinations/:number/complete',
    act: 'complete',
    operationId: 'completeDetermination',
    summary: '补全草稿并作出事先告知书 · Complete the draft; from then on the subject is told',
    access: AT_THE_DESK,
    body: schemas.CompleteBody,
    update: messages.completeDeterminationUpdate,
    particulars: ({ document, actOn = null, summary = null, sector = 'general', responsible = [], ...completion }) => ({
      completion: {
        ...completion,
        document: { reference: null, sha256: null, law: null, ...document },
        actOn,
        summary,
        sector,
        responsible,
      },
    }),
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/determinations/:number/review',
    act: 'review',
    operationId: 'reviewDeterminationStatement',
    summary: '复核陈述、申辩并告知结果 · Review what the subject said, and tell the result',
    access: AT_THE_DESK,
    body: schemas.ReviewBody,
    update: messages.reviewUpdate,
    particulars: ({ answer }) => ({ answer }),
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/determinations/:number/extend-decision',
    act: 'extend-decision',
    operationId: 'extendDeterminationDecision',
    summary: '延长决定期限一次（负责人批准） · Extend the term to decide, once, as the head',
    access: ['supervisor'],
    body: schemas.ExtendDecisionBody,
    update: messages.extendDecisionUpdate,
    particulars: ({ reason }) => ({ reason }),
  });
}

/** By somebody else than who proposed or completed it. */
function decisionRoutes(app: App, deps: AppDeps): void {
  const kind = 'determination';
  actRoute(app, deps, {
    kind,
    path: '/v1/determinations/:number/determine',
    act: 'determine',
    operationId: 'determine',
    summary: '作出认定决定（由提出、补全以外的人员） · Determine, by somebody else than who proposed or completed it',
    access: AT_THE_DESK,
    body: schemas.DetermineBody,
    update: messages.determineUpdate,
    particulars: ({ document, reason, severity = null, measures = null, leniencyConsidered = null }) => ({
      document,
      reason,
      severity,
      measures,
      leniencyConsidered,
    }),
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/determinations/:number/spare',
    act: 'spare',
    operationId: 'spareInDetermination',
    summary: '从宽处理，不予惩戒和公示 · Be lenient: no measures, nothing published',
    access: AT_THE_DESK,
    body: schemas.SpareBody,
    update: messages.spareUpdate,
    particulars: ({ ground, reason }) => ({ ground, reason }),
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/determinations/:number/drop',
    act: 'drop',
    operationId: 'dropDetermination',
    summary: '不予认定，草稿则不予启动 · Drop it; a draft is discarded and its subject never told',
    access: AT_THE_DESK,
    body: schemas.DropDeterminationBody,
    update: messages.dropDeterminationUpdate,
    particulars: ({ reason }) => ({ reason }),
  });
}
