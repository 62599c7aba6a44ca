import type { Static } from 'typebox';
import { loadCalendar } from '../../db/queries/calendar.ts';
import { findCaseDetail } from '../../db/queries/case-detail.ts';
import type { CaseFilter } from '../../db/queries/case-list-filter.ts';
import { type CaseItem, type CaseSort, listCases } from '../../db/queries/case-list.ts';
import { subjectsRepresentedBy } from '../../db/queries/representation.ts';
import { HIDDEN_FROM_SUBJECT, statusText, waitText } from '../../domain/case/case-kinds.ts';
import { GREEN_GROUND_TEXT } from '../../domain/green-channel/green-channel.ts';
import { maskName } from '../../domain/record/masking.ts';
import { readCreditCode } from '../../domain/subject/credit-code.ts';
import type { Bilingual } from '../../domain/text.ts';
import { shanghaiDay } from '../../domain/time.ts';
import type { App, AppDeps } from '../app-types.ts';
import { auditRead } from '../audit.ts';
import { getVisibleCase } from '../case-access.ts';
import { caseView } from '../case-view.ts';
import { lookUpView, readLookUps } from '../look-up-view.ts';
import { pageOf } from '../pages.ts';
import { getCaller } from '../plugins/auth.ts';
import { getKindView } from '../views/kind-views.ts';
import { invalidField, type Language, languageOf, Problem } from '../problems.ts';
import { CaseNumberParams } from '../schemas/acts.ts';
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
        summary:
          '案件列表，缺省按下一期限排序，工作人员的列表中绿色通道优先办理的在前；逾期未办者可单列 · Cases, by their next deadline unless asked otherwise, on a desk after what goes first by the green channel',
        description:
          '承办人员只见本机关的案件（含本机关有部分须办的修复申请），申请人只见所代表主体的案件，审计人员见全部。周一早上先看 `overdue=true`，再看 `mine=true&dueBefore=…`，最后看 `unclaimed=true`。\n\nAn officer sees the cases of their authority, with the repairs that it has a part of; an applicant those of the subjects they act for; an auditor all. For a Monday morning: `overdue=true`, then `mine=true&dueBefore=…`, then `unclaimed=true`.',
        querystring: CaseListQuery,
        response: { 200: CaseListAnswer },
      },
    },
    async (request) => {
      const { limit, cursor, as, sort, ...wanted } = request.query;
      const caller = getCaller(request);
      const now = await clock();
      const em = orm.em.fork();
      const reader = readerOf(caller, as);
      const subjectIds = reader === 'applicant' ? await subjectsRepresentedBy(em, caller.sub, shanghaiDay(now)) : [];
      const filter = filterOf(wanted, reader, caller, subjectIds);
      const language = languageOf(request.headers['accept-language']);
      const page = await pageOf(
        { ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) },
        (part) => listCases(em, filter, { ...part, sort: sort ?? usualSort(filter, reader) }, shanghaiDay(now)),
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
      const kind = getKindView(visible.head.kind);
      const found = await findCaseDetail(em, visible.head.id, async (reader, detail) => ({
        kinds: await kind.read(reader, detail.file.id, now),
        lookUps: await readLookUps(reader, detail, { visible, caller, now }),
      }));
      if (found === null) throw new Error('a case that was there a moment ago is gone');
      const { kinds: own, lookUps } = found.own;
      await auditRead(em, request, visible.roles[0], now, {
        action: 'case.read',
        objectKind: 'case',
        objectId: visible.head.number,
        detail: lookUps.ground === null ? {} : { ground: lookUps.ground },
      });
      const language = languageOf(request.headers['accept-language']);
      const calendar = await loadCalendar(em);
      return {
        ...caseView(kind, own, found.detail, { caller, visible, calendar, language, now }),
        ...lookUpView(lookUps, kind.barring?.(own) ?? [], language),
      };
    },
  );
}

const READER_NAMES: Readonly<Record<Reader, Bilingual>> = {
  applicant: { zh: '申请人', en: 'applicant' },
  officer: { zh: '经办人', en: 'officer' },
  supervisor: { zh: '主管人员', en: 'supervisor' },
  auditor: { zh: '审计人员', en: 'auditor' },
};

function readerOf(caller: Caller, as: Reader | undefined): Reader {
  if (as !== undefined && !caller.roles.includes(as)) {
    const { zh, en } = READER_NAMES[as];
    throw new Problem('role-not-allowed', { zh: `您没有“${zh}”角色。`, en: `You do not have the role "${en}".` });
  }
  const reader = as ?? READERS.find((role) => caller.roles.includes(role));
  if (reader === undefined) throw new Error('the route let in a caller without a role of its own');
  return reader;
}

/** Who asks what is overdue looks at the longest first; a desk at what goes first by the green channel. */
function usualSort({ overdue }: CaseFilter, reader: Reader): CaseSort {
  if (overdue === true) return 'overdue';
  return reader === 'officer' || reader === 'supervisor' ? 'desk' : 'next-due';
}

/** What was asked for, narrowed to what the reader may see; the narrowing comes last and always wins. */
function filterOf(
  wanted: Omit<Static<typeof CaseListQuery>, 'limit' | 'cursor' | 'as' | 'sort'>,
  reader: Reader,
  caller: Caller,
  subjectIds: readonly string[],
): CaseFilter {
  const { status, mine, ...rest } = wanted;
  const asked: CaseFilter = {
    ...rest,
    ...(status === undefined ? {} : { statuses: status }),
    ...(mine === true ? { assignedTo: handlerAsked(caller, rest.assignedTo) } : {}),
  };
  if (rest.creditCode !== undefined) checkCreditCode(rest.creditCode);
  switch (reader) {
    case 'auditor':
      return asked;
    case 'applicant':
      checkNotByHandler(rest);
      return { ...asked, ofSubjects: subjectIds, hidden: HIDDEN_FROM_SUBJECT };
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

/**
 * Who handles a case is hidden from its applicant: whether it is found by its handler would tell.
 * @throws Problem `invalid-input`
 */
function checkNotByHandler(asked: Pick<CaseFilter, 'assignedTo' | 'unclaimed'>): void {
  for (const field of ['assignedTo', 'unclaimed'] as const) {
    if (asked[field] === undefined) continue;
    throw invalidField(`/query/${field}`, 'not-for-applicants', {
      zh: `申请人查看案件列表时不能使用“/query/${field}”，请去掉。`,
      en: `As an applicant leave out "/query/${field}": who handles a case is the desk's own affair.`,
    });
  }
}

/** @throws Problem `invalid-input` for somebody else's cases that are one's own */
function handlerAsked({ sub }: Caller, asked: string | undefined): string {
  if (asked === undefined || asked === sub) return sub;
  throw invalidField('/query/mine', 'conflict', {
    zh: '“/query/mine”与“/query/assignedTo”只能选用其一。',
    en: 'Give "/query/mine" or "/query/assignedTo", not both.',
  });
}

/** A resident's number does not belong in an address: what is no credit code is not looked for. */
function checkCreditCode(code: string): void {
  const read = readCreditCode(code);
  if (!read.ok) throw invalidField('/query/creditCode', `code-${read.part}`, read.message);
}

function itemView(item: CaseItem, reader: Reader, language: Language) {
  const { subject, next, overdue, status } = item;
  const name = reader === 'auditor' && subject.kind === 'person' ? maskName(subject.name) : subject.name;
  return {
    number: item.number,
    kind: item.kind,
    status,
    statusText: statusText(item.kind, status)[language],
    subject: { id: subject.id, name },
    authority: item.authority,
    procedure: item.procedure,
    greenChannel: item.greenChannel && {
      ...item.greenChannel,
      text: GREEN_GROUND_TEXT[item.greenChannel.ground][language],
    },
    receivedOn: item.receivedOn,
    openedAt: item.openedAt,
    closedAt: item.closedAt,
    // Who handles it is the desk's own affair, as in the case itself.
    assignedTo: reader === 'applicant' ? null : item.assignedTo,
    next: next === null ? null : deadlineView(next, language),
    overdue: overdue === null ? null : { ...deadlineView(overdue, language), authority: overdue.authority },
  };
}

function deadlineView({ kind, due, provisional }: Omit<NonNullable<CaseItem['next']>, 'at'>, language: Language) {
  return { kind, due, provisional, text: waitText(kind)[language] };
}
