/** The chapters of the second story in which two authorities and a court answer. */
import { type CaseSeen, findNotice, holdsMail } from './read-back.ts';
import { comesToHold } from './stage.ts';
import {
  debtorNumber,
  partLines,
  type RepairSeen,
  recordLines,
  type Scene,
  shownInPublic,
  tell,
} from './three-records-scene.ts';

/** One accepts, the other asks for a paper first. */
export async function acceptAndAsk(scene: Scene, number: string): Promise<void> {
  const { story, key } = scene;
  const act = (who: string, name: string, body: object, what: string): Promise<unknown> =>
    scene.as(who).post(`/v1/repairs/${number}/${name}`, body, key(what));
  story.chapter(
    '林峰受理；何平要求补正一次，其间不计时，补正后受理',
    'Lin accepts; He asks once for what is missing, the clock stands still, and then he accepts too',
  );
  await act('lin', 'accept', { authority: 'transport' }, 'accept-transport');
  const missing = '全体劳动者签字的工资结清确认书';
  await act('he', 'ask-completion', { authority: 'hr', items: [missing] }, 'ask-hr');
  const asked = await scene.as('qin').get<RepairSeen>(`/v1/cases/${number}`);
  const hr = asked.repair.parts.find(({ authority }) => authority.code === 'hr');
  story.holds(
    'API',
    `人力资源和社会保障局要求补正：${missing}`,
    [hr?.status, hr?.completionItems],
    ['awaiting-completion', [missing]],
  );
  story.holds('SQL', '一家等待补正，不影响另一家', await partLines(scene, number), [
    'court with-court',
    'hr awaiting-completion',
    'transport in-check',
  ]);
  const materials = [{ kind: 'duty-proof', recordId: scene.wages.id, name: missing, reference: '结清确认书.pdf' }];
  await act('qin', 'complete', { authority: 'hr', materials }, 'complete-hr');
  await act('he', 'accept', { authority: 'hr' }, 'accept-hr');
  story.holds('SQL', '补正后受理', await partLines(scene, number), [
    'court with-court',
    'hr in-check',
    'transport in-check',
  ]);
}

/** One record is repaired: all that it had set in motion ends with it. */
export async function firstAnswer(scene: Scene, number: string): Promise<void> {
  const { story, overload, key } = scene;
  story.chapter(
    '林峰答复：准予修复。公示、共享、措施一并终止',
    'Lin repairs: publication, sharing and measures end together',
  );
  const answers = [{ recordId: overload.id, result: 'repaired' }];
  await scene
    .as('lin')
    .post(`/v1/repairs/${number}/answer`, { authority: 'transport', answers }, key('answer-transport'));
  const rows = await recordLines(scene);
  story.holds(
    'SQL',
    'record 已修复，所附措施已解除；另两条不变',
    rows.map((line) => line.replace(/- [1-9][0-9]*$/, '-')),
    ['judgment-debtor -', 'penalty repaired 0', 'serious-list -'],
  );
  story.holds('API', '公示页不再显示该条', await shownInPublic(scene), ['judgment-debtor', 'serious-list']);
  await comesToHold(
    scene,
    'SQL',
    '该记录的公示案件办结',
    () => scene.tables.lines('select status as line from case_file where number = $1', overload.number),
    ['repaired'],
  );
  const notice = await findNotice(scene.as('qin'), number, 'repaired');
  story.quote(notice?.body ?? '');
  story.holds('API', '秦风收到信用修复决定书', notice !== undefined, true);
  await holdsMail(story, scene.tables, number, 'repaired', '信用修复决定书');
}

/** The second record is repaired. */
export async function secondAnswer(scene: Scene, number: string): Promise<void> {
  const { story, wages, key } = scene;
  story.chapter('何平答复：准予修复', 'He repairs too');
  const answers = [{ recordId: wages.id, result: 'repaired' }];
  await scene.as('he').post(`/v1/repairs/${number}/answer`, { authority: 'hr', answers }, key('answer-hr'));
  story.holds('API', '公示页只余法院的一条', await shownInPublic(scene), ['judgment-debtor']);
  const { status } = await scene.as('qin').get<CaseSeen>(`/v1/cases/${number}`);
  story.holds('API', '案件仍在办理：等待法院', status, 'with-authorities');
}

/** The court's own message ends the third. */
export async function courtsOwnMessage(scene: Scene, number: string): Promise<void> {
  const { story, identifier, debtor } = scene;
  story.chapter('法院以自己的消息结束它那一部分', 'The court ends its part by its own message');
  const documentNumber = debtorNumber(scene);
  const seen = await tell(scene, 'debtor.withdrawn', 'withdrawn', { documentNumber, identifier, ground: 'performed' });
  story.holds('API', `消息已办理：${seen.outcome?.text ?? ''}`, [seen.state, seen.caseNumber], ['taken', number]);
  story.holds('SQL', '三个部分均已答复', await partLines(scene, number), [
    'court answered',
    'hr answered',
    'transport answered',
  ]);
  await comesToHold(
    scene,
    'SQL',
    '案件办结',
    () => scene.tables.lines('select status as line from case_file where number = $1', number),
    ['answered'],
  );
  story.holds('SQL', '三条记录均已终止，措施全部解除', await recordLines(scene), [
    'judgment-debtor withdrawn 0',
    'penalty repaired 0',
    'serious-list repaired 0',
  ]);
  story.holds('API', '公示页不再显示任何一条', await shownInPublic(scene), []);
  const { published, shared, allMeasures } = await scene
    .as('auditor')
    .get<{ published: boolean; shared: boolean; allMeasures: readonly { inForce: boolean }[] }>(
      `/v1/records/${debtor.id}`,
    );
  const inForce = allMeasures.filter((measure) => measure.inForce).length;
  story.holds('API', '失信被执行人记录：不公示、不共享、无措施', [published, shared, inForce], [false, false, 0]);
}
