/** Applications for repair, at every step that an application and an authority's part of one can be at. */
import type { PartStatus } from '../../domain/repair/repair-part.ts';
import type { PauseCause } from '../../domain/repair/repair-pause.ts';
import type { RepairStatus } from '../../domain/repair/repair.ts';
import type { RepairMaterialKind } from '../../domain/repair/repair-door.ts';
import type { TimelineKind } from '../../domain/case/timeline.ts';
import type { DayPlace } from './days.ts';

export interface DemoMaterial {
  readonly kind: RepairMaterialKind;
  /** The record it belongs to; without one, to the whole application. */
  readonly record?: string;
  readonly name: string;
}

/** What an authority says to a record that it does not repair. */
interface RefusedAnswer {
  readonly reason: string;
  readonly clause: string;
  readonly whatToDo: string;
}

/** What somebody does on the application afterwards; people of an authority on their own part of it. */
export type RepairAct =
  | { readonly by: string; readonly act: 'claim-part' | 'accept' }
  | ({ readonly by: string; readonly act: 'not-accept' } & RefusedAnswer)
  | { readonly by: string; readonly act: 'ask-completion'; readonly items: readonly string[] }
  | {
      readonly by: string;
      readonly act: 'complete';
      readonly authority: string;
      readonly materials: readonly DemoMaterial[];
    }
  | {
      readonly by: string;
      readonly act: 'pause';
      readonly cause: PauseCause;
      readonly workingDays: number;
      readonly reason: string;
    }
  | { readonly by: string; readonly act: 'extend-answer'; readonly reason: string }
  /** Record → repaired, or why not. */
  | {
      readonly by: string;
      readonly act: 'answer';
      readonly answers: Readonly<Record<string, 'repaired' | RefusedAnswer>>;
    }
  | { readonly by: string; readonly act: 'withdraw'; readonly reason: string };

export interface DemoRepair {
  readonly key: string;
  readonly subject: string;
  readonly records: readonly string[];
  /** Online by who acts for the subject; or on paper, registered at the window with an earlier receipt. */
  readonly way: { readonly online: string } | { readonly registeredBy: string; readonly receivedOn: DayPlace };
  readonly signer: string;
  readonly materials?: readonly DemoMaterial[];
  readonly acts: readonly RepairAct[];
  readonly intended: {
    readonly status: RepairStatus;
    /** Authority → where its part stands. */
    readonly parts: Readonly<Record<string, PartStatus>>;
    readonly timeline?: readonly TimelineKind[];
  };
}

const qin = { way: { online: 'qin' }, signer: '秦风' } as const;

export const demoRepairs: readonly DemoRepair[] = [
  {
    key: 'every-condition-unmet',
    subject: 'huamei',
    records: ['huamei-safety', 'huamei-price'],
    // Online there would be nothing to sign; on paper the applicant is owed the reasons in writing.
    way: { registeredBy: 'du', receivedOn: { ago: 1 } },
    signer: '秦风',
    acts: [],
    intended: { status: 'refused', parts: {} },
  },
  {
    key: 'one-accepted-one-silent',
    subject: 'shunda',
    records: ['shunda-overload', 'shunda-advert'],
    ...qin,
    acts: [
      { by: 'lin', act: 'claim-part' },
      { by: 'lin', act: 'accept' },
    ],
    intended: { status: 'with-authorities', parts: { transport: 'in-check', market: 'awaiting-acceptance' } },
  },
  {
    key: 'papers-asked-and-a-hearing',
    subject: 'mingda',
    records: ['mingda-list', 'mingda-health'],
    ...qin,
    materials: [{ kind: 'training', record: 'mingda-list', name: '信用修复培训合格证明.pdf' }],
    acts: [
      { by: 'lei', act: 'ask-completion', items: ['事故整改验收意见（加盖公章）', '主要负责人安全生产再培训证明'] },
      { by: 'zhou', act: 'accept' },
      {
        by: 'zhou',
        act: 'pause',
        cause: 'expert-check',
        workingDays: 5,
        reason: '需由专家评审职业病危害因素检测报告',
      },
    ],
    intended: { status: 'with-authorities', parts: { emergency: 'awaiting-completion', health: 'paused' } },
  },
  {
    key: 'with-the-court',
    subject: 'baofeng',
    records: ['baofeng-debtor', 'baofeng-wages'],
    ...qin,
    acts: [
      { by: 'he', act: 'accept' },
      { by: 'he', act: 'extend-answer', reason: '需向劳动者逐一核实工资支付情况' },
    ],
    intended: { status: 'with-authorities', parts: { court: 'with-court', hr: 'in-check' } },
  },
  {
    key: 'one-repaired-one-refused',
    subject: 'kaiyuan',
    records: ['kaiyuan-show', 'kaiyuan-hoarding'],
    ...qin,
    materials: [
      { kind: 'correction-proof', record: 'kaiyuan-hoarding', name: '广告设施拆除前后照片.zip' },
      { kind: 'duty-proof', record: 'kaiyuan-hoarding', name: '罚款缴纳凭证.pdf' },
    ],
    acts: [
      {
        by: 'huang',
        act: 'answer',
        answers: {
          'kaiyuan-hoarding': {
            reason: '现场核查发现广告设施尚未拆除，违法行为未纠正',
            clause: '信用修复管理办法（国家发展改革委令2025年第36号）',
            whatToDo: '拆除广告设施并经本局验收后，可再次申请',
          },
        },
      },
      { by: 'tang', act: 'answer', answers: { 'kaiyuan-show': 'repaired' } },
    ],
    intended: { status: 'answered', parts: { urban: 'answered', culture: 'answered' } },
  },
  {
    key: 'not-accepted',
    subject: 'zhouji',
    records: ['zhouji-tax'],
    ...qin,
    acts: [
      {
        by: 'ma',
        act: 'not-accept',
        reason: '申请人提交的授权委托书已过期',
        clause: '民法典第一百七十三条',
        whatToDo: '由经营者本人或持有效授权委托书重新申请',
      },
    ],
    intended: { status: 'answered', parts: { tax: 'not-accepted' } },
  },
  {
    key: 'taken-back',
    subject: 'xiangyang',
    records: ['xiangyang-contracts'],
    ...qin,
    acts: [{ by: 'qin', act: 'withdraw', reason: '拟补充材料后再行申请' }],
    intended: { status: 'withdrawn', parts: { hr: 'withdrawn' } },
  },
  {
    key: 'repaired-and-doubted',
    subject: 'qingshan',
    records: ['qingshan-1', 'qingshan-2', 'qingshan-3', 'qingshan-4', 'qingshan-5', 'qingshan-6'],
    ...qin,
    acts: [
      { by: 'xu', act: 'accept' },
      {
        by: 'xu',
        act: 'answer',
        answers: {
          'qingshan-1': 'repaired',
          'qingshan-2': 'repaired',
          'qingshan-3': 'repaired',
          'qingshan-4': 'repaired',
          'qingshan-5': 'repaired',
          'qingshan-6': 'repaired',
        },
      },
    ],
    intended: { status: 'answered', parts: { water: 'answered' } },
  },
  // Handed in on paper long ago and registered late: the answer is overdue, and the supervisor was told.
  {
    key: 'nobody-answers',
    subject: 'beihai',
    records: ['beihai-storage'],
    way: { registeredBy: 'du', receivedOn: { ago: 15 } },
    signer: '何北海',
    acts: [{ by: 'zhou', act: 'accept' }],
    intended: {
      status: 'with-authorities',
      parts: { health: 'in-check' },
      timeline: ['repair-silent'],
    },
  },
];
