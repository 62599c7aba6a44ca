import type { AppDeps, App } from '../app-types.ts';
import { actRoute } from '../act-route.ts';
import { decision, handIn, verdicts } from '../act-bodies.ts';
import * as messages from '../../workflows/messages/accept-first.ts';
import * as schemas from '../schemas/accept-first.ts';

const ON_THE_CASE = ['applicant', 'officer', 'supervisor'] as const;
const AT_THE_DESK = ['officer', 'supervisor'] as const;

/** What people do on an accept-first case: each act one route, one update, one answer. */
export function acceptFirstActRoutes(app: App, deps: AppDeps): void {
  actRoute(app, deps, {
    kind: 'accept-first',
    path: '/v1/accept-first/:number/supply',
    act: 'supply',
    operationId: 'supplyAcceptFirstMaterials',
    summary: '补交材料 · Hand in missing materials',
    access: ON_THE_CASE,
    body: schemas.SupplyBody,
    update: messages.supplyUpdate,
    particulars: handIn,
  });
  actRoute(app, deps, {
    kind: 'accept-first',
    path: '/v1/accept-first/:number/verify',
    act: 'verify',
    operationId: 'verifyAcceptFirstMaterials',
    summary: '核验补交材料 · Verify what was handed in',
    access: AT_THE_DESK,
    body: schemas.VerifyBody,
    update: messages.verifyUpdate,
    particulars: verdicts,
  });
  actRoute(app, deps, {
    kind: 'accept-first',
    path: '/v1/accept-first/:number/decide',
    act: 'decide',
    operationId: 'decideAcceptFirst',
    summary: '作出决定 · Decide the application',
    access: AT_THE_DESK,
    body: schemas.DecideBody,
    update: messages.decideUpdate,
    particulars: decision,
  });
  actRoute(app, deps, {
    kind: 'accept-first',
    path: '/v1/accept-first/:number/extend',
    act: 'extend',
    operationId: 'extendAcceptFirst',
    summary: '不可抗力延期 · Extend the supply-by date for force majeure, with proof',
    access: AT_THE_DESK,
    body: schemas.ExtendBody,
    update: messages.extendUpdate,
    particulars: ({ until, reason, proof }) => ({ until, reason, proof }),
  });
  actRoute(app, deps, {
    kind: 'accept-first',
    path: '/v1/accept-first/:number/withdraw',
    act: 'withdraw',
    operationId: 'withdrawAcceptFirst',
    summary: '撤回申请 · Withdraw',
    access: ON_THE_CASE,
    body: schemas.WithdrawBody,
    update: messages.withdrawUpdate,
    particulars: ({ reason = null }) => ({ reason }),
  });
  actRoute(app, deps, {
    kind: 'accept-first',
    path: '/v1/accept-first/:number/reopen',
    act: 'reopen',
    afterTheEnd: messages.ACCEPT_FIRST_WORKFLOW,
    operationId: 'reopenAcceptFirst',
    summary: '登记期限内收到的材料并重新办理 · Register a receipt in time and reopen',
    access: ['supervisor'],
    body: schemas.ReopenBody,
    update: messages.reopenUpdate,
    particulars: (body) => ({ ...handIn(body), reason: body.reason }),
  });
  actRoute(app, deps, {
    kind: 'accept-first',
    path: '/v1/accept-first/:number/make-good',
    act: 'make-good',
    afterTheEnd: messages.ACCEPT_FIRST_WORKFLOW,
    operationId: 'makeAcceptFirstGood',
    summary:
      '登记逾期补交的材料，补救未履行的承诺 · Register what came late but right: the broken promise is made good',
    access: AT_THE_DESK,
    body: schemas.ReopenBody,
    update: messages.makeGoodUpdate,
    particulars: (body) => ({ ...handIn(body), reason: body.reason }),
  });
}
