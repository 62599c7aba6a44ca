/** Which procedures of `data/procedures.csv` the demo county offers, under which codes and whose rule. */
import type { GreenChannelTerms } from '../../domain/green-channel/green-channel.ts';
import type { PlaceRule } from './place-rules.ts';

export interface Offer {
  readonly name: string;
  /** Null: not offered, for safety or because it is decided on the spot and names no supply-by of its own. */
  readonly rule: PlaceRule | null;
  /** Codes of its materials, in the order of the file. */
  readonly materials: string;
  readonly basis: string;
  /** What the applicant promises for this procedure beyond what all promise. */
  readonly promise: string;
  /** Also decided at once on a commitment (告知承诺), checked afterwards. */
  readonly onCommitment?: true;
  /** What its green channel (绿色通道) grants; most have none. */
  readonly greenChannel?: GreenChannelTerms;
}

/** Secondary papers whose absence the data file does not name stay wanted: the demo county opens none of them. */
const GREEN_CHANNEL: GreenChannelTerms = {
  firstOnDesk: true,
  decideWithinWorkingDays: 5,
  mayAlsoBeMissing: [],
  clause: '明信县绿色通道办法（演示）第三条',
};

/** By the code that the procedure has in this service. */
export const OFFERS: Readonly<Record<string, Offer>> = {
  'bank-account-report': {
    name: '存款账户账号报告',
    rule: 'tax',
    materials: 'report-form account-proof',
    basis: '税收征收管理法第十七条；国家税务总局公告2022年第26号',
    promise: '所报告的存款账户均以本单位名义开立并用于生产经营，账号完整无遗漏；',
  },
  'water-tax-source': {
    name: '水资源税税源信息报告',
    rule: 'tax',
    materials: 'source-form water-permit-copy yearly-plan-copy',
    basis: '国家税务总局公告2022年第26号',
    promise: '所填报的取水量、取水用途和水源类型与取水许可一致；',
  },
  'nonresident-prepayment': {
    name: '非居民企业企业所得税预缴申报',
    rule: 'tax',
    materials: 'prepayment-form settlement-report staff-list',
    basis: '国家税务总局公告2022年第26号',
    promise: '申报的收入、成本和在境内停留人员情况真实完整；',
  },
  'food-business': {
    name: '食品经营许可',
    rule: 'zhejiang',
    materials: 'application layout safety-rules business-licence staff-identity authorisation',
    basis: '食品安全法第三十五条；行政许可法第四十二条',
    promise: '经营场所、设备布局和操作流程符合食品安全标准，取得许可前不从事食品经营；',
  },
  'company-registration': {
    name: '企业设立登记',
    rule: 'yangxian',
    materials: 'application applicant-papers domicile articles',
    basis: '市场主体登记管理条例第十六条、第十九条',
    promise: '住所真实存在并已依法取得使用权，登记事项与实际一致；',
  },
  'medical-device-3': {
    name: '第三类医疗器械经营许可',
    rule: 'county',
    materials:
      'quality-head representative-identity organisation scope premises equipment-list quality-rules information-system authorisation',
    basis: '医疗器械经营监督管理办法第十条至第十三条',
    promise: '经营场所、库房和质量管理体系与经营范围相适应，取得许可前不从事相应经营；',
  },
  'industrial-product': {
    name: '重要工业产品生产许可',
    rule: 'county',
    materials: 'application equipment policy-conformity business-licence',
    basis: '工业产品生产许可证管理条例第十四条、第十八条、第二十四条',
    promise: '生产设备、检验手段和产品符合国家标准及产业政策，取得许可前不生产、不销售；',
  },
  'penalty-credit-repair': {
    name: '行政处罚信息信用修复',
    rule: 'county',
    materials: 'application performance-proof commitment authorisation',
    basis: '国家市场监督管理总局令第107号',
    promise: '行政处罚确定的义务已全部履行，违法行为已纠正，所附证明属实；',
  },
  'signboard-filing': {
    name: '店招标牌备案',
    rule: 'jiuyuan',
    materials: 'filing-form design business-licence-copy',
    basis: '城市市容和环境卫生管理条例第十一条',
    promise: '店招标牌按备案的位置、尺寸和设计设置，安装牢固并负责日常维护；',
  },
  'outdoor-advertising': {
    name: '户外广告设置许可',
    rule: 'anyang',
    materials: 'application panorama site-right business-licence-copy safety-measures',
    basis: '城市市容和环境卫生管理条例第十一条',
    promise: '设置位置、规格与申请一致，取得许可前不施工，并承担设施的安全责任；',
  },
  'water-permit': {
    name: '取水许可（新申请）',
    rule: 'binzhou',
    materials: 'application assessment third-party filing',
    basis: '取水许可和水资源费征收管理条例第十一条、第十三条、第十九条',
    promise: '取水水源、地点、用途和取水量与论证报告一致，取得许可前不取水；',
  },
  'water-permit-renewal': {
    name: '取水许可延续',
    rule: 'binzhou',
    materials: 'application assessment representative-identity',
    basis: '取水许可和水资源费征收管理条例第十九条、第二十五条',
    promise: '许可期内无超计划、超许可取水行为，取水条件未发生变化；',
  },
  'public-place-hygiene': {
    name: '公共场所卫生许可（新办）',
    rule: 'suining',
    materials: 'application hygiene-report floor-plan hygiene-rules staff-health representative-identity premises',
    basis: '公共场所卫生管理条例；行政许可法第四十二条',
    promise: '卫生设施、检测结果和从业人员健康状况符合公共场所卫生标准，取得许可前不营业；',
    onCommitment: true,
  },
  'clinic-registration': {
    name: '医疗机构执业登记',
    rule: 'county',
    materials: 'application approval staff-qualification rules',
    basis: '医疗机构管理条例第十九条',
    promise: '人员资质、科室设置和规章制度与核准内容一致，登记前不开展诊疗活动；',
  },
  'labour-dispatch': {
    name: '劳务派遣经营许可',
    rule: 'county',
    materials:
      'application capital-report rules-and-agreement business-licence articles premises representative-identity',
    basis: '劳动合同法第五十七条；劳务派遣行政许可实施办法',
    promise: '注册资本已实缴，经营场所、办公设施和管理制度真实可用，取得许可前不经营劳务派遣业务；',
  },
  'hr-service': {
    name: '人力资源服务许可',
    rule: 'county',
    materials: 'application rules premises business-licence full-time-staff',
    basis: '人力资源市场暂行条例第十八条、第十九条',
    promise: '专职工作人员、场所和管理制度符合规定，取得许可前不从事职业中介活动；',
    onCommitment: true,
  },
  'road-freight': {
    name: '道路普通货物运输经营许可',
    rule: 'yangxian',
    materials: 'application vehicle-inspection driver-licence safety-rules business-licence',
    basis: '道路运输条例第二十一条、第二十四条',
    promise: '拟投入车辆检测合格，驾驶人员具备相应资格，取得许可前不从事经营性货物运输；',
    onCommitment: true,
  },
  'road-passengers': {
    name: '道路旅客运输经营许可',
    rule: 'yangxian',
    materials: 'application vehicle-inspection driver-licence safety-rules route-plan business-licence',
    basis: '道路运输条例第八条、第十条',
    promise: '拟投入车辆、驾驶人员和线路方案与申请一致，取得许可前不从事旅客运输；',
  },
  'road-dangerous-goods': {
    name: '道路危险货物运输经营许可',
    rule: null,
    materials: 'application vehicle-inspection staff-certificates equipment-list safety-rules',
    basis: '道路运输条例第二十三条、第二十四条',
    promise: '车辆、设备和人员符合危险货物运输的安全条件；',
  },
  'entertainment-venue': {
    name: '娱乐场所经营许可',
    rule: 'county',
    materials: 'application no-bar-statement plans premises business-licence',
    basis: '娱乐场所管理条例第九条、第十条',
    promise: '投资人员和负责人无法律禁止的情形，场所位置和面积符合规定，取得许可前不营业；',
  },
  'performing-troupe': {
    name: '文艺表演团体设立（营业性演出许可证）',
    rule: 'county',
    materials: 'application performers equipment-list business-licence',
    basis: '营业性演出管理条例第六条',
    promise: '专职演员和器材设备与申报一致，取得许可证前不从事营业性演出；',
    greenChannel: GREEN_CHANNEL,
  },
  'internet-cafe-final': {
    name: '互联网上网服务营业场所最终审核',
    rule: null,
    materials: 'application security-commitment fire-approval',
    basis: '互联网上网服务营业场所管理条例第十一条',
    promise: '信息网络安全和消防安全措施已落实；',
  },
  'discharge-permit-simple': {
    name: '排污许可证核发（简化管理）',
    rule: 'binzhou',
    materials: 'application assessment-approval business-secrets',
    basis: '排污许可管理条例第七条、第九条、第十二条',
    promise: '排放口、污染防治设施和自行监测方案与申请一致，取得许可前不排放污染物；',
  },
  'pesticide-business': {
    name: '农药经营许可',
    rule: 'anyang',
    materials: 'application staff-training premises rules business-licence',
    basis: '农药管理条例第二十四条',
    promise: '经营人员、营业和仓储场所符合农药经营条件，取得许可前不经营农药；',
  },
  'veterinary-drugs': {
    name: '兽药经营许可',
    rule: 'anyang',
    materials: 'application technicians premises quality-staff',
    basis: '兽药管理条例第二十二条',
    promise: '技术人员、场所设备和质量管理与所经营的兽药相适应；',
  },
  'fireworks-retail': {
    name: '烟花爆竹经营（零售）许可',
    rule: 'county',
    materials: 'safety-training counter fire-equipment licence-or-identity',
    basis: '烟花爆竹安全管理条例第十八条、第十九条',
    promise: '专店或者专柜销售、专人管理，消防器材和警示标志齐备，取得许可前不销售；',
  },
  'venue-fire-check': {
    name: '公众聚集场所投入使用营业前消防安全检查（告知承诺）',
    rule: null,
    materials: 'fire-commitment floor-plan fire-rules business-licence',
    basis: '消防法第十五条',
    promise: '场所符合消防安全技术标准；',
  },
  'security-company': {
    name: '保安服务公司设立许可',
    rule: 'county',
    materials: 'application capital-proof no-bar-proof rules premises',
    basis: '保安服务管理条例第八条、第九条',
    promise: '注册资本、管理人员和装备符合设立条件，取得许可前不提供保安服务；',
  },
};
