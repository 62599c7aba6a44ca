import { loadCalendar } from '../../db/queries/calendar.ts';
import { getPromisorStanding } from '../../db/queries/commitment-standing.ts';
import { namedDayLedger } from '../../domain/commitment/commitment-deadlines.ts';
import {
  type PromisorStanding,
  reasonsAgainstObligations,
  reasonsAgainstPromise,
} from '../../domain/commitment/commitment-door.ts';
import { reasonsAgainstPromisor } from '../../domain/commitment/promisor.ts';
import { COMMITMENT_STATUS_TEXT } from '../../domain/commitment/commitment.ts';
import type { Calendar } from '../../domain/deadline/calendar.ts';
import { computeDeadline } from '../../domain/deadline/deadline.ts';
import type { ObligationText } from '../../domain/commitment/obligation.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import {
  COMMITMENT_WORKFLOW,
  type CommitmentApplication,
  type CommitmentOpeningAnswer,
  commitmentWorkflowId,
  openCommitmentUpdate,
} from '../../workflows/messages/commitment.ts';
import { openCase, wasStarted } from '../acts.ts';
import type { App, AppDeps } from '../app-types.ts';
import { assertSigned, checkApplicant } from '../applications.ts';
import { auditRead } from '../audit.ts';
import { actorAs } from '../case-access.ts';
import { WITHHELD } from '../case-timeline.ts';
import { caseAddress, notRegistered } from '../openings.ts';
import { getCaller } from '../plugins/auth.ts';
import { onceOnly } from '../plugins/idempotency.ts';
import { type Language, languageOf, refusalText } from '../problems.ts';
import { getLetterToSign, getPromiseSetting, type PromiseSetting } from '../promises.ts';
import {
  CommitmentOpeningAnswerSchema,
  CommitmentOpeningBody,
  CommitmentPreviewAnswer,
  CommitmentPreviewBody,
} from '../schemas/commitment.ts';
import { IdempotencyHeader } from '../schemas/common.ts';

const ACCESS = ['applicant', 'officer', 'supervisor'] as const;

const STARTABLE = { kind: 'commitment', workflow: COMMITMENT_WORKFLOW, workflowId: commitmentWorkflowId } as const;

/** 信用承诺: what a promise would mean, and the promise itself. */
export function commitmentRoutes(app: App, deps: AppDeps): void {
  previewRoute(app, deps);
  openingRoute(app, deps);
}

function previewRoute(app: App, { orm, clock }: AppDeps): void {
  app.post(
    '/v1/commitments/preview',
    {
      config: {
        access: ACCESS,
        problems: [
          'authority-unknown',
          'procedure-unknown',
          'subject-unknown',
          'role-not-allowed',
          'commitment-text-unknown',
        ],
      },
      schema: {
        operationId: 'previewCommitment',
        tags: ['commitment'],
        summary:
          '预览信用承诺：能否受理、各事项的届满日、应签署的承诺书 · What a promise would mean: reasons against it, its dates, the letter to sign',
        body: CommitmentPreviewBody,
        response: { 200: CommitmentPreviewAnswer },
      },
    },
    async (request) => {
      const { body } = request;
      const now = await clock();
      const em = orm.em.fork();
      const receivedOn = body.receivedOn ?? shanghaiDay(now);
      const setting = await getPromiseSetting(em, getCaller(request), body, null, receivedOn);
      const { obligations } = setting;
      const standing = standingFor(await getPromisorStanding(em, body.subjectId, now), setting);
      const approvalTerms = setting.procedure?.commitmentTerms ?? null;
      const refusals = [
        ...reasonsAgainstPromisor({ kind: body.kind, ...promisorOf(setting) }),
        ...reasonsAgainstPromise({ kind: body.kind, approvalTerms, standing }),
        ...reasonsAgainstObligations({ kind: body.kind, obligations, promisedOn: receivedOn, today: shanghaiDay(now) }),
      ];
      const commitment = await getLetterToSign(em, body, setting);
      const calendar = await loadCalendar(em);
      await auditRead(em, request, setting.role, now, {
        action: 'commitment.preview',
        objectKind: 'subject',
        objectId: body.subjectId,
      });
      const language = languageOf(request.headers['accept-language']);
      return {
        offered: refusals.length === 0,
        refusals: refusals.map((refusal) => refusalText(refusal, language)),
        dates: datesOf(obligations, receivedOn, calendar),
        commitment,
      };
    },
  );
}

function openingRoute(app: App, deps: AppDeps): void {
  app.post(
    '/v1/commitments',
    {
      config: {
        access: ACCESS,
        act: 'commitment.open',
        problems: [
          'authority-unknown',
          'procedure-unknown',
          'subject-unknown',
          'role-not-allowed',
          'commitment-text-unknown',
          'commitment-text-changed',
          'refused-by-rule',
          'conflict',
        ],
      },
      schema: {
        operationId: 'openCommitment',
        tags: ['commitment'],
        summary: '作出信用承诺 · Make a promise, with its obligations and the signed letter',
        headers: IdempotencyHeader,
        body: CommitmentOpeningBody,
        response: { 201: CommitmentOpeningAnswerSchema },
      },
    },
    (request, reply) =>
      onceOnly(
        deps,
        request,
        reply,
        { on: 'new-case', location: caseAddress },
        async ({ actId, newId: caseId, receivedAt, resumed }) => {
          const { body } = request;
          const caller = getCaller(request);
          const em = deps.orm.em.fork();
          const receivedOn = body.receivedOn ?? shanghaiDay(receivedAt);
          const setting = await getPromiseSetting(em, caller, body, body.commitment.means === 'paper', receivedOn);
          await checkApplicant(em, setting, body);
          // One that was sent before was checked before; what changed since does not undo it.
          if (!resumed || !(await wasStarted(deps, commitmentWorkflowId(caseId)))) {
            assertSigned(body.commitment, await getLetterToSign(em, body, setting));
          }
          const { version, sha256, signer, means } = body.commitment;
          const application: CommitmentApplication = {
            id: actId,
            by: actorAs(caller, setting.role),
            receivedAt,
            requestId: request.id,
            kind: body.kind,
            subjectId: body.subjectId,
            authority: body.authority,
            procedure: body.procedure ?? null,
            promisorAuthority: body.promisorAuthority ?? null,
            title: body.title,
            obligations: setting.obligations,
            receivedOn: body.receivedOn ?? null,
            applicantSub: setting.role === 'applicant' ? caller.sub : (body.applicantSub ?? null),
            commitment: { version, sha256, signer, means },
            contact: body.contact,
          };
          const answer = await openCase(deps, request.log, STARTABLE, caseId, openCommitmentUpdate, application);
          return { status: 201, body: openingBody(answer, languageOf(request.headers['accept-language'])) };
        },
      ),
  );
}

/** The due days of the obligations that name a day: a day off moves on, and may be provisional. */
function datesOf(obligations: readonly ObligationText[], promisedOn: Day, calendar: Calendar) {
  return obligations.flatMap(({ code, term }) => {
    if (term.kind !== 'day' || term.due < promisedOn) return [];
    const { due, provisional, explanation } = computeDeadline(namedDayLedger(term.due, promisedOn), calendar);
    return [{ obligation: code, due, provisional, explanation: [...explanation] }];
  });
}

function promisorOf({ subject, authority, promisor }: PromiseSetting) {
  const { identifier } = subject;
  const named = promisor === null ? null : { code: promisor.code, creditCode: promisor.creditCode ?? null };
  return { identifier, followedBy: authority.code, promisor: named };
}

/** An officer learns that another authority's record stands against the subject, not which document it is. */
function standingFor(standing: PromisorStanding, { role, authority }: PromiseSetting): PromisorStanding {
  if (role === 'applicant') return standing;
  const seriousRecords = standing.seriousRecords.map((record) =>
    record.authority === authority.name ? record : { ...record, documentNumber: WITHHELD },
  );
  return { ...standing, seriousRecords };
}

function openingBody(answer: CommitmentOpeningAnswer, language: Language): object {
  if (answer.outcome === 'not-registered') throw notRegistered(answer.refusals, { zh: '承诺', en: 'promise' });
  const { number, status } = answer;
  const refused = answer.outcome === 'refused';
  return {
    number,
    status,
    statusText: COMMITMENT_STATUS_TEXT[status][language],
    next: refused ? null : answer.next,
    refusals: refused ? answer.refusals.map((refusal) => refusalText(refusal, language)) : [],
  };
}
