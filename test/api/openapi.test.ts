import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Issuer, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  security: object[];
  responses: Record<string, { content?: Record<string, unknown>; headers?: Record<string, unknown> }>;
  parameters?: { in: string; name: string; required?: boolean }[];
}

/** What an act's name must hold, by the address of its kind of case. */
const NAMES_OF_KINDS: Readonly<Record<string, RegExp>> = {
  'accept-first': /AcceptFirst/,
  commitments: /Commitment/,
  repairs: /Repair/,
  'repair-withdrawals': /Withdrawal/,
  determinations: /[Dd]etermin/,
  reorganisations: /Reorganisation/,
  objections: /Objection/,
  rectifications: /Rectification/,
  'voluntary-registrations': /VoluntaryRegistration/,
  cases: /Case/,
  records: /Record/,
  reports: /Report/,
  consents: /Consent/,
  'integrity-models': /IntegrityModel/,
};

describe('the description of the API', () => {
  let database: TestDatabase;
  let issuer: Issuer;
  let api: TestApi;
  let operations: [string, Operation][];
  beforeAll(async () => {
    [database, issuer] = await Promise.all([createTestDatabase(), startIssuer()]);
    api = await startTestApi(database, issuer);
    const { paths } = (await api.send({ url: '/openapi.json' })).json<{
      paths: Record<string, Record<string, Operation>>;
    }>();
    operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
    );
  });
  afterAll(async () => {
    await api.stop();
    await issuer.stop();
    await database.drop();
  });

  it('is OpenAPI 3.1, with a page to read it', async () => {
    expect((await api.send({ url: '/openapi.json' })).json()).toMatchObject({
      openapi: '3.1.0',
      components: { schemas: { Problem: { title: 'Problem' } } },
    });
    const page = await api.send({ url: '/docs/' });
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, expect.stringContaining('text/html')]);
  });

  it('names every operation, once and for good', () => {
    expect(operations.map(([route, { operationId }]) => `${route} ${operationId}`)).toMatchInlineSnapshot(`
[
  "get /health getHealth",
  "get /problems listProblems",
  "get /problems/{code} getProblem",
  "get /v1/calculator/deadline calculateDeadline",
  "get /v1/calculator/publicity calculatePublicity",
  "post /v1/accept-first/preview previewAcceptFirst",
  "post /v1/accept-first openAcceptFirst",
  "post /v1/reorganisations openReorganisation",
  "post /v1/reorganisations/{number}/withdraw withdrawReorganisation",
  "post /v1/reorganisations/{number}/add-statement addReorganisationStatement",
  "post /v1/accept-first/{number}/supply supplyAcceptFirstMaterials",
  "post /v1/accept-first/{number}/verify verifyAcceptFirstMaterials",
  "post /v1/accept-first/{number}/decide decideAcceptFirst",
  "post /v1/accept-first/{number}/extend extendAcceptFirst",
  "post /v1/accept-first/{number}/withdraw withdrawAcceptFirst",
  "post /v1/accept-first/{number}/reopen reopenAcceptFirst",
  "post /v1/accept-first/{number}/make-good makeAcceptFirstGood",
  "post /v1/commitments/preview previewCommitment",
  "post /v1/commitments openCommitment",
  "post /v1/commitments/{number}/report reportCommitmentFulfilment",
  "post /v1/commitments/{number}/report-event reportCommitmentEvent",
  "post /v1/commitments/{number}/concede concedeCommitmentObligations",
  "post /v1/commitments/{number}/confirm confirmCommitmentFulfilment",
  "post /v1/commitments/{number}/extend extendCommitmentObligation",
  "post /v1/commitments/{number}/amend amendCommitment",
  "post /v1/commitments/{number}/answer-amendment answerCommitmentAmendment",
  "post /v1/commitments/{number}/release releaseCommitmentObligations",
  "post /v1/commitments/{number}/withdraw withdrawCommitment",
  "post /v1/commitments/{number}/check checkCommitment",
  "post /v1/commitments/{number}/decide-approval decideCommitmentApproval",
  "post /v1/commitments/{number}/reopen reopenCommitment",
  "post /v1/commitments/{number}/make-good makeCommitmentGood",
  "post /v1/commitments/{number}/grade gradeBrokenCommitment",
  "post /v1/commitment-texts addStandardCommitmentText",
  "get /v1/public/commitment-texts listPublicCommitmentTexts",
  "get /v1/public/commitments listPublicCommitments",
  "post /v1/repairs/preview previewRepair",
  "post /v1/repairs openRepair",
  "post /v1/repairs/{number}/accept acceptRepair",
  "post /v1/repairs/{number}/not-accept refuseToAcceptRepair",
  "post /v1/repairs/{number}/ask-completion askCompletionOfRepair",
  "post /v1/repairs/{number}/complete completeRepair",
  "post /v1/repairs/{number}/answer answerRepair",
  "post /v1/repairs/{number}/extend-answer extendRepairAnswer",
  "post /v1/repairs/{number}/pause pauseRepair",
  "post /v1/repairs/{number}/resume resumeRepair",
  "post /v1/repairs/{number}/claim-part claimRepairPart",
  "post /v1/repairs/{number}/assign-part assignRepairPart",
  "post /v1/repairs/{number}/hand-back-part handBackRepairPart",
  "post /v1/repairs/{number}/withdraw withdrawRepair",
  "post /v1/repair-withdrawals proposeRepairWithdrawal",
  "post /v1/repair-withdrawals/{number}/serve serveWithdrawalNotice",
  "post /v1/repair-withdrawals/{number}/acknowledge acknowledgeWithdrawalNotice",
  "post /v1/repair-withdrawals/{number}/state stateInWithdrawal",
  "post /v1/repair-withdrawals/{number}/ask-hearing askForWithdrawalHearing",
  "post /v1/repair-withdrawals/{number}/waive waiveInWithdrawal",
  "post /v1/repair-withdrawals/{number}/call-hearing callWithdrawalHearing",
  "post /v1/repair-withdrawals/{number}/record-hearing recordWithdrawalHearing",
  "post /v1/repair-withdrawals/{number}/reopen reopenWithdrawal",
  "post /v1/repair-withdrawals/{number}/uphold upholdWithdrawal",
  "post /v1/repair-withdrawals/{number}/drop dropWithdrawal",
  "post /v1/objections openObjection",
  "post /v1/objections/{number}/forward forwardObjection",
  "post /v1/objections/{number}/inspect inspectForObjection",
  "post /v1/objections/{number}/end-inspection endObjectionInspection",
  "post /v1/objections/{number}/extend extendObjection",
  "post /v1/objections/{number}/correct correctOnObjection",
  "post /v1/objections/{number}/reject rejectObjection",
  "post /v1/objections/{number}/supplement supplementObjection",
  "post /v1/objections/{number}/withdraw withdrawObjection",
  "post /v1/rectifications orderRectification",
  "post /v1/rectifications/{number}/report reportRectification",
  "post /v1/rectifications/{number}/confirm confirmRectification",
  "post /v1/rectifications/{number}/call callRectificationInterview",
  "post /v1/rectifications/{number}/minute minuteRectificationInterview",
  "post /v1/rectifications/{number}/extend extendRectification",
  "post /v1/rectifications/{number}/cancel cancelRectification",
  "post /v1/rectifications/{number}/reopen reopenRectification",
  "get /v1/subjects/{id}/interviews listInterviewsOfSubject",
  "post /v1/determinations proposeDetermination",
  "post /v1/determinations/{number}/serve serveDeterminationNotice",
  "post /v1/determinations/{number}/acknowledge acknowledgeDeterminationNotice",
  "post /v1/determinations/{number}/state stateInDetermination",
  "post /v1/determinations/{number}/ask-hearing askForDeterminationHearing",
  "post /v1/determinations/{number}/waive waiveInDetermination",
  "post /v1/determinations/{number}/call-hearing callDeterminationHearing",
  "post /v1/determinations/{number}/record-hearing recordDeterminationHearing",
  "post /v1/determinations/{number}/reopen reopenDetermination",
  "post /v1/determinations/{number}/complete completeDetermination",
  "post /v1/determinations/{number}/review reviewDeterminationStatement",
  "post /v1/determinations/{number}/extend-decision extendDeterminationDecision",
  "post /v1/determinations/{number}/determine determine",
  "post /v1/determinations/{number}/spare spareInDetermination",
  "post /v1/determinations/{number}/drop dropDetermination",
  "post /v1/voluntary-registrations/preview previewVoluntaryRegistration",
  "post /v1/voluntary-registrations/{number}/preview-correction previewCorrectVoluntaryRegistration",
  "post /v1/voluntary-registrations openVoluntaryRegistration",
  "post /v1/voluntary-registrations/{number}/correct correctVoluntaryRegistration",
  "post /v1/voluntary-registrations/{number}/withdraw withdrawVoluntaryRegistration",
  "post /v1/voluntary-registrations/{number}/state stateOnVoluntaryRegistration",
  "post /v1/voluntary-registrations/{number}/verify verifyVoluntaryRegistration",
  "post /v1/voluntary-registrations/{number}/doubt doubtVoluntaryRegistration",
  "post /v1/voluntary-registrations/{number}/clear clearVoluntaryRegistration",
  "post /v1/voluntary-registrations/{number}/find-false findVoluntaryRegistrationFalse",
  "post /v1/voluntary-registrations/{number}/make-good makeVoluntaryRegistrationGood",
  "get /v1/public/voluntary-registrations listPublicRegistrations",
  "post /v1/cases/{number}/claim claimCase",
  "post /v1/cases/{number}/assign assignCase",
  "post /v1/cases/{number}/hand-back handBackCase",
  "get /v1/cases listCases",
  "get /v1/cases/{number} getCase",
  "get /v1/inbox listInbox",
  "post /v1/inbox/{id}/read markNoticeRead",
  "get /v1/authorities listAuthorities",
  "put /v1/authorities/{code} putAuthority",
  "get /v1/procedures listProcedures",
  "get /v1/procedures/{code} getProcedure",
  "put /v1/procedures/{code} putProcedure",
  "post /v1/procedures/{code}/commitment-texts addProcedureCommitmentText",
  "get /v1/procedures/{code}/commitment-text getProcedureCommitmentText",
  "put /v1/subjects putSubject",
  "get /v1/subjects listMySubjects",
  "get /v1/subjects/{id} getSubject",
  "put /v1/representations putRepresentation",
  "post /v1/records enterRecord",
  "get /v1/records listRecords",
  "get /v1/records/{id} getRecord",
  "post /v1/records/{number}/duties-done registerRecordDutiesDone",
  "post /v1/records/{number}/report-annulment reportRecordAnnulment",
  "post /v1/records/{number}/dismiss-annulment dismissRecordAnnulment",
  "post /v1/records/{number}/annul annulRecord",
  "post /v1/records/{number}/withdraw withdrawRecord",
  "post /v1/records/{number}/declare declareOnRecord",
  "post /v1/records/{number}/withdraw-declaration withdrawRecordDeclaration",
  "post /v1/records/{number}/respond-measure respondToRecordMeasure",
  "post /v1/records/{number}/execute-measure executeRecordMeasure",
  "post /v1/records/{number}/feed-back-measure feedBackRecordMeasure",
  "post /v1/records/{number}/decline-measure declineRecordMeasure",
  "post /v1/records/{number}/withdraw-measure-request withdrawRecordMeasureRequest",
  "get /v1/measure-executions listMeasureExecutions",
  "get /v1/open-duties listOpenDuties",
  "get /v1/public/records listPublicRecords",
  "post /v1/public/record-queries queryPublicRecordsOfPerson",
  "get /v1/public/records/{id} getPublicRecord",
  "get /v1/public/record-withdrawals/{id} getPublicWithdrawal",
  "get /v1/public/permits listPublicPermits",
  "post /v1/permits/{id}/changes changePermit",
  "post /v1/reports issueCreditReport",
  "get /v1/reports listCreditReports",
  "get /v1/reports/{number} getCreditReport",
  "get /v1/reports/{number}/page getCreditReportPage",
  "post /v1/public/report-checks checkCreditReport",
  "get /report-check getCreditReportCheckPage",
  "post /report-check checkCreditReportOnPage",
  "post /v1/consents giveConsent",
  "get /v1/consents listConsents",
  "post /v1/consents/{id}/withdrawal withdrawConsent",
  "get /v1/subjects/{id}/queries listQueriesOfSubject",
  "get /v1/query-bases listQueryBases",
  "post /v1/integrity-models enterIntegrityModel",
  "post /v1/integrity-models/{id}/end endIntegrityModel",
  "get /v1/subjects/{id}/green-channel getGreenChannel",
  "get /v1/measures listMeasures",
  "put /v1/measures/{code}/carriers putMeasureCarriers",
  "get /v1/calendar/{year} getCalendar",
  "put /v1/calendar/{year} putCalendar",
  "post /v1/calendar/{year}/preview previewCalendar",
  "get /v1/rule-defaults listRuleDefaults",
  "post /v1/rule-defaults addRuleDefault",
  "post /v1/messages sendMessage",
  "get /v1/messages listMessages",
  "get /v1/messages/{id} getMessage",
  "post /v1/webhooks/{code} sendSignedMessage",
  "get /v1/authorities/{code}/webhook getWebhook",
  "put /v1/authorities/{code}/webhook putWebhook",
  "get /v1/subjects/{id}/supervision-grade getSupervisionGrade",
  "get /v1/statistics/publication/late listLateEntries",
  "get /v1/statistics/kept-rate getKeptRate",
  "get /v1/statistics/on-time getOnTimeRate",
  "get /v1/statistics/outstanding getOutstanding",
  "get /v1/statistics/publication getPublicationRate",
  "get /v1/statistics/repair-duration getRepairDuration",
  "get /v1/deliveries listOutstandingDeliveries",
  "get /v1/audit listAudit",
]
`);
  });

  it('names each so that it is known without its address: once, an act by what it acts on', () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const vague = operations
      .map(([route, { operationId }]) => ({
        route,
        operationId,
        kind: /\/v1\/([a-z-]+)\/\{number\}\//.exec(route)?.[1],
      }))
      .filter(({ kind, operationId }) => kind !== undefined && !NAMES_OF_KINDS[kind]?.test(operationId));
    expect(vague).toEqual([]);
  });

  it('says in both languages what each operation does, and how it can fail', () => {
    for (const [route, { summary, responses }] of operations) {
      expect({ route, summary }).toEqual({ route, summary: expect.stringMatching(/^\p{Script=Han}.* · \S/u) });
      expect({ route, problems: Object.keys(responses['429']?.content ?? {}) }).toEqual({
        route,
        problems: ['application/problem+json'],
      });
    }
  });

  it('puts them in groups, each of which says what it holds, in an order that is meant', async () => {
    const { tags } = (await api.send({ url: '/openapi.json' })).json<{
      tags: { name: string; description: string }[];
    }>();
    const used = new Set(operations.flatMap(([, operation]) => operation.tags));
    expect(new Set(tags.map(({ name }) => name))).toEqual(used);
    for (const { description } of tags) expect(description).toMatch(/^\p{Script=Han}.* · \S/u);
    expect(operations.filter(([, operation]) => operation.tags.length !== 1).map(([route]) => route)).toEqual([]);
  });

  it('says when to ask again, where a new case is, and that acts need a key', () => {
    const [, opening] = operations.find(([route]) => route === 'post /v1/accept-first') ?? [];
    const headersOf = (status: number) => Object.keys(opening?.responses[status]?.headers ?? {});
    expect([201, 401, 409, 429, 503].map(headersOf)).toEqual([
      ['location'],
      ['www-authenticate'],
      ['retry-after'],
      ['retry-after'],
      ['retry-after'],
    ]);
    expect(opening?.parameters).toContainEqual(
      expect.objectContaining({ in: 'header', name: 'idempotency-key', required: true }),
    );
    const [, health] = operations.find(([route]) => route === 'get /health') ?? [];
    expect(Object.keys(health?.responses['503']?.content ?? {})).toEqual([
      'application/json',
      'application/problem+json',
    ]);
  });

  it('asks for an Idempotency-Key wherever something is done that must not be done twice', () => {
    const asking = operations
      .filter(([, { parameters }]) => parameters?.some(({ name }) => name === 'idempotency-key'))
      .map(([route]) => route);
    const posts = operations.map(([route]) => route).filter((route) => route.startsWith('post '));
    expect(posts.filter((route) => !asking.includes(route))).toEqual([
      'post /v1/accept-first/preview',
      'post /v1/commitments/preview',
      'post /v1/repairs/preview',
      'post /v1/voluntary-registrations/preview',
      'post /v1/voluntary-registrations/{number}/preview-correction',
      'post /v1/inbox/{id}/read',
      'post /v1/public/record-queries',
      'post /v1/public/report-checks',
      'post /report-check',
      'post /v1/calendar/{year}/preview',
      // Once for each event: the sender's own id of it takes the key's place.
      'post /v1/messages',
      'post /v1/webhooks/{code}',
    ]);
  });
});
