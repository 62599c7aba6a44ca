import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Delivery } from '../../db/entities/delivery.ts';
import { Push } from '../../db/entities/push.ts';
import type { Orm } from '../../db/orm.ts';
import { MESSAGE_KINDS, MESSAGES } from '../../domain/messages/messages.ts';
import { type Issuer, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { enterCounty } from '../support/county.ts';
import { caseOf, debtorOf, enterAuthority, type Parties, repairOf } from '../support/message-rows.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { createTestOrm, NOW } from '../support/rows.ts';
import { exampleOf } from '../support/message-examples.ts';

const OCCURRED_AT = '2026-09-18T09:00:00+08:00';

interface Stored {
  state: string;
  target: string | null;
  caseId: string | null;
  proof: string;
  signalledAt: string | null;
}

/** Without Temporal: what is stored is stored, whether its workflow can be told or not. */
describe('messages of courts and agencies', () => {
  let database: TestDatabase;
  let issuer: Issuer;
  let api: TestApi;
  let owner: Orm;
  let parties: Parties;

  beforeAll(async () => {
    [database, issuer] = await Promise.all([createTestDatabase(), startIssuer()]);
    owner = createTestOrm(database.ownerUrl).orm;
    const em = owner.em.fork();
    const { subjectId } = await enterCounty(em);
    const courtId = enterAuthority(em, 'court', 'court');
    const agencyId = enterAuthority(em, 'agency', 'credit-agency');
    await em.flush();
    parties = { courtId, agencyId, subjectId, identifier: '91350100M000100Y43' };
    api = await startTestApi(database, issuer, { now: NOW });
  }, 300_000);
  afterAll(async () => {
    await api.stop();
    await owner.close();
    await issuer.stop();
    await database.drop();
  });

  it('are stored for the publicity case of the record that they name, and answered 202', async () => {
    const { caseId } = await debtorOf(owner.em.fork(), parties, '（2026）明执1号');
    const answer = await masked('（2026）明执1号', 'mask-1');
    expect(answer.statusCode).toBe(202);
    const { id } = answer.json<{ id: string }>();
    expect(answer.json()).toEqual({ id, eventId: 'mask-1', kind: 'debtor.masked', receivedAt: NOW });
    expect(await stored(id)).toMatchObject({ state: 'stored', caseId, proof: 'token', signalledAt: null });
    expect((await api.send({ url: `/v1/messages/${id}`, as: 'court' })).json()).toMatchObject({
      state: 'stored',
      occurredAt: '2026-09-18T01:00:00.000Z',
      takenAt: null,
      outcome: null,
    });
  });

  it('keep what they say encrypted, and say who sent them in the audit', async () => {
    await debtorOf(owner.em.fork(), parties, '（2026）明执2号');
    const { id } = (await masked('（2026）明执2号', 'mask-2')).json<{ id: string }>();
    const [row] = await sql<{ data: string }>('select data from inbound_message where id = ?', [id]);
    expect(row?.data).toMatch(/^[\w.-]+:[\w-]{38,}$/);
    const audited = await sql(
      "select actor_role as role, authority, detail from audit_entry where action = 'message.receive' and object_id = ?",
      [id],
    );
    expect(audited).toEqual([
      { role: 'court', authority: 'court', detail: { kind: 'debtor.masked', proof: 'token', state: 'stored' } },
    ]);
  });

  it('count once however often they come, with the same answer, and another body under the same id is refused', async () => {
    await debtorOf(owner.em.fork(), parties, '（2026）明执3号');
    const first = await masked('（2026）明执3号', 'mask-3');
    api.now = '2026-09-18T05:00:00.000Z';
    const again = await masked('（2026）明执3号', 'mask-3');
    api.now = NOW;
    expect([again.statusCode, again.body]).toEqual([202, first.body]);
    const other = await masked('（2026）明执3号', 'mask-3', { reason: '另一理由' });
    expect(other.json()).toMatchObject({ status: 422, code: 'event-id-reused' });
    expect(await sql("select id from inbound_message where event_id = 'mask-3'")).toHaveLength(1);
  });

  it('count once when they come all at once', async () => {
    await debtorOf(owner.em.fork(), parties, '（2026）明执4号');
    const answers = await Promise.all(Array.from({ length: 5 }, () => masked('（2026）明执4号', 'mask-4')));
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    expect(await sql("select id from inbound_message where event_id = 'mask-4'")).toHaveLength(1);
  });

  it('of two senders may have the same event id', async () => {
    const em = owner.em.fork();
    await debtorOf(em, parties, '（2026）明执5号');
    const { number } = await repairOf(em, parties, parties.agencyId);
    const data = { caseNumber: number, reference: '收文1' };
    expect((await masked('（2026）明执5号', 'event-5')).statusCode).toBe(202);
    expect((await send('repair.accepted', data, 'event-5', 'agency')).statusCode).toBe(202);
  });

  it('that open a case are stored for one with their own id, others go to the case that is there', async () => {
    const listed = (documentNumber: string) => ({
      ...exampleOf('debtor.listed'),
      documentNumber,
      subject: { kind: 'organisation', identifier: parties.identifier, name: '示范县好味餐饮有限公司' },
    });
    const opening = await send('debtor.listed', listed('（2026）明执6号'), 'listed-6');
    const { id } = opening.json<{ id: string }>();
    expect(await stored(id)).toMatchObject({ state: 'stored', caseId: id, target: `publicity/${id}` });
    const { caseId } = await debtorOf(owner.em.fork(), parties, '（2026）明执7号');
    const known = (await send('debtor.listed', listed('（2026）明执7号'), 'listed-7')).json<{ id: string }>();
    expect(await stored(known.id)).toMatchObject({ state: 'stored', caseId });
  });

  it('withdraw a debtor through the open application that waits for it, otherwise through its publicity', async () => {
    const em = owner.em.fork();
    const withApplication = await debtorOf(em, parties, '（2026）明执8号');
    const application = await repairOf(em, parties, parties.courtId, { recordIds: [withApplication.recordId] });
    const alone = await debtorOf(em, parties, '（2026）明执9号');
    const cases = await Promise.all(
      ['（2026）明执8号', '（2026）明执9号'].map(async (documentNumber, index) => {
        const data = { documentNumber, identifier: parties.identifier, ground: 'performed' };
        return await stored((await send('debtor.withdrawn', data, `gone-${index}`)).json<{ id: string }>().id);
      }),
    );
    expect(cases.map(({ caseId }) => caseId)).toEqual([application.caseId, alone.caseId]);
  });

  it('without a case get 404 and wait on the list; sent again once there is one, they are taken', async () => {
    const answer = await masked('（2026）明执10号', 'mask-10');
    expect(answer.json()).toMatchObject({ status: 404, code: 'case-unknown' });
    expect(await listed('unknown-case')).toContainEqual(
      expect.objectContaining({ eventId: 'mask-10', sender: 'court', reference: '（2026）明执10号', caseNumber: null }),
    );
    const { caseId } = await debtorOf(owner.em.fork(), parties, '（2026）明执10号');
    const again = await masked('（2026）明执10号', 'mask-10');
    expect(again.statusCode).toBe(202);
    expect(await stored(again.json<{ id: string }>().id)).toMatchObject({ state: 'stored', caseId });
    expect((await listed('unknown-case')).map(({ eventId }) => eventId)).not.toContain('mask-10');
  });

  it('for a case that has ended get 409 and wait on the list', async () => {
    const { number } = await debtorOf(owner.em.fork(), parties, '（2026）明执11号', true);
    const answer = await masked('（2026）明执11号', 'mask-11');
    expect(answer.json()).toMatchObject({ status: 409, code: 'case-closed' });
    expect(await listed('closed-case')).toContainEqual(
      expect.objectContaining({ eventId: 'mask-11', caseNumber: number, reference: '（2026）明执11号' }),
    );
  });

  it.each([
    ['another identity', { identifier: '91350100M000100Y99' }],
    ['another document', { documentNumber: '（2026）明执999号' }],
  ])('find no record by %s', async (name, change) => {
    const documentNumber = `（2026）明执12号${name}`;
    await debtorOf(owner.em.fork(), parties, documentNumber);
    const answer = await masked(documentNumber, `other-${Object.keys(change)[0]}`, change);
    expect(answer.json()).toMatchObject({ code: 'case-unknown' });
  });

  it('do not reach a case of which the sender has no part: to it there is none', async () => {
    const em = owner.em.fork();
    const { number } = await repairOf(em, parties, parties.courtId);
    const { number: plain } = await caseOf(em, parties, 'publicity');
    const others = [
      await send('repair.accepted', { caseNumber: number }, 'not-mine-1', 'agency'),
      await send('repair.accepted', { caseNumber: plain }, 'not-mine-2', 'agency'),
      await send('repair.accepted', { caseNumber: 'JN-2026-999999' }, 'not-mine-3', 'agency'),
    ];
    expect(new Set(others.map((answer) => JSON.stringify({ ...answer.json<object>(), requestId: '' }))).size).toBe(1);
    expect(others[0]?.json()).toMatchObject({ status: 404, code: 'case-unknown' });
    expect((await send('repair.accepted', { caseNumber: number }, 'mine', 'court')).statusCode).toBe(202);
  });

  it('confirm a push to the sender, and no other', async () => {
    const em = owner.em.fork();
    const { id: caseId } = await caseOf(em, parties, 'publicity');
    const pushOf = (authorityId: string) => {
      const id = randomUUID();
      em.create(Push, {
        id,
        caseId,
        recordId: null,
        authorityId,
        kind: 'repair.answered',
        sequence: 1,
        payload: {},
        at: NOW,
        ledger: null,
        due: null,
        dueAt: null,
        receivedAt: null,
        confirmedAt: null,
        receipt: null,
      });
      em.create(Delivery, {
        pushId: id,
        noticeId: null,
        channel: 'push',
        address: 'https://x.example',
        state: 'pending',
        attempts: 0,
        lastError: null,
        receipt: null,
        firstAt: NOW,
        deliveredAt: null,
      });
      return id;
    };
    const [theirs, anothers] = [pushOf(parties.agencyId), pushOf(parties.courtId)];
    await em.flush();
    const confirmed = await send('copy.updated', { pushId: theirs, receipt: '1' }, 'copy-1', 'agency');
    expect(await stored(confirmed.json<{ id: string }>().id)).toMatchObject({
      state: 'stored',
      target: `push/${theirs}`,
      caseId: null,
    });
    for (const pushId of [anothers, randomUUID()]) {
      const answer = await send('copy.updated', { pushId, receipt: '1' }, `copy-${pushId}`, 'agency');
      expect(answer.json()).toMatchObject({ code: 'case-unknown' });
    }
  });

  it('of a kind that is not the sender’s to send are refused and not stored', async () => {
    const before = await sql('select id from inbound_message');
    for (const kind of MESSAGE_KINDS) {
      for (const role of ['court', 'agency'] as const) {
        if ((MESSAGES[kind].senders as readonly string[]).includes(role)) continue;
        const answer = await send(kind, exampleOf(kind), `${role}-${kind}`, role);
        expect([kind, role, answer.statusCode, answer.json<{ code: string }>().code]).toEqual([
          kind,
          role,
          403,
          'sender-not-allowed',
        ]);
      }
    }
    expect(await sql('select id from inbound_message')).toEqual(before);
  });

  it('of a court are taken from the machine of a court only, whatever role its token claims', async () => {
    const kindOfSender = (kind: string) =>
      owner.em.fork().execute("update authority set kind = ? where code = 'court'", [kind]);
    await kindOfSender('authority');
    const answer = await send('debtor.listed', exampleOf('debtor.listed'), 'no-court');
    const { number } = await repairOf(owner.em.fork(), parties, parties.courtId);
    const own = await send('repair.accepted', { caseNumber: number }, 'own-part');
    await kindOfSender('court');
    expect(answer.json()).toMatchObject({ status: 403, code: 'sender-not-allowed' });
    expect(own.statusCode).toBe(202);
  });

  it.each(['zhang', 'chen', 'liu', 'auditor', 'admin'])('are not a person’s to send: %s', async (as) => {
    const answer = await send('debtor.masked', exampleOf('debtor.masked'), 'x', as);
    expect(answer.json()).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it.each(MESSAGE_KINDS)(
    '%s: a field missing, unknown or of a wrong type is named, and nothing is stored',
    async (kind) => {
      const before = await sql('select id from inbound_message');
      const as = MESSAGES[kind].senders[0];
      const example: Record<string, unknown> = { ...exampleOf(kind) };
      for (const field of Object.keys(example)) {
        const wrong = await send(kind, { ...example, [field]: { odd: true } }, 'x', as);
        expect([field, wrong.json()]).toEqual([
          field,
          expect.objectContaining({
            code: 'invalid-input',
            errors: expect.arrayContaining([
              expect.objectContaining({ pointer: expect.stringContaining(`/data/${field}`) }),
            ]),
          }),
        ]);
      }
      const more = await send(kind, { ...example, odd: 1 }, 'x', as);
      expect(more.json()).toMatchObject({ errors: [{ pointer: '/data/odd', code: 'unknown-field' }] });
      const none = await send(kind, {}, 'x', as);
      expect(none.json()).toMatchObject({ code: 'invalid-input' });
      expect(await sql('select id from inbound_message')).toEqual(before);
    },
  );

  it.each([
    ['an unknown kind', { kind: 'debtor.forgiven' }],
    ['no kind', { kind: undefined }],
    ['no time', { occurredAt: undefined }],
    ['a time without its offset', { occurredAt: '2026-09-18T09:00:00' }],
    ['a time that has not come', { occurredAt: '2026-09-19T09:00:00+08:00' }],
    ['no event id', { eventId: undefined }],
    ['an odd event id', { eventId: 'a b' }],
    ['an event id that is too long', { eventId: 'a'.repeat(129) }],
    ['a field of its own', { more: 1 }],
  ])('with %s are refused', async (_name, change) => {
    const body = { ...envelope('debtor.masked', exampleOf('debtor.masked'), 'bad'), ...change };
    const answer = await api.send({ method: 'POST', url: '/v1/messages', as: 'court', body });
    expect(answer.json()).toMatchObject({ status: 400, code: 'invalid-input', errors: [expect.any(Object)] });
  });

  it('name the kind that is missing or unknown', async () => {
    const body = { ...envelope('debtor.forgiven', {}, 'bad') };
    const answer = await api.send({ method: 'POST', url: '/v1/messages', as: 'court', body });
    expect(answer.json()).toMatchObject({ errors: [{ pointer: '/kind', code: 'not-in-list' }] });
  });

  it('show what became of them to their sender and the administrator, to nobody else', async () => {
    await debtorOf(owner.em.fork(), parties, '（2026）明执13号');
    const { id } = (await masked('（2026）明执13号', 'mask-13')).json<{ id: string }>();
    const url = `/v1/messages/${id}`;
    expect((await api.send({ url, as: 'admin' })).statusCode).toBe(200);
    expect((await api.send({ url, as: 'agency' })).json()).toMatchObject({ status: 404, code: 'message-unknown' });
    expect((await api.send({ url, as: 'chen' })).json()).toMatchObject({ code: 'forbidden' });
    const nothing = await api.send({ url: `/v1/messages/${randomUUID()}`, as: 'court' });
    expect(nothing.json()).toMatchObject({ code: 'message-unknown' });
  });

  it('are listed by state and sender, a page at a time', async () => {
    for (let index = 0; index < 3; index += 1) await masked(`（2026）缺${index}号`, `page-${index}`);
    const { items } = (await api.send({ url: '/v1/messages?sender=court&limit=100', as: 'admin' })).json<{
      items: { sender: string; receivedAt: string }[];
    }>();
    expect(new Set(items.map(({ sender }) => sender))).toEqual(new Set(['court']));
    const all: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
      const url = `/v1/messages?state=unknown-case&limit=2${cursor}`;
      const page = (await api.send({ url, as: 'admin' })).json<{ items: { eventId: string }[]; next: string | null }>();
      all.push(...page.items.map(({ eventId }) => eventId));
      next = page.next;
    }
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((id) => id.startsWith('page-')).sort()).toEqual(['page-0', 'page-1', 'page-2']);
  });

  it('are listed for the sender of each: its own alone, with state and result', async () => {
    const em = owner.em.fork();
    const { number } = await repairOf(em, parties, parties.agencyId);
    await send('repair.accepted', { caseNumber: number, reference: null }, 'agency-own', 'agency');
    const { number: closed } = await debtorOf(em, parties, '（2026）明执14号', true);
    await masked('（2026）明执14号', 'own-closed');
    await masked('（2026）明执15号', 'own-unknown');
    const own = async (as: string, query = '') =>
      (await api.send({ url: `/v1/messages?limit=100&${query}`, as })).json<{
        items: { sender: string; eventId: string; state: string }[];
        next: string | null;
      }>();
    for (const as of ['court', 'agency']) {
      const { items } = await own(as);
      expect(new Set(items.map(({ sender }) => sender))).toEqual(new Set([as]));
    }
    expect((await own('agency', 'eventId=agency-own')).items).toMatchObject([
      { kind: 'repair.accepted', state: 'stored', caseNumber: number, takenAt: null, outcome: null },
    ]);
    expect((await own('court', 'eventId=agency-own')).items).toEqual([]);
    expect((await own('court', 'sender=agency')).items).toEqual([]);
    expect((await own('court', `caseNumber=${closed}`)).items).toMatchObject([
      { eventId: 'own-closed', state: 'closed-case', receivedAt: NOW },
    ]);
    expect((await own('court', 'state=unknown-case')).items.map(({ eventId }) => eventId)).toContain('own-unknown');
    expect((await own('court', 'kind=debtor.listed')).items).not.toHaveLength(0);
    const events = async (query: string) => (await own('court', query)).items.map(({ eventId }) => eventId);
    expect(await events('sort=newest')).toEqual((await events('')).reverse());
    const page = await api.send({ url: '/v1/messages?limit=1', as: 'court' });
    const { next } = page.json<{ next: string }>();
    expect((await api.send({ url: `/v1/messages?sort=newest&cursor=${next}`, as: 'court' })).json()).toMatchObject({
      errors: [{ pointer: '/query/cursor' }],
    });
    expect((await api.send({ url: '/v1/messages', as: 'chen' })).json()).toMatchObject({ code: 'forbidden' });
    const audited = await sql("select distinct actor_role as role from audit_entry where action = 'message.list'");
    expect(audited).toEqual(expect.arrayContaining([{ role: 'admin' }, { role: 'agency' }, { role: 'court' }]));
  });

  function envelope(kind: string, data: object, eventId: string) {
    return { eventId, kind, occurredAt: OCCURRED_AT, data };
  }

  async function send(kind: string, data: object, eventId: string, as = 'court') {
    return await api.send({ method: 'POST', url: '/v1/messages', as, body: envelope(kind, data, eventId) });
  }

  async function masked(documentNumber: string, eventId: string, change: object = {}) {
    const data = { documentNumber, identifier: parties.identifier, reason: '申请保护', ...change };
    return await send('debtor.masked', data, eventId);
  }

  async function listed(state: string): Promise<{ eventId: string }[]> {
    const answer = await api.send({ url: `/v1/messages?state=${state}&limit=100`, as: 'admin' });
    return answer.json<{ items: { eventId: string }[] }>().items;
  }

  async function stored(id: string): Promise<Stored> {
    const [row] = await sql<Stored>(
      `select state, target_workflow_id as target, case_id as "caseId", proof, signalled_at as "signalledAt"
       from inbound_message where id = ?`,
      [id],
    );
    if (row === undefined) throw new Error(`no message ${id}`);
    return row;
  }

  async function sql<R = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<R[]> {
    return await owner.em.fork().execute<R[]>(text, values);
  }
});
