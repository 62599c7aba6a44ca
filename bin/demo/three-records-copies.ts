/** The chapter of the second story about the copies that credit service agencies keep. */
import { shanghaiDay } from '../../domain/time.ts';
import { eventually } from './api-client.ts';
import { comesToHold, presentOf } from './stage.ts';
import { idsOf, type RepairSeen, type Scene } from './three-records-scene.ts';

/** The forgetful agency takes a while to answer, where it does. */
const AGENCY_PATIENCE_SECONDS = 90;

/** Every agency was told of each ending; who confirmed, and who is still to. */
export async function copies(scene: Scene, number: string): Promise<void> {
  const { story, tables } = scene;
  story.chapter(
    '两家信用服务机构的副本：一家当即更新，一家迟缓健忘',
    'The copies that two credit service agencies keep: one is prompt, the other slow and forgetful',
  );
  const ended = (): Promise<string[]> =>
    tables.lines(
      `select a.code || ' ' || count(p.received_at) || ' ' || count(p.confirmed_at) as line
       from push p join authority a on a.id = p.authority_id
       where p.record_id = any($1) and p.kind = 'record.ended' group by a.code order by a.code`,
      idsOf(scene),
    );
  await comesToHold(
    scene,
    'SQL',
    '三条终止均已推送到两家，均已收到',
    async () => (await ended()).map((line) => line.split(' ').slice(0, 2).join(' ')),
    ['agency 3', 'agency-two 3'],
  );
  const receipts = await tables.lines(
    `select distinct p.receipt as line from push p join authority a on a.id = p.authority_id
     where p.record_id = any($1) and p.kind = 'record.ended' and a.code = 'agency' and p.confirmed_at is not null`,
    idsOf(scene),
  );
  story.holds('SQL', `当即更新的一家，三份回执：${receipts.join('、')}`, receipts.length, 3);
  story.tell('等那家迟缓的机构想起来……');
  await eventually(
    AGENCY_PATIENCE_SECONDS,
    async () => ((await ended()).some((line) => /^agency-two 3 [123]$/.test(line)) ? true : null),
    () => ({ zh: '迟缓的机构一条也没有确认', en: 'the slow agency has confirmed nothing' }),
  );
  story.holds('SQL', '它以自己签名的消息作了确认', await saidByItself(scene), true);
  const { repair } = await scene.as('qin').get<RepairSeen>(`/v1/cases/${number}`);
  const open = repair.copies.filter(({ confirmedAt }) => confirmedAt === null);
  const forgetful = open.every(({ agency }) => agency.code === 'agency-two');
  story.holds('API', `秦风看得到：${open.length} 份副本尚待那家机构确认`, [repair.copies.length, forgetful], [6, true]);
  const today = shanghaiDay(await presentOf(scene, scene.identifier));
  const due = open.map(({ confirmBy }) => confirmBy ?? '');
  story.holds(
    'API',
    `忘了的，${[...new Set(due)].join('、') || '无'} 期满即列入催办，逐日再推`,
    due.every((day) => day > today),
    true,
  );
}

/** Whether a signed message of the forgetful agency has confirmed one of its copies. */
async function saidByItself(scene: Scene): Promise<boolean> {
  const [count = '0'] = await scene.tables.lines(
    `select count(*)::text as line from inbound_message m join authority a on a.id = m.sender_id
     join push p on p.confirmed_at is not null and p.authority_id = a.id and p.record_id = any($1)
     where a.code = 'agency-two' and m.kind = 'copy.updated' and m.proof = 'signature' and m.state = 'taken'`,
    idsOf(scene),
  );
  return Number(count) > 0;
}
