import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signatureHeaders } from '../../activities/push/webhook-signing.ts';
import { isSigned } from '../../api/webhook-signature.ts';
import { demoAgencies } from '../../bin/parts/demo-agencies.ts';
import { freePort } from '../../bin/parts/ports.ts';
import { type Receiver, startReceiver } from '../../bin/parts/receiver.ts';

const SLOW_MS = 60_000;
/** By itself it looks at nothing: a test says when. */
const NEVER_MS = 86_400_000;

interface Heard {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** The demo's agencies against a service that only listens. */
describe('the credit service agencies of the demo', () => {
  let folder: string;
  let port: number;
  let receiver: Receiver;
  let service: Server;
  let apiUrl: string;
  let now = Date.parse('2026-09-18T02:00:00.000Z');
  let heard: Heard[] = [];
  let status = 202;

  beforeAll(async () => {
    service = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        heard.push({ path: request.url ?? '', headers: request.headers, body });
        response.writeHead(status).end();
      });
    });
    apiUrl = `http://localhost:${await freePort()}`;
    await new Promise<void>((resolve) => service.listen(Number(new URL(apiUrl).port), 'localhost', resolve));
  });
  afterAll(async () => {
    service.closeAllConnections();
    await new Promise((resolve) => service.close(resolve));
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jiannuo-test-receiver-'));
    port = await freePort();
    [heard, status] = [[], 202];
    receiver = await start();
  });
  afterEach(async () => {
    await receiver.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('the prompt one confirms at once, and keeps a copy', async () => {
    expect(await push('agency', 'p1')).toEqual([200, { confirmed: true, receipt: 'agency-p1' }]);
    expect(receiver.keeper('agency').copies).toMatchObject([{ document: '1号', subject: '甲公司', shown: false }]);
    expect(await push('agency', 'p1')).toEqual([200, { confirmed: true, receipt: 'agency-p1' }]);
    expect(receiver.keeper('agency').copies).toHaveLength(1);
  });

  it('the forgetful one confirms late, by a signed message of its own that stays the same', async () => {
    expect(await push('agency-two', 'p1')).toEqual([202, { received: true }]);
    const keeper = receiver.keeper('agency-two');
    await keeper.confirmDue();
    expect(heard).toEqual([]);
    now += SLOW_MS;
    status = 503;
    await keeper.confirmDue();
    now += 1_000;
    status = 202;
    await keeper.confirmDue();
    await keeper.confirmDue();
    expect(heard.map(({ path }) => path)).toEqual(['/v1/webhooks/agency-two', '/v1/webhooks/agency-two']);
    expect(new Set(heard.map(({ headers, body }) => `${String(headers['webhook-id'])} ${body}`)).size).toBe(1);
    expect(JSON.parse(heard[0]?.body ?? '')).toEqual({
      kind: 'copy.updated',
      occurredAt: '2026-09-18T02:00:00.000Z',
      data: { pushId: 'p1', receipt: 'agency-two-p1' },
    });
    const [, message] = heard;
    const secrets = [demoAgencies[1]?.incomingSecret ?? ''];
    const at = new Date(now).toISOString();
    const body = Buffer.from(message?.body ?? '');
    expect(isSigned({ headers: message?.headers ?? {}, body, secrets, now: at })).toBe(true);
  });

  it('the forgetful one forgets every second push until it comes again', async () => {
    await push('agency-two', 'p1');
    await push('agency-two', 'p2', { recordId: 'r2' });
    const keeper = receiver.keeper('agency-two');
    expect([keeper.copies.map(({ recordId }) => recordId), keeper.unconfirmed]).toEqual([['r1'], 1]);
    await push('agency-two', 'p2', { recordId: 'r2' });
    expect([keeper.copies.length, keeper.unconfirmed]).toEqual([2, 2]);
    await push('agency-two', 'p2', { recordId: 'r2' });
    expect(keeper.unconfirmed).toBe(2);
  });

  it('know what they promised after a restart', async () => {
    await push('agency-two', 'p1');
    await receiver.stop();
    receiver = await start();
    now += SLOW_MS;
    await receiver.keeper('agency-two').confirmDue();
    expect(heard).toHaveLength(1);
    expect(receiver.keeper('agency-two').copies).toHaveLength(1);
  });

  it('let no older push undo a newer one', async () => {
    await push('agency', 'p2', { sequence: 2 });
    await push('agency', 'p1', { sequence: 1, type: 'record.published' });
    expect(receiver.keeper('agency').copies).toMatchObject([{ shown: false, sequence: 2 }]);
    await push('agency', 'p3', { sequence: 3, type: 'record.restored' });
    expect(receiver.keeper('agency').copies).toMatchObject([{ shown: true, sequence: 3 }]);
  });

  it('take nothing that is not signed with their own secret, and know no other address', async () => {
    expect(await push('agency', 'p1', { signedFor: 'agency-two' })).toEqual([401, null]);
    expect(await push('nobody', 'p1', { signedFor: 'agency' })).toEqual([404, null]);
    expect((await fetch(`${receiver.url}/agency`)).status).toBe(404);
    const large = { method: 'POST', body: 'x'.repeat(300_000) };
    expect(
      await fetch(`${receiver.url}/agency`, large).then(
        ({ status: code }) => code,
        () => 413,
      ),
    ).toBe(413);
    expect(receiver.keeper('agency').copies).toEqual([]);
  });

  it('show their copies on a page, with what others wrote escaped', async () => {
    await push('agency', 'p1', { name: '<b>甲</b>公司' });
    const answer = await fetch(receiver.url);
    const html = await answer.text();
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(html).toContain('1号');
    expect(html).toContain('&lt;b&gt;甲&lt;/b&gt;公司');
    expect(html).toContain('没有副本');
  });

  async function start(): Promise<Receiver> {
    return await startReceiver({ port, apiUrl, folder, slowMs: SLOW_MS, lookEveryMs: NEVER_MS, now: () => now });
  }

  async function push(
    code: string,
    pushId: string,
    {
      type = 'record.ended',
      recordId = 'r1',
      sequence = 1,
      name = '甲公司',
      signedFor = code,
    }: { type?: string; recordId?: string; sequence?: number; name?: string; signedFor?: string } = {},
  ): Promise<[number, unknown]> {
    const record = { documentNumber: '1号', subject: { name } };
    const data = { pushId, recordId, sequence, confirmBy: '2026-09-23', record };
    const at = new Date(now).toISOString();
    const body = JSON.stringify({ type, timestamp: at, data });
    const secrets = [demoAgencies.find((agency) => agency.code === signedFor)?.outgoingSecret ?? ''];
    const headers = { ...signatureHeaders({ id: pushId, at, body, secrets }), 'content-type': 'application/json' };
    const answer = await fetch(`${receiver.url}/${code}`, { method: 'POST', body, headers });
    return [answer.status, await answer.json().catch(() => null)];
  }
});
