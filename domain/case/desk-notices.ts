import { waitText } from './case-kinds.ts';
import { by, dated, deskNotice, type NoticeCase, type NoticeText, notice, PROVISIONAL } from './notice.ts';
import type { Day } from '../time.ts';

export function assignedNotice(file: NoticeCase): NoticeText {
  return deskNotice('assigned', '办件分派通知', file, '经办人', ['本件已分派给您办理，请及时处理。']);
}

export function handlerReminder(file: NoticeCase, wait: string, due: Day): NoticeText {
  return deskNotice('handler-reminder', `${waitText(wait).zh}提醒`, file, '经办人', [
    `请于${by(due)}${waitText(wait).zh}。`,
  ]);
}

export function escalationNotice(file: NoticeCase, wait: string, due: Day, times: number): NoticeText {
  return deskNotice('escalation', `${waitText(wait).zh}逾期报告`, file, '主管人员', [
    `本件应于${by(due)}${waitText(wait).zh}，至今未办。这是第${times}次报告，请督办。`,
  ]);
}

export function provisionalNotice(file: NoticeCase, wait: string, due: Day): NoticeText {
  return deskNotice('provisional', '暂定期限待重算', file, '系统管理员', [
    `“${waitText(wait).zh}”的期限${dated(due)}按未公布放假安排的年度推算，为暂定日期。请载入该年度放假安排，此前不作不利处理。`,
  ]);
}

/** What was found of an authority is told to the one above it, and none is entered. */
export function noSuperiorNotice(file: NoticeCase, authority: string): NoticeText {
  return deskNotice('superior-unknown', '上级机关待登记', file, '系统管理员', [
    `本件涉及的机关“${authority}”未登记上级机关，未能向其上级机关报告（国发〔2016〕76号）；已报告审计人员。请登记其上级机关，并另行告知。`,
  ]);
}

/** A change that goes over many cases, one by one. */
export type ChangeOfMany = 'calendar.recount' | 'publicity.follow-carriers';

const CHANGE_TEXT: Readonly<Record<ChangeOfMany, string>> = {
  'calendar.recount': '放假安排变更后，本件的期限未能重算，仍为原期限',
  'publicity.follow-carriers': '措施承担机关变更后，本件未能相应通知有关机关，仍按原承担机关办理',
};

/** A case whose rows do not bear a change that the others took. */
export function caseNotChangedNotice(file: NoticeCase, what: ChangeOfMany): NoticeText {
  return deskNotice('case-not-changed', '办件未随变更更新', file, '系统管理员', [
    `${CHANGE_TEXT[what]}。请核查本件数据，并告知承办机关人工处理。`,
  ]);
}

/** A date before and after the calendar changed. */
export interface RecountedDate {
  readonly from: { readonly due: Day; readonly provisional: boolean };
  readonly to: { readonly due: Day; readonly provisional: boolean };
}

/** What a date is now that the year's calendar is known, or was changed: a provisional one is settled by it. */
export function recountedNotice(file: NoticeCase, wait: string, date: RecountedDate): NoticeText {
  return notice('recounted', '期限确认告知书', file, [`关于“${file.matter}”：${recountedLine(wait, date)}`]);
}

/** The same for whoever handles it. */
export function recountedForHandler(file: NoticeCase, wait: string, date: RecountedDate): NoticeText {
  return deskNotice('handler-recounted', '办理期限变更提醒', file, '经办人', [recountedLine(wait, date)]);
}

function recountedLine(wait: string, { from, to }: RecountedDate): string {
  const cause = from.provisional && !to.provisional ? '该年度放假安排已公布' : '放假安排有调整';
  const told = `${from.provisional ? '暂定的' : ''}${dated(from.due)}`;
  const now = `${dated(to.due)}（含当日）${to.provisional ? PROVISIONAL : ''}`;
  const result = to.due === from.due ? `确认为${now}，不变` : `由${told}改为${now}，请以改后的期限为准`;
  return `${cause}，“${waitText(wait).zh}”的期限${result}。`;
}
