import type { EntityManager } from '@mikro-orm/postgresql';
import type { Static } from 'typebox';
import type { Authority } from '../db/entities/authority.ts';
import type { CaseOutcome } from '../db/entities/case-file.ts';
import type { CaseDetail } from '../db/queries/case-detail.ts';
import type { Calendar } from '../domain/deadline/calendar.ts';
import { DESK_ACTS, rolesAllowed } from '../domain/case/case-kind.ts';
import { getCaseTable, statusText, waitText } from '../domain/case/case-kinds.ts';
import { GREEN_GROUND_TEXT } from '../domain/green-channel/green-channel.ts';
import { computeDeadline } from '../domain/deadline/deadline.ts';
import type { Ledger } from '../domain/deadline/ledger.ts';
import type { BarringMeasure } from '../domain/record/in-force.ts';
import { maskSubject } from '../domain/record/masking.ts';
import { performanceText } from '../domain/case/performance.ts';
import type { TimelineEvent } from '../domain/case/timeline.ts';
import type { Bilingual } from '../domain/text.ts';
import type { VisibleCase } from './case-access.ts';
import { type Sight, timelineView, WITHHELD } from './case-timeline.ts';
import type { Language } from './problems.ts';
import type { CaseAnswer, CaseSections } from './schemas/case.ts';
import type { Caller } from './token.ts';

/** A case without what is looked up of its subject (`look-up-view.ts`). */
type View = Omit<Static<typeof CaseAnswer>, 'standing' | 'lookUps'>;
type CaseSection = Pick<View, keyof CaseSections>;

/** Which of a case's people is looking, and in which language. */
export interface Onlooker {
  caller: Caller;
  visible: VisibleCase;
  language: Language;
  calendar: Calendar;
  /** The instant of looking, on the service's clock. */
  now: string;
}

/** What one kind of case shows beside what every case does. */
export interface KindView<T> {
  /** Name of its section in the answer. */
  readonly section: keyof CaseSections;
  /** Reads the kind's own rows, in the snapshot of the whole answer, as they count at an instant. */
  read(reader: EntityManager, caseId: string, now: string): Promise<T>;
  /** What the codes in its timeline stand for. */
  names(own: T): ReadonlyMap<string, string>;
  show(own: T, detail: CaseDetail, onlooker: Onlooker & { sight: Sight }): object;
  /** The authorities that have a part of the case, whose people see it too; absent: none. */
  authorities?(own: T): readonly Authority[];
  /** Code of the authority whose affair an entry is; null: the case's own; absent: all are. */
  deskOf?(event: TimelineEvent): string | null;
  /** Code of the authority that a deadline is for, by what it is about; null: the case's own; absent: all are. */
  deskOfDeadline?(own: T, about: string): string | null;
  /** The measures under which the matter of the case may not be granted; absent: none. */
  barring?(own: T): readonly BarringMeasure[];
  /** What the onlooker may do now, and what not yet; absent: what the tables alone say. */
  acts?(own: T, detail: CaseDetail, onlooker: Onlooker): Pick<View, 'mayDo' | 'notYet'>;
}

/**
 * A case as one person sees it: in full for its desk; for the desk of an authority that has a part of it, without the
 * people of the others and without their notices; for the applicant without the desks' own affairs and people; for an
 * auditor with personal data masked and without what somebody wrote freely.
 */
export function caseView<T>(kind: KindView<T>, own: T, detail: CaseDetail, onlooker: Onlooker): View {
  const { file, authority, performance } = detail;
  const { language, visible } = onlooker;
  const sight = sightOf(visible);
  const isOfTheCase = sight !== 'auditor';
  const desk = deskOfOnlooker(kind, own, detail, onlooker);
  // Who handles the case is told at its own desk, and to auditors.
  const seesHandler = sight === 'auditor' || (sight === 'desk' && desk.id === authority.id);
  const subject = isOfTheCase ? detail.subject : maskSubject({ ...detail.subject });
  return {
    number: file.number,
    kind: file.kind,
    status: file.status,
    statusText: statusText(file.kind, file.status)[language],
    subject: { id: subject.id, kind: subject.kind, identifier: subject.identifier, name: subject.name },
    authority: { code: authority.code, name: authority.name },
    procedure: detail.procedure,
    ruleSet: file.ruleSet,
    round: file.round,
    greenChannel: greenChannelView(file, language),
    receivedOn: file.receivedOn,
    openedAt: file.openedAt,
    closedAt: file.closedAt ?? null,
    assignedTo: seesHandler ? (file.assignedTo ?? null) : null,
    next: nextView(
      detail,
      onlooker,
      sight,
      (about) => (kind.deskOfDeadline?.(own, about) ?? authority.code) === desk.code,
    ),
    outcome: outcomeView(detail, isOfTheCase),
    performance:
      performance === null
        ? null
        : {
            result: performance.result,
            text: performanceText(performance.result, performance.madeGoodOn ?? null)[language],
            decidedOn: performance.decidedOn,
            correctedOn: performance.correctedOn ?? null,
            previous: performance.previous ?? null,
            madeGoodOn: performance.madeGoodOn ?? null,
          },
    timeline: timelineView(
      detail,
      { sight, language, desk: desk.code, deskOf: (event) => kind.deskOf?.(event) ?? null },
      kind.names(own),
    ),
    notices: noticesView(detail, onlooker, sight, desk),
    ...(kind.acts === undefined ? actsByTable(detail, onlooker) : kind.acts(own, detail, onlooker)),
    // Each view's `show` gives what its section's schema says; the serializer holds it to that.
    ...({ [kind.section]: kind.show(own, detail, { ...onlooker, sight }) } as CaseSection),
  };
}

/** The address of an act: those of the desk are the same for every kind of case. */
export function actAddress(path: string, number: string, act: string): string {
  return act in DESK_ACTS ? `/v1/cases/${number}/${act}` : `/v1/${path}/${number}/${act}`;
}

/** What the tables allow the onlooker's roles in the present status. */
export function actsByTable(
  { file, authority }: CaseDetail,
  { visible, caller }: Pick<Onlooker, 'visible' | 'caller'>,
): Pick<View, 'mayDo' | 'notYet'> {
  const table = getCaseTable(file.kind);
  const assignedTo = file.assignedTo ?? null;
  const may = table.acts.filter((act) => {
    const roles = visible.roles.filter((role) => rolesAllowed(table, file.status, act).includes(role));
    if (roles.length === 0) return false;
    // Who has a part of the case to handle does not say who handles the case.
    if (act in DESK_ACTS && caller.authority !== authority.code) return false;
    if (act === 'claim') return assignedTo === null;
    if (act === 'hand-back' && assignedTo === null) return false;
    const isAnothers = assignedTo !== null && assignedTo !== caller.sub;
    return !table.handlerActs.includes(act) || !isAnothers || roles.includes('supervisor');
  });
  return { mayDo: may.map((act) => ({ act, href: actAddress(PATHS[file.kind], file.number, act) })), notYet: [] };
}

/** On which ground it goes through the green channel, as was decided when it was opened; null: it does not. */
function greenChannelView({ greenChannel, goesFirst }: CaseDetail['file'], language: Language): View['greenChannel'] {
  if (greenChannel == null) return null;
  return { ground: greenChannel, text: GREEN_GROUND_TEXT[greenChannel][language], goesFirst };
}

/** The first part of the address of a kind's acts. */
const PATHS = {
  'accept-first': 'accept-first',
  commitment: 'commitments',
  publicity: 'records',
  repair: 'repairs',
  'repair-withdrawal': 'repair-withdrawals',
  reorganisation: 'reorganisations',
  objection: 'objections',
  rectification: 'rectifications',
  determination: 'determinations',
  'voluntary-registration': 'voluntary-registrations',
} as const;

function sightOf({ roles }: VisibleCase): Sight {
  if (roles.some((role) => role === 'officer' || role === 'supervisor')) return 'desk';
  return roles.includes('applicant') ? 'applicant' : 'auditor';
}

/**
 * The date is the stored one; its explanation is worked out again, from the stored ledger, and says so where the
 * calendar has changed since. Days that lead elsewhere are left out.
 */
function nextView(
  { file, deadlines }: CaseDetail,
  { calendar, language }: Onlooker,
  sight: Sight,
  isOwn: (about: string) => boolean,
): View['next'] {
  const kind = file.nextKind ?? null;
  // Of several parts each may have a deadline of this kind: the one that the case's row repeats.
  const row = deadlines.findLast(
    (deadline) => deadline.kind === kind && deadline.state === 'running' && deadline.due === file.nextDue,
  );
  if (kind === null || row === undefined) return null;
  const { due, dueAt, provisional, calendarVersion } = row;
  const counted = computeDeadline(
    ledgerFor(row.ledger, sight === 'desk' && !isOwn(row.about) ? 'applicant' : sight),
    calendar,
  );
  const leadsThere = counted.due === due;
  const recounted = calendarVersion === calendar.version ? [] : [recountedText(calendarVersion, calendar.version)];
  return {
    kind,
    text: waitText(kind)[language],
    due,
    dueAt,
    provisional,
    calendarVersion,
    days: leadsThere ? [...counted.days] : [],
    explanation: [...recounted, ...(leadsThere ? counted.explanation : [])],
  };
}

function recountedText(from: string, to: string): Bilingual {
  return {
    zh: `期限按放假安排${from}计算；现行安排为${to}，算法据此重列，届满日以原定为准。`,
    en: `The date was counted by the calendar ${from}; the one now loaded is ${to}. The counting is shown by it, the date stands as it was.`,
  };
}

/** The authority at whose desk somebody looks at a case: its own, or one that has a part of it. */
function deskOfOnlooker<T>(kind: KindView<T>, own: T, { authority }: CaseDetail, { caller }: Onlooker): Authority {
  const parts = kind.authorities?.(own) ?? [];
  return [authority, ...parts].find(({ code }) => code === caller.authority) ?? authority;
}

/** An applicant, or another authority, is told that the authority granted an extension, not who there; an auditor not why. */
function ledgerFor(ledger: Ledger, sight: Sight): Ledger {
  if (sight === 'desk') return ledger;
  const change = sight === 'applicant' ? { by: '主管部门' } : { reason: WITHHELD };
  return { ...ledger, extensions: ledger.extensions.map((extension) => ({ ...extension, ...change })) };
}

function outcomeView({ file: { outcome = null } }: CaseDetail, isOfTheCase: boolean): CaseOutcome | null {
  return outcome !== null && !isOfTheCase && 'reason' in outcome ? { ...outcome, reason: null } : outcome;
}

/** The applicant's own; at a desk those of its people, and those that it wrote to the applicant; to an auditor all. */
function noticesView(
  { notices, authority }: CaseDetail,
  { caller }: Onlooker,
  sight: Sight,
  desk: Authority,
): View['notices'] {
  const shown = notices.filter(({ recipientSub, authorityId }) => {
    if (sight === 'auditor') return true;
    return sight === 'applicant' ? recipientSub === caller.sub : (authorityId ?? authority.id) === desk.id;
  });
  return shown.map(({ id, kind, title, at, recipientKind, deskRole, deliveries }) => ({
    id,
    kind,
    title,
    at,
    to: recipientKind === 'person' ? 'person' : (deskRole ?? 'admin'),
    deliveries: deliveries.map(({ channel, state, attempts, deliveredAt }) => ({
      channel,
      state,
      attempts,
      deliveredAt: deliveredAt ?? null,
    })),
  }));
}
