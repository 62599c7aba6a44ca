import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, endOfDay } from '../../domain/time.ts';
import { voluntaryRegistrationWorkflowId } from '../../workflows/messages/voluntary-registration.ts';
import { outcomeOf } from '../support/cases.ts';
import { keepHistory } from '../support/histories.ts';
import { RegistrationBench, secondClerk, windowBoss } from '../support/registration-bench.ts';
import { clerk, officerOf } from '../support/repair-bench.ts';

// Monday 2 March 2026.
const START = '2026-03-02T02:00:00.000Z';

describe('what a subject registers of itself, while somebody is waited for', () => {
  let bench: RegistrationBench;
  beforeAll(async () => {
    bench = await RegistrationBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('an authority that is silent is told of to its supervisor, again and again, and verifies nothing by it', async () => {
    const on = await bench.register();
    expect(on.answer).toMatchObject({
      status: 'unverified',
      next: { kind: 'voluntary-verify-by', due: '2026-03-16', provisional: false },
    });
    expect(await bench.notices(on)).toEqual(['voluntary-registered → zhang', 'voluntary-to-verify → window/officer']);
    expect(await bench.past(on, 'voluntary-verify-by')).toBe('2026-03-16');
    await bench.skipTo(endOfDay('2026-03-20'));
    const told = async (line: string) => (await bench.notices(on)).filter((one) => one === line).length;
    expect(await told('escalation → window/supervisor')).toBe(2);
    expect(await bench.row(on)).toMatchObject({ status: 'unverified' });
    expect(await outcomeOf(bench.verify(on))).toBe('verified');
    expect(await bench.clock(on, 'voluntary-verify-by')).toMatchObject({ state: 'missed' });

    // Doubted afterwards, heard by nobody, and silent again.
    expect(await outcomeOf(bench.doubt(on))).toBe('doubted');
    expect(await bench.clocks(on)).toEqual(['voluntary-statement-by']);
    expect(await outcomeOf(bench.findFalse(on))).toBe('StatusNotAllowed');
    const statementBy = await bench.past(on, 'voluntary-statement-by');
    expect(await bench.row(on)).toMatchObject({ status: 'awaiting-decision' });
    expect(await bench.clock(on, 'voluntary-decide-by')).toMatchObject({ ledger: { startDay: statementBy } });
    // What came on paper in time may still be on its way.
    expect(await outcomeOf(bench.findFalse(on))).toBe('refused: receipts-may-come');
    await bench.past(on, 'voluntary-decide-by');
    expect(await told('escalation → window/supervisor')).toBe(3);
    expect(await outcomeOf(bench.findFalse(on, { by: windowBoss, answerToStatement: null }))).toBe('found-false');
    await keepHistory(bench, voluntaryRegistrationWorkflowId(on.caseId), 'registration-silent');
  }, 120_000);

  it('corrected while it is in doubt it is something new to verify; cleared it is verified, and shown again', async () => {
    const on = await bench.register();
    await bench.verify(on);
    await bench.doubt(on);
    const before = await bench.clock(on, 'voluntary-valid-until');
    expect(before).toMatchObject({ state: 'closed' });
    expect(await outcomeOf(bench.putRight(on))).toBe('unverified');
    expect(await bench.registered(on)).toMatchObject({
      version: 2,
      verifiedOn: null,
      doubtedOn: null,
      doubtedBy: null,
    });
    expect(await bench.clocks(on)).toEqual(['voluntary-valid-until', 'voluntary-verify-by']);
    expect(await outcomeOf(bench.putRight(on))).toBe('refused: registration-unchanged');
    expect(await outcomeOf(bench.putRight(on, { content: { category: 'other' } }))).toBe(
      'refused: registration-other-category',
    );
    expect(await outcomeOf(bench.doubt(on))).toBe('doubted');
    // On paper, and it is not the desk that says that this is all.
    expect(await outcomeOf(bench.speak(on, { by: clerk, final: true }))).toBe('refused: statement-final-by-subject');
    expect(await outcomeOf(bench.speak(on, { by: clerk, receivedOn: await bench.today() }))).toBe('doubted');
    expect(await bench.notices(on)).toContain('voluntary-statement-for-desk → window/officer');
    expect(await outcomeOf(bench.clear(on))).toBe('verified');
    expect(await bench.registered(on)).toMatchObject({ verifiedBy: clerk.sub, verification: '签证单经体育中心确认' });
    expect(await bench.clocks(on)).toEqual(['voluntary-valid-until']);
    const events = (await bench.timeline(on)).filter((kind) => kind.startsWith('voluntary-'));
    expect(events).toEqual([
      'voluntary-registered',
      'voluntary-verified',
      'voluntary-doubted',
      'voluntary-corrected',
      'voluntary-doubted',
      'voluntary-statement',
      'voluntary-cleared',
    ]);
    await keepHistory(bench, voluntaryRegistrationWorkflowId(on.caseId), 'registration-corrected-and-cleared');
    await bench.leave(on);
  }, 120_000);

  it('cleared after its validity it is over at once, and was a promise kept', async () => {
    const on = await bench.register({ validUntil: addDays(await bench.today(), 3) });
    await bench.doubt(on);
    await bench.past(on, 'voluntary-statement-by');
    expect(await bench.row(on)).toMatchObject({ status: 'awaiting-decision' });
    expect(await outcomeOf(bench.clear(on))).toBe('verified');
    expect(await bench.ended(on)).toEqual({ status: 'expired' });
    expect(await bench.performanceOf(on)).toMatchObject({ result: 'kept' });
  }, 120_000);

  it('is its own desk’s: nobody of another authority acts on it, a claimed one is its handler’s, and the doubter’s no more when it is to be decided', async () => {
    const on = await bench.register();
    expect(await outcomeOf(bench.verify(on, { by: officerOf('market') }))).toBe('RoleNotAllowed');
    expect(await outcomeOf(bench.claim(on, clerk))).toBe('unverified');
    expect(await outcomeOf(bench.verify(on, { by: secondClerk }))).toBe('AssignedToAnother');
    await bench.doubt(on);
    await bench.speak(on, { final: true });
    expect(await bench.row(on)).toMatchObject({ status: 'awaiting-decision', assignedTo: null });
    expect(await outcomeOf(bench.takeBack(on, { by: clerk }))).toBe('refused: withdrawal-needs-proof');
    expect(await outcomeOf(bench.takeBack(on, { by: clerk, reason: '书面撤回申请' }))).toBe('withdrawn');
  }, 60_000);

  it('an act that is sent again finds its own answer', async () => {
    const on = await bench.register();
    const id = randomUUID();
    const first = await bench.doubt(on, { id });
    expect(await bench.doubt(on, { id })).toEqual(first);
    expect((await bench.timeline(on)).filter((kind) => kind === 'voluntary-doubted')).toHaveLength(1);
    await bench.leave(on);
  }, 60_000);
});
