import type { EntityManager } from '@mikro-orm/postgresql';
import type { Static } from 'typebox';
import { Authority } from '../../db/entities/authority.ts';
import { DataConsent } from '../../db/entities/data-consent.ts';
import { consentOf, consentsOf } from '../../db/queries/consents.ts';
import { type LoggedQuery, queriesOfSubject } from '../../db/queries/query-log.ts';
import { findRepresentation } from '../../db/queries/representation.ts';
import { loadRules } from '../../db/queries/rules.ts';
import { CONSENT_STATE_TEXT, consentState, reasonsAgainstConsent } from '../../domain/consent/consent.ts';
import { QUERY_PURPOSE_TEXT, STATUTORY_BASES } from '../../domain/consent/query-bases.ts';
import { groundText, LOGGED_QUERIES } from '../../domain/consent/query-log.ts';
import { ruleSetForCase } from '../../domain/rule-sets/index.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type { App, AppDeps } from '../app-types.ts';
import { auditRead } from '../audit.ts';
import { pageOf } from '../pages.ts';
import { getCaller } from '../plugins/auth.ts';
import { onceOnly } from '../plugins/idempotency.ts';
import { type Language, languageOf, Problem } from '../problems.ts';
import { beforeItsStart, getAuthority, getSubject, subjectUnknown, takeTurn, writeReference } from '../reference.ts';
import { IdempotencyHeader } from '../schemas/common.ts';
import * as schemas from '../schemas/consent.ts';
import { IdParams } from '../schemas/reference.ts';

/** 个人信息查询同意: given, listed and withdrawn by the person, who also reads who looked (49号（十三）（十四）). */
export function consentRoutes(app: App, deps: AppDeps): void {
  const { orm, clock } = deps;

  app.post(
    '/v1/consents',
    {
      config: {
        access: ['applicant'],
        act: 'consent.give',
        problems: ['subject-unknown', 'authority-unknown', 'refused-by-rule'],
      },
      schema: {
        operationId: 'giveConsent',
        tags: ['personal-data'],
        summary:
          '同意某单位为某目的查询本人信息，有范围、有期限 · Consent that an authority queries one’s records, for a purpose, in a scope, until a day',
        headers: IdempotencyHeader,
        body: schemas.ConsentBody,
        response: { 201: schemas.ConsentSchema },
      },
    },
    (request, reply) =>
      onceOnly(deps, request, reply, { on: 'no-case' }, async ({ newId: id, receivedAt }) => {
        const { body } = request;
        const today = shanghaiDay(receivedAt);
        const from = body.from ?? today;
        if (body.until < from) throw beforeItsStart('/until');
        const consent = await writeReference(deps, request, async (em, at) => {
          const known = await em.findOne(DataConsent, { id });
          if (known !== null) return { answer: known, entry: null };
          const { sub } = getCaller(request);
          const capacity = await findRepresentation(em, sub, body.subjectId, today);
          if (capacity === null) throw subjectUnknown();
          const { kind: subjectKind } = await getSubject(em, body.subjectId);
          const rule = await loadRules(em, ruleSetForCase(today).id, today, receivedAt);
          const refusals = reasonsAgainstConsent({ subjectKind, capacity, from, until: body.until, today }, rule);
          if (refusals.length > 0) throw refused(refusals);
          const { id: authorityId, code } = await getAuthority(em, body.authority);
          const { subjectId, purpose, kinds } = body;
          const days = { validFrom: from, validUntil: body.until };
          const given = { givenBy: sub, givenAt: at, withdrawnOn: null, withdrawnAt: null };
          return {
            answer: em.create(DataConsent, { id, subjectId, authorityId, purpose, kinds, ...days, ...given }),
            entry: entryOf('consent.give', subjectId, { consent: id, authority: code, purpose, kinds, ...days }),
          };
        });
        const language = languageOf(request.headers['accept-language']);
        return { status: 201, body: await viewOf(orm.em.fork(), consent, today, language) };
      }),
  );

  app.get(
    '/v1/consents',
    {
      config: { access: ['applicant'], problems: ['subject-unknown'] },
      schema: {
        operationId: 'listConsents',
        tags: ['personal-data'],
        summary: '本人作出的同意，含已撤回、已到期的 · The consents one gave, withdrawn and expired ones too',
        querystring: schemas.ConsentListQuery,
        response: { 200: schemas.ConsentList },
      },
    },
    async (request) => {
      const { subjectId } = request.query;
      const today = shanghaiDay(await clock());
      const em = orm.em.fork();
      await checkActsFor(em, getCaller(request).sub, subjectId, today);
      const language = languageOf(request.headers['accept-language']);
      const items = [];
      for (const consent of await consentsOf(em, subjectId, null))
        items.push(await viewOf(em, consent, today, language));
      return { items };
    },
  );

  app.post(
    '/v1/consents/:id/withdrawal',
    {
      config: { access: ['applicant'], act: 'consent.withdraw', problems: ['consent-unknown'] },
      schema: {
        operationId: 'withdrawConsent',
        tags: ['personal-data'],
        summary: '撤回同意，即时生效 · Withdraw a consent: it counts no more from that moment on',
        headers: IdempotencyHeader,
        params: IdParams,
        body: schemas.NoBody,
        response: { 200: schemas.ConsentSchema },
      },
    },
    (request, reply) =>
      onceOnly(deps, request, reply, { on: 'no-case' }, async ({ receivedAt }) => {
        const { id } = request.params;
        const today = shanghaiDay(receivedAt);
        const consent = await writeReference(deps, request, async (em, at) => {
          await takeTurn(em, 'consent', id);
          const found = await em.findOne(DataConsent, { id });
          const capacity =
            found === null ? null : await findRepresentation(em, getCaller(request).sub, found.subjectId, today);
          if (found === null || capacity === null) throw consentUnknown();
          // Withdrawn twice is withdrawn once: the first day stands.
          if (found.withdrawnOn != null) return { answer: found, entry: null };
          Object.assign(found, { withdrawnOn: today, withdrawnAt: at });
          return { answer: found, entry: entryOf('consent.withdraw', found.subjectId, { consent: id }) };
        });
        const language = languageOf(request.headers['accept-language']);
        return { status: 200, body: await viewOf(orm.em.fork(), consent, today, language) };
      }),
  );

  app.get(
    '/v1/subjects/:id/queries',
    {
      config: { access: ['applicant'], problems: ['subject-unknown'] },
      schema: {
        operationId: 'listQueriesOfSubject',
        tags: ['personal-data'],
        summary: '谁查看过我的信息，最新的在前 · Who looked at my data, and on what ground, newest first',
        params: IdParams,
        querystring: schemas.QueryLogQuery,
        response: { 200: schemas.QueryLog },
      },
    },
    async (request) => {
      const { id } = request.params;
      const now = await clock();
      const em = orm.em.fork();
      await checkActsFor(em, getCaller(request).sub, id, shanghaiDay(now));
      const page = await pageOf(request.query, (asked) => queriesOfSubject(em, id, asked));
      await auditRead(em, request, 'applicant', now, {
        action: 'query-log.read',
        objectKind: 'subject',
        objectId: id,
      });
      const language = languageOf(request.headers['accept-language']);
      return { items: page.items.map((query) => queryView(query, language)), next: page.next };
    },
  );

  app.get(
    '/v1/query-bases',
    {
      config: { access: 'public', calculator: true },
      schema: {
        operationId: 'listQueryBases',
        tags: ['public'],
        summary: '无须同意的法定依据 · On what a person’s information is queried without consent, each with its clause',
        response: { 200: schemas.QueryBasisList },
      },
    },
    async (request) => {
      const language = languageOf(request.headers['accept-language']);
      return {
        items: STATUTORY_BASES.map(({ basis, name, clause, shownBy }) => ({
          code: basis,
          text: name[language],
          clause,
          named: shownBy === 'reference',
        })),
      };
    },
  );
}

function entryOf(action: string, subjectId: string, detail: Readonly<Record<string, unknown>>) {
  return { action, objectKind: 'subject', objectId: subjectId, detail };
}

async function viewOf(
  em: EntityManager,
  row: DataConsent,
  today: Day,
  language: Language,
): Promise<Static<typeof schemas.ConsentSchema>> {
  const { code, name } = await em.findOneOrFail(Authority, { id: row.authorityId });
  const consent = consentOf(row);
  const state = consentState(consent, today);
  const { id, purpose, kinds, from, until, withdrawnOn } = consent;
  return {
    id,
    subjectId: row.subjectId,
    authority: { code, name },
    purpose,
    purposeText: QUERY_PURPOSE_TEXT[purpose][language],
    kinds: [...kinds],
    from,
    until,
    givenAt: row.givenAt,
    withdrawnOn,
    state,
    stateText: CONSENT_STATE_TEXT[state][language],
  };
}

function queryView({ at, action, role, authority, number, detail }: LoggedQuery, language: Language) {
  const ground = groundText(detail['ground']);
  const text = LOGGED_QUERIES[action]?.[language] ?? action;
  return {
    at,
    action,
    text,
    role,
    authority,
    number,
    ground: ground === null ? null : { ...ground, text: ground.text[language] },
  };
}

/** @throws Problem `subject-unknown` */
async function checkActsFor(em: EntityManager, sub: string, subjectId: string, today: Day): Promise<void> {
  if ((await findRepresentation(em, sub, subjectId, today)) === null) throw subjectUnknown();
}

function refused(refusals: NonNullable<Problem['extras']['refusals']>): Problem {
  return new Problem(
    'refused-by-rule',
    {
      zh: '依规定不能作此同意，未作登记；理由见 refusals。',
      en: 'No such consent can be given; see refusals for the reasons.',
    },
    { refusals },
  );
}

function consentUnknown(): Problem {
  return new Problem('consent-unknown', {
    zh: '没有该项同意，或者不是您作出的。',
    en: 'There is no such consent, or it is not yours.',
  });
}
