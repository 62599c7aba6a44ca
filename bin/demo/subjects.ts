/** Subjects that do not exist: valid codes of a place (330199) that was never given out, and who acts for them. */
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
  // Those with records, promises and rulings of their own.
  organisation('jinyuan', '91330199MADEM01939', '金源食品有限公司'),
  organisation('shunda', '91330199MADEM0206Y', '顺达物流有限公司'),
  organisation('mingda', '91330199MADEM0214R', '明达化工有限公司'),
  organisation('baofeng', '91330199MADEM0222L', '宝丰贸易有限公司'),
  organisation('huamei', '91330199MADEM0230F', '华美纺织有限公司'),
  organisation('kaiyuan', '91330199MADEM0249C', '开元文化传播有限公司'),
  organisation('xiangyang', '91330199MADEM02577', '向阳家政服务有限公司'),
  organisation('qingshan', '91330199MADEM02652', '青山砂石有限公司'),
  organisation('beihai', '91330199MADEM0273W', '北海冷链有限公司'),
  organisation('ruifeng', '91330199MADEM0281P', '瑞丰置业有限公司'),
  organisation('agriculture', '11330199MADEM029XP', '农业农村局'),
  organisation('zhouji', '92330199MADEM03025', '周记小吃店（个体工商户）'),
  organisation('xinghua', '91330199MADEM03103', '兴华机械有限公司'),
  organisation('dongsheng', '91330199MADEM03290', '东升实业有限公司'),
  organisation('hengtong', '91330199MADEM0337T', '恒通仓储有限公司'),
  organisation('tengfei', '91330199MADEM0345M', '腾飞科技有限公司'),
  organisation('kangda', '91330199MADEM0353G', '康达药业有限公司'),
  organisation('changlong', '91330199MADEM0361B', '昌隆五金有限公司'),
  organisation('lanhai', '91330199MADEM037X3', '蓝海水产有限公司'),
  organisation('fuxing', '91330199MADEM03883', '复兴农业开发有限公司'),
  organisation('tianhe', '91330199MADEM0396X', '天和建设有限公司'),
  organisation('yuanhang', '91330199MADEM0409K', '远航环保科技有限公司'),
  organisation('hepan', '91330199MADEM0716C', '河畔采砂有限公司'),
  person('sunli', '330199198807120047', '孙立'),
];

export interface DemoRepresentation {
  readonly person: string;
  readonly subject: string;
  readonly kind: 'self' | 'legal-representative' | 'agent' | 'administrator';
  readonly proof: string;
}

const LEGAL = { kind: 'legal-representative', proof: '营业执照记载的法定代表人' } as const;
const AGENT = { kind: 'agent', proof: '授权委托书（演示）' } as const;

const BY_QIN = 'shunda mingda baofeng huamei kaiyuan xiangyang qingshan zhouji changlong hengtong tianhe hepan'.split(
  ' ',
);

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
  { person: 'zhang', subject: 'tengfei', ...LEGAL },
  { person: 'zhang', subject: 'yuanhang', ...LEGAL },
  { person: 'li', subject: 'lanhai', ...LEGAL },
  { person: 'zhao', subject: 'fuxing', ...LEGAL },
  ...BY_QIN.map((subject) => ({ person: 'qin', subject, ...AGENT })),
  ...['ruifeng', 'kangda'].map((subject) => ({
    person: 'fang',
    subject,
    kind: 'administrator' as const,
    proof: '人民法院指定管理人决定书（演示）',
  })),
];

/** Representations of the demo county hold from this day on. */
export const REPRESENTED_FROM = '2020-01-01';
