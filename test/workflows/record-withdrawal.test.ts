import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Notice } from '../../db/entities/notice.ts';
import { RecordWithdrawal } from '../../db/entities/record-withdrawal.ts';
import { countTerms } from '../../db/queries/statistics/terms.ts';
import { addDays, endOfDay } from '../../domain/time.ts';
import { type AnnulAct, annulUpdate, withdrawRecordUpdate } from '../../workflows/messages/publicity.ts';
import { type Entered, officer, PublicityBench, supervisor } from '../support/publicity-bench.ts';

describe('why a record was taken back', () => {
  let bench: PublicityBench;
  beforeAll(async () => {
    bench = await PublicityBench.start({ startAt: '2026-06-01T02:00:00.000Z' });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  const written = (on: Entered) => bench.orm.em.fork().findOne(RecordWithdrawal, { recordId: on.caseId });
  const notice = async ({ caseId }: Entered) => {
    return (await bench.orm.em.fork().findOneOrFail(Notice, { caseId, kind: 'record-ended' })).body;
  };

  it('is kept with the annulling document, encrypted, and said until the day on which it would have been shown no more', async () => {
    const entered = await bench.enter();
    const today = await bench.today();
    const { endsBy } = await bench.state(entered);
    await bench.annul(entered, today);
    expect(await written(entered)).toMatchObject({
      ground: 'annulled',
      groundOn: today,
      groundDocument: '（2026）示01行终1号',
      reason: '事实不清，判决撤销',
      withdrawnOn: today,
      withdrawnBy: officer.sub,
      shownUntil: endsBy,
    });
    const [row] = await bench.sql<{ isPlain: boolean }>(
      `select reason ~ '判决' as "isPlain" from record_withdrawal where record_id = ?`,
      [entered.caseId],
    );
    expect(row).toEqual({ isPlain: false });
    expect(await notice(entered)).toMatch(/理由：事实不清，判决撤销。[\s\S]*向社会公开说明/);
    const [term] = await bench.sql("select state from deadline where case_id = ? and kind = 'withdraw-by'", [
      entered.caseId,
    ]);
    expect(term).toEqual({ state: 'met' });
  });

  it('of one that nobody was shown is kept, and said to nobody else', async () => {
    const entered = await bench.enter({ severity: 'minor' });
    await bench.annul(entered, await bench.today());
    expect(await written(entered)).toMatchObject({ ground: 'annulled', shownUntil: null });
    expect(await notice(entered)).toContain('撤回理由不向社会公开');
  });

  it('is not said where the decision stands, and only its record was wrong', async () => {
    const entered = await bench.enter();
    await bench.act(entered, withdrawRecordUpdate, { by: supervisor, reason: '录错主体' });
    expect(await written(entered)).toBeNull();
    expect(await notice(entered)).not.toContain('公开说明');
  });

  it('holds nobody’s identity number: refused, and the record stands', async () => {
    const entered = await bench.enter();
    const answer = await bench.act<AnnulAct>(entered, annulUpdate, {
      by: officer,
      annulledOn: await bench.today(),
      documentNumber: '复议3号',
      reason: '行为人为李明，330106199001010018',
    });
    expect(answer).toMatchObject({ refusals: [{ code: 'public-reason-personal-number' }] });
    expect(await written(entered)).toBeNull();
    expect((await bench.state(entered)).published).toBe(true);
  });

  it('told late, counts as late though nobody had reported it: from the day of the annulling document', async () => {
    const decidedOn = addDays(await bench.today(), -30);
    const from = await bench.today();
    const entered = await bench.enter({ decidedOn, publishedFrom: decidedOn });
    await bench.skipTo(endOfDay(addDays(from, 9)));
    // Ten days ago, within three working days: long past.
    await bench.annul(entered, from);
    const terms = await bench.sql(
      `select ledger ->> 'startDay' as "startDay", state from deadline where case_id = ? and kind = 'withdraw-by'`,
      [entered.caseId],
    );
    expect(terms).toEqual([{ startDay: from, state: 'missed' }]);
    const asked = { from, before: addDays(from, 10), authority: 'market' };
    const counted = await countTerms(bench.orm.em.fork(), asked, await bench.now());
    expect(counted.filter(({ step }) => step === 'withdraw-by')).toMatchObject([{ late: 1, inTime: 2 }]);
    const ended = await bench.sql<{ data: object }>(
      "select data from timeline_entry where case_id = ? and kind = 'record-ended'",
      [entered.caseId],
    );
    expect(ended).toEqual([{ data: expect.objectContaining({ late: true }) }]);
  });
});
