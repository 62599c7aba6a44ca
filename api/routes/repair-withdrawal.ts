import {
  REPAIR_WITHDRAWAL_STATUS_TEXT,
  type RepairWithdrawalStatus,
} from '../../domain/repair-withdrawal/repair-withdrawal.ts';
import { shanghaiDay } from '../../domain/time.ts';
import * as messages from '../../workflows/messages/repair-withdrawal.ts';
import { caseUnknown } from '../act-problems.ts';
import { actRoute } from '../act-route.ts';
import { openCase, type StartableCase } from '../acts.ts';
import type { App, AppDeps } from '../app-types.ts';
import { actorAs, getVisibleCase } from '../case-access.ts';
import { getCaller } from '../plugins/auth.ts';
import { onceOnly } from '../plugins/idempotency.ts';
import { type Language, languageOf, Problem } from '../problems.ts';
import { hearingActRoutes } from './hearing-acts.ts';
import { IdempotencyHeader } from '../schemas/common.ts';
import * as schemas from '../schemas/repair-withdrawal.ts';

const AT_THE_DESK = ['officer', 'supervisor'] as const;

const STARTABLE: StartableCase = {
  kind: 'repair-withdrawal',
  workflow: messages.REPAIR_WITHDRAWAL_WORKFLOW,
  workflowId: messages.repairWithdrawalWorkflowId,
};

/** 撤销修复: proposed by an officer of the authority that repaired. */
export function repairWithdrawalRoutes(app: App, deps: AppDeps): void {
  app.post(
    '/v1/repair-withdrawals',
    {
      config: {
        access: AT_THE_DESK,
        act: 'repair-withdrawal.open',
        problems: ['case-unknown', 'role-not-allowed', 'refused-by-rule', 'conflict'],
      },
      schema: {
        operationId: 'proposeRepairWithdrawal',
        tags: ['repair-withdrawal'],
        summary:
          '提出撤销修复：事实、证据、拟恢复的记录 · Propose to withdraw a repair: what was found, the evidence, which records',
        headers: IdempotencyHeader,
        body: schemas.ProposalBody,
        response: { 201: schemas.ProposalAnswerSchema },
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
          const { repair, subjectId, ground, findings, evidence, records, madeOn = null } = request.body;
          const em = deps.orm.em.fork();
          const { head } = await getVisibleCase(em, caller, repair, shanghaiDay(receivedAt));
          if (head.kind !== 'repair') throw caseUnknown();
          const role = AT_THE_DESK.find((own) => caller.roles.includes(own)) ?? 'officer';
          const proposal: messages.WithdrawalProposal = {
            id: actId,
            by: actorAs(caller, role),
            receivedAt,
            requestId: request.id,
            repairCaseId: head.id,
            subjectId,
            ground,
            findings,
            evidence,
            records,
            madeOn,
          };
          const answer = await openCase(
            deps,
            request.log,
            STARTABLE,
            caseId,
            messages.proposeWithdrawalUpdate,
            proposal,
          );
          return { status: 201, body: openedBody(answer, languageOf(request.headers['accept-language'])) };
        },
      ),
  );
  actRoutes(app, deps);
}

function openedBody(answer: messages.ProposalAnswer, language: Language): object {
  if (answer.outcome === 'not-registered') {
    throw new Problem(
      'refused-by-rule',
      {
        zh: '未予登记，原因见 refusals；更正后请以新的 Idempotency-Key 重新提出。',
        en: 'Nothing was registered; see refusals, correct it, and propose again with a new Idempotency-Key.',
      },
      { refusals: answer.refusals },
    );
  }
  const { number, status, next } = answer;
  return {
    number,
    status,
    statusText: REPAIR_WITHDRAWAL_STATUS_TEXT[status as RepairWithdrawalStatus][language],
    next,
  };
}

const OPERATIONS = {
  serve: 'serveWithdrawalNotice',
  acknowledge: 'acknowledgeWithdrawalNotice',
  state: 'stateInWithdrawal',
  askHearing: 'askForWithdrawalHearing',
  waive: 'waiveInWithdrawal',
  callHearing: 'callWithdrawalHearing',
  recordHearing: 'recordWithdrawalHearing',
  reopen: 'reopenWithdrawal',
} as const;

/** What people do on a withdrawal: each act one route, one update, one answer. */
function actRoutes(app: App, deps: AppDeps): void {
  const kind = 'repair-withdrawal';
  hearingActRoutes(app, deps, {
    kind,
    workflow: messages.REPAIR_WITHDRAWAL_WORKFLOW,
    path: '/v1/repair-withdrawals',
    operations: OPERATIONS,
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/repair-withdrawals/:number/uphold',
    act: 'uphold',
    operationId: 'upholdWithdrawal',
    summary: '决定撤销修复（由提出人以外的人员） · Uphold, by somebody else than who proposed',
    access: AT_THE_DESK,
    body: schemas.UpholdBody,
    update: messages.upholdUpdate,
    particulars: ({ document, reason, answerToStatement = null, records = null }) => ({
      document,
      reason,
      answerToStatement,
      records,
    }),
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/repair-withdrawals/:number/drop',
    act: 'drop',
    operationId: 'dropWithdrawal',
    summary: '决定不予撤销（由提出人以外的人员） · Drop, by somebody else than who proposed',
    access: AT_THE_DESK,
    body: schemas.DropBody,
    update: messages.dropUpdate,
    particulars: ({ reason }) => ({ reason }),
  });
}
