import * as messages from '../../workflows/messages/commitment.ts';
import { actRoute } from '../act-route.ts';
import { reasonRequired } from '../act-bodies.ts';
import type { App, AppDeps } from '../app-types.ts';
import { findings, report, reportVerdicts } from '../commitment-bodies.ts';
import { obligationsOf } from '../promises.ts';
import * as schemas from '../schemas/commitment-acts.ts';

const ON_THE_CASE = ['applicant', 'officer', 'supervisor'] as const;
const AT_THE_DESK = ['officer', 'supervisor'] as const;

/** What people do on a commitment: each act one route, one update, one answer. */
export function commitmentActRoutes(app: App, deps: AppDeps): void {
  fulfilmentRoutes(app, deps);
  changeRoutes(app, deps);
  checkRoutes(app, deps);
  afterTheEndRoutes(app, deps);
}

function fulfilmentRoutes(app: App, deps: AppDeps): void {
  actRoute(app, deps, {
    kind: 'commitment',
    path: '/v1/commitments/:number/report',
    act: 'report',
    operationId: 'reportCommitmentFulfilment',
    summary: '报告履行情况，全部或部分 · Report obligations as fulfilled, in whole or in part',
    access: ON_THE_CASE,
    body: schemas.ReportBody,
    update: messages.reportUpdate,
    particulars: report,
  });
  actRoute(app, deps, {
    kind: 'commitment',
    path: '/v1/commitments/:number/report-event',
    act: 'report-event',
    operationId: 'reportCommitmentEvent',
    summary: '报告起算事由发生 · Report that the starting event of an obligation has happened',
    access: ON_THE_CASE,
    body: schemas.ReportEventBody,
    update: messages.reportEventUpdate,
    particulars: ({ obligation, on, proof }) => ({ obligation, on, proof }),
  });
  actRoute(app, deps, {
    kind: 'commitment',
    path: '/v1/commitments/:number/concede',
    act: 'concede',
    operationId: 'concedeCommitmentObligations',
    summary:
      '承诺人确认未履行或者不再整改 · Say, as the promisor, that obligations were not fulfilled, or register its signed paper',
    access: ON_THE_CASE,
    body: schemas.ConcedeBody,
    update: messages.concedeUpdate,
    particulars: ({ obligations, statement, receivedOn = null }) => ({ obligations, statement, receivedOn }),
  });
  actRoute(app, deps, {
    kind: 'commitment',
    path: '/v1/commitments/:number/confirm',
    act: 'confirm',
    operationId: 'confirmCommitmentFulfilment',
    summary: '确认或不认可履约报告 · Confirm what was reported, or reject it with a reason',
    access: AT_THE_DESK,
    body: schemas.ConfirmBody,
    update: messages.confirmUpdate,
    particulars: reportVerdicts,
  });
}

function changeRoutes(app: App, deps: AppDeps): void {
  actRoute(app, deps, {
    kind: 'commitment',
    path: '/v1/commitments/:number/extend',
    act: 'extend',
    operationId: 'extendCommitmentObligation',
    summary: '不可抗力延期 · Extend the date of an obligation for force majeure, with proof',
    access: AT_THE_DESK,
    body: schemas.ExtendObligationBody,
    update: messages.extendObligationUpdate,
    particulars: ({ obligation, until, reason, proof }) => ({ obligation, until, reason, proof }),
  });
  actRoute(app, deps, {
    kind: 'commitment',
    path: '/v1/commitments/:number/amend',
    act: 'amend',
    operationId: 'amendCommitment',
    summary: '申请变更承诺 · Ask for other words or dates, or further obligations',
    access: ON_THE_CASE,
    body: schemas.AmendBody,
    update: messages.amendUpdate,
    particulars: ({ obligations, reason }) => ({ obligations: obligationsOf(obligations), reason }),
  });
  actRoute(app, deps, {
    kind: 'commitment',
    path: '/v1/commitments/:number/answer-amendment',
    act: 'answer-amendment',
    operationId: 'answerCommitmentAmendment',
    summary: '答复变更申请 · Consent to an amendment, or refuse it with a reason',
    access: AT_THE_DESK,
    body: schemas.AnswerAmendmentBody,
    update: messages.answerAmendmentUpdate,
    particulars: ({ consented, reason = null }) => {
      if (!consented && reason === null) throw reasonRequired('/reason');
      return { consented, reason };
    },
  });
  actRoute(app, deps, {
    kind: 'commitment',
    path: '/v1/commitments/:number/release',
    act: 'release',
    operationId: 'releaseCommitmentObligations',
    summary: '解除全部或部分履约事项 · Release the commitment, or some of its obligations',
    access: AT_THE_DESK,
    body: schemas.ReleaseBody,
    update: messages.releaseUpdate,
    particulars: ({ obligations = null, reason }) => ({ obligations, reason }),
  });
  actRoute(app, deps, {
    kind: 'commitment',
    path: '/v1/commitments/:number/withdraw',
    act: 'withdraw',
    operationId: 'withdrawCommitment',
    summary: '核查前撤回告知承诺 · Give up a promise before it was checked',
    access: ON_THE_CASE,
    body: schemas.WithdrawCommitmentBody,
    update: messages.withdrawCommitmentUpdate,
    particulars: ({ reason = null }) => ({ reason }),
  });
}

function checkRoutes(app: App, deps: AppDeps): void {
  actRoute(app, deps, {
    kind: 'commitment',
    path: '/v1/commitments/:number/check',
    act: 'check',
    operationId: 'checkCommitment',
    summary: '事后核查 · Check, after the decision, what was promised',
    access: AT_THE_DESK,
    body: schemas.CheckBody,
    update: messages.checkUpdate,
    particulars: findings,
  });
  actRoute(app, deps, {
    kind: 'commitment',
    path: '/v1/commitments/:number/decide-approval',
    act: 'decide-approval',
    operationId: 'decideCommitmentApproval',
    summary:
      '决定是否撤销凭承诺作出的决定（核查人以外的人） · Decide whether what was granted on the promise is revoked; not by who checked',
    access: ['supervisor'],
    body: schemas.DecideApprovalBody,
    update: messages.decideApprovalUpdate,
    particulars: ({ revoked, wilful = false, reason }) => ({ revoked, wilful, reason }),
  });
}

function afterTheEndRoutes(app: App, deps: AppDeps): void {
  actRoute(app, deps, {
    kind: 'commitment',
    path: '/v1/commitments/:number/reopen',
    act: 'reopen',
    operationId: 'reopenCommitment',
    summary: '期限内收到的报告事后登记，重新办理 · A report in time that came to light later: the case runs again',
    access: ['supervisor'],
    body: schemas.LateReportBody,
    update: messages.reopenCommitmentUpdate,
    particulars: ({ reason, ...body }) => ({ ...report(body), reason }),
    afterTheEnd: messages.COMMITMENT_WORKFLOW,
  });
  actRoute(app, deps, {
    kind: 'commitment',
    path: '/v1/commitments/:number/make-good',
    act: 'make-good',
    operationId: 'makeCommitmentGood',
    summary: '登记补救 · Register that what was not kept was done later',
    access: AT_THE_DESK,
    body: schemas.LateReportBody,
    update: messages.makeGoodCommitmentUpdate,
    particulars: ({ reason, ...body }) => ({ ...report(body), reason }),
    afterTheEnd: messages.COMMITMENT_WORKFLOW,
  });
  actRoute(app, deps, {
    kind: 'commitment',
    path: '/v1/commitments/:number/grade',
    act: 'grade',
    operationId: 'gradeBrokenCommitment',
    summary: '认定是否故意不履行 · Find whether a promise was broken on purpose',
    access: ['supervisor'],
    body: schemas.GradeBody,
    update: messages.gradeUpdate,
    particulars: ({ wilful, reason }) => ({ wilful, reason }),
    afterTheEnd: messages.COMMITMENT_WORKFLOW,
  });
}
