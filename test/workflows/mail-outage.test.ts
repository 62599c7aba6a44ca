/** A mail server that takes nothing for 48 hours, while a repair is silent and answered, and the dates of a promise pass. */
import { describe, expect, it, jest } from '@jest/globals';
import type { Mail } from '../../activities/delivery/mail.ts';
import { endOfDay } from '../../domain/time.ts';
import type { BenchParts } from '../support/bench-parts.ts';
import { CommitmentBench, done } from '../support/commitment-bench.ts';
import { obligation } from '../support/promises.ts';
import { RepairBench } from '../support/repair-bench.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

const HOUR = 3_600_000;

describe('48 hours without mail', () => {
  it('while a repair is silent and then answered: told in the inbox at once, mailed afterwards, each once', async () => {
    const bench = await RepairBench.start({ startAt: '2026-09-10T02:00:00.000Z' });
    try {
      const opened = await bench.openFor('market');
      const { due } = await bench.deadline(opened, 'market', 'accept-by');
      await bench.skipTo(`${due}T02:00:00.000Z`);
      const outage = await withoutMail(bench);
      await bench.skipTo(endOfDay(due));
      expect(await outage.told()).toContain('escalation');
      await bench.answer(opened, 'market');
      expect(await outage.told()).toContain('repaired');
      await outage.lastFor(48 * HOUR);
      await outage.isOverAndEachMailedOnce();
    } finally {
      await bench.stop();
    }
  });

  it('while what was promised is not reported, nor what was reported looked at: the same', async () => {
    const bench = await CommitmentBench.start({ startAt: '2026-03-02T02:00:00.000Z' });
    try {
      const on = await bench.promise([obligation('a'), obligation('b')]);
      await bench.report(on, [done('a')]);
      const [confirmBy] = await bench.sql<{ due: string }>(
        "select due::text from deadline where case_id = ? and kind = 'confirm-by'",
        [on.caseId],
      );
      const handleBy = confirmBy?.due ?? '';
      await bench.skipTo(`${handleBy}T02:00:00.000Z`);
      const first = await withoutMail(bench);
      await bench.skipTo(endOfDay(handleBy));
      expect(await first.told()).toContain('escalation');
      await first.lastFor(48 * HOUR);
      await first.isOverAndEachMailedOnce();

      const due = await bench.dueOf(on, 'b');
      await bench.skipTo(`${due}T02:00:00.000Z`);
      const second = await withoutMail(bench);
      await bench.skipTo(endOfDay(due));
      expect(await second.told()).toEqual(['obligation-passed', 'reports-to-register']);
      await second.lastFor(48 * HOUR);
      expect(await second.told()).toContain('obligation-broken');
      await second.isOverAndEachMailedOnce();
    } finally {
      await bench.stop();
    }
  });
});

async function withoutMail(bench: BenchParts) {
  const from = await bench.now();
  const taken: Mail[] = [];
  let refused = 0;
  bench.sendMail = async () => {
    refused += 1;
    throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  };
  const mails = () =>
    bench.sql<{ id: string; state: string; kind: string }>(
      `select d.id, d.state, n.kind from delivery d join notice n on n.id = d.notice_id where n.at >= ?`,
      [from],
    );
  return {
    /** Kinds of the notices since it began: they are in the inbox as soon as they are written. */
    async told(): Promise<string[]> {
      const rows = await bench.sql<{ kind: string }>('select kind from notice where at >= ? order by at, kind', [from]);
      return rows.map(({ kind }) => kind);
    },
    async lastFor(ms: number): Promise<void> {
      const left = Date.parse(from) + ms - Date.parse(await bench.now());
      if (left > 0) await bench.later(left);
      const rows = await mails();
      expect(rows.length).toBeGreaterThan(1);
      expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['pending']));
      expect(refused).toBeGreaterThan(rows.length);
      expect(taken).toEqual([]);
    },
    async isOverAndEachMailedOnce(): Promise<void> {
      bench.sendMail = async (mail) => {
        taken.push(mail);
        return '250 ok';
      };
      const owed = await mails();
      // The longest pause between two attempts is six hours.
      await bench.later(6 * HOUR + 60_000);
      const sent = taken.filter(({ messageId }) => owed.some(({ id }) => messageId === `<${id}@jiannuo>`));
      expect(sent.map(({ messageId }) => messageId).sort()).toEqual(owed.map(({ id }) => `<${id}@jiannuo>`).sort());
      expect(
        new Set((await mails()).filter(({ id }) => owed.some((one) => one.id === id)).map(({ state }) => state)),
      ).toEqual(new Set(['delivered']));
    },
  };
}
