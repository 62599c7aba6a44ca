/** People and machines of the demo county. Everyone's password is `demo`; none of them exists outside it. */
import type { Role } from '../../domain/case/roles.ts';
import type { Bilingual } from '../../domain/text.ts';

export interface DemoAccount {
  /** Login name and `sub` of the tokens. */
  readonly sub: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  /** Code of the authority that an officer or supervisor belongs to. */
  readonly authority?: DemoAuthorityCode;
  /** What one can see as this person. */
  readonly about: Bilingual;
}

/** A machine of a court or agency, which gets its tokens by client credentials. */
export interface DemoMachine {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly authority: string;
}

/** The authorities of the demo county that have people; codes as in the table `authority`. */
export const DEMO_AUTHORITIES = {
  tax: '税务局',
  market: '市场监督管理局',
  urban: '城市管理局',
  water: '水利局',
  health: '卫生健康委员会',
  hr: '人力资源和社会保障局',
  transport: '交通运输局',
  culture: '文化和旅游局',
  emergency: '应急管理局',
  development: '发展和改革局',
  window: '信用修复窗口',
} as const satisfies Record<string, string>;

export type DemoAuthorityCode = keyof typeof DEMO_AUTHORITIES;

export const DEMO_PASSWORD = 'demo';

const applicant = (sub: string, name: string, zh: string, en: string): DemoAccount => ({
  sub,
  name,
  email: `${sub}@example.com`,
  roles: ['applicant'],
  about: { zh, en },
});

const staff = (
  sub: string,
  name: string,
  role: 'officer' | 'supervisor',
  authority: DemoAuthorityCode,
): DemoAccount => ({
  sub,
  name,
  email: `${sub}@${authority}.example.cn`,
  roles: [role],
  authority,
  about:
    role === 'officer'
      ? { zh: `${DEMO_AUTHORITIES[authority]}经办人`, en: `officer, authority ${authority}` }
      : { zh: `${DEMO_AUTHORITIES[authority]}负责人`, en: `supervisor, authority ${authority}` },
});

export const demoAccounts: readonly DemoAccount[] = [
  applicant('zhang', '张伟', '申请人，一家公司的法定代表人', 'applicant, legal representative of a company'),
  applicant('li', '李娜', '申请人，个体工商户', 'applicant, a sole trader'),
  applicant('wang', '王芳', '申请人，受托代办多家单位', 'applicant, agent of several firms'),
  applicant('zhao', '赵磊', '申请人，曾有一项承诺未履行', 'applicant with one promise not kept'),
  applicant('qin', '秦风', '申请人，受托办理信用修复', 'applicant, agent in repairs'),
  applicant('fang', '方敏', '申请人，破产管理人', 'applicant, administrator in a reorganisation'),
  staff('chen', '陈静', 'officer', 'market'),
  staff('liu', '刘洋', 'supervisor', 'market'),
  staff('yang', '杨帆', 'officer', 'urban'),
  staff('huang', '黄敏', 'supervisor', 'urban'),
  staff('zhou', '周强', 'officer', 'health'),
  staff('wu', '吴霞', 'supervisor', 'health'),
  staff('xu', '徐明', 'officer', 'water'),
  staff('sun', '孙丽', 'supervisor', 'water'),
  staff('ma', '马超', 'officer', 'tax'),
  staff('zhu', '朱琳', 'supervisor', 'tax'),
  staff('he', '何平', 'officer', 'hr'),
  staff('gao', '高洁', 'supervisor', 'hr'),
  staff('lin', '林峰', 'officer', 'transport'),
  staff('luo', '罗兰', 'supervisor', 'transport'),
  staff('tang', '唐宁', 'officer', 'culture'),
  staff('song', '宋佳', 'supervisor', 'culture'),
  staff('lei', '雷鸣', 'officer', 'emergency'),
  staff('pan', '潘虹', 'supervisor', 'emergency'),
  staff('yuan', '袁立', 'officer', 'development'),
  staff('shao', '邵华', 'supervisor', 'development'),
  staff('kong', '孔雪', 'officer', 'window'),
  staff('du', '杜鹃', 'supervisor', 'window'),
  {
    sub: 'auditor',
    name: '胡勇',
    email: 'auditor@example.cn',
    roles: ['auditor'],
    about: { zh: '审计人员，只读', en: 'auditor, reads only' },
  },
  {
    sub: 'admin',
    name: '郭涛',
    email: 'admin@example.cn',
    roles: ['admin'],
    about: { zh: '管理员，维护日历、事项与参数', en: 'admin: calendar, procedures, defaults' },
  },
];

export const demoMachines: readonly DemoMachine[] = [
  {
    clientId: 'court',
    clientSecret: 'court-demo-secret',
    name: '县人民法院系统',
    roles: ['court'],
    authority: 'court',
  },
  {
    clientId: 'agency',
    clientSecret: 'agency-demo-secret',
    name: '明信信用服务机构系统',
    roles: ['agency'],
    authority: 'agency',
  },
  {
    clientId: 'agency-two',
    clientSecret: 'agency-two-demo-secret',
    name: '诚达征信机构系统，迟缓健忘',
    roles: ['agency'],
    authority: 'agency-two',
  },
];

/** The account with this login name. */
export function findDemoAccount(sub: string | undefined): DemoAccount | undefined {
  return demoAccounts.find((account) => account.sub === sub);
}
