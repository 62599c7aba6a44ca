import * as messages from '../../workflows/messages/publicity.ts';
import { actRoute } from '../act-route.ts';
import type { App, AppDeps } from '../app-types.ts';
import * as schemas from '../schemas/record.ts';

const AT_THE_DESK = ['officer', 'supervisor'] as const;
const SUBJECT_OR_DESK = ['applicant', ...AT_THE_DESK] as const;

/** What people do on the publicity of a record: each act one route, one update, one answer. */
export function recordActRoutes(app: App, deps: AppDeps): void {
  actRoute(app, deps, {
    kind: 'publicity',
    path: '/v1/records/:number/duties-done',
    act: 'duties-done',
    afterTheEnd: messages.PUBLICITY_WORKFLOW,
    operationId: 'registerRecordDutiesDone',
    summary: '登记纠正、履行完毕 · Register that it is corrected, its duties performed, or both',
    access: AT_THE_DESK,
    body: schemas.DutiesDoneBody,
    update: messages.dutiesDoneUpdate,
    particulars: ({ correctedOn = null, dutiesDoneOn = null, proof }) => ({ correctedOn, dutiesDoneOn, proof }),
  });
  actRoute(app, deps, {
    kind: 'publicity',
    path: '/v1/records/:number/report-annulment',
    act: 'report-annulment',
    afterTheEnd: messages.PUBLICITY_WORKFLOW,
    operationId: 'reportRecordAnnulment',
    summary: '报告决定已被撤销 · Report that the decision was annulled, changed or held unlawful',
    access: ['applicant', ...AT_THE_DESK],
    body: schemas.ReportAnnulmentBody,
    update: messages.reportAnnulmentUpdate,
    particulars: ({ annulledOn, documentNumber }) => ({ annulledOn, documentNumber }),
  });
  actRoute(app, deps, {
    kind: 'publicity',
    path: '/v1/records/:number/dismiss-annulment',
    act: 'dismiss-annulment',
    operationId: 'dismissRecordAnnulment',
    summary: '核实决定未被撤销 · A report of annulment did not prove true',
    access: AT_THE_DESK,
    body: schemas.ReasonBody,
    update: messages.dismissAnnulmentUpdate,
    particulars: ({ reason }) => ({ reason }),
  });
  actRoute(app, deps, {
    kind: 'publicity',
    path: '/v1/records/:number/annul',
    act: 'annul',
    afterTheEnd: messages.PUBLICITY_WORKFLOW,
    operationId: 'annulRecord',
    summary: '决定被撤销，撤回信息 · The decision was annulled: withdraw the record',
    access: AT_THE_DESK,
    body: schemas.AnnulBody,
    update: messages.annulUpdate,
    particulars: ({ annulledOn, documentNumber, reason }) => ({ annulledOn, documentNumber, reason }),
  });
  actRoute(app, deps, {
    kind: 'publicity',
    path: '/v1/records/:number/withdraw',
    act: 'withdraw',
    afterTheEnd: messages.PUBLICITY_WORKFLOW,
    operationId: 'withdrawRecord',
    summary: '撤回不应录入的信息 · Withdraw a record that should not have been entered',
    access: ['supervisor'],
    body: schemas.ReasonBody,
    update: messages.withdrawRecordUpdate,
    particulars: ({ reason }) => ({ reason }),
  });
  actRoute(app, deps, {
    kind: 'publicity',
    path: '/v1/records/:number/declare',
    act: 'declare',
    operationId: 'declareOnRecord',
    summary:
      '附加或更换本人声明，或登记书面声明 · Say something beside the record, as its subject, or register what it says on paper; takes the place of what was said before',
    access: SUBJECT_OR_DESK,
    body: schemas.DeclareBody,
    update: messages.declareUpdate,
    particulars: ({ text, reason = null, receivedOn = null }) => ({ text, reason, receivedOn }),
  });
  actRoute(app, deps, {
    kind: 'publicity',
    path: '/v1/records/:number/withdraw-declaration',
    act: 'withdraw-declaration',
    operationId: 'withdrawRecordDeclaration',
    summary: '撤回本人声明，或登记书面撤回 · Take the statement back, or register that it was taken back on paper',
    access: SUBJECT_OR_DESK,
    body: schemas.WithdrawDeclarationBody,
    update: messages.withdrawDeclarationUpdate,
    particulars: ({ reason = null, receivedOn = null }) => ({ reason, receivedOn }),
  });
}
