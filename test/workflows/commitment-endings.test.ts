import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ObligationText } from '../../domain/commitment/obligation.ts';
import { addDays, type Day, shanghaiDay } from '../../domain/time.ts';
import { claimUpdate } from '../../workflows/messages/case.ts';
import { commitmentWorkflowId } from '../../workflows/messages/commitment.ts';
import { colleague, officer, supervisor } from '../support/bench.ts';
import { allRowCounts, outcomeOf } from '../support/cases.ts';
import { CommitmentBench, done, part } from '../support/commitment-bench.ts';
import { condition, obligation } from '../support/promises.ts';
import { keepHistory } from '../support/histories.ts';
import { createRecord } from '../support/records.ts';

const START = '2026-03-02T02:00:00.000Z';

// A clock that moves by months takes its time on a busy machine.
jest.setTimeout(300_000);

describe('every ending of a commitment', () => {
  let bench: CommitmentBench;
  beforeAll(async () => {
    bench = await CommitmentBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  let today: Day;
  beforeEach(async () => {
    today = shanghaiDay(await bench.now());
  });
  /** Due so many days from the day on which the test begins: each moves the clock on. */
  const owed = (code: string, days = 14): ObligationText =>
    obligation(code, { term: { kind: 'day', due: addDays(today, days) } });

  async function ended(on: { caseId: string }, status: string, name: string): Promise<void> {
    expect(await bench.end(on)).toEqual({ status });
    await keepHistory(bench, commitmentWorkflowId(on.caseId), name);
    const running = await bench.sql("select 1 from deadline where case_id = ? and state = 'running'", [on.caseId]);
    expect(running).toEqual([]);
  }

  it('kept: reported in parts, each confirmed', async () => {
    const on = await bench.promise([obligation('a'), obligation('b', { quantity: { amount: 10, unit: '公里' } })]);
    expect(on.answer).toMatchObject({
      outcome: 'taken',
      status: 'running',
      next: { kind: 'fulfil-by', due: '2026-03-31', provisional: false },
    });
    expect(await outcomeOf(bench.report(on, [done('a'), part('b', 4)]))).toBe('running');
    expect(await outcomeOf(bench.confirm(on, { a: 'accepted', b: 'accepted' }))).toBe('running');
    expect(await outcomeOf(bench.report(on, [part('b', 6)], { by: officer, means: 'counter' }))).toBe('running');
    expect(await outcomeOf(bench.confirm(on, { b: 'accepted' }))).toBe('kept');
    await ended(on, 'kept', 'commitment-kept');
    expect(await bench.row(on)).toMatchObject({
      outcome: { kind: 'kept', kept: ['a', 'b'], released: [] },
      nextKind: null,
    });
    expect(await bench.performance(on)).toEqual({ result: 'kept', madeGoodOn: null });
    expect(await bench.timeline(on)).toEqual([
      'promise-received',
      'promise-taken',
      'fulfilment-reported',
      'fulfilment-judged',
      'obligation-kept',
      'fulfilment-reported',
      'fulfilment-judged',
      'obligation-kept',
      'promise-performed',
    ]);
    expect(await bench.notices(on)).toContain('promise-kept → zhang');
  });

  it('an approval on a promise: decided at once, checked within its term, true', async () => {
    const on = await bench.promise([condition('site')], { kind: 'approval' });
    // 60 working days of the default, from the day of the decision.
    expect(on.answer).toMatchObject({ status: 'checking', next: { kind: 'approval-check-by', due: '2026-05-28' } });
    expect(await bench.timeline(on)).toEqual(['promise-received', 'promise-taken', 'decided-on-promise']);
    expect(await outcomeOf(bench.check(on, { site: 'true' }))).toBe('kept');
    await ended(on, 'kept', 'commitment-approval-true');
  });

  it('an approval found untrue, and rectified in time', async () => {
    const on = await bench.promise([condition('site'), condition('staff')], { kind: 'approval' });
    expect(await outcomeOf(bench.check(on, { site: 'untrue', staff: 'true' }))).toBe('rectifying');
    // Ten working days are the procedure's own.
    expect(await bench.row(on)).toMatchObject({ nextKind: 'rectify-by', nextDue: '2026-03-16' });
    expect(await bench.notices(on)).toContain('promise-untrue → zhang');
    expect(await outcomeOf(bench.withdraw(on))).toBe('StatusNotAllowed');
    await bench.fulfil(on, 'site');
    await ended(on, 'kept', 'commitment-approval-rectified');
    expect(await bench.performance(on)).toMatchObject({ result: 'kept' });
  });

  it('an approval found untrue, not rectified, and revoked by a second person', async () => {
    const on = await bench.promise([condition('site'), owed('later', 90)], { kind: 'approval' });
    expect(await outcomeOf(bench.check(on, { site: 'untrue' }, { by: supervisor }))).toBe('rectifying');
    await bench.letPass(on);
    expect(await bench.row(on)).toMatchObject({ status: 'revoking', nextKind: 'revoke-by' });
    expect(await outcomeOf(bench.decideApproval(on, true, officer))).toBe('RoleNotAllowed');
    expect(await outcomeOf(bench.decideApproval(on, true, supervisor))).toBe('refused: second-person');
    expect(await outcomeOf(bench.decideApproval(on, true, OTHER_SUPERVISOR))).toBe('broken');
    await ended(on, 'broken', 'commitment-approval-revoked');
    // What else was promised with the approval has lost its object.
    expect(await bench.row(on)).toMatchObject({
      outcome: { kind: 'broken', revoked: true, notKept: ['site'], released: ['later'], severity: 'serious' },
    });
    expect(await bench.notices(on)).toEqual(
      expect.arrayContaining(['approval-revoked → zhang', 'to-be-revoked → supervisor']),
    );
  });

  it('an approval that stands, though its promise was rectified too late', async () => {
    const on = await bench.promise([condition('site')], { kind: 'approval' });
    await bench.check(on, { site: 'untrue' });
    await bench.letPass(on);
    expect(await outcomeOf(bench.report(on, [done('site')]))).toBe('revoking');
    expect(await outcomeOf(bench.confirm(on, { site: 'accepted' }))).toBe('revoking');
    expect(await outcomeOf(bench.decideApproval(on, false))).toBe('broken');
    await ended(on, 'broken', 'commitment-approval-stands');
    // Made good within thirty days: it bars nobody.
    expect(await bench.row(on)).toMatchObject({ outcome: { revoked: false, severity: 'minor' } });
    expect(await bench.performance(on)).toEqual({ result: 'not-kept', madeGoodOn: expect.any(String) });
  });

  it('broken in part: the others are kept, and it is as grave as its share', async () => {
    const on = await bench.promise([owed('a'), owed('b'), owed('c'), owed('d')]);
    await bench.fulfil(on, 'a', 'b', 'c');
    await bench.letPass(on);
    await ended(on, 'broken', 'commitment-broken-in-part');
    expect(await bench.row(on)).toMatchObject({
      outcome: {
        kind: 'broken',
        severity: 'minor',
        kept: ['a', 'b', 'c'],
        notKept: ['d'],
        released: [],
        revoked: null,
      },
    });
    expect(await bench.notices(on)).toEqual(
      expect.arrayContaining(['promise-broken → zhang', 'broken-supervisor → supervisor']),
    );
    expect(await bench.deadlines(on)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('fulfil-by d: missed'),
        expect.stringContaining('fulfil-registration d: missed'),
      ]),
    );
  });

  it('broken, when everybody is silent to the end', async () => {
    const on = await bench.promise([owed('a', 40), owed('b', 60)]);
    for (let passes = 0; passes < 2; passes += 1) await bench.letPass(on);
    await ended(on, 'broken', 'commitment-silent');
    expect(await bench.row(on)).toMatchObject({ outcome: { severity: 'serious', notKept: ['a', 'b'] } });
    expect(await bench.timeline(on)).toEqual([
      'promise-received',
      'promise-taken',
      'reminded',
      'reminded',
      'reminded',
      'obligation-passed',
      'obligation-broken',
      'reminded',
      'reminded',
      'reminded',
      'obligation-passed',
      'obligation-broken',
      'promise-broken',
    ]);
  });

  it('released: one obligation, then all that are left', async () => {
    const on = await bench.promise([owed('a'), owed('b'), owed('c')]);
    expect(await outcomeOf(bench.release(on, ['a']))).toBe('running');
    expect(await outcomeOf(bench.release(on, ['a']))).toBe('refused: obligation-not-open');
    expect(await outcomeOf(bench.release(on, null))).toBe('released');
    await ended(on, 'released', 'commitment-released');
    expect(await bench.performance(on)).toEqual({ result: 'released', madeGoodOn: null });
  });

  it('withdrawn before it was checked, at no disadvantage', async () => {
    const on = await bench.promise([condition('site')], { kind: 'proof' });
    expect(await outcomeOf(bench.withdraw(on, { by: officer, reason: null }))).toBe('refused: withdrawal-needs-proof');
    expect(await outcomeOf(bench.withdraw(on))).toBe('withdrawn');
    await ended(on, 'withdrawn', 'commitment-withdrawn');
    expect(await bench.performance(on)).toEqual({ result: 'released', madeGoodOn: null });
  });

  it('refused at the door, with every reason at once', async () => {
    const subjectId = await bench.subject();
    const em = bench.orm.em.fork();
    const { authorityId } = bench.county;
    createRecord(em, { subjectId, authorityId, documentNumber: '示市监罚〔2026〕7号', severity: 'serious' });
    await em.flush();
    const broken = await bench.promise([owed('a')], { subjectId });
    await bench.letPass(broken);
    const refused = await bench.promise([condition('site')], { kind: 'approval', subjectId });
    expect(refused.answer).toMatchObject({
      outcome: 'refused',
      refusals: [{ code: 'serious-dishonesty' }, { code: 'earlier-promise-not-kept' }],
    });
    await ended(refused, 'refused', 'commitment-refused');
    expect(await bench.performance(refused)).toBeNull();
    // Nothing is decided on a promise of this kind, so it is barred to nobody.
    const other = await bench.promise([owed('a', 90)], { subjectId });
    expect(other.answer).toMatchObject({ outcome: 'taken' });
    await bench.abandon(other);
  });

  it('never opened: no promise within ten minutes, and nothing to be seen of it', async () => {
    const before = await allRowCounts(bench);
    const on = await bench.startUnopened();
    await bench.later('11 minutes');
    await ended(on, 'never-opened', 'commitment-never-opened');
    expect(await allRowCounts(bench)).toEqual(before);
  });

  it('not registered: nothing that could be followed, and another letter than the one signed', async () => {
    const before = await allRowCounts(bench);
    const wrong = [obligation('a', { term: { kind: 'day', due: '2026-01-05' } }), condition('a')];
    const commitment = { version: 1, sha256: '0'.repeat(64), signer: '张伟', means: 'online' } as const;
    const on = await bench.promise(wrong, { commitment, promisorAuthority: 'market' });
    const { refusals } = on.answer as { refusals: { code: string }[] };
    expect(refusals.map(({ code }) => code)).toEqual([
      'obligation-twice',
      'nothing-decided',
      'date-already-past',
      'promisor-authority-not-fit',
      'commitment-text-changed',
    ]);
    await ended(on, 'never-opened', 'commitment-not-registered');
    expect(await allRowCounts(bench)).toEqual(before);
  });

  it('not registered: an authority that there is not', async () => {
    const application = await bench.application();
    const caseId = randomUUID();
    await expect(bench.open({ ...application, authority: 'nowhere' }, caseId)).rejects.toThrow();
    expect(await bench.end({ caseId })).toEqual({ status: 'never-opened' });
  });

  it('reopened on a report in time, and kept', async () => {
    const on = await broken();
    expect(await outcomeOf(bench.reopen(on, ['a'], addDays(today, 14)))).toBe('running');
    expect(await bench.performance(on)).toMatchObject({ result: 'annulled' });
    expect(await outcomeOf(bench.confirm(on, { a: 'accepted' }))).toBe('kept');
    await ended(on, 'kept', 'commitment-reopened-and-kept');
    expect(await bench.performance(on)).toMatchObject({ result: 'kept' });
  });

  it('reopened on a report too late, or of a part: the ending stands', async () => {
    const on = await broken();
    const rows = await bench.row(on);
    expect(await outcomeOf(bench.reopen(on, ['a'], null))).toBe('refused: reported-late');
    await ended(on, 'broken', 'commitment-reopening-refused');
    expect(await bench.row(on)).toMatchObject({ outcome: rows.outcome, status: 'broken', round: 0 });
    expect(await bench.performance(on)).toMatchObject({ result: 'not-kept' });
  });

  it('made good: what was not kept was done later, and bars nobody any more', async () => {
    const subjectId = await bench.subject();
    const on = await broken(subjectId);
    const barred = await bench.promise([condition('site')], { kind: 'approval', subjectId });
    expect(barred.answer).toMatchObject({ refusals: [{ code: 'earlier-promise-not-kept' }] });
    expect(await bench.row(on)).toMatchObject({ outcome: { severity: 'serious' } });
    expect(await outcomeOf(bench.makeGood(on, ['a']))).toBe('broken');
    await ended(on, 'broken', 'commitment-made-good');
    expect(await outcomeOf(bench.makeGood(on, ['a']))).toBe('refused: nothing-to-make-good');
    expect(await bench.row(on)).toMatchObject({ outcome: { kind: 'broken', severity: 'minor' } });
    const again = await bench.promise([condition('site')], { kind: 'approval', subjectId });
    expect(again.answer).toMatchObject({ outcome: 'taken' });
    await bench.abandon(again);
  });

  it('found to be broken on purpose, by a supervisor with reasons', async () => {
    const on = await broken();
    await bench.makeGood(on, ['a']);
    expect(await outcomeOf(bench.grade(on, true))).toBe('broken');
    await ended(on, 'broken', 'commitment-graded');
    expect(await bench.row(on)).toMatchObject({ outcome: { severity: 'serious', wilful: true } });
    expect(await outcomeOf(bench.grade(on, true))).toBe('refused: nothing-to-grade');
    expect(await outcomeOf(bench.grade(on, false))).toBe('broken');
    expect(await bench.row(on)).toMatchObject({ outcome: { severity: 'minor', wilful: false } });
  });

  it("government's own promise, not kept: its superior and the auditors hear of it", async () => {
    const on = await bench.promise([owed('a')], { kind: 'government-promise' });
    await bench.letPass(on);
    await ended(on, 'broken', 'commitment-of-government-broken');
    expect(await bench.timeline(on)).toContain('superior-told');
    const told = await bench.sql<{ kind: string; desk: string; authority: string | null }>(
      `select n.kind, n.desk_role as desk, a.code as authority from notice n left join authority a on a.id = n.authority_id
       where n.case_id = ? and n.kind like 'broken-%' order by n.kind`,
      [on.caseId],
    );
    expect(told).toEqual([
      { kind: 'broken-auditor', desk: 'auditor', authority: null },
      { kind: 'broken-superior', desk: 'supervisor', authority: 'county-government' },
      { kind: 'broken-supervisor', desk: 'supervisor', authority: 'market' },
    ]);
  });

  it('a colleague takes no act of an assigned case', async () => {
    const on = await bench.promise([owed('a')]);
    await bench.report(on, [done('a')]);
    await bench.act(on, claimUpdate, { by: officer });
    expect(await outcomeOf(bench.confirm(on, { a: 'accepted' }, colleague))).toBe('AssignedToAnother');
    expect(await outcomeOf(bench.confirm(on, { a: 'accepted' }))).toBe('kept');
  });

  const OTHER_SUPERVISOR = { sub: 'supervisor-zhao', role: 'supervisor', authority: 'market' } as const;

  async function broken(subjectId?: string): Promise<{ caseId: string }> {
    const on = await bench.promise([owed('a')], subjectId === undefined ? {} : { subjectId });
    await bench.letPass(on);
    return on;
  }
});
