import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Bench, type OpenCase } from '../support/bench.ts';
import { AddressRefused, type Mail } from '../../activities/delivery/mail.ts';
import { deliveryWorkflowId } from '../../workflows/messages/delivery.ts';
import { keepHistory } from '../support/histories.ts';
import { stall } from '../support/procedures.ts';

const DAY = 86_400_000;

interface Sent {
  state: string;
  attempts: number;
  receipt: string | null;
  last_error: string | null;
}

describe('delivery', () => {
  let bench: Bench;
  /** Every mail that the server was handed, taken or not. */
  let handed: Mail[] = [];
  beforeAll(async () => {
    bench = await Bench.start({
      startAt: '2026-03-02T02:00:00.000Z',
      procedures: [
        stall({ reminderWorkingDays: [], supplyBy: { kind: 'fixed', workingDays: 40 } }, { handlingDays: null }),
      ],
    });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });
  beforeEach(() => {
    handed = [];
  });

  it('keeps the answer of the mail server as receipt', async () => {
    mailServer(async () => '250 2.0.0 queued as 4711');
    const opened = await withdrawn();
    await bench.later(1_000);
    expect(await deliveries(opened)).toEqual([
      delivered('250 2.0.0 queued as 4711', 1),
      delivered('250 2.0.0 queued as 4711', 1),
    ]);
    expect(handed.map(({ to }) => to)).toEqual(['zhang@example.com', 'zhang@example.com']);
    const [id] = await deliveryIds(opened);
    await keepHistory(bench, deliveryWorkflowId(id ?? ''), 'delivery-received');
  });

  it('tries again with growing pauses until the server answers, with the same Message-ID', async () => {
    const times: number[] = [];
    mailServer(async () => {
      times.push(await bench.env.currentTimeMs());
      if (times.length < 5) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      return '250 ok';
    });
    const opened = await one();
    await bench.later(DAY);
    expect(await deliveries(opened)).toEqual([delivered('250 ok', 5)]);
    const pauses = times.slice(1).map((time, index) => Math.round((time - (times[index] ?? 0)) / 60_000));
    expect(pauses).toEqual([1, 2, 4, 8]);
    expect(new Set(handed.map(({ messageId }) => messageId)).size).toBe(1);
    await bench.abandon(opened);
  });

  it('lists an address that is refused for good, chases it daily, and delivers in the end', async () => {
    let open = false;
    mailServer(async () => {
      if (!open) throw new AddressRefused('no such user');
      return '250 ok';
    });
    const opened = await one();
    await bench.later(60_000);
    expect(await deliveries(opened)).toMatchObject([{ state: 'outstanding', attempts: 1, receipt: null }]);
    await bench.later(2 * DAY);
    expect(await deliveries(opened)).toMatchObject([{ state: 'outstanding', attempts: 3 }]);
    open = true;
    await bench.later(DAY);
    expect(await deliveries(opened)).toEqual([delivered('250 ok', 4)]);
    await bench.abandon(opened);
  });

  it('is listed after three days of silence, chased daily, and given up after a month, still on the list', async () => {
    mailServer(async () => {
      throw Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' });
    });
    const opened = await one();
    const [id] = await deliveryIds(opened);
    await bench.abandon(opened);
    await bench.later(3 * DAY + 60_000);
    const [listed] = await deliveries(opened);
    expect(listed).toMatchObject({ state: 'outstanding', last_error: 'ETIMEDOUT' });
    await bench.later(5 * DAY);
    const [chased] = await deliveries(opened);
    expect((chased?.attempts ?? 0) - (listed?.attempts ?? 0)).toBe(5);
    await bench.later(25 * DAY);
    expect(await statusOf(id ?? '')).toBe('COMPLETED');
    await keepHistory(bench, deliveryWorkflowId(id ?? ''), 'delivery-given-up');
    expect(await deliveries(opened)).toMatchObject([{ state: 'outstanding' }]);
  });

  it('sends nothing that is already delivered', async () => {
    mailServer(async () => '250 ok');
    const opened = await one();
    await bench.later(1_000);
    const [id] = await deliveryIds(opened);
    handed = [];
    await bench.activities.attemptDelivery({ deliveryId: id ?? '' });
    await bench.activities.startDeliveries({ deliveryIds: [id ?? ''] });
    await bench.activities.listAsOutstanding({ deliveryId: id ?? '', now: await bench.now(), reason: 'late' });
    await bench.later(DAY);
    expect(handed.filter(({ messageId }) => messageId.includes(id ?? ''))).toEqual([]);
    expect(await deliveries(opened)).toEqual([delivered('250 ok', 1)]);
    await bench.abandon(opened);
  });

  function mailServer(answer: (mail: Mail) => Promise<string>): void {
    bench.sendMail = async (mail) => {
      handed.push(mail);
      return await answer(mail);
    };
  }

  const one = () => bench.open({ procedure: 'stall-licence' });

  /** A case that has ended long before its mails are read. */
  async function withdrawn(): Promise<OpenCase> {
    const opened = await one();
    await bench.withdraw(opened);
    return opened;
  }

  function delivered(receipt: string, attempts: number): Sent {
    return { state: 'delivered', attempts, receipt, last_error: null };
  }

  async function deliveries({ caseId }: OpenCase): Promise<Sent[]> {
    return await bench.sql<Sent>(
      `select state, attempts, receipt, last_error from delivery
       where notice_id in (select id from notice where case_id = ? and recipient_kind = 'person') and first_at < ? order by first_at`,
      [caseId, await bench.now()],
    );
  }

  async function statusOf(id: string): Promise<string> {
    return (await bench.env.client.workflow.getHandle(deliveryWorkflowId(id)).describe()).status.name;
  }

  async function deliveryIds({ caseId }: OpenCase): Promise<string[]> {
    const rows = await bench.sql<{ id: string }>(
      'select id from delivery where notice_id in (select id from notice where case_id = ?) order by first_at',
      [caseId],
    );
    return rows.map(({ id }) => id);
  }
});
