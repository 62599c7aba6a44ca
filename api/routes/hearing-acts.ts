import type { CaseKind } from '../../domain/case/case-kind.ts';
import * as hearing from '../../workflows/messages/hearing.ts';
import { actRoute } from '../act-route.ts';
import type { App, AppDeps } from '../app-types.ts';
import { lateRegistered } from '../act-bodies.ts';
import { EmptyBody } from '../schemas/acts.ts';
import * as schemas from '../schemas/hearing.ts';

const SUBJECT_OR_DESK = ['applicant', 'officer', 'supervisor'] as const;
const AT_THE_DESK = ['officer', 'supervisor'] as const;

/** Names of the operations, each unique in the whole API. */
type Operations = Readonly<
  Record<
    'serve' | 'acknowledge' | 'state' | 'askHearing' | 'waive' | 'callHearing' | 'recordHearing' | 'reopen',
    string
  >
>;

/** What people do while a subject is heard, in any kind of case that hears one: each act one route. */
export function hearingActRoutes(
  app: App,
  deps: AppDeps,
  { kind, workflow, path, operations }: { kind: CaseKind; workflow: string; path: string; operations: Operations },
): void {
  actRoute(app, deps, {
    kind,
    path: `${path}/:number/serve`,
    act: 'serve',
    operationId: operations.serve,
    summary: '登记告知书的送达 · Register the service of the notice, with means, day and proof',
    access: AT_THE_DESK,
    body: schemas.ServeBody,
    update: hearing.serveUpdate,
    particulars: ({ means, on, proof, consent = null }) => ({ means, on, proof, consent }),
  });
  actRoute(app, deps, {
    kind,
    path: `${path}/:number/acknowledge`,
    act: 'acknowledge',
    operationId: operations.acknowledge,
    summary: '当事人签收告知书 · Confirm receipt of the notice, as the subject',
    access: ['applicant'],
    body: EmptyBody,
    update: hearing.acknowledgeUpdate,
    particulars: () => ({}),
  });
  actRoute(app, deps, {
    kind,
    path: `${path}/:number/state`,
    act: 'state',
    operationId: operations.state,
    summary: '陈述、申辩 · Make a statement, or register one brought on paper',
    access: SUBJECT_OR_DESK,
    body: schemas.StateBody,
    update: hearing.stateUpdate,
    particulars: ({ text, evidence = null, receivedOn = null, dispatchedOn = null }) => ({
      text,
      evidence,
      receivedOn,
      dispatchedOn,
    }),
  });
  actRoute(app, deps, {
    kind,
    path: `${path}/:number/ask-hearing`,
    act: 'ask-hearing',
    operationId: operations.askHearing,
    summary: '申请听证 · Ask for a hearing: the statement period stands still until it is over',
    access: SUBJECT_OR_DESK,
    body: schemas.AskHearingBody,
    update: hearing.askHearingUpdate,
    particulars: ({ receivedOn = null, dispatchedOn = null }) => ({ receivedOn, dispatchedOn }),
  });
  actRoute(app, deps, {
    kind,
    path: `${path}/:number/waive`,
    act: 'waive',
    operationId: operations.waive,
    summary:
      '放弃陈述、申辩和听证，当事人书面声明 · Give up statement and hearing, as the subject, or register its signed paper',
    access: SUBJECT_OR_DESK,
    body: schemas.WaiveBody,
    update: hearing.waiveUpdate,
    particulars: ({ text, receivedOn = null }) => ({ text, receivedOn }),
  });
  actRoute(app, deps, {
    kind,
    path: `${path}/:number/call-hearing`,
    act: 'call-hearing',
    operationId: operations.callHearing,
    summary: '通知听证 · Call the hearing, or set another day',
    access: AT_THE_DESK,
    body: schemas.CallHearingBody,
    update: hearing.callHearingUpdate,
    particulars: ({ on, time, place, presiding, presidingName }) => ({ on, time, place, presiding, presidingName }),
  });
  actRoute(app, deps, {
    kind,
    path: `${path}/:number/record-hearing`,
    act: 'record-hearing',
    operationId: operations.recordHearing,
    summary: '登记听证结果 · Register how the hearing ended',
    access: AT_THE_DESK,
    body: schemas.RecordHearingBody,
    update: hearing.recordHearingUpdate,
    particulars: ({ result, on, minutes, declaration = null }) => ({ result, on, minutes, declaration }),
  });
  actRoute(app, deps, {
    kind,
    path: `${path}/:number/reopen`,
    act: 'reopen',
    afterTheEnd: workflow,
    operationId: operations.reopen,
    summary:
      '补登期限内的陈述、申辩或者听证申请，撤销决定重新办理 · Register a paper that came in time: the decision is set aside and the case decided anew',
    access: ['supervisor'],
    body: schemas.ReopenHearingBody,
    update: hearing.reopenHearingUpdate,
    particulars: lateRegistered,
  });
}
