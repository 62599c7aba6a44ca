/** What was found at inspections and is to be put right: ordered by an officer, reported, checked, taken back. */
import type { RectificationStatus } from '../../domain/rectification/rectification.ts';
import type { DayPlace } from './days.ts';
import type { County } from './entry.ts';

/** What somebody does on the rectification afterwards. */
export type RectificationAct =
  | { readonly by: string; readonly act: 'report'; readonly text: string; readonly evidence: string }
  | { readonly by: string; readonly act: 'confirm'; readonly rejected: string | null }
  | {
      readonly by: string;
      readonly act: 'extend';
      readonly until: DayPlace;
      readonly reason: string;
      readonly proof: string;
    }
  | { readonly by: string; readonly act: 'cancel'; readonly reason: string };

export interface DemoRectification {
  readonly key: string;
  readonly subject: string;
  readonly orderedBy: string;
  readonly title: string;
  readonly facts: string;
  readonly clause: string;
  readonly toDo: string;
  readonly rectifyBy: DayPlace | null;
  readonly acts: readonly RectificationAct[];
  readonly intended: RectificationStatus;
}

const AT_QINGSHAN = { subject: 'qingshan', orderedBy: 'xu' } as const;
const RIVER = '河道管理条例第二十五条';

export const demoRectifications: readonly DemoRectification[] = [
  {
    key: 'heaps-in-the-river-bed',
    ...AT_QINGSHAN,
    title: '河道内堆放砂石',
    facts: '检查发现三号采区滩地堆放砂石约二百立方米。',
    clause: RIVER,
    toDo: '清运滩地砂石，恢复原状，并报送整改前后照片。',
    rectifyBy: null,
    acts: [],
    intended: 'rectifying',
  },
  {
    key: 'says-it-is-done',
    ...AT_QINGSHAN,
    title: '采区未设警示标志',
    facts: '检查发现一号采区入口未设警示标志和界桩。',
    clause: RIVER,
    toDo: '按许可范围设置界桩和警示标志。',
    rectifyBy: { ahead: 10 },
    acts: [{ by: 'qin', act: 'report', text: '界桩和警示标志已设置', evidence: '照片六张（演示）' }],
    intended: 'rectifying',
  },
  {
    key: 'half-done-and-flooded',
    ...AT_QINGSHAN,
    title: '弃料未及时平整',
    facts: '检查发现二号采区弃料堆影响行洪。',
    clause: RIVER,
    toDo: '平整弃料堆，恢复行洪断面。',
    rectifyBy: { ahead: 8 },
    acts: [
      { by: 'qin', act: 'report', text: '弃料堆已平整', evidence: '照片三张（演示）' },
      { by: 'xu', act: 'confirm', rejected: '下游侧仍有约三十米未平整' },
      {
        by: 'xu',
        act: 'extend',
        until: { ahead: 25 },
        reason: '上游泄洪，采区不能进场',
        proof: '防汛调度令（演示）4号',
      },
    ],
    intended: 'rectifying',
  },
  {
    key: 'put-right',
    ...AT_QINGSHAN,
    title: '采砂计量台账缺失',
    facts: '检查发现本季度采砂计量台账未登记。',
    clause: RIVER,
    toDo: '补登台账，指定专人负责。',
    rectifyBy: null,
    acts: [
      { by: 'qin', act: 'report', text: '台账已补登，已指定专人', evidence: '台账复印件（演示）' },
      { by: 'xu', act: 'confirm', rejected: null },
    ],
    intended: 'rectified',
  },
  {
    key: 'of-another-firm',
    ...AT_QINGSHAN,
    title: '夜间采砂',
    facts: '接举报称四号采区夜间作业。',
    clause: RIVER,
    toDo: '停止夜间采砂。',
    rectifyBy: null,
    acts: [{ by: 'xu', act: 'cancel', reason: '经核实，夜间作业的是相邻采区的另一家公司' }],
    intended: 'cancelled',
  },
];

/** Orders something to be put right, and does what people do on it. */
export async function enterRectification(county: County, rectification: DemoRectification): Promise<void> {
  const { key, subject, orderedBy, title, facts, clause, toDo, rectifyBy, acts, intended } = rectification;
  const body = {
    subjectId: county.subject(subject),
    inspectedOn: county.days.today,
    title,
    facts,
    clause,
    toDo,
    rectifyBy: rectifyBy === null ? null : county.days.at(rectifyBy),
  };
  const { number } = await county.open<{ number: string }>(
    orderedBy,
    '/v1/rectifications',
    body,
    `rectification-${key}`,
    () => findRectification(county, rectification),
  );
  for (const [index, act] of acts.entries()) {
    const address = `/v1/rectifications/${number}/${act.act}`;
    await county.act(act.by, address, bodyOf(act, county), `rectification-${key}-${index + 1}`);
  }
  county.intend(number, 'rectification', intended, key);
}

/** By its title, which the auditor does not read. */
async function findRectification(
  county: County,
  { subject, orderedBy, title }: DemoRectification,
): Promise<{ number: string } | null> {
  for (const { number } of await county.casesOf('rectification', subject)) {
    const { rectification } = await county
      .as(orderedBy)
      .get<{ rectification: { title: string } }>(`/v1/cases/${number}`);
    if (rectification.title === title) return { number };
  }
  return null;
}

function bodyOf(act: RectificationAct, { days }: County): object {
  switch (act.act) {
    case 'report':
      return { text: act.text, evidence: act.evidence };
    case 'confirm':
      return act.rejected === null ? { verdict: 'accepted' } : { verdict: 'rejected', reason: act.rejected };
    case 'extend':
      return { until: days.at(act.until), reason: act.reason, proof: act.proof };
    case 'cancel':
      return { reason: act.reason };
    default:
      return act satisfies never;
  }
}
