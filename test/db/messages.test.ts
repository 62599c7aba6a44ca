import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Delivery } from '../../db/entities/delivery.ts';
import { InboundMessage } from '../../db/entities/inbound-message.ts';
import { Push } from '../../db/entities/push.ts';
import { WebhookEndpoint } from '../../db/entities/webhook-endpoint.ts';
import { listOutstandingDeliveries } from '../../db/queries/outstanding-deliveries.ts';
import { pendingDeliveries } from '../../db/queries/pending-deliveries.ts';
import { findServiceState } from '../../db/queries/service-state.ts';
import { enterAuthority } from '../support/message-rows.ts';
import { OTHER_SECRET, SECRET } from '../support/pushes.ts';
import { insertCase, NOW } from '../support/rows.ts';
import { useReadWrite } from '../support/read-write.ts';

const db = useReadWrite();

describe('messages and pushes as rows', () => {
  let authorityId: string;
  let caseId: string;
  let number: string;
  let messageId: string;
  let pushId: string;

  beforeEach(async () => {
    const em = db.write;
    [messageId, pushId] = [randomUUID(), randomUUID()];
    authorityId = enterAuthority(em, `agency-${randomUUID().slice(0, 8)}`, 'credit-agency');
    await em.flush();
    ({ id: caseId, number } = await insertCase(em, db.county));
    em.create(WebhookEndpoint, {
      authorityId,
      url: 'https://agency.example.cn/',
      active: true,
      updatedAt: NOW,
      outgoingSecrets: [SECRET],
      incomingSecrets: [OTHER_SECRET, SECRET],
    });
    em.create(InboundMessage, {
      id: messageId,
      senderId: authorityId,
      eventId: 'event-1',
      kind: 'copy.updated',
      bodyHash: 'a'.repeat(64),
      data: { pushId, receipt: '回执' },
      occurredAt: NOW,
      receivedAt: NOW,
      proof: 'token',
      state: 'stored',
      targetWorkflowId: `push/${pushId}`,
      caseId: null,
      signalledAt: null,
      takenAt: null,
      outcome: null,
    });
    em.create(Push, {
      id: pushId,
      caseId,
      recordId: null,
      authorityId,
      kind: 'repair.answered',
      sequence: 1,
      at: NOW,
      payload: { subject: '张三' },
      ledger: null,
      due: null,
      dueAt: null,
      receivedAt: null,
      confirmedAt: null,
      receipt: null,
    });
    await em.flush();
    em.create(Delivery, {
      noticeId: null,
      pushId,
      channel: 'push',
      address: 'https://agency.example.cn/',
      state: 'pending',
      attempts: 0,
      lastError: null,
      receipt: null,
      firstAt: NOW,
      deliveredAt: null,
    });
    await em.flush();
    em.clear();
  });
  afterEach(async () => {
    for (const table of ['delivery', 'push', 'inbound_message', 'webhook_endpoint']) {
      await db.write.fork().execute(`delete from ${table}`);
    }
  });

  it('are read as they were written, and what is secret or personal is no plain text in the table', async () => {
    const em = db.write.fork();
    expect(await em.findOneOrFail(WebhookEndpoint, { authorityId })).toMatchObject({
      outgoingSecrets: [SECRET],
      incomingSecrets: [OTHER_SECRET, SECRET],
    });
    expect(await em.findOneOrFail(InboundMessage, { id: messageId })).toMatchObject({
      data: { pushId, receipt: '回执' },
      occurredAt: NOW,
    });
    expect(await em.findOneOrFail(Push, { id: pushId })).toMatchObject({ payload: { subject: '张三' } });
    const rows = await em.execute<object[]>(
      `select outgoing_secrets, incoming_secrets, m.data, p.payload
       from webhook_endpoint w, inbound_message m, push p where m.id = ? and p.id = ? and w.authority_id = ?`,
      [messageId, pushId, authorityId],
    );
    expect(JSON.stringify(rows)).not.toMatch(/whsec|回执|张三/);
  });

  it.each([
    ["update inbound_message set state = 'taken'", 'inbound_message_taken_whole'],
    ["update inbound_message set state = 'unknown-case'", 'inbound_message_target_iff_routed'],
    ['update inbound_message set target_workflow_id = null', 'inbound_message_target_iff_routed'],
    ["update inbound_message set taken_at = now(), state = 'taken'", 'inbound_message_outcome_whole'],
    [`update inbound_message set taken_at = now(), state = 'taken', outcome = '[]'`, 'inbound_message_outcome_object'],
    ["update inbound_message set state = 'lost'", /inbound_message_(state_known|target_iff_routed)/],
    ["update inbound_message set data = '{}'", 'inbound_message_data_encrypted'],
    ["update inbound_message set kind = 'copy updated'", 'inbound_message_kind_shape'],
    ["update inbound_message set proof = 'word'", 'inbound_message_proof_known'],
    ["update inbound_message set body_hash = 'x'", 'inbound_message_body_hash_hex'],
    [
      `insert into inbound_message select (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid()))).* from inbound_message m`,
      'inbound_message_event_unique',
    ],
    ["update webhook_endpoint set outgoing_secrets = 'whsec_x'", 'webhook_endpoint_outgoing_encrypted'],
    ["update webhook_endpoint set incoming_secrets = 'whsec_x'", 'webhook_endpoint_incoming_encrypted'],
    ["update push set kind = 'record.ended'", 'push_record_of_copy'],
    ["update push set kind = 'record.sold'", /push_(kind_known|record_of_copy)/],
    ["update push set payload = '{}'", 'push_payload_encrypted'],
    ['update push set confirmed_at = at', 'push_confirmed_has_receipt'],
    ["update push set due = '2026-09-23'", 'push_term_whole'],
    ["update push set due = '2026-09-23', due_at = '2026-09-23', ledger = '{}'", 'push_due_ends_its_day'],
    ['update push set sequence = 0', 'push_sequence_positive'],
    [
      `insert into push select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid()))).* from push p`,
      'push_of_case_unique',
    ],
    ["update delivery set channel = 'mail'", 'delivery_notice_or_push'],
    ['update delivery set push_id = null', 'delivery_notice_or_push'],
    ["update delivery set channel = 'fax'", 'delivery_channel_known'],
    ["update delivery set state = 'delivered'", 'delivery_delivered_whole'],
  ])('%s: %s', async (sql, constraint) => {
    const error = await db.write
      .fork()
      .execute(sql)
      .catch((fault: unknown) => fault);
    expect((error as { constraint?: string }).constraint).toEqual(
      typeof constraint === 'string' ? constraint : expect.stringMatching(constraint),
    );
  });

  it('that wait are found by their case, and are sent or listed like mails', async () => {
    expect(await pendingDeliveries(db.em, caseId)).toHaveLength(1);
    expect((await findServiceState(db.em)).oldestUnsentDelivery).toBe(NOW);
    const em = db.write.fork();
    await em.execute('update push set received_at = ? where id = ?', [NOW, pushId]);
    expect((await findServiceState(db.em)).oldestUnsentDelivery).toBeNull();
    await em.execute(
      "update delivery set state = 'outstanding', last_error = 'not confirmed in time' where push_id = ?",
      [pushId],
    );
    expect(await pendingDeliveries(db.em, caseId)).toEqual([]);
    const { items } = await listOutstandingDeliveries(db.em, { limit: 10, cursor: null });
    expect(items).toEqual([
      {
        id: expect.any(String),
        caseNumber: number,
        channel: 'push',
        address: 'https://agency.example.cn/',
        attempts: 0,
        lastError: 'not confirmed in time',
        firstAt: NOW,
        noticeId: null,
        noticeKind: null,
        title: null,
        push: { id: pushId, kind: 'repair.answered', authority: expect.any(String), confirmBy: null, receivedAt: NOW },
      },
    ]);
    await em.execute("update delivery set state = 'superseded' where push_id = ?", [pushId]);
    expect((await listOutstandingDeliveries(db.em, { limit: 10, cursor: null })).items).toEqual([]);
  });
});
