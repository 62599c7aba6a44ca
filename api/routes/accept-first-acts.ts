import type { UpdateDefinition } from '@temporalio/common';
import type { Static, TObject, TProperties } from 'typebox';
import { type AcceptFirstAct, type AcceptFirstStatus, rolesAllowed, STATUS_TEXT } from '../../domain/accept-first.ts';
import type { Role } from '../../domain/roles.ts';
import { shanghaiDay } from '../../domain/time.ts';
import * as messages from '../../workflows/messages/accept-first.ts';
import type { ActAnswer, ActHeader } from '../../workflows/messages/case.ts';
import { decision, handIn, refuseApplicantsReceipt, verdicts } from '../act-bodies.ts';
import { statusNotAllowed } from '../act-problems.ts';
import { actAfterTheEnd, sendAct } from '../acts.ts';
import type { App, AppDeps } from '../app-types.ts';
import { actorFor, getVisibleCase } from '../case-access.ts';
import { getCaller } from '../plugins/auth.ts';
import { type ActReceipt, onceOnly } from '../plugins/idempotency.ts';
import { type Language, languageOf, Problem } from '../problems.ts';
import * as schemas from '../schemas/accept-first.ts';
import { IdempotencyHeader } from '../schemas/common.ts';

const ON_THE_CASE = ['applicant', 'officer', 'supervisor'] as const;
const AT_THE_DESK = ['officer', 'supervisor'] as const;

/** Acts that come when the workflow of the case has closed. */
const AFTER_THE_END: ReadonlySet<AcceptFirstAct> = new Set(['reopen', 'make-good']);

interface ActRoute<P extends TProperties, A extends ActHeader> {
  path: string;
  act: AcceptFirstAct;
  operationId: string;
  summary: string;
  access: readonly [Role, ...Role[]];
  body: TObject<P>;
  update: UpdateDefinition<ActAnswer, [A]>;
  /** What the act carries beyond its header. */
  particulars: (body: Static<TObject<P>>) => Omit<A, keyof ActHeader>;
}

/** What people do on a case: each act one route, one update, one answer. */
export function acceptFirstActRoutes(app: App, deps: AppDeps): void {
  actRoute(app, deps, {
    path: '/v1/accept-first/:number/supply',
    act: 'supply',
    operationId: 'supplyMaterials',
    summary: '补交材料 · Hand in missing materials',
    access: ON_THE_CASE,
    body: schemas.SupplyBody,
    update: messages.supplyUpdate,
    particulars: handIn,
  });
  actRoute(app, deps, {
    path: '/v1/accept-first/:number/verify',
    act: 'verify',
    operationId: 'verifyMaterials',
    summary: '核验补交材料 · Verify what was handed in',
    access: AT_THE_DESK,
    body: schemas.VerifyBody,
    update: messages.verifyUpdate,
    particulars: verdicts,
  });
  actRoute(app, deps, {
    path: '/v1/accept-first/:number/decide',
    act: 'decide',
    operationId: 'decideApplication',
    summary: '作出决定 · Decide the application',
    access: AT_THE_DESK,
    body: schemas.DecideBody,
    update: messages.decideUpdate,
    particulars: decision,
  });
  actRoute(app, deps, {
    path: '/v1/accept-first/:number/extend',
    act: 'extend',
    operationId: 'extendSupplyBy',
    summary: '不可抗力延期 · Extend the supply-by date for force majeure, with proof',
    access: AT_THE_DESK,
    body: schemas.ExtendBody,
    update: messages.extendUpdate,
    particulars: ({ until, reason, proof }) => ({ until, reason, proof }),
  });
  actRoute(app, deps, {
    path: '/v1/accept-first/:number/withdraw',
    act: 'withdraw',
    operationId: 'withdrawApplication',
    summary: '撤回申请 · Withdraw',
    access: ON_THE_CASE,
    body: schemas.WithdrawBody,
    update: messages.withdrawUpdate,
    particulars: ({ reason = null }) => ({ reason }),
  });
  actRoute(app, deps, {
    path: '/v1/accept-first/:number/reopen',
    act: 'reopen',
    operationId: 'reopenCase',
    summary: '登记期限内收到的材料并重新办理 · Register a receipt in time and reopen',
    access: ['supervisor'],
    body: schemas.ReopenBody,
    update: messages.reopenUpdate,
    particulars: (body) => ({ ...handIn(body), reason: body.reason }),
  });
  actRoute(app, deps, {
    path: '/v1/accept-first/:number/make-good',
    act: 'make-good',
    operationId: 'makeGood',
    summary:
      '登记逾期补交的材料，补救未履行的承诺 · Register what came late but right: the broken promise is made good',
    access: AT_THE_DESK,
    body: schemas.ReopenBody,
    update: messages.makeGoodUpdate,
    particulars: (body) => ({ ...handIn(body), reason: body.reason }),
  });
  actRoute(app, deps, {
    path: '/v1/cases/:number/claim',
    act: 'claim',
    operationId: 'claimCase',
    summary: '领办 · Claim',
    access: AT_THE_DESK,
    body: schemas.EmptyBody,
    update: messages.claimUpdate,
    particulars: () => ({}),
  });
  actRoute(app, deps, {
    path: '/v1/cases/:number/assign',
    act: 'assign',
    operationId: 'assignCase',
    summary: '分派 · Assign',
    access: ['supervisor'],
    body: schemas.AssignBody,
    update: messages.assignUpdate,
    particulars: ({ to }) => ({ to }),
  });
  actRoute(app, deps, {
    path: '/v1/cases/:number/hand-back',
    act: 'hand-back',
    operationId: 'handBackCase',
    summary: '退回待领 · Hand back',
    access: AT_THE_DESK,
    body: schemas.EmptyBody,
    update: messages.handBackUpdate,
    particulars: () => ({}),
  });
}

function actRoute<P extends TProperties, A extends ActHeader>(app: App, deps: AppDeps, route: ActRoute<P, A>): void {
  const { path, act, operationId, summary, access, body, update, particulars } = route;
  app.post(
    path,
    {
      config: {
        access,
        act: `accept-first.${act}`,
        problems: ['case-unknown', 'role-not-allowed', 'status-not-allowed', 'assigned-to-another', 'refused-by-rule'],
      },
      schema: {
        operationId,
        tags: [path.startsWith('/v1/cases') ? 'cases' : 'accept-first'],
        summary,
        headers: IdempotencyHeader,
        params: schemas.CaseNumberParams,
        body,
        response: { 200: schemas.ActAnswerSchema },
      },
    },
    async (request, reply) => {
      const caller = getCaller(request);
      const { number } = request.params;
      const carried = particulars(request.body as Static<TObject<P>>);
      const visible = await getVisibleCase(deps.orm.em.fork(), caller, number, shanghaiDay(await deps.clock()));
      const { head } = visible;
      return onceOnly(deps, request, reply, { on: { caseId: head.id } }, async (receipt) => {
        const by = actorFor(visible, caller, act);
        const header: ActHeader = {
          id: receipt.actId,
          by,
          receivedAt: receipt.receivedAt,
          requestId: request.id,
        };
        if (by.role === 'applicant') refuseApplicantsReceipt(carried);
        const message = { ...carried, ...header } as A;
        const target = { caseId: head.id, number };
        const comesAfterTheEnd = AFTER_THE_END.has(act);
        if (comesAfterTheEnd) checkBeforeRun(act, head.status, by.role, receipt);
        const send = comesAfterTheEnd ? actAfterTheEnd : sendAct;
        const answer = await send(deps, request.log, target, update, message);
        return { status: 200, body: actBody(number, answer, languageOf(request.headers['accept-language'])) };
      });
    },
  );
}

/** An act on a closed case starts a run, and a run for nothing is to be avoided; the run itself checks again. */
function checkBeforeRun(act: AcceptFirstAct, status: AcceptFirstStatus, role: Role, { resumed }: ActReceipt): void {
  if (resumed || rolesAllowed(status, act).includes(role)) return;
  throw statusNotAllowed(status);
}

function actBody(number: string, answer: ActAnswer, language: Language): object {
  if (!answer.accepted) {
    // Another act or a date came first: not a rule that speaks against it, but the status.
    const movedOn = answer.refusals.some(({ code }) => code === 'case-moved-on');
    throw new Problem(
      movedOn ? 'status-not-allowed' : 'refused-by-rule',
      {
        zh: '依规定不予办理，未作任何登记；理由见 refusals。',
        en: 'Refused by rule, nothing was recorded; see refusals for the reasons.',
      },
      { refusals: answer.refusals },
    );
  }
  const status = answer.status as AcceptFirstStatus;
  return { number, status, statusText: STATUS_TEXT[status][language], next: answer.next };
}
