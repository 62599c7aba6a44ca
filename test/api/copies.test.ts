import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPushSender } from '../../activities/push/push-sender.ts';
import { pushToCopyHolders } from '../../activities/push/pushes.ts';
import { enterAgencies } from '../../bin/demo/agencies.ts';
import type { Session } from '../../bin/demo/api-client.ts';
import { ApiError } from '../../bin/demo/api-client.ts';
import { demoAgencies } from '../../bin/parts/demo-agencies.ts';
import { freePort } from '../../bin/parts/ports.ts';
import { type Receiver, startReceiver } from '../../bin/parts/receiver.ts';
import { ApiBench } from '../support/api-bench.ts';
import { CopyHolder, handOf } from '../support/pushes.ts';

interface Told {
  state: string;
  receipt: string | null;
  attempts: number;
}

/** From a case's step over the wire to two agencies, and back by their signed messages. */
describe('copies at credit service agencies', () => {
  let on: ApiBench;
  let receiver: Receiver;
  let folder: string;
  let present = 0;
  let about: CopyHolder;

  beforeAll(async () => {
    const port = await freePort();
    on = await ApiBench.start('2026-02-26T02:00:00.000Z', { webhookOrigins: [`http://localhost:${port}`] });
    await on.api.app.listen({ port: 0, host: 'localhost' });
    const { port: apiPort } = on.api.app.server.address() as AddressInfo;
    folder = await mkdtemp(join(tmpdir(), 'jiannuo-test-copies-'));
    const apiUrl = `http://localhost:${apiPort}`;
    present = await on.bench.env.currentTimeMs();
    receiver = await startReceiver({ port, apiUrl, folder, slowMs: 0, now: () => present });
    on.bench.sendPush = createPushSender({ origins: [receiver.url] });
    for (const { code, name } of demoAgencies) {
      await admin.put(`/v1/authorities/${code}`, { name, kind: 'credit-agency' });
    }
    await enterAgencies(admin, receiver.url);
    await enterAgencies(admin, receiver.url);
    about = await CopyHolder.enter(on.bench);
    await on.bench.sql('update webhook_endpoint set active = false where authority_id = ?', [about.authorityId]);
  }, 300_000);
  afterAll(async () => {
    await receiver.stop();
    await on.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('are entered once, however often the county is loaded', async () => {
    const puts = await on.bench.sql("select id from audit_entry where action = 'webhook.put'");
    expect(puts).toHaveLength(demoAgencies.length);
  });

  it('are told of a publication, then of its end, and confirm: at once, late, or only when they are told again', async () => {
    await tell('record.published');
    expect(copies()).toEqual([['shown'], ['shown']]);

    // Of what it heard of this is the second: the forgetful one lets it go by.
    const [prompt = '', forgetful = ''] = await tell('record.ended');
    expect(await toldOf(prompt)).toMatchObject({ state: 'delivered', receipt: `agency-${prompt.slice(0, 8)}` });
    expect(copies()).toEqual([['ended'], ['shown']]);
    await confirmed();
    expect(await toldOf(forgetful)).toMatchObject({ state: 'pending', attempts: 1 });

    expect(await seen('chen')).toMatchObject([
      { agency: { code: 'agency' }, told: 'record.ended', state: 'confirmed' },
      { agency: { code: 'agency-two' }, told: 'record.ended', state: 'received', confirmedAt: null },
    ]);
    // For its authority, and for the subject and its agents; for nobody else.
    expect(await seen('zhang')).toEqual(await seen('chen'));
    expect(await seen('auditor')).toBeNull();

    const { due } = await about.row(forgetful);
    await moveTo(`${due}T16:10:00.000Z`);
    expect(await toldOf(forgetful)).toMatchObject({ state: 'outstanding', attempts: 2 });
    expect(copies()).toEqual([['ended'], ['ended']]);
    expect((await seen('zhang'))?.[1]).toMatchObject({
      confirmBy: due,
      state: 'outstanding',
      stateText: '逾期未确认，催办中',
    });
    const listed = await on.api.send({ url: '/v1/deliveries', as: 'admin' });
    expect(listed.json()).toMatchObject({ items: [{ channel: 'push', push: { id: forgetful, confirmBy: due } }] });

    await confirmed();
    expect((await seen('zhang'))?.[1]).toMatchObject({ state: 'confirmed', confirmedAt: expect.any(String) });
    expect(await toldOf(forgetful)).toMatchObject({
      state: 'delivered',
      receipt: `agency-two-${forgetful.slice(0, 8)}`,
    });
    expect((await on.api.send({ url: '/v1/deliveries', as: 'admin' })).json()).toMatchObject({ items: [] });
    expect((await on.api.send({ url: '/v1/messages', as: 'admin' })).json()).toMatchObject({
      items: [
        {
          kind: 'copy.updated',
          sender: 'agency-two',
          reference: forgetful,
          state: 'taken',
          caseNumber: null,
          outcome: { code: 'confirmed' },
        },
      ],
    });
  }, 300_000);

  const admin: Session = {
    get: <T>(path: string) => ask<T>('GET', path),
    put: <T>(path: string, body: object) => ask<T>('PUT', path, body),
    post: <T>(path: string, body: object) => ask<T>('POST', path, body),
  };

  async function ask<T>(method: 'GET' | 'PUT' | 'POST', url: string, body?: object): Promise<T> {
    const answer = await on.api.send({ method, url, as: 'admin', ...(body === undefined ? {} : { body }) });
    if (answer.statusCode < 300) return answer.json<T>();
    throw new ApiError(`${method} ${url}`, answer.statusCode, answer.json<{ code: string }>().code, answer.body);
  }

  /** As the step of a case does; waits until the pushes are sent. Returns the ids, in the order of the agencies. */
  async function tell(kind: 'record.published' | 'record.ended'): Promise<string[]> {
    const hand = await handOf(on.bench, about.caseId);
    const record = { documentNumber: '示市监罚1号', subject: { name: '示范公司' } };
    const ids = await pushToCopyHolders(hand, { kind, recordId: about.recordId, payload: { record } });
    await hand.em.flush();
    await on.bench.activities.startDeliveries({ deliveryIds: hand.deliveries });
    await later(30_000);
    return ids;
  }

  /** The copies as somebody sees them on the record itself. */
  async function seen(as: string): Promise<{ state: string }[] | null> {
    const answer = await on.api.send({ url: `/v1/records/${about.recordId}`, as });
    return answer.json<{ copies: { state: string }[] | null }>().copies;
  }

  async function confirmed(): Promise<void> {
    await receiver.keeper('agency-two').confirmDue();
    await later(30_000);
  }

  async function later(ms: number): Promise<void> {
    await on.bench.later(ms);
    present = await on.bench.env.currentTimeMs();
  }

  /** In steps shorter than a signature is good for: the agencies look at the same clock. */
  async function moveTo(instant: string): Promise<void> {
    present = Date.parse(instant) - 10 * 60_000;
    await on.bench.later(Date.parse(instant) - (await on.bench.env.currentTimeMs()));
    present = await on.bench.env.currentTimeMs();
  }

  function copies(): string[][] {
    return demoAgencies.map(({ code }) => receiver.keeper(code).copies.map(({ shown }) => (shown ? 'shown' : 'ended')));
  }

  async function toldOf(pushId: string): Promise<Told> {
    const { state, receipt, attempts } = await about.row(pushId);
    return { state, receipt, attempts };
  }
});
