import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { endOfDay } from '../../domain/time.ts';
import { newKey } from '../support/api.ts';
import { RepairApi } from '../support/repair-api.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

// Thursday 10 September 2026, 10:00 in Shanghai.
const START = '2026-09-10T02:00:00.000Z';
const NOBODY = '0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10';

interface Shown {
  status: string;
  mayDo: { act: string; href: string }[];
  timeline: { kind: string; text: string }[];
  repair: {
    parts: {
      authority: { code: string };
      status: string;
      assignedTo: string | null;
      reason: string | null;
      completionItems: string[];
      deadlines: { kind: string; overdue: boolean; escalations: number }[];
      mayDo: string[];
    }[];
    records: { outcome: string | null; reason: string | null; whatToDo: string | null; earliest: string | null }[];
    materials: { name: string | null }[];
    copies: { confirmBy: string }[];
    contact: { name: string };
  };
}

describe('repair over HTTP', () => {
  let on: RepairApi;
  beforeAll(async () => {
    on = await RepairApi.start(START);
  }, 300_000);
  afterAll(async () => {
    await on.stop();
  });
  const shown = async (number: string, as: string) => (await on.read(number, as)).json<Shown>();
  const refused = { result: 'refused', reason: '尚有罚款未缴', clause: '办法', whatToDo: '缴清罚款' };

  it('shows beforehand what would pass, from when the rest, the dates and the text, and writes nothing', async () => {
    const subjectId = await on.bench.subject();
    const ripe = await on.bench.record(subjectId, { authority: 'transport' });
    const unripe = await on.bench.record(subjectId, { decidedOn: '2026-08-01' });
    const court = { authority: 'court', kind: 'judgment-debtor', sector: 'judgment-debtor' } as const;
    const debtor = await on.bench.record(subjectId, court);
    const before = await on.bench.sql('select count(*) from case_file');
    const preview = await on.preview({ subjectId, recordIds: [ripe.id, unripe.id, debtor.id] });
    expect(preview.statusCode).toBe(200);
    expect(preview.json()).toMatchObject({
      records: [
        {
          recordId: ripe.id,
          passes: true,
          withCourt: false,
          refusals: [],
          earliest: null,
          ends: { publication: true, sharing: true, measures: [] },
        },
        { recordId: unripe.id, passes: false, refusals: [{ code: 'minimum-not-ended' }], earliest: '2026-11-02' },
        { recordId: debtor.id, passes: true, withCourt: true },
      ],
      parts: [
        { authority: { code: 'transport' }, recordIds: [ripe.id], acceptBy: '2026-09-15', answerBy: '2026-09-23' },
        { authority: { code: 'court' }, recordIds: [debtor.id], acceptBy: null, answerBy: '2026-09-23' },
      ],
      commitment: { version: 1, text: expect.stringContaining(ripe.documentNumber) },
      free: expect.stringContaining('不收取任何费用'),
    });
    expect(await on.bench.sql('select count(*) from case_file')).toEqual(before);
  });

  it('goes from the application to the record, and everybody sees what is theirs', async () => {
    const subjectId = await on.bench.subject();
    const records = [await on.bench.record(subjectId), await on.bench.record(subjectId, { authority: 'transport' })];
    const body = await on.application(
      subjectId,
      records.map(({ id }) => id),
      { materials: [{ kind: 'other', name: '情况说明' }] },
    );
    const key = newKey();
    const opening = await on.apply(body, key);
    const { number } = opening.json<{ number: string }>();
    expect([opening.statusCode, opening.headers.location]).toEqual([201, `/v1/cases/${number}`]);
    expect(opening.json()).toMatchObject({
      status: 'with-authorities',
      next: { kind: 'accept-by', due: '2026-09-15' },
      parts: [{ authority: { code: 'market' } }, { authority: { code: 'transport' } }],
      refused: [],
    });
    // The same key gives the same bytes.
    expect((await on.apply(body, key)).body).toBe(opening.body);

    expect((await on.act(number, 'accept', 'chen', { authority: 'market' })).json()).toMatchObject({
      status: 'with-authorities',
    });
    const repaired = { authority: 'market', answers: [{ recordId: records[0]?.id, result: 'repaired' }] };
    expect((await on.act(number, 'answer', 'chen', repaired)).statusCode).toBe(200);
    const no = { authority: 'transport', answers: [{ recordId: records[1]?.id, ...refused }] };
    expect((await on.act(number, 'answer', 'lin', no)).json()).toMatchObject({ status: 'answered', next: null });

    const applicants = await shown(number, 'zhang');
    expect(applicants).toMatchObject({
      status: 'answered',
      outcome: { kind: 'answered', counts: { repaired: 1, refused: 1 } },
      mayDo: [],
      repair: {
        records: [
          { outcome: 'repaired' },
          { outcome: 'refused', reason: '尚有罚款未缴', whatToDo: '缴清罚款', earliest: '2026-09-11' },
        ],
        copies: [{ agency: { code: 'copies' }, confirmBy: '2026-09-15' }],
      },
    });
    expect(applicants.timeline.map(({ text }) => text).join('\n')).toContain('示范县交通运输局不予修复');
    // Reasons are not another authority's to read; an auditor reads no free text and no name.
    expect((await shown(number, 'lin')).repair.records[1]?.reason).toBe('尚有罚款未缴');
    expect((await shown(number, 'chen')).repair.records[1]?.reason).toBe('（略）');
    const auditors = await shown(number, 'auditor');
    expect([auditors.repair.records[1]?.reason, auditors.repair.contact.name]).toEqual(['（略）', '张*']);
    expect(auditors.repair.materials).toEqual([expect.objectContaining({ name: null })]);
    // Who has nothing to do with it does not learn that it exists.
    for (const stranger of ['yang', 'li']) expect((await on.read(number, stranger)).statusCode).toBe(404);
  });

  it('shows each person what they may do, and lists the case at every authority that has a part', async () => {
    const { number } = await on.open('market', 'transport');
    const acts = async (as: string) => (await shown(number, as)).mayDo.map(({ act }) => act).sort();
    expect(await acts('zhang')).toEqual(['withdraw']);
    // The case itself is the window's to claim; a part is its authority's.
    expect(await acts('chen')).toEqual(['accept', 'answer', 'ask-completion', 'claim-part', 'not-accept']);
    for (const { act, href } of (await shown(number, 'chen')).mayDo) {
      expect(href).toBe(`/v1/repairs/${number}/${act}`);
    }
    await on.act(number, 'ask-completion', 'lin', { authority: 'transport', items: ['凭证'] });
    expect(await acts('zhang')).toEqual(['complete', 'withdraw']);
    const parts = (await shown(number, 'chen')).repair.parts;
    expect(parts.map(({ mayDo }) => mayDo.length > 0)).toEqual([true, false]);
    expect(parts[1]?.completionItems).toEqual(['（略）']);
    for (const officer of ['chen', 'lin']) {
      const list = (await on.api.send({ url: '/v1/cases?kind=repair&open=true&limit=100', as: officer })).json<{
        items: { number: string }[];
      }>();
      expect([officer, list.items.map((item) => item.number).includes(number)]).toEqual([officer, true]);
    }
    const others = (await on.api.send({ url: '/v1/cases?kind=repair&limit=100', as: 'yang' })).json<{ items: [] }>();
    expect(others.items).toEqual([]);
  });

  it('shows silence on the applicant’s page', async () => {
    const { number } = await on.open('market', 'transport');
    await on.act(number, 'accept', 'lin', { authority: 'transport' });
    await on.bench.skipTo(endOfDay('2026-09-15'));
    const { repair, timeline } = await shown(number, 'zhang');
    const [market, transport] = repair.parts;
    expect(market?.deadlines.find(({ kind }) => kind === 'accept-by')).toMatchObject({ overdue: true, escalations: 1 });
    expect(transport?.deadlines.some(({ overdue }) => overdue)).toBe(false);
    expect(timeline.at(-1)).toMatchObject({ kind: 'repair-silent', text: expect.stringContaining('逾期未办') });
    const inbox = (await on.api.send({ url: '/v1/inbox', as: 'liu' })).json<{ items: { kind: string }[] }>();
    expect(inbox.items.some(({ kind }) => kind === 'escalation')).toBe(true);
  });

  describe('every no', () => {
    it('of the door: nothing passes, with every reason', async () => {
      const subjectId = await on.bench.subject();
      const record = await on.bench.record(subjectId, { correctedOn: null, dutiesDoneOn: null });
      // Signed before it stood so; the preview gives nothing to sign now.
      const { commitment } = await on.bench.application(subjectId, [record]);
      const contact = { name: '张伟', email: null, phone: null };
      const body = { subjectId, recordIds: [record.id], contact, commitment: { ...commitment, agreed: true } };
      const answer = await on.apply(body);
      expect(answer.statusCode).toBe(201);
      expect(answer.json()).toMatchObject({
        status: 'refused',
        next: null,
        parts: [],
        refused: [{ refusals: [{ code: 'not-corrected' }, { code: 'duties-not-done' }], earliest: null }],
      });
    });

    it.each([
      ['a stranger’s subject', { subjectId: NOBODY }, 404, 'subject-unknown'],
      ['a record of nobody', { recordIds: [NOBODY] }, 404, 'record-unknown'],
      ['a window that is none', { window: 'transport' }, 404, 'authority-unknown'],
      ['a day of receipt online', { receivedOn: '2026-09-01' }, 400, 'invalid-input'],
      ['an applicant named online', { applicantSub: 'li' }, 400, 'invalid-input'],
      ['no record', { recordIds: [] }, 400, 'invalid-input'],
      ['a fee', { fee: 100 }, 400, 'invalid-input'],
      ['a record twice', 'twice', 400, 'invalid-input'],
    ])('of the preview: %s', async (_name, change, status, code) => {
      const subjectId = await on.bench.subject();
      const record = await on.bench.record(subjectId);
      const wish = { subjectId, recordIds: [record.id] };
      const body = change === 'twice' ? { ...wish, recordIds: [record.id, record.id] } : { ...wish, ...Object(change) };
      const answer = await on.preview(body);
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
    });

    it('of the application: another text than the one shown, a paper by somebody who is no window', async () => {
      const subjectId = await on.bench.subject();
      const record = await on.bench.record(subjectId);
      const body = await on.application(subjectId, [record.id]);
      const changed = { ...body, commitment: { ...body.commitment, sha256: '0'.repeat(64) } };
      expect((await on.apply(changed)).json()).toMatchObject({ code: 'commitment-text-changed' });
      const onPaper = { ...body, commitment: { ...body.commitment, means: 'paper' } };
      expect((await on.apply(onPaper, newKey(), 'chen')).json()).toMatchObject({ code: 'role-not-allowed' });
      expect((await on.apply(body, newKey(), 'chen')).json()).toMatchObject({ code: 'role-not-allowed' });
    });

    it('of an act: the wrong authority, the wrong status, no part, no reason, too late to repeat otherwise', async () => {
      const { number, recordIds } = await on.open('market', 'transport');
      const act = async (name: string, as: string, body: object) => {
        const answer = await on.act(number, name, as, body);
        return [answer.statusCode, answer.json<{ code: string }>().code];
      };
      expect((await on.act(number, 'accept', 'lin', { authority: 'market' })).json()).toMatchObject({
        status: 403,
        code: 'role-not-allowed',
        detail: expect.stringContaining('该部分由其他机关办理'),
      });
      expect(await act('accept', 'chen', { authority: 'nobody' })).toEqual([404, 'case-unknown']);
      expect(await act('accept', 'chen', {})).toEqual([400, 'invalid-input']);
      expect(await act('resume', 'chen', { authority: 'market' })).toEqual([409, 'status-not-allowed']);
      expect(
        await act('complete', 'zhang', { authority: 'market', materials: [{ kind: 'other', name: '凭证' }] }),
      ).toEqual([422, 'refused-by-rule']);
      const bare = { authority: 'market', answers: [{ recordId: recordIds[0], result: 'refused' }] };
      expect(await act('answer', 'chen', bare)).toEqual([400, 'invalid-input']);
      const foreign = { authority: 'market', answers: [{ recordId: recordIds[1], result: 'repaired' }] };
      expect(await act('answer', 'chen', foreign)).toEqual([422, 'refused-by-rule']);
      await on.act(number, 'claim-part', 'chen', { authority: 'market' });
      expect(await act('accept', 'zhang', { authority: 'market' })).toEqual([403, 'forbidden']);
      expect((await on.act(number, 'withdraw', 'chen', { reason: '书面' })).json()).toMatchObject({
        code: 'role-not-allowed',
      });
      expect((await on.act(number, 'withdraw', 'zhang', {})).json()).toMatchObject({ status: 'withdrawn' });
      expect(await act('withdraw', 'zhang', {})).toEqual([409, 'status-not-allowed']);
    });
  });

  it('has no field for a fee anywhere', async () => {
    const document = (await on.api.send({ url: '/openapi.json' })).json<{ paths: Record<string, unknown> }>();
    const repairs = Object.entries(document.paths).filter(([path]) => path.startsWith('/v1/repairs'));
    expect(repairs.length).toBeGreaterThan(10);
    expect(JSON.stringify(repairs)).not.toMatch(/"(fee|price|amount|payment)"/i);
  });
});
