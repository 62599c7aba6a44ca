import { LATENESS_TEXT, type LateConsequence } from './accept-first.ts';
import {
  by,
  dated,
  deskNotice,
  type NoticeCase,
  type NoticeReason,
  type NoticeText,
  notice,
  PROVISIONAL,
  reasonLines,
  remedies,
  sentence,
} from '../case/notice.ts';
import type { Day } from '../time.ts';

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

/**
 * 容缺受理通知书: tells once and for all what is missing, in which form, by when and with what consequence.
 * Later materials are checked against this list and no second one.
 * @param green what the green channel grants, a line each; none: it does not go through one
 */
export function acceptFirstNotice(
  file: NoticeCase,
  items: readonly MissingItem[],
  supplyBy: { due: Day; provisional: boolean; counting: string; handedOn: Day | null },
  late: LateConsequence,
  { green }: { green: readonly { zh: string }[] } = { green: [] },
): NoticeText {
  return notice('accept-first', '容缺受理通知书', file, [
    `您申请的“${file.matter}”主要材料齐全，根据您的书面承诺，现予容缺受理。`,
    '需补交的材料（一次性告知，此后不再增加）：',
    ...items.map(({ name, form }, index) => `${index + 1}. ${name}（形式：${form}）`),
    ...(supplyBy.handedOn === null ? [] : [`本通知书已于${dated(supplyBy.handedOn)}当面交付，现登记备查。`]),
    `补交期限：${dated(supplyBy.due)}（含当日）${supplyBy.provisional ? PROVISIONAL : ''}。`,
    `期限的计算：${supplyBy.counting}。`,
    `逾期未补齐或补交有误的后果：${consequenceText(late)}。`,
    ...(green.length === 0 ? [] : [`${green.map(({ zh }) => zh).join('；')}。`]),
    '可在线补交，也可直接或者邮寄送交本机关。因不可抗力不能按期补交的，可凭证明申请延期。期限届满前您可随时撤回，改按普通程序办理，不受任何影响。',
  ]);
}

export function notAcceptedFirstNotice(file: NoticeCase, reasons: readonly NoticeReason[]): NoticeText {
  return notice('not-accepted-first', '不予容缺受理告知书', file, [
    `您申请的“${file.matter}”不适用容缺受理，理由如下：`,
    ...reasonLines(reasons),
    '您可备齐全部材料后按普通程序申请，本次结果不影响普通程序的办理，也不记入任何信用记录。',
    remedies(file),
  ]);
}

export function supplyReminder(file: NoticeCase, names: readonly string[], due: Day): NoticeText {
  return notice('supply-reminder', '补交材料提醒', file, [
    `您申请的“${file.matter}”已容缺受理，请于${by(due)}补交：${names.join('、')}。`,
    '因不可抗力不能按期补交的，请在期限届满前凭证明申请延期。',
  ]);
}

export function handedInNotice(file: NoticeCase, names: readonly string[], countsOn: Day): NoticeText {
  return deskNotice('handed-in', '补交材料待核验', file, '经办人', [
    `申请人补交：${names.join('、')}，计为${dated(countsOn)}提交，请核验。`,
  ]);
}

export function materialsWrongNotice(
  file: NoticeCase,
  wrong: readonly { name: string; reason: string }[],
  replaceUntil: Day | null,
): NoticeText {
  return notice('materials-wrong', '补交材料不符告知', file, [
    `您就“${file.matter}”补交的下列材料经核验不符：`,
    ...wrong.map(({ name, reason }, index) => `${index + 1}. ${name}：${sentence(reason)}`),
    replaceUntil === null ? '补交期限已过，不能再更换。' : `请于${by(replaceUntil)}更换，更换的材料按所需形式补交。`,
  ]);
}

export function allVerifiedNotice(file: NoticeCase, decideBy: Day, target: Day | null = null): NoticeText {
  return notice('all-verified', '材料齐全告知', file, [
    `您就“${file.matter}”承诺补交的材料已全部核验通过，承诺履行完毕。`,
    `本机关将于${by(decideBy)}作出决定，结果另行告知。`,
    ...(target === null ? [] : [`本件适用绿色通道，本机关力争于${by(target)}办结；上述决定期限和您的各项权利不变。`]),
  ]);
}

export function extensionNotice(file: NoticeCase, from: Day, until: Day, reason: string): NoticeText {
  return notice('extension', '补交期限延期告知', file, [
    `“${file.matter}”的补交期限由${dated(from)}延至${dated(until)}（含当日）。延期理由：${sentence(reason)}`,
  ]);
}

export function supplyByPassedNotice(file: NoticeCase, names: readonly string[], due: Day, until: Day): NoticeText {
  return notice('supply-by-passed', '补交期限届满告知', file, [
    `“${file.matter}”的补交期限${dated(due)}已过，尚缺：${names.join('、')}。`,
    `材料已在期限内送达的（邮寄的，依本事项规定以送达日或者寄出日为准），请于${by(until)}凭凭证到窗口登记；届时未登记的，将按容缺受理通知书载明的后果处理。`,
  ]);
}

/** To the counter: what may have come in time is written down now, or the applicant loses by it. */
export function receiptsToRegister(file: NoticeCase, names: readonly string[], due: Day, until: Day): NoticeText {
  return deskNotice('receipts-to-register', '在途材料登记提醒', file, '经办人', [
    `补交期限${dated(due)}已过，尚缺：${names.join('、')}。`,
    `期限内已送达窗口或者寄出的材料，请于${by(until)}登记；届时未登记的，本件按容缺受理通知书载明的后果处理。`,
  ]);
}

/** To the applicant: the promise that was not kept is made good, and bars nothing any more. */
export function madeGoodNotice(file: NoticeCase, on: Day): NoticeText {
  return notice('made-good', '承诺补救确认书', file, [
    `您未按期补交的材料已于${dated(on)}补齐并核验，未履行的承诺已补救，该承诺自即日起不再影响您适用容缺受理。`,
    '原终止结果不变，您可按普通程序重新申请。',
  ]);
}

export function registrationProlongedNotice(file: NoticeCase, until: Day): NoticeText {
  return notice('registration-prolonged', '登记宽限延长告知', file, [
    `系统在期限内收到您就“${file.matter}”的提交，但未能办结。请于${by(until)}重新提交或者到窗口登记，该提交按原收到时间计算。`,
  ]);
}

/** What was still owed when the date had passed. */
export interface Owed {
  missing: readonly string[];
  wrong: readonly string[];
}

export function endedLateNotice(file: NoticeCase, owed: Owed, late: LateConsequence): NoticeText {
  return notice('ended-late', '容缺受理逾期处理告知书', file, [
    `您申请的“${file.matter}”容缺受理，补交期限已过。`,
    ...lateLines(owed),
    `处理结果：${consequenceText(late)}。`,
    '材料实际在期限内送达的，可凭凭证申请重新办理。您也可备齐材料后按普通程序重新申请。',
    ...(late.brokenPromise ? ['补齐全部材料并经核验的，承诺记为已补救。'] : []),
    remedies(file),
  ]);
}

export function endedLateForSupervisor(file: NoticeCase, owed: Owed, late: LateConsequence): NoticeText {
  return deskNotice('ended-late-supervisor', '容缺受理逾期处理报告', file, '主管人员', [
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
    `经核实，您的材料实际于${dated(receivedOn)}送达，在期限之内。${dated(endedOn)}作出的终止已撤销，履约结果已更正，现重新办理。`,
  ]);
}

export function decisionNotice(file: NoticeCase, granted: boolean, reason: string | null): NoticeText {
  return notice('decision', '办理结果告知书', file, [
    `您申请的“${file.matter}”，本机关决定${granted ? '准予' : '不予'}办理。${reason === null ? '' : `理由：${sentence(reason)}`}`,
    ...(granted ? [] : [remedies(file)]),
  ]);
}

export function withdrawalNotice(file: NoticeCase): NoticeText {
  return notice('withdrawal', '撤回确认书', file, [
    `您的“${file.matter}”容缺受理申请已撤回，不影响您备齐材料后按普通程序申请，也不计为失约。`,
  ]);
}
