/** The story of one commitment with three obligations, two confirmed and one not kept, chapter by chapter. */
import { type Severity, SEVERITY_TEXT } from '../../domain/record/severity.ts';
import {
  type CommitmentSeen,
  GREENING,
  OUTFALL,
  PIPES,
  registerPaper,
  type Scene,
  setTheScene,
  standings,
} from './partly-kept-scene.ts';
import { beijingTime, type CaseSeen, findNotice, holdsMail } from './read-back.ts';
import type { Stage } from './stage.ts';

const REJECTED = '所附照片未显示排口标志牌，请补拍后重新报告';

/** How a commitment ended, as its people read it. */
interface EndedSeen extends Omit<CommitmentSeen, 'outcome'> {
  outcome: { kind: string; severity: Severity; kept: string[]; notKept: string[]; released: string[] } | null;
}

/**
 * Tells it once, from the paper that was signed to the performance result.
 * @throws StartError at the first effect that does not hold
 */
export async function tellPartlyKept(stage: Stage): Promise<void> {
  stage.story.begin('第三个故事：一份只兑现了一部分的承诺', 'The third story: a commitment kept in part');
  stage.story.tell('人物：张伟（承诺人的法定代表人）、邵华和袁立（发展和改革局负责人、经办人）');
  stage.story.tell('Zhang Wei for the promisor; Shao Hua, supervisor, and Yuan Li, officer of the authority');
  const scene = await setTheScene(stage);
  const number = await registerPaper(scene);
  await inPublic(scene, number);
  await dateMissed(scene, number);
  await rejectedThenConfirmed(scene, number);
  await inTwoParts(scene, number);
  await conceded(scene, number);
  await result(scene, number);
  await lookBack(scene, number);
}

async function inPublic(scene: Scene, number: string): Promise<void> {
  const { story, identifier } = scene;
  story.chapter('主动公示型承诺：任何人都可以查到', 'Promised in public: anybody can look it up');
  const { items } = await scene.as(null).get<{
    items: readonly { number: string; title: string; state: string; obligations: readonly { title: string }[] }[];
  }>(`/v1/public/commitments?code=${identifier}`);
  const shown = items.find((item) => item.number === number);
  for (const { title } of shown?.obligations ?? []) story.tell(`· ${title}`);
  story.holds('API', `公开承诺：${shown?.title ?? '无'}`, [shown?.state, shown?.obligations.length], ['running', 3]);
}

async function dateMissed(scene: Scene, number: string): Promise<void> {
  const { story, tables, days, key } = scene;
  const on = days.at({ passed: 55 });
  story.chapter(
    `张伟报告：主体工程早在 ${on} 完工。复绿的期限自那日起算，已经过了`,
    'Zhang reports the event that the third obligation runs from: its date is over, and nothing came',
  );
  await scene
    .as('zhang')
    .post(`/v1/commitments/${number}/report-event`, { obligation: GREENING, on, proof: '完工报告' }, key('event'));
  const missed = async (): Promise<string[]> =>
    (await tables.deadlines(number)).filter((line) => line.startsWith('fulfil-by') && line.endsWith('missed'));
  const lines = await missed();
  story.holds('SQL', `deadline 记为逾期：${lines.join('、')}`, lines.length, 1);
  const [registration = ''] = (await tables.deadlines(number)).filter((line) =>
    /^fulfil-registration .*running$/.test(line),
  );
  const [, until = ''] = registration.split(' ');
  story.holds('SQL', `期限内送达的报告还可登记至 ${until}（含当日）`, until > on, true);
  story.tell('无人过问时，这一日过后系统自行记为未履行，不会提前一日；只有承诺人自己可以说不必再等。');
}

async function rejectedThenConfirmed(scene: Scene, number: string): Promise<void> {
  const { story, key } = scene;
  const zhang = scene.as('zhang');
  const yuan = scene.as('yuan');
  const report = (reference: string): object => ({
    items: [{ obligation: OUTFALL, complete: true, reference }],
    means: 'online',
  });
  story.chapter(
    '张伟报告排口整治，袁立不认可并说明理由；重新报告后确认',
    'The first report is rejected, with its reason; the second is confirmed',
  );
  await zhang.post(`/v1/commitments/${number}/report`, report('排口照片.jpg'), key('report-1'));
  const rejected = [{ obligation: OUTFALL, verdict: 'rejected', reason: REJECTED }];
  await yuan.post(`/v1/commitments/${number}/confirm`, { items: rejected }, key('confirm-1'));
  story.holds('API', '不认可：仍待履行', (await standings(scene, number))[0], `${OUTFALL} due`);
  const notice = await findNotice(zhang, number, 'fulfilment-rejected');
  story.holds('API', '张伟收到告知，写明理由', notice?.body.includes(REJECTED), true);
  story.quote(notice?.body ?? '');
  await zhang.post(`/v1/commitments/${number}/report`, report('排口及标志牌照片.jpg'), key('report-2'));
  const accepted = [{ obligation: OUTFALL, verdict: 'accepted', reason: null }];
  await yuan.post(`/v1/commitments/${number}/confirm`, { items: accepted }, key('confirm-2'));
  story.holds('API', '重新报告：已确认履行', (await standings(scene, number))[0], `${OUTFALL} confirmed`);
  story.holds('SQL', '两次报告都在，不认可的一次没有被改写', await verdicts(scene, number), [
    `${OUTFALL} - rejected`,
    `${OUTFALL} - accepted`,
  ]);
}

function verdicts({ tables }: Scene, number: string): Promise<string[]> {
  return tables.lines(
    `select o.code || ' ' || coalesce(trim_scale(r.quantity)::text, '-') || ' ' || coalesce(r.verdict, '-') as line
     from obligation_report r join obligation o on o.id = r.obligation_id join case_file c on c.id = o.case_id
     where c.number = $1 order by r.seq`,
    number,
  );
}

async function inTwoParts(scene: Scene, number: string): Promise<void> {
  const { story, key } = scene;
  story.chapter('管网分两段报告：先 200 米，再 300 米', 'The pipes are reported in two parts: 200 metres, then 300');
  for (const [index, quantity] of [200, 300].entries()) {
    const items = [{ obligation: PIPES, complete: false, quantity, reference: `监理验收单-${index + 1}.pdf` }];
    await scene.as('zhang').post(`/v1/commitments/${number}/report`, { items, means: 'online' }, key(`pipes-${index}`));
    const verdict = [{ obligation: PIPES, verdict: 'accepted', reason: null }];
    await scene.as('yuan').post(`/v1/commitments/${number}/confirm`, { items: verdict }, key(`confirm-pipes-${index}`));
    const { commitment } = await scene.as('zhang').get<CommitmentSeen>(`/v1/cases/${number}`);
    const share = commitment.obligations.find(({ code }) => code === PIPES)?.share;
    story.holds('API', `已确认 ${(share ?? 0) * 100}%`, share, index === 0 ? 0.4 : 1);
  }
}

async function conceded(scene: Scene, number: string): Promise<void> {
  const { story, tables, key } = scene;
  story.chapter(
    '张伟确认：复绿没有按期完成，期限内也没有提交过报告。不必再等候登记',
    'Zhang says himself that the third was not done in time: nothing is left to wait for',
  );
  const zhang = scene.as('zhang');
  const before = await zhang.get<CommitmentSeen>(`/v1/cases/${number}`);
  story.holds(
    'API',
    '确认之前：履行中，等候在途报告',
    [before.status, before.next?.kind],
    ['running', 'fulfil-registration'],
  );
  story.holds('SQL', '确认之前尚不下结论：performance_result 没有一行', await tables.performance(number), []);
  const statement = '主体工程完工后未及时复绿，期限内没有提交过报告';
  const { status } = await zhang.post<{ status: string }>(
    `/v1/commitments/${number}/concede`,
    { obligations: [GREENING], statement },
    key('concede'),
  );
  story.holds('API', '三项均有结果，案件办结：未履行', status, 'broken');
  const notice = await findNotice(zhang, number, 'obligation-conceded');
  story.holds('API', '张伟收到登记告知', notice !== undefined, true);
  story.quote(notice?.body ?? '');
}

async function result(scene: Scene, number: string): Promise<void> {
  const { story, tables } = scene;
  const zhang = scene.as('zhang');
  story.chapter('结果：三项中两项履行，一项未履行', 'The result: two of three kept, one not');
  const { next, commitment, outcome, performance } = await zhang.get<EndedSeen>(`/v1/cases/${number}`);
  story.holds(
    'API',
    '已确认的份额：100%、100%、0%',
    commitment.obligations.map(({ share }) => share),
    [1, 1, 0],
  );
  const kept = { kept: [OUTFALL, PIPES], notKept: [GREENING], released: [] };
  const read = outcome === null ? null : { kept: outcome.kept, notKept: outcome.notKept, released: outcome.released };
  story.holds(
    'API',
    `结果按事项记载，情节：${outcome === null ? '无' : SEVERITY_TEXT[outcome.severity].name.zh}`,
    read,
    kept,
  );
  story.holds('API', `履约结果：${performance?.text ?? '无'}`, performance?.result, 'not-kept');
  story.holds('API', '不再有期限', next, null);
  const [row] = await tables.caseRows(number);
  const { kind, notKept } = (row?.outcome ?? {}) as { kind?: string; notKept?: string[] };
  story.holds(
    'SQL',
    'case_file：办结，未履行的一项在案',
    [row?.status, kind, notKept],
    ['broken', 'broken', [GREENING]],
  );
  story.holds('SQL', 'performance_result：一行，未履行', await tables.performance(number), ['not-kept']);
  const running = (await tables.deadlines(number)).filter((line) => line.endsWith(' running'));
  story.holds('SQL', '没有仍在计算的 deadline', running, []);
  const notice = await findNotice(zhang, number, 'promise-broken');
  story.holds('API', '张伟收到承诺未履行告知书', notice !== undefined, true);
  story.quote(notice?.body ?? '');
  await holdsMail(story, tables, number, 'promise-broken', '承诺未履行告知书');
}

async function lookBack(scene: Scene, number: string): Promise<void> {
  const { story, tables } = scene;
  story.chapter('回头看：全过程', 'Looking back');
  const { timeline } = await scene.as('zhang').get<CaseSeen>(`/v1/cases/${number}`);
  for (const { at, text } of timeline) story.tell(`${beijingTime(at)}  ${text}`);
  const kinds = await tables.timeline(number);
  const wanted = [
    'promise-received',
    'promise-taken',
    'start-reported',
    'obligation-passed',
    'obligation-kept',
    'obligation-conceded',
    'promise-broken',
  ];
  story.holds(
    'SQL',
    'timeline_entry：登记、起算、届满、履行、确认、结果一步不少',
    wanted.filter((kind) => kinds.includes(kind)),
    wanted,
  );
  const people = (await tables.audited(number)).filter((line) => !line.startsWith('system '));
  const audited = people.map((line) => line.replace(/ commitment\./, ' '));
  const reports = ['zhang report', 'yuan confirm', 'zhang report', 'yuan confirm'];
  story.holds('SQL', 'audit_entry 记下每次写入及其人', audited, [
    'shao open',
    'zhang report-event',
    ...reports,
    ...reports,
    'zhang concede',
  ]);
}
