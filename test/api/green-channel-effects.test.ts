import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiBench } from '../support/api-bench.ts';
import { createRecord } from '../support/records.ts';

const START = '2026-09-18T02:00:00.000Z';
const CHANNEL = {
  firstOnDesk: true,
  decideWithinWorkingDays: 3,
  mayAlsoBeMissing: ['identity'],
  clause: '示范县绿色通道办法第三条',
};

interface Preview {
  offered: boolean;
  greenChannel: { granted: boolean; ground: string | null; lines: string[]; refusals: { code: string }[] } | null;
}

interface Listed {
  items: { number: string; greenChannel: { ground: string; text: string; goesFirst: boolean } | null }[];
}

describe('the effects of the green channel, over HTTP', () => {
  let on: ApiBench;
  beforeAll(async () => {
    on = await ApiBench.start(START);
  }, 300_000);
  afterAll(async () => {
    await on.stop();
  });

  const preview = async (missing: string[], as = 'zhang', receivedOn?: string) => {
    const body = { ...on.wish({ missing }), ...(receivedOn === undefined ? {} : { receivedOn }) };
    return (await on.api.send({ method: 'POST', url: '/v1/accept-first/preview', as, body })).json<Preview>();
  };
  const listed = async (as: string, query = '') =>
    (await on.api.send({ url: `/v1/cases?${query}`, as })).json<Listed>().items;

  it('are data of the procedure; without them there is no channel, and with them what is granted is told', async () => {
    const plain = await on.open();
    expect((await preview(['identity'])).greenChannel).toBeNull();
    const url = '/v1/procedures/food-licence';
    const {
      code: _code,
      version: _version,
      updatedAt: _at,
      authority,
      ...rest
    } = (await on.api.send({ url, as: 'admin' })).json<
      { authority: { code: string }; greenChannel: object | null } & Record<string, unknown>
    >();
    expect(rest.greenChannel).toBeNull();
    const body = { ...rest, authority: authority.code, greenChannel: CHANNEL };
    const put = await on.api.send({ method: 'PUT', url, as: 'admin', body });
    expect([put.statusCode, put.json()]).toMatchObject([200, { greenChannel: CHANNEL }]);

    expect(await preview(['identity'])).toMatchObject({
      offered: true,
      greenChannel: {
        granted: true,
        ground: 'three-years',
        lines: [
          '适用绿色通道：连续三年无不良信用记录（示范县绿色通道办法第三条）',
          '优先办理',
          expect.stringContaining('3个工作日'),
          '下列材料可以后补：负责人身份证明',
        ],
        refusals: [],
      },
    });
    // A later case with the channel stands before an earlier one without on the desk, and after it for its applicant.
    const green = await on.open({ missing: ['identity'] });
    expect((await listed('chen')).map(({ number }) => number)).toEqual([green, plain]);
    expect((await listed('zhang')).map(({ number }) => number)).toHaveLength(2);
    expect((await listed('chen', 'sort=oldest')).map(({ number }) => number)).toEqual([plain, green]);
    const [first, second] = await listed('chen', 'limit=2');
    expect(first?.greenChannel).toEqual({ ground: 'three-years', text: '连续三年无不良信用记录', goesFirst: true });
    expect(second?.greenChannel).toBeNull();
    const seen = await on.read<{ greenChannel: object | null; timeline: { kind: string }[] }>(green, 'zhang');
    expect(seen.greenChannel).toEqual({ ground: 'three-years', text: '连续三年无不良信用记录', goesFirst: true });
    expect((await on.read<{ greenChannel: object | null }>(plain, 'chen')).greenChannel).toBeNull();
  }, 300_000);

  it('are decided at the door: what stands against the subject later is told in a preview, and changes no case', async () => {
    const em = on.bench.orm.em.fork();
    const { authorityId, subjectId } = on.bench.county;
    createRecord(em, { authorityId, subjectId, documentNumber: '罚-9' });
    await em.flush();
    const now = await preview(['identity']);
    expect(now).toMatchObject({
      offered: false,
      greenChannel: { granted: false, ground: null, lines: [], refusals: [{ code: 'green-channel-record' }] },
    });
    // Why it may not use the channel is the subject's own to read.
    const atDesk = await preview(['identity'], 'chen', '2026-09-18');
    expect(atDesk.greenChannel).toMatchObject({ granted: false, refusals: [] });
    const [first] = await listed('chen');
    expect(first?.greenChannel).toMatchObject({ ground: 'three-years', goesFirst: true });
  });
});
