/**
 * A county with every kind of case open, each with something that falls due in the spring of 2026, told over HTTP; and
 * what is there afterwards.
 */
import { allRows } from './all-rows.ts';
import { ANSWERING, type Answering, enterCrashCounty, enterEnterprise, OFFICERS } from './crash-county.ts';
import { done, promiseBody, repairBody } from './crash-requests.ts';
import type { WholeService } from './whole-service.ts';

export const OUTAGE_BEGINS = '2026-03-09T02:00:00.000Z';
/** Everything below has fallen due by then, and nothing is due on the day itself. */
export const OUTAGE_ENDS = '2026-05-20T04:00:00.000Z';

interface EnteredRecord {
  readonly id: string;
  readonly number: string;
}

/** Numbers of the cases that are open. */
export interface OpenCases {
  readonly repair: string;
  readonly commitment: string;
  readonly withdrawal: string;
  readonly reorganisation: string;
  /** Their maximum, or their minimum, ends meanwhile. */
  readonly ending: string;
  readonly ripening: string;
}

/** Opens them all, and does what people do before they are left alone. */
export async function openEverything(service: WholeService): Promise<OpenCases> {
  await enterCrashCounty(service.orm);
  const { subjectId } = service;
  const serials = { serial: 7, personSub: 'fang', kind: 'administrator' } as const;
  const debtor = await enterEnterprise(service.orm, serials);
  const reorganisation = await done<{ number: string }>(service, '/v1/reorganisations', 'fang', {
    subjectId: debtor,
    court: 'court',
    kind: 'plan',
    rulingNumber: '（2026）示01破1号',
    ruledOn: '2026-03-02',
    contact: { name: '示范律师事务所', email: null, phone: null },
  });
  const withdrawal = await openWithdrawal(service, subjectId);
  const repair = await openRepair(service, subjectId);
  const ending = await enter(service, subjectId, 'market', '2023-05-08');
  const ripening = await enter(service, subjectId, 'market', '2026-01-05');
  const commitment = await openCommitment(service, subjectId);
  return {
    repair,
    commitment,
    withdrawal,
    reorganisation: reorganisation.number,
    ending: ending.number,
    ripening: ripening.number,
  };
}

/** One part is asked to complete, one is accepted, one has heard nothing yet. */
async function openRepair(service: WholeService, subjectId: string): Promise<string> {
  const recordIds: string[] = [];
  for (const authority of ANSWERING) recordIds.push((await enter(service, subjectId, authority, '2025-11-03')).id);
  const number = await apply(service, subjectId, recordIds);
  const items = ['罚款缴纳凭证'];
  await done(service, `/v1/repairs/${number}/ask-completion`, OFFICERS.market, { authority: 'market', items });
  await done(service, `/v1/repairs/${number}/accept`, OFFICERS.transport, { authority: 'transport' });
  return number;
}

/** Promises of which one is reported and waits for its officer, one is not done, and one is not due for long. */
async function openCommitment(service: WholeService, subjectId: string): Promise<string> {
  const dates = { a: '2026-03-20', b: '2026-03-31', c: '2026-11-30' };
  const obligations = Object.entries(dates).map(([code, due]) => ({
    code,
    title: `事项${code}`,
    term: { kind: 'day', due },
  }));
  const wish = { kind: 'disclosure', subjectId, authority: 'market', title: '食品安全承诺', obligations };
  const { number } = await done<{ number: string }>(
    service,
    '/v1/commitments',
    'zhang',
    await promiseBody(service, wish),
  );
  await done(service, `/v1/commitments/${number}/report`, 'zhang', {
    items: [{ obligation: 'a', complete: true, quantity: null, reference: '签到表' }],
    means: 'online',
  });
  return number;
}

/** A repair that is doubted: its notice is served, and the subject may state until its date. */
async function openWithdrawal(service: WholeService, subjectId: string): Promise<string> {
  const { id } = await enter(service, subjectId, 'market', '2025-11-03');
  const repair = await apply(service, subjectId, [id]);
  const answers = [{ recordId: id, result: 'repaired' }];
  await done(service, `/v1/repairs/${repair}/answer`, OFFICERS.market, { authority: 'market', answers });
  const { number } = await done<{ number: string }>(service, '/v1/repair-withdrawals', OFFICERS.market, {
    repair,
    subjectId,
    ground: 'false-materials',
    findings: '培训证明系伪造',
    evidence: '培训机构复函〔2026〕12号',
    records: [id],
  });
  const served = { means: 'direct', on: '2026-03-09', proof: '送达回证3号' };
  await done(service, `/v1/repair-withdrawals/${number}/serve`, OFFICERS.market, served);
  return number;
}

async function apply(service: WholeService, subjectId: string, recordIds: readonly string[]): Promise<string> {
  const body = await repairBody(service, { subjectId, recordIds });
  return (await done<{ number: string }>(service, '/v1/repairs', 'zhang', body)).number;
}

let documents = 0;

/** A record of a penalty that has been paid. */
async function enter(
  service: WholeService,
  subjectId: string,
  authority: Answering,
  decidedOn: string,
): Promise<EnteredRecord> {
  documents += 1;
  const by = OFFICERS[authority];
  const entered = await done<EnteredRecord>(service, '/v1/records', by, {
    subjectId,
    kind: 'penalty',
    documentKind: '行政处罚决定书',
    severity: 'general',
    documentNumber: `示罚〔2026〕${documents}号`,
    decidedOn,
    facts: '未按规定公示年度报告',
  });
  const paid = { correctedOn: decidedOn, dutiesDoneOn: decidedOn, proof: '缴款凭证' };
  await done(service, `/v1/records/${entered.number}/duties-done`, by, paid);
  return entered;
}

/** All rows, without what differs from one telling to the next, the ids of acts among it. */
export async function everything(service: WholeService): Promise<string[]> {
  const rows = await allRows(service, true);
  return [...rows]
    .flatMap(([line, times]) => Array.from({ length: times }, () => line.replaceAll(/"[0-9a-f]{32}"/g, '"act"')))
    .sort();
}

/** What the service did by itself on a case once it was back, each with its date, when it counts as done, and how often. */
export async function doneBySystem(service: WholeService, number: string): Promise<string[]> {
  const rows = await service.sql<{ line: string; n: number }>(
    `select concat_ws(' ', t.kind, t.data->>'authority', t.data->>'obligation', t.data->>'wait',
         coalesce(t.data->>'due', t.data->>'endsBy', t.data->>'applyFrom'),
         '→', to_char(t.occurred_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')) as line, count(*)::integer as n
     from timeline_entry t join case_file f on f.id = t.case_id
     where f.number = ? and t.actor_role = 'system' and t.at >= ? group by line order by line`,
    [number, OUTAGE_ENDS],
  );
  return rows.map(({ line, n }) => (n === 1 ? line : `${line} ×${n}`));
}
