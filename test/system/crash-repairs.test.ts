/** Every connection to PostgreSQL cut again and again while repairs are applied for and answered: each is there once, and whole. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newKey } from '../support/api.ts';
import { settledService, workflowStatuses } from '../support/crash-clock.ts';
import { ANSWERING, enterCrashCounty, OFFICERS } from '../support/crash-county.ts';
import { repairBody } from '../support/crash-requests.ts';
import { caseIdOf } from '../support/crash-site.ts';
import { createRecord } from '../support/records.ts';
import { type Answer, WholeService } from '../support/whole-service.ts';

const APPLICATIONS = 20;

describe('the connections, cut under repairs', () => {
  let folder: string;
  let service: WholeService;
  const opened: { caseId: string; number: string }[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jiannuo-crash-'));
    service = await WholeService.start(folder, '2026-09-10T02:00:00.000Z');
  }, 300_000);

  afterAll(async () => {
    await service.stop();
    await rm(folder, { recursive: true, force: true });
  }, 300_000);

  it('twenty applications for records of three authorities: each is opened once, with every part and its workflow', async () => {
    const authorities = await enterCrashCounty(service.orm);
    const { subjectId } = service;
    const keys = Array.from({ length: APPLICATIONS }, () => newKey());
    const bodies = await Promise.all(
      keys.map(async () => {
        const recordIds = await enterRecords(authorities);
        return await repairBody(service, { subjectId, recordIds });
      }),
    );
    const answers = await cutUnder(
      keys.map((key, index) => service.insist('/v1/repairs', 'zhang', bodies[index] ?? {}, key)),
    );
    expect(answers.map(({ status }) => status)).toEqual(keys.map(() => 201));
    for (const [index, { body }] of answers.entries()) {
      const { number } = JSON.parse(body) as { number: string };
      opened.push({ caseId: caseIdOf('zhang', keys[index] ?? ''), number });
    }
    expect(new Set(opened.map(({ number }) => number)).size).toBe(APPLICATIONS);
    await settledService(service);
    const whole = { repairs: 1, parts: 3, items: 3, steps: 1, clocks: 6, running: 6, told: 4 };
    expect(await Promise.all(opened.map(({ caseId }) => madeOf(caseId)))).toEqual(opened.map(() => whole));
    expect(await service.sql('select 1 from case_file')).toHaveLength(APPLICATIONS);
    expect(await followers()).toEqual(new Set(['RUNNING']));
  }, 1_200_000);

  it('sixty acts on their parts: each is done once, on its own part', async () => {
    const acts = opened.flatMap(({ number }) => ANSWERING.map((authority) => ({ number, authority })));
    const answers = await cutUnder(
      acts.map(({ number, authority }, index) =>
        index % 2 === 0
          ? service.insist(`/v1/repairs/${number}/accept`, OFFICERS[authority], { authority })
          : service.insist(`/v1/repairs/${number}/ask-completion`, OFFICERS[authority], {
              authority,
              items: ['罚款缴纳凭证'],
            }),
      ),
    );
    expect(answers.map(({ status, body }) => (status === 200 ? 200 : body))).toEqual(acts.map(() => 200));
    await settledService(service);
    const rows = await service.sql<{ number: string; authority: string; status: string }>(
      `select f.number, a.code as authority, p.status from repair_part p
       join case_file f on f.id = p.case_id join authority a on a.id = p.authority_id`,
    );
    const byPart = new Map(rows.map(({ number, authority, status }) => [`${number} ${authority}`, status]));
    const wanted = acts.map(({ number, authority }, index): [string, string] => [
      `${number} ${authority}`,
      index % 2 === 0 ? 'in-check' : 'awaiting-completion',
    ]);
    expect(byPart).toEqual(new Map(wanted));
    const steps = await service.sql<{ n: number }>('select count(*)::integer as n from case_step group by case_id');
    expect(steps.map(({ n }) => n)).toEqual(opened.map(() => 4));
    const said = await service.sql<{ kind: string; n: number }>(
      'select kind, count(*)::integer as n from timeline_entry group by kind order by kind',
    );
    expect(said).toEqual([
      { kind: 'repair-accepted', n: acts.length / 2 },
      { kind: 'repair-applied', n: APPLICATIONS },
      { kind: 'repair-completion-asked', n: acts.length / 2 },
      { kind: 'repair-forwarded', n: acts.length },
    ]);
    expect(await followers()).toEqual(new Set(['RUNNING']));
  }, 1_200_000);

  /** Ends every session of API and worker again and again until all these are answered. */
  async function cutUnder(sent: Promise<Answer>[]): Promise<Answer[]> {
    const under = { way: sent.length };
    const answers = Promise.all(sent.map((one) => one.finally(() => (under.way -= 1))));
    answers.catch(() => undefined);
    let cut = 0;
    // Further apart each time, so that what is begun again and again comes to its end on a busy machine too.
    for (let round = 1; round <= 8 && under.way > 0; round += 1) {
      await setTimeout(50 * round);
      cut += await service.cutConnections();
    }
    expect(cut).toBeGreaterThan(4);
    return await answers;
  }

  /** A record of each authority, which may be repaired at once. */
  async function enterRecords(authorities: ReadonlyMap<string, string>): Promise<string[]> {
    const em = service.orm.em.fork();
    const records = ANSWERING.map((code) => {
      const id = randomUUID();
      const authorityId = authorities.get(code) ?? '';
      const { subjectId } = service;
      const documentNumber = `示罚〔2026〕${id.slice(0, 8)}号`;
      const done = { correctedOn: '2026-05-10', dutiesDoneOn: '2026-05-10' };
      return createRecord(em, { subjectId, authorityId, documentNumber }, { id, ...done });
    });
    await em.flush();
    return records.map(({ id }) => id);
  }

  async function madeOf(caseId: string): Promise<Record<string, number> | undefined> {
    const count = (of: string, where = 'true') =>
      `(select count(*)::integer from ${of} where case_id = f.id and ${where})`;
    const [row] = await service.sql<Record<string, number>>(
      `select ${count('repair')} as repairs, ${count('repair_part')} as parts, ${count('repair_item')} as items,
         ${count('case_step')} as steps, ${count('deadline')} as clocks, ${count('deadline', "state = 'running'")} as running,
         ${count('timeline_entry', "kind in ('repair-applied', 'repair-forwarded')")} as told
       from case_file f where f.id = ?`,
      [caseId],
    );
    return row;
  }

  /** Every status in which a workflow of an application or of a part is. */
  async function followers(): Promise<Set<string | null>> {
    const parts = await service.sql<{ id: string }>("select 'repair-part/' || id as id from repair_part");
    const ids = [...opened.map(({ caseId }) => `repair/${caseId}`), ...parts.map(({ id }) => id)];
    expect(ids).toHaveLength(4 * APPLICATIONS);
    return new Set(await workflowStatuses(service, ids));
  }
});
