import { loadCalendar } from '../../db/queries/calendar.ts';
import { getStanding } from '../../db/queries/eligibility.ts';
import { supplyByLedger } from '../../domain/accept-first-deadlines.ts';
import { reasonsAgainst, type Standing, supplyByWorkingDays } from '../../domain/accept-first-door.ts';
import { STATUS_TEXT } from '../../domain/accept-first.ts';
import { computeDeadline } from '../../domain/deadline.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { shanghaiDay } from '../../domain/time.ts';
import type { Application, OpeningAnswer } from '../../workflows/messages/accept-first.ts';
import { openCase, wasStarted } from '../acts.ts';
import type { App, AppDeps } from '../app-types.ts';
import {
  type ApplicationSetting,
  assertSigned,
  checkApplicant,
  getApplicationSetting,
  getTextToSign,
} from '../applications.ts';
import { auditRead } from '../audit.ts';
import { actorAs } from '../case-access.ts';
import { WITHHELD } from '../case-timeline.ts';
import { getCaller } from '../plugins/auth.ts';
import { onceOnly } from '../plugins/idempotency.ts';
import { type Language, languageOf, Problem, refusalText } from '../problems.ts';
import { OpeningAnswerSchema, OpeningBody, PreviewAnswer, PreviewBody } from '../schemas/accept-first.ts';
import { IdempotencyHeader } from '../schemas/common.ts';

/** 容缺受理不成不影响普通程序: said with every refusal. */
const ORDINARY_WAY = {
  zh: '您仍可备齐材料，按普通程序申请，不受本次结果影响。',
  en: 'You can still apply in the ordinary way with all materials; this result does you no harm.',
} as const;

const ACCESS = ['applicant', 'officer', 'supervisor'] as const;

/** 容缺受理: what it would mean, and the application itself. */
export function acceptFirstRoutes(app: App, deps: AppDeps): void {
  const { orm, clock } = deps;

  app.post(
    '/v1/accept-first/preview',
    {
      config: {
        access: ACCESS,
        problems: ['procedure-unknown', 'subject-unknown', 'role-not-allowed', 'commitment-text-unknown'],
      },
      schema: {
        operationId: 'previewAcceptFirst',
        tags: ['accept-first'],
        summary:
          '预览容缺受理：能否适用、补交期限、应签署的承诺书 · What accept-first would mean: reasons against it, the date, the text to sign',
        body: PreviewBody,
        response: { 200: PreviewAnswer },
      },
    },
    async (request) => {
      const { body } = request;
      const now = await clock();
      const em = orm.em.fork();
      const receivedOn = body.receivedOn ?? shanghaiDay(now);
      const setting = await getApplicationSetting(em, getCaller(request), body, null, { receivedOn, receivedAt: now });
      const { terms } = setting.procedure;
      const standing = standingFor(await getStanding(em, body.subjectId), setting);
      const refusals = reasonsAgainst({ procedure: terms, missing: body.missing, standing, receivedOn }, setting.rule);
      const canBeTimed = supplyByWorkingDays(terms, setting.rule) !== null;
      const supplyBy = canBeTimed
        ? computeDeadline(supplyByLedger(terms, receivedOn, setting.rule), await loadCalendar(em))
        : null;
      const commitment = await getTextToSign(em, setting, body.missing);
      await auditRead(em, request, setting.role, now, {
        action: 'accept-first.preview',
        objectKind: 'subject',
        objectId: body.subjectId,
      });
      const language = languageOf(request.headers['accept-language']);
      return {
        offered: refusals.length === 0,
        refusals: refusals.map((refusal) => refusalText(refusal, language)),
        ordinaryWay: ORDINARY_WAY[language],
        supplyBy:
          supplyBy === null ? null : { ...supplyBy, days: [...supplyBy.days], explanation: [...supplyBy.explanation] },
        commitment,
      };
    },
  );

  app.post(
    '/v1/accept-first',
    {
      config: {
        access: ACCESS,
        act: 'accept-first.open',
        problems: [
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
        operationId: 'openAcceptFirst',
        tags: ['accept-first'],
        summary: '申请容缺受理 · Apply, with secondary materials missing and a signed commitment',
        headers: IdempotencyHeader,
        body: OpeningBody,
        response: { 201: OpeningAnswerSchema },
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
          const em = orm.em.fork();
          const receivedOn = body.receivedOn ?? shanghaiDay(receivedAt);
          const setting = await getApplicationSetting(em, caller, body, body.commitment.means === 'paper', {
            receivedOn,
            receivedAt,
          });
          await checkApplicant(em, setting, body);
          // One that was sent before was checked before; what changed since does not undo it.
          if (!resumed || !(await wasStarted(deps, caseId))) {
            assertSigned(body.commitment, await getTextToSign(em, setting, body.missing));
          }
          const { version, sha256, signer, means } = body.commitment;
          const application: Application = {
            id: actId,
            by: actorAs(caller, setting.role),
            receivedAt,
            requestId: request.id,
            procedure: body.procedure,
            subjectId: body.subjectId,
            missing: body.missing,
            receivedOn: body.receivedOn ?? null,
            applicantSub: setting.role === 'applicant' ? caller.sub : (body.applicantSub ?? null),
            commitment: { version, sha256, signer, means },
            contact: body.contact,
          };
          const answer = await openCase(deps, request.log, caseId, application);
          return { status: 201, body: openingBody(answer, languageOf(request.headers['accept-language'])) };
        },
      ),
  );
}

/** An officer learns that another authority's record stands against the subject, not which document it is. */
function standingFor(standing: Standing, { role, procedure }: ApplicationSetting): Standing {
  if (role === 'applicant') return standing;
  const unrepairedRecords = standing.unrepairedRecords.map((record) =>
    record.authority === procedure.authority.name ? record : { ...record, documentNumber: WITHHELD },
  );
  return { ...standing, unrepairedRecords };
}

function openingBody(answer: OpeningAnswer, language: Language): object {
  if (answer.outcome === 'not-registered') throw notRegistered(answer.refusals);
  const refused = answer.outcome === 'refused';
  return {
    number: answer.number,
    status: answer.status,
    statusText: STATUS_TEXT[answer.status][language],
    next: refused ? null : answer.next,
    refusals: refused ? answer.refusals.map((refusal) => refusalText(refusal, language)) : [],
    ordinaryWay: refused ? ORDINARY_WAY[language] : null,
  };
}

function notRegistered(refusals: readonly Refusal[]): Problem {
  const changed = refusals.some(({ code }) => code === 'commitment-text-changed');
  return new Problem(
    changed ? 'commitment-text-changed' : 'refused-by-rule',
    {
      zh: '申请未登记，原因见 refusals；更正后请以新的 Idempotency-Key 重新提交。',
      en: 'The application was not registered; see refusals, correct it, and send it with a new Idempotency-Key.',
    },
    { refusals },
  );
}

function caseAddress(body: unknown): string {
  return `/v1/cases/${(body as { number: string }).number}`;
}
