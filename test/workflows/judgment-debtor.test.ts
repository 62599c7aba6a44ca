import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CourtBench } from '../support/court-bench.ts';
import { Entry, type Said } from '../support/debtor-entry.ts';
import { keepHistory } from '../support/histories.ts';
import { permutations } from '../support/permutations.ts';

/** Monday. */
const START = '2026-03-09T02:00:00.000Z';
/** All of them before the messages arrive. */
const at = (minute: number) => `2026-03-09T01:${String(minute).padStart(2, '0')}:00.000Z`;

const mask = (from: number, until?: number) => hold('court-mask', from, until);
const pause = (from: number, until?: number) => hold('court-pause', from, until);
const hold = (reason: string, from: number, until?: number) => ({
  reason,
  from: at(from),
  until: until === undefined ? null : at(until),
});

describe('judgment debtors', () => {
  let bench: CourtBench;
  let documents = 0;
  beforeAll(async () => {
    bench = await CourtBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  /** A debtor that the court has not listed yet. */
  async function debtor(): Promise<Entry> {
    documents += 1;
    return new Entry(bench, await bench.enterprise(), `（2026）示01执${documents}号`);
  }

  it('are listed by the court: a record with its term, its measures and a notice of its own', async () => {
    const entry = await debtor();
    expect(await entry.list()).toMatchObject({ state: 'taken', code: 'listed' });
    expect(await entry.state()).toMatchObject({
      state: 'published',
      shared: true,
      endsBy: '2028-03-02',
      applyFrom: null,
    });
    expect((await entry.state()).measuresInForce).toContain('B09');
    expect(await bench.timeline(entry.on)).toEqual(['record-entered']);
    const notices = await bench.notices(entry.on);
    expect(notices).toEqual(['debtor-listed → administrator-he', 'debtor-listed → manager-zhao']);
    expect(await bench.row(entry.on)).toMatchObject({ kind: 'publicity', status: 'running', nextKind: 'maximum-end' });
    await entry.say('debtor.withdrawn', { ground: 'performed' });
    expect(await bench.end(entry.on, 'publicity')).toEqual({ status: 'withdrawn' });
    expect(await entry.state()).toMatchObject({ state: 'ended', shared: false, measuresInForce: [] });
    const said = "select data from timeline_entry where case_id = ? and kind = 'record-ended'";
    expect(await bench.sql(said, [entry.on.caseId])).toEqual([
      { data: { how: 'withdrawn', on: '2026-03-09', late: false, ground: 'performed' } },
    ]);
    expect((await entry.state()).explanation[0]?.zh).toContain('人民法院删除');
    await keepHistory(bench, `publicity/${entry.on.caseId}`, 'debtor-listed-and-withdrawn');
  });

  it('have no fixed term in situation 1, and wait for the court alone', async () => {
    const entry = await debtor();
    await entry.list({ situation: 1 });
    expect(await entry.state()).toMatchObject({ state: 'published', endsBy: null });
    expect(await bench.row(entry.on)).toMatchObject({ status: 'running', nextKind: null });
    await entry.say('debtor.withdrawn', { ground: 'wrongly-listed' });
    expect(await bench.end(entry.on, 'publicity')).toEqual({ status: 'annulled' });
    await keepHistory(bench, `publicity/${entry.on.caseId}`, 'debtor-wrongly-listed');
  });

  it('are masked and paused for a time; a pause lifts the measures, a mask does not', async () => {
    const entry = await debtor();
    await entry.list();
    await entry.say('debtor.masked', { reason: '诚信履行' });
    expect(await entry.state()).toMatchObject({ state: 'held', shared: false });
    expect((await entry.state()).measuresInForce).toContain('B09');
    await entry.say('debtor.paused', { agreementOn: '2026-03-05' });
    expect((await entry.state()).measuresInForce).toEqual([]);
    await entry.say('debtor.unmasked', { reason: '期满' });
    expect(await entry.state()).toMatchObject({ state: 'held' });
    await entry.say('debtor.resumed', { reason: '不履行和解协议' });
    expect(await entry.state()).toMatchObject({ state: 'published', endsBy: '2028-03-02' });
    expect(await bench.timeline(entry.on)).toEqual([
      'record-entered',
      'record-held',
      'record-held',
      'hold-lifted',
      'hold-lifted',
    ]);
    expect(await bench.notices(entry.on)).toEqual(
      expect.arrayContaining([
        'debtor-masked → manager-zhao',
        'debtor-paused → manager-zhao',
        'debtor-resumed → manager-zhao',
      ]),
    );
    await entry.say('debtor.withdrawn', { ground: 'settlement-performed' });
    expect(await bench.end(entry.on, 'publicity')).toEqual({ status: 'withdrawn' });
    await keepHistory(bench, `publicity/${entry.on.caseId}`, 'debtor-masked-paused-withdrawn');
  });

  // Every order is told to the fold itself; here each message comes first, and last, at least once.
  it('stand the same whatever the order of four messages, each of them sent twice', async () => {
    const said: Said[] = [
      ['debtor.masked', { reason: '一' }, { occurredAt: at(1), eventId: 'm1' }],
      ['debtor.unmasked', { reason: '二' }, { occurredAt: at(2), eventId: 'u2' }],
      ['debtor.masked', { reason: '三' }, { occurredAt: at(3), eventId: 'm3' }],
      ['debtor.paused', { agreementOn: '2026-03-05' }, { occurredAt: at(4), eventId: 'p4' }],
    ];
    const spans = new Set<string>();
    for (const order of permutations(said).filter((_, index) => index % 5 === 0)) {
      const entry = await debtor();
      await entry.list();
      for (const [kind, data, { eventId = '', occurredAt = '' }] of [...order, ...order]) {
        await entry.say(kind, data, { eventId: `${entry.documentNumber} ${eventId}`, occurredAt });
      }
      expect(await entry.state()).toMatchObject({ state: 'held', shared: false, measuresInForce: [] });
      spans.add(JSON.stringify(await entry.holds()));
      await bench
        .workflow(entry.on)
        .terminate()
        .catch(() => undefined);
    }
    expect([...spans]).toEqual([
      JSON.stringify([
        { reason: 'court-mask', from: at(1), until: at(2) },
        { reason: 'court-mask', from: at(3), until: null },
        { reason: 'court-pause', from: at(4), until: null },
      ]),
    ]);
  }, 300_000);

  it('are never shown where the withdrawal came before the listing', async () => {
    const entry = await debtor();
    const early = await entry.say('debtor.withdrawn', { ground: 'performed' }, { occurredAt: at(9) });
    expect(early).toMatchObject({ state: 'unknown-case', caseId: null });
    await entry.list({}, { occurredAt: at(5) });
    expect(await bench.end(entry.on, 'publicity')).toEqual({ status: 'withdrawn' });
    expect(await entry.state()).toMatchObject({ state: 'ended', published: false });
    expect(await bench.told(early.messageId)).toMatchObject({ state: 'taken', caseId: entry.on.caseId });
    await keepHistory(bench, `publicity/${entry.on.caseId}`, 'debtor-withdrawn-before-listed');
  });

  const EARLY: readonly [string, readonly Said[], object[]][] = [
    ['a masking', [['debtor.masked', { reason: '核实' }, { occurredAt: at(1) }]], [mask(1)]],
    ['a pause', [['debtor.paused', { agreementOn: '2026-03-05' }, { occurredAt: at(2) }]], [pause(2)]],
    [
      'a masking that is over, and a pause',
      [
        ['debtor.paused', { agreementOn: '2026-03-05' }, { occurredAt: at(4) }],
        ['debtor.unmasked', { reason: '核实完毕' }, { occurredAt: at(3) }],
        ['debtor.masked', { reason: '核实' }, { occurredAt: at(1) }],
      ],
      [mask(1, 3), pause(4)],
    ],
  ];
  it.each(EARLY)('are listed with what was said before: %s', async (_what, said, holds) => {
    const entry = await debtor();
    for (const [kind, data, saying] of said) {
      expect(await entry.say(kind, data, saying)).toMatchObject({ state: 'unknown-case' });
    }
    expect(await entry.list({}, { occurredAt: at(9) })).toMatchObject({ state: 'taken', code: 'listed' });
    expect(await entry.holds()).toEqual(holds);
    expect(await entry.state()).toMatchObject({ state: 'held', published: false, shared: false });
    await entry.say('debtor.withdrawn', { ground: 'performed' });
    expect(await bench.end(entry.on, 'publicity')).toEqual({ status: 'withdrawn' });
  });

  it('are told apart from what ended: a message after the end changes nothing', async () => {
    const entry = await debtor();
    await entry.list();
    await entry.say('debtor.withdrawn', { ground: 'performed' });
    expect(await entry.say('debtor.masked', { reason: '迟到' }, { occurredAt: at(1) })).toMatchObject({
      state: 'closed-case',
    });
    expect(await entry.state()).toMatchObject({ state: 'ended' });
  });

  it('are listed once, however often the court says so', async () => {
    const entry = await debtor();
    const first = await entry.list({}, { eventId: `${entry.documentNumber} listed` });
    expect(await entry.list({}, { eventId: `${entry.documentNumber} listed` })).toEqual(first);
    expect(await entry.list()).toMatchObject({ state: 'taken', code: 'nothing-new' });
    const records = await bench.sql('select id from record where document_number = ?', [entry.documentNumber]);
    expect(records).toHaveLength(1);
    await entry.say('debtor.withdrawn', { ground: 'stayed' });
  });

  it('are not listed where they may not be, and nothing is written about them', async () => {
    const entry = await debtor();
    const refused = await entry.list({ listedAs: 'legal-representative', fullTimeStudent: true });
    expect(refused).toMatchObject({ state: 'refused', code: 'not-the-debtor' });
    expect(await bench.end({ caseId: refused.caseId ?? '' }, 'publicity')).toEqual({ status: 'never-opened' });
    expect(await bench.sql('select id from record where document_number = ?', [entry.documentNumber])).toEqual([]);
    await keepHistory(bench, `publicity/${refused.caseId}`, 'debtor-not-listed');
  });

  it('go on where the tables refuse what a message writes: that message is closed, and says why', async () => {
    const entry = await debtor();
    await entry.list();
    await bench.sql("alter table judgment_debtor add constraint of_this_test check (ground <> 'stayed') not valid");
    const refused = await entry.say('debtor.withdrawn', { ground: 'stayed' });
    expect(refused).toMatchObject({ state: 'refused', code: 'write-refused', caseId: entry.on.caseId });
    expect(await entry.state()).toMatchObject({ state: 'published' });
    await bench.sql('alter table judgment_debtor drop constraint of_this_test');
    expect(await entry.say('debtor.withdrawn', { ground: 'performed' })).toMatchObject({ state: 'taken' });
    expect(await bench.end(entry.on, 'publicity')).toEqual({ status: 'withdrawn' });
  });

  it('are each court’s own: another court is not heard', async () => {
    const entry = await debtor();
    await entry.list();
    const other = await entry.say('debtor.withdrawn', { ground: 'performed' }, { from: 'other-court' });
    expect(other).toMatchObject({ state: 'unknown-case' });
    expect(await entry.state()).toMatchObject({ state: 'published' });
    await entry.say('debtor.withdrawn', { ground: 'performed' });
  });
});
