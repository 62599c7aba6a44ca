import { by, dated, deskNotice, type NoticeCase, type NoticeText, notice, sentence } from '../case/notice.ts';
import { REORGANISATION_KIND_TEXT, type ReorganisationKind } from './reorganisation.ts';
import type { Day } from '../time.ts';

/** One record in a notice: its document and who decided it. */
export interface NoticedRecord {
  documentNumber: string;
  authority: string;
}

/** What the ruling is about, as every notice says it. */
export interface NoticedRuling {
  kind: ReorganisationKind;
  number: string;
  court: string;
  ruledOn: Day;
}

/** To the applicant: registered, and waiting for the court. */
export function rulingAwaitedNotice(file: NoticeCase, ruling: NoticedRuling, confirmBy: Day): NoticeText {
  return notice('ruling-awaited', '重整、和解信用保护申请收件告知', file, [
    `已收到您依据${sayRuling(ruling)}提出的申请，并已请该院确认。`,
    `确认期限为${dated(confirmBy)}（含当日）；逾期未确认的，系统向法院催办，不影响您的申请。确认之前，信用信息照常公示；您可以随时撤回申请。`,
  ]);
}

/** To the court's desk: a ruling was named, please confirm it by message. */
export function rulingToConfirm(file: NoticeCase, ruling: NoticedRuling, confirmBy: Day): NoticeText {
  return deskNotice('ruling-to-confirm', '裁定待确认', file, '经办人', [
    `申请人所称裁定：${sayRuling(ruling)}。请于${by(confirmBy)}通过法院系统推送确认，或者告知未作出该裁定。`,
  ]);
}

/** To the subject: what is shielded and lifted, and that nothing of it is final. */
export function shieldedNotice(
  file: NoticeCase,
  ruling: NoticedRuling,
  records: readonly NoticedRecord[],
  measures: readonly string[],
): NoticeText {
  return notice('records-shielded', '信用信息暂时屏蔽通知书', file, [
    `${sayRuling(ruling)}已经该院确认。依照《信用修复管理办法》（国家发展改革委令2025年第36号），自即日起：`,
    `一、暂时屏蔽裁定之日及以前作出的下列信息，停止公示和共享：${listRecords(records)}。`,
    `二、暂时解除可能影响执行的措施：${measures.length === 0 ? '无' : measures.join('、')}。`,
    '三、公示期照常计算，不因屏蔽而延长。执行完毕并经人民法院裁定的，终局修复；终止执行的，恢复原状。',
    '裁定之后新作出的失信信息不在屏蔽之列。',
  ]);
}

/** To an authority whose records are shielded: what it must not do meanwhile. */
export function shieldedForAuthority(
  file: NoticeCase,
  ruling: NoticedRuling,
  records: readonly NoticedRecord[],
): NoticeText {
  return deskNotice('records-shielded-for-authority', '信用信息暂时屏蔽告知', file, '经办人', [
    `依据${sayRuling(ruling)}，贵单位作出的下列信息暂时屏蔽，可能影响执行的措施暂时解除：${listRecords(records)}。`,
    '屏蔽期间不得公示、共享或者据以限制该企业参与招标投标、融资和许可。',
  ]);
}

/** To the subject: final. */
export function carriedOutNotice(
  file: NoticeCase,
  ruling: NoticedRuling,
  on: Day,
  records: readonly NoticedRecord[],
): NoticeText {
  return notice('reorganisation-carried-out', '信用修复确认书', file, [
    `${REORGANISATION_KIND_TEXT[ruling.kind].zh}已于${dated(on)}执行完毕。依照《信用修复管理办法》，下列信息终局修复，不再公示、共享，措施一并解除：${listRecords(records)}。`,
  ]);
}

/** To the subject: adverse, so the remedies are told. */
export function failedNotice(
  file: NoticeCase,
  ruling: NoticedRuling,
  on: Day,
  records: readonly NoticedRecord[],
  reason: string,
): NoticeText {
  return notice('reorganisation-failed', '恢复公示告知书', file, [
    `${REORGANISATION_KIND_TEXT[ruling.kind].zh}已于${dated(on)}终止执行（${reason}）。依照《信用修复管理办法》，下列信息恢复原状，继续公示、共享和采取措施：${listRecords(records)}。`,
    '公示期在屏蔽期间照常计算；已届满的不再公示。',
    '对人民法院裁定有异议的，依法向人民法院提出；对恢复公示的信息有异议的，可以向作出认定的单位或者信用中国网站提出，也可以依法申请行政复议或者提起行政诉讼（行政复议法第二十条、行政诉讼法第四十六条）。',
  ]);
}

/** To an authority: the records stand again, or are repaired for good. */
export function outcomeForAuthority(
  file: NoticeCase,
  ruling: NoticedRuling,
  outcome: 'carried-out' | 'failed',
  records: readonly NoticedRecord[],
): NoticeText {
  const what =
    outcome === 'carried-out' ? '已执行完毕，下列信息终局修复，请解除全部措施' : '已终止执行，下列信息恢复原状';
  const plan = REORGANISATION_KIND_TEXT[ruling.kind].zh;
  return deskNotice('reorganisation-outcome-for-authority', '重整、和解执行结果告知', file, '经办人', [
    `${sayRuling(ruling)}所涉${plan}${what}：${listRecords(records)}。`,
  ]);
}

/** To the applicant: the court made no such ruling. */
export function notConfirmedNotice(file: NoticeCase, ruling: NoticedRuling, reason: string): NoticeText {
  return notice('ruling-not-confirmed', '裁定未获确认告知书', file, [
    `您所称的${sayRuling(ruling)}，经该院告知未曾作出。${sentence(reason)}本件办结，信用信息不变。`,
    '裁定号、日期有误的，请核对后重新申请；对裁定情况有疑问的，请向人民法院查询。',
  ]);
}

/** To the applicant: back as if never applied. */
export function reorganisationWithdrawnNotice(file: NoticeCase): NoticeText {
  return notice('reorganisation-withdrawn', '撤回申请确认书', file, [
    '您已撤回申请，信用信息不变。人民法院推送裁定时，系统仍将依法屏蔽。',
  ]);
}

/** To the subject: somebody who may has added a statement to its records. */
export function statementAddedNotice(file: NoticeCase, by: 'court' | 'administrator', text: string): NoticeText {
  return notice('statement-added', '附加说明告知', file, [
    `${by === 'court' ? '人民法院' : '管理人'}对本件所涉信用信息附加说明：${sentence(text)}`,
    '附加说明随信息一并展示。',
  ]);
}

/** A plan is approved, a settlement recognised (企业破产法第八十六条、第九十八条). */
const APPROVED = { plan: '批准', settlement: '认可' } as const satisfies Record<ReorganisationKind, string>;

function sayRuling({ kind, number, court, ruledOn }: NoticedRuling): string {
  return `${court}于${dated(ruledOn)}作出的${number}裁定（${APPROVED[kind]}${REORGANISATION_KIND_TEXT[kind].zh}）`;
}

function listRecords(records: readonly NoticedRecord[]): string {
  if (records.length === 0) return '无';
  return records.map(({ documentNumber, authority }) => `${authority}${documentNumber}`).join('；');
}
