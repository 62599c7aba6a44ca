import { type CommitmentKind, kindTerms } from './commitment-kinds.ts';
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

/** One obligation as a notice names it. */
export interface NamedObligation {
  title: string;
  due: Day;
}

const IF_NOT_KEPT =
  '未按期履行的，将按情节轻重记为承诺未履行，作为履约结果记入信用记录（国办发〔2019〕35号（一））；容缺受理等便利措施按各事项规定不再适用，补救后恢复。';

/** 信用承诺受理通知书: what is followed from now on, each obligation with its date, and what follows. */
export function promiseTakenNotice(
  file: NoticeCase,
  kind: CommitmentKind,
  obligations: readonly string[],
  check: { due: Day; provisional: boolean } | null,
): NoticeText {
  const decided =
    check === null
      ? []
      : [
          `根据您的承诺，“${file.matter}”已当场办结。承诺内容将于${by(check.due)}核查${check.provisional ? PROVISIONAL : ''}；核查不实的，限期整改，逾期不改的可撤销决定。`,
        ];
  return notice('promise-taken', '信用承诺受理通知书', file, [
    `您就“${file.matter}”作出的${kindTerms(kind).name.zh}已受理，自本通知书落款之日起跟踪履行。`,
    ...decided,
    '履约事项：',
    ...obligations.map((line, index) => `${index + 1}. ${line}`),
    IF_NOT_KEPT,
    '履行后请及时报告并附证明。因不可抗力不能按期履行的，可凭证明申请延期；需变更承诺的，可在期限届满前申请。',
  ]);
}

export function promiseRefusedNotice(file: NoticeCase, reasons: readonly NoticeReason[]): NoticeText {
  return notice('promise-refused', '不予受理承诺告知书', file, [
    `您就“${file.matter}”作出的承诺不予受理，理由如下：`,
    ...reasonLines(reasons),
    '您可按普通程序办理，本次结果不影响普通程序，也不记入任何信用记录。',
    remedies(file),
  ]);
}

export function obligationReminder(file: NoticeCase, { title, due }: NamedObligation): NoticeText {
  return notice('obligation-reminder', '履约提醒', file, [
    `您就“${file.matter}”承诺的“${title}”应于${by(due)}履行，请履行后及时报告并附证明。`,
    '因不可抗力不能按期履行的，请凭证明申请延期；需变更承诺的，请在期限届满前申请。',
  ]);
}

export function startReportedNotice(file: NoticeCase, obligation: NamedObligation, on: Day): NoticeText {
  return notice('start-reported', '履行期限起算告知', file, [
    `您就“${file.matter}”承诺的“${obligation.title}”，起算事由已于${dated(on)}发生，履行期限为${dated(obligation.due)}（含当日）。请按期履行，履行后及时报告并附证明。`,
  ]);
}

/** To the handler: something was reported, and waits for a verdict. */
export function fulfilmentReportedNotice(file: NoticeCase, titles: readonly string[], countsOn: Day): NoticeText {
  return deskNotice('fulfilment-reported', '履约报告待确认', file, '经办人', [
    `承诺人报告履行：${titles.join('、')}，计为${dated(countsOn)}提交，请核实确认。`,
  ]);
}

export interface JudgedItem {
  title: string;
  reason: string;
  /** Until when it may be reported again; null: its date has passed. */
  until: Day | null;
}

export function fulfilmentRejectedNotice(file: NoticeCase, rejected: readonly JudgedItem[]): NoticeText {
  return notice('fulfilment-rejected', '履约报告不符告知', file, [
    `您就“${file.matter}”承诺的下列事项，履约报告经核实不符：`,
    ...rejected.map(
      ({ title, reason, until }, index) =>
        `${index + 1}. ${title}：${sentence(reason)}${until === null ? '期限已过。' : `可于${by(until)}重新报告。`}`,
    ),
  ]);
}

export function fulfilmentConfirmedNotice(
  file: NoticeCase,
  accepted: readonly { title: string; whole: boolean }[],
): NoticeText {
  const lines = accepted.map(({ title, whole }) =>
    whole ? `“${title}”已确认履行。` : `“${title}”的部分履行已确认，其余部分仍须履行。`,
  );
  return notice('fulfilment-confirmed', '履约确认告知', file, [`您就“${file.matter}”作出的承诺：`, ...lines]);
}

export function obligationPassedNotice(file: NoticeCase, { title, due }: NamedObligation, until: Day): NoticeText {
  return notice('obligation-passed', '履行期限届满告知', file, [
    `您就“${file.matter}”承诺的“${title}”，期限${dated(due)}已过，尚未收到全部履行的报告。`,
    `报告已在期限内送达的，请于${by(until)}凭凭证到窗口登记；届时未登记的，记为未履行。`,
  ]);
}

/** To the counter: what may have come in time is written down now, or the promisor loses by it. */
export function reportsToRegister(file: NoticeCase, { title, due }: NamedObligation, until: Day): NoticeText {
  return deskNotice('reports-to-register', '在途履约报告登记提醒', file, '经办人', [
    `“${title}”的期限${dated(due)}已过。期限内已送达的报告请于${by(until)}登记；届时未登记的，记为未履行。`,
  ]);
}

export function obligationProlongedNotice(file: NoticeCase, title: string, until: Day): NoticeText {
  return notice('obligation-prolonged', '登记宽限延长告知', file, [
    `系统在期限内收到您关于“${title}”的提交，但未能办结。请于${by(until)}重新提交或者到窗口登记，该提交按原收到时间计算。`,
  ]);
}

/** One obligation was not kept; others may still be. */
export function obligationBrokenNotice(file: NoticeCase, { title, due }: NamedObligation): NoticeText {
  return notice('obligation-broken', '履约事项未履行告知', file, [
    `您就“${file.matter}”承诺的“${title}”未在${by(due)}履行。请尽快履行并报告；及时补救的，减轻情节（国办发〔2019〕35号（一））。`,
    '报告实际在期限内送达的，可凭凭证申请更正。',
  ]);
}

export function obligationExtendedNotice(file: NoticeCase, { title, due }: NamedObligation, from: Day): NoticeText {
  return notice('obligation-extended', '履行期限延期告知', file, [
    `因不可抗力，您就“${file.matter}”承诺的“${title}”，履行期限由${dated(from)}延至${dated(due)}（含当日）。`,
  ]);
}

export function obligationReleasedNotice(file: NoticeCase, titles: readonly string[], reason: string): NoticeText {
  return notice('obligation-released', '履约事项解除告知', file, [
    `您就“${file.matter}”承诺的下列事项不再要求履行：${titles.join('、')}。不计为失约。理由：${sentence(reason)}`,
  ]);
}

export function amendmentProposedNotice(file: NoticeCase, titles: readonly string[], answerBy: Day): NoticeText {
  return deskNotice('amendment-proposed', '承诺变更申请待答复', file, '经办人', [
    `承诺人申请变更：${titles.join('、')}。请于${by(answerBy)}答复；答复前，期限届满的所涉事项不记为未履行。`,
  ]);
}

export function amendmentAnsweredNotice(
  file: NoticeCase,
  consented: boolean,
  lines: readonly string[],
  reason: string | null,
): NoticeText {
  const because = reason === null ? [] : [`理由：${sentence(reason)}`];
  return consented
    ? notice('amendment-consented', '同意变更承诺告知', file, [
        `同意变更您就“${file.matter}”作出的承诺，变更后的履约事项为：`,
        ...lines.map((line, index) => `${index + 1}. ${line}`),
        ...because,
        '请按变更后的内容履行；变更前的内容一并保存。',
      ])
    : notice('amendment-refused', '不同意变更承诺告知', file, [
        `不同意变更您就“${file.matter}”作出的承诺，原承诺和履行期限不变，请继续履行。`,
        ...because,
        '因不可抗力不能按期履行的，可凭证明申请延期。',
      ]);
}
