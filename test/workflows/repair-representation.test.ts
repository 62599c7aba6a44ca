import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Representation } from '../../db/entities/representation.ts';
import { outcomeOf } from '../support/cases.ts';
import { RepairBench } from '../support/repair-bench.ts';

// Thursday 10 September 2026, 10:00 in Shanghai.
const START = '2026-09-10T02:00:00.000Z';

// A busy machine takes its time.
jest.setTimeout(300_000);

describe('an application by somebody whose representation ends before the answer', () => {
  let bench: RepairBench;
  beforeAll(async () => {
    bench = await RepairBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('is answered to who acts for the subject then, and to nobody else', async () => {
    const on = await bench.openFor('transport');
    expect(on.answer).toMatchObject({ outcome: 'forwarded' });
    await endRepresentation(on.subjectId);
    const em = bench.orm.em.fork();
    em.create(Representation, {
      id: randomUUID(),
      personSub: 'li',
      subjectId: on.subjectId,
      kind: 'legal-representative',
      validFrom: '2026-09-10',
      validUntil: null,
      proof: '变更登记通知书',
      at: await bench.now(),
    });
    await em.flush();
    expect(await outcomeOf(bench.answer(on, 'transport'))).toBe('answered');
    const notices = await bench.notices(on);
    expect(notices.filter((line) => line.endsWith('→ zhang'))).toEqual(['repair-forwarded → zhang']);
    expect(notices).toContain('repaired → li');
    const mails = await bench.sql(
      `select n.kind from delivery d join notice n on n.id = d.notice_id
       where n.case_id = ? and d.address = 'zhang@example.com'`,
      [on.caseId],
    );
    expect(mails).toEqual([]);
    await bench.abandon(on);
  });

  it('where nobody acts for it, to the desk, which prints it', async () => {
    const on = await bench.openFor('transport');
    await endRepresentation(on.subjectId);
    expect(await outcomeOf(bench.answer(on, 'transport'))).toBe('answered');
    expect(await bench.notices(on)).toContain('repaired → window/officer');
    await bench.abandon(on);
  });

  async function endRepresentation(subjectId: string): Promise<void> {
    await bench.sql("update representation set valid_until = '2026-09-09' where subject_id = ?", [subjectId]);
  }
});
