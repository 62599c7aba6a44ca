import { Authority } from '../../db/entities/authority.ts';
import { findSubjectByIdentifier } from '../../db/queries/subject.ts';
import { openRegistrationsOf, type RegistrationRows } from '../../db/queries/voluntary-registrations.ts';
import { readCreditCode } from '../../domain/subject/credit-code.ts';
import type { Bilingual } from '../../domain/text.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type { VoluntaryRegistrationStatus } from '../../domain/voluntary-registration/voluntary-registration.ts';
import {
  isRegistrationShown,
  REGISTRATION_CATEGORY_TEXT,
  REGISTRATION_MARK_TEXT,
  registrationMark,
} from '../../domain/voluntary-registration/voluntary-registration-info.ts';
import * as messages from '../../workflows/messages/voluntary-registration.ts';
import { actRoute } from '../act-route.ts';
import type { App, AppDeps } from '../app-types.ts';
import { invalidField, type Language, languageOf } from '../problems.ts';
import { askedEachTime } from '../public-cache.ts';
import * as schemas from '../schemas/voluntary-registration.ts';
import { registeredContent } from '../voluntary-registrations.ts';

const AT_THE_DESK = ['officer', 'supervisor'] as const;
const SUBJECT_OR_DESK = ['applicant', ...AT_THE_DESK] as const;
const kind = 'voluntary-registration';

/** 自主申报: what its subject and the credit authority do on a registration, and what anybody sees of it. */
export function voluntaryRegistrationActRoutes(app: App, deps: AppDeps): void {
  subjectRoutes(app, deps);
  checkRoutes(app, deps);
  findingRoutes(app, deps);
  publicRoute(app, deps);
}

/** What it says of itself is the subject's own. */
function subjectRoutes(app: App, deps: AppDeps): void {
  actRoute(app, deps, {
    kind,
    path: '/v1/voluntary-registrations/:number/correct',
    act: 'correct',
    operationId: 'correctVoluntaryRegistration',
    summary: '更正自主申报的信息，重新承诺真实 · Correct what one registered, with a new promise that it is true',
    access: ['applicant'],
    body: schemas.RegistrationCorrectionBody,
    update: messages.correctRegistrationUpdate,
    particulars: ({ commitment: { version, sha256, signer }, ...body }) => ({
      content: registeredContent(body),
      validUntil: body.validUntil,
      commitment: { version, sha256, signer },
    }),
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/voluntary-registrations/:number/withdraw',
    act: 'withdraw',
    operationId: 'withdrawVoluntaryRegistration',
    summary: '撤回自主申报的信息，或登记书面撤回 · Take it back, or register that it was taken back on paper',
    access: SUBJECT_OR_DESK,
    body: schemas.WithdrawRegistrationBody,
    update: messages.withdrawRegistrationUpdate,
    particulars: ({ reason = null }) => ({ reason }),
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/voluntary-registrations/:number/state',
    act: 'state',
    operationId: 'stateOnVoluntaryRegistration',
    summary: '对核实疑点陈述、申辩，或登记书面陈述 · A statement on what is doubted, or one on paper registered',
    access: SUBJECT_OR_DESK,
    body: schemas.StateOnRegistrationBody,
    update: messages.stateOnRegistrationUpdate,
    particulars: ({ text, evidence = null, receivedOn = null, final = false }) => ({
      text,
      evidence,
      receivedOn,
      final,
    }),
  });
}

/** The authority looks. */
function checkRoutes(app: App, deps: AppDeps): void {
  actRoute(app, deps, {
    kind,
    path: '/v1/voluntary-registrations/:number/verify',
    act: 'verify',
    operationId: 'verifyVoluntaryRegistration',
    summary: '核实属实 · Verified',
    access: AT_THE_DESK,
    body: schemas.VerifyRegistrationBody,
    update: messages.verifyRegistrationUpdate,
    particulars: ({ how }) => ({ how }),
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/voluntary-registrations/:number/doubt',
    act: 'doubt',
    operationId: 'doubtVoluntaryRegistration',
    summary: '核实存疑：暂停展示，告知当事人陈述申辩 · Doubted: not shown meanwhile, the subject is told and heard',
    access: AT_THE_DESK,
    body: schemas.DoubtRegistrationBody,
    update: messages.doubtRegistrationUpdate,
    particulars: ({ reason, evidence = null }) => ({ reason, evidence }),
  });
}

/** How a doubt ends, and what is put right afterwards. */
function findingRoutes(app: App, deps: AppDeps): void {
  actRoute(app, deps, {
    kind,
    path: '/v1/voluntary-registrations/:number/clear',
    act: 'clear',
    operationId: 'clearVoluntaryRegistration',
    summary: '排除疑点，恢复展示 · Cleared, and shown again',
    access: AT_THE_DESK,
    body: schemas.ClearRegistrationBody,
    update: messages.clearRegistrationUpdate,
    particulars: ({ reason }) => ({ reason }),
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/voluntary-registrations/:number/find-false',
    act: 'find-false',
    operationId: 'findVoluntaryRegistrationFalse',
    summary: '认定不实（由提出疑点以外的人员） · Found false, by somebody else than who doubted it',
    access: AT_THE_DESK,
    body: schemas.FindFalseBody,
    update: messages.findFalseUpdate,
    particulars: ({ reason, answerToStatement = null }) => ({ reason, answerToStatement }),
  });
  actRoute(app, deps, {
    kind,
    path: '/v1/voluntary-registrations/:number/make-good',
    act: 'make-good',
    afterTheEnd: messages.VOLUNTARY_REGISTRATION_WORKFLOW,
    operationId: 'makeVoluntaryRegistrationGood',
    summary: '登记补救：不实信息已公开更正 · What was false was put right in public: the broken promise is made good',
    access: AT_THE_DESK,
    body: schemas.MakeRegistrationGoodBody,
    update: messages.makeRegistrationGoodUpdate,
    particulars: ({ how, receivedOn = null }) => ({ how, receivedOn }),
  });
}

/** Apart from what authorities recorded, and marked as what it is. */
function publicRoute(app: App, { orm, clock }: AppDeps): void {
  app.get(
    '/v1/public/voluntary-registrations',
    {
      config: { access: 'public', calculator: true },
      schema: {
        operationId: 'listPublicRegistrations',
        tags: ['public'],
        summary:
          '按统一社会信用代码查询主体自主申报的信用信息 · What an organisation registered of itself, by its credit code',
        querystring: schemas.PublicRegistrationsQuery,
        response: { 200: schemas.PublicRegistrations },
      },
    },
    async (request, reply) => {
      const { code } = request.query;
      const read = readCreditCode(code);
      if (!read.ok) throw invalidField('/query/code', `code-${read.part}`, read.message);
      const now = await clock();
      const em = orm.em.fork();
      const subject = await findSubjectByIdentifier(em, code);
      const rows = subject?.kind === 'organisation' ? await openRegistrationsOf(em, subject.id) : [];
      const windows = await em.find(Authority, { id: rows.map(({ file }) => file.authorityId) });
      const language = languageOf(request.headers['accept-language']);
      askedEachTime(reply);
      const nameOf = (id: string) => windows.find((one) => one.id === id)?.name ?? '';
      return {
        asOf: now,
        note: WHAT_IT_IS[language],
        items: rows.flatMap((one) => publicView(one, nameOf(one.file.authorityId), shanghaiDay(now), language) ?? []),
      };
    },
  );
}

const WHAT_IT_IS: Bilingual = {
  zh: '以下信息由主体自主申报并承诺真实，不是行政机关认定的信息；“未经核实”的，由使用者自行判断。',
  en: 'This is what the subject says of itself and promises to be true; no authority determined it. What is not verified is for the reader to judge.',
};

/** What everybody sees of a registration on a day; null where it is not shown then. Evidence never is. */
function publicView(
  { file, registration, current }: RegistrationRows,
  authority: string,
  today: Day,
  language: Language,
) {
  const status = file.status as VoluntaryRegistrationStatus;
  const mark = registrationMark(status);
  if (mark === null || !isRegistrationShown({ status, validUntil: registration.validUntil }, today)) return null;
  const { category, title, text, party, documentNumber, on } = current.content;
  return {
    number: file.number,
    category,
    categoryText: REGISTRATION_CATEGORY_TEXT[category][language],
    title,
    text,
    party,
    documentNumber,
    on,
    mark,
    markText: REGISTRATION_MARK_TEXT[mark][language],
    promise: PROMISE[language],
    signedOn: shanghaiDay(current.signedAt),
    verifiedOn: registration.verifiedOn ?? null,
    validUntil: registration.validUntil,
    authority,
  };
}

const PROMISE: Bilingual = {
  zh: '主体已公开承诺本信息真实、准确、完整。',
  en: 'The subject promises in public that this is true, accurate and complete.',
};
