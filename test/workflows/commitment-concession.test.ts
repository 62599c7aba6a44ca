import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { addDays, type Day, endOfDay, shanghaiDay } from '../../domain/time.ts';
import { commitmentWorkflowId } from '../../workflows/messages/commitment.ts';
import { officer, supervisor } from '../support/bench.ts';
import { outcomeOf } from '../support/cases.ts';
import { CommitmentBench, done, part } from '../support/commitment-bench.ts';
import { keepHistory } from '../support/histories.ts';
import { afterEvent, condition, obligation } from '../support/promises.ts';

const START = '2026-03-02T02:00:00.000Z';
const OTHER_SUPERVISOR = { ...supervisor, sub: 'wang' };

jest.setTimeout(300_000);

describe('a promisor that says by itself what it has not done', () => {
  let bench: CommitmentBench;
  let today: Day;
  beforeAll(async () => {
    bench = await CommitmentBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });
  beforeEach(async () => {
    today = shanghaiDay(await bench.now());
  });

  it('need not wait for the counter: a date that was over as its event became known is broken with its word', async () => {
    const on = await bench.promise([
      obligation('a', { term: { kind: 'day', due: addDays(today, 60) } }),
      afterEvent('b', 2, addDays(today, 60)),
    ]);
    await bench.skipTo(endOfDay(addDays(today, 20)));
    expect(await outcomeOf(bench.concede(on, ['a', 'b']))).toBe('refused: conceded-too-early obligation-not-open');
    // Reported late by the promisor: what came in time can still be written down, and nothing breaks by itself.
    await bench.event(on, 'b', today);
    expect(await bench.row(on)).toMatchObject({ status: 'running', nextKind: 'fulfil-registration' });
    const due = await bench.dueOf(on, 'b');
    expect(await outcomeOf(bench.concede(on, ['b']))).toBe('running');
    expect(
      await bench.sql('select not_kept_on::text from obligation where case_id = ? order by position', [on.caseId]),
    ).toEqual([{ not_kept_on: null }, { not_kept_on: due }]);
    expect(await bench.notices(on)).toContain('obligation-conceded → zhang');
    await bench.fulfil(on, 'a');
    expect(await bench.row(on)).toMatchObject({ status: 'broken', outcome: { kept: ['a'], notKept: ['b'] } });
    expect(await bench.performance(on)).toMatchObject({ result: 'not-kept' });
    expect(await bench.end(on)).toEqual({ status: 'broken' });
    await keepHistory(bench, commitmentWorkflowId(on.caseId), 'commitment-conceded');
  });

  it('is never spoken for: an officer needs its paper, of a day on which the date was over', async () => {
    const on = await bench.promise([obligation('a', { term: { kind: 'day', due: today } })]);
    await bench.skipTo(endOfDay(today));
    const paper = { by: officer, statement: '承诺人签名的确认书1号' };
    expect(await outcomeOf(bench.concede(on, ['a'], { ...paper, receivedOn: today }))).toBe(
      'refused: conceded-too-early',
    );
    expect(await outcomeOf(bench.concede(on, ['a'], { ...paper, receivedOn: addDays(today, 2) }))).toBe(
      'refused: receipt-in-future',
    );
    expect(await outcomeOf(bench.concede(on, ['z'], paper))).toBe('refused: unknown-obligation');
    expect(await outcomeOf(bench.concede(on, ['a'], paper))).toBe('broken');
    const [row] = await bench.sql<{ concession: string }>('select concession from obligation where case_id = ?', [
      on.caseId,
    ]);
    expect(row?.concession).not.toContain('确认书');
  });

  it('is set right by a report that came in time all along', async () => {
    const on = await bench.promise([
      obligation('a', { term: { kind: 'day', due: today } }),
      obligation('b', { term: { kind: 'day', due: addDays(today, 60) } }),
    ]);
    await bench.skipTo(endOfDay(today));
    expect(await outcomeOf(bench.concede(on, ['a']))).toBe('running');
    expect(await outcomeOf(bench.report(on, [done('a')], { by: officer, means: 'counter', receivedOn: today }))).toBe(
      'running',
    );
    expect(
      await bench.sql('select not_kept_on, conceded_on from obligation where case_id = ? and code = ?', [
        on.caseId,
        'a',
      ]),
    ).toEqual([{ not_kept_on: null, conceded_on: null }]);
    await bench.confirm(on, { a: 'accepted' });
    await bench.fulfil(on, 'b');
    expect(await bench.status(on)).toBe('kept');
  });

  it('waits for the verdict on the part that it did report', async () => {
    const on = await bench.promise([
      obligation('a', { term: { kind: 'day', due: today }, quantity: { amount: 10, unit: '公里' } }),
    ]);
    await bench.report(on, [part('a', 4)]);
    await bench.skipTo(endOfDay(today));
    expect(await outcomeOf(bench.concede(on, ['a']))).toBe('running');
    expect(await outcomeOf(bench.confirm(on, { a: 'accepted' }))).toBe('broken');
  });

  it('may give up the days to rectify; whether the decision is revoked is for a second person all the same', async () => {
    const on = await bench.promise([condition('site')], { kind: 'approval' });
    expect(await outcomeOf(bench.concede(on, ['site']))).toBe('refused: obligation-not-open');
    await bench.check(on, { site: 'untrue' }, { by: supervisor });
    expect(await outcomeOf(bench.concede(on, ['site']))).toBe('revoking');
    expect(await bench.row(on)).toMatchObject({ nextKind: 'revoke-by' });
    expect(await outcomeOf(bench.decideApproval(on, true, supervisor))).toBe('refused: second-person');
    expect(await outcomeOf(bench.decideApproval(on, true, OTHER_SUPERVISOR))).toBe('broken');
    await bench.end(on);
    await keepHistory(bench, commitmentWorkflowId(on.caseId), 'commitment-rectification-given-up');
  });

  it('is not spoken for by who found it untrue, nor by a paper from before an extension', async () => {
    const on = await bench.promise([condition('site')], { kind: 'approval' });
    await bench.check(on, { site: 'untrue' }, { by: supervisor });
    const paper = { statement: '承诺人签名的放弃整改确认书1号', receivedOn: today };
    expect(await outcomeOf(bench.concede(on, ['site'], { ...paper, by: supervisor }))).toBe(
      'refused: checker-may-not-register',
    );
    await bench.skipTo(endOfDay(today));
    await bench.extend(on, 'site', addDays(await bench.dueOf(on, 'site'), 20));
    expect(await outcomeOf(bench.concede(on, ['site'], { ...paper, by: officer }))).toBe(
      'refused: concession-overtaken',
    );
    const tomorrow = addDays(today, 1);
    expect(await outcomeOf(bench.concede(on, ['site'], { ...paper, by: officer, receivedOn: tomorrow }))).toBe(
      'revoking',
    );
  });

  it('may rectify after all, as long as its date has not passed', async () => {
    const on = await bench.promise([condition('site')], { kind: 'approval' });
    await bench.check(on, { site: 'untrue' }, { by: supervisor });
    const due = await bench.dueOf(on, 'site');
    await bench.concede(on, ['site']);
    expect(await outcomeOf(bench.report(on, [done('site')]))).toBe('rectifying');
    expect(await bench.deadlines(on)).toContain(`rectify-by site: met ${due}`);
    expect(await outcomeOf(bench.confirm(on, { site: 'accepted' }))).toBe('kept');
  });
});
