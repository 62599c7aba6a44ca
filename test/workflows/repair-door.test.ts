import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as messages from '../../workflows/messages/repair.ts';
import { keepHistory, replayOf } from '../support/histories.ts';
import { applicant, clerk, officerOf, RepairBench } from '../support/repair-bench.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

const START = '2026-09-10T02:00:00.000Z';

describe('at the window', () => {
  let bench: RepairBench;
  const cases: { caseId: string }[] = [];
  beforeAll(async () => {
    bench = await RepairBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });
  afterEach(async () => {
    for (const on of cases.splice(0)) {
      const replayed = await replayOf(bench, await bench.begunWorkflowIds(on));
      expect(Object.values(replayed).filter((error) => error !== null)).toEqual([]);
      await bench.abandon(on);
    }
  });
  const open: RepairBench['open'] = async (...application) => {
    const opened = await bench.open(...application);
    cases.push(opened);
    return opened;
  };
  const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code);
  const notRegistered = (answer: messages.RepairOpeningAnswer) =>
    answer.outcome === 'not-registered' ? codes(answer.refusals) : answer.outcome;

  it('what passes goes on, what does not is told with every reason and the earliest day', async () => {
    const subjectId = await bench.subject();
    const ripe = await bench.record(subjectId);
    const unripe = await bench.record(subjectId, { decidedOn: '2026-08-01', correctedOn: null, dutiesDoneOn: null });
    const opened = await open(subjectId, [ripe, unripe]);
    expect(opened.answer).toMatchObject({
      outcome: 'forwarded',
      parts: [{ authority: 'market', recordIds: [ripe.id] }],
      refused: [
        {
          recordId: unripe.id,
          refusals: [
            { code: 'minimum-not-ended', earliest: '2026-11-02' },
            { code: 'not-corrected' },
            { code: 'duties-not-done' },
          ],
        },
      ],
    });
    expect(await bench.outcomes(opened)).toEqual([null, 'refused-at-door']);
    expect(await bench.timeline(opened)).toEqual(['repair-applied', 'repair-refused-at-door', 'repair-forwarded']);
    // A proof handed in opens the door; the authority checks it.
    const proofs = (['correction-proof', 'duty-proof'] as const).map((kind) => {
      return { kind, recordId: null, name: '证明', reference: null };
    });
    const other = await bench.subject();
    const proven = await bench.record(other, { correctedOn: null, dutiesDoneOn: null });
    const again = await open(other, [proven], { materials: proofs });
    expect(again.answer).toMatchObject({ outcome: 'forwarded', refused: [] });
  });

  it('nothing passes: refused, told, closed, and nobody waits', async () => {
    const subjectId = await bench.subject();
    const record = await bench.record(subjectId, { correctedOn: null });
    const opened = await open(subjectId, [record]);
    expect(opened.answer).toMatchObject({ outcome: 'refused', status: 'refused' });
    expect(await bench.end(opened)).toEqual({ status: 'refused' });
    expect(await bench.row(opened)).toMatchObject({
      status: 'refused',
      nextKind: null,
      outcome: { kind: 'refused', codes: ['not-corrected'] },
    });
    expect(await bench.notices(opened)).toEqual(['repair-refused-at-door → zhang']);
    await keepHistory(bench, messages.repairWorkflowId(opened.caseId), 'repair-refused-at-door');
    // It counts against nobody: the same record can be applied for again at once.
    const proof = { kind: 'correction-proof', recordId: record.id, name: '整改报告', reference: null } as const;
    expect((await open(subjectId, [record], { materials: [proof] })).answer).toMatchObject({ outcome: 'forwarded' });
  });

  it.each(['self', 'legal-representative', 'agent', 'administrator'] as const)(
    'takes it from who acts for the subject: %s',
    async (kind) => {
      const subjectId = await bench.subject(kind);
      const opened = await open(subjectId, [await bench.record(subjectId)]);
      expect(opened.answer.outcome).toBe('forwarded');
      const [row] = await bench.sql('select representation from repair where case_id = ?', [opened.caseId]);
      expect(row).toEqual({ representation: kind });
    },
  );

  it('registers nothing for a stranger, a foreign record, another text, a window that is none', async () => {
    const [subjectId, other] = [await bench.subject(), await bench.subject()];
    const record = await bench.record(subjectId);
    const foreign = await bench.record(other);
    const before = await bench.sql('select count(*)::integer as count from case_file');
    const stranger = { ...applicant, sub: 'stranger' };
    const attempts: [Parameters<RepairBench['open']>, string[]][] = [
      [[subjectId, [record], { by: stranger }], ['not-representing']],
      [[subjectId, [record, foreign]], ['record-not-of-subject']],
      [
        [subjectId, [record], { commitment: { version: 1, sha256: '0'.repeat(64), signer: '张伟', means: 'online' } }],
        ['commitment-text-changed'],
      ],
      [[subjectId, [record], { window: 'transport' }], ['no-window']],
      [[subjectId, [record], { by: officerOf('transport'), applicantSub: null }], ['no-window']],
      [[subjectId, [record], { receivedOn: '2026-09-09' }], ['receipt-day-on-paper-only']],
    ];
    for (const [application, expected] of attempts) {
      const opened = await bench.open(...application);
      expect(notRegistered(opened.answer)).toEqual(expected);
      expect(await bench.end(opened)).toEqual({ status: 'never-opened' });
      if (expected[0] === 'not-representing') {
        await keepHistory(bench, messages.repairWorkflowId(opened.caseId), 'repair-not-registered');
      }
    }
    expect(await bench.sql('select count(*)::integer as count from case_file')).toEqual(before);
  });

  it('a paper application is registered by the window, with its day of receipt: the answer counts from there', async () => {
    const subjectId = await bench.subject();
    const record = await bench.record(subjectId);
    const onPaper = { means: 'paper' } as const;
    const application = await bench.application(subjectId, [record], { by: clerk, receivedOn: '2026-09-08' });
    const caseId = randomUUID();
    const commitment = { ...application.commitment, ...onPaper };
    const answer = await bench.send(caseId, { ...application, applicantSub: null, commitment });
    const opened = { caseId, answer };
    cases.push(opened);
    expect(answer.outcome).toBe('forwarded');
    expect((await bench.deadline(opened, 'market', 'accept-by')).due).toBe('2026-09-15');
    expect((await bench.deadline(opened, 'market', 'answer-by')).due).toBe('2026-09-21');
    // Who has no account is served by the window, which prints the notice.
    expect(await bench.notices(opened)).toContain('repair-forwarded → window/officer');
    const [row] = await bench.sql('select representation, registered_by as by from repair where case_id = ?', [caseId]);
    expect(row).toEqual({ representation: 'on-paper', by: clerk.sub });
  });

  describe('one open application a record', () => {
    it('a second is refused and names the first; once the first is answered it is taken', async () => {
      const subjectId = await bench.subject();
      const record = await bench.record(subjectId);
      const other = await bench.record(subjectId, { authority: 'transport' });
      const first = await open(subjectId, [record]);
      const { number } = await bench.row(first);
      const second = await open(subjectId, [record, other]);
      expect(second.answer).toMatchObject({
        outcome: 'forwarded',
        parts: [{ authority: 'transport' }],
        refused: [{ refusals: [{ code: 'already-in-repair', text: { zh: expect.stringContaining(number) } }] }],
      });
      await bench.answer(first, 'market', 'refused');
      expect((await open(subjectId, [record])).answer).toMatchObject({ outcome: 'forwarded' });
    });

    it('of several at once, one is forwarded', async () => {
      const subjectId = await bench.subject();
      const record = await bench.record(subjectId);
      const opened = await Promise.all([1, 2, 3, 4].map(() => open(subjectId, [record])));
      const outcomes = opened.map(({ answer }) => answer.outcome).sort();
      expect(outcomes).toEqual(['forwarded', 'refused', 'refused', 'refused']);
    });
  });

  it('an application that is sent twice is taken once, and answered alike', async () => {
    const subjectId = await bench.subject();
    const record = await bench.record(subjectId);
    const application = await bench.application(subjectId, [record]);
    const caseId = randomUUID();
    const answers = await Promise.all([bench.send(caseId, application), bench.send(caseId, application)]);
    cases.push({ caseId });
    expect(answers[0]).toEqual(answers[1]);
    // A worker that lost the answer finds it in the rows.
    const again = await bench.activities.openRepair({ caseId, application, now: await bench.now() });
    expect(again.answer).toEqual(answers[0]);
    expect(await bench.outcomes({ caseId })).toEqual([null]);
  });

  it('keeps who applied, what was signed and what was handed in unreadable', async () => {
    const subjectId = await bench.subject();
    const record = await bench.record(subjectId);
    const materials = [{ kind: 'other', recordId: record.id, name: '张伟的授权委托书', reference: '身份证' } as const];
    const { caseId } = await open(subjectId, [record], { materials });
    const rows = [
      ...(await bench.sql('select * from repair where case_id = ?', [caseId])),
      ...(await bench.sql('select * from repair_material where case_id = ?', [caseId])),
      ...(await bench.sql('select * from case_step where case_id = ?', [caseId])),
      ...(await bench.sql('select * from timeline_entry where case_id = ?', [caseId])),
    ];
    expect(rows.length).toBeGreaterThan(3);
    expect(JSON.stringify(rows)).not.toMatch(/张伟|建筑公司|example\.com|身份证/);
  });
});
