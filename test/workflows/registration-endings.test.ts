import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addMonths } from '../../domain/time.ts';
import {
  VOLUNTARY_REGISTRATION_WORKFLOW,
  voluntaryRegistrationWorkflowId,
} from '../../workflows/messages/voluntary-registration.ts';
import { outcomeOf } from '../support/cases.ts';
import { REGISTRATION_OPEN } from '../support/endings.ts';
import { keepHistory } from '../support/histories.ts';
import { CONTENT, type OpenRegistration, RegistrationBench, secondClerk } from '../support/registration-bench.ts';
import { clerk } from '../support/repair-bench.ts';

// Monday 2 March 2026; no date of what follows is provisional.
const START = '2026-03-02T02:00:00.000Z';

describe('every ending of what a subject registers of itself', () => {
  let bench: RegistrationBench;
  beforeAll(async () => {
    bench = await RegistrationBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it.each(REGISTRATION_OPEN)(
    'taken back from "%s": nothing is held against the subject, and it may register it again',
    async (status) => {
      const on = await broughtTo(status);
      expect(await bench.row(on)).toMatchObject({ status });
      expect(await outcomeOf(bench.takeBack(on))).toBe('withdrawn');
      expect(await bench.ended(on)).toEqual({ status: 'withdrawn' });
      expect(await bench.clocks(on)).toEqual([]);
      expect(await bench.row(on)).toMatchObject({ outcome: { kind: 'withdrawn' }, nextKind: null });
      expect(await bench.performanceOf(on)).toBeNull();
      await keepHistory(bench, voluntaryRegistrationWorkflowId(on.caseId), `registration-withdrawn-from-${status}`);
      const again = await bench.register({ subjectId: on.subjectId });
      expect(again.answer).toMatchObject({ outcome: 'registered' });
      await bench.leave(again);
    },
    120_000,
  );

  it('found false by a second person: off, a promise not kept, barred from registering, and made good', async () => {
    const on = await bench.heard();
    expect(await bench.row(on)).toMatchObject({ status: 'awaiting-decision', nextKind: 'voluntary-decide-by' });
    expect(await outcomeOf(bench.findFalse(on, { by: clerk }))).toBe('refused: proposer-may-not-decide');
    expect(await outcomeOf(bench.findFalse(on, { answerToStatement: null }))).toBe('refused: statement-needs-answer');
    expect(await outcomeOf(bench.findFalse(on, { reason: ' ' }))).toBe('refused: decision-needs-reason');
    expect(await bench.performanceOf(on)).toBeNull();
    expect(await outcomeOf(bench.findFalse(on))).toBe('found-false');
    expect(await bench.ended(on)).toEqual({ status: 'found-false' });
    expect(await bench.performanceOf(on)).toMatchObject({
      result: 'not-kept',
      decidedOn: '2026-03-02',
      madeGoodOn: null,
    });
    expect(await bench.registered(on)).toMatchObject({ decidedBy: secondClerk.sub, doubtedBy: clerk.sub });
    const [body] = await bench.noticeBodies(on, 'voluntary-found-false');
    expect(body).toMatch(/体育中心否认签证单[^]*不予采纳[^]*行政复议/);
    const workflowId = voluntaryRegistrationWorkflowId(on.caseId);
    await keepHistory(bench, workflowId, 'registration-found-false');

    const { subjectId } = on;
    const again = await bench.register({ subjectId });
    expect(again.answer).toMatchObject({ refusals: [{ code: 'registration-found-false' }] });
    expect(await outcomeOf(bench.makeGood(on))).toBe('found-false');
    expect(await bench.performanceOf(on)).toMatchObject({ result: 'not-kept', madeGoodOn: '2026-03-02' });
    expect(await outcomeOf(bench.makeGood(on))).toBe('refused: nothing-to-make-good');
    await keepHistory(bench, workflowId, 'registration-made-good');
    const after = await bench.register({ subjectId });
    expect(after.answer).toMatchObject({ outcome: 'registered' });
    await bench.leave(after);
  }, 120_000);

  it('past its validity: verified it is a promise kept, unverified nothing is said of it', async () => {
    const validUntil = addMonths(await bench.today(), 2);
    const [verified, unverified] = [await bench.register({ validUntil }), await bench.register({ validUntil })];
    expect(await outcomeOf(bench.verify(verified))).toBe('verified');
    expect(await bench.clocks(verified)).toEqual(['voluntary-valid-until']);
    await bench.past(verified, 'voluntary-valid-until');
    for (const on of [verified, unverified]) {
      expect(await bench.ended(on)).toEqual({ status: 'expired' });
      expect(await bench.clocks(on)).toEqual([]);
      const reminders = (await bench.notices(on)).filter((line) => line === 'voluntary-expiry-reminder → zhang');
      expect(reminders.length).toBeGreaterThan(0);
    }
    expect(await bench.performanceOf(verified)).toMatchObject({ result: 'kept', decidedOn: validUntil });
    expect(await bench.performanceOf(unverified)).toBeNull();
    expect(await bench.row(verified)).toMatchObject({ outcome: { kind: 'expired', on: validUntil, verified: true } });
    await keepHistory(bench, voluntaryRegistrationWorkflowId(verified.caseId), 'registration-expired-verified');
    await keepHistory(bench, voluntaryRegistrationWorkflowId(unverified.caseId), 'registration-expired-unverified');
    expect(await outcomeOf(bench.putRight(verified))).toBe('closed');
  }, 120_000);

  it('not registered: every reason at once, and no trace', async () => {
    const subjectId = await bench.subject();
    const first = await bench.register({ subjectId });
    const before = await counts();
    const today = await bench.today();
    const content = {
      ...CONTENT,
      party: null,
      evidence: null,
      on: '2027-01-01',
      text: '经理身份证号11010519491231002X',
    };
    const refused = await bench.register({ subjectId, content, validUntil: today });
    expect(codesOf(refused)).toEqual([
      'registration-open',
      'registration-incomplete',
      'registration-day-ahead',
      'registration-validity',
      'registration-personal-number',
    ]);
    const other = await bench.register({ commitment: { version: 1, sha256: 'a'.repeat(64), signer: '张伟' } });
    expect(codesOf(other)).toEqual(['commitment-text-changed']);
    expect(await bench.ended(refused)).toEqual({ status: 'never-opened' });
    expect(await counts()).toEqual(before);
    await keepHistory(bench, voluntaryRegistrationWorkflowId(refused.caseId), 'registration-not-registered');
    await bench.leave(first);
  }, 120_000);

  it('never opened: nothing within ten minutes, and nothing to be seen of it', async () => {
    const caseId = randomUUID();
    const workflowId = voluntaryRegistrationWorkflowId(caseId);
    await bench.env.client.workflow.start(VOLUNTARY_REGISTRATION_WORKFLOW, {
      workflowId,
      taskQueue: bench.taskQueue,
      args: [{ caseId, begin: 'door' }],
    });
    await bench.later('11 minutes');
    expect(await bench.ended({ caseId })).toEqual({ status: 'never-opened' });
    await keepHistory(bench, workflowId, 'registration-never-opened');
  }, 60_000);

  it('two of the same at once make one', async () => {
    const subjectId = await bench.subject();
    const both = await Promise.all([bench.register({ subjectId }), bench.register({ subjectId })]);
    const outcomes = both.flatMap(codesOf).sort();
    expect(outcomes).toEqual(['registered', 'registration-open']);
    await bench.leave(...both);
  }, 60_000);

  async function broughtTo(status: string): Promise<OpenRegistration> {
    if (status === 'awaiting-decision') return await bench.heard();
    const on = await bench.register();
    if (status === 'verified') await bench.verify(on);
    if (status === 'doubted') await bench.doubt(on);
    return on;
  }

  function codesOf({ answer }: OpenRegistration): string[] {
    return answer.outcome === 'not-registered' ? answer.refusals.map(({ code }) => code) : [answer.outcome];
  }

  async function counts(): Promise<object[]> {
    return await bench.sql(
      `select (select count(*)::integer from case_file) as cases,
         (select count(*)::integer from voluntary_registration) as own,
         (select count(*)::integer from voluntary_registration_version) as versions,
         (select count(*)::integer from notice) as notices, (select count(*)::integer from case_step) as steps`,
    );
  }
});
