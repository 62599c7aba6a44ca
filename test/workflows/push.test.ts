import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { PushRefused } from '../../activities/push/push-sender.ts';
import { pushWorkflowId } from '../../workflows/messages/push.ts';
import { Bench } from '../support/bench.ts';
import { keepHistory } from '../support/histories.ts';
import { CopyHolder, SECRET } from '../support/pushes.ts';

jest.setTimeout(300_000);

const MINUTE = 60_000;
/** Long enough for a worker on a busy machine, and before anything is tried again. */
const SOON = 30_000;
const DAY = 86_400_000;
/** Thursday, 02:00 UTC; what is pushed then is to be confirmed by Tuesday, 3 March. */
const START = '2026-02-26T02:00:00.000Z';

const received = { confirmed: false, receipt: 'HTTP 202' };
const confirmed = { confirmed: true, receipt: 'copy 4711' };

describe('push', () => {
  let bench: Bench;
  let agency: CopyHolder;
  beforeAll(async () => {
    bench = await Bench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });
  beforeEach(async () => {
    agency = await CopyHolder.enter(bench);
  });

  it('is signed with every outgoing secret of its address and carries what it is about', async () => {
    agency.answers(() => confirmed);
    const id = await agency.push();
    await bench.later(SOON);
    const [push] = agency.handed;
    expect(push).toMatchObject({ id, secrets: [SECRET], url: expect.stringContaining('https://') });
    expect(JSON.parse(push?.body ?? '')).toEqual({
      type: 'record.ended',
      timestamp: expect.stringMatching(/^2026-/),
      data: {
        record: { documentNumber: '（2026）示范罚1号' },
        pushId: id,
        recordId: agency.recordId,
        sequence: 1,
        confirmBy: (await agency.row(id)).due,
      },
    });
  });

  it('ends with a receipt that comes with the answer', async () => {
    agency.answers(() => confirmed);
    const id = await agency.push();
    await bench.later(SOON);
    expect(await agency.row(id)).toMatchObject({ state: 'delivered', attempts: 1, receipt: 'copy 4711' });
    expect(await agency.ending(id)).toBe('confirmed');
    await keepHistory(bench, pushWorkflowId(id), 'push-confirmed-at-once');
  });

  it('that asks for no confirmation ends with the answer', async () => {
    agency.answers(() => received);
    const id = await agency.push({ kind: 'record.published', confirm: false });
    await bench.later(SOON);
    expect(await agency.row(id)).toMatchObject({ state: 'delivered', confirmedAt: null, due: null });
    expect(await agency.ending(id)).toBe('received');
    await keepHistory(bench, pushWorkflowId(id), 'push-received');
  });

  it('waits for a slow agency until the confirmation is due, and not longer', async () => {
    agency.answers(() => received);
    const id = await agency.push();
    await bench.later(DAY);
    expect(await agency.row(id)).toMatchObject({ state: 'pending', attempts: 1, confirmedAt: null });
    const message = await agency.confirm(id, 'copy of Friday');
    await bench.later(SOON);
    expect(await agency.row(id)).toMatchObject({ state: 'delivered', attempts: 1, receipt: 'copy of Friday' });
    expect(await agency.message(message)).toEqual({ state: 'taken', code: 'confirmed' });
    expect(await agency.ending(id)).toBe('confirmed');
    await keepHistory(bench, pushWorkflowId(id), 'push-confirmed-by-message');
  });

  it('is listed when a forgetful agency does not confirm in time, and sent again daily with the same id', async () => {
    agency.answers(() => received);
    const id = await agency.push();
    const { due } = await agency.row(id);
    await bench.skipTo(new Date(Date.parse(`${due}T16:00:00.000Z`) - 20 * MINUTE).toISOString());
    expect(await agency.row(id)).toMatchObject({ state: 'pending', attempts: 1 });
    await bench.later(30 * MINUTE);
    expect(await agency.row(id)).toMatchObject({
      state: 'outstanding',
      attempts: 2,
      lastError: 'not confirmed in time',
    });
    await bench.later(3 * DAY);
    expect(await agency.row(id)).toMatchObject({ state: 'outstanding', attempts: 5 });
    expect(new Set(agency.handed.map((push) => push.id))).toEqual(new Set([id]));
    expect(new Set(agency.handed.map(({ body }) => body)).size).toBe(1);
    const times = agency.handed.slice(1).map(({ at }) => Date.parse(at));
    expect(times.slice(1).map((time, index) => Math.round((time - (times[index] ?? 0)) / DAY))).toEqual([1, 1, 1]);
    agency.answers(() => confirmed);
    await bench.later(DAY);
    expect(await agency.row(id)).toMatchObject({ state: 'delivered', attempts: 6, lastError: null });
    await keepHistory(bench, pushWorkflowId(id), 'push-chased-then-confirmed');
  });

  it('is tried again through an outage of days, and delivered when it is over', async () => {
    let open = false;
    agency.answers(() => {
      if (!open) throw new Error('ECONNREFUSED');
      return confirmed;
    });
    const id = await agency.push();
    await bench.later(2 * DAY);
    expect(await agency.row(id)).toMatchObject({ state: 'pending', lastError: 'ECONNREFUSED', receivedAt: null });
    open = true;
    await bench.later(7 * 60 * MINUTE);
    expect(await agency.row(id)).toMatchObject({ state: 'delivered', lastError: null });
    expect(new Set(agency.handed.map((push) => push.id)).size).toBe(1);
  });

  it('is given up after a month of silence and stays on the list; a confirmation after that still counts', async () => {
    agency.answers(() => {
      throw new Error('timeout');
    });
    const id = await agency.push();
    await bench.later(3 * DAY + MINUTE);
    expect(await agency.row(id)).toMatchObject({ state: 'outstanding', lastError: 'timeout' });
    await bench.later(29 * DAY);
    expect(await agency.ending(id)).toBe('given-up');
    expect(await agency.row(id)).toMatchObject({ state: 'outstanding' });
    await keepHistory(bench, pushWorkflowId(id), 'push-given-up');
    const sent = agency.handed.length;
    const message = await agency.confirm(id, 'at last');
    await bench.later(SOON);
    expect(await agency.row(id)).toMatchObject({ state: 'delivered', receipt: 'at last' });
    expect(await agency.message(message)).toEqual({ state: 'taken', code: 'confirmed' });
    expect(agency.handed).toHaveLength(sent);
    await keepHistory(bench, pushWorkflowId(id), 'push-confirmed-after-its-chase');
  });

  it('is listed at once where the address is gone for good', async () => {
    agency.answers(() => {
      throw new PushRefused('HTTP 410');
    });
    const id = await agency.push();
    await bench.later(MINUTE);
    expect(await agency.row(id)).toMatchObject({ state: 'outstanding', attempts: 1, lastError: 'HTTP 410' });
    await stopFollowing(id);
  });

  it('takes a confirmation that comes before its own answer, and the answer after it changes nothing', async () => {
    const { promise, resolve } = Promise.withResolvers<typeof received>();
    agency.answers(() => promise);
    const id = await agency.push();
    await bench.until(async () => agency.handed.length === 1);
    const message = await agency.confirm(id, 'faster than the answer');
    await bench.until(async () => (await agency.row(id)).state === 'delivered');
    resolve(received);
    await bench.later(MINUTE);
    expect(await agency.row(id)).toMatchObject({ state: 'delivered', receipt: 'faster than the answer' });
    expect(await agency.message(message)).toEqual({ state: 'taken', code: 'confirmed' });
    expect(await agency.ending(id)).toBe('confirmed');
    await keepHistory(bench, pushWorkflowId(id), 'push-confirmed-before-its-answer');
  });

  it('counts a repeated confirmation once, and answers it', async () => {
    agency.answers(() => received);
    const id = await agency.push();
    await bench.later(SOON);
    const [first, second] = [await agency.confirm(id, 'first'), await agency.confirm(id, 'second')];
    await bench.later(SOON);
    const third = await agency.confirm(id, 'third');
    await bench.later(SOON);
    expect(await agency.row(id)).toMatchObject({ receipt: 'first' });
    expect([await agency.message(first), await agency.message(second), await agency.message(third)]).toEqual([
      { state: 'taken', code: 'confirmed' },
      { state: 'taken', code: 'confirmed-before' },
      { state: 'taken', code: 'confirmed-before' },
    ]);
  });

  it('gives way to a later push about the same record, and to no other', async () => {
    agency.answers(() => {
      throw new Error('HTTP 503');
    });
    const published = await agency.push({ kind: 'record.published', confirm: false });
    const answered = await agency.push({ kind: 'repair.answered', confirm: false });
    await bench.later(MINUTE);
    agency.answers(() => confirmed);
    const ended = await agency.push();
    await bench.later(DAY);
    expect((await agency.row(published)).state).toBe('superseded');
    expect(await agency.ending(published)).toBe('superseded');
    expect((await agency.row(ended)).state).toBe('delivered');
    expect((await agency.row(answered)).state).toBe('delivered');
    await keepHistory(bench, pushWorkflowId(published), 'push-superseded');
  });

  it('follows its address when that moves, and is not sent where it is switched off', async () => {
    agency.answers(() => {
      throw new Error('HTTP 503');
    });
    const id = await agency.push();
    await bench.later(SOON);
    await bench.sql('update webhook_endpoint set active = false where authority_id = ?', [agency.authorityId]);
    await bench.later(10 * MINUTE);
    expect(await agency.row(id)).toMatchObject({ state: 'outstanding', lastError: 'no active address' });
    const moved = `https://${agency.authorityId}.moved.example/`;
    await bench.sql('update webhook_endpoint set active = true, url = ? where authority_id = ?', [
      moved,
      agency.authorityId,
    ]);
    await bench.later(DAY);
    expect(agency.handed.at(-1)?.url).toBe(moved);
    await stopFollowing(id);
  });

  async function stopFollowing(id: string): Promise<void> {
    await bench.env.client.workflow.getHandle(pushWorkflowId(id)).terminate();
  }
});
