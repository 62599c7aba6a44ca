import {
  by,
  dated,
  deskNotice,
  type NoticeCase,
  type NoticeText,
  notice,
  PROVISIONAL,
  sentence,
} from '../case/notice.ts';
import type { Day } from '../time.ts';
import { INTERVIEW_TEXT, type InterviewKind, RECTIFICATION_CLAUSE } from './rectification.ts';
import {
  INTERVIEW_RESULT_TEXT,
  type InterviewResult,
  MINUTES_SIGNED_TEXT,
  type MinutesSigned,
} from './rectification-interview.ts';

/** What the subject is told that it has to put right. */
export interface RectificationTold {
  facts: string;
  /** The rule that was broken. */
  clause: string;
  toDo: string;
  rectifyBy: { due: Day; provisional: boolean };
}

/** 责令限期整改通知书: facts, clause, what to put right and by when, and what follows. */
export function rectificationNotice(file: NoticeCase, told: RectificationTold): NoticeText {
  const { facts, clause, toDo, rectifyBy } = told;
  return notice('rectification-opened', '限期整改通知书', file, [
    `一、事实：${sentence(facts)}`,
    `二、依据：${sentence(clause)}`,
    `三、整改要求：${sentence(toDo)}`,
    `请于${by(rectifyBy.due)}完成整改并报告，附佐证材料${rectifyBy.provisional ? PROVISIONAL : ''}。`,
    `逾期未整改的，由本机关依次提示约谈、警示约谈（${RECTIFICATION_CLAUSE}，谁认定、谁约谈）。本通知不是失信认定。`,
    '因不可抗力不能按期整改的，请说明情况并提供证明，可以延期。',
  ]);
}

/** To the officers: the case is theirs to follow. */
export function rectificationOpenedForDesk(file: NoticeCase, due: Day): NoticeText {
  return deskNotice('rectification-opened-for-desk', '整改案件立案', file, '经办人', [
    `已责令当事人于${by(due)}整改，请领办并跟踪；收到整改报告的，及时核实。`,
  ]);
}

export function rectificationReminder(file: NoticeCase, due: Day): NoticeText {
  return notice('rectification-reminder', '整改期限提醒', file, [
    `关于“${file.matter}”，请于${by(due)}完成整改并报告，附佐证材料。`,
  ]);
}

/**
 * The date has passed; what came in time may still be written down.
 * @param rejected a report came, and was found untrue; else none came
 */
export function rectificationDatePassedNotice(
  file: NoticeCase,
  { due, until, rejected }: { due: Day; until: Day; rejected: boolean },
): NoticeText {
  const state = rejected ? '已收到的整改报告经核实未整改到位' : '未收到整改报告';
  return notice('rectification-date-passed', '整改期限届满告知书', file, [
    `整改期限已于${dated(due)}届满，${state}。期限内已送达的报告，请携凭证于${by(until)}到窗口登记。`,
    '此后完成整改的，仍可随时报告。',
  ]);
}

/** To the officers: what came in time is theirs to write down. */
export function rectificationToRegister(file: NoticeCase, due: Day, until: Day): NoticeText {
  return deskNotice('rectification-to-register', '待登记在途整改报告', file, '经办人', [
    `整改期限已于${dated(due)}届满。期限内送达窗口、邮寄的整改报告，请于${by(until)}登记。`,
  ]);
}

export function rectificationProlongedNotice(file: NoticeCase, until: Day): NoticeText {
  return notice('rectification-registration-prolonged', '登记期限顺延告知书', file, [
    `期限内收到的请求尚未办结，登记期限顺延至${dated(until)}（含当日）。`,
  ]);
}

/** To the handler: the subject reports that it is put right. */
export function rectificationReportedNotice(file: NoticeCase, on: Day, confirmBy: Day): NoticeText {
  return deskNotice('rectification-reported', '整改报告待核实', file, '经办人', [
    `当事人于${dated(on)}报告已整改，请于${by(confirmBy)}核实；未核实前不进入下一程序。`,
  ]);
}

export function rectificationConfirmedNotice(file: NoticeCase, on: Day): NoticeText {
  return notice('rectification-confirmed', '整改确认告知书', file, [
    `您于${dated(on)}报告的整改，经核实已整改到位，本件办结，不作失信认定。`,
  ]);
}

/** To the handler: the promise itself is in another case, where what was made good is written down and lifts its bar. */
export function promiseToMakeGoodNotice(file: NoticeCase, promise: string): NoticeText {
  return deskNotice('promise-to-make-good', '请登记承诺补救', file, '经办人', [
    `整改已确认到位。请在承诺案件${promise}中登记补救，以解除未履行承诺的限制。`,
  ]);
}

/** To the desk and its supervisor: what the ladder was about is done, after its end; the ending stands. */
export function promiseMadeGoodAfterLadder(
  file: NoticeCase,
  to: '经办人' | '主管人员',
  promise: string,
  on: Day,
): NoticeText {
  return deskNotice('promise-made-good-after-ladder', '承诺已补救', file, to, [
    `承诺案件${promise}已于${dated(on)}补救。未整改的结论不变；研究是否启动失信认定、作出决定时，请一并考虑。`,
  ]);
}

/** @param until the new last day, where the authority was late in checking; null: the date stands as it is */
export function rectificationNotConfirmedNotice(file: NoticeCase, reason: string, until: Day | null): NoticeText {
  return notice('rectification-not-confirmed', '整改未到位告知书', file, [
    `经核实，尚未整改到位：${sentence(reason)}`,
    until === null
      ? '请继续整改，完成后可再次报告。'
      : `因本机关逾期核实，整改期限延至${dated(until)}（含当日），请继续整改并报告。`,
  ]);
}

/** To the desk and its supervisor: the interview is theirs to appoint; nobody else's time runs meanwhile. */
export function interviewToCallNotice(file: NoticeCase, interview: InterviewKind, due: Day, callBy: Day): NoticeText {
  return deskNotice('interview-to-call', `待安排${INTERVIEW_TEXT[interview].zh}`, file, '经办人', [
    `期限${dated(due)}届满未整改，请于${by(callBy)}确定并通知${INTERVIEW_TEXT[interview].zh}（${RECTIFICATION_CLAUSE}）。`,
  ]);
}

/** 约谈通知书: number, reason, time, place, people, purpose, papers to bring. */
export interface InterviewCall {
  interview: InterviewKind;
  /** Number of the notice. */
  document: string;
  reason: string;
  on: Day;
  time: string;
  place: string;
  people: string;
  purpose: string;
  papers: string;
}

export function interviewCalledNotice(file: NoticeCase, call: InterviewCall): NoticeText {
  const { zh } = INTERVIEW_TEXT[call.interview];
  return notice('interview-called', `${zh}通知书`, file, [
    `文书号：${call.document}`,
    `一、约谈事由：${sentence(call.reason)}`,
    `二、时间：${dated(call.on)}${call.time}`,
    `三、地点：${sentence(call.place)}`,
    `四、参加人员：${sentence(call.people)}`,
    `五、约谈目的：${sentence(call.purpose)}`,
    `六、携带材料：${sentence(call.papers)}`,
    '不能到场的，请事先说明，可以改期。已整改的，可随时报告，经核实后不再约谈。',
  ]);
}

/** The interview does not take place: a report that came in time is checked first. */
export function interviewCalledOffNotice(file: NoticeCase, interview: InterviewKind, on: Day): NoticeText {
  const { zh } = INTERVIEW_TEXT[interview];
  return notice('interview-called-off', `${zh}取消告知书`, file, [`原定于${dated(on)}的${zh}取消，无需到场。`]);
}

/** The result of an interview, with the new date. */
export function interviewMinutedNotice(
  file: NoticeCase,
  minutes: {
    interview: InterviewKind;
    result: InterviewResult;
    on: Day;
    signed: MinutesSigned | null;
    promises: string | null;
    rectifyBy: { due: Day; provisional: boolean };
  },
): NoticeText {
  const { interview, result, on, signed, promises, rectifyBy } = minutes;
  const { zh } = INTERVIEW_TEXT[interview];
  return notice('interview-minuted', `${zh}结果告知书`, file, [
    `${dated(on)}${zh}：${signed === null ? INTERVIEW_RESULT_TEXT[result].zh : `${INTERVIEW_RESULT_TEXT[result].zh}，${MINUTES_SIGNED_TEXT[signed].zh}`}，记录存卷。`,
    ...(promises === null ? [] : [`您的承诺：${sentence(promises)}`]),
    `请于${by(rectifyBy.due)}完成整改并报告${rectifyBy.provisional ? PROVISIONAL : ''}。`,
    ...(result === 'missed' ? ['未到场本身不等于未整改；已整改的，请报告并附佐证材料。'] : []),
  ]);
}

export function rectificationExtendedNotice(file: NoticeCase, from: Day, to: Day, reason: string): NoticeText {
  return notice('rectification-extended', '整改延期告知书', file, [
    `延期理由：${sentence(reason)}`,
    `整改期限由${dated(from)}延至${dated(to)}（含当日）。`,
  ]);
}

/** The case is taken back: nothing of it is held against the subject. */
export function rectificationCancelledNotice(file: NoticeCase, reason: string): NoticeText {
  return notice('rectification-cancelled', '撤销整改立案告知书', file, [
    `本件撤销，理由：${sentence(reason)}`,
    '本件不记入任何信用记录，不产生不利后果。',
  ]);
}

/** To the subject: the ladder is at its end, and no determination is made by it. */
export function notRectifiedNotice(file: NoticeCase, due: Day, reported: boolean): NoticeText {
  const state = reported ? '收到的整改报告经核实未整改到位' : '未收到整改报告';
  return notice('not-rectified', '未整改告知书', file, [
    `经提示约谈、警示约谈，期限${dated(due)}届满，${state}，本件办结。`,
    '本告知不是失信认定。是否认定由工作人员另行研究；启动认定的，将依法告知事实、理由和依据，听取陈述、申辩。',
    '此后完成整改的，请及时报告，供研究时一并考虑。',
  ]);
}

/** To the officers, or the supervisors: somebody considers whether dishonesty is determined. */
export function determinationToConsiderNotice(
  file: NoticeCase,
  to: '经办人' | '主管人员',
  due: Day,
  reported: boolean,
): NoticeText {
  return deskNotice('determination-to-consider', '待研究是否启动失信认定', file, to, [
    `经提示约谈、警示约谈，期限${dated(due)}届满仍未整改${reported ? '（曾收到整改报告，经核实未整改到位）' : ''}。`,
    '请研究是否依法启动失信认定；认定须有依据、听取陈述申辩，并由另一名工作人员决定。',
  ]);
}

/** A report in time came to light after the end. */
export function rectificationReopenedNotice(file: NoticeCase, endedOn: Day, receivedOn: Day): NoticeText {
  return notice('rectification-reopened', '整改重新办理告知书', file, [
    `经查，整改报告于${dated(receivedOn)}收到，未逾期。${dated(endedOn)}的未整改结论撤销，本件重新办理，先核实整改报告。`,
  ]);
}

/** To the officers and supervisors: what rested on the ending rests on nothing any more. */
export function determinationUnfoundedNotice(file: NoticeCase, to: '经办人' | '主管人员'): NoticeText {
  return deskNotice('determination-unfounded', '未整改结论已撤销', file, to, [
    '期限内收到的整改报告已补登，未整改的结论撤销。据此启动的失信认定，请停止办理。',
  ]);
}

/** To the officers and supervisors: a record was made on the ending, and the report in time is still to be checked. */
export function determinationInDoubtNotice(file: NoticeCase, to: '经办人' | '主管人员', of: string): NoticeText {
  return deskNotice('determination-in-doubt', '已作出的认定待核实', file, to, [
    `期限内收到的整改报告已补登，未整改的结论撤销。据此已作出失信认定（案件${of}）并录入记录。`,
    '请尽快核实整改报告：属实的，该记录应当撤回；不属实的，该认定不因此变动。',
  ]);
}

/** To the subject: what was recorded of it on this case is to be withdrawn (行政处罚法第四十八条, by analogy). */
export function recordToWithdrawNotice(file: NoticeCase, of: string, withdrawBy: Day): NoticeText {
  return notice('record-to-withdraw', '失信记录拟撤回告知书', file, [
    `据本件未整改结论作出的失信认定（案件${of}）已失去依据，本机关应于${dated(withdrawBy)}（含当日）前撤回该记录。`,
    '您可以对该记录提出异议，也可以依法申请行政复议、提起行政诉讼。',
  ]);
}

/** To the officers and supervisors: the record is theirs to withdraw, and it is asked for until it is. */
export function recordToWithdrawForDesk(
  file: NoticeCase,
  to: '经办人' | '主管人员',
  of: string,
  withdrawBy: Day,
): NoticeText {
  return deskNotice('record-to-withdraw-for-desk', '失信记录待撤回', file, to, [
    `据本件未整改结论作出的失信认定（案件${of}）已失去依据，请于${dated(withdrawBy)}（含当日）前在该记录的公示案件中撤回；逾期未撤回的，将反复报告主管人员。`,
  ]);
}
