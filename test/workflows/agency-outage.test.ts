/** A credit service agency that nobody reaches for 48 hours, while a record of which it keeps a copy is repaired. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { endOfDay } from '../../domain/time.ts';
import { pushWorkflowId } from '../../workflows/messages/push.ts';
import { replayOf } from '../support/histories.ts';
import { CopyHolder } from '../support/pushes.ts';
import { RepairBench } from '../support/repair-bench.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

// Thursday 10 September 2026, 10:00 in Shanghai; three working days on lies Tuesday 15 September.
const START = '2026-09-10T02:00:00.000Z';
const CONFIRM_BY = '2026-09-15';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const received = { confirmed: false, receipt: 'HTTP 202' };

describe('48 hours in which an agency cannot be reached', () => {
  let bench: RepairBench;
  let agency: CopyHolder;
  let pushId = '';
  beforeAll(async () => {
    bench = await RepairBench.start({ startAt: START });
    agency = await CopyHolder.enter(bench);
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('keep neither the record nor the case: both end at once, and the other agency hears of it', async () => {
    agency.answers(() => {
      throw Object.assign(new Error('ECONNREFUSED'), { code: 'ECONNREFUSED' });
    });
    const opened = await bench.openFor('market');
    await bench.accept(opened, 'market');
    await bench.answer(opened, 'market');
    expect(await bench.end(opened)).toEqual({ status: 'answered' });
    const [record] = opened.records;
    expect(await bench.recordRow(record?.id ?? '')).toMatchObject({ endedHow: 'repaired', endedOn: '2026-09-10' });
    await bench.later(2 * DAY);
    const pushes = await bench.sql<{ id: string; code: string; state: string }>(
      `select p.id, a.code, d.state from push p join delivery d on d.push_id = p.id join authority a on a.id = p.authority_id
       where p.record_id = ? and p.kind = 'record.ended'`,
      [record?.id],
    );
    expect(pushes).toHaveLength(2);
    expect(pushes.find(({ code }) => code === 'copies')).toMatchObject({ state: 'delivered' });
    pushId = pushes.find(({ code }) => code !== 'copies')?.id ?? '';
  });

  it('are tried through, with one id and the same words, and the date of the confirmation stays', async () => {
    expect(await agency.row(pushId)).toMatchObject({
      state: 'pending',
      lastError: 'ECONNREFUSED',
      receivedAt: null,
      due: CONFIRM_BY,
    });
    expect(agency.handed.length).toBeGreaterThan(10);
    agency.answers(() => received);
    // The longest pause between two attempts is six hours.
    await bench.later(6 * HOUR + 60_000);
    expect(await agency.row(pushId)).toMatchObject({ state: 'pending', lastError: 'ECONNREFUSED', due: CONFIRM_BY });
    expect((await agency.row(pushId)).receivedAt).not.toBeNull();
    expect(new Set(agency.handed.map(({ id, body }) => `${id} ${body}`)).size).toBe(1);
  });

  it('are followed by silence: listed when the stored date is over, not before, and sent again daily', async () => {
    const sent = agency.handed.length;
    await bench.skipTo(new Date(Date.parse(endOfDay(CONFIRM_BY)) - HOUR).toISOString());
    expect([(await agency.row(pushId)).state, agency.handed.length]).toEqual(['pending', sent]);
    await bench.later(HOUR);
    expect(await agency.row(pushId)).toMatchObject({ state: 'outstanding', lastError: 'not confirmed in time' });
    await bench.later(2 * DAY);
    expect(agency.handed.length).toBe(sent + 3);
  });

  it('are closed by the confirmation that comes at last', async () => {
    const sent = agency.handed.length;
    const message = await agency.confirm(pushId, 'copy 4711');
    await bench.until(async () => await isOver(pushId));
    expect(await agency.message(message)).toEqual({ state: 'taken', code: 'confirmed' });
    expect(await agency.row(pushId)).toMatchObject({ state: 'delivered', receipt: 'copy 4711', lastError: null });
    await bench.later(2 * DAY);
    expect(agency.handed).toHaveLength(sent);
    const workflowId = pushWorkflowId(pushId);
    expect(await replayOf(bench, [workflowId])).toEqual({ [workflowId]: null });
  });

  it('and one that takes a push too late to be tried any more is listed after three days, and closed all the same', async () => {
    agency.answers(() => {
      throw new Error('timeout');
    });
    const opened = await bench.openFor('market');
    await bench.answer(opened, 'market');
    const [row] = await bench.sql<{ id: string }>('select id from push where case_id = ? and authority_id = ?', [
      opened.caseId,
      agency.authorityId,
    ]);
    const id = row?.id ?? '';
    await bench.later(3 * DAY + 60_000);
    expect(await agency.row(id)).toMatchObject({ state: 'outstanding', lastError: 'timeout', receivedAt: null });
    agency.answers(() => ({ confirmed: true, receipt: 'copy 4712' }));
    await bench.later(DAY);
    expect(await agency.row(id)).toMatchObject({ state: 'delivered', receipt: 'copy 4712' });
    expect(await isOver(id)).toBe(true);
  });

  /** Whether nobody follows a push any more. Its result is not asked for: that would run the clock on. */
  async function isOver(id: string): Promise<boolean> {
    const { status } = await bench.env.client.workflow.getHandle(pushWorkflowId(id)).describe();
    return status.name === 'COMPLETED';
  }
});
