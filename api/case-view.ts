import type { Static } from 'typebox';
import type { CaseDetail } from '../db/queries/case-detail.ts';
import { type AcceptFirstAct, type AcceptFirstOutcome, STATUS_TEXT } from '../domain/accept-first.ts';
import { possibleActs } from '../domain/accept-first-possible.ts';
import { type MaterialStanding, standingOf } from '../domain/accept-first-supply.ts';
import type { Calendar } from '../domain/calendar.ts';
import { computeDeadline } from '../domain/deadline.ts';
import type { Ledger } from '../domain/ledger.ts';
import { maskEmail, maskName, maskPhone, maskSubject } from '../domain/masking.ts';
import { performanceText } from '../domain/performance.ts';
import type { Bilingual } from '../domain/text.ts';
import { WAIT_TEXT } from '../domain/timeline.ts';
import type { VisibleCase } from './case-access.ts';
import { type Sight, timelineView, WITHHELD } from './case-timeline.ts';
import type { Language } from './problems.ts';
import type { CaseAnswer } from './schemas/case.ts';
import type { Caller } from './token.ts';

type View = Static<typeof CaseAnswer>;

/** Which of a case's people is looking, and in which language. */
export interface Onlooker {
  caller: Caller;
  visible: VisibleCase;
  language: Language;
  calendar: Calendar;
}

/**
 * A case as one person sees it: in full for its desk; for the applicant without the desk's own affairs and people; for
 * an auditor with personal data masked and without what somebody wrote freely.
 */
export function caseView(detail: CaseDetail, onlooker: Onlooker): View {
  const { file, acceptFirst, authority, performance } = detail;
  const { language, visible } = onlooker;
  const sight = sightOf(visible);
  const isOfTheCase = sight !== 'auditor';
  const subject = isOfTheCase ? detail.subject : maskSubject({ ...detail.subject });
  const { name: contactName, email, phone } = acceptFirst.contact;
  return {
    number: file.number,
    kind: file.kind,
    status: file.status,
    statusText: STATUS_TEXT[file.status][language],
    subject: { id: subject.id, kind: subject.kind, identifier: subject.identifier, name: subject.name },
    authority: { code: authority.code, name: authority.name },
    procedure: { code: acceptFirst.procedureData.code, name: acceptFirst.procedureData.name },
    ruleSet: file.ruleSet,
    round: file.round,
    receivedOn: file.receivedOn,
    openedAt: file.openedAt,
    closedAt: file.closedAt ?? null,
    assignedTo: sight === 'applicant' ? null : (file.assignedTo ?? null),
    registeredBy: sight === 'applicant' ? null : (acceptFirst.registeredBy ?? null),
    contact: isOfTheCase
      ? { name: contactName, email, phone }
      : { name: maskName(contactName), email: email && maskEmail(email), phone: phone && maskPhone(phone) },
    commitment: commitmentView(detail, isOfTheCase),
    materials: materialsView(detail, isOfTheCase),
    next: nextView(detail, onlooker, sight),
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
    timeline: timelineView(detail, sight, language),
    notices: noticesView(detail, onlooker, sight),
    ...actsView(detail, onlooker),
  };
}

function sightOf({ roles }: VisibleCase): Sight {
  if (roles.some((role) => role === 'officer' || role === 'supervisor')) return 'desk';
  return roles.includes('applicant') ? 'applicant' : 'auditor';
}

/** Where a material stands: present from the start, or by its latest hand-in in time. */
function standsAs(material: CaseDetail['materials'][number]): MaterialStanding | 'present' {
  return material.missing ? standingOf(material.supplies) : 'present';
}

function commitmentView({ acceptFirst, subject }: CaseDetail, isOfTheCase: boolean): View['commitment'] {
  const { commitmentText, commitmentSha256: sha256, signer, signedAt, signingMeans: means } = acceptFirst;
  if (isOfTheCase) return { text: commitmentText, sha256, signer, signedAt, means };
  const text =
    subject.kind === 'person' ? commitmentText.replaceAll(subject.name, maskName(subject.name)) : commitmentText;
  return { text, sha256, signer: maskName(signer), signedAt, means };
}

function materialsView({ materials }: CaseDetail, isOfTheCase: boolean): View['materials'] {
  return materials.map((material) => ({
    code: material.code,
    name: material.name,
    form: material.form,
    kind: material.kind,
    standing: standsAs(material),
    supplies: material.supplies.map((supply) => ({
      receivedOn: supply.receivedOn,
      receivedAt: supply.receivedAt,
      means: supply.means,
      dispatchedOn: supply.dispatchedOn ?? null,
      reference: isOfTheCase ? (supply.reference ?? null) : null,
      inTime: supply.inTime,
      verdict: supply.verdict ?? null,
      verdictReason: isOfTheCase ? (supply.verdictReason ?? null) : null,
    })),
  }));
}

/**
 * The date is the stored one; its explanation is worked out again, from the stored ledger, and says so where the
 * calendar has changed since. Days that lead elsewhere are left out.
 */
function nextView({ file, deadlines }: CaseDetail, { calendar, language }: Onlooker, sight: Sight): View['next'] {
  const kind = file.nextKind ?? null;
  const row = deadlines.findLast((deadline) => deadline.kind === kind && deadline.state === 'running');
  if (kind === null || row === undefined) return null;
  const { due, dueAt, provisional, calendarVersion } = row;
  const counted = computeDeadline(ledgerFor(row.ledger, sight), calendar);
  const leadsThere = counted.due === due;
  const recounted = calendarVersion === calendar.version ? [] : [recountedText(calendarVersion, calendar.version)];
  return {
    kind,
    text: WAIT_TEXT[kind][language],
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

/** An applicant is told that the authority granted an extension, not who there; an auditor not why. */
function ledgerFor(ledger: Ledger, sight: Sight): Ledger {
  if (sight === 'desk') return ledger;
  const change = sight === 'applicant' ? { by: '主管部门' } : { reason: WITHHELD };
  return { ...ledger, extensions: ledger.extensions.map((extension) => ({ ...extension, ...change })) };
}

function outcomeView({ file: { outcome = null } }: CaseDetail, isOfTheCase: boolean): AcceptFirstOutcome | null {
  return outcome !== null && !isOfTheCase && 'reason' in outcome ? { ...outcome, reason: null } : outcome;
}

function noticesView({ notices }: CaseDetail, { caller }: Onlooker, sight: Sight): View['notices'] {
  const shown = notices.filter(({ recipientSub }) => sight !== 'applicant' || recipientSub === caller.sub);
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

function actsView(
  { file, materials, acceptFirst, performance }: CaseDetail,
  { caller, visible, language }: Onlooker,
): Pick<View, 'mayDo' | 'notYet'> {
  const { may, notYet } = possibleActs({
    status: file.status,
    roles: visible.roles,
    sub: caller.sub,
    assignedTo: file.assignedTo ?? null,
    standings: materials.map(standsAs).filter((standing) => standing !== 'present'),
    extensionBy: acceptFirst.procedureData.acceptFirst?.extension.by ?? 'officer',
    isBroken: performance?.result === 'not-kept' && (performance.madeGoodOn ?? null) === null,
  });
  return {
    mayDo: may.map((act) => ({ act, href: actAddress(file.number, act) })),
    notYet: notYet.map(({ act, reason }) => ({ act, reason: reason[language], from: null })),
  };
}

const DESK_ACTS: ReadonlySet<AcceptFirstAct> = new Set(['claim', 'assign', 'hand-back']);

function actAddress(number: string, act: AcceptFirstAct): string {
  return DESK_ACTS.has(act) ? `/v1/cases/${number}/${act}` : `/v1/accept-first/${number}/${act}`;
}
