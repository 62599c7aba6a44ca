import type { NamedObligation } from './commitment-notices.ts';
import { by, deskNotice, type NoticeCase, type NoticeText, notice, remedies, sentence } from '../case/notice.ts';
import type { Day } from '../time.ts';

/**
 * What the check found.
 * @param rectifyBy null: all of it was true
 */
export function promiseCheckedNotice(
  file: NoticeCase,
  untrue: readonly { title: string; reason: string }[],
  rectifyBy: Day | null,
): NoticeText {
  if (rectifyBy === null) {
    return notice('promise-checked', '承诺核查结果告知', file, [
      `经核查，您就“${file.matter}”承诺的内容在作出决定时属实，凭承诺作出的决定继续有效。`,
    ]);
  }
  return notice('promise-untrue', '责令限期整改通知书', file, [
    `经核查，您就“${file.matter}”承诺的下列内容不实：`,
    ...untrue.map(({ title, reason }, index) => `${index + 1}. ${title}：${sentence(reason)}`),
    `请于${by(rectifyBy)}整改并报告；逾期不改的，可撤销凭承诺作出的决定，并记为承诺未履行（国办发〔2020〕42号）。`,
    remedies(file),
  ]);
}

export function rectificationReminder(file: NoticeCase, { title, due }: NamedObligation): NoticeText {
  return notice('rectification-reminder', '限期整改提醒', file, [
    `经核查，您就“${file.matter}”承诺的“${title}”不实，请于${by(due)}整改并报告。`,
    '逾期不改的，可撤销凭承诺作出的决定，并记为承诺未履行（国办发〔2020〕42号）。因不可抗力不能按期整改的，请凭证明申请延期。',
  ]);
}

/** To those who decide: what was granted on the promise stands on nothing now. */
export function toBeRevokedNotice(file: NoticeCase, titles: readonly string[], decideBy: Day): NoticeText {
  return deskNotice('to-be-revoked', '是否撤销待决定', file, '主管人员', [
    `承诺不实且未整改（整改期限已过，或者承诺人确认不再整改）：${titles.join('、')}。请于${by(decideBy)}决定是否撤销；决定人不得为核查人。`,
  ]);
}

export function approvalDecidedNotice(file: NoticeCase, revoked: boolean, reason: string): NoticeText {
  return revoked
    ? notice('approval-revoked', '撤销决定书', file, [
        `因承诺不实且未整改，撤销凭承诺就“${file.matter}”作出的决定（国办发〔2020〕42号）。理由：${sentence(reason)}`,
        remedies(file),
      ])
    : notice('approval-stands', '保留决定告知', file, [
        `凭承诺就“${file.matter}”作出的决定予以保留。理由：${sentence(reason)}`,
      ]);
}
