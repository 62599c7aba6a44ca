/** The first chapters of the second story: three records are shown, looked at for repair, and applied for at once. */
import { demoAgencies } from '../parts/demo-agencies.ts';
import { findNotice } from './read-back.ts';
import { comesToHold, monthsBefore, presentOf } from './stage.ts';
import { idsOf, partLines, publicRecords, recordLines, type Scene, shownInPublic } from './three-records-scene.ts';

const AGENT = '秦风';

interface PreviewAnswer {
  records: readonly {
    recordId: string;
    documentNumber: string;
    passes: boolean;
    withCourt: boolean;
    refusals: readonly { code: string; text: string; clause: string; earliest?: string | null }[];
  }[];
  parts: readonly { authority: { code: string; name: string }; acceptBy: string | null; answerBy: string | null }[];
  commitment: { version: number; text: string; sha256: string };
  free: string;
}

/** Anybody finds them, and both agencies hold a copy of each. */
export async function isPublished(scene: Scene): Promise<void> {
  const { story } = scene;
  story.chapter('任何人都可以查到这三条记录和所附措施', 'Anybody can look the three records up, with their measures');
  const { items } = await publicRecords(scene);
  for (const { kindText, documentNumber, applyFrom, endsBy, howToRepair, measures } of items) {
    story.tell(`${kindText} ${documentNumber}：公示至 ${endsBy ?? '无固定期限'}，${applyFrom ?? '—'} 起可申请修复`);
    story.tell(`  ${howToRepair}`);
    for (const { name, basis, forceText } of measures.slice(0, 3)) story.tell(`  ${forceText}：${name}（${basis}）`);
    if (measures.length > 3) story.tell(`  …… 共 ${measures.length} 项措施`);
  }
  const kinds = ['judgment-debtor', 'penalty', 'serious-list'];
  story.holds('API', '公示页列出三条', await shownInPublic(scene), kinds);
  const rows = await recordLines(scene);
  story.holds(
    'SQL',
    `record 三行均未终止，record_measure 均未解除：${rows.join('；')}`,
    rows.map((line) => line.replace(/ [1-9][0-9]*$/, '')),
    kinds.map((kind) => `${kind} -`),
  );
  await comesToHold(
    scene,
    'SQL',
    '两家信用服务机构各收到三条记录的副本',
    () =>
      scene.tables.lines(
        `select a.code || ' ' || count(p.received_at) as line from push p join authority a on a.id = p.authority_id
         where p.record_id = any($1) and p.kind = 'record.published' group by a.code order by a.code`,
        idsOf(scene),
      ),
    demoAgencies.map(({ code }) => `${code} 3`).toSorted(),
  );
}

function wishOf(scene: Scene): object {
  return { subjectId: scene.subjectId, recordIds: idsOf(scene) };
}

/** One of them lacks something: every reason is said at once. */
export async function previewWithReasons(scene: Scene): Promise<void> {
  const { story, wages, overload, debtor } = scene;
  story.chapter(
    '秦风先看看：哪些现在可以申请修复，哪些不行，为什么？',
    'A look before deciding: what can be repaired now, what cannot, and every reason why',
  );
  const { records, free } = await scene.as('qin').post<PreviewAnswer>('/v1/repairs/preview', wishOf(scene), null);
  for (const { documentNumber, passes, withCourt, refusals } of records) {
    story.tell(`${documentNumber}：${passes ? (withCourt ? '转送法院' : '可以申请') : '暂不能申请'}`);
    for (const { text, clause } of refusals) story.tell(`  · ${text}（${clause}）`);
  }
  const of = (id: string) => records.find(({ recordId }) => recordId === id);
  story.holds('API', '行政处罚：符合条件', of(overload.id)?.passes, true);
  story.holds('API', '失信被执行人：转送法院', of(debtor.id)?.withCourt, true);
  story.holds(
    'API',
    '欠薪名单：三项条件未满足，一次说全',
    of(wages.id)?.refusals.map(({ code }) => code),
    ['minimum-not-begun', 'not-corrected', 'duties-not-done'],
  );
  story.tell(free);
}

/** Once the wages were paid, nothing is lacking. */
export async function previewAgain(scene: Scene): Promise<PreviewAnswer> {
  const { story, wages, key } = scene;
  story.chapter(
    '秦风带着工资支付凭证找到何平，何平登记纠正和履行之日；再看一次',
    'He registers the day on which the wages were paid; another look',
  );
  const paidOn = monthsBefore(await presentOf(scene, scene.identifier), 8);
  const duties = { correctedOn: paidOn, dutiesDoneOn: paidOn, proof: '工资支付凭证及劳动者签收单' };
  await scene.as('he').post(`/v1/records/${wages.number}/duties-done`, duties, key('duties-wages'));
  const preview = await scene.as('qin').post<PreviewAnswer>('/v1/repairs/preview', wishOf(scene), null);
  story.holds(
    'API',
    '三条均可申请',
    preview.records.map(({ passes }) => passes),
    [true, true, true],
  );
  for (const { authority, acceptBy, answerBy } of preview.parts)
    story.tell(`${authority.name}：${acceptBy ?? '—'} 前决定是否受理，${answerBy ?? '—'} 前答复`);
  story.tell('需要签署的信用修复承诺书：');
  story.quote(preview.commitment.text);
  return preview;
}

/** The application, and its number. */
export async function apply(scene: Scene, { commitment }: PreviewAnswer): Promise<string> {
  const { story, tables, key } = scene;
  story.chapter('秦风签署承诺，提交一份申请；窗口当即转送', 'One application; the window forwards it at once');
  const { version, sha256 } = commitment;
  const application = {
    ...wishOf(scene),
    contact: { name: AGENT, email: 'qin@example.com', phone: null },
    commitment: { version, sha256, signer: AGENT, agreed: true, means: 'online' },
  };
  const qin = scene.as('qin');
  const { number, status } = await qin.post<{ number: string; status: string }>(
    '/v1/repairs',
    application,
    key('apply'),
  );
  story.holds('API', `${number}：已转送`, status, 'with-authorities');
  const again = await qin.post<{ number: string }>('/v1/repairs', application, key('apply'));
  story.holds('API', '重复提交得到同一案件', again.number, number);
  const parts = ['court with-court', 'hr awaiting-acceptance', 'transport awaiting-acceptance'];
  story.holds('SQL', 'repair_part 三行，各自计时', await partLines(scene, number), parts);
  const clocks = await tables.lines(
    `select a.code || ' ' || d.kind as line from deadline d
     join repair_part p on p.id::text = d.about join authority a on a.id = p.authority_id
     join case_file c on c.id = d.case_id where c.number = $1 and d.state = 'running' order by 1`,
    number,
  );
  story.holds('SQL', `deadline 正在计算：${clocks.join('、')}`, clocks.length >= 3, true);
  const notice = await findNotice(qin, number, 'repair-forwarded');
  story.holds('API', '秦风收到转送告知书', notice !== undefined, true);
  story.quote(notice?.body ?? '');
  return number;
}
