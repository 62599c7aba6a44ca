/** The story of one application whose promise is kept, chapter by chapter. */
import { createHash } from 'node:crypto';
import type { Session } from './api-client.ts';
import type { Preview } from './case-entry.ts';
import { beijingTime, type CaseSeen, findNotice, holdsMail, standing } from './read-back.ts';
import { findSubject, type Stage } from './stage.ts';

const PROCEDURE = 'hr-service';
const LICENCE = 'business-licence';
const PREMISES = 'premises';
const SUBJECT = '明信县聚贤人力资源有限公司';
const WRONG = '所交营业执照已过有效期，请提交现行有效的执照';

interface Answer {
  number: string;
  status: string;
  statusText: string;
  next: { kind: string; due: string } | null;
}

type Scene = Stage & { zhang: Session; he: Session };

/**
 * Tells it once, from the look before deciding to the look back.
 * @throws StartError at the first effect that does not hold
 */
export async function tellKeptPromise(given: Stage): Promise<void> {
  const stage: Scene = { ...given, zhang: given.as('zhang'), he: given.as('he') };
  stage.story.begin('第一个故事：一项兑现了的承诺', 'The first story: a promise kept');
  stage.story.tell('人物：张伟（申请人，企业法定代表人）、何平（人力资源和社会保障局经办人）');
  stage.story.tell('Zhang Wei, applicant; He Ping, officer of the authority');
  const subjectId = await findSubject(stage.zhang, SUBJECT);
  const { commitment, due } = await preview(stage, subjectId);
  const number = await signAndApply(stage, subjectId, commitment, due);
  await readNotice(stage, number);
  await claim(stage, number);
  await supplyWrong(stage, number);
  await replaceAndComplete(stage, number);
  await verifyAll(stage, number);
  await decide(stage, number);
  await lookBack(stage, number);
}

async function preview(
  { story, zhang }: Scene,
  subjectId: string,
): Promise<{ commitment: Preview['commitment']; due: string }> {
  story.chapter(
    '先看看：人力资源服务许可，暂缺两份次要材料，能否容缺受理？',
    'A look before deciding: two secondary materials are missing; can it be accepted first?',
  );
  const seen = await zhang.post<Preview>(
    '/v1/accept-first/preview',
    { procedure: PROCEDURE, subjectId, missing: [PREMISES, LICENCE] },
    null,
  );
  const due = seen.supplyBy?.due ?? '';
  story.holds('API', '可以容缺受理，没有不予受理的理由', seen.offered, true);
  story.tell(`补交期限将是 ${due}。需要签署的承诺书：`);
  story.quote(seen.commitment.text);
  const hash = createHash('sha256').update(seen.commitment.text, 'utf8').digest('hex');
  story.holds('API', `承诺书全文的 SHA-256 为 ${hash.slice(0, 16)}…`, seen.commitment.sha256, hash);
  return { commitment: seen.commitment, due };
}

async function signAndApply(
  { story, tables, zhang, key }: Scene,
  subjectId: string,
  commitment: Preview['commitment'],
  due: string,
): Promise<string> {
  story.chapter('张伟签署承诺书，提交申请', 'Zhang signs and applies');
  const { version, sha256 } = commitment;
  const application = {
    procedure: PROCEDURE,
    subjectId,
    missing: [PREMISES, LICENCE],
    contact: { name: '张伟', email: 'zhang@example.com', phone: null },
    commitment: { version, sha256, signer: '张伟', agreed: true, means: 'online' },
  };
  const answer = await zhang.post<Answer>('/v1/accept-first', application, key('open'));
  const { number } = answer;
  story.tell(`答复：${number}，${answer.statusText}，期限 ${answer.next?.due ?? '—'}（含当日）`);
  story.holds('API', '补交期限与预览时所示一致', [answer.next?.kind, answer.next?.due], ['supply-by', due]);
  const rows = await tables.caseRows(number);
  story.holds(
    'SQL',
    'case_file 有且仅有一行，状态为待补交',
    rows.map(({ status }) => status),
    ['awaiting-materials'],
  );
  story.holds('SQL', `deadline 存有补交期限 ${due}，正在计算`, await tables.deadlines(number), [
    `supply-by ${due} running`,
  ]);
  const stored = await tables.commitment(number);
  story.holds('SQL', 'accept_first 存有所签文本的哈希', stored?.sha256, sha256);
  story.holds('SQL', '所签文本在库中是密文，看不到承诺人名称', stored?.stored.includes(SUBJECT), false);

  const again = await zhang.post<Answer>('/v1/accept-first', application, key('open'));
  story.tell('网络不稳，同一申请又提交了一次（同一 Idempotency-Key）：');
  story.holds('API', `得到同一答复 ${number}`, again.number, number);
  story.holds('SQL', '没有多出一件', (await tables.timeline(number)).join(' '), 'received accepted-first');

  const { next } = await zhang.get<CaseSeen>(`/v1/cases/${number}`);
  story.tell('期限是这样算出来的：');
  for (const { zh } of next?.explanation ?? []) story.tell(`  ${zh}`);
  return number;
}

async function readNotice({ story, tables, zhang }: Scene, number: string): Promise<void> {
  story.chapter('张伟收到一次性告知的《容缺受理通知书》', 'One notice lists everything that is missing');
  const notice = await findNotice(zhang, number, 'accept-first');
  story.holds('API', '通知书在张伟的收件箱里', notice !== undefined, true);
  story.quote(notice?.body ?? '');
  await holdsMail(story, tables, number, 'accept-first', '通知书');
}

async function claim({ story, tables, he, key }: Scene, number: string): Promise<void> {
  story.chapter('经办人何平领办', 'Officer He claims the case');
  await he.post<Answer>(`/v1/cases/${number}/claim`, {}, key('claim'));
  const { assignedTo } = await he.get<CaseSeen>(`/v1/cases/${number}`);
  story.holds('API', '案件由何平办理', assignedTo, 'he');
  story.holds(
    'SQL',
    'case_file.assigned_to',
    (await tables.caseRows(number)).map((row) => row.assigned_to),
    ['he'],
  );
}

async function supplyWrong({ story, tables, zhang, he, key }: Scene, number: string): Promise<void> {
  story.chapter(
    '张伟先交了营业执照，却交错了；何平核验不符',
    'Zhang hands in the licence, but the wrong one; He finds it wrong',
  );
  await zhang.post<Answer>(
    `/v1/accept-first/${number}/supply`,
    { items: [{ material: LICENCE, reference: '营业执照-旧.pdf' }], means: 'online' },
    key('supply-1'),
  );
  story.holds('API', '营业执照：已交，待核验', await standing(he, number, LICENCE), 'handed-in');
  const items = [{ material: LICENCE, verdict: 'wrong', reason: WRONG }];
  const answer = await he.post<Answer>(`/v1/accept-first/${number}/verify`, { items }, key('verify-1'));
  story.tell(`答复：${answer.statusText}，期限内可以更换`);
  story.holds('API', '营业执照：不符', await standing(zhang, number, LICENCE), 'wrong');
  story.holds('SQL', 'material_supply 记下核验结论', await tables.verdicts(number), [`${LICENCE} wrong`]);
  const notice = await findNotice(zhang, number, 'materials-wrong');
  story.holds('API', '张伟收到不符告知，写明理由', notice?.body.includes(WRONG), true);
  story.quote(notice?.body ?? '');
  await holdsMail(story, tables, number, 'materials-wrong', '不符告知');
}

async function replaceAndComplete({ story, tables, zhang, key }: Scene, number: string): Promise<void> {
  story.chapter('张伟更换营业执照，并交来场所使用证明', 'Zhang replaces the licence and hands in the other material');
  const items = [
    { material: LICENCE, reference: '营业执照-现行.pdf' },
    { material: PREMISES, reference: '租赁合同.pdf' },
  ];
  const answer = await zhang.post<Answer>(
    `/v1/accept-first/${number}/supply`,
    { items, means: 'online' },
    key('supply-2'),
  );
  story.holds('API', `全部交齐：${answer.statusText}`, answer.status, 'awaiting-verification');
  story.tell(`现在轮到机关：何平须在 ${answer.next?.due ?? '—'}（含当日）前核验，逾期系统会报告其主管`);
  const wanted = [`${LICENCE} wrong`, `${LICENCE} -`, `${PREMISES} -`];
  story.holds('SQL', '三次提交都在，旧的一次没有被改写', await tables.verdicts(number), wanted);
}

async function verifyAll({ story, tables, he, zhang, key }: Scene, number: string): Promise<void> {
  story.chapter('何平核验通过：承诺履行完毕', 'He verifies everything: the promise is kept');
  const items = [LICENCE, PREMISES].map((material) => ({ material, verdict: 'accepted' }));
  const answer = await he.post<Answer>(`/v1/accept-first/${number}/verify`, { items }, key('verify-2'));
  story.holds('API', answer.statusText, answer.status, 'awaiting-decision');
  const { performance } = await zhang.get<CaseSeen>(`/v1/cases/${number}`);
  story.holds('API', `履约结果：${performance?.text ?? '无'}`, performance?.result, 'kept');
  story.holds('SQL', 'performance_result 有且仅有一行', await tables.performance(number), ['kept']);
  story.tell(`机关须在 ${answer.next?.due ?? '—'}（含当日）前作出决定`);
  await holdsMail(story, tables, number, 'all-verified', '材料齐全告知');
}

async function decide({ story, tables, he, zhang, key }: Scene, number: string): Promise<void> {
  story.chapter('何平作出准予决定，案件办结', 'He grants the application; the case is completed');
  const answer = await he.post<Answer>(
    `/v1/accept-first/${number}/decide`,
    { granted: true, reason: '材料齐全，符合法定条件' },
    key('decide'),
  );
  story.holds('API', answer.statusText, [answer.status, answer.next], ['completed', null]);
  const { outcome } = await zhang.get<CaseSeen>(`/v1/cases/${number}`);
  story.holds('API', '结果：准予', [outcome?.kind, outcome?.granted], ['completed', true]);
  const [row] = await tables.caseRows(number);
  story.holds(
    'SQL',
    'case_file 已办结，不再有下一期限',
    [row?.status, row?.next_kind, row?.next_due],
    ['completed', null, null],
  );
  const open = (await tables.deadlines(number)).filter((line) => line.endsWith('running'));
  story.holds('SQL', '没有还在计算的期限', open, []);
  await holdsMail(story, tables, number, 'decision', '办理结果告知书');
}

async function lookBack({ story, tables, zhang, he }: Scene, number: string): Promise<void> {
  story.chapter('回头看：全过程', 'Looking back');
  const { timeline } = await zhang.get<CaseSeen>(`/v1/cases/${number}`);
  for (const { at, text } of timeline) story.tell(`${beijingTime(at)}  ${text}`);
  const kinds = [
    'received',
    'accepted-first',
    'claimed',
    'supplied',
    'verified',
    'supplied',
    'verified',
    'promise-kept',
    'decided',
  ];
  story.holds(
    'API',
    '经过一步不少，一步不多',
    (await he.get<CaseSeen>(`/v1/cases/${number}`)).timeline.map(({ kind }) => kind),
    kinds,
  );
  // How the desk divides its work is not the applicant's to see.
  const own = kinds.filter((kind) => kind !== 'claimed');
  story.holds(
    'API',
    '申请人所见为与其有关的各步',
    timeline.map(({ kind }) => kind),
    own,
  );
  story.holds('SQL', 'timeline_entry 与接口所示一致', await tables.timeline(number), kinds);
  const writes = ['zhang open', 'he claim', 'zhang supply', 'he verify', 'zhang supply', 'he verify', 'he decide'];
  const audited = (await tables.audited(number)).map((line) => line.replace(/ (case|accept-first)\./, ' '));
  story.holds('SQL', 'audit_entry 记下每次写入及其人', audited, writes);
}
