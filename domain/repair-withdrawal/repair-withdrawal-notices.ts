import { dated, deskNotice, type NoticeCase, type NoticeText, notice, remedies, sentence } from '../case/notice.ts';
import { heardLines, type HearingWords } from '../hearing/hearing-notices.ts';
import type { RecordStateName } from '../record/record.ts';
import { WITHDRAWAL_CLAUSE, WITHDRAWAL_GROUND_TEXT, type WithdrawalGround } from './repair-withdrawal.ts';
import type { Day } from '../time.ts';

/** How the notices of a hearing name a withdrawal. */
export const WITHDRAWAL_WORDS: HearingWords = {
  prefix: 'withdrawal',
  notice: '撤销信用修复告知书',
  matter: '撤销修复',
};

/** What happens to the period of a record that comes back; sector data. */
export type ReturningPeriod = 'restarts' | 'goes-on';

/** A record as a notice of withdrawal names it. */
export interface NoticeRecord {
  document: string;
  period: ReturningPeriod;
  /** The clause of the sector's rule on its period. */
  clause: string;
  /** What of it came back; null: nothing is decided yet. */
  returned: Returned | null;
}

/** What a record is once its repair is withdrawn. */
export interface Returned {
  state: RecordStateName;
  /** Whether measures are in force again. */
  measures: boolean;
}

const PERIOD_TEXT = {
  restarts: '恢复公示、共享和惩戒措施，公示期重新计算',
  'goes-on': '恢复公示、共享和惩戒措施，公示期继续计算',
} as const satisfies Record<ReturningPeriod, string>;

const PERIOD_ALONE = {
  restarts: '公示期重新计算',
  'goes-on': '公示期继续计算',
} as const satisfies Record<ReturningPeriod, string>;

/** What became of a record: only what really returned is told as returning. */
function returnedText({ period, returned }: NoticeRecord): string {
  if (returned === null) return PERIOD_TEXT[period];
  const { state, measures } = returned;
  switch (state) {
    case 'held':
      return `现依法暂停公示${measures ? '，恢复未暂停的惩戒措施' : ''}，${PERIOD_ALONE[period]}`;
    case 'not-published':
      return `恢复共享${measures ? '和惩戒措施' : ''}，不予公示，${PERIOD_ALONE[period]}`;
    case 'ended-by-time':
      return `公示期已满，不再公示和共享${measures ? '，恢复尚在执行期限内的惩戒措施' : '，没有尚在执行的惩戒措施'}`;
    case 'ended':
      return '重整计划、和解协议已执行完毕，信用修复仍然有效，不再公示和共享';
    case 'published':
      return PERIOD_TEXT[period];
    default:
      return state satisfies never;
  }
}

/** What the subject is told before anything is decided. Source: 国办发〔2020〕49号（八）, 行政处罚法第四十四、四十五条. */
export interface WithdrawalTold {
  /** Number of the repair that is to be withdrawn. */
  repair: string;
  ground: WithdrawalGround;
  findings: string;
  evidence: string;
  records: readonly NoticeRecord[];
  barYears: number;
  statementDays: number;
}

/** 撤销信用修复告知书: facts, grounds, what may follow, and the rights of the subject. Its term runs from service. */
export function withdrawalNotice(file: NoticeCase, told: WithdrawalTold): NoticeText {
  return notice('withdrawal-notice', '撤销信用修复告知书', file, [
    `现就您在案件${told.repair}中获准的信用修复，拟作出撤销决定，依法告知如下：`,
    `一、查明的事实：${sentence(told.findings)}`,
    `二、证据：${sentence(told.evidence)}`,
    `三、理由和依据：${WITHDRAWAL_GROUND_TEXT[told.ground].zh}（${WITHDRAWAL_CLAUSE}）。`,
    '四、拟作出的处理：',
    ...told.records.map(
      ({ document, period, clause }, index) => `${index + 1}. “${document}”：${PERIOD_TEXT[period]}（${clause}）；`,
    ),
    `${told.records.length + 1}. 将上述情况记入信用记录并公示${barText(told.barYears)}。`,
    '五、您的权利：',
    `自本告知书送达之日起${told.statementDays}个工作日内，可以陈述、申辩，提出证据，也可以申请听证，申请听证不收取费用；听证期间不计入该期限。不因陈述、申辩、申请听证而加重处理。`,
    '本决定将由提出人员以外的另一名工作人员作出。逾期未陈述、申辩的，不影响依法作出决定。',
  ]);
}

function barText(years: number): string {
  return years === 0 ? '' : `，自决定之日起${years}年内不得申请信用修复`;
}

/** 撤销信用修复决定书: facts, grounds, what was said and how it was reviewed, what follows, remedies. */
export function withdrawalUpheldNotice(file: NoticeCase, decided: WithdrawalUpheld): NoticeText {
  return notice('withdrawal-upheld', '撤销信用修复决定书', file, [...upheldLines(decided), remedies(file)]);
}

export interface WithdrawalUpheld {
  repair: string;
  ground: WithdrawalGround;
  findings: string;
  reason: string;
  /** What the authority says to the statement; null where none was made. */
  answerToStatement: string | null;
  /** The subject said that it has nothing to say. */
  waived: boolean;
  /** The day on which a hearing was held; null: none was. */
  hearingOn: Day | null;
  records: readonly NoticeRecord[];
  /** Number of the document under which it goes on the record. */
  document: string;
  barredUntil: Day | null;
}

function upheldLines(decided: WithdrawalUpheld): string[] {
  const { repair, ground, findings, reason, answerToStatement, waived, hearingOn } = decided;
  const { records, document, barredUntil } = decided;
  return [
    `经查，${sentence(findings)}`,
    `理由：${sentence(reason)}`,
    ...heardLines({ answers: answerToStatement === null ? [] : [answerToStatement], waived, hearingOn }),
    `事由：${WITHDRAWAL_GROUND_TEXT[ground].zh}。依据${WITHDRAWAL_CLAUSE}，决定：`,
    `1. 撤销案件${repair}中的信用修复，下列失信记录自即日起按下列情形恢复：`,
    ...records.map((record) => `“${record.document}”：${returnedText(record)}（${record.clause}）；`),
    `2. 将上述情况记入信用记录并公示（文书号：${document}），公示期限和修复条件以公示信息为准；`,
    ...(barredUntil === null ? [] : [`3. 自即日起至${dated(barredUntil)}（含当日）不得申请信用修复。`]),
  ];
}

/** 不予撤销信用修复告知书: the repair stands, and why. */
export function withdrawalDroppedNotice(file: NoticeCase, repair: string, reason: string): NoticeText {
  return notice('withdrawal-dropped', '不予撤销信用修复告知书', file, [
    `关于案件${repair}的信用修复，经审查，决定不予撤销。理由：${sentence(reason)}`,
    '该信用修复继续有效，本案不记入任何信用记录。',
  ]);
}

/** The decision fell with its record: the repair stands again, from the day it had. */
export function withdrawalUndoneNotice(file: NoticeCase, undone: WithdrawalUndone): NoticeText {
  return notice('withdrawal-undone', '撤销信用修复决定失效告知书', file, undoneLines(undone));
}

export function withdrawalUndoneForDesk(file: NoticeCase, undone: WithdrawalUndone): NoticeText {
  return deskNotice('withdrawal-undone-for-desk', '撤销修复决定失效报告', file, '经办人', undoneLines(undone));
}

export interface WithdrawalUndone {
  repair: string;
  /** Number of the decision that fell. */
  document: string;
  /** The records that are repaired again, each since the day of its repair. */
  records: readonly { document: string; repairedOn: Day }[];
}

function undoneLines({ repair, document, records }: WithdrawalUndone): string[] {
  return [
    `“${document}”撤销信用修复决定所涉信息已撤回，该决定不再作为恢复公示、禁止申请信用修复的依据；案件${repair}中的信用修复继续有效：`,
    ...records.map(
      ({ document: name, repairedOn }, index) =>
        `${index + 1}. “${name}”：信用修复自${dated(repairedOn)}起有效，终止公示、共享和惩戒措施；`,
    ),
    '已通知信用服务机构更新副本；仍有单位公示或者据以采取措施的，可以向本单位或者信用中国网站提出异议。',
  ];
}

/** The other side of the decision: to whoever proposed, or the desk. */
export function withdrawalDecidedForDesk(
  file: NoticeCase,
  decision: { upheld: true; document: string } | { upheld: false; reason: string },
): NoticeText {
  return deskNotice('withdrawal-decided', '撤销修复决定结果', file, '经办人', [
    decision.upheld
      ? `已决定撤销信用修复，记录已恢复并已通知信用服务机构更新（文书号：${decision.document}）。请将决定书送达当事人。`
      : `已决定不予撤销。理由：${sentence(decision.reason)}`,
  ]);
}
