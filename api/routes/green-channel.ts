import type { EntityManager } from '@mikro-orm/postgresql';
import { IntegrityModelRow } from '../../db/entities/integrity-model.ts';
import { Authority } from '../../db/entities/authority.ts';
import { handlesCaseOf } from '../../db/queries/consents.ts';
import { greenChannelFacts, modelsOf } from '../../db/queries/green-channel.ts';
import { findRepresentation } from '../../db/queries/representation.ts';
import { loadRules } from '../../db/queries/rules.ts';
import type { QueryGround } from '../../domain/consent/consent.ts';
import { greenChannel, GREEN_CHANNEL_CLAUSE, GREEN_GROUND_TEXT } from '../../domain/green-channel/green-channel.ts';
import { ruleSetForCase } from '../../domain/rule-sets/index.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import type { App, AppDeps } from '../app-types.ts';
import { auditRead } from '../audit.ts';
import { getCaller } from '../plugins/auth.ts';
import { onceOnly } from '../plugins/idempotency.ts';
import { languageOf, Problem, refusalText } from '../problems.ts';
import { beforeItsStart, getAuthority, getSubject, subjectUnknown, takeTurn, writeReference } from '../reference.ts';
import { IdempotencyHeader } from '../schemas/common.ts';
import { NoBody } from '../schemas/consent.ts';
import * as schemas from '../schemas/green-channel.ts';
import { IdParams } from '../schemas/reference.ts';
import type { Caller } from '../token.ts';

const DESK = ['officer', 'supervisor'] as const;

/** 诚信典型 (S13): entered by who named them; and whether a subject may use the green channel, with every reason. */
export function greenChannelRoutes(app: App, deps: AppDeps): void {
  const { orm, clock } = deps;

  app.post(
    '/v1/integrity-models',
    {
      config: {
        access: DESK,
        act: 'integrity-model.enter',
        problems: ['subject-unknown', 'authority-unknown', 'conflict'],
      },
      schema: {
        operationId: 'enterIntegrityModel',
        tags: ['reference'],
        summary: '录入本单位认定的诚信典型 · Enter an integrity model that one’s own authority named',
        headers: IdempotencyHeader,
        body: schemas.ModelBody,
        response: { 201: schemas.ModelSchema },
      },
    },
    (request, reply) =>
      onceOnly(deps, request, reply, { on: 'no-case' }, async ({ newId: id }) => {
        const { subjectId, title, documentNumber, from, until } = request.body;
        if (until < from) throw beforeItsStart('/until');
        const { sub, authority: own } = getCaller(request);
        const body = await writeReference(deps, request, async (em, at) => {
          const authority = await getAuthority(em, own ?? '');
          await getSubject(em, subjectId);
          await takeTurn(em, 'integrity-model', subjectId);
          const known = await em.findOne(IntegrityModelRow, { subjectId, authorityId: authority.id, documentNumber });
          if (known !== null && known.id !== id) throw entered();
          const days = { validFrom: from, validUntil: until, endedOn: null };
          const row =
            known ??
            em.create(IntegrityModelRow, {
              id,
              subjectId,
              authorityId: authority.id,
              title,
              documentNumber,
              ...days,
              enteredBy: sub,
              at,
            });
          const entry = { action: 'integrity-model.enter', objectKind: 'subject', objectId: subjectId };
          return { answer: modelView(row, authority), entry: known === null ? entry : null };
        });
        return { status: 201, body };
      }),
  );

  app.post(
    '/v1/integrity-models/:id/end',
    {
      config: { access: DESK, act: 'integrity-model.end', problems: ['integrity-model-unknown'] },
      schema: {
        operationId: 'endIntegrityModel',
        tags: ['reference'],
        summary: '撤销诚信典型称号，自当日起 · End an integrity model from today on',
        headers: IdempotencyHeader,
        params: IdParams,
        body: NoBody,
        response: { 200: schemas.ModelSchema },
      },
    },
    (request, reply) =>
      onceOnly(deps, request, reply, { on: 'no-case' }, async ({ receivedAt }) => {
        const body = await writeReference(deps, request, async (em) => {
          await takeTurn(em, 'integrity-model', request.params.id);
          const row = await em.findOne(IntegrityModelRow, { id: request.params.id });
          const authority = row === null ? null : await em.findOne(Authority, { id: row.authorityId });
          if (row === null || authority === null || authority.code !== getCaller(request).authority) throw unknown();
          if (row.endedOn != null) return { answer: modelView(row, authority), entry: null };
          row.endedOn = shanghaiDay(receivedAt);
          const entry = { action: 'integrity-model.end', objectKind: 'subject', objectId: row.subjectId };
          return { answer: modelView(row, authority), entry };
        });
        return { status: 200, body };
      }),
  );

  app.get(
    '/v1/subjects/:id/green-channel',
    {
      config: { access: ['applicant', ...DESK], problems: ['subject-unknown', 'role-not-allowed'] },
      schema: {
        operationId: 'getGreenChannel',
        tags: ['accept-first'],
        summary:
          '主体是否符合绿色通道条件，不符合的列明理由 · Whether a subject may use the green channel, and why not: for who acts for it, and for who handles a case of it',
        params: IdParams,
        response: { 200: schemas.GreenChannelAnswerSchema },
      },
    },
    async (request) => {
      const { id } = request.params;
      const now = await clock();
      const today = shanghaiDay(now);
      const em = orm.em.fork();
      const { role, detail } = await onlookerOf(em, getCaller(request), id, today);
      const rule = await loadRules(em, ruleSetForCase(today).id, today, now);
      const { eligible, ground, refusals } = greenChannel(await greenChannelFacts(em, id, now), rule);
      await auditRead(em, request, role, now, {
        action: 'green-channel.read',
        objectKind: 'subject',
        objectId: id,
        detail,
      });
      const language = languageOf(request.headers['accept-language']);
      return {
        eligible,
        ground,
        groundText: ground === null ? null : GREEN_GROUND_TEXT[ground][language],
        clause: GREEN_CHANNEL_CLAUSE,
        refusals: refusals.map((refusal) => refusalText(refusal, language)),
        models: (await modelsOf(em, id)).map(({ row, authority }) => modelView(row, authority)),
      };
    },
  );
}

/**
 * In which role somebody asks whether a subject may use the green channel, and what the log keeps of it: who acts for the
 * subject, or the people of an authority with an open case that it applied for, who are to give the convenience.
 * @throws Problem `subject-unknown`, `role-not-allowed`
 */
async function onlookerOf(
  em: EntityManager,
  { sub, roles, authority }: Caller,
  subjectId: string,
  today: Day,
): Promise<{ role: 'applicant' | (typeof DESK)[number]; detail: Readonly<Record<string, unknown>> }> {
  if (roles.includes('applicant') && (await findRepresentation(em, sub, subjectId, today)) !== null)
    return { role: 'applicant', detail: {} };
  const role = DESK.find((one) => roles.includes(one));
  if (role === undefined) throw subjectUnknown();
  await getSubject(em, subjectId);
  if (authority === null || !(await handlesCaseOf(em, subjectId, authority))) throw noCaseOfIts();
  const ground: QueryGround = { kind: 'statutory', basis: 'own-case', reference: null };
  return { role, detail: { ground } };
}

function modelView(row: IntegrityModelRow, { code, name }: Authority) {
  const { id, subjectId, title, documentNumber, validFrom: from, validUntil: until } = row;
  const endedOn = row.endedOn ?? null;
  return { id, subjectId, authority: { code, name }, title, documentNumber, from, until, endedOn };
}

function entered(): Problem {
  return new Problem('conflict', {
    zh: '该文书对该主体的诚信典型已录入。',
    en: 'An integrity model of this subject by this document is entered already.',
  });
}

function unknown(): Problem {
  return new Problem('integrity-model-unknown', {
    zh: '没有该项诚信典型，或者不是贵单位认定的。',
    en: 'There is no such integrity model, or another authority named it.',
  });
}

function noCaseOfIts(): Problem {
  return new Problem('role-not-allowed', {
    zh: '本单位没有该主体提出的在办事项，不能查询其绿色通道条件。',
    en: 'Your authority has no open case of this subject, and so may not ask this of it.',
  });
}
