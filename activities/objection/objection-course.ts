import { Authority } from '../../db/entities/authority.ts';
import { Objection } from '../../db/entities/objection.ts';
import { ObjectionSupplement } from '../../db/entities/objection-supplement.ts';
import { CreditRecord } from '../../db/entities/record.ts';
import { RecordMeasureRow } from '../../db/entities/record-measure.ts';
import {
  OBJECTION,
  OBJECTION_ABOUT_TEXT,
  OBJECTION_CLAUSE,
  type ObjectionOutcome,
  type ObjectionStatus,
} from '../../domain/objection/objection.ts';
import { objectionPace } from '../../domain/objection/objection-deadlines.ts';
import type { NoticedObjection } from '../../domain/objection/objection-notices.ts';
import { handlerReminder } from '../../domain/case/desk-notices.ts';
import { RECORD_KIND_TEXT } from '../../domain/record/record-kind.ts';
import type { CaseCourse } from '../case/case-course.ts';
import { closeDeadline } from '../case/case-deadlines.ts';
import { type CaseInHand, noticeCase, type ServedCase } from '../case/case-in-hand.ts';

/** One objection inside one transaction. */
export interface ObjectionInHand extends ServedCase {
  objection: Objection;
  /** What was added to it, in the order written down. */
  supplements: ObjectionSupplement[];
  /** The record as it was read without a lock: for its names; what counts of it is asked of a locked one. */
  record: CreditRecord;
  /** Who determined the record. */
  determinedBy: Authority;
  window: Authority | null;
  /** Name of the measure it is about; null: it is about none. */
  measureName: string | null;
}

/** What the common steps must know of an objection. Nobody but the desk is ever reminded. */
export const objectionCourse: CaseCourse<ObjectionInHand> = {
  table: OBJECTION,
  take: takeObjection,
  paceOf: ({ rule }) => objectionPace(rule),
  clauseOf: () => OBJECTION_CLAUSE,
  reminder: (hand, { kind, due }) => handlerReminder(noticeCase(hand), kind, due),
};

async function takeObjection(common: CaseInHand): Promise<ObjectionInHand> {
  const { em, file } = common;
  const objection = await em.findOneOrFail(Objection, { caseId: file.id });
  const { recordId, measure: code = null, windowId = null, contact = null } = objection;
  const record = await em.findOneOrFail(CreditRecord, { id: recordId });
  const measure = code === null ? null : await em.findOneOrFail(RecordMeasureRow, { recordId, code });
  return {
    ...common,
    objection,
    supplements: await em.find(ObjectionSupplement, { caseId: file.id }, { orderBy: { seq: 'asc' } }),
    record,
    determinedBy: await em.findOneOrFail(Authority, { id: record.authorityId }),
    window: windowId === null ? null : await em.findOneOrFail(Authority, { id: windowId }),
    measureName: measure?.name ?? null,
    matter: `${RECORD_KIND_TEXT[record.kind].zh}信息异议（${record.documentNumber}）`,
    applicantEmail: contact?.email ?? null,
  };
}

/** The objection as its notices name it. */
export function noticedObjection({ objection, record, measureName }: ObjectionInHand): NoticedObjection {
  const about = measureName === null ? OBJECTION_ABOUT_TEXT[objection.about].zh : `惩戒措施“${measureName}”`;
  return { documentNumber: record.documentNumber, about, stops: objection.stops };
}

/** Puts the case at its end: nothing of it runs any more, and the record may be objected to again. */
export function endObjection(
  hand: ObjectionInHand,
  status: Extract<ObjectionStatus, ObjectionOutcome['kind']>,
  outcome: ObjectionOutcome,
): void {
  const answered = status === 'corrected' || status === 'rejected';
  closeDeadline(hand, 'objection-forward-by', 'closed');
  closeDeadline(hand, 'objection-answer-by', answered ? 'met' : 'closed');
  closeDeadline(hand, 'objection-inspection-until', 'closed');
  hand.objection.open = false;
  Object.assign(hand.file, { status, closedAt: hand.now, outcome });
}
