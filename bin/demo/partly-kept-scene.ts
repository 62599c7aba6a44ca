/** The third story's people, its promise, and what is read of it. */
import { lastLoadedDay } from './calendar.ts';
import { DemoDays } from './days.ts';
import type { CaseSeen } from './read-back.ts';
import { findSubject, presentOf, type Stage } from './stage.ts';
import { demoSubjects } from './subjects.ts';

const SUBJECT = 'yuanhang';
const SIGNER = '张伟';
const AUTHORITY = 'development';

/** Codes of the three obligations. */
export const OUTFALL = 'outfall';
export const PIPES = 'pipes';
export const GREENING = 'greening';

export interface Scene extends Stage {
  readonly subjectId: string;
  readonly identifier: string;
  readonly days: DemoDays;
}

/** As much of the commitment as the story looks at. */
export interface CommitmentSeen extends CaseSeen {
  commitment: {
    letter: { sha256: string };
    obligations: readonly { code: string; title: string; standing: string; share: number; due: string | null }[];
  };
}

/** Finds the subject and the days of the telling. */
export async function setTheScene(stage: Stage): Promise<Scene> {
  const subject = demoSubjects.find((one) => one.key === SUBJECT);
  if (subject === undefined) throw new Error(`there is no demo subject "${SUBJECT}"`);
  const { identifier, name } = subject;
  const subjectId = await findSubject(stage.as('zhang'), name);
  const now = await presentOf(stage, identifier);
  const days = await DemoDays.ask(stage.as(null), lastLoadedDay(), Date.parse(now));
  return { ...stage, subjectId, identifier, days };
}

/** The paper is registered; gives the number of the case. */
export async function registerPaper(scene: Scene): Promise<string> {
  const { story, tables, days, key, telling, subjectId } = scene;
  story.chapter(
    '数周前在窗口签署的纸质承诺，由邵华登记：三个履约事项',
    'A promise signed on paper some weeks ago is registered: three obligations',
  );
  const wish = {
    kind: 'disclosure',
    subjectId,
    authority: AUTHORITY,
    title: `污水处理设施改造公开承诺（${telling.slice(0, 8)}）`,
    receivedOn: days.at({ passed: 60 }),
    obligations: [
      {
        code: OUTFALL,
        title: '排口规范化整治',
        evidence: '现场照片',
        term: { kind: 'day', due: days.at({ ahead: 20 }) },
      },
      {
        code: PIPES,
        title: '新建污水管网',
        quantity: { amount: 500, unit: '米' },
        evidence: '监理验收单',
        term: { kind: 'day', due: days.at({ ahead: 30 }) },
      },
      {
        code: GREENING,
        title: '施工场地复绿',
        event: '主体工程完工',
        term: { kind: 'event', count: 10, unit: 'working-days', expectedBy: days.at({ ahead: 1 }) },
      },
    ],
  };
  const shao = scene.as('shao');
  const { commitment, offered } = await shao.post<{
    offered: boolean;
    commitment: { version: number; text: string; sha256: string };
  }>('/v1/commitments/preview', wish, null);
  story.holds('API', '可以受理', offered, true);
  story.quote(commitment.text);
  const { version, sha256 } = commitment;
  const { number, status } = await shao.post<{ number: string; status: string }>(
    '/v1/commitments',
    {
      ...wish,
      applicantSub: 'zhang',
      contact: { name: SIGNER, email: 'zhang@example.com', phone: null },
      commitment: { version, sha256, signer: SIGNER, agreed: true, means: 'paper' },
    },
    key('promise'),
  );
  story.holds('API', `${number}：履行中`, status, 'running');
  story.holds('SQL', 'commitment 存有所签文本的哈希', await letterOf(scene, number), [sha256]);
  const clocks = (await tables.deadlines(number)).map((line) => line.replace(/ .*/, '')).toSorted();
  story.holds('SQL', 'deadline：两个日期、一个起算事由各自计时', clocks, ['event-by', 'fulfil-by', 'fulfil-by']);
  return number;
}

function letterOf({ tables }: Scene, number: string): Promise<string[]> {
  return tables.lines(
    `select m.commitment_sha256 as line from commitment m join case_file c on c.id = m.case_id where c.number = $1`,
    number,
  );
}

/** Standing of each obligation, in their order. */
export async function standings(scene: Scene, number: string): Promise<string[]> {
  const { commitment } = await scene.as('zhang').get<CommitmentSeen>(`/v1/cases/${number}`);
  return commitment.obligations.map(({ code, standing }) => `${code} ${standing}`);
}
