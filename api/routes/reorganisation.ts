import { findRepresentation } from '../../db/queries/representation.ts';
import { REORGANISATION_STATUS_TEXT } from '../../domain/reorganisation/reorganisation.ts';
import { shanghaiDay } from '../../domain/time.ts';
import {
  addStatementUpdate,
  openReorganisationUpdate,
  REORGANISATION_WORKFLOW,
  type ReorganisationApplication,
  type ReorganisationOpening,
  reorganisationWorkflowId,
  withdrawReorganisationUpdate,
} from '../../workflows/messages/reorganisation.ts';
import { actRoute } from '../act-route.ts';
import { openCase } from '../acts.ts';
import type { App, AppDeps } from '../app-types.ts';
import { actorAs } from '../case-access.ts';
import { caseAddress } from '../openings.ts';
import { getCaller } from '../plugins/auth.ts';
import { onceOnly } from '../plugins/idempotency.ts';
import { type Language, languageOf, Problem } from '../problems.ts';
import { getAuthority } from '../reference.ts';
import { IdempotencyHeader } from '../schemas/common.ts';
import {
  ReorganisationBody,
  ReorganisationOpenedSchema,
  StatementBody,
  WithdrawReorganisationBody,
} from '../schemas/reorganisation.ts';

const STARTABLE = {
  kind: 'reorganisation',
  workflow: REORGANISATION_WORKFLOW,
  workflowId: reorganisationWorkflowId,
} as const;

/** 破产重整、和解: the application of an enterprise or its administrator, and what they do on the case. The court speaks by message. */
export function reorganisationRoutes(app: App, deps: AppDeps): void {
  openingRoute(app, deps);
  actRoute(app, deps, {
    kind: 'reorganisation',
    path: '/v1/reorganisations/:number/withdraw',
    act: 'withdraw',
    operationId: 'withdrawReorganisation',
    summary: '撤回申请（法院确认之前） · Withdraw, before the court has confirmed',
    access: ['applicant'],
    body: WithdrawReorganisationBody,
    update: withdrawReorganisationUpdate,
    particulars: ({ reason = null }) => ({ reason }),
  });
  actRoute(app, deps, {
    kind: 'reorganisation',
    path: '/v1/reorganisations/:number/add-statement',
    act: 'add-statement',
    operationId: 'addReorganisationStatement',
    summary: '管理人对屏蔽的信息附加说明 · The administrator adds a statement to the shielded records',
    access: ['applicant'],
    body: StatementBody,
    update: addStatementUpdate,
    particulars: ({ text }) => ({ text }),
  });
}

function openingRoute(app: App, deps: AppDeps): void {
  app.post(
    '/v1/reorganisations',
    {
      config: {
        access: ['applicant'],
        act: 'reorganisation.open',
        problems: ['authority-unknown', 'subject-unknown', 'refused-by-rule', 'conflict'],
      },
      schema: {
        operationId: 'openReorganisation',
        tags: ['reorganisation'],
        summary:
          '企业或管理人依裁定申请信用保护，待法院确认 · Apply for protection by a ruling on a plan or settlement; the court confirms',
        headers: IdempotencyHeader,
        body: ReorganisationBody,
        response: { 201: ReorganisationOpenedSchema },
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
          await checkSubjectAndCourt(deps, caller.sub, body, shanghaiDay(receivedAt));
          const application: ReorganisationApplication = {
            id: actId,
            by: actorAs(caller, 'applicant'),
            receivedAt,
            requestId: request.id,
            subjectId: body.subjectId,
            court: body.court,
            kind: body.kind,
            rulingNumber: body.rulingNumber,
            ruledOn: body.ruledOn,
            planUntil: body.planUntil ?? null,
            contact: body.contact,
          };
          const answer = await openCase(deps, request.log, STARTABLE, caseId, openReorganisationUpdate, application);
          return { status: 201, body: openedBody(answer, languageOf(request.headers['accept-language'])) };
        },
      ),
  );
}

/** @throws Problem `subject-unknown` where the caller does not act for it that day, `authority-unknown` */
async function checkSubjectAndCourt(
  { orm }: AppDeps,
  sub: string,
  { subjectId, court }: { subjectId: string; court: string },
  day: string,
): Promise<void> {
  const em = orm.em.fork();
  await getAuthority(em, court);
  if ((await findRepresentation(em, sub, subjectId, day)) === null) {
    throw new Problem('subject-unknown', {
      zh: '没有该主体，或您当日不是其代表人或管理人，请核对或先登记代表关系。',
      en: 'There is no such subject, or you do not act for it on that day; check it, or have the representation registered first.',
    });
  }
}

function openedBody(answer: ReorganisationOpening, language: Language): object {
  if (answer.outcome === 'not-registered') {
    throw new Problem(
      'refused-by-rule',
      {
        zh: '申请未登记，原因见 refusals；更正后请以新的 Idempotency-Key 重新提交。',
        en: 'The application was not registered; see refusals, correct it, and send it with a new Idempotency-Key.',
      },
      { refusals: answer.refusals },
    );
  }
  const { number, status, next } = answer;
  return { number, status, statusText: REORGANISATION_STATUS_TEXT[status][language], next };
}
