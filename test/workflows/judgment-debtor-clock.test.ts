import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Authority } from '../../db/entities/authority.ts';
import { WebhookEndpoint } from '../../db/entities/webhook-endpoint.ts';
import { CourtBench } from '../support/court-bench.ts';

/** Monday. */
const START = '2026-03-09T02:00:00.000Z';
const AHEAD_MS = 4 * 60_000;

// A busy machine takes its time.
jest.setTimeout(300_000);

describe('a court whose clock is some minutes ahead', () => {
  let bench: CourtBench;
  beforeAll(async () => {
    bench = await CourtBench.start({ startAt: START });
    const em = bench.orm.em.fork();
    const authorityId = randomUUID();
    const createdAt = '2013-01-01T00:00:00.000Z';
    em.create(Authority, {
      id: authorityId,
      code: 'copies',
      name: '诚信数据服务有限公司',
      kind: 'credit-agency',
      superiorId: null,
      officerMailbox: null,
      supervisorMailbox: null,
      createdAt,
    });
    em.create(WebhookEndpoint, {
      authorityId,
      url: 'http://copies.example/hook',
      outgoingSecrets: ['whsec_dGVzdC1zZWNyZXQtb2YtdGhlLWJlbmNo'],
      incomingSecrets: ['whsec_dGVzdC1zZWNyZXQtb2YtdGhlLWJlbmNo'],
      active: true,
      updatedAt: createdAt,
    });
    await em.flush();
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('masks and unmasks at once, and every copy is told', async () => {
    const { identifier } = await bench.enterprise();
    const documentNumber = '（2026）示01执9号';
    const listed = await bench.say('debtor.listed', {
      documentNumber,
      decidedOn: '2026-03-02',
      situation: 3,
      extraYears: 0,
      facts: '隐匿财产，规避执行。',
      subject: { kind: 'organisation', identifier, name: '示范县制造有限公司' },
      listedAs: 'debtor',
      fullTimeStudent: false,
    });
    const recordId = listed.caseId ?? '';
    const said = { documentNumber, identifier, reason: '诚信履行' };
    await bench.say('debtor.masked', said, { occurredAt: await ahead() });
    expect(await bench.stateOf(recordId)).toMatchObject({ state: 'held', published: false, shared: false });
    expect(await pushes(recordId)).toEqual(['record.published', 'record.ended']);
    await bench.skipTo(new Date(Date.parse(await bench.now()) + 3_600_000).toISOString());
    await bench.say('debtor.unmasked', { ...said, reason: '期满' }, { occurredAt: await ahead() });
    expect(await bench.stateOf(recordId)).toMatchObject({ state: 'published' });
    expect(await pushes(recordId)).toEqual(['record.published', 'record.ended', 'record.restored']);
    await bench.say('debtor.withdrawn', { documentNumber, identifier, ground: 'performed' });
  });

  async function ahead(): Promise<string> {
    return new Date(Date.parse(await bench.now()) + AHEAD_MS).toISOString();
  }

  async function pushes(recordId: string): Promise<string[]> {
    const rows = await bench.sql<{ kind: string }>('select kind from push where record_id = ? order by sequence', [
      recordId,
    ]);
    return rows.map(({ kind }) => kind);
  }
});
