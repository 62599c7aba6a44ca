/** Promises of every kind, at every status that they can be in: kept, broken, checked, released, refused. */
import type { DemoCommitment } from './commitment.ts';
import { checkedCommitments } from './commitments-checked.ts';
import { governmentCommitments } from './commitments-of-government.ts';

const LEASE = '土地流转合同签订';

/** Promises with days of their own: shown to everybody, of a trade, of a contract, of a repair. */
const datedCommitments: readonly DemoCommitment[] = [
  {
    key: 'shown-to-everybody',
    kind: 'disclosure',
    subject: 'tengfei',
    authority: 'market',
    title: '产品和服务质量公开承诺',
    way: { online: 'zhang' },
    signer: '张伟',
    obligations: [
      { code: 'recall', title: '建立缺陷产品召回制度', evidence: '制度文本', term: { due: { ahead: 15 } } },
      { code: 'hotline', title: '开通投诉热线并公布', evidence: '公布页面截图', term: { due: { ahead: 20 } } },
    ],
    acts: [],
    intended: 'running',
  },
  {
    key: 'of-the-trade',
    kind: 'self-discipline',
    subject: 'lanhai',
    authority: 'market',
    title: '水产行业诚信计量自律承诺',
    way: { online: 'li' },
    signer: '李娜',
    obligations: [
      { code: 'scales', title: '全部电子秤送检', quantity: { amount: 12, unit: '台' }, term: { due: { ahead: 10 } } },
    ],
    acts: [
      { by: 'chen', act: 'claim' },
      { by: 'li', act: 'report', obligation: 'scales', quantity: 7, reference: '检定证书7份' },
      { by: 'chen', act: 'confirm', verdicts: { scales: '证书编号与送检登记不符，请核对后重新报告' } },
      { by: 'li', act: 'report', obligation: 'scales', quantity: 5, reference: '检定证书5份（更正）' },
    ],
    intended: 'running',
  },
  {
    key: 'kept-in-full',
    kind: 'contract',
    subject: 'tengfei',
    authority: 'development',
    title: '智能装备项目投资协议履约承诺',
    way: { online: 'zhang' },
    signer: '张伟',
    obligations: [
      { code: 'capital', title: '注册资本到位', evidence: '验资报告', term: { due: { ahead: 8 } } },
      { code: 'jobs', title: '新增就业', quantity: { amount: 30, unit: '人' }, term: { due: { ahead: 25 } } },
    ],
    acts: [
      { by: 'yuan', act: 'claim' },
      { by: 'zhang', act: 'report', obligation: 'capital', reference: '验资报告.pdf' },
      { by: 'zhang', act: 'report', obligation: 'jobs', quantity: 30, reference: '社保参保证明.pdf' },
      { by: 'yuan', act: 'confirm', verdicts: { capital: null, jobs: null } },
    ],
    intended: 'kept',
  },
  // Promised on paper long ago: one obligation was fulfilled in time, the date of the other is over, and the promisor
  // itself says that nothing came in time. Without its word the service waits a working day for what may have come.
  {
    key: 'kept-in-part',
    kind: 'contract',
    subject: 'fuxing',
    authority: 'development',
    title: '高标准农田项目履约承诺',
    way: { registeredBy: 'shao', receivedOn: { passed: 60 }, applicant: 'zhao' },
    signer: '赵磊',
    obligations: [
      {
        code: 'levelling',
        title: '土地平整',
        evidence: '验收单',
        term: { event: LEASE, count: 20, unit: 'working-days', expectedBy: { ahead: 1 } },
      },
      {
        code: 'irrigation',
        title: '建成灌溉设施',
        evidence: '验收单',
        term: { event: LEASE, count: 10, unit: 'working-days', expectedBy: { ahead: 1 } },
      },
    ],
    acts: [
      { by: 'zhao', act: 'report-event', obligation: 'levelling', on: { passed: 55 }, proof: '土地流转合同（演示）' },
      {
        by: 'shao',
        act: 'report',
        obligation: 'levelling',
        receivedOn: { passed: 40 },
        reference: '土地平整验收单（窗口收件）',
      },
      { by: 'yuan', act: 'confirm', verdicts: { levelling: null } },
      { by: 'zhao', act: 'report-event', obligation: 'irrigation', on: { passed: 55 }, proof: '土地流转合同（演示）' },
      {
        by: 'zhao',
        act: 'concede',
        obligation: 'irrigation',
        statement: '灌溉设施因施工队退场未能按期建成，期限内没有提交过报告',
      },
    ],
    intended: 'broken',
  },
  {
    key: 'released',
    kind: 'repair',
    subject: 'kaiyuan',
    authority: 'culture',
    title: '演出市场信用修复后守信承诺',
    way: { online: 'qin' },
    signer: '秦风',
    obligations: [
      { code: 'shows', title: '承办公益演出', quantity: { amount: 3, unit: '场' }, term: { due: { ahead: 40 } } },
    ],
    acts: [{ by: 'tang', act: 'release', reason: '剧场因市政改造停用，公益演出计划取消' }],
    intended: 'released',
  },
];

export const demoCommitments: readonly DemoCommitment[] = [
  ...datedCommitments,
  ...checkedCommitments,
  ...governmentCommitments,
];
