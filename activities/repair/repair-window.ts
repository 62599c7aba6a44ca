import type { EntityManager } from '@mikro-orm/postgresql';
import { ApplicationFailure } from '@temporalio/common';
import type { Authority } from '../../db/entities/authority.ts';
import type { ApplicantCapacity } from '../../db/entities/repair.ts';
import { Subject } from '../../db/entities/subject.ts';
import { loadCalendar } from '../../db/queries/calendar.ts';
import { type RecordToRepair, recordsToRepair } from '../../db/queries/repair-door.ts';
import { findRepairTextToSign, type RepairTextToSign } from '../../db/queries/repair-text.ts';
import { findRepresentation } from '../../db/queries/representation.ts';
import { loadRules } from '../../db/queries/rules.ts';
import { findWindow } from '../../db/queries/window.ts';
import { reasonsAgainstSigned } from '../../domain/case/signed-text.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { reasonsAgainstRepair } from '../../domain/repair/repair-door.ts';
import type { RuleLookup } from '../../domain/deadline/rule-value.ts';
import { ruleSetForCase } from '../../domain/rule-sets/index.ts';
import { type Day, type Instant, shanghaiDay } from '../../domain/time.ts';
import { CASE_UNKNOWN } from '../../workflows/messages/case.ts';
import type { RepairApplication } from '../../workflows/messages/repair.ts';
import { reasonsAgainstReceived } from '../case/received.ts';

const NOTICE_22 = '国办发〔2025〕22号';

/** A record that does not pass, with every reason. */
export interface RefusedAtDoor extends RecordToRepair {
  refusals: Refusal[];
}

/** An application at the window: all that it is judged by, read in the transaction that decides it. */
export interface AtWindow {
  caseId: string;
  application: RepairApplication;
  now: Instant;
  receivedOn: Day;
  window: Authority;
  subject: Subject;
  rule: RuleLookup;
  capacity: ApplicantCapacity;
  toSign: RepairTextToSign;
  forwarded: RecordToRepair[];
  refused: RefusedAtDoor[];
}

/**
 * Looks up what an application is about and asks each record its conditions; or every reason not to register it: who
 * applies does not act for the subject, a record is not the subject's, the receipt or the signed text does not hold.
 */
export async function standAtTheWindow(
  em: EntityManager,
  caseId: string,
  application: RepairApplication,
  now: Instant,
): Promise<AtWindow | { objections: Refusal[] }> {
  const { subjectId, recordIds, receivedAt, commitment, materials } = application;
  const subject = await em.findOne(Subject, { id: subjectId });
  if (subject === null) throw ApplicationFailure.nonRetryable(`There is no subject ${subjectId}`, CASE_UNKNOWN);
  const receivedOn = application.receivedOn ?? shanghaiDay(receivedAt);
  const rule = await loadRules(em, ruleSetForCase(receivedOn).id, receivedOn, receivedAt);
  // Online the one named, or the only one; on paper the one whose officer registers it.
  const { by } = application;
  const window = await findWindow(em, by.role === 'applicant' ? application.window : by.authority);
  if (window === null) return { objections: [noWindow] };
  const capacity = await capacityOf(em, application, receivedOn);
  const records = await recordsToRepair(em, subjectId, recordIds, materials, receivedOn);
  const standard = { version: commitment.version };
  const toSign = await findRepairTextToSign(em, { subjectId, windowId: window.id, records, standard });
  const objections = [
    ...reasonsAgainstReceived(application, await loadCalendar(em), rule),
    ...(capacity === null ? [notRepresenting] : []),
    ...(records.length === recordIds.length ? [] : [recordUnknown]),
    ...reasonsAgainstSigned(commitment, toSign, NOTICE_22),
  ];
  if (objections.length > 0 || capacity === null || toSign === null) return { objections };
  const judged = records.map((record) => ({ ...record, refusals: reasonsAgainstRepair(record.question) }));
  return {
    caseId,
    application,
    now,
    receivedOn,
    window,
    subject,
    rule,
    capacity,
    toSign,
    forwarded: judged.filter(({ refusals }) => refusals.length === 0),
    refused: judged.filter(({ refusals }) => refusals.length > 0),
  };
}

/** In which capacity somebody applies; null: they do not act for the subject on that day. */
async function capacityOf(
  em: EntityManager,
  { by, subjectId }: RepairApplication,
  on: Day,
): Promise<ApplicantCapacity | null> {
  return by.role === 'applicant' ? await findRepresentation(em, by.sub, subjectId, on) : 'on-paper';
}

const noWindow: Refusal = {
  code: 'no-window',
  clause: NOTICE_22,
  text: {
    zh: '没有这一信用修复窗口，请核对窗口代码；纸质申请由窗口工作人员登记。',
    en: 'There is no such window; check its code. An application on paper is registered by the people of a window.',
  },
};

const notRepresenting: Refusal = {
  code: 'not-representing',
  clause: '民法典第一百六十一条；企业破产法第二十五条',
  text: {
    zh: '申请人当日不是该主体本人、法定代表人、代理人或者管理人，请先登记代表关系。',
    en: 'On that day the applicant is neither the subject nor its legal representative, agent or administrator; register the representation first.',
  },
};

const recordUnknown: Refusal = {
  code: 'record-not-of-subject',
  clause: NOTICE_22,
  text: {
    zh: '所列信息中有不属于该主体的，请核对后重新提交。',
    en: 'A record that is named is not of this subject; check the list and send it again.',
  },
};
