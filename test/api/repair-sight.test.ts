import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CreditRecord } from '../../db/entities/record.ts';
import { type Issuer, newKey, startIssuer, startTestApi, type TestApi } from '../support/api.ts';
import { RepairBench } from '../support/repair-bench.ts';

// Friday 18 September 2026, 10:00 in Shanghai.
const START = '2026-09-18T02:00:00.000Z';

interface View {
  assignedTo: string | null;
  mayDo: { act: string }[];
  repair: {
    parts: { authority: { code: string }; mayDo: string[] }[];
    materials: { name: string | null; reference: string | null }[];
  };
}

/** An application that two authorities answer: whose it is to handle, and what each reads of the other's. */
describe('who sees and does what of an application for repair', () => {
  let bench: RepairBench;
  let issuer: Issuer;
  let api: TestApi;
  let number: string;
  let subjectId: string;
  let records: CreditRecord[];

  beforeAll(async () => {
    [bench, issuer] = await Promise.all([RepairBench.start({ startAt: START }), startIssuer()]);
    api = await startTestApi(bench.database, issuer, {
      clock: () => bench.now(),
      temporal: { client: bench.env.client, taskQueue: bench.taskQueue },
    });
    subjectId = await bench.subject();
    records = [
      await bench.record(subjectId, { authority: 'market' }),
      await bench.record(subjectId, { authority: 'transport' }),
    ];
    const wish = {
      subjectId,
      recordIds: records.map(({ id }) => id),
      window: 'window',
      materials: [
        { kind: 'correction-proof', recordId: records[1]?.id, name: '运输整改照片', reference: '甲.pdf' },
        { kind: 'duty-proof', recordId: null, name: '缴款凭证汇总', reference: '乙.pdf' },
      ],
    };
    const preview = await api.send({ method: 'POST', url: '/v1/repairs/preview', as: 'zhang', body: wish });
    const { commitment } = preview.json<{ commitment: { version: number; sha256: string } }>();
    const opened = await api.send({
      method: 'POST',
      url: '/v1/repairs',
      as: 'zhang',
      key: newKey(),
      body: {
        ...wish,
        contact: { name: '张伟', email: 'zhang@example.com', phone: null },
        commitment: {
          version: commitment.version,
          sha256: commitment.sha256,
          signer: '张伟',
          agreed: true,
          means: 'online',
        },
      },
    });
    if (opened.statusCode !== 201) throw new Error(opened.body);
    number = opened.json<{ number: string }>().number;
  }, 300_000);
  afterAll(async () => {
    await api?.stop();
    await issuer?.stop();
    await bench?.stop();
  });

  const read = async (as: string) => (await api.send({ url: `/v1/cases/${number}`, as })).json<View>();
  const act = (path: string, as: string, body: object = {}) =>
    api.send({ method: 'POST', url: `/v1/${path}`, as, key: newKey(), body });

  it('the window alone says who handles the application itself; an authority claims its own part', async () => {
    const offered = (await read('chen')).mayDo.map((one) => one.act);
    const claimed = await act(`cases/${number}/claim`, 'chen');
    const assigned = await act(`cases/${number}/assign`, 'liu', { to: 'chen' });
    expect([claimed.statusCode, assigned.statusCode]).toEqual([403, 403]);
    expect(offered).not.toContain('claim');
    expect(offered).toContain('claim-part');
    expect((await read('kong')).assignedTo).toBeNull();
    expect((await act(`cases/${number}/claim`, 'kong')).statusCode).toBe(200);
    expect((await act(`cases/${number}/hand-back`, 'liu')).statusCode).toBe(403);
    expect((await read('kong')).assignedTo).toBe('kong');
  });

  it('an authority acts on no other’s part, and withdraws for nobody', async () => {
    const other = { authority: 'transport' };
    const attempts = [
      await act(`repairs/${number}/claim-part`, 'chen', other),
      await act(`repairs/${number}/accept`, 'liu', other),
      await act(`repairs/${number}/not-accept`, 'chen', {
        ...other,
        reason: '不属于',
        clause: '办法',
        whatToDo: '更正',
      }),
      await act(`repairs/${number}/answer`, 'liu', {
        ...other,
        answers: [{ recordId: records[1]?.id, result: 'repaired' }],
      }),
      await act(`repairs/${number}/withdraw`, 'chen', { reason: '代为撤回' }),
      await act(`repairs/${number}/complete`, 'chen', {
        ...other,
        materials: [{ kind: 'duty-proof', name: '凭证', reference: null }],
      }),
    ];
    expect(attempts.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403, 403, 403]);
  });

  it('an answer names records of the part that answers', async () => {
    const answer = await act(`repairs/${number}/answer`, 'chen', {
      authority: 'market',
      answers: [{ recordId: records[1]?.id, result: 'repaired' }],
    });
    expect(answer.json()).toMatchObject({ status: 422, code: 'refused-by-rule' });
  });

  it('an authority with no part, another applicant and a machine see no such case', async () => {
    for (const as of ['yang', 'li']) {
      expect((await api.send({ url: `/v1/cases/${number}`, as })).json()).toMatchObject({ code: 'case-unknown' });
      expect((await act(`repairs/${number}/accept`, as, { authority: 'market' })).statusCode).toBe(
        as === 'yang' ? 404 : 403,
      );
    }
    expect((await api.send({ url: `/v1/cases/${number}`, as: 'court' })).statusCode).toBe(403);
    const list = await api.send({ url: '/v1/cases', as: 'yang' });
    expect(list.json()).toMatchObject({ items: [] });
  });

  it('a material about one authority’s record is read by that authority, not by the other', async () => {
    const names = async (as: string) => (await read(as)).repair.materials.map(({ name }) => name);
    expect(await names('zhang')).toEqual(['运输整改照片', '缴款凭证汇总']);
    expect(await names('kong')).toEqual(['运输整改照片', '缴款凭证汇总']);
    expect(await names('lin')).toEqual(['运输整改照片', '缴款凭证汇总']);
    expect(await names('chen')).toEqual([null, '缴款凭证汇总']);
    expect(await names('auditor')).toEqual([null, null]);
  });

  it('an auditor reads no contact and no name of a person', async () => {
    const text = JSON.stringify(await read('auditor'));
    for (const word of ['zhang@example.com', '张伟', '甲.pdf', '乙.pdf']) expect(text).not.toContain(word);
  });

  it('is over for an agent on the day after they ceased to act', async () => {
    await bench.sql("update representation set valid_until = '2026-09-17' where subject_id = ?", [subjectId]);
    const attempts = [
      await api.send({ url: `/v1/cases/${number}`, as: 'zhang' }),
      await act(`repairs/${number}/withdraw`, 'zhang'),
      await api.send({ url: `/v1/records/${records[0]?.id}`, as: 'zhang' }),
    ];
    expect(attempts.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404]);
    const list = await api.send({ url: `/v1/records?subjectId=${subjectId}`, as: 'zhang' });
    const unknown = await api.send({ url: `/v1/records?subjectId=0d5f0c9e-3a0a-4c4e-9a52-3f1d5f6b7a10`, as: 'zhang' });
    expect([list.statusCode, unknown.statusCode]).toEqual([404, 404]);
    await bench.sql('update representation set valid_until = null where subject_id = ?', [subjectId]);
  });
});
