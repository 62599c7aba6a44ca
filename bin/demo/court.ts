/** What a court says, by its own messages: whom it lists as a judgment debtor, and which plans it approves. */
import type { ReorganisationKind, ReorganisationStatus } from '../../domain/reorganisation/reorganisation.ts';
import type { MessageData } from '../../domain/messages/messages.ts';
import type { PublicityStatus } from '../../domain/publicity/publicity.ts';
import type { DayPlace } from './days.ts';

/** What the court says of its listing afterwards. */
export type DebtorWord =
  | { readonly says: 'debtor.masked'; readonly on: DayPlace; readonly reason: string }
  | { readonly says: 'debtor.paused'; readonly on: DayPlace }
  | {
      readonly says: 'debtor.withdrawn';
      readonly on: DayPlace;
      readonly ground: MessageData['debtor.withdrawn']['ground'];
    };

export interface DemoDebtor {
  readonly key: string;
  readonly subject: string;
  readonly documentNumber: string;
  readonly decidedOn: DayPlace;
  readonly situation: MessageData['debtor.listed']['situation'];
  readonly extraYears: MessageData['debtor.listed']['extraYears'];
  readonly facts: string;
  readonly later: readonly DebtorWord[];
  readonly intended: PublicityStatus;
}

export const demoDebtors: readonly DemoDebtor[] = [
  {
    key: 'baofeng-debtor',
    subject: 'baofeng',
    documentNumber: '（演示）执1号',
    decidedOn: { monthsAgo: 8 },
    situation: 3,
    extraYears: 0,
    facts: '有履行能力而拒不支付货款，规避执行',
    later: [],
    intended: 'running',
  },
  {
    key: 'sunli-debtor',
    subject: 'sunli',
    documentNumber: '（演示）执2号',
    decidedOn: { monthsAgo: 5 },
    situation: 1,
    extraYears: 0,
    facts: '有履行能力而拒不履行生效法律文书确定的义务',
    later: [{ says: 'debtor.masked', on: { ago: 3 }, reason: '已提供充分有效担保，审查期间屏蔽' }],
    intended: 'running',
  },
  {
    key: 'hengtong-debtor',
    subject: 'hengtong',
    documentNumber: '（演示）执3号',
    decidedOn: { monthsAgo: 7 },
    situation: 4,
    extraYears: 1,
    facts: '违反财产报告制度',
    later: [{ says: 'debtor.paused', on: { ago: 4 } }],
    intended: 'running',
  },
  {
    key: 'dongsheng-debtor',
    subject: 'dongsheng',
    documentNumber: '（演示）执4号',
    decidedOn: { monthsAgo: 10 },
    situation: 5,
    extraYears: 0,
    facts: '违反限制消费令',
    later: [{ says: 'debtor.withdrawn', on: { ago: 20 }, ground: 'settlement-performed' }],
    intended: 'withdrawn',
  },
];

/** What is done on a ruling afterwards: by the court, or by the administrator. */
export type RulingAct =
  | { readonly says: 'reorganisation.carried-out'; readonly on: DayPlace }
  | {
      readonly says: 'reorganisation.failed' | 'reorganisation.not-approved';
      readonly on: DayPlace;
      readonly reason: string;
    }
  | { readonly by: string; readonly act: 'add-statement'; readonly text: string }
  | { readonly by: string; readonly act: 'withdraw'; readonly reason: string };

export interface DemoReorganisation {
  readonly key: string;
  readonly subject: string;
  readonly kind: ReorganisationKind;
  readonly rulingNumber: string;
  readonly ruledOn: DayPlace;
  readonly planUntil: DayPlace | null;
  /** The court brings its ruling itself, or somebody applies with it. */
  readonly openedBy: 'court' | { readonly applicant: string; readonly name: string };
  readonly acts: readonly RulingAct[];
  readonly intended: ReorganisationStatus;
}

export const demoReorganisations: readonly DemoReorganisation[] = [
  {
    key: 'plan-being-carried-out',
    subject: 'ruifeng',
    kind: 'plan',
    rulingNumber: '（演示）破1号之三',
    ruledOn: { monthsAgo: 2 },
    planUntil: { monthsAhead: 22 },
    openedBy: 'court',
    acts: [
      {
        by: 'fang',
        act: 'add-statement',
        text: '重整投资人已出资，欠薪已由共益债务全部清偿，楼盘恢复施工。',
      },
    ],
    intended: 'shielded',
  },
  {
    key: 'plan-carried-out',
    subject: 'xinghua',
    kind: 'plan',
    rulingNumber: '（演示）破2号之五',
    ruledOn: { monthsAgo: 8 },
    planUntil: { monthsAgo: 1 },
    openedBy: 'court',
    acts: [{ says: 'reorganisation.carried-out', on: { ago: 5 } }],
    intended: 'shielded-for-good',
  },
  {
    key: 'settlement-failed',
    subject: 'dongsheng',
    kind: 'settlement',
    rulingNumber: '（演示）破3号之一',
    ruledOn: { monthsAgo: 6 },
    planUntil: null,
    openedBy: 'court',
    acts: [{ says: 'reorganisation.failed', on: { ago: 3 }, reason: '债务人不执行和解协议，裁定终止和解协议的执行' }],
    intended: 'restored',
  },
  {
    key: 'applied-for',
    subject: 'kangda',
    kind: 'plan',
    rulingNumber: '（演示）破4号之二',
    ruledOn: { ago: 6 },
    planUntil: null,
    openedBy: { applicant: 'fang', name: '方敏' },
    acts: [],
    intended: 'awaiting-ruling',
  },
  {
    key: 'wrong-number-taken-back',
    subject: 'hengtong',
    kind: 'settlement',
    rulingNumber: '（演示）破5号之一',
    ruledOn: { ago: 8 },
    planUntil: null,
    openedBy: { applicant: 'qin', name: '秦风' },
    acts: [{ by: 'qin', act: 'withdraw', reason: '裁定案号填写有误' }],
    intended: 'withdrawn',
  },
  {
    key: 'no-such-ruling',
    subject: 'hengtong',
    kind: 'settlement',
    rulingNumber: '（演示）破6号之一',
    ruledOn: { ago: 7 },
    planUntil: null,
    openedBy: { applicant: 'qin', name: '秦风' },
    acts: [
      {
        says: 'reorganisation.not-approved',
        on: { ago: 1 },
        reason: '该案尚在审查，本院未作出认可和解协议的裁定',
      },
    ],
    intended: 'not-confirmed',
  },
];
