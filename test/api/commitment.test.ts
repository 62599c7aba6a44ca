import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { Authority } from '../../db/entities/authority.ts';
import { Procedure } from '../../db/entities/procedure.ts';
import { addDays, endOfDay, shanghaiDay } from '../../domain/time.ts';
import { newKey } from '../support/api.ts';
import { ApiBench } from '../support/api-bench.ts';

// Monday 2 March 2026, 10:00 in Shanghai.
const START = '2026-03-02T02:00:00.000Z';
const CODE = '91350100M000100Y43';
const OTHER_CODE = '11330199MADEM029XP';
const TEXT = '本单位自愿承诺，所述真实，接受社会监督。';

jest.setTimeout(300_000);

describe('commitments over HTTP', () => {
  let on: ApiBench;
  beforeAll(async () => {
    on = await ApiBench.start(START);
    const em = on.bench.orm.em.fork();
    const superiorId = randomUUID();
    const rest = { kind: 'authority', officerMailbox: null, supervisorMailbox: null, createdAt: START } as const;
    em.create(Authority, { id: superiorId, code: 'county', name: '示范县人民政府', superiorId: null, ...rest });
    em.create(Authority, { id: randomUUID(), code: 'tender', name: '招商中心', superiorId, creditCode: CODE, ...rest });
    em.create(Authority, {
      id: randomUUID(),
      code: 'other',
      name: '项目中心',
      superiorId,
      creditCode: OTHER_CODE,
      ...rest,
    });
    em.create(Authority, { id: randomUUID(), code: 'uncoded', name: '筹建中的中心', superiorId, ...rest });
    const terms = { checkWithinWorkingDays: 20, rectifyWithinWorkingDays: 10, clause: '示范县告知承诺办法第六条' };
    await em.nativeUpdate(Procedure, { code: 'food-licence' }, { commitmentTerms: terms });
    await em.flush();
    for (const kind of ['approval', 'disclosure', 'contract', 'government-promise']) {
      const added = await publish({ kind });
      expect([added.statusCode, added.json()]).toMatchObject([201, { kind, version: 1, inUse: true }]);
    }
  }, 300_000);
  afterAll(async () => {
    await on.stop();
  });

  it('has its standard texts in public, each version with its hash', async () => {
    const answer = await on.api.send({ url: '/v1/public/commitment-texts?kind=disclosure' });
    const sha256 = createHash('sha256').update(TEXT, 'utf8').digest('hex');
    expect(answer.json()).toMatchObject({
      items: [{ kind: 'disclosure', kindText: '主动公示型信用承诺', version: 1, text: TEXT, sha256, inUse: true }],
    });
    // The same text again is no new version; a new one waits for its day.
    expect((await publish({ kind: 'disclosure' })).json()).toMatchObject({ version: 1 });
    const later = await publish({ kind: 'disclosure', text: `${TEXT}（新）`, validFrom: '2027-01-01' });
    expect(later.json()).toMatchObject({ version: 2, inUse: false });
    expect((await on.api.send({ url: '/v1/public/commitment-texts' })).json().items).toHaveLength(5);
    expect((await publish({ kind: 'disclosure' }, 'chen')).statusCode).toBe(403);
  });

  it('shows what it would mean before anything is signed', async () => {
    const answer = await preview(promise({ obligations: [owed('a', '2026-10-01')] }));
    expect(answer.json()).toMatchObject({
      offered: true,
      refusals: [],
      dates: [{ obligation: 'a', due: '2026-10-08', provisional: false }],
      commitment: {
        version: 1,
        text: expect.stringContaining('1. 事项a；2026年10月1日（含当日）前履行；证明：验收单'),
      },
    });
    const wrong = await preview(promise({ obligations: [owed('a', '2026-01-01')] }));
    expect(wrong.json()).toMatchObject({ offered: false, refusals: [{ code: 'date-already-past' }] });
  });

  it('is kept, from the promise to the last confirmation, and everybody may see that it was made', async () => {
    const { number } = await open({ obligations: [owed('a'), { ...owed('b'), quantity: { amount: 2, unit: '场' } }] });
    expect(await on.read(number, 'zhang')).toMatchObject({
      kind: 'commitment',
      status: 'running',
      statusText: '履行中',
      next: { kind: 'fulfil-by', due: '2026-03-31', text: '履行承诺' },
      commitment: {
        kind: 'disclosure',
        title: '食品安全承诺',
        version: 1,
        letter: { text: expect.stringContaining(TEXT), means: 'online' },
        obligations: [
          { code: 'a', due: '2026-03-31', standing: 'due', standingText: '待履行' },
          { code: 'b', quantity: { amount: 2, unit: '场' } },
        ],
      },
      mayDo: expect.arrayContaining([{ act: 'report', href: `/v1/commitments/${number}/report` }]),
    });
    const first = { items: [reported('a'), { obligation: 'b', complete: false, quantity: 1 }], means: 'online' };
    expect((await act(number, 'report', 'zhang', first)).json()).toMatchObject({ status: 'running' });
    expect(await on.read(number, 'chen')).toMatchObject({
      mayDo: expect.arrayContaining([{ act: 'confirm', href: `/v1/commitments/${number}/confirm` }]),
    });
    const accepted = { obligation: 'a', verdict: 'accepted' };
    const verdicts = { items: [accepted, { obligation: 'b', verdict: 'accepted' }] };
    expect((await act(number, 'confirm', 'chen', verdicts)).json()).toMatchObject({ status: 'running' });
    await act(number, 'report', 'zhang', { items: [reported('b')], means: 'online' });
    const kept = await act(number, 'confirm', 'chen', { items: [{ obligation: 'b', verdict: 'accepted' }] });
    expect(kept.json()).toMatchObject({ number, status: 'kept', statusText: '已履行', next: null });
    expect(await on.read(number, 'zhang', 'en')).toMatchObject({
      outcome: { kind: 'kept', kept: ['a', 'b'] },
      performance: { result: 'kept', text: 'kept' },
      commitment: { obligations: [{ standing: 'confirmed', share: 1 }, { reports: [{ quantity: 1 }, {}] }] },
      mayDo: [],
    });
    const shown = await publicOnes();
    expect(shown).toContainEqual(
      expect.objectContaining({
        number,
        state: 'ended',
        promisor: '示范县好味餐饮有限公司',
        obligations: [
          { title: '事项a', due: '2026-03-31', standingText: null },
          { title: '事项b', due: '2026-03-31', standingText: null },
        ],
        // A performance result is not public for promises of this kind.
        result: null,
      }),
    );
  });

  it('is decided at once on a promise in place of approval, and revoked by a second person where untrue', async () => {
    const approval = {
      kind: 'approval',
      procedure: 'food-licence',
      obligations: [{ code: 'site', title: '经营场所符合条件', term: { kind: 'approval' } }],
    };
    const { number, body } = await open(approval);
    expect(body).toMatchObject({ status: 'checking', next: { kind: 'approval-check-by', due: '2026-03-30' } });
    const found = { items: [{ obligation: 'site', found: 'untrue', reason: '面积不足' }] };
    expect((await act(number, 'check', 'chen', found)).json()).toMatchObject({
      status: 'rectifying',
      next: { kind: 'rectify-by', due: '2026-03-16' },
    });
    await on.bench.skipTo(endOfDay('2026-03-18'));
    expect(await on.read(number, 'liu')).toMatchObject({
      status: 'revoking',
      mayDo: expect.arrayContaining([{ act: 'decide-approval', href: `/v1/commitments/${number}/decide-approval` }]),
    });
    expect((await act(number, 'decide-approval', 'chen', { revoked: true, reason: '未整改' })).statusCode).toBe(403);
    const revoked = await act(number, 'decide-approval', 'liu', { revoked: true, reason: '逾期未整改' });
    expect(revoked.json()).toMatchObject({ status: 'broken' });
    expect(await on.read(number, 'zhang')).toMatchObject({
      commitment: {
        revoked: true,
        decisionReason: '逾期未整改',
        obligations: [{ found: 'untrue', standing: 'not-kept' }],
      },
      performance: { result: 'not-kept' },
    });
    // It bars from a further promise of the kind until it is made good.
    const again = await open(approval);
    expect(again.body).toMatchObject({ status: 'refused', refusals: [{ code: 'earlier-promise-not-kept' }] });
    const wish = { procedure: 'food-licence', subjectId: on.bench.county.subjectId, missing: ['business-licence'] };
    const acceptFirst = await on.api.send({ method: 'POST', url: '/v1/accept-first/preview', as: 'zhang', body: wish });
    expect(acceptFirst.json()).toMatchObject({ offered: false, refusals: [{ code: 'earlier-promise-not-kept' }] });
    const late = { items: [reported('site')], means: 'counter', reason: '复查合格' };
    expect((await act(number, 'make-good', 'chen', late)).json()).toMatchObject({ status: 'broken' });
    expect(await on.read(number, 'zhang')).toMatchObject({ performance: { madeGoodOn: expect.any(String) } });
    const third = await open(approval);
    expect(third.body).toMatchObject({ status: 'checking' });
    expect((await act(third.number, 'withdraw', 'zhang', {})).json()).toMatchObject({ status: 'withdrawn' });
  });

  it('is amended with the consent of the authority, extended, released, and every version is kept', async () => {
    const today = shanghaiDay(await on.bench.now());
    const due = addDays(today, 30);
    const written = { a: '由店长李刚负责', b: '请王梅验收' };
    const { number } = await open({
      obligations: [
        { ...owed('a', due), content: written.a },
        { ...owed('b', due), content: written.b },
      ],
    });
    const amendment = { obligations: [{ ...owed('a', addDays(due, 60)), title: '改为线上培训' }], reason: '场地停用' };
    expect((await act(number, 'amend', 'zhang', amendment)).statusCode).toBe(200);
    const blank = await act(number, 'answer-amendment', 'chen', { consented: false });
    expect(blank.json()).toMatchObject({ errors: [{ pointer: '/reason', code: 'required' }] });
    expect((await act(number, 'answer-amendment', 'chen', { consented: true })).statusCode).toBe(200);
    const extension = { obligation: 'b', until: addDays(due, 20), reason: '暴雨', proof: '气象证明' };
    expect((await act(number, 'extend', 'chen', extension)).statusCode).toBe(200);
    expect(await on.read(number, 'zhang')).toMatchObject({
      commitment: {
        version: 3,
        obligations: [{ code: 'a', title: '改为线上培训', sinceVersion: 2 }, { code: 'b' }],
        amendments: [
          {
            kind: 'amendment',
            state: 'in-force',
            version: 2,
            before: [{ title: '事项a' }],
            after: [{ title: '改为线上培训' }],
          },
          { kind: 'extension', state: 'in-force', version: 3, reason: '暴雨', proof: '气象证明' },
        ],
      },
    });
    // An auditor sees that it was changed, not what people wrote.
    expect(await on.read(number, 'auditor')).toMatchObject({
      commitment: { amendments: [{ reason: null }, { proof: null }], contact: { name: '张*' } },
    });
    const [audited, own] = [
      JSON.stringify(await on.read(number, 'auditor')),
      JSON.stringify(await on.read(number, 'zhang')),
    ];
    for (const text of Object.values(written)) {
      expect(own).toContain(text);
      expect(audited).not.toContain(text);
    }
    expect(audited).toContain('事项b；（略）');
    const released = await act(number, 'release', 'chen', { reason: '政策调整' });
    expect(released.json()).toMatchObject({ status: 'released' });
  });

  it('of government is told to its superior and the auditors when it is not kept, and its result is public', async () => {
    const due = addDays(shanghaiDay(await on.bench.now()), 14);
    const promised = { kind: 'government-promise', promisorAuthority: 'tender', obligations: [owed('a', due)] };
    // Nobody promises in the name of an authority that is another than its subject.
    for (const [promisorAuthority, code] of [
      ['market', 'promisor-authority-not-fit'],
      ['other', 'promisor-not-the-subject'],
      ['uncoded', 'promisor-code-missing'],
    ]) {
      const wrong = await body({ ...promised, promisorAuthority });
      const answer = await send(wrong);
      expect([answer.statusCode, answer.json()]).toMatchObject([
        422,
        { code: 'refused-by-rule', refusals: [{ code }] },
      ]);
      expect((await preview(promise({ ...promised, promisorAuthority }))).json()).toMatchObject({
        offered: false,
        refusals: [{ code }],
      });
    }
    const { number } = await open(promised);
    for (let passes = 0; passes < 2; passes += 1) {
      const { next } = await on.read<{ next: { due: string } }>(number, 'zhang');
      await on.bench.skipTo(endOfDay(next.due));
    }
    expect(await on.read(number, 'zhang')).toMatchObject({ status: 'broken', outcome: { severity: 'serious' } });
    const inbox = await on.api.send({ url: '/v1/inbox', as: 'auditor' });
    expect(inbox.json()).toMatchObject({ items: [{ kind: 'broken-auditor', desk: 'auditor', caseNumber: number }] });
    expect(await publicOnes()).toContainEqual(
      expect.objectContaining({
        number,
        obligations: [{ title: '事项a', due, standingText: '未履行' }],
        result: { result: 'not-kept', text: '未履行', decidedOn: due, madeGoodOn: null },
      }),
    );
    const receipt = { items: [reported('a')], means: 'counter', receivedOn: due, reason: '窗口漏登' };
    expect((await act(number, 'reopen', 'chen', receipt)).statusCode).toBe(403);
    expect((await act(number, 'reopen', 'liu', receipt)).json()).toMatchObject({ status: 'running' });
    const kept = await act(number, 'confirm', 'chen', { items: [{ obligation: 'a', verdict: 'accepted' }] });
    expect(kept.json()).toMatchObject({ status: 'kept' });
  });

  it('is not registered on another letter than the one signed, nor from somebody else', async () => {
    const sent = await body({});
    const changed = await send({ ...sent, title: '另一件事' });
    expect([changed.statusCode, changed.json()]).toMatchObject([409, { code: 'commitment-text-changed' }]);
    expect((await send(sent, 'li')).statusCode).toBe(404);
    const repair = await preview(promise({ kind: 'repair' }));
    expect([repair.statusCode, repair.json()]).toMatchObject([404, { code: 'commitment-text-unknown' }]);
    const paper = { ...sent, commitment: { ...sent.commitment, means: 'paper' } };
    expect((await send(paper, 'zhang')).statusCode).toBe(403);
    const registered = await send({ ...paper, applicantSub: 'zhang' }, 'chen');
    expect([registered.statusCode, registered.json()]).toMatchObject([201, { status: 'running' }]);
  });

  it('answers the same request alike, and a stranger as if there were no case', async () => {
    const sent = await body({});
    const key = newKey();
    const [first, second] = [await send(sent, 'zhang', key), await send(sent, 'zhang', key)];
    expect(second.json()).toEqual(first.json());
    const { number } = first.json<{ number: string }>();
    expect((await act(number, 'report', 'li', { items: [reported('a')], means: 'online' })).statusCode).toBe(404);
    const none = await act(number, 'report', 'zhang', { items: [reported('nothing')], means: 'online' });
    expect([none.statusCode, none.json()]).toMatchObject([422, { refusals: [{ code: 'unknown-obligation' }] }]);
    const accept = await on.api.send({
      method: 'POST',
      url: `/v1/accept-first/${number}/withdraw`,
      as: 'zhang',
      key: newKey(),
      body: {},
    });
    expect(accept.statusCode).toBe(404);
  });

  it('of a kind that is nobody’s business is not shown', async () => {
    const due = addDays(shanghaiDay(await on.bench.now()), 60);
    const { number } = await open({ kind: 'contract', obligations: [owed('a', due)] });
    const numbers = (await publicOnes()).map((one) => one['number']);
    expect(numbers).not.toContain(number);
    const none = await on.api.send({ url: '/v1/public/commitments?code=91350100M000100Y44' });
    expect([none.statusCode, none.json()]).toMatchObject([400, { errors: [{ pointer: '/query/code' }] }]);
  });

  function owed(code: string, due = '2026-03-31') {
    return { code, title: `事项${code}`, evidence: '验收单', term: { kind: 'day', due } };
  }

  function reported(obligation: string) {
    return { obligation, complete: true, reference: '验收单.pdf' };
  }

  function promise(change: object): Record<string, unknown> {
    return {
      kind: 'disclosure',
      subjectId: on.bench.county.subjectId,
      authority: 'market',
      title: '食品安全承诺',
      obligations: [owed('a', '2026-12-30')],
      ...change,
    };
  }

  async function preview(wish: object, as = 'zhang'): Promise<LightMyRequestResponse> {
    return await on.api.send({ method: 'POST', url: '/v1/commitments/preview', as, body: wish });
  }

  async function body(change: object) {
    const wish = promise(change);
    const answer = await preview(wish);
    const { version, sha256 } = answer.json<{ commitment: { version: number; sha256: string } }>().commitment;
    return {
      ...wish,
      contact: { name: '张伟', email: 'zhang@example.com', phone: null },
      commitment: { version, sha256, signer: '张伟', agreed: true, means: 'online' },
    };
  }

  async function send(sent: object, as = 'zhang', key = newKey()): Promise<LightMyRequestResponse> {
    return await on.api.send({ method: 'POST', url: '/v1/commitments', as, key, body: sent });
  }

  async function open(change: object): Promise<{ number: string; body: Record<string, unknown> }> {
    const answer = await send(await body(change));
    if (answer.statusCode !== 201) throw new Error(`not opened: ${answer.body}`);
    const opened = answer.json<{ number: string }>();
    expect(answer.headers.location).toBe(`/v1/cases/${opened.number}`);
    return { number: opened.number, body: { ...opened } };
  }

  async function act(number: string, name: string, as: string, sent: object): Promise<LightMyRequestResponse> {
    const url = `/v1/commitments/${number}/${name}`;
    return await on.api.send({ method: 'POST', url, as, key: newKey(), body: sent });
  }

  async function publish(change: object, as = 'admin'): Promise<LightMyRequestResponse> {
    const text = { title: '标准承诺书', text: TEXT, validFrom: '2026-01-01', ...change };
    return await on.api.send({ method: 'POST', url: '/v1/commitment-texts', as, key: newKey(), body: text });
  }

  async function publicOnes(): Promise<Record<string, unknown>[]> {
    const answer = await on.api.send({ url: `/v1/public/commitments?code=${CODE}` });
    return answer.json<{ items: Record<string, unknown>[] }>().items;
  }
});
