import type { EntityManager } from '@mikro-orm/postgresql';
import type { Subject } from '../../db/entities/subject.ts';
import { findRecordRows, recordsOfSubject, stateOfRecord } from '../../db/queries/records.ts';
import { findRepairBar } from '../../db/queries/repair-bar.ts';
import { findRepresentation } from '../../db/queries/representation.ts';
import { statusText } from '../../domain/case/case-kinds.ts';
import type { Role } from '../../domain/case/roles.ts';
import type { PersonalAccess, QueryReason } from '../../domain/consent/consent.ts';
import { isDeterminedAlone } from '../../domain/record/heard-before.ts';
import type { RecordKind } from '../../domain/record/record-kind.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import * as messages from '../../workflows/messages/publicity.ts';
import { openCase, type StartableCase } from '../acts.ts';
import type { App, AppDeps } from '../app-types.ts';
import { auditRead } from '../audit.ts';
import { actorAs } from '../case-access.ts';
import { getCaller } from '../plugins/auth.ts';
import { onceOnly } from '../plugins/idempotency.ts';
import { type Language, languageOf, Problem, refusalText } from '../problems.ts';
import { detailView, nameRecords, type NamedRecord } from '../record-view.ts';
import { getSubject, subjectUnknown } from '../reference.ts';
import { IdempotencyHeader } from '../schemas/common.ts';
import * as schemas from '../schemas/record.ts';
import { IdParams } from '../schemas/reference.ts';
import { covers, findPersonalAccess, groundOf, readReason, refusedQuery } from '../personal-data.ts';
import type { Caller } from '../token.ts';

const AT_THE_DESK = ['officer', 'supervisor'] as const;
const READERS = ['applicant', 'officer', 'supervisor', 'auditor'] as const;

const STARTABLE: StartableCase = {
  kind: 'publicity',
  workflow: messages.PUBLICITY_WORKFLOW,
  workflowId: messages.publicityWorkflowId,
};

/** 失信记录: entered by the authority that determined it, and read by who has to do with it. */
export function recordRoutes(app: App, deps: AppDeps): void {
  const { orm, clock } = deps;

  app.post(
    '/v1/records',
    {
      config: {
        access: AT_THE_DESK,
        act: 'publicity.open',
        problems: ['subject-unknown', 'role-not-allowed', 'refused-by-rule', 'no-rule-set', 'conflict', 'case-unknown'],
      },
      schema: {
        operationId: 'enterRecord',
        tags: ['publicity'],
        summary: '认定单位录入失信记录并公示 · Enter a record of one’s own authority: its publicity runs from then on',
        description:
          '列入严重失信主体名单、其他失信信息由主管人员录入，并填写决定前告知当事人的日期和异议情况；尚未告知的，办理失信认定。\n\nWhat comes about by a determination alone (`serious-list`, `other-negative`) is entered by a supervisor, with the day on which the subject was told (`toldOn`) and what it objected (`objection`); where it was not told yet, open a determination.',
        headers: IdempotencyHeader,
        body: schemas.RecordBody,
        response: { 201: schemas.RecordEnteredSchema },
      },
    },
    (request, reply) =>
      onceOnly(
        deps,
        request,
        reply,
        { on: 'new-case', location: (body) => `/v1/records/${(body as { id: string }).id}` },
        async ({ actId, newId: caseId, receivedAt }) => {
          const caller = getCaller(request);
          const { body } = request;
          await getSubject(orm.em.fork(), body.subjectId);
          const role = roleAtDoor(caller, body.kind);
          const { toldOn = null, objection = null } = body;
          const publishedFrom = body.publishedFrom ?? null;
          const from = publishedFrom ?? shanghaiDay(receivedAt);
          const entry: messages.EnterRecordAct = {
            id: actId,
            by: actorAs(caller, role),
            receivedAt,
            requestId: request.id,
            subjectId: body.subjectId,
            kind: body.kind,
            documentKind: body.documentKind,
            documentNumber: body.documentNumber,
            decidedOn: body.decidedOn,
            severity: body.severity,
            sector: body.sector ?? 'general',
            facts: body.facts ?? null,
            publishedFrom,
            foundNecessary: body.foundNecessary ?? false,
            warningOnly: body.warningOnly ?? false,
            measures: (body.measures ?? []).map((one) => ({
              code: one.code,
              from: one.from ?? from,
              until: one.until ?? null,
            })),
            heard: toldOn === null || objection === null ? null : { toldOn, objection },
          };
          const answer = await openCase(deps, request.log, STARTABLE, caseId, messages.enterRecordUpdate, entry);
          return { status: 201, body: enteredBody(answer, languageOf(request.headers['accept-language'])) };
        },
      ),
  );

  app.get(
    '/v1/records',
    {
      config: { access: READERS, problems: ['subject-unknown'] },
      schema: {
        operationId: 'listRecords',
        tags: ['publicity'],
        summary: '主体的失信记录 · The records of a subject that the caller may see',
        description:
          '他单位查询自然人的信息，须经本人同意（`purpose`）或者有法定依据（`basis`、`reference`）；否则只列本单位的记录，理由见 `withheld`。\n\nAnother authority queries a person’s records by the person’s consent (`purpose`) or on a basis in law (`basis` with `reference`); else it sees its own only, and `withheld` says why.',
        querystring: schemas.RecordListQuery,
        response: { 200: schemas.RecordList },
      },
    },
    async (request) => {
      const caller = getCaller(request);
      const { subjectId, ...given } = request.query;
      const reason = readReason(given);
      const now = await clock();
      const em = orm.em.fork();
      const subject = await getSubject(em, subjectId);
      const records = await nameRecords(em, await recordsOfSubject(em, subject.id));
      const isSubjects = await actsFor(em, caller, subjectId, now);
      const access = await accessOf(em, caller, subject, { reason, isSubjects, now });
      const onlooker = { caller, now, isSubjects, access };
      // For who is an applicant alone, a subject that they do not act for is none.
      if (!onlooker.isSubjects && caller.roles.every((role) => role === 'applicant')) throw subjectUnknown();
      const seen = records.flatMap((record) => {
        const sight = sightOn(record, onlooker);
        return sight === null ? [] : [{ record, ...sight }];
      });
      await auditRead(em, request, seen[0]?.role ?? mainRole(caller), now, {
        action: seen.length === 0 && access?.ok === false ? 'record.withheld' : 'record.list',
        objectKind: 'subject',
        objectId: subjectId,
        detail: { records: seen.map(({ record }) => record.rows.row.id), ...groundOf(access) },
      });
      const language = languageOf(request.headers['accept-language']);
      const barredUntil = (await findRepairBar(em, subjectId, shanghaiDay(now)))?.until ?? null;
      const items = seen.map(({ record, isTheirs }) => detailView(record, { now, language, isTheirs, barredUntil }));
      return { items, withheld: access?.ok === false ? refusalText(access.refusal, language) : null };
    },
  );

  app.get(
    '/v1/records/:id',
    {
      config: { access: READERS, problems: ['record-unknown', 'refused-by-rule'] },
      schema: {
        operationId: 'getRecord',
        tags: ['publicity'],
        summary: '失信记录 · One record, with its measures, holds and dates',
        params: IdParams,
        querystring: schemas.RecordQuery,
        response: { 200: schemas.RecordDetail },
      },
    },
    async (request) => {
      const caller = getCaller(request);
      const { id } = request.params;
      const reason = readReason(request.query);
      const now = await clock();
      const em = orm.em.fork();
      const rows = await findRecordRows(em, id);
      const [record] = rows === null ? [] : await nameRecords(em, [rows]);
      if (record === undefined) throw recordUnknown();
      const isSubjects = await actsFor(em, caller, record.subject.id, now);
      const access = await accessOf(em, caller, record.subject, { reason, isSubjects, now });
      const sight = sightOn(record, { caller, now, isSubjects, access });
      const read = { objectKind: 'record', objectId: id, detail: groundOf(access) };
      if (sight === null) {
        const withConsent = access?.ok === false && sightOn(record, { caller, now, isSubjects, access: null });
        if (!withConsent) throw recordUnknown();
        await auditRead(em, request, withConsent.role, now, { action: 'record.withheld', ...read });
        throw refusedQuery(access.refusal);
      }
      await auditRead(em, request, sight.role, now, { action: 'record.read', ...read });
      const barredUntil = (await findRepairBar(em, record.subject.id, shanghaiDay(now)))?.until ?? null;
      const language = languageOf(request.headers['accept-language']);
      return detailView(record, { now, language, isTheirs: sight.isTheirs, barredUntil });
    },
  );
}

async function actsFor(em: EntityManager, caller: Caller, subjectId: string, now: Instant): Promise<boolean> {
  if (!caller.roles.includes('applicant')) return false;
  return (await findRepresentation(em, caller.sub, subjectId, shanghaiDay(now))) !== null;
}

/** For who looks as another authority and not as the person's own people or an auditor; null: no consent is asked. */
async function accessOf(
  em: EntityManager,
  caller: Caller,
  subject: Subject,
  { reason, isSubjects, now }: { reason: QueryReason; isSubjects: boolean; now: Instant },
): Promise<PersonalAccess | null> {
  if (isSubjects || caller.roles.includes('auditor')) return null;
  return await findPersonalAccess(em, caller, subject, reason, now);
}

/**
 * In which role somebody sees a record, and whether as one of its own people: its desk and who acts for the subject see
 * all of it, another authority what is shared with it (国发〔2016〕33号（十八） 应查必查) and, of a person, what consent or law
 * lets it query (国办发〔2020〕49号（十四）), auditors all of it masked.
 */
function sightOn(
  { rows, authority }: NamedRecord,
  {
    caller,
    now,
    isSubjects,
    access,
  }: { caller: Caller; now: Instant; isSubjects: boolean; access: PersonalAccess | null },
): { role: Role; isTheirs: boolean } | null {
  const desk = AT_THE_DESK.find((role) => caller.roles.includes(role));
  if (desk !== undefined && caller.authority === authority.code) return { role: desk, isTheirs: true };
  if (isSubjects) return { role: 'applicant', isTheirs: true };
  if (caller.roles.includes('auditor')) return { role: 'auditor', isTheirs: false };
  if (desk === undefined || !covers(access, rows.row.kind)) return null;
  return stateOfRecord(rows, now).shared ? { role: desk, isTheirs: false } : null;
}

function mainRole({ roles }: Caller): Role {
  return READERS.find((role) => roles.includes(role)) ?? 'applicant';
}

function enteredBody(answer: messages.RecordEntered, language: Language): object {
  if (answer.outcome === 'not-registered') throw notEntered(answer);
  const { recordId: id, number, status, next } = answer;
  return { id, number, status, statusText: statusText('publicity', status)[language], next };
}

function notEntered({ refusals }: Extract<messages.RecordEntered, { outcome: 'not-registered' }>): Problem {
  const codes = refusals.map(({ code }) => code);
  const code = codes.includes('record-entered')
    ? 'conflict'
    : codes.every((one) => one === 'no-rule-set')
      ? 'no-rule-set'
      : 'refused-by-rule';
  return new Problem(
    code,
    { zh: '记录未录入，原因见 refusals。', en: 'The record was not entered; see refusals for the reasons.' },
    { refusals },
  );
}

function recordUnknown(): Problem {
  return new Problem('record-unknown', {
    zh: '没有该记录，或您无权查看，请核对编号。',
    en: 'There is no such record, or it is not yours to see; check its id.',
  });
}

/**
 * The role in which a record is entered: of an officer, but what comes about by a determination alone takes a supervisor.
 * @throws Problem `role-not-allowed`
 */
function roleAtDoor(caller: Caller, kind: RecordKind): Role {
  const allowed = AT_THE_DESK.filter((role) => role === 'supervisor' || !isDeterminedAlone(kind));
  const role = allowed.find((own) => caller.roles.includes(own));
  if (role !== undefined) return role;
  throw new Problem('role-not-allowed', {
    zh: '列入严重失信主体名单、其他失信信息由本单位主管人员录入；经办人请办理失信认定。',
    en: 'Listings as seriously dishonest and other negative information are entered by a supervisor of the authority; an officer opens a determination.',
  });
}
