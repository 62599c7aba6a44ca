import type { Static } from 'typebox';
import { loadCalendar } from '../../db/queries/calendar.ts';
import { findCaseDetail } from '../../db/queries/case-detail.ts';
import { type CaseFilter, type CaseItem, listCases } from '../../db/queries/case-list.ts';
import { subjectsRepresentedBy } from '../../db/queries/representation.ts';
import { STATUS_TEXT } from '../../domain/accept-first.ts';
import { maskName } from '../../domain/masking.ts';
import { type Day, shanghaiDay } from '../../domain/time.ts';
import { WAIT_TEXT } from '../../domain/timeline.ts';
import type { App, AppDeps } from '../app-types.ts';
import { auditRead } from '../audit.ts';
import { getVisibleCase } from '../case-access.ts';
import { caseView } from '../case-view.ts';
import { pageOf } from '../pages.ts';
import { getCaller } from '../plugins/auth.ts';
import { type Language, languageOf, Problem } from '../problems.ts';
import { CaseNumberParams } from '../schemas/accept-first.ts';
import { CaseAnswer, CaseListAnswer, CaseListQuery } from '../schemas/case.ts';
import type { Caller } from '../token.ts';

const READERS = ['auditor', 'supervisor', 'officer', 'applicant'] as const;
type Reader = (typeof READERS)[number];

/** 案件: the lists people work from, and one case with all that belongs to it. */
export function caseRoutes(app: App, { orm, clock }: AppDeps): void {
  app.get(
    '/v1/cases',
    {
      config: { access: READERS, problems: ['role-not-allowed'] },
      schema: {
        operationId: 'listCases',
        tags: ['cases'],
        summary: '案件列表，按下一期限排序 · Cases by their next deadline',
        querystring: CaseListQuery,
        response: { 200: CaseListAnswer },
      },
    },
    async (request) => {
      const { limit, cursor, as, ...wanted } = request.query;
      const caller = getCaller(request);
      const now = await clock();
      const em = orm.em.fork();
      const reader = readerOf(caller, as);
      const subjectIds = reader === 'applicant' ? await subjectsRepresentedBy(em, caller.sub, shanghaiDay(now)) : [];
      const filter = filterOf(wanted, reader, caller, subjectIds);
      const language = languageOf(request.headers['accept-language']);
      const page = await pageOf(
        { ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) },
        (part) => listCases(em, filter, part),
      );
      await auditRead(em, request, reader, now, {
        action: 'case.list',
        objectKind: 'case-list',
        objectId: reader,
        detail: { numbers: page.items.map(({ number }) => number) },
      });
      return { items: page.items.map((item) => itemView(item, reader, language)), next: page.next };
    },
  );

  app.get(
    '/v1/cases/:number',
    {
      config: { access: READERS, problems: ['case-unknown'] },
      schema: {
        operationId: 'getCase',
        tags: ['cases'],
        summary:
          '案件详情：材料、期限及其算法、经过、现在可办和尚不可办 · One case: materials, deadline explained, timeline, what may be done now',
        params: CaseNumberParams,
        response: { 200: CaseAnswer },
      },
    },
    async (request) => {
      const caller = getCaller(request);
      const now = await clock();
      const em = orm.em.fork();
      const visible = await getVisibleCase(em, caller, request.params.number, shanghaiDay(now));
      const detail = await findCaseDetail(em, visible.head.id);
      if (detail === null) throw new Error('a case that was there a moment ago is gone');
      await auditRead(em, request, visible.roles[0], now, {
        action: 'case.read',
        objectKind: 'case',
        objectId: visible.head.number,
      });
      return caseView(detail, {
        caller,
        visible,
        calendar: await loadCalendar(em),
        language: languageOf(request.headers['accept-language']),
      });
    },
  );
}

function readerOf(caller: Caller, as: Reader | undefined): Reader {
  if (as !== undefined && !caller.roles.includes(as)) {
    throw new Problem('role-not-allowed', { zh: `您没有“${as}”角色。`, en: `You do not have the role "${as}".` });
  }
  const reader = as ?? READERS.find((role) => caller.roles.includes(role));
  if (reader === undefined) throw new Error('the route let in a caller without a role of its own');
  return reader;
}

/** What was asked for, narrowed to what the reader may see; the narrowing comes last and always wins. */
function filterOf(
  wanted: Omit<Static<typeof CaseListQuery>, 'limit' | 'cursor' | 'as'> & { dueBefore?: Day },
  reader: Reader,
  caller: Caller,
  subjectIds: readonly string[],
): CaseFilter {
  const { status, ...rest } = wanted;
  const asked: CaseFilter = { ...rest, ...(status === undefined ? {} : { statuses: status }) };
  switch (reader) {
    case 'auditor':
      return asked;
    case 'applicant':
      return { ...asked, ofSubjects: subjectIds };
    case 'officer':
    case 'supervisor':
      // Another authority's cases are none of theirs: asked for, the list is empty.
      return rest.authority !== undefined && rest.authority !== caller.authority
        ? { statuses: [] }
        : { ...asked, authority: caller.authority ?? '' };
    default:
      return reader satisfies never;
  }
}

function itemView(item: CaseItem, reader: Reader, language: Language) {
  const { subject, next, status } = item;
  const name = reader === 'auditor' && subject.kind === 'person' ? maskName(subject.name) : subject.name;
  return {
    number: item.number,
    kind: item.kind,
    status,
    statusText: STATUS_TEXT[status][language],
    subject: { id: subject.id, name },
    authority: item.authority,
    procedure: item.procedure,
    receivedOn: item.receivedOn,
    openedAt: item.openedAt,
    closedAt: item.closedAt,
    assignedTo: item.assignedTo,
    next:
      next === null
        ? null
        : { kind: next.kind, due: next.due, provisional: next.provisional, text: WAIT_TEXT[next.kind][language] },
  };
}
