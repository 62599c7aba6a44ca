import type { EntityManager } from '@mikro-orm/postgresql';
import type { Static } from 'typebox';
import { loadCalendar } from '../../db/queries/calendar.ts';
import { getStanding } from '../../db/queries/eligibility.ts';
import { greenChannelFacts } from '../../db/queries/green-channel.ts';
import { supplyByAtDoor } from '../../domain/accept-first/accept-first-deadlines.ts';
import { reasonsAgainst, type Standing, supplyByWorkingDays } from '../../domain/accept-first/accept-first-door.ts';
import { type ProcedureTerms, STATUS_TEXT } from '../../domain/accept-first/accept-first.ts';
import { computeDeadline } from '../../domain/deadline/deadline.ts';
import { greenChannel, type GreenChannelAnswer } from '../../domain/green-channel/green-channel.ts';
import {
  grantedGreenChannel,
  type GrantedGreenChannel,
  grantedLines,
  throughGreenChannel,
} from '../../domain/green-channel/green-channel-terms.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import {
  ACCEPT_FIRST_WORKFLOW,
  acceptFirstWorkflowId,
  type Application,
  type OpeningAnswer,
  openUpdate,
} from '../../workflows/messages/accept-first.ts';
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
import { caseAddress, notRegistered } from '../openings.ts';
import { getCaller } from '../plugins/auth.ts';
import { onceOnly } from '../plugins/idempotency.ts';
import { type Language, languageOf, refusalText } from '../problems.ts';
import { OpeningAnswerSchema, OpeningBody, PreviewAnswer, PreviewBody } from '../schemas/accept-first.ts';
import { IdempotencyHeader } from '../schemas/common.ts';

/** 容缺受理不成不影响普通程序: said with every refusal. */
const ORDINARY_WAY = {
  zh: '您仍可备齐材料，按普通程序申请，不受本次结果影响。',
  en: 'You can still apply in the ordinary way with all materials; this result does you no harm.',
} as const;

const ACCESS = ['applicant', 'officer', 'supervisor'] as const;

const STARTABLE = {
  kind: 'accept-first',
  workflow: ACCEPT_FIRST_WORKFLOW,
  workflowId: acceptFirstWorkflowId,
} as const;

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
      const green = await greenChannelAtDoor(em, setting, now);
      const terms = throughGreenChannel(setting.procedure.terms, green?.granted ?? null);
      const standing = standingFor(await getStanding(em, body.subjectId, now), setting);
      const refusals = reasonsAgainst({ procedure: terms, missing: body.missing, standing, receivedOn }, setting.rule);
      const calendar = await loadCalendar(em);
      const days = { receivedOn, noticeHandedOn: body.noticeHandedOn ?? null, registeredOn: shanghaiDay(now) };
      const canBeTimed = supplyByWorkingDays(terms, setting.rule) !== null;
      const supplyBy = canBeTimed
        ? computeDeadline(supplyByAtDoor(terms, days, setting.rule, calendar), calendar)
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
        greenChannel: greenView(green, terms, setting, language),
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
          if (!resumed || !(await wasStarted(deps, acceptFirstWorkflowId(caseId)))) {
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
            noticeHandedOn: body.noticeHandedOn ?? null,
            applicantSub: setting.role === 'applicant' ? caller.sub : (body.applicantSub ?? null),
            commitment: { version, sha256, signer, means },
            contact: body.contact,
          };
          const answer = await openCase(deps, request.log, STARTABLE, caseId, openUpdate, application);
          return { status: 201, body: openingBody(answer, languageOf(request.headers['accept-language'])) };
        },
      ),
  );
}

interface GreenAtDoor {
  answer: GreenChannelAnswer;
  granted: GrantedGreenChannel | null;
}

/** How the subject stands to the procedure's green channel; null where it has none. */
async function greenChannelAtDoor(
  em: EntityManager,
  { procedure: { terms }, subject, rule }: ApplicationSetting,
  now: Instant,
): Promise<GreenAtDoor | null> {
  if ((terms.greenChannel ?? null) === null) return null;
  const answer = greenChannel(await greenChannelFacts(em, subject.id, now), rule);
  return { answer, granted: grantedGreenChannel(terms, answer) };
}

/** Why a subject may not use it is its own to read: other authorities' documents are named there. */
function greenView(
  green: GreenAtDoor | null,
  { materials }: ProcedureTerms,
  { role }: ApplicationSetting,
  language: Language,
): Static<typeof PreviewAnswer>['greenChannel'] {
  if (green === null) return null;
  const { answer, granted } = green;
  const nameOf = (code: string) => materials.find((material) => material.code === code)?.name ?? code;
  return {
    granted: granted !== null,
    ground: granted?.ground ?? null,
    lines: granted === null ? [] : grantedLines(granted, nameOf).map((line) => line[language]),
    refusals: role === 'applicant' ? answer.refusals.map((refusal) => refusalText(refusal, language)) : [],
  };
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
  if (answer.outcome === 'not-registered') throw notRegistered(answer.refusals, { zh: '申请', en: 'application' });
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
