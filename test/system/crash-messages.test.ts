/** The API, the connections, or all of it at once killed under messages and openings of every kind. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MessageData } from '../../domain/messages/messages.ts';
import { creditCodeCheck } from '../../domain/subject/credit-code.ts';
import { shanghaiDay } from '../../domain/time.ts';
import { enterAuthority } from '../support/message-rows.ts';
import { until } from '../support/processes.ts';
import { type Answer, WholeService } from '../support/whole-service.ts';

const LISTINGS = 10;
/** Lately, on whichever day this runs: nothing that runs from it for a year or more is over. */
const DECIDED_ON = shanghaiDay(new Date(Date.now() - 200 * 86_400_000).toISOString());

describe('the service, killed under messages', () => {
  let folder: string;
  let service: WholeService;
  let serial = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jiannuo-crash-'));
    service = await WholeService.start(folder);
    const em = service.orm.em.fork();
    enterAuthority(em, 'court', 'court');
    await em.flush();
  }, 300_000);

  afterAll(async () => {
    await service.stop();
    await rm(folder, { recursive: true, force: true });
  }, 300_000);

  it('the API between storing a message and telling its case: the sweep tells it, and the case is opened once', async () => {
    const { body, eventId } = listing();
    service.freezeTemporal();
    const sent = service.post('/v1/messages', 'court', body).catch(() => 'cut off');
    await until('the message stored', async () => (await messageOf(eventId)) !== undefined);
    await service.api.kill();
    expect(await sent).toBe('cut off');
    service.thawTemporal();
    await service.api.start();
    expect(await messageOf(eventId)).toMatchObject({ state: 'stored', signalled: false });
    // Instead of waiting until it counts as left behind.
    await service.sql(
      "update inbound_message set received_at = received_at - interval '2 minutes' where event_id = ?",
      [eventId],
    );
    await service.startSweep();
    await until('the message taken', async () => (await messageOf(eventId))?.state === 'taken');
    expect(await casesOf(eventId)).toEqual({ cases: 1, records: 1, steps: 1 });
    const again = await service.post('/v1/messages', 'court', body);
    expect([again.status, await casesOf(eventId)]).toEqual([202, { cases: 1, records: 1, steps: 1 }]);
  }, 900_000);

  it('the worker before and after it takes a message: taken once', async () => {
    for (const point of ['before-commit', 'after-commit'] as const) {
      const { body, eventId } = listing();
      service.mines.lay({ activity: 'takeDebtorMessage', point, workflowId: 'any' });
      const sent = await service.insist('/v1/messages', 'court', body);
      expect(sent.status).toBe(202);
      await service.worker.ended();
      await service.worker.start();
      await until('the message taken', async () => (await messageOf(eventId))?.state === 'taken');
      expect(await casesOf(eventId)).toEqual({ cases: 1, records: 1, steps: 1 });
    }
  }, 900_000);

  it('every connection to PostgreSQL while messages come and records are entered: each is there once', async () => {
    const messages = Array.from({ length: LISTINGS }, () => listing());
    const records = Array.from({ length: LISTINGS }, () => record());
    const sent = Promise.all([
      ...messages.map(({ body }) => service.insist('/v1/messages', 'court', body)),
      ...records.map((body) => service.insist('/v1/records', 'chen', body)),
    ]);
    let cut = 0;
    for (let round = 0; round < 4; round += 1) {
      await setTimeout(100);
      cut += await service.cutConnections();
    }
    const statuses = (await sent).map(({ status }) => status);
    expect(cut).toBeGreaterThan(4);
    expect(statuses).toEqual([...messages.map(() => 202), ...records.map(() => 201)]);
    for (const { eventId } of messages) {
      await until('the message taken', async () => (await messageOf(eventId))?.state === 'taken');
      expect(await casesOf(eventId)).toEqual({ cases: 1, records: 1, steps: 1 });
    }
    const entered = await service.sql(
      "select 1 from record r join case_file c on c.id = r.case_id where r.document_number like '示市监罚%'",
    );
    expect(entered).toHaveLength(LISTINGS);
  }, 900_000);

  it('worker, API and Temporal together, while records are followed: each goes on, and what a court said meanwhile is taken once', async () => {
    const opened: string[] = [];
    for (let made = 0; made < 3; made += 1)
      opened.push(numberIn(await service.insist('/v1/records', 'chen', record())));
    const { body, eventId } = listing();
    await service.insist('/v1/messages', 'court', body);
    await until('the message taken', async () => (await messageOf(eventId))?.state === 'taken');
    const { documentNumber, subject } = body.data;
    const data = { documentNumber, identifier: subject.identifier, reason: '保护' };
    const masked = { eventId: `mask-${eventId}`, kind: 'debtor.masked', occurredAt: new Date().toISOString(), data };
    service.mines.lay({ activity: 'takeDebtorMessage', point: 'before-commit', workflowId: 'any' });
    expect((await service.insist('/v1/messages', 'court', masked)).status).toBe(202);
    await service.worker.ended();
    await Promise.all([service.api.kill(), service.killTemporal()]);
    expect(await messageOf(masked.eventId)).toMatchObject({ state: 'stored' });
    await service.restartTemporal();
    await Promise.all([service.worker.start(), service.api.start()]);
    await until('the message taken', async () => (await messageOf(masked.eventId))?.state === 'taken');
    expect(await timelineOf(eventId)).toEqual(['record-entered', 'record-held']);
    for (const one of opened) {
      const done = await service.insist(`/v1/records/${one}/withdraw`, 'liu', { reason: '录入有误' });
      expect([done.status, JSON.parse(done.body)]).toMatchObject([200, { status: 'withdrawn' }]);
    }
  }, 900_000);

  /** A debtor of its own, listed by the court. */
  function listing(): {
    body: { eventId: string; kind: string; occurredAt: string; data: MessageData['debtor.listed'] };
    eventId: string;
  } {
    serial += 1;
    const first17 = `91350100${String(serial).padStart(9, '0')}`;
    const identifier = `${first17}${creditCodeCheck(first17)}`;
    const eventId = `listing-${serial}`;
    const data: MessageData['debtor.listed'] = {
      documentNumber: `（2026）示01执${serial}号`,
      decidedOn: DECIDED_ON,
      situation: 1,
      extraYears: 0,
      facts: '拒不履行。',
      subject: {
        kind: 'organisation',
        identifier,
        name: `示范县第${serial}公司`,
      },
      listedAs: 'debtor',
      fullTimeStudent: false,
    };
    return { body: { eventId, kind: 'debtor.listed', occurredAt: new Date().toISOString(), data }, eventId };
  }

  function record(): { documentNumber: string } & Record<string, unknown> {
    serial += 1;
    return {
      subjectId: service.subjectId,
      kind: 'penalty',
      documentKind: '行政处罚决定书',
      severity: 'general',
      documentNumber: `示市监罚〔2026〕${serial}号`,
      decidedOn: DECIDED_ON,
      facts: '未按规定公示年度报告',
    };
  }

  async function messageOf(eventId: string): Promise<{ state: string; signalled: boolean } | undefined> {
    const [row] = await service.sql<{ state: string; signalled: boolean }>(
      'select state, signalled_at is not null as signalled from inbound_message where event_id = ?',
      [eventId],
    );
    return row;
  }

  async function casesOf(eventId: string): Promise<object | undefined> {
    const [row] = await service.sql<{ cases: number; records: number; steps: number }>(
      `select (select count(*)::integer from case_file where id = m.id) as cases,
         (select count(*)::integer from record where case_id = m.id) as records,
         (select count(*)::integer from case_step where case_id = m.id) as steps
       from inbound_message m where event_id = ?`,
      [eventId],
    );
    return row;
  }

  /** What was written down of the case that a message opened. */
  async function timelineOf(eventId: string): Promise<string[]> {
    const rows = await service.sql<{ kind: string }>(
      'select t.kind from timeline_entry t join inbound_message m on m.id = t.case_id where m.event_id = ? order by t.seq',
      [eventId],
    );
    return rows.map(({ kind }) => kind);
  }
});

function numberIn({ body }: Answer): string {
  return (JSON.parse(body) as { number: string }).number;
}
