import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { InboundMessage } from '../../db/entities/inbound-message.ts';
import type { MessageData, MessageKind } from '../../domain/messages/messages.ts';
import { startSweep } from '../../worker/start-sweep.ts';
import { SWEEP_WORKFLOW_ID } from '../../workflows/messages/sweep.ts';
import { Bench } from '../support/bench.ts';
import { keepHistory } from '../support/histories.ts';
import { enterAuthority, type Parties, repairOf } from '../support/message-rows.ts';
import { CopyHolder } from '../support/pushes.ts';

jest.setTimeout(300_000);

const MINUTE = 60_000;

describe('the sweep', () => {
  let bench: Bench;
  let agency: CopyHolder;
  let parties: Parties;
  beforeAll(async () => {
    bench = await Bench.start({ startAt: '2026-02-26T02:00:00.000Z' });
    agency = await CopyHolder.enter(bench);
    agency.answers(() => ({ confirmed: false, receipt: 'HTTP 202' }));
    const em = bench.orm.em.fork();
    const courtId = enterAuthority(em, 'court', 'court');
    await em.flush();
    const { subjectId } = bench.county;
    parties = { courtId, agencyId: agency.authorityId, subjectId, identifier: '91350100M000100Y43' };
    await sweepStarted();
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('is one, however many workers start it', async () => {
    const before = await runId();
    await sweepStarted();
    expect(await runId()).toBe(before);
  });

  it('hands over what was stored before the process died that was to tell its workflow', async () => {
    const id = await agency.push();
    const message = await agency.confirm(id, 'left behind', false);
    await bench.later(MINUTE / 2);
    expect(await agency.message(message)).toEqual({ state: 'stored', code: null });
    await bench.later(2 * MINUTE);
    expect(await agency.message(message)).toEqual({ state: 'taken', code: 'confirmed' });
    expect(await agency.row(id)).toMatchObject({ state: 'delivered', receipt: 'left behind' });
    await keepHistory(bench, SWEEP_WORKFLOW_ID, 'sweep-under-way');
  });

  it('tells a workflow again that has not taken a message for an hour', async () => {
    const id = await agency.push();
    const message = await agency.confirm(id, 'lost on the way', false);
    await bench.sql('update inbound_message set signalled_at = ? where id = ?', [await bench.now(), message]);
    await bench.later(59 * MINUTE);
    expect(await agency.message(message)).toEqual({ state: 'stored', code: null });
    await bench.later(3 * MINUTE);
    expect(await agency.message(message)).toEqual({ state: 'taken', code: 'confirmed' });
  });

  it('takes up a message that came before its case', async () => {
    const message = await store('repair.accepted', { caseNumber: 'JN-2026-100001', reference: null });
    await bench.later(2 * MINUTE);
    expect(await row(message)).toMatchObject({ state: 'unknown-case', target: null });
    const { caseId, number } = await repairOf(bench.orm.em.fork(), parties, parties.courtId);
    await bench.sql(`update case_file set number = 'JN-2026-100001' where number = ?`, [number]);
    await bench.later(2 * MINUTE);
    // Its workflow is not there to be told, but the message has its place.
    expect(await row(message)).toMatchObject({ state: 'stored', caseId });
    await bench.sql('delete from inbound_message where id = ?', [message]);
  });

  it('looks no longer than a month for the case of a message', async () => {
    const message = await store('repair.accepted', { caseNumber: 'JN-2026-100002', reference: null });
    await bench.sql(`update inbound_message set received_at = received_at - interval '31 days' where id = ?`, [
      message,
    ]);
    const { number } = await repairOf(bench.orm.em.fork(), parties, parties.courtId);
    await bench.sql(`update case_file set number = 'JN-2026-100002' where number = ?`, [number]);
    await bench.later(2 * MINUTE);
    expect(await row(message)).toMatchObject({ state: 'unknown-case' });
  });

  it('lists a message whose case ended before anybody took it', async () => {
    const { caseId, number } = await repairOf(bench.orm.em.fork(), parties, parties.courtId, { closed: true });
    const message = await store(
      'repair.accepted',
      { caseNumber: number, reference: null },
      {
        state: 'stored',
        targetWorkflowId: `repair/${caseId}`,
        caseId,
      },
    );
    await bench.later(3 * MINUTE);
    expect(await row(message)).toMatchObject({ state: 'closed-case', target: null, caseId });
  });

  it('goes on as a new run before its history grows long', async () => {
    const before = await runId();
    await bench.later(401 * MINUTE);
    expect(await runId()).not.toBe(before);
    const id = await agency.push();
    const message = await agency.confirm(id, 'in the next run', false);
    await bench.later(3 * MINUTE);
    expect(await agency.message(message)).toEqual({ state: 'taken', code: 'confirmed' });
  }, 300_000);

  async function sweepStarted(): Promise<void> {
    await startSweep(bench.env.client.workflow, bench.taskQueue);
  }

  async function runId(): Promise<string> {
    return (await bench.env.client.workflow.getHandle(SWEEP_WORKFLOW_ID).describe()).runId;
  }

  async function store<K extends MessageKind>(
    kind: K,
    data: MessageData[K],
    place: Partial<InboundMessage> = {},
  ): Promise<string> {
    const now = await bench.now();
    const em = bench.orm.em.fork();
    const id = randomUUID();
    em.create(InboundMessage, {
      id,
      senderId: parties.courtId,
      eventId: id,
      kind,
      bodyHash: 'a'.repeat(64),
      data,
      occurredAt: now,
      receivedAt: now,
      proof: 'token',
      state: 'unknown-case',
      targetWorkflowId: null,
      caseId: null,
      signalledAt: null,
      takenAt: null,
      outcome: null,
      ...place,
    });
    await em.flush();
    return id;
  }

  async function row(id: string): Promise<{ state: string; target: string | null; caseId: string | null }> {
    const [found] = await bench.sql<{ state: string; target: string | null; caseId: string | null }>(
      'select state, target_workflow_id as target, case_id as "caseId" from inbound_message where id = ?',
      [id],
    );
    if (found === undefined) throw new Error(`no message ${id}`);
    return found;
  }
});
