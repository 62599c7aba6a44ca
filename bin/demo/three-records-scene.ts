/** The three records of the second story: how they are entered, and how they are read back. */
import { eventually } from './api-client.ts';
import type { CaseSeen } from './read-back.ts';
import type { Instant } from '../../domain/time.ts';
import { findSubject, monthsBefore, presentOf, type Stage } from './stage.ts';
import { demoSubjects } from './subjects.ts';

const SUBJECT = 'tianhe';
const MESSAGE_PATIENCE_SECONDS = 60;

interface Entered {
  id: string;
  number: string;
}

/** The three records of one telling. */
export interface Scene extends Stage {
  readonly subjectId: string;
  readonly identifier: string;
  /** By transport, a penalty; by human resources, wages owed; by the court, a judgment debtor. */
  readonly overload: Entered;
  readonly wages: Entered;
  readonly debtor: Entered;
}

export interface RepairSeen extends CaseSeen {
  repair: {
    parts: readonly { authority: { code: string }; status: string; completionItems: readonly string[] }[];
    copies: readonly { agency: { code: string }; confirmBy: string | null; confirmedAt: string | null }[];
  };
}

/** The number of the court's listing in this telling. */
export function debtorNumber({ telling }: Stage): string {
  return `（故事）执${telling.slice(0, 8)}号`;
}

/** Enters two of them at their authorities; the third comes from the court. */
export async function enterRecords(stage: Stage): Promise<Scene> {
  const subject = demoSubjects.find((one) => one.key === SUBJECT);
  if (subject === undefined) throw new Error(`there is no demo subject "${SUBJECT}"`);
  const { identifier, name } = subject;
  const subjectId = await findSubject(stage.as('qin'), name);
  const now = await presentOf(stage, identifier);
  stage.story.chapter(
    '三个单位各录入一条失信记录：一条行政处罚，一条欠薪名单，一条由法院以消息推送',
    'Three records: a penalty, wages owed, and a judgment debtor, which the court sends as a message',
  );
  const overload = await enterPenalty(stage, subjectId, now);
  const wages = await enterWages(stage, subjectId, now);
  const debtor = await listDebtor(stage, { kind: 'organisation', identifier, name }, now);
  return { ...stage, subjectId, identifier, overload, wages, debtor };
}

async function enterPenalty(stage: Stage, subjectId: string, now: Instant): Promise<Entered> {
  const decidedOn = monthsBefore(now, 6);
  const lin = stage.as('lin');
  const body = {
    subjectId,
    kind: 'penalty',
    sector: 'general',
    severity: 'general',
    documentKind: '行政处罚决定书',
    documentNumber: `明交罚〔故事〕${stage.telling.slice(0, 8)}号`,
    decidedOn,
    publishedFrom: decidedOn,
    facts: '渣土车辆超限运输',
    measures: [{ code: 'F01', from: decidedOn }],
  };
  const entered = await lin.post<Entered>('/v1/records', body, stage.key('record-overload'));
  const paidOn = monthsBefore(now, 5);
  const duties = { correctedOn: paidOn, dutiesDoneOn: paidOn, proof: '罚款缴纳凭证' };
  await lin.post(`/v1/records/${entered.number}/duties-done`, duties, stage.key('duties-overload'));
  return entered;
}

/** Its minimum runs from the correction, which nobody has registered yet. */
async function enterWages(stage: Stage, subjectId: string, now: Instant): Promise<Entered> {
  const decidedOn = monthsBefore(now, 10);
  const body = {
    subjectId,
    kind: 'serious-list',
    sector: 'wage-arrears',
    severity: 'serious',
    documentKind: '列入拖欠农民工工资失信联合惩戒对象名单决定书',
    documentNumber: `明人社欠薪列入〔故事〕${stage.telling.slice(0, 8)}号`,
    decidedOn,
    publishedFrom: decidedOn,
    facts: '拖欠农民工工资，经责令限期支付逾期未支付',
    toldOn: monthsBefore(now, 11),
    objection: 'none-raised',
    measures: ['B08', 'E04'].map((code) => ({ code, from: decidedOn })),
  };
  // What comes about by a determination alone takes a supervisor.
  return await stage.as('gao').post<Entered>('/v1/records', body, stage.key('record-wages'));
}

async function listDebtor(stage: Stage, subject: object, now: Instant): Promise<Entered> {
  const listing = await tell(stage, 'debtor.listed', 'listed', {
    documentNumber: debtorNumber(stage),
    subject,
    decidedOn: monthsBefore(now, 7),
    situation: 3,
    extraYears: 0,
    facts: '有履行能力而拒不支付工程款',
  });
  stage.story.holds('API', `法院的消息已办理：${listing.outcome?.text ?? ''}`, listing.state, 'taken');
  const number = listing.caseNumber ?? '';
  const [id = ''] = await stage.tables.lines(
    'select r.id as line from record r join case_file c on c.id = r.case_id where c.number = $1',
    number,
  );
  return { id, number };
}

/** Sends a message of the court and waits until it was taken. */
export async function tell(stage: Stage, kind: string, what: string, data: object): Promise<MessageSeen> {
  const court = stage.as('court');
  const { asOf } = await stage.as(null).get<{ asOf: string }>('/v1/public/commitment-texts?kind=repair');
  const body = { eventId: `story-${stage.telling}-${what}`, kind, occurredAt: asOf, data };
  const { id } = await court.post<{ id: string }>('/v1/messages', body, null);
  return await eventually(
    MESSAGE_PATIENCE_SECONDS,
    async () => {
      const seen = await court.get<MessageSeen>(`/v1/messages/${id}`);
      return seen.state === 'stored' ? null : seen;
    },
    () => ({ zh: `法院消息 ${kind} 未被办理`, en: `the court's message ${kind} was not taken` }),
  );
}

export interface MessageSeen {
  state: string;
  caseNumber: string | null;
  outcome: { code: string; text: string } | null;
}

/** Ids of the three. */
export function idsOf({ overload, wages, debtor }: Scene): string[] {
  return [overload.id, wages.id, debtor.id];
}

/** Kind of each record of this telling that anybody can see now. */
export async function shownInPublic(scene: Scene): Promise<string[]> {
  const { items } = await publicRecords(scene);
  return items.map(({ kind }) => kind).toSorted();
}

/** Those of this telling that anybody can see now. */
export async function publicRecords(scene: Scene): Promise<{ items: readonly PublicSeen[] }> {
  const ids = idsOf(scene);
  const { items } = await scene
    .as(null)
    .get<{ items: readonly PublicSeen[] }>(`/v1/public/records?code=${scene.identifier}`);
  return { items: items.filter(({ id }) => ids.includes(id)) };
}

export interface PublicSeen {
  id: string;
  kind: string;
  kindText: string;
  documentNumber: string;
  applyFrom: string | null;
  endsBy: string | null;
  howToRepair: string;
  measures: readonly { name: string; basis: string; forceText: string }[];
}

/** `kind how-it-ended measures-not-lifted` of each record, as the rows say. */
export function recordLines(scene: Scene): Promise<string[]> {
  return scene.tables.lines(
    `select r.kind || ' ' || coalesce(r.ended_how, '-') || ' ' ||
       count(m.id) filter (where m.lifted_on is null) as line
     from record r left join record_measure m on m.record_id = r.id
     where r.id = any($1) group by r.id order by r.kind`,
    idsOf(scene),
  );
}

/** Authority and status of each part of an application, as the rows say. */
export function partLines({ tables }: Scene, number: string): Promise<string[]> {
  return tables.lines(
    `select a.code || ' ' || p.status as line from repair_part p
     join authority a on a.id = p.authority_id join case_file c on c.id = p.case_id
     where c.number = $1 order by a.code`,
    number,
  );
}
