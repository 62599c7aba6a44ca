/** Repairs that are doubted: proposed to be withdrawn by the officer who repaired, decided by somebody else. */
import type { RepairWithdrawalStatus, WithdrawalGround } from '../../domain/repair-withdrawal/repair-withdrawal.ts';
import type { County } from './entry.ts';
import type { HeardAct } from './heard-acts.ts';

/** What somebody does on the withdrawal afterwards. */
export type WithdrawalAct =
  | HeardAct
  | { readonly by: string; readonly act: 'uphold'; readonly document: string; readonly reason: string }
  | { readonly by: string; readonly act: 'drop'; readonly reason: string };

export interface DemoWithdrawal {
  readonly key: string;
  readonly subject: string;
  /** The repaired records that are to come back. */
  readonly records: readonly string[];
  readonly proposedBy: string;
  readonly ground: WithdrawalGround;
  readonly findings: string;
  readonly evidence: string;
  readonly acts: readonly WithdrawalAct[];
  readonly intended: RepairWithdrawalStatus;
}

const QINGSHAN = { subject: 'qingshan', proposedBy: 'xu' } as const;
const SERVED: WithdrawalAct = { by: 'xu', act: 'serve', proof: '送达回证（演示）' };

export const demoWithdrawals: readonly DemoWithdrawal[] = [
  {
    key: 'notice-not-served-yet',
    ...QINGSHAN,
    records: ['qingshan-1'],
    ground: 'false-materials',
    findings: '整改验收报告所附照片摄于另一采区',
    evidence: '现场勘验笔录（演示）1号',
    acts: [],
    intended: 'awaiting-service',
  },
  {
    key: 'may-be-heard',
    ...QINGSHAN,
    records: ['qingshan-2'],
    ground: 'commitment-broken',
    findings: '修复后一个月内再次在禁采区采砂',
    evidence: '执法记录（演示）7号',
    acts: [SERVED, { by: 'qin', act: 'state', text: '采砂船当日系避风停泊，未作业，请求调取航行记录核实' }],
    intended: 'statement-period',
  },
  {
    key: 'asked-for-a-hearing',
    ...QINGSHAN,
    records: ['qingshan-3'],
    ground: 'false-materials',
    findings: '罚款缴纳凭证经银行核实并无该笔交易',
    evidence: '银行复函（演示）3号',
    acts: [
      SERVED,
      { by: 'qin', act: 'ask-hearing' },
      { by: 'xu', act: 'call-hearing', on: { ahead: 10 }, presiding: 'sun', presidingName: '孙丽' },
    ],
    intended: 'hearing',
  },
  {
    key: 'it-was-a-mistake',
    ...QINGSHAN,
    records: ['qingshan-4'],
    ground: 'false-materials',
    findings: '举报称验收报告系伪造',
    evidence: '举报材料（演示）5号',
    acts: [SERVED, { by: 'sun', act: 'drop', reason: '经向验收机构核实，报告真实，举报不成立' }],
    intended: 'dropped',
  },
  // Nothing is decided before the subject was heard, unless it says itself that it has nothing to say.
  {
    key: 'has-nothing-to-say',
    ...QINGSHAN,
    records: ['qingshan-5'],
    ground: 'commitment-broken',
    findings: '修复后未按承诺安装采砂计量设备',
    evidence: '现场检查笔录（演示）9号',
    acts: [SERVED, { by: 'qin', act: 'waive', text: '对告知事项无陈述、申辩意见，不要求听证，未另行提交材料' }],
    intended: 'awaiting-decision',
  },
  {
    key: 'got-by-a-forged-paper',
    ...QINGSHAN,
    records: ['qingshan-6'],
    ground: 'false-materials',
    findings: '整改验收意见所盖验收机构印章系伪造',
    evidence: '验收机构复函（演示）11号',
    acts: [
      SERVED,
      { by: 'qin', act: 'waive', text: '承认验收意见系他人伪造，无其他意见，不要求听证' },
      {
        by: 'sun',
        act: 'uphold',
        document: '明水撤修〔演示〕1号',
        reason: '验收机构复函证明印章系伪造，当事人亦予承认',
      },
    ],
    intended: 'upheld',
  },
];

/** Proposes a withdrawal of what a repair of the subject has repaired, and does what people do on it. */
export async function enterWithdrawal(county: County, withdrawal: DemoWithdrawal): Promise<void> {
  const { key, subject, records, proposedBy, ground, findings, evidence, acts, intended } = withdrawal;
  const [repair] = await county.casesOf('repair', subject);
  if (repair === undefined) throw new Error(`there is no demo repair of ${subject}`);
  const recordIds = records.map((record) => county.record(record).id);
  const body = {
    repair: repair.number,
    subjectId: county.subject(subject),
    ground,
    findings,
    evidence,
    records: recordIds,
  };
  const { number } = await county.open<{ number: string }>(
    proposedBy,
    '/v1/repair-withdrawals',
    body,
    `withdrawal-${key}`,
    () => findWithdrawal(county, subject, recordIds),
  );
  for (const [index, act] of acts.entries()) {
    const address = `/v1/repair-withdrawals/${number}/${act.act}`;
    await county.act(act.by, address, bodyOf(act, county), `withdrawal-${key}-${index + 1}`);
  }
  county.intend(number, 'repair-withdrawal', intended, key);
}

async function findWithdrawal(
  county: County,
  subject: string,
  recordIds: readonly string[],
): Promise<{ number: string } | null> {
  for (const { number } of await county.casesOf('repair-withdrawal', subject)) {
    const { repairWithdrawal } = await county
      .as('auditor')
      .get<{ repairWithdrawal: { records: { recordId: string }[] } }>(`/v1/cases/${number}`);
    if (repairWithdrawal.records.some(({ recordId }) => recordIds.includes(recordId))) return { number };
  }
  return null;
}

function bodyOf(act: WithdrawalAct, { days }: County): object {
  switch (act.act) {
    case 'serve':
      return { means: 'direct', on: days.today, proof: act.proof };
    case 'state':
      return { text: act.text };
    case 'ask-hearing':
      return {};
    case 'call-hearing':
      return {
        on: days.at(act.on),
        time: '上午九时',
        place: '明信县水利局三楼会议室',
        presiding: act.presiding,
        presidingName: act.presidingName,
      };
    case 'waive':
      return { text: act.text };
    case 'uphold':
      return { document: act.document, reason: act.reason };
    case 'drop':
      return { reason: act.reason };
    default:
      return act satisfies never;
  }
}
