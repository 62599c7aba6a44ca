import { by, dated, deskNotice, type NoticeCase, type NoticeText, notice, remedies, sentence } from '../case/notice.ts';
import type { Day } from '../time.ts';
import { REGISTRATION_CATEGORY_TEXT, type RegisteredContent } from './voluntary-registration-info.ts';

/** What was registered, as every notice names it. */
export type NoticedRegistration = Pick<RegisteredContent, 'category' | 'title'>;

/** To the subject: registered or corrected, how it is shown, and until when it counts. */
export function registeredNotice(
  file: NoticeCase,
  registration: NoticedRegistration,
  { corrected, validUntil, verifyBy }: { corrected: boolean; validUntil: Day; verifyBy: Day },
): NoticeText {
  const done = corrected ? '已按更正的内容重新登记' : '已登记';
  return notice('voluntary-registered', corrected ? '自主申报信息更正告知书' : '自主申报信息登记告知书', file, [
    `${say(registration)}${done}，即日起标注“自主申报，未经核实”公开，有效期至${dated(validUntil)}（含当日）。`,
    `本单位应于${by(verifyBy)}核实；逾期未核实的，系统逐级催办，信息照常展示，不视为已核实，也不视为不实。`,
    '有效期内可以随时更正、撤回。申报和核实不收取任何费用。',
  ]);
}

/** To the desk: something to verify. */
export function registrationToVerify(file: NoticeCase, registration: NoticedRegistration, verifyBy: Day): NoticeText {
  return deskNotice('voluntary-to-verify', '自主申报信息待核实', file, '经办人', [
    `${say(registration)}，请于${by(verifyBy)}作合规性审核和核实。`,
  ]);
}

/** To the subject: verified, and what that means. */
export function registrationVerifiedNotice(
  file: NoticeCase,
  registration: NoticedRegistration,
  validUntil: Day,
): NoticeText {
  return notice('voluntary-verified', '自主申报信息核实告知书', file, [
    `${say(registration)}经核实，与事实相符，改注“自主申报，经核实”，有效期至${dated(validUntil)}（含当日）。`,
    '经核实的信息可以作为信用评价和信用报告的依据（国办发〔2019〕35号（五））。',
  ]);
}

/** To the subject: what is doubted and why, what it may say, and what it can do instead. */
export function registrationDoubtedNotice(
  file: NoticeCase,
  registration: NoticedRegistration,
  { reason, evidence, statementBy }: { reason: string; evidence: string | null; statementBy: Day },
): NoticeText {
  return notice('voluntary-doubted', '自主申报信息核实存疑告知书', file, [
    `核实中发现${say(registration)}可能与事实不符：${sentence(reason)}`,
    ...(evidence === null ? [] : [`依据：${sentence(evidence)}`]),
    `可以于${by(statementBy)}提出陈述、申辩并提交证据；此前和决定作出之前，均可以自行更正或者撤回，自行更正、撤回的不记为未履行承诺。`,
    '期间信息暂停展示。认定不实的，信息撤下并记为未履行的信用承诺；是否不实由另一名工作人员决定。',
  ]);
}

/** To the desk: heard, and to be decided by somebody else than who doubted. */
export function registrationToDecide(file: NoticeCase, registration: NoticedRegistration, decideBy: Day): NoticeText {
  return deskNotice('voluntary-to-decide', '自主申报信息待决定', file, '经办人', [
    `${say(registration)}核实存疑，陈述申辩期已结束，请提出疑点以外的人员于${by(decideBy)}决定：不实，或者排除疑点。`,
  ]);
}

/** To the desk: the subject said something. */
export function registrationStatementForDesk(file: NoticeCase, registration: NoticedRegistration): NoticeText {
  return deskNotice('voluntary-statement-for-desk', '陈述申辩待复核', file, '经办人', [
    `当事人对${say(registration)}的核实疑点提出陈述、申辩，决定时须说明是否采纳及理由。`,
  ]);
}

/** To the subject: nothing is doubted any more. */
export function registrationClearedNotice(
  file: NoticeCase,
  registration: NoticedRegistration,
  reason: string,
): NoticeText {
  return notice('voluntary-cleared', '自主申报信息疑点排除告知书', file, [
    `${say(registration)}的疑点已经排除：${sentence(reason)}即日起标注“自主申报，经核实”恢复展示。`,
  ]);
}

/** To the subject: found false, why, what follows, and what can be done. */
export function registrationFoundFalseNotice(
  file: NoticeCase,
  registration: NoticedRegistration,
  { reason, answerToStatement }: { reason: string; answerToStatement: string | null },
): NoticeText {
  return notice('voluntary-found-false', '自主申报信息不实决定书', file, [
    `经核实，${say(registration)}与事实不符。理由：${sentence(reason)}`,
    ...(answerToStatement === null ? [] : [`对陈述、申辩的复核意见：${sentence(answerToStatement)}`]),
    '该信息自即日起撤下；所作真实性承诺记为未履行（2025年意见（十五）、国办发〔2019〕35号（五））。',
    '向本单位书面说明并公开更正的，可以补救，补救后不再影响容缺受理、告知承诺等事项的办理。',
    remedies(file),
  ]);
}

/** To the subject: taken back as it wished. */
export function registrationWithdrawnNotice(file: NoticeCase, registration: NoticedRegistration): NoticeText {
  return notice('voluntary-withdrawn', '自主申报信息撤回确认书', file, [
    `${say(registration)}已撤回，即日起不再展示和使用。撤回不影响再次申报。`,
  ]);
}

/** To the subject: its validity is over. */
export function registrationExpiredNotice(file: NoticeCase, registration: NoticedRegistration, on: Day): NoticeText {
  return notice('voluntary-expired', '自主申报信息有效期届满告知', file, [
    `${say(registration)}的有效期于${dated(on)}届满，不再展示和使用；仍需展示的，可以重新申报。`,
  ]);
}

/** To the subject: what it had to make good is made good. */
export function registrationMadeGoodNotice(file: NoticeCase, registration: NoticedRegistration, on: Day): NoticeText {
  return notice('voluntary-made-good', '补救确认书', file, [
    `${say(registration)}不实一事已于${dated(on)}补救，不再影响容缺受理、告知承诺等事项的办理，可以重新申报。`,
  ]);
}

/** To the subject, some days before a date of its own. */
export function registrationReminder(
  file: NoticeCase,
  registration: NoticedRegistration,
  kind: string,
  due: Day,
): NoticeText {
  if (kind === 'voluntary-statement-by') {
    return notice('voluntary-statement-reminder', '陈述申辩提醒', file, [
      `对${say(registration)}的核实疑点，可以于${by(due)}提出陈述、申辩，也可以自行更正或者撤回。`,
    ]);
  }
  return notice('voluntary-expiry-reminder', '自主申报信息即将到期提醒', file, [
    `${say(registration)}的有效期至${dated(due)}（含当日），届满后不再展示；需要延长的，请更正有效期。`,
  ]);
}

/** To the handler: it ended, or changed, without them. */
export function registrationEndedForDesk(
  file: NoticeCase,
  registration: NoticedRegistration,
  ending: 'withdrawn' | 'expired',
): NoticeText {
  const how = { withdrawn: '当事人已撤回', expired: '有效期已届满' };
  return deskNotice('voluntary-ended-for-desk', '自主申报信息终结告知', file, '经办人', [
    `${say(registration)}：${how[ending]}，本件办结。`,
  ]);
}

function say({ category, title }: NoticedRegistration): string {
  return `自主申报的${REGISTRATION_CATEGORY_TEXT[category].zh}信息“${title}”`;
}
