import { assignUpdate, claimUpdate, handBackUpdate } from '../../workflows/messages/case.ts';
import { actRoute } from '../act-route.ts';
import type { App, AppDeps } from '../app-types.ts';
import { AssignBody, EmptyBody } from '../schemas/acts.ts';

const AT_THE_DESK = ['officer', 'supervisor'] as const;

/** Who handles a case: the same acts on a case of every kind. */
export function deskActRoutes(app: App, deps: AppDeps): void {
  actRoute(app, deps, {
    path: '/v1/cases/:number/claim',
    act: 'claim',
    operationId: 'claimCase',
    summary: '领办 · Claim',
    access: AT_THE_DESK,
    body: EmptyBody,
    update: claimUpdate,
    particulars: () => ({}),
  });
  actRoute(app, deps, {
    path: '/v1/cases/:number/assign',
    act: 'assign',
    operationId: 'assignCase',
    summary: '分派 · Assign',
    access: ['supervisor'],
    body: AssignBody,
    update: assignUpdate,
    particulars: ({ to }) => ({ to }),
  });
  actRoute(app, deps, {
    path: '/v1/cases/:number/hand-back',
    act: 'hand-back',
    operationId: 'handBackCase',
    summary: '退回待领 · Hand back',
    access: AT_THE_DESK,
    body: EmptyBody,
    update: handBackUpdate,
    particulars: () => ({}),
  });
}
