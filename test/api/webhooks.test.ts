import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { signatureHeaders } from '../../activities/push/webhook-signing.ts';
import { Authority } from '../../db/entities/authority.ts';
import { WebhookEndpoint } from '../../db/entities/webhook-endpoint.ts';
import type { Orm } from '../../db/orm.ts';
import { type Issuer, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { enterCounty } from '../support/county.ts';
import { debtorOf, enterAuthority, type Parties } from '../support/message-rows.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { OTHER_SECRET, SECRET } from '../support/pushes.ts';
import { createTestOrm, NOW } from '../support/rows.ts';

const URL_OF_COURT = 'https://court.example.cn/pushes';

interface Written {
  newOutgoingSecret?: string;
  newIncomingSecret?: string;
}

describe('signed messages and where pushes go', () => {
  let database: TestDatabase;
  let issuer: Issuer;
  let api: TestApi;
  let owner: Orm;
  let parties: Parties;
  let events = 0;
  let log = '';

  beforeAll(async () => {
    [database, issuer] = await Promise.all([createTestDatabase(), startIssuer()]);
    owner = createTestOrm(database.ownerUrl).orm;
    const em = owner.em.fork();
    const { subjectId } = await enterCounty(em);
    const courtId = enterAuthority(em, 'court', 'court');
    const agencyId = enterAuthority(em, 'agency', 'credit-agency');
    await em.flush();
    parties = { courtId, agencyId, subjectId, identifier: '91350100M000100Y43' };
    await debtorOf(owner.em.fork(), parties, '（2026）明执1号');
    api = await startTestApi(database, issuer, {
      now: NOW,
      webhookOrigins: ['http://localhost:8095'],
      logLevel: 'trace',
      logTo: { write: (line) => void (log += line) },
    });
  }, 300_000);
  afterAll(async () => {
    await api.stop();
    await owner.close();
    await issuer.stop();
    await database.drop();
  });
  beforeEach(async () => {
    api.now = NOW;
    log = '';
    await put('court', { url: URL_OF_COURT, active: true, outgoingSecrets: [SECRET], incomingSecrets: [SECRET] });
  });

  it('are stored as those with a token are, the event’s id being that of the signature', async () => {
    const answer = await send();
    expect(answer.statusCode).toBe(202);
    const { id, eventId } = answer.json<{ id: string; eventId: string }>();
    expect(eventId).toBe(`event-${events}`);
    const [row] = await owner.em
      .fork()
      .execute<{ proof: string; state: string }[]>('select proof, state from inbound_message where id = ?', [id]);
    expect(row).toEqual({ proof: 'signature', state: 'stored' });
    const [entry] = await owner.em
      .fork()
      .execute<object[]>('select actor_sub, actor_role, authority from audit_entry where object_id = ?', [id]);
    expect(entry).toEqual({ actor_sub: 'webhook/court', actor_role: 'court', authority: 'court' });
  });

  it('are the same message whether sent by token or signed, where the body names the event', async () => {
    const message = body({ eventId: 'both-ways' });
    const signed = await send({ message });
    const byToken = await api.send({ method: 'POST', url: '/v1/messages', as: 'court', body: JSON.parse(message) });
    expect([signed.statusCode, byToken.statusCode]).toEqual([202, 202]);
    expect(byToken.body).toBe(signed.body);
  });

  it('are looked at by the service’s clock, not the machine’s', async () => {
    api.now = '2031-01-01T00:00:00.000Z';
    expect((await send({ at: NOW })).json()).toMatchObject({ status: 401, code: 'signature-invalid' });
    expect((await send({ at: api.now })).statusCode).toBe(202);
  });

  it.each([
    ['an old time', () => send({ at: '2026-09-18T01:54:59.000Z' })],
    ['another secret', () => send({ secret: OTHER_SECRET })],
    ['another body than was signed', () => send({ sent: body({ occurredAt: '2026-09-18T08:59:59+08:00' }) })],
    ['the same JSON with other spaces', () => send({ sent: ` ${body()}` })],
    ['the secret of another authority', () => send({ code: 'agency' })],
    ['an authority that is not there', () => send({ code: 'nobody' })],
    ['no headers', () => api.send({ method: 'POST', url: '/v1/webhooks/court', raw: body() })],
  ])('with %s are refused alike, and nothing is stored', async (_name, attempt) => {
    const before = await count();
    const answer = await attempt();
    expect(answer.json()).toMatchObject({ status: 401, code: 'signature-invalid' });
    expect(answer.headers['www-authenticate']).toBe('Webhook-Signature');
    expect(await count()).toBe(before);
  });

  it('of an address that is switched off are refused', async () => {
    await put('court', { url: URL_OF_COURT, active: false });
    expect((await send()).json()).toMatchObject({ code: 'signature-invalid' });
  });

  it('are taken with either secret while these are changed, and with the new one alone after', async () => {
    await put('court', { url: URL_OF_COURT, active: true, incomingSecrets: [OTHER_SECRET, SECRET] });
    expect((await send({ secret: SECRET })).statusCode).toBe(202);
    expect((await send({ secret: OTHER_SECRET })).statusCode).toBe(202);
    await put('court', { url: URL_OF_COURT, active: true, incomingSecrets: [OTHER_SECRET] });
    expect((await send({ secret: SECRET })).statusCode).toBe(401);
    expect((await send({ secret: OTHER_SECRET })).statusCode).toBe(202);
  });

  it('of a kind that is not the sender’s are refused: an agency speaks for no court', async () => {
    const secrets = { outgoingSecrets: [SECRET], incomingSecrets: [SECRET] };
    await put('agency', { url: 'https://agency.example.cn/', active: true, ...secrets });
    expect((await send({ code: 'agency' })).json()).toMatchObject({ status: 403, code: 'sender-not-allowed' });
    await put('agency', { url: 'https://agency.example.cn/', active: false });
  });

  it('that are signed and badly shaped get 400', async () => {
    const answer = await send({ message: body({ kind: 'debtor.forgiven' }) });
    expect(answer.json()).toMatchObject({ status: 400, code: 'invalid-input' });
    const idless = await send({ id: 'an id with blanks' });
    expect(idless.json()).toMatchObject({ status: 400, errors: [{ pointer: '/headers/webhook-id' }] });
  });

  it('are limited by sender, wherever they come from, and nobody uses up another’s', async () => {
    const secrets = { outgoingSecrets: [SECRET], incomingSecrets: [SECRET] };
    await put('agency', { url: 'https://agency.example.cn/', active: true, ...secrets });
    const strict = await startTestApi(database, issuer, {
      now: NOW,
      rateLimit: { caller: 3 },
      trustedProxies: ['127.0.0.1'],
    });
    const from = async (network: number, code: string, secret = SECRET) => {
      const request = signed({ code, secret });
      const headers = { ...request.headers, 'x-forwarded-for': `192.0.2.${network}` };
      return (await strict.send({ ...request, headers })).statusCode;
    };
    // Who cannot sign for the court takes nothing of its own.
    for (let network = 1; network <= 5; network += 1) expect(await from(network, 'court', OTHER_SECRET)).toBe(401);
    const answers: number[] = [];
    for (let network = 1; network <= 5; network += 1) answers.push(await from(network, 'court'));
    expect(answers).toEqual([202, 202, 202, 429, 429]);
    expect(await from(1, 'agency')).toBe(403);
    await strict.stop();
    await put('agency', { url: 'https://agency.example.cn/', active: false });
  });

  describe('an authority’s address', () => {
    it('is shown with how many secrets there are, and never with what they are', async () => {
      const answers = [
        await put('court', { url: URL_OF_COURT, active: true, outgoingSecrets: [OTHER_SECRET, SECRET] }),
        await api.send({ url: '/v1/authorities/court/webhook', as: 'admin' }),
      ];
      for (const answer of answers) {
        expect(answer.json()).toEqual({
          authority: 'court',
          url: URL_OF_COURT,
          active: true,
          outgoingSecrets: 2,
          incomingSecrets: 1,
          updatedAt: NOW,
        });
      }
      const stored = await owner.em.fork().execute('select * from webhook_endpoint');
      const audited = await owner.em.fork().execute("select * from audit_entry where action = 'webhook.put'");
      expect(audited.length).toBeGreaterThan(0);
      expect(log).toContain('/v1/authorities/:code/webhook');
      for (const secret of [SECRET, OTHER_SECRET]) {
        expect(JSON.stringify([stored, audited, answers.map(({ body: text }) => text)])).not.toContain(secret.slice(6));
        expect(log).not.toContain(secret.slice(6));
      }
    });

    it('keeps its secrets where they are left out and the address stays', async () => {
      const kept = await put('court', { url: URL_OF_COURT, active: true });
      expect(kept.json()).toEqual({
        authority: 'court',
        url: URL_OF_COURT,
        active: true,
        outgoingSecrets: 1,
        incomingSecrets: 1,
        updatedAt: NOW,
      });
      expect(await secrets('court')).toEqual({ outgoing: [SECRET], incoming: [SECRET] });
    });

    it('gets a new secret with a new address, told once; the old one signs nothing more', async () => {
      const url = `${URL_OF_COURT}/2`;
      const { newOutgoingSecret, ...moved } = (await put('court', { url, active: true })).json<Written>();
      expect(moved).toMatchObject({ url, outgoingSecrets: 1, incomingSecrets: 1 });
      expect(newOutgoingSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
      expect(await secrets('court')).toEqual({ outgoing: [newOutgoingSecret], incoming: [SECRET] });
      // What the other side signs with has nothing to do with where it is pushed to.
      expect((await send()).statusCode).toBe(202);
      const again = await put('court', { url, active: true });
      expect(again.json()).not.toHaveProperty('newOutgoingSecret');
      expect(await secrets('court')).toMatchObject({ outgoing: [newOutgoingSecret] });
      const shown = await api.send({ url: '/v1/authorities/court/webhook', as: 'admin' });
      expect(shown.body).not.toContain('whsec_');
      expect(log).not.toContain(String(newOutgoingSecret).slice(6));
    });

    it('moves with a secret that is named: on purpose', async () => {
      const url = `${URL_OF_COURT}/3`;
      await put('court', { url, active: true, outgoingSecrets: [SECRET] });
      expect(await secrets('court')).toMatchObject({ outgoing: [SECRET] });
    });

    it('changes its secrets without a gap: the new one beside the newest of the old', async () => {
      const rotate = async (change: object = {}) =>
        (await put('court', { url: URL_OF_COURT, active: true, ...change })).json<Written>();
      const first = await rotate({ rotate: ['outgoing', 'incoming'] });
      expect(await secrets('court')).toEqual({
        outgoing: [first.newOutgoingSecret, SECRET],
        incoming: [first.newIncomingSecret, SECRET],
      });
      expect((await send({ secret: String(first.newIncomingSecret) })).statusCode).toBe(202);
      const second = await rotate({ rotate: ['outgoing'] });
      expect(await secrets('court')).toMatchObject({ outgoing: [second.newOutgoingSecret, first.newOutgoingSecret] });
      const both = await put('court', {
        url: URL_OF_COURT,
        active: true,
        outgoingSecrets: [SECRET],
        rotate: ['outgoing'],
      });
      expect(both.json()).toMatchObject({ status: 400, errors: [{ pointer: '/rotate' }] });
    });

    it('is given its secrets the first time, where none are named', async () => {
      const first = (await put('market', { url: URL_OF_COURT, active: false })).json<Written>();
      expect(await secrets('market')).toEqual({
        outgoing: [first.newOutgoingSecret],
        incoming: [first.newIncomingSecret],
      });
      expect(first.newOutgoingSecret).not.toBe(first.newIncomingSecret);
      await owner.em.fork().nativeDelete(WebhookEndpoint, { url: URL_OF_COURT, active: false });
    });

    it.each([
      ['not https', { url: 'http://court.example.cn/' }, '/url'],
      ['this machine', { url: 'https://localhost/' }, '/url'],
      ['a cloud’s key service', { url: 'https://169.254.169.254/' }, '/url'],
      ['with a password', { url: 'https://a:b@court.example.cn/' }, '/url'],
      ['a secret too short', { outgoingSecrets: ['whsec_c2hvcnQ='] }, '/outgoingSecrets/0'],
      ['a secret without its mark', { incomingSecrets: [SECRET.slice(6)] }, '/incomingSecrets/0'],
      ['the same secret twice', { incomingSecrets: [SECRET, SECRET] }, '/incomingSecrets'],
      ['four secrets', { incomingSecrets: Array.from({ length: 4 }, () => SECRET) }, '/incomingSecrets'],
      ['no secret', { outgoingSecrets: [] }, '/outgoingSecrets'],
    ])('is refused: %s', async (_name, change, pointer) => {
      const answer = await put('court', { url: URL_OF_COURT, active: true, ...change });
      expect(answer.statusCode).toBe(400);
      expect(answer.json<{ errors: { pointer: string }[] }>().errors.map((error) => error.pointer)).toContain(pointer);
      expect(answer.body).not.toContain(SECRET.slice(6));
    });

    it('may be on this machine where a setting says so', async () => {
      const answer = await put('court', { url: 'http://localhost:8095/court', active: true });
      expect(answer.statusCode).toBe(200);
    });

    it('is the administrator’s to enter, and of an authority that there is', async () => {
      const change = { url: URL_OF_COURT, active: true, outgoingSecrets: [SECRET], incomingSecrets: [SECRET] };
      for (const as of ['chen', 'liu', 'court', 'auditor']) {
        expect((await put('court', change, as)).json()).toMatchObject({ code: 'forbidden' });
      }
      expect((await put('nobody', change)).json()).toMatchObject({ code: 'authority-unknown' });
      const none = await api.send({ url: '/v1/authorities/market/webhook', as: 'admin' });
      expect(none.json()).toMatchObject({ status: 404, code: 'webhook-unknown' });
    });
  });

  function body(change: object = {}): string {
    const { identifier } = parties;
    return JSON.stringify({
      kind: 'debtor.masked',
      occurredAt: '2026-09-18T09:00:00+08:00',
      data: { documentNumber: '（2026）明执1号', identifier, reason: '申请保护' },
      ...change,
    });
  }

  interface Sending {
    code?: string;
    at?: string;
    secret?: string;
    message?: string;
    sent?: string;
    id?: string;
  }

  function signed({ code = 'court', at = api.now, secret = SECRET, message = body(), sent = message, id }: Sending) {
    events += 1;
    const headers = signatureHeaders({ id: id ?? `event-${events}`, at, body: message, secrets: [secret] });
    return { method: 'POST', url: `/v1/webhooks/${code}`, raw: sent, headers } as const;
  }

  async function send(sending: Sending = {}) {
    return await api.send(signed(sending));
  }

  async function put(code: string, change: object, as = 'admin') {
    return await api.send({ method: 'PUT', url: `/v1/authorities/${code}/webhook`, as, body: change });
  }

  async function secrets(code: string): Promise<{ outgoing: string[]; incoming: string[] } | null> {
    const em = owner.em.fork();
    const { id: authorityId } = await em.findOneOrFail(Authority, { code });
    const endpoint = await em.findOne(WebhookEndpoint, { authorityId });
    return endpoint && { outgoing: endpoint.outgoingSecrets, incoming: endpoint.incomingSecrets };
  }

  async function count(): Promise<string> {
    const [row] = await owner.em.fork().execute<{ n: string }[]>('select count(*) as n from inbound_message');
    return row?.n ?? '';
  }
});
