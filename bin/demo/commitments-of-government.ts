/** Promises and contracts of government, followed by the authority that they are told to. */
import type { DemoCommitment } from './commitment.ts';

export const governmentCommitments: readonly DemoCommitment[] = [
  {
    key: 'of-government',
    kind: 'government-promise',
    subject: 'agriculture',
    authority: 'development',
    promisor: 'agriculture',
    title: '惠农补贴限时发放承诺',
    way: { registeredBy: 'yuan', applicant: null },
    signer: '田野',
    obligations: [
      { code: 'list', title: '公示补贴对象名单', term: { due: { ahead: 10 } } },
      {
        code: 'payment',
        title: '补贴资金发放到户',
        term: { event: '省级资金拨付到县', count: 30, unit: 'calendar-days', expectedBy: { ahead: 30 } },
      },
    ],
    acts: [
      { by: 'yuan', act: 'report', obligation: 'list', reference: '县政府网站公示页', receivedOn: { monthsAgo: 0 } },
    ],
    intended: 'running',
  },
  {
    key: 'contract-of-government',
    kind: 'government-contract',
    subject: 'agriculture',
    authority: 'development',
    promisor: 'agriculture',
    title: '农田水利工程款支付承诺',
    way: { registeredBy: 'yuan', applicant: null },
    signer: '田野',
    obligations: [
      { code: 'first-half', title: '支付工程款的一半', term: { due: { ahead: 15 } } },
      { code: 'second-half', title: '支付其余工程款', term: { due: { ahead: 60 } } },
    ],
    acts: [
      {
        by: 'yuan',
        act: 'extend',
        obligation: 'first-half',
        until: { ahead: 20 },
        reason: '山洪冲毁在建渠段，须先行抢险',
        proof: '县防汛抗旱指挥部公告（演示）',
      },
      {
        by: 'yuan',
        act: 'amend',
        obligation: { code: 'second-half', title: '支付其余工程款，含抢险工程款', term: { due: { ahead: 70 } } },
        reason: '抢险工程款并入结算',
      },
      { by: 'shao', act: 'answer-amendment', consented: true, reason: '施工单位书面同意' },
    ],
    intended: 'running',
  },
];
