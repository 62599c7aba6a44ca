/** The story of one repair of three records, over two authorities and a court, chapter by chapter. */
import { beijingTime, type CaseSeen } from './read-back.ts';
import type { Stage } from './stage.ts';
import { acceptAndAsk, courtsOwnMessage, firstAnswer, secondAnswer } from './three-records-answers.ts';
import { apply, isPublished, previewAgain, previewWithReasons } from './three-records-application.ts';
import { copies } from './three-records-copies.ts';
import { enterRecords, type Scene } from './three-records-scene.ts';

/**
 * Tells it once, from the records' publication to the copies that others keep.
 * @throws StartError at the first effect that does not hold
 */
export async function tellThreeRecords(stage: Stage): Promise<void> {
  stage.story.begin(
    '第二个故事：一份申请，三条记录，两家单位和一个法院',
    'The second story: one application, three records, two authorities and a court',
  );
  stage.story.tell('人物：秦风（受托办理）、林峰（交通运输局）、何平（人力资源和社会保障局）、县人民法院系统');
  stage.story.tell('Qin Feng, agent; Lin Feng, transport; He Ping, human resources; the system of the court');
  const scene = await enterRecords(stage);
  await isPublished(scene);
  await previewWithReasons(scene);
  const number = await apply(scene, await previewAgain(scene));
  await acceptAndAsk(scene, number);
  await firstAnswer(scene, number);
  await secondAnswer(scene, number);
  await courtsOwnMessage(scene, number);
  await copies(scene, number);
  await lookBack(scene, number);
}

async function lookBack(scene: Scene, number: string): Promise<void> {
  const { story } = scene;
  story.chapter('回头看：全过程', 'Looking back');
  const { timeline } = await scene.as('qin').get<CaseSeen>(`/v1/cases/${number}`);
  for (const { at, text } of timeline) story.tell(`${beijingTime(at)}  ${text}`);
  const kinds = timeline.map(({ kind }) => kind);
  story.holds(
    'API',
    '三次转送、三次答复，最后办结',
    [count(kinds, 'repair-forwarded'), count(kinds, 'repair-answered'), kinds.at(-1)],
    [3, 3, 'repair-closed'],
  );
  const audited = (await scene.tables.audited(number)).map((line) => line.replace(/ repair\./, ' '));
  story.holds(
    'SQL',
    'audit_entry 记下每次写入及其人',
    audited.filter((line) => line.startsWith('qin')),
    ['qin open', 'qin complete'],
  );
}

function count(list: readonly string[], wanted: string): number {
  return list.filter((one) => one === wanted).length;
}
