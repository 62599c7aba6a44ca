/** Determinations: proposed and completed by one officer, heard, and decided by another, each as far as it stands today. */
import type { DeterminationStatus } from '../../domain/determination/determination.ts';
import type { Leniency } from '../../domain/determination/determination-leniency.ts';
import type { County } from './entry.ts';
import type { HeardAct } from './heard-acts.ts';

/** What somebody does on the determination after it was proposed. */
export type DeterminationAct =
  | {
      readonly by: string;
      readonly act: 'complete';
      readonly document: string;
      readonly person?: string;
      readonly basis: string;
      readonly measures: readonly string[];
    }
  | HeardAct
  | { readonly by: string; readonly act: 'review'; readonly answer: string }
  | { readonly by: string; readonly act: 'determine'; readonly document: string; readonly reason: string }
  | { readonly by: string; readonly act: 'spare'; readonly ground: Leniency; readonly reason: string }
  | { readonly by: string; readonly act: 'drop'; readonly reason: string };

export interface DemoDetermination {
  readonly key: string;
  readonly subject: string;
  readonly proposedBy: string;
  /** Told in the draft, and by which an earlier load's is found. */
  readonly facts: string;
  readonly acts: readonly DeterminationAct[];
  readonly intended: DeterminationStatus;
}

const HEPAN = { subject: 'hepan', proposedBy: 'xu' } as const;
const SERVED: DeterminationAct = { by: 'xu', act: 'serve', proof: '送达回证（演示）' };
const NOTHING_TO_SAY: DeterminationAct = {
  by: 'qin',
  act: 'waive',
  text: '对告知事项无其他意见，不要求听证，未另行提交材料',
};
const completed = (document: string, person?: string): DeterminationAct => ({
  by: 'xu',
  act: 'complete',
  document,
  basis: '水法第三十九条',
  measures: [],
  ...(person === undefined ? {} : { person }),
});
/** A permit that was applied for with something concealed: the one measure of the list that fits here. */
const completedOfConcealment = (document: string): DeterminationAct => ({
  by: 'xu',
  act: 'complete',
  document,
  basis: '行政许可法第七十八条',
  measures: ['A01'],
});

export const demoDeterminations: readonly DemoDetermination[] = [
  { key: 'only-a-draft', ...HEPAN, facts: '群众反映在河道堆放弃料，尚未取得处罚决定书', acts: [], intended: 'draft' },
  {
    key: 'hearsay',
    ...HEPAN,
    facts: '网络视频称其夜间越界采砂',
    acts: [{ by: 'sun', act: 'drop', reason: '没有具有法律效力的文书，不能据以认定' }],
    intended: 'discarded',
  },
  {
    key: 'told-with-a-person',
    ...HEPAN,
    facts: '未按采砂许可证规定的深度开采，经复查仍未恢复',
    acts: [completed('明水罚〔演示〕21号', 'sunli')],
    intended: 'awaiting-service',
  },
  {
    key: 'has-its-say',
    ...HEPAN,
    facts: '采砂计量设备停用三个月，责令改正后未改正',
    acts: [completed('明水罚〔演示〕22号'), SERVED, { by: 'qin', act: 'state', text: '设备已于上月修复，附维修单' }],
    intended: 'statement-period',
  },
  {
    key: 'wants-a-hearing',
    ...HEPAN,
    facts: '擅自变更弃料堆放地点，影响行洪',
    acts: [
      completed('明水罚〔演示〕23号'),
      SERVED,
      { by: 'qin', act: 'ask-hearing' },
      { by: 'xu', act: 'call-hearing', on: { ahead: 10 }, presiding: 'sun', presidingName: '孙丽' },
    ],
    intended: 'hearing',
  },
  {
    key: 'what-it-said-is-reviewed',
    ...HEPAN,
    facts: '逾期未缴纳河道修复费用',
    acts: [
      completed('明水罚〔演示〕24号'),
      SERVED,
      { by: 'qin', act: 'state', text: '费用已申请分期，请求核实' },
      NOTHING_TO_SAY,
    ],
    intended: 'reviewing',
  },
  {
    key: 'waits-for-a-second-officer',
    ...HEPAN,
    facts: '两次约谈后仍未按承诺恢复河岸',
    acts: [
      completed('明水罚〔演示〕25号'),
      SERVED,
      { by: 'qin', act: 'state', text: '已完成一半，受汛期影响' },
      NOTHING_TO_SAY,
      { by: 'xu', act: 'review', answer: '汛期已于两月前结束，剩余部分未动工，不予采纳' },
    ],
    intended: 'awaiting-decision',
  },
  {
    key: 'on-the-record',
    ...HEPAN,
    facts: '申请延续采砂许可时隐瞒超采数量，处罚决定生效后仍未改正',
    acts: [
      completedOfConcealment('明水罚〔演示〕26号'),
      SERVED,
      NOTHING_TO_SAY,
      { by: 'sun', act: 'determine', document: '明水认〔演示〕1号', reason: '处罚决定已生效，复查仍未改正' },
    ],
    intended: 'determined',
  },
  {
    key: 'the-flood',
    ...HEPAN,
    facts: '未在限期内清运弃料',
    acts: [
      completed('明水罚〔演示〕27号'),
      SERVED,
      NOTHING_TO_SAY,
      { by: 'sun', act: 'spare', ground: 'force-majeure', reason: '限期内遇洪水，道路中断，现已清运完毕' },
    ],
    intended: 'lenient',
  },
  {
    key: 'the-decision-was-paid',
    ...HEPAN,
    facts: '逾期未缴纳罚款',
    acts: [completed('明水罚〔演示〕28号'), SERVED, { by: 'sun', act: 'drop', reason: '经核实罚款已在告知前缴清' }],
    intended: 'dropped',
  },
];

/** Proposes a determination at the desk of its officer, and does what people do on it. */
export async function enterDetermination(county: County, determination: DemoDetermination): Promise<void> {
  const { key, subject, proposedBy, facts, acts, intended } = determination;
  const body = { subjectId: county.subject(subject), actOn: county.days.at({ ago: 45 }), facts };
  const { number } = await county.open<{ number: string }>(
    proposedBy,
    '/v1/determinations',
    body,
    `determination-${key}`,
    () => findDetermination(county, determination),
  );
  for (const [index, act] of acts.entries()) {
    const address = `/v1/determinations/${number}/${act.act}`;
    await county.act(act.by, address, bodyOf(act, county, facts), `determination-${key}-${index + 1}`);
  }
  county.intend(number, 'determination', intended, key);
}

/** By its draft, which the desk alone reads. */
async function findDetermination(
  county: County,
  { subject, proposedBy, facts }: DemoDetermination,
): Promise<{ number: string } | null> {
  for (const { number } of await county.casesOf('determination', subject)) {
    const { determination } = await county
      .as(proposedBy)
      .get<{ determination: { draft: { facts: string } } }>(`/v1/cases/${number}`);
    if (determination.draft.facts === facts) return { number };
  }
  return null;
}

function bodyOf(act: DeterminationAct, county: County, facts: string): object {
  const { days } = county;
  switch (act.act) {
    case 'complete':
      return {
        document: {
          kind: 'penalty-decision',
          number: act.document,
          issuedOn: days.at({ ago: 30 }),
          issuer: '明信县水利局',
          reference: '县水利局档案室（演示）',
        },
        facts,
        summary: facts,
        basis: act.basis,
        recordKind: 'other-negative',
        severity: 'general',
        measures: act.measures,
        responsible: act.person === undefined ? [] : [responsible(county.subject(act.person))],
      };
    case 'serve':
      return { means: 'direct', on: days.today, proof: act.proof };
    case 'call-hearing':
      return {
        on: days.at(act.on),
        time: '上午九时',
        place: '明信县水利局三楼会议室',
        presiding: act.presiding,
        presidingName: act.presidingName,
      };
    case 'ask-hearing':
      return {};
    case 'state':
    case 'waive':
      return { text: act.text };
    case 'review':
      return { answer: act.answer };
    case 'determine':
      return { document: act.document, reason: act.reason };
    case 'spare':
      return { ground: act.ground, reason: act.reason };
    case 'drop':
      return { reason: act.reason };
    default:
      return act satisfies never;
  }
}

function responsible(subjectId: string): object {
  return { subjectId, responsibility: 'legal-representative', asNamed: '法定代表人孙立（演示）', measures: [] };
}
