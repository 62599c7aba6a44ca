import { listMeasureExecutions } from '../../db/queries/measure-execution-list.ts';
import { shanghaiDay } from '../../domain/time.ts';
import * as messages from '../../workflows/messages/publicity.ts';
import { actRoute } from '../act-route.ts';
import type { App, AppDeps } from '../app-types.ts';
import { listedView } from '../measure-executions.ts';
import { pageOf } from '../pages.ts';
import { getCaller } from '../plugins/auth.ts';
import { languageOf } from '../problems.ts';
import * as schemas from '../schemas/measure-execution.ts';

const AT_THE_DESK = ['officer', 'supervisor'] as const;

/** 联合惩戒: what the authorities that carry measures out say, and what is outstanding of them. */
export function measureExecutionRoutes(app: App, deps: AppDeps): void {
  const { orm, clock } = deps;
  const act = { kind: 'publicity', access: AT_THE_DESK } as const;
  actRoute(app, deps, {
    ...act,
    path: '/v1/records/:number/respond-measure',
    act: 'respond-measure',
    operationId: 'respondToRecordMeasure',
    summary: '响应：受理采取、解除措施的要求 · Take on what was asked about a measure',
    body: schemas.RespondMeasureBody,
    update: messages.respondMeasureUpdate,
    particulars: ({ measure, direction }) => ({ measure, direction }),
  });
  actRoute(app, deps, {
    ...act,
    path: '/v1/records/:number/execute-measure',
    act: 'execute-measure',
    afterTheEnd: messages.PUBLICITY_WORKFLOW,
    operationId: 'executeRecordMeasure',
    summary: '执行：登记已经采取、解除措施的日期 · Register the day on which a measure was applied, or undone',
    body: schemas.ExecuteMeasureBody,
    update: messages.executeMeasureUpdate,
    particulars: ({ measure, direction, executedOn = null }) => ({ measure, direction, executedOn }),
  });
  actRoute(app, deps, {
    ...act,
    path: '/v1/records/:number/feed-back-measure',
    act: 'feed-back-measure',
    operationId: 'feedBackRecordMeasure',
    summary: '反馈：执行情况 · Feed back what came of it',
    body: schemas.FeedBackMeasureBody,
    update: messages.feedBackMeasureUpdate,
    particulars: ({ measure, direction, note }) => ({ measure, direction, note }),
  });
  actRoute(app, deps, {
    ...act,
    path: '/v1/records/:number/decline-measure',
    act: 'decline-measure',
    operationId: 'declineRecordMeasure',
    summary: '退回：该措施不属于本单位职责 · Decline a measure that is not one’s own to carry out',
    body: schemas.DeclineMeasureBody,
    update: messages.declineMeasureUpdate,
    particulars: ({ measure, direction, reason }) => ({ measure, direction, reason }),
  });
  actRoute(app, deps, {
    ...act,
    path: '/v1/records/:number/withdraw-measure-request',
    act: 'withdraw-measure-request',
    operationId: 'withdrawRecordMeasureRequest',
    summary: '撤回要求：退回的措施不再由他单位实施 · Do without an authority that declined a measure',
    body: schemas.WithdrawRequestBody,
    update: messages.withdrawMeasureRequestUpdate,
    particulars: ({ measure, authority }) => ({ measure, authority }),
  });

  app.get(
    '/v1/measure-executions',
    {
      config: { access: [...AT_THE_DESK, 'auditor', 'admin'] },
      schema: {
        operationId: 'listMeasureExecutions',
        tags: ['publicity'],
        summary: '惩戒措施执行清单，先推送者在前 · What authorities were asked about measures, the oldest first',
        querystring: schemas.ExecutionListQuery,
        response: { 200: schemas.ExecutionList },
      },
    },
    async (request) => {
      const caller = getCaller(request);
      const { state = 'outstanding', direction, of = 'own', authority, ...page } = request.query;
      const language = languageOf(request.headers['accept-language']);
      const today = shanghaiDay(await clock());
      const question = {
        state,
        ...(direction === undefined ? {} : { direction }),
        ...whose(caller, of, authority),
      };
      const { items, next } = await pageOf(page, (part) => listMeasureExecutions(orm.em.fork(), question, part, today));
      return { items: items.map((item) => listedView(item, language)), next };
    },
  );
}

/**
 * At a desk one sees what is one's own, in either part; an auditor, and the administrator, who names carriers,
 * everything. What an authority has declined is for the others to settle.
 */
function whose(
  { roles, authority: own }: { roles: readonly string[]; authority: string | null },
  of: 'own' | 'determined',
  authority: string | undefined,
): { carriedOutBy?: string; determinedBy?: string; withDeclined: boolean } {
  if (!AT_THE_DESK.some((role) => roles.includes(role)) || own === null) {
    return { ...(authority === undefined ? {} : { carriedOutBy: authority }), withDeclined: true };
  }
  return of === 'own' ? { carriedOutBy: own, withDeclined: false } : { determinedBy: own, withDeclined: true };
}
