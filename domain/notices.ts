import { type DeadlineKind, LATENESS_TEXT, type LateConsequence } from './accept-first.ts';
import type { Day } from './time.ts';
import { WAIT_TEXT } from './timeline.ts';

/** A notice as it is served: in Chinese, for it is a document of the authority. */
export interface NoticeText {
  kind: NoticeKind;
  title: string;
  body: string;
}

export const NOTICE_KINDS = [
  'accept-first',
  'not-accepted-first',
  'supply-reminder',
  'materials-wrong',
  'all-verified',
  'extension',
  'supply-by-passed',
  'ended-late',
  'ended-late-supervisor',
  'reopened',
  'decision',
  'withdrawal',
  'handler-reminder',
  'escalation',
  'provisional',
  'recounted',
  'registration-prolonged',
  'handed-in',
  'receipts-to-register',
  'assigned',
  'made-good',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What every notice of a case names. */
export interface NoticeCase {
  number: string;
  procedure: string;
  authority: string;
  subject: string;
}

export interface MissingItem {
  name: string;
  form: string;
}

const BAR_TEXT = {
  'until-made-good': '，并作为承诺未履行记入履约结果，在补救之前不再适用容缺受理',
  'same-calendar-year': '，并作为承诺未履行记入履约结果，补救之前在本年度内不再适用容缺受理',
  never: '，并作为承诺未履行记入履约结果，不影响今后适用容缺受理',
} as const satisfies Record<LateConsequence['bar'], string>;

/** What lateness does, in the words of the procedure's data and with its clause. */
export function consequenceText({ lateness, brokenPromise, bar, clause }: LateConsequence): string {
  return `${LATENESS_TEXT[lateness].zh}${brokenPromise ? BAR_TEXT[bar] : '，不计为失约'}（${clause}）`;
}

/** Remedies against an adverse act of an authority. Source: 行政复议法第二十条, 行政诉讼法第四十六条. */
const REMEDIES = '对本决定不服的，可以自知道之日起六十日内申请行政复议，或者自知道之日起六个月内提起行政诉讼。';

/**
 * 容缺受理通知书: tells once and for all what is missing, in which form, by when and with what consequence.
 * Later materials are checked against this list and no second one.
 */
export function acceptFirstNotice(
  file: NoticeCase,
  items: readonly MissingItem[],
  supplyBy: { due: Day; provisional: boolean; counting: string },
  late: LateConsequence,
): NoticeText {
  const provisional = supplyBy.provisional ? '（暂定：该年度放假安排尚未公布，公布后另行告知，只会顺延不会提前）' : '';
  return notice('accept-first', '容缺受理通知书', file, [
    `您申请的“${file.procedure}”主要材料齐全，根据您的书面承诺，现予容缺受理。`,
    '需补交的材料（一次性告知，此后不再增加）：',
    ...items.map(({ name, form }, index) => `${index + 1}. ${name}（形式：${form}）`),
    `补交期限：${supplyBy.due}（含当日）${provisional}。`,
    `期限的计算：${supplyBy.counting}`,
    `逾期未补齐或补交有误的后果：${consequenceText(late)}。`,
    '因不可抗力不能按期补交的，可凭证明申请延期。您可随时撤回，改按普通程序办理，不受任何影响。',
  ]);
}

export function notAcceptedFirstNotice(file: NoticeCase, reasons: readonly string[]): NoticeText {
  return notice('not-accepted-first', '不予容缺受理告知书', file, [
    `您申请的“${file.procedure}”不适用容缺受理，理由如下：`,
    ...reasons.map((reason, index) => `${index + 1}. ${reason}`),
    '您可备齐全部材料后按普通程序申请，本次结果不影响普通程序的办理，也不记入任何信用记录。',
  ]);
}

export function supplyReminder(file: NoticeCase, names: readonly string[], due: Day): NoticeText {
  return notice('supply-reminder', '补交材料提醒', file, [`请于${due}（含当日）前补交：${names.join('、')}。`]);
}

export function handedInNotice(file: NoticeCase, names: readonly string[], countsOn: Day): NoticeText {
  return deskNotice('handed-in', '补交材料待核验', file, '经办人', [
    `申请人补交：${names.join('、')}，计为${countsOn}提交，请核验。`,
  ]);
}

export function materialsWrongNotice(
  file: NoticeCase,
  wrong: readonly { name: string; reason: string }[],
  replaceUntil: Day | null,
): NoticeText {
  return notice('materials-wrong', '补交材料不符告知', file, [
    '下列材料经核验不符：',
    ...wrong.map(({ name, reason }, index) => `${index + 1}. ${name}：${reason}`),
    replaceUntil === null ? '补交期限已过。' : `请于${replaceUntil}（含当日）前更换。`,
  ]);
}

export function allVerifiedNotice(file: NoticeCase, decideBy: Day): NoticeText {
  return notice('all-verified', '材料齐全告知', file, [
    '您承诺补交的材料已全部核验通过，承诺履行完毕。',
    `办理机关将于${decideBy}前作出决定。`,
  ]);
}

export function extensionNotice(file: NoticeCase, from: Day, until: Day, reason: string): NoticeText {
  return notice('extension', '补交期限延期告知', file, [
    `补交期限由${from}延至${until}（含当日）。延期理由：${reason}。`,
  ]);
}

export function supplyByPassedNotice(file: NoticeCase, names: readonly string[], due: Day, until: Day): NoticeText {
  return notice('supply-by-passed', '补交期限届满告知', file, [
    `补交期限${due}已过，尚缺：${names.join('、')}。`,
    `如材料已在期限内送达，请于${until}（含当日）前凭凭证到窗口登记。`,
  ]);
}

/** To the counter: what may have come in time is written down now, or the applicant loses by it. */
export function receiptsToRegister(file: NoticeCase, names: readonly string[], due: Day, until: Day): NoticeText {
  return deskNotice('receipts-to-register', '在途材料登记提醒', file, '经办人', [
    `补交期限${due}已过，尚缺：${names.join('、')}。`,
    `期限内已送达窗口或寄出的材料，请于${until}（含当日）前登记；届时未登记的，本件将按规定终止。`,
  ]);
}

export function assignedNotice(file: NoticeCase): NoticeText {
  return deskNotice('assigned', '办件分派通知', file, '经办人', ['本件已分派给您办理，请及时处理。']);
}

/** To the applicant: the promise that was not kept is made good, and bars nothing any more. */
export function madeGoodNotice(file: NoticeCase, on: Day): NoticeText {
  return notice('made-good', '承诺补救确认', file, [
    `您未按期补交的材料已于${on}补齐并核验，未履行的承诺已补救，该承诺自即日起不再影响您适用容缺受理。`,
    '原终止结果不变，您可按普通程序重新申请。',
  ]);
}

export function registrationProlongedNotice(file: NoticeCase, until: Day): NoticeText {
  return notice('registration-prolonged', '登记宽限延长告知', file, [
    `系统在期限内收到您的提交，但未能办结。请于${until}（含当日）前重新提交或到窗口登记，该提交按原收到时间计算。`,
  ]);
}

/** What was still owed when the date had passed. */
export interface Owed {
  missing: readonly string[];
  wrong: readonly string[];
}

export function endedLateNotice(file: NoticeCase, owed: Owed, late: LateConsequence): NoticeText {
  return notice('ended-late', '容缺受理终止告知书', file, [
    ...lateLines(owed),
    `处理结果：${consequenceText(late)}。`,
    '材料实际在期限内送达的，可凭凭证申请重新办理。您也可备齐材料后按普通程序重新申请。',
    REMEDIES,
  ]);
}

export function endedLateForSupervisor(file: NoticeCase, owed: Owed, late: LateConsequence): NoticeText {
  return deskNotice('ended-late-supervisor', '容缺受理逾期终止报告', file, '主管人员', [
    ...lateLines(owed),
    `处理结果：${consequenceText(late)}。`,
  ]);
}

function lateLines(late: Owed): string[] {
  return [
    ...(late.missing.length > 0 ? [`期限内未交：${late.missing.join('、')}。`] : []),
    ...(late.wrong.length > 0 ? [`期限内所交不符：${late.wrong.join('、')}。`] : []),
  ];
}

export function reopenedNotice(file: NoticeCase, endedOn: Day, receivedOn: Day): NoticeText {
  return notice('reopened', '重新办理告知书', file, [
    `经核实，您的材料实际于${receivedOn}送达，在期限之内。${endedOn}作出的终止已撤销，履约结果已更正，现重新办理。`,
  ]);
}

export function decisionNotice(file: NoticeCase, granted: boolean, reason: string | null): NoticeText {
  const result = granted ? '准予' : '不予';
  return notice('decision', '办理结果告知书', file, [
    `您申请的“${file.procedure}”，决定${result}。${reason === null ? '' : `理由：${reason}`}`,
    ...(granted ? [] : [REMEDIES]),
  ]);
}

export function withdrawalNotice(file: NoticeCase): NoticeText {
  return notice('withdrawal', '撤回确认', file, ['您的容缺受理申请已撤回，不影响您按普通程序申请，也不计为失约。']);
}

export function handlerReminder(file: NoticeCase, wait: DeadlineKind, due: Day): NoticeText {
  return deskNotice('handler-reminder', `${WAIT_TEXT[wait].zh}提醒`, file, '经办人', [
    `请于${due}（含当日）前${WAIT_TEXT[wait].zh}。`,
  ]);
}

export function escalationNotice(file: NoticeCase, wait: DeadlineKind, due: Day, times: number): NoticeText {
  return deskNotice('escalation', `${WAIT_TEXT[wait].zh}逾期报告`, file, '主管人员', [
    `本件应于${due}前${WAIT_TEXT[wait].zh}，至今未办。这是第${times}次报告，请督办。`,
  ]);
}

export function provisionalNotice(file: NoticeCase, wait: DeadlineKind, due: Day): NoticeText {
  return deskNotice('provisional', '暂定期限待重算', file, '系统管理员', [
    `${WAIT_TEXT[wait].zh}的期限${due}按未公布放假安排的年度推算，为暂定日期。请载入该年度放假安排，此前不作不利处理。`,
  ]);
}

/** The notice that a provisional date promised: what it is now that the year's calendar is known. */
export function recountedNotice(file: NoticeCase, wait: DeadlineKind, told: Day, due: Day): NoticeText {
  const result = due === told ? `确认为${due}（含当日），不变` : `由暂定的${told}改为${due}（含当日）`;
  return notice('recounted', '期限确认告知', file, [`该年度放假安排已公布，${WAIT_TEXT[wait].zh}的期限${result}。`]);
}

function notice(kind: NoticeKind, title: string, file: NoticeCase, lines: readonly string[]): NoticeText {
  return write(kind, title, file, [`${file.subject}：`, ...lines]);
}

/** To the people of the authority, or whoever runs the service: about the case, not to its applicant. */
function deskNotice(
  kind: NoticeKind,
  title: string,
  file: NoticeCase,
  to: '经办人' | '主管人员' | '系统管理员',
  lines: readonly string[],
): NoticeText {
  return write(kind, title, file, [`${to}：`, `申请人：${file.subject}；事项：${file.procedure}。`, ...lines]);
}

function write(kind: NoticeKind, title: string, file: NoticeCase, lines: readonly string[]): NoticeText {
  return {
    kind,
    title: `${title}（${file.number}）`,
    body: [...lines, '', file.authority, `办件编号：${file.number}`].join('\n'),
  };
}
