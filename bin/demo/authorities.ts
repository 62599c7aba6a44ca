/** The authorities of Mingxin (明信县), a county that does not exist, and what the data file calls them. */
import { DEMO_AUTHORITIES, type DemoAuthorityCode } from '../parts/demo-accounts.ts';

export interface DemoAuthority {
  readonly code: string;
  readonly name: string;
  readonly kind: 'authority' | 'court' | 'credit-agency' | 'window';
  readonly superior: string | null;
  /** Of those that promise something themselves. */
  readonly creditCode?: string;
  readonly officerMailbox: string | null;
  readonly supervisorMailbox: string | null;
}

const COUNTY_GOVERNMENT = 'government';

const withMailboxes = (code: string, name: string, change: Partial<DemoAuthority> = {}): DemoAuthority => ({
  code,
  name: `明信县${name}`,
  kind: 'authority',
  superior: COUNTY_GOVERNMENT,
  officerMailbox: `officers@${code}.example.cn`,
  supervisorMailbox: `supervisors@${code}.example.cn`,
  ...change,
});

/** Others that take part through their systems alone. */
const system = (code: string, name: string, kind: 'court' | 'credit-agency'): DemoAuthority => ({
  code,
  name,
  kind,
  superior: null,
  officerMailbox: null,
  supervisorMailbox: null,
});

/** Those whose people have demo accounts. */
const STAFFED = (Object.keys(DEMO_AUTHORITIES) as DemoAuthorityCode[]).map((code) =>
  withMailboxes(code, DEMO_AUTHORITIES[code], code === 'window' ? { kind: 'window' } : {}),
);

/** In an order in which each superior comes before whom it is above. */
export const demoAuthorities: readonly DemoAuthority[] = [
  withMailboxes(COUNTY_GOVERNMENT, '人民政府', { superior: null }),
  ...STAFFED,
  withMailboxes('ecology', '生态环境局'),
  withMailboxes('agriculture', '农业农村局', { creditCode: '11330199MADEM029XP' }),
  withMailboxes('fire', '消防救援机构'),
  withMailboxes('police', '公安局'),
  system('court', '明信县人民法院', 'court'),
  system('agency', '明信信用服务有限公司', 'credit-agency'),
  system('agency-two', '诚达征信有限公司', 'credit-agency'),
];

/** Names of the authorities in `data/procedures.csv`, which come from several places, by our code. */
export const AUTHORITY_OF_NAME: Readonly<Record<string, string>> = {
  税务局: 'tax',
  市场监督管理局: 'market',
  '市场监督管理局（信用修复窗口）': 'market',
  '市场监督管理局（药监）': 'market',
  城市管理局: 'urban',
  水利局: 'water',
  水务局: 'water',
  卫生健康委员会: 'health',
  人力资源和社会保障局: 'hr',
  交通运输局: 'transport',
  文化和旅游局: 'culture',
  生态环境局: 'ecology',
  农业农村局: 'agriculture',
  应急管理局: 'emergency',
  消防救援机构: 'fire',
  公安局: 'police',
};
