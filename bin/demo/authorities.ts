/** The authorities of Mingxin (明信县), a county that does not exist, and what the data file calls them. */
import { DEMO_AUTHORITIES, type DemoAuthorityCode } from '../parts/demo-accounts.ts';

export interface DemoAuthority {
  readonly code: string;
  readonly name: string;
  readonly kind: 'authority' | 'court' | 'credit-agency' | 'window';
  readonly officerMailbox: string | null;
  readonly supervisorMailbox: string | null;
}

const county = (code: string, name: string): DemoAuthority => ({
  code,
  name: `明信县${name}`,
  kind: 'authority',
  officerMailbox: `officers@${code}.example.cn`,
  supervisorMailbox: `supervisors@${code}.example.cn`,
});

/** Those whose people have demo accounts. */
const STAFFED = (Object.keys(DEMO_AUTHORITIES) as DemoAuthorityCode[]).map((code) =>
  county(code, DEMO_AUTHORITIES[code]),
);

export const demoAuthorities: readonly DemoAuthority[] = [
  ...STAFFED,
  county('ecology', '生态环境局'),
  county('agriculture', '农业农村局'),
  county('emergency', '应急管理局'),
  county('fire', '消防救援机构'),
  county('police', '公安局'),
  { code: 'court', name: '明信县人民法院', kind: 'court', officerMailbox: null, supervisorMailbox: null },
  {
    code: 'agency',
    name: '明信信用服务有限公司',
    kind: 'credit-agency',
    officerMailbox: null,
    supervisorMailbox: null,
  },
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
