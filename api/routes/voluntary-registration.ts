import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyRequest } from 'fastify';
import { loadCalendar } from '../../db/queries/calendar.ts';
import { loadRules } from '../../db/queries/rules.ts';
import {
  findFalseRegistration,
  findSameRegistration,
  openRegistrationsOf,
} from '../../db/queries/voluntary-registrations.ts';
import { statusText } from '../../domain/case/case-kinds.ts';
import { computeDeadline } from '../../domain/deadline/deadline.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { ruleSetForCase } from '../../domain/rule-sets/index.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import {
  reasonsAgainstRegistration,
  reasonsAgainstRegistrationCorrection,
} from '../../domain/voluntary-registration/voluntary-registration-door.ts';
import { verifyByLedger } from '../../domain/voluntary-registration/voluntary-registration-deadlines.ts';
import { REGISTRATION_MARK_TEXT } from '../../domain/voluntary-registration/voluntary-registration-info.ts';
import * as messages from '../../workflows/messages/voluntary-registration.ts';
import { caseUnknown } from '../act-problems.ts';
import { openCase, type StartableCase } from '../acts.ts';
import type { App, AppDeps } from '../app-types.ts';
import { auditRead } from '../audit.ts';
import { actorAs, getVisibleCase } from '../case-access.ts';
import { caseAddress, notRegistered } from '../openings.ts';
import { getCaller } from '../plugins/auth.ts';
import { onceOnly } from '../plugins/idempotency.ts';
import { type Language, languageOf, refusalText } from '../problems.ts';
import { CaseNumberParams } from '../schemas/acts.ts';
import { IdempotencyHeader } from '../schemas/common.ts';
import * as schemas from '../schemas/voluntary-registration.ts';
import { getRegistrationSetting, getRegistrationTextToSign, registeredContent } from '../voluntary-registrations.ts';

const STARTABLE: StartableCase = {
  kind: 'voluntary-registration',
  workflow: messages.VOLUNTARY_REGISTRATION_WORKFLOW,
  workflowId: messages.voluntaryRegistrationWorkflowId,
};

/** 自主申报 (S24): what a subject registers of itself, with the promise of truth that it signs. */
export function voluntaryRegistrationRoutes(app: App, deps: AppDeps): void {
  previewRoutes(app, deps);
  app.post(
    '/v1/voluntary-registrations',
    {
      config: {
        access: ['applicant'],
        act: 'voluntary-registration.open',
        problems: ['subject-unknown', 'authority-unknown', 'commitment-text-changed', 'refused-by-rule', 'conflict'],
      },
      schema: {
        operationId: 'openVoluntaryRegistration',
        tags: ['voluntary-registration'],
        summary:
          '自主申报信用信息并公开承诺真实 · Register what speaks for one’s credit, with a public promise that it is true',
        headers: IdempotencyHeader,
        body: schemas.RegistrationBody,
        response: { 201: schemas.RegistrationOpenedSchema },
      },
    },
    (request, reply) =>
      onceOnly(
        deps,
        request,
        reply,
        { on: 'new-case', location: caseAddress },
        async ({ actId, newId: caseId, receivedAt }) => {
          const { body } = request;
          const caller = getCaller(request);
          const { window } = await getRegistrationSetting(deps.orm.em.fork(), caller, body, shanghaiDay(receivedAt));
          const { version, sha256, signer } = body.commitment;
          const application: messages.RegistrationApplication = {
            id: actId,
            by: actorAs(caller, 'applicant'),
            receivedAt,
            requestId: request.id,
            subjectId: body.subjectId,
            window: window.code,
            content: registeredContent(body),
            validUntil: body.validUntil,
            commitment: { version, sha256, signer },
            contact: body.contact,
          };
          const update = messages.openRegistrationUpdate;
          const answer = await openCase(deps, request.log, STARTABLE, caseId, update, application);
          return { status: 201, body: openedBody(answer, languageOf(request.headers['accept-language'])) };
        },
      ),
  );
}

function openedBody(answer: messages.RegistrationOpening, language: Language): object {
  if (answer.outcome === 'not-registered')
    throw notRegistered(answer.refusals, { zh: '自主申报信息', en: 'information' });
  const { number, status, next } = answer;
  return { number, status, statusText: statusText('voluntary-registration', status)[language], next };
}

/** What would be signed, and whether it would be taken: for a new registration, and for a correction. */
function previewRoutes(app: App, { orm, clock }: AppDeps): void {
  app.post(
    '/v1/voluntary-registrations/preview',
    {
      config: { access: ['applicant'], problems: ['subject-unknown', 'authority-unknown', 'commitment-text-unknown'] },
      schema: {
        operationId: 'previewVoluntaryRegistration',
        tags: ['voluntary-registration'],
        summary:
          '预览自主申报：能否登记，应签署的真实性承诺 · Whether it would be taken, and the promise of truth to sign',
        body: schemas.RegistrationPreviewBody,
        response: { 200: schemas.RegistrationPreviewAnswer },
      },
    },
    async (request) => {
      const { body } = request;
      const now = await clock();
      const today = shanghaiDay(now);
      const em = orm.em.fork();
      const { subject, window } = await getRegistrationSetting(em, getCaller(request), body, today);
      const content = registeredContent(body);
      const { validUntil } = body;
      const question = { subjectId: subject.id, windowId: window.id, content, validUntil };
      const toSign = await getRegistrationTextToSign(em, question, today);
      const rule = await loadRules(em, ruleSetForCase(today).id, today, now);
      const refusals = reasonsAgainstRegistration(
        {
          content,
          validUntil,
          today,
          subjectKind: subject.kind,
          sameOpen: await findSameRegistration(em, subject.id, content),
          foundFalse: await findFalseRegistration(em, subject.id),
        },
        rule,
      );
      const of = { objectKind: 'subject', objectId: subject.id } as const;
      return await answerPreview(em, request, now, { of, refusals, toSign });
    },
  );

  app.post(
    '/v1/voluntary-registrations/:number/preview-correction',
    {
      config: { access: ['applicant'], problems: ['case-unknown', 'commitment-text-unknown'] },
      schema: {
        operationId: 'previewCorrectVoluntaryRegistration',
        tags: ['voluntary-registration'],
        summary:
          '预览更正：能否更正，应签署的真实性承诺 · Whether a correction would be taken, and the promise to sign',
        params: CaseNumberParams,
        body: schemas.RegistrationCorrectionPreviewBody,
        response: { 200: schemas.RegistrationPreviewAnswer },
      },
    },
    async (request) => {
      const { body } = request;
      const now = await clock();
      const today = shanghaiDay(now);
      const em = orm.em.fork();
      const { head } = await getVisibleCase(em, getCaller(request), request.params.number, today);
      const open = await openRegistrationsOf(em, head.subjectId);
      const own = open.find(({ file }) => file.id === head.id);
      if (own === undefined) throw caseUnknown();
      const content = registeredContent(body);
      const { validUntil } = body;
      const question = { subjectId: head.subjectId, windowId: own.file.authorityId, content, validUntil };
      const toSign = await getRegistrationTextToSign(em, question, today);
      const rule = await loadRules(em, own.file.ruleSet, own.file.receivedOn, own.file.openedAt);
      const refusals = reasonsAgainstRegistrationCorrection({ content, validUntil, today }, own.current, rule);
      const of = { objectKind: 'case', objectId: head.number } as const;
      return await answerPreview(em, request, now, { of, refusals, toSign });
    },
  );
}

/** What would follow from it, and what is to be signed; that it was read is written down. */
async function answerPreview(
  em: EntityManager,
  request: FastifyRequest,
  now: Instant,
  {
    of,
    refusals,
    toSign,
  }: {
    of: { objectKind: 'subject' | 'case'; objectId: string };
    refusals: Refusal[];
    toSign: { version: number; text: string; sha256: string };
  },
) {
  await auditRead(em, request, 'applicant', now, { action: 'voluntary-registration.preview', ...of });
  const language = languageOf(request.headers['accept-language']);
  const today = shanghaiDay(now);
  const rule = await loadRules(em, ruleSetForCase(today).id, today, now);
  return {
    passes: refusals.length === 0,
    refusals: refusals.map((refusal) => refusalText(refusal, language)),
    commitment: toSign,
    shownAs: REGISTRATION_MARK_TEXT.unverified[language],
    verifyBy: computeDeadline(verifyByLedger(today, rule), await loadCalendar(em)).due,
  };
}
