/**
 * Twenty applications, in the order in which they are handed in: every status that accept-first has, refusals and the
 * five kinds of lateness included. Days are given by their place, so that the county looks the same on any day.
 */
import type { AcceptFirstStatus, Lateness } from '../../domain/accept-first.ts';
import type { SupplyMeans } from '../../domain/accept-first-supply.ts';
import type { PerformanceResult } from '../../domain/performance.ts';
import type { TimelineKind } from '../../domain/timeline.ts';
import type { DayPlace } from './days.ts';

/** What somebody does on the case afterwards, or what the service is waited for to do. */
export type DemoAct =
  | { readonly by: string; readonly act: 'claim' }
  | {
      readonly by: string;
      readonly act: 'supply' | 'reopen';
      readonly materials: readonly string[];
      readonly means: SupplyMeans;
      readonly receivedOn?: ReceiptPlace;
      readonly dispatchedOn?: ReceiptPlace;
      readonly reason?: string;
    }
  /** Material → null: accepted; a text: what is wrong with it. */
  | { readonly by: string; readonly act: 'verify'; readonly verdicts: Readonly<Record<string, string | null>> }
  | { readonly by: string; readonly act: 'decide'; readonly granted: boolean; readonly reason?: string }
  | {
      readonly by: string;
      readonly act: 'extend';
      readonly until: DayPlace;
      readonly reason: string;
      readonly proof: string;
    }
  | { readonly by: string; readonly act: 'withdraw'; readonly reason: string }
  | { readonly await: AcceptFirstStatus };

/** `afterReceipt: n`: n working days after the application came in. */
export type ReceiptPlace = DayPlace | { readonly afterReceipt: number };

/** What the county must show in the end; whatever is left out is not looked at. */
export interface Intended {
  readonly status: AcceptFirstStatus;
  /** On the timeline, among others. */
  readonly timeline?: readonly TimelineKind[];
  readonly refusals?: readonly string[];
  readonly lateness?: Lateness;
  readonly granted?: boolean;
  readonly performance?: PerformanceResult;
}

export interface DemoApplication {
  readonly key: string;
  readonly procedure: string;
  readonly subject: string;
  readonly missing: readonly string[];
  /** Online by an applicant; or on paper, registered by a supervisor with the receipt that puts supply-by on `due`. */
  readonly way:
    | { readonly online: string }
    | { readonly registeredBy: string; readonly due: DayPlace; readonly applicant: string | null };
  readonly signer: string;
  readonly acts: readonly DemoAct[];
  readonly intended: Intended;
}

export const demoApplications: readonly DemoApplication[] = [
  {
    key: 'refused-with-every-reason',
    procedure: 'food-business',
    subject: 'hengyuan',
    missing: ['application', 'safety-rules', 'business-licence', 'staff-identity', 'authorisation'],
    way: { online: 'wang' },
    signer: '王芳',
    acts: [],
    intended: { status: 'refused', refusals: ['main-material-missing', 'too-many-missing', 'unrepaired-dishonesty'] },
  },
  {
    key: 'accepted-today',
    procedure: 'food-business',
    subject: 'qiming',
    missing: ['business-licence', 'staff-identity'],
    way: { online: 'zhang' },
    signer: '张伟',
    acts: [],
    intended: { status: 'awaiting-materials', timeline: ['received', 'accepted-first'] },
  },
  {
    key: 'wrong-paper',
    procedure: 'signboard-filing',
    subject: 'noodles',
    missing: ['business-licence-copy'],
    way: { online: 'li' },
    signer: '李娜',
    acts: [
      { by: 'yang', act: 'claim' },
      { by: 'li', act: 'supply', materials: ['business-licence-copy'], means: 'online' },
      {
        by: 'yang',
        act: 'verify',
        verdicts: { 'business-licence-copy': '营业执照复印件不清晰，经营场所一栏无法辨认' },
      },
    ],
    intended: { status: 'awaiting-materials', timeline: ['claimed', 'supplied', 'verified'] },
  },
  {
    key: 'extended-for-flood',
    procedure: 'public-place-hygiene',
    subject: 'kangle',
    missing: ['hygiene-rules', 'premises'],
    way: { registeredBy: 'wu', due: { ahead: 1 }, applicant: null },
    signer: '孙康',
    acts: [
      {
        by: 'wu',
        act: 'extend',
        until: { ahead: 3 },
        reason: '经营场所所在街道因洪涝停电封控，房屋使用证明暂时无法取得',
        proof: '县防汛抗旱指挥部公告（演示）',
      },
    ],
    intended: { status: 'awaiting-materials', timeline: ['extended'] },
  },
  {
    key: 'almost-due',
    procedure: 'bank-account-report',
    subject: 'tianrui',
    missing: ['account-proof'],
    way: { registeredBy: 'zhu', due: { ahead: 2 }, applicant: 'wang' },
    signer: '钟瑞',
    acts: [],
    intended: { status: 'awaiting-materials', timeline: ['reminded'] },
  },
  {
    key: 'one-of-two-by-post',
    procedure: 'nonresident-prepayment',
    subject: 'hongtu',
    missing: ['settlement-report', 'staff-list'],
    way: { registeredBy: 'zhu', due: { ahead: 9 }, applicant: null },
    signer: '程宏',
    acts: [
      { by: 'ma', act: 'claim' },
      {
        by: 'ma',
        act: 'supply',
        materials: ['staff-list'],
        means: 'post',
        receivedOn: { ago: 1 },
        dispatchedOn: { ago: 3 },
      },
    ],
    intended: { status: 'awaiting-materials', timeline: ['supplied'] },
  },
  {
    key: 'date-passed-receipts-may-come',
    procedure: 'water-permit',
    subject: 'qingquan',
    missing: ['third-party'],
    way: { registeredBy: 'sun', due: { passed: 0 }, applicant: null },
    signer: '林泉',
    acts: [],
    intended: { status: 'awaiting-registration', timeline: ['reminded', 'supply-by-passed'] },
  },
  {
    key: 'handed-in',
    procedure: 'penalty-credit-repair',
    subject: 'grocery',
    missing: ['authorisation'],
    way: { online: 'wang' },
    signer: '王芳',
    acts: [{ by: 'wang', act: 'supply', materials: ['authorisation'], means: 'online' }],
    intended: { status: 'awaiting-verification', timeline: ['supplied'] },
  },
  {
    key: 'nobody-verifies',
    procedure: 'labour-dispatch',
    subject: 'hongtu',
    missing: ['articles', 'premises'],
    way: { registeredBy: 'gao', due: { ahead: 6 }, applicant: null },
    signer: '程宏',
    acts: [{ by: 'gao', act: 'supply', materials: ['articles', 'premises'], means: 'counter', receivedOn: { ago: 6 } }],
    intended: { status: 'awaiting-verification', timeline: ['supplied', 'reminded', 'escalated'] },
  },
  {
    key: 'verified',
    procedure: 'performing-troupe',
    subject: 'troupe',
    missing: ['equipment-list'],
    way: { online: 'wang' },
    signer: '王芳',
    acts: [
      { by: 'tang', act: 'claim' },
      { by: 'wang', act: 'supply', materials: ['equipment-list'], means: 'online' },
      { by: 'tang', act: 'verify', verdicts: { 'equipment-list': null } },
    ],
    intended: { status: 'awaiting-decision', timeline: ['verified', 'promise-kept'], performance: 'kept' },
  },
  {
    key: 'granted',
    procedure: 'signboard-filing',
    subject: 'spring',
    missing: ['business-licence-copy'],
    way: { online: 'wang' },
    signer: '王芳',
    acts: [
      { by: 'yang', act: 'claim' },
      { by: 'wang', act: 'supply', materials: ['business-licence-copy'], means: 'online' },
      { by: 'yang', act: 'verify', verdicts: { 'business-licence-copy': null } },
      { by: 'yang', act: 'decide', granted: true },
    ],
    intended: { status: 'completed', granted: true, performance: 'kept' },
  },
  {
    key: 'not-granted',
    procedure: 'outdoor-advertising',
    subject: 'xingguang',
    missing: ['business-licence-copy'],
    way: { online: 'wang' },
    signer: '王芳',
    acts: [
      { by: 'yang', act: 'claim' },
      { by: 'wang', act: 'supply', materials: ['business-licence-copy'], means: 'online' },
      { by: 'yang', act: 'verify', verdicts: { 'business-licence-copy': null } },
      { by: 'huang', act: 'decide', granted: false, reason: '拟设置位置影响交通信号灯的识别，不符合户外广告设置规划' },
    ],
    // A promise kept is kept, whatever is decided on the application.
    intended: { status: 'completed', granted: false, performance: 'kept' },
  },
  {
    key: 'ended-promise-not-kept',
    procedure: 'bank-account-report',
    subject: 'boda',
    missing: ['account-proof'],
    // The post of the last day has five working days to arrive.
    way: { registeredBy: 'zhu', due: { passed: 8 }, applicant: 'zhao' },
    signer: '赵磊',
    acts: [{ await: 'ended' }],
    intended: { status: 'ended', lateness: 'ended', performance: 'not-kept' },
  },
  {
    key: 'refused-for-the-promise-not-kept',
    procedure: 'water-tax-source',
    subject: 'boda',
    missing: ['yearly-plan-copy'],
    way: { online: 'zhao' },
    signer: '赵磊',
    acts: [],
    intended: { status: 'refused', refusals: ['earlier-promise-not-kept'] },
  },
  {
    key: 'late-acceptance-withdrawn',
    procedure: 'food-business',
    subject: 'harvest',
    missing: ['safety-rules'],
    way: { registeredBy: 'liu', due: { passed: 3 }, applicant: null },
    signer: '方丰收',
    acts: [],
    intended: { status: 'ended', lateness: 'acceptance-withdrawn', performance: 'not-kept' },
  },
  {
    key: 'late-deemed-withdrawn',
    procedure: 'outdoor-advertising',
    subject: 'taoyuan',
    missing: ['business-licence-copy'],
    way: { registeredBy: 'huang', due: { passed: 4 }, applicant: null },
    signer: '陶源',
    acts: [],
    intended: { status: 'ended', lateness: 'deemed-withdrawn', performance: 'lapsed' },
  },
  {
    key: 'late-refused',
    procedure: 'water-permit-renewal',
    subject: 'lvye',
    missing: ['representative-identity'],
    way: { registeredBy: 'sun', due: { passed: 8 }, applicant: null },
    signer: '叶绿',
    acts: [],
    intended: { status: 'ended', lateness: 'refused', performance: 'not-kept' },
  },
  {
    key: 'late-returned',
    procedure: 'road-freight',
    subject: 'qian',
    missing: ['driver-licence', 'safety-rules'],
    way: { registeredBy: 'luo', due: { passed: 5 }, applicant: null },
    signer: '钱多多',
    acts: [],
    intended: { status: 'ended', lateness: 'returned', performance: 'lapsed' },
  },
  {
    key: 'withdrawn',
    procedure: 'medical-device-3',
    subject: 'tianrui',
    missing: ['equipment-list', 'authorisation'],
    way: { online: 'wang' },
    signer: '王芳',
    acts: [{ by: 'wang', act: 'withdraw', reason: '材料已备齐，改按普通程序一并提交' }],
    intended: { status: 'withdrawn', performance: 'released' },
  },
  {
    key: 'reopened',
    procedure: 'road-freight',
    subject: 'anda',
    missing: ['safety-rules'],
    way: { registeredBy: 'luo', due: { passed: 4 }, applicant: null },
    signer: '安达',
    acts: [
      { await: 'ended' },
      {
        by: 'luo',
        act: 'reopen',
        materials: ['safety-rules'],
        means: 'counter',
        receivedOn: { afterReceipt: 6 },
        reason: '窗口在期限内已收件，因人员交接未登记（窗口收件回执为证）',
      },
      { by: 'lin', act: 'claim' },
      { by: 'lin', act: 'verify', verdicts: { 'safety-rules': null } },
    ],
    intended: {
      status: 'awaiting-decision',
      timeline: ['ended-late', 'reopened', 'promise-kept'],
      performance: 'kept',
    },
  },
];
