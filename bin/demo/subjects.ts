/** Twenty subjects that do not exist: valid codes of a place (330199) that was never given out, and who acts for them. */
export interface DemoSubject {
  readonly key: string;
  readonly kind: 'organisation' | 'person';
  readonly identifier: string;
  readonly name: string;
}

const organisation = (key: string, identifier: string, name: string): DemoSubject => ({
  key,
  kind: 'organisation',
  identifier,
  name: `明信县${name}`,
});
const person = (key: string, identifier: string, name: string): DemoSubject => ({
  key,
  kind: 'person',
  identifier,
  name,
});

export const demoSubjects: readonly DemoSubject[] = [
  organisation('qiming', '91330199MADEM00115', '启明餐饮有限公司'),
  organisation('juxian', '91330199MADEM002XW', '聚贤人力资源有限公司'),
  organisation('hengyuan', '91330199MADEM0038W', '恒远商贸有限公司'),
  organisation('qingquan', '91330199MADEM0046P', '清泉供水有限公司'),
  organisation('anda', '91330199MADEM0054J', '安达货运有限公司'),
  organisation('lvye', '91330199MADEM0062D', '绿野农资有限公司'),
  organisation('xingguang', '91330199MADEM00708', '星光文化传媒有限公司'),
  organisation('kangle', '91330199MADEM00895', '康乐洗浴有限公司'),
  organisation('boda', '91330199MADEM00970', '博达科技有限公司'),
  organisation('hongtu', '91330199MADEM010XG', '宏图建设工程有限公司'),
  organisation('tianrui', '91330199MADEM0118G', '天瑞医疗器械有限公司'),
  organisation('noodles', '92330199MADEM01268', '李记面馆（个体工商户）'),
  organisation('spring', '92330199MADEM01343', '春风广告店（个体工商户）'),
  organisation('grocery', '92330199MADEM0142X', '和顺便利店（个体工商户）'),
  organisation('harvest', '93330199MADEM0150M', '丰收果蔬专业合作社'),
  organisation('taoyuan', 'N2330199MADEM01698', '桃源村股份经济合作社'),
  organisation('clinic', '12330199MADEM0177Q', '城关社区卫生服务中心'),
  organisation('troupe', '52330199MADEM0185F', '乡音艺术团'),
  person('zhao', '330199199202290013', '赵磊'),
  person('qian', '330199198510010023', '钱多多'),
];

export interface DemoRepresentation {
  readonly person: string;
  readonly subject: string;
  readonly kind: 'self' | 'legal-representative' | 'agent';
  readonly proof: string;
}

const LEGAL = { kind: 'legal-representative', proof: '营业执照记载的法定代表人' } as const;
const AGENT = { kind: 'agent', proof: '授权委托书（演示）' } as const;

export const demoRepresentations: readonly DemoRepresentation[] = [
  { person: 'zhang', subject: 'qiming', ...LEGAL },
  { person: 'zhang', subject: 'juxian', ...LEGAL },
  { person: 'li', subject: 'noodles', kind: 'legal-representative', proof: '营业执照记载的经营者' },
  { person: 'zhao', subject: 'boda', ...LEGAL },
  { person: 'zhao', subject: 'zhao', kind: 'self', proof: '本人身份证件' },
  ...['hengyuan', 'xingguang', 'tianrui', 'spring', 'grocery', 'troupe'].map((subject) => ({
    person: 'wang',
    subject,
    ...AGENT,
  })),
];

/** As much of a dishonesty record as bars the door: one subject has it, and it is not repaired. */
export const demoRecord = {
  subject: 'hengyuan',
  authority: 'market',
  kind: '行政处罚',
  documentNumber: '明市监罚〔2026〕演示1号',
  decidedOn: '2026-05-12',
  severity: 'general',
} as const;

/** Representations of the demo county hold from this day on. */
export const REPRESENTED_FROM = '2020-01-01';
