import type { CommitmentKind } from '../../domain/commitment/commitment-kinds.ts';

/**
 * The standard commitment text of a procedure. What is missing in a case, by when, and what lateness means is
 * added by the service to the text that is signed.
 * Source: 国办发〔2019〕35号（一）; 2025年意见（十五）.
 */
export function standardText(procedure: string, promise: string): string {
  return [
    `容缺受理承诺书（${procedure}）`,
    '',
    `本承诺人自愿以容缺受理方式申请办理“${procedure}”，已阅读并知悉受理机关一次性告知的办理条件、材料清单、补交期限和法律后果，现郑重承诺：`,
    `一、${promise}`,
    '二、已提交的主要材料齐全、真实、合法、有效；',
    '三、暂缺的次要材料客观存在或者能够依法取得，将在告知的期限内按要求的形式一次补齐，内容与申请时的陈述一致；',
    '四、补交的材料经核验不符的，在期限届满前更换；因不可抗力不能按期补交的，及时提出延期并提供证明；',
    '五、同意受理机关为核验本次申请所需，通过政务信息共享查询与申请事项有关的信息，并对本承诺的履行情况予以记录；',
    '六、知悉逾期未补齐或者补交有误的后果，并愿意承担相应责任。',
    '以上承诺系本承诺人的真实意思表示，自签署之日起生效。',
  ].join('\n');
}

/** From this day on the texts are in use: before every receipt of the demo county. */
export const TEXTS_VALID_FROM = '2020-01-01';

const OPENINGS: Readonly<Record<CommitmentKind, { title: string; promise: string }>> = {
  approval: {
    title: '审批替代型信用承诺书',
    promise:
      '已知悉行政机关一次性告知的许可条件、标准和违反承诺的后果，承诺事项在作出承诺时即已符合，并在经营期间持续符合',
  },
  proof: {
    title: '证明事项告知承诺书',
    promise: '已知悉证明的内容、要求和不实承诺的责任，所承诺的事实真实，能够随时接受核查',
  },
  disclosure: {
    title: '主动公示型信用承诺书',
    promise: '自愿向社会公开本承诺，在生产经营中遵守法律法规和诚信准则，接受公众监督',
  },
  'self-discipline': {
    title: '行业自律型信用承诺书',
    promise: '遵守行业公约和职业道德，不从事不正当竞争，接受行业协会和主管部门监督',
  },
  repair: {
    title: '信用修复承诺书',
    promise: '已纠正失信行为、履行法定义务，所提交的材料真实有效，今后依法诚信经营，不再发生同类失信行为',
  },
  'government-contract': {
    title: '政府合同履约承诺书',
    promise: '依法全面履行所签订的合同，不以机构调整、人员更替等理由违约，资金支付列入预算保障',
  },
  'government-promise': {
    title: '政府承诺书',
    promise: '所公开承诺的事项依法可行、有保障措施，按期兑现，不因人员更替而改变，接受社会监督',
  },
  contract: {
    title: '合同履约承诺书',
    promise: '全面履行合同约定的义务，如实报告履行情况，不能履行的及时说明并依法承担责任',
  },
};

/** The standard text of a kind of commitment; what is promised in a case is added by the service. */
export function kindText(kind: CommitmentKind): { title: string; text: string } {
  const { title, promise } = OPENINGS[kind];
  const text = [
    title,
    '',
    `本承诺人郑重承诺：${promise}。`,
    '所作承诺系真实意思表示；同意受理机关为核验本承诺依法共享查询有关信息，并对履行情况予以记录；未履行的，愿意依法承担相应责任。',
  ].join('\n');
  return { title, text };
}
