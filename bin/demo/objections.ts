/** Records that their subjects say are wrong: passed on, checked, and answered one way or the other. */
import type { InspectionCause } from '../../domain/objection/objection-check.ts';
import type { ObjectionAbout, ObjectionStatus } from '../../domain/objection/objection.ts';
import type { Severity } from '../../domain/record/severity.ts';
import type { County, EnteredRecord } from './entry.ts';

/** What somebody does afterwards, on the objection or on the record that it is about. */
export type ObjectionAct =
  | { readonly by: string; readonly act: 'forward' }
  | {
      readonly by: string;
      readonly act: 'inspect';
      readonly cause: InspectionCause;
      readonly workingDays: number;
      readonly reason: string;
    }
  | { readonly by: string; readonly act: 'extend' | 'reject' | 'withdraw'; readonly reason: string }
  | { readonly by: string; readonly act: 'correct'; readonly severity: Severity; readonly reason: string }
  | { readonly by: string; readonly act: 'correct-record'; readonly reason: string }
  | { readonly by: string; readonly act: 'withdraw-record'; readonly reason: string };

export interface DemoObjection {
  readonly key: string;
  readonly record: string;
  readonly by: string;
  readonly about: ObjectionAbout;
  readonly reasons: string;
  readonly evidence: string;
  /** What the subject says beside its record. */
  readonly declaration?: string;
  readonly acts: readonly ObjectionAct[];
  readonly intended: ObjectionStatus;
}

const PASSED_ON: ObjectionAct = { by: 'kong', act: 'forward' };

export const demoObjections: readonly DemoObjection[] = [
  {
    key: 'not-passed-on-yet',
    record: 'huamei-goods',
    by: 'qin',
    about: 'facts',
    reasons: '抽样批次非本公司生产，系冒用厂名厂址',
    evidence: '打假举报回执（演示）1号',
    acts: [],
    intended: 'awaiting-forwarding',
  },
  {
    key: 'being-checked',
    record: 'huamei-noise',
    by: 'qin',
    about: 'severity',
    reasons: '系首次轻微超标，应按轻微失信处理',
    evidence: '监测报告（演示）2号',
    declaration: '噪声源设备已于处罚当月全部更换，欢迎监督。',
    acts: [PASSED_ON, { by: 'yang', act: 'extend', reason: '需与监测机构核对原始记录' }],
    intended: 'in-check',
  },
  {
    key: 'being-appraised',
    record: 'huamei-forms',
    by: 'qin',
    about: 'record',
    reasons: '询问笔录签名非本公司人员所签',
    evidence: '签名样本（演示）3号',
    acts: [
      PASSED_ON,
      { by: 'he', act: 'inspect', cause: 'appraisal', workingDays: 10, reason: '需对笔录签名作笔迹鉴定' },
    ],
    intended: 'inspection',
  },
  {
    key: 'entered-too-grave',
    record: 'huamei-signs',
    by: 'qin',
    about: 'severity',
    reasons: '该处罚适用简易程序作出，应为轻微',
    evidence: '当场处罚决定书（演示）4号',
    acts: [PASSED_ON, { by: 'yang', act: 'correct', severity: 'minor', reason: '适用简易程序，等级录入有误' }],
    intended: 'corrected',
  },
  {
    key: 'of-another-company',
    record: 'huamei-namesake',
    by: 'qin',
    about: 'record',
    reasons: '被处罚人为同名的个体工商户，统一社会信用代码录入错误',
    evidence: '处罚决定书（演示）原件',
    acts: [PASSED_ON, { by: 'zhou', act: 'correct-record', reason: '主体录入错误，整条撤回' }],
    intended: 'corrected',
  },
  {
    key: 'it-was-right',
    record: 'huamei-dust',
    by: 'qin',
    about: 'facts',
    reasons: '检查当日车间已停产，不存在粉尘超标',
    evidence: '停产通知（演示）5号',
    acts: [PASSED_ON, { by: 'pan', act: 'reject', reason: '在线监测数据和执法录像证明当日正常生产，事实无误' }],
    intended: 'rejected',
  },
  {
    key: 'taken-back',
    record: 'huamei-books',
    by: 'qin',
    about: 'dates',
    reasons: '决定日期与文书不一致',
    evidence: '处罚决定书（演示）6号',
    acts: [{ by: 'qin', act: 'withdraw', reason: '经核对文书，日期无误' }],
    intended: 'withdrawn',
  },
  {
    key: 'withdrawn-meanwhile',
    record: 'huamei-twice',
    by: 'qin',
    about: 'record',
    reasons: '同一处罚重复录入',
    evidence: '处罚决定书（演示）7号',
    acts: [PASSED_ON, { by: 'luo', act: 'withdraw-record', reason: '与此前录入的信息重复' }],
    intended: 'moot',
  },
];

/** Objects to a record of the county, and does what people do then. */
export async function enterObjection(county: County, objection: DemoObjection): Promise<void> {
  const { key, record, by, about, reasons, evidence, declaration, acts, intended } = objection;
  const entered = county.record(record);
  const body = { recordId: entered.id, about, reasons, evidence };
  const { number } = await county.open<{ number: string }>(by, '/v1/objections', body, `objection-${key}`, () =>
    findObjection(county, entered),
  );
  if (declaration !== undefined) {
    await county.act(by, `/v1/records/${entered.number}/declare`, { text: declaration }, `objection-${key}-declared`);
  }
  for (const [index, act] of acts.entries()) {
    await county.act(act.by, addressOf(act, number, entered), bodyOf(act), `objection-${key}-${index + 1}`);
  }
  county.intend(number, 'objection', intended, key);
}

async function findObjection(county: County, { id }: EnteredRecord): Promise<{ number: string } | null> {
  for (const { number } of await county.casesOf('objection', 'huamei')) {
    const { objection } = await county
      .as('auditor')
      .get<{ objection: { record: { id: string } } }>(`/v1/cases/${number}`);
    if (objection.record.id === id) return { number };
  }
  return null;
}

function addressOf({ act }: ObjectionAct, number: string, { number: record }: EnteredRecord): string {
  if (act === 'withdraw-record') return `/v1/records/${record}/withdraw`;
  return `/v1/objections/${number}/${act === 'correct-record' ? 'correct' : act}`;
}

function bodyOf(act: ObjectionAct): object {
  switch (act.act) {
    case 'forward':
      return {};
    case 'inspect':
      return { cause: act.cause, workingDays: act.workingDays, reason: act.reason };
    case 'extend':
    case 'reject':
    case 'withdraw':
    case 'withdraw-record':
      return { reason: act.reason };
    case 'correct':
      return { scope: 'fields', severity: act.severity, reason: act.reason };
    case 'correct-record':
      return { scope: 'record', reason: act.reason };
    default:
      return act satisfies never;
  }
}
