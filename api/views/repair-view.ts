import type { Static } from 'typebox';
import type { CaseDeadline } from '../../db/entities/deadline.ts';
import type { Subject } from '../../db/entities/subject.ts';
import type { CaseDetail } from '../../db/queries/case-detail.ts';
import { getRepairDetail, type RepairDetail } from '../../db/queries/repair-detail.ts';
import { waitText } from '../../domain/case/case-kinds.ts';
import { reportsMade } from '../../domain/case/reports-made.ts';
import { maskEmail, maskName, maskPhone } from '../../domain/record/masking.ts';
import {
  isPartOpen,
  objectionToPartAct,
  PART_ACTS,
  PART_STATUS_TEXT,
  type PartAct,
} from '../../domain/repair/repair-part.ts';
import { ITEM_OUTCOME_TEXT } from '../../domain/repair/repair.ts';
import { deskOfRepairEvent, type RepairEvent } from '../../domain/repair/repair-timeline.ts';
import { REPAIR_MATERIAL_TEXT } from '../../domain/repair/repair-door.ts';
import type { Ledger } from '../../domain/deadline/ledger.ts';
import { asBilingual, type Bilingual } from '../../domain/text.ts';
import type { Day } from '../../domain/time.ts';
import { actorAs } from '../case-access.ts';
import { actAddress, actsByTable, type KindView, type Onlooker } from '../case-view.ts';
import { type Sight, WITHHELD } from '../case-timeline.ts';
import { refusalText } from '../problems.ts';
import type { RepairSection } from '../schemas/repair.ts';

type Section = Static<typeof RepairSection>;
type Looking = Onlooker & { sight: Sight };

/** What an application for repair shows beside what every case does: whoever is silent is seen to be. */
export const repairView: KindView<RepairDetail> = {
  section: 'repair',
  read: getRepairDetail,
  names: ({ parts, items }) =>
    new Map([
      ...parts.map(({ authority }): [string, string] => [authority.code, authority.name]),
      ...items.map(({ row, record }): [string, string] => [row.recordId, record.documentNumber]),
    ]),
  authorities: ({ parts }) => parts.map(({ authority }) => authority),
  deskOf: (event) => deskOfRepairEvent(event as RepairEvent),
  deskOfDeadline: ({ parts }, about) => parts.find(({ row }) => row.id === about)?.authority.code ?? null,
  show: (own, { subject, deadlines, timeline, authority: window }, looking): Section => ({
    representation: own.repair.representation,
    registeredBy: readsPeopleOf(window.code, looking) ? (own.repair.registeredBy ?? null) : null,
    contact: contactView(own, looking),
    commitment: commitmentView(own, subject, looking),
    parts: own.parts.map((part) => partView(part, { deadlines, timeline }, window.code, looking)),
    records: own.items.map((item) => itemView(item, window.code, looking)),
    materials: materialsView(own, window.code, looking),
    copies: copiesView(own, looking),
  }),
  acts: (own, detail, onlooker) => {
    const byTable = actsByTable(detail, onlooker);
    const ofParts = new Set(
      own.parts.flatMap((part) => actsOnPart(part, detail.authority.code, onlooker).map((act): string => act)),
    );
    const isPartAct = (act: string) => PART_ACTS.some((own) => own === act);
    const mayWithdraw = isWithdrawers(detail.authority.code, onlooker);
    const may = byTable.mayDo.filter(({ act }) => {
      if (act === 'withdraw') return mayWithdraw;
      return !isPartAct(act) || ofParts.has(act);
    });
    return { ...byTable, mayDo: may.map(({ act }) => ({ act, href: actAddress('repairs', detail.file.number, act) })) };
  },
};

/** The applicant's own, and on paper the window's. */
function isWithdrawers(window: string, { visible, caller }: Onlooker): boolean {
  return visible.roles.includes('applicant') || caller.authority === window;
}

function actsOnPart(
  { row, authority }: RepairDetail['parts'][number],
  window: string,
  { visible, caller }: Onlooker,
): PartAct[] {
  const assignedTo = row.assignedTo ?? null;
  const standing = { id: row.id, status: row.status, authority: authority.code, assignedTo };
  return PART_ACTS.filter((act) => {
    if (act === 'claim-part' && assignedTo !== null) return false;
    if (act === 'hand-back-part' && assignedTo === null) return false;
    if (act === 'complete' && (row.completionAskedOn ?? null) === null) return false;
    if (act === 'ask-completion' && (row.completionAskedOn ?? null) !== null) return false;
    if (act === 'extend-answer' && row.extensions.length > 0) return false;
    return visible.roles.some((role) => objectionToPartAct(act, actorAs(caller, role), standing, window) === null);
  });
}

/** The people of an authority are known at its own desk, and to auditors. */
function readsPeopleOf(authority: string, { sight, caller }: Looking): boolean {
  return sight === 'auditor' || (sight === 'desk' && caller.authority === authority);
}

/** Free texts of one authority are read by the applicant, by itself and by the window; by no other authority. */
function readsFreeText(authority: string, window: string, { sight, caller }: Looking): boolean {
  if (sight === 'auditor') return false;
  return sight === 'applicant' || caller.authority === authority || caller.authority === window;
}

function partView(
  part: RepairDetail['parts'][number],
  { deadlines, timeline }: Pick<CaseDetail, 'deadlines' | 'timeline'>,
  window: string,
  looking: Looking,
): Section['parts'][number] {
  const { row, authority } = part;
  const { language } = looking;
  const told = timeline.map(({ event }) => event);
  const reports = ({ kind: wait, due }: CaseDeadline) =>
    reportsMade(told, { kind: 'repair-silent', authority: authority.code, wait, due });
  const free = readsFreeText(authority.code, window, looking);
  const shown = (text: string | null | undefined) => (text == null ? null : free ? text : WITHHELD);
  return {
    authority: { code: authority.code, name: authority.name },
    status: row.status,
    statusText: PART_STATUS_TEXT[row.status][language],
    withCourt: row.withCourt,
    ownSystem: row.ownSystem,
    assignedTo: readsPeopleOf(authority.code, looking) ? (row.assignedTo ?? null) : null,
    forwardedAt: row.forwardedAt,
    acceptedOn: row.acceptedOn ?? null,
    completionAskedOn: row.completionAskedOn ?? null,
    completionItems: (row.completionItems ?? []).map((item) => (free ? item : WITHHELD)),
    completedOn: row.completedOn ?? null,
    extended: row.extensions.length > 0,
    pauses: row.pauses.map(({ from, until, reason, clause }) => ({ from, until, reason, clause })),
    reason: shown(row.reason),
    clause: row.clause ?? null,
    whatToDo: shown(row.whatToDo),
    closedAt: row.closedAt ?? null,
    deadlines: deadlines
      .filter(({ about }) => about === row.id)
      .map((deadline) => deadlineView(deadline, reports(deadline), looking)),
    mayDo: isPartOpen(row.status) ? actsOnPart(part, window, looking) : [],
  };
}

/** Silence is seen by everybody on the case, the applicant too. */
function deadlineView(
  deadline: CaseDeadline,
  escalations: number,
  { language, now }: Looking,
): Section['parts'][number]['deadlines'][number] {
  const { kind, due, dueAt, provisional, state, ledger } = deadline;
  return {
    kind,
    text: waitText(kind)[language],
    due,
    dueAt,
    provisional,
    state,
    overdue: state === 'running' && dueAt <= now,
    escalations,
    limitedBy: limitedBy(ledger, due)?.[language] ?? null,
  };
}

/** Why a day is not the end of its own term: another day that it may not pass, or may not come before. */
function limitedBy({ notLaterThan: cap, notEarlierThan: floor }: Ledger, due: Day): Bilingual | null {
  if (floor !== undefined && floor.day >= due) return asBilingual(floor.reason);
  return cap !== undefined && 'day' in cap && cap.day <= due ? cap.reason : null;
}

function itemView(
  { row, record, authority, withdrawn }: RepairDetail['items'][number],
  window: string,
  looking: Looking,
): Section['records'][number] {
  const { language } = looking;
  const free = readsFreeText(authority.code, window, looking);
  const shown = (text: string | null | undefined) => (text == null ? null : free ? text : WITHHELD);
  const outcome = row.outcome ?? null;
  return {
    recordId: row.recordId,
    documentNumber: record.documentNumber,
    authority: { code: authority.code, name: authority.name },
    outcome,
    outcomeText: outcome === null ? null : ITEM_OUTCOME_TEXT[outcome][language],
    refusals: row.refusals.map((refusal) => refusalText(refusal, language)),
    reason: shown(row.reason),
    clause: row.clause ?? null,
    whatToDo: shown(row.whatToDo),
    earliest: row.earliest ?? null,
    decidedAt: row.decidedAt ?? null,
    withdrawn,
  };
}

function contactView({ repair }: RepairDetail, { sight }: Looking): Section['contact'] {
  const { name, email, phone } = repair.contact;
  if (sight !== 'auditor') return { name, email, phone };
  return { name: maskName(name), email: email && maskEmail(email), phone: phone && maskPhone(phone) };
}

function commitmentView({ repair }: RepairDetail, subject: Subject, { sight }: Looking): Section['commitment'] {
  const { commitmentVersion: version, commitmentText, commitmentSha256: sha256, signer, signedAt } = repair;
  const whole = { version, text: commitmentText, sha256, signer, signedAt, means: repair.signingMeans };
  if (sight !== 'auditor') return whole;
  const text =
    subject.kind === 'person' ? commitmentText.replaceAll(subject.name, maskName(subject.name)) : commitmentText;
  return { ...whole, text, signer: maskName(signer) };
}

/** A material that one authority asked for, or that is about its record, is not another's to read. */
function materialsView(
  { materials, parts, items }: RepairDetail,
  window: string,
  looking: Looking,
): Section['materials'] {
  return materials.map(({ kind, recordId, partId, name, reference, receivedAt }) => {
    const authority = parts.find(({ row }) => row.id === partId)?.authority.code ?? null;
    const meant = authority ?? items.find(({ row }) => row.recordId === recordId)?.authority.code ?? null;
    const free = meant === null ? looking.sight !== 'auditor' : readsFreeText(meant, window, looking);
    return {
      kind,
      kindText: REPAIR_MATERIAL_TEXT[kind][looking.language],
      recordId: recordId ?? null,
      authority,
      name: free ? name : null,
      reference: free ? (reference ?? null) : null,
      receivedAt,
    };
  });
}

function copiesView({ copies }: RepairDetail, { now }: Looking): Section['copies'] {
  return copies.map(({ push, agency }) => {
    const confirmedAt = push.confirmedAt ?? null;
    const dueAt = push.dueAt ?? null;
    return {
      recordId: push.recordId ?? null,
      agency: { code: agency.code, name: agency.name },
      confirmBy: push.due ?? null,
      confirmedAt,
      overdue: confirmedAt === null && dueAt !== null && dueAt <= now,
    };
  });
}
