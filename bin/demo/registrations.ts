/** What subjects register of themselves: verified, doubted, found false, taken back. */
import { addMonths } from '../../domain/time.ts';
import type { VoluntaryRegistrationStatus } from '../../domain/voluntary-registration/voluntary-registration.ts';
import type { RegistrationCategory } from '../../domain/voluntary-registration/voluntary-registration-info.ts';
import type { County } from './entry.ts';

/** What somebody does afterwards. */
type RegistrationAct =
  | { readonly by: string; readonly act: 'verify'; readonly how: string }
  | { readonly by: string; readonly act: 'doubt'; readonly reason: string; readonly evidence: string }
  | { readonly by: string; readonly act: 'state'; readonly text: string; readonly final: boolean }
  | {
      readonly by: string;
      readonly act: 'find-false';
      readonly reason: string;
      readonly answerToStatement: string;
    }
  | { readonly by: string; readonly act: 'withdraw'; readonly reason: string };

interface DemoRegistration {
  readonly key: string;
  readonly subject: string;
  readonly by: string;
  readonly signer: string;
  readonly category: RegistrationCategory;
  readonly title: string;
  readonly text: string;
  readonly party: string;
  readonly documentNumber: string;
  readonly evidence: string;
  readonly acts: readonly RegistrationAct[];
  readonly intended: VoluntaryRegistrationStatus;
}

const MONTHS_VALID = 12;

const DOUBTED: RegistrationAct = {
  by: 'kong',
  act: 'doubt',
  reason: '合同相对方复函称合同尚未履行完毕',
  evidence: '复函（演示）1号',
};
const ALL_SAID: RegistrationAct = {
  by: 'zhang',
  act: 'state',
  text: '主体工程已验收，余下为绿化养护，无其他意见',
  final: true,
};

export const demoRegistrations: readonly DemoRegistration[] = [
  {
    key: 'not-looked-at-yet',
    subject: 'tengfei',
    by: 'zhang',
    signer: '张伟',
    category: 'qualification',
    title: '信息安全服务资质二级',
    text: '取得信息安全服务资质（二级）证书，在有效期内。',
    party: '演示认证中心',
    documentNumber: 'DEMO-ISS-2026-7',
    evidence: '证书扫描件（演示）',
    acts: [],
    intended: 'unverified',
  },
  {
    key: 'verified',
    subject: 'qiming',
    by: 'zhang',
    signer: '张伟',
    category: 'charity',
    title: '为敬老院供餐三个月',
    text: '无偿向明信县敬老院供应午餐三个月，计四千余份。',
    party: '明信县敬老院（演示）',
    documentNumber: 'DEMO-GY-2026-3',
    evidence: '捐赠收据（演示）',
    acts: [{ by: 'kong', act: 'verify', how: '已向敬老院核对捐赠收据和供餐记录' }],
    intended: 'verified',
  },
  {
    key: 'doubted',
    subject: 'tengfei',
    by: 'zhang',
    signer: '张伟',
    category: 'contract-performance',
    title: '县档案馆数字化项目按期完成',
    text: '合同约定六个月，五个月完成并通过验收。',
    party: '明信县档案馆（演示）',
    documentNumber: 'DEMO-HT-2026-11',
    evidence: '验收单（演示）',
    acts: [DOUBTED],
    intended: 'doubted',
  },
  {
    key: 'heard',
    subject: 'yuanhang',
    by: 'zhang',
    signer: '张伟',
    category: 'contract-performance',
    title: '河道清淤工程按期完工',
    text: '合同约定九十日，八十日完工。',
    party: '明信县水利局（演示）',
    documentNumber: 'DEMO-HT-2026-12',
    evidence: '完工报告（演示）',
    acts: [DOUBTED, ALL_SAID],
    intended: 'awaiting-decision',
  },
  {
    key: 'found-false',
    subject: 'zhouji',
    by: 'qin',
    signer: '秦风',
    category: 'qualification',
    title: '食品安全示范店',
    text: '获评食品安全示范店。',
    party: '演示协会',
    documentNumber: 'DEMO-SF-2026-1',
    evidence: '牌匾照片（演示）',
    acts: [
      { ...DOUBTED, reason: '颁牌单位复函称未授予该称号' },
      { ...ALL_SAID, by: 'qin', text: '牌匾由广告公司代办，本店不知情，无其他意见' },
      {
        by: 'du',
        act: 'find-false',
        reason: '颁牌单位确认未授予该称号，牌匾系自行制作',
        answerToStatement: '不知情不改变信息不实的事实，不予采纳',
      },
    ],
    intended: 'found-false',
  },
  {
    key: 'taken-back',
    subject: 'lanhai',
    by: 'li',
    signer: '李娜',
    category: 'other',
    title: '渔船全部加装定位设备',
    text: '所属渔船已全部加装定位设备。',
    party: '演示设备公司',
    documentNumber: 'DEMO-QT-2026-2',
    evidence: '安装记录（演示）',
    acts: [{ by: 'li', act: 'withdraw', reason: '两艘渔船已转让，待更新后重新申报' }],
    intended: 'withdrawn',
  },
];

/** Registers something of a subject of the county, as its people would, and does what is done on it. */
export async function enterRegistration(county: County, registration: DemoRegistration): Promise<void> {
  const { key, by, signer, acts, intended, subject, ...said } = registration;
  const { today } = county.days;
  const wish = {
    subjectId: county.subject(subject),
    ...said,
    on: addMonths(today, -1),
    validUntil: addMonths(today, MONTHS_VALID),
  };
  const { commitment } = await county
    .as(by)
    .post<{ commitment: { version: number; sha256: string } }>('/v1/voluntary-registrations/preview', wish, null);
  const { version, sha256 } = commitment;
  const body = {
    ...wish,
    contact: { name: signer, email: `${by}@example.com`, phone: null },
    commitment: { version, sha256, signer, agreed: true, means: 'online' },
  };
  const { number } = await county.open<{ number: string }>(
    by,
    '/v1/voluntary-registrations',
    body,
    `registration-${key}`,
    () => findRegistration(county, subject, by, said.title),
  );
  for (const [index, { by: who, act, ...particulars }] of acts.entries()) {
    const address = `/v1/voluntary-registrations/${number}/${act}`;
    await county.act(who, address, particulars, `registration-${key}-${index + 1}`);
  }
  county.intend(number, 'voluntary-registration', intended, key);
}

async function findRegistration(
  county: County,
  subject: string,
  by: string,
  title: string,
): Promise<{ number: string } | null> {
  for (const { number } of await county.casesOf('voluntary-registration', subject)) {
    const { voluntaryRegistration } = await county
      .as(by)
      .get<{ voluntaryRegistration: { versions: { title: string }[] } }>(`/v1/cases/${number}`);
    if (voluntaryRegistration.versions.some((one) => one.title === title)) return { number };
  }
  return null;
}
