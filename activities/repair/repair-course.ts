import { ApplicationFailure } from '@temporalio/common';
import { Authority } from '../../db/entities/authority.ts';
import type { CaseDeadline } from '../../db/entities/deadline.ts';
import { CreditRecord } from '../../db/entities/record.ts';
import { Repair } from '../../db/entities/repair.ts';
import { RepairItem } from '../../db/entities/repair-item.ts';
import { RepairPart } from '../../db/entities/repair-part.ts';
import { loadRules } from '../../db/queries/rules.ts';
import type { NoticeCase } from '../../domain/case/notice.ts';
import { isPartOpen, type PartStanding, WAIT_OF_PART } from '../../domain/repair/repair-part.ts';
import { REPAIR } from '../../domain/repair/repair.ts';
import { type PartFacts, termOf } from '../../domain/repair/repair-deadlines.ts';
import { isSpokenForByAnswer, REPAIR_WAITS, type RepairDeadline } from '../../domain/repair/repair-waits.ts';
import { repairCompletionReminder } from '../../domain/repair/repair-notices.ts';
import { type Day, type Instant, shanghaiDay } from '../../domain/time.ts';
import { nextStep, type Pace } from '../../domain/case/waits.ts';
import { CASE_UNKNOWN } from '../../workflows/messages/case.ts';
import { repairPartWorkflowId } from '../../workflows/messages/repair.ts';
import type { CaseCourse } from '../case/case-course.ts';
import { runningDeadline, waitOf } from '../case/case-deadlines.ts';
import { type CaseInHand, noticeCase, type ServedCase } from '../case/case-in-hand.ts';
import type { Desk } from '../case/serve.ts';

const NOTICE_22 = '国办发〔2025〕22号';

/** One record of the application, with how it is called. */
export interface ItemInHand {
  row: RepairItem;
  documentNumber: string;
  /** Day of the deciding document: a record cannot end before it. */
  decidedOn: Day;
}

/** One authority's part of the application. */
export interface PartInHand {
  row: RepairPart;
  authority: Authority;
  /** Name of the authority above it; null where none is known. */
  superiorName: string | null;
  items: ItemInHand[];
}

/** One application for repair inside one transaction. */
export interface RepairInHand extends ServedCase {
  repair: Repair;
  /** In the order of the application. */
  parts: PartInHand[];
  /** Records that did not pass the door; the others are in their parts. */
  refusedAtDoor: ItemInHand[];
}

/** What the common steps must know of an application: its clocks are run by its parts. */
export const repairCourse: CaseCourse<RepairInHand> = {
  table: REPAIR,
  take: takeRepair,
  paceOf,
  clauseOf: () => NOTICE_22,
  reminder: (hand, deadline) => {
    const { authority } = partOfDeadline(hand, deadline);
    return repairCompletionReminder(noticeCase(hand), authority.name, deadline.due);
  },
  deskOf: (hand, deadline) => deskOfPart(partOfDeadline(hand, deadline)),
  shownDeadline,
  waitsFor: () => false,
  alsoWaitingFor: ({ about }) => [repairPartWorkflowId(about)],
};

/** The course of one authority's part: the same application, but only the clocks of the part. */
export function partCourse(partId: string): CaseCourse<RepairInHand> {
  return {
    ...repairCourse,
    waitsFor: (hand, deadline) => deadline.about === partId && !isSpokenFor(hand, deadline),
  };
}

/** Whether the day of the whole answer, which has come by the next step of a wait, says what the wait would say. */
function isSpokenFor(hand: RepairInHand, deadline: CaseDeadline): boolean {
  const answerBy = runningDeadline(hand, 'answer-by', deadline.about);
  if (answerBy === null) return false;
  const kind = deadline.kind as RepairDeadline;
  const step = nextStep(
    [waitOf(deadline)],
    () => REPAIR_WAITS[kind],
    () => paceOf(hand, deadline),
    hand.calendar,
  );
  return step !== null && isSpokenForByAnswer({ kind, due: deadline.due }, step.at, answerBy);
}

async function takeRepair(common: CaseInHand): Promise<RepairInHand> {
  const { em, file } = common;
  const caseId = file.id;
  const repair = await em.findOneOrFail(Repair, { caseId });
  const parts = await em.find(RepairPart, { caseId }, { orderBy: { position: 'asc' } });
  const rows = await em.find(RepairItem, { caseId }, { orderBy: { position: 'asc' } });
  const records = await em.find(CreditRecord, { id: { $in: rows.map(({ recordId }) => recordId) } });
  const authorities = await em.find(Authority, { id: { $in: parts.map(({ authorityId }) => authorityId) } });
  const superiors = await em.find(Authority, {
    id: { $in: authorities.flatMap(({ superiorId }) => superiorId ?? []) },
  });
  const items = rows.map((row) => {
    const record = records.find(({ id }) => id === row.recordId);
    if (record === undefined) throw new Error(`Item ${row.id} has no record`);
    return { row, documentNumber: record.documentNumber, decidedOn: record.decidedOn };
  });
  return {
    ...common,
    // What administrators entered after the commitment was signed does not reach it.
    rule: await loadRules(em, file.ruleSet, file.receivedOn, repair.signedAt),
    matter: matterOf(items.map(({ documentNumber }) => documentNumber)),
    applicantEmail: repair.contact.email,
    repair,
    parts: parts.map((row) => {
      const authority = authorities.find(({ id }) => id === row.authorityId);
      if (authority === undefined) throw new Error(`Part ${row.id} has no authority`);
      const superiorName = superiors.find(({ id }) => id === authority.superiorId)?.name ?? null;
      return { row, authority, superiorName, items: items.filter((item) => item.row.partId === row.id) };
    }),
    refusedAtDoor: items.filter(({ row }) => (row.partId ?? null) === null),
  };
}

/** What the notices call an application: its first documents, and how many there are. */
export function matterOf(documents: readonly string[]): string {
  const shown = documents.slice(0, 2).join('、');
  return documents.length > 2 ? `信用修复（${shown}等${documents.length}条）` : `信用修复（${shown}）`;
}

function paceOf({ rule }: RepairInHand, { kind }: Pick<CaseDeadline, 'kind'>): Pace {
  const forApplicant = kind === 'complete-by';
  return {
    reminderWorkingDays: rule(
      forApplicant ? 'repair.reminders-before-working-days' : 'case.officer-reminders-before-working-days',
    ).value,
    escalateEveryWorkingDays: rule('case.escalate-every-working-days').value,
    reminderHour: rule('case.reminder-hour').value,
  };
}

/** The earliest of the dates that end the statuses of the parts; null where none is open. */
function shownDeadline(hand: RepairInHand): CaseDeadline | null {
  const dates = hand.parts.flatMap(({ row }) => {
    const kind = WAIT_OF_PART[row.status];
    return hand.deadlines.filter(
      (deadline) => deadline.about === row.id && deadline.kind === kind && deadline.state === 'running',
    );
  });
  return dates.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0] ?? null;
}

/** The part of the authority with this code; null where the application has none. */
export function findPart(hand: RepairInHand, authority: string): PartInHand | null {
  return hand.parts.find((part) => part.authority.code === authority) ?? null;
}

/** As `findPart`. Throws the non-retryable `CaseUnknown` where there is none. */
export function getPart(hand: RepairInHand, authority: string): PartInHand {
  const part = findPart(hand, authority);
  if (part !== null) return part;
  throw ApplicationFailure.nonRetryable(`${hand.file.number} has no part of "${authority}"`, CASE_UNKNOWN);
}

/** The part that a deadline belongs to. */
export function partOfDeadline(hand: RepairInHand, { about }: Pick<CaseDeadline, 'about'>): PartInHand {
  const part = hand.parts.find(({ row }) => row.id === about);
  if (part === undefined) throw new Error(`${hand.file.number} has no part ${about}`);
  return part;
}

/** The parts that are still to be answered. */
export function openParts({ parts }: RepairInHand): PartInHand[] {
  return parts.filter(({ row }) => isPartOpen(row.status));
}

/** The desk that has a part to handle. */
export function deskOfPart({ authority, row }: PartInHand): Desk {
  return { authority, assignedTo: row.assignedTo ?? null };
}

/** As much of a part as says who may act on it. */
export function standingOfPart({ row, authority }: PartInHand): PartStanding {
  return { id: row.id, status: row.status, authority: authority.code, assignedTo: row.assignedTo ?? null };
}

/** All that the clocks of a part follow from. */
export function factsOfPart({ file, rule }: RepairInHand, { row }: PartInHand): PartFacts {
  return {
    terms: row.terms,
    receivedOn: file.receivedOn,
    forwardedOn: shanghaiDay(row.forwardedAt),
    leastToAccept: termOf(rule('repair.least-to-accept-working-days')),
    acceptedOn: row.acceptedOn ?? null,
    completionAskedOn: row.completionAskedOn ?? null,
    pauses: row.pauses,
    extensions: row.extensions,
  };
}

/** A notice of a part is signed by its authority, not by the window, and against it one turns to whoever is above that. */
export function noticeOfPart(hand: RepairInHand, { authority, superiorName, items }: PartInHand): NoticeCase {
  const matter = matterOf(items.map(({ documentNumber }) => documentNumber));
  return { ...noticeCase(hand), authority: authority.name, superior: superiorName, matter };
}

/** The document numbers of a part's records. */
export function documentsOf({ items }: PartInHand): string[] {
  return items.map(({ documentNumber }) => documentNumber);
}

/** The day on which a record ends by what happened at an instant: not before its decision, and not after today. */
export function endingDay(hand: RepairInHand, { decidedOn }: ItemInHand, at: Instant): Day {
  const [on, today] = [shanghaiDay(at), shanghaiDay(hand.now)];
  if (on > today) return today;
  return on < decidedOn ? decidedOn : on;
}
