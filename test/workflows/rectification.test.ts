import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Determination } from '../../db/entities/determination.ts';
import { PerformanceRecord } from '../../db/entities/performance-result.ts';
import { endOfDay } from '../../domain/time.ts';
import { determinationWorkflowId } from '../../workflows/messages/determination.ts';
import { outcomeOf } from '../support/cases.ts';
import {
  boss,
  colleague,
  inspector,
  type OpenRectification,
  RectificationBench,
} from '../support/rectification-bench.ts';
import { applicant, officerOf } from '../support/repair-bench.ts';

// Monday. The default term is 15 working days: Monday 23 March.
const START = '2026-03-02T02:00:00.000Z';

describe('the ladder, rung by rung', () => {
  let bench: RectificationBench;
  let on: OpenRectification;
  beforeAll(async () => {
    bench = await RectificationBench.start({ startAt: START });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('begins with a date, told to the subject with facts, rule and what to put right', async () => {
    on = await bench.ordered();
    expect(on.answer).toMatchObject({
      outcome: 'opened',
      status: 'rectifying',
      next: { kind: 'rectification-by', due: '2026-03-23', provisional: false },
    });
    expect(await bench.notices(on)).toEqual(
      expect.arrayContaining(['rectification-opened → zhang', 'rectification-opened-for-desk → market/officer']),
    );
    expect(await bench.clocks(on)).toEqual(['rectification-by']);
    expect((await bench.clock(on, 'rectification-by')).ledger.rule).toMatchObject({ isDefault: true, count: 15 });
  });

  it('reminds the subject, and once the date has passed waits for what came in time to be written down', async () => {
    await bench.past(on, 'rectification-by');
    expect(await bench.row(on)).toMatchObject({ status: 'registering', nextKind: 'rectification-registration' });
    const notices = await bench.notices(on);
    expect(notices.filter((line) => line === 'rectification-reminder → zhang')).toHaveLength(2);
    expect(notices).toEqual(
      expect.arrayContaining(['rectification-date-passed → zhang', 'rectification-to-register → market/officer']),
    );
  });

  it('then asks the authority for the reminder interview, and tells of its silence again and again', async () => {
    await bench.past(on, 'rectification-registration');
    expect(await bench.row(on)).toMatchObject({ status: 'reminder-due', nextKind: 'interview-by' });
    expect(await bench.notices(on)).toContain('interview-to-call → market/officer');
    await bench.past(on, 'interview-by');
    const { due } = await bench.clock(on, 'interview-by');
    await bench.skipTo(new Date(Date.parse(endOfDay(due)) + 8 * 86_400_000).toISOString());
    const told = (await bench.notices(on)).filter((line) => line === 'escalation → market/supervisor');
    expect(told.length).toBeGreaterThanOrEqual(2);
    // Its silence moves nothing on.
    expect(await bench.row(on)).toMatchObject({ status: 'reminder-due' });
    expect((await bench.timeline(on)).filter((kind) => kind === 'escalated').length).toBeGreaterThanOrEqual(2);
  }, 120_000);

  it('the interview is told three working days ahead, with all that the notice must hold', async () => {
    expect(await outcomeOf(bench.call(on, await bench.workingDay(2)))).toBe('refused: interview-too-soon');
    // Received a week ago and taken up only now: the subject is told now.
    const receivedAt = new Date(Date.parse(await bench.now()) - 7 * 86_400_000).toISOString();
    expect(await outcomeOf(bench.call(on, await bench.workingDay(2), { receivedAt }))).toBe(
      'refused: interview-too-soon',
    );
    expect(await outcomeOf(bench.call(on, null, { by: officerOf('transport') }))).toBe('RoleNotAllowed');
    expect(await outcomeOf(bench.call(on))).toBe('reminder-called');
    const [notice] = await bench.sql<{ title: string }>(
      "select title from notice where case_id = ? and kind = 'interview-called'",
      [on.caseId],
    );
    expect(notice?.title).toMatch(/^提示约谈通知书/);
    expect(await bench.clock(on, 'interview-by')).toMatchObject({ state: 'missed' });
    // Another day may be set.
    expect(await outcomeOf(bench.call(on, await bench.workingDay(5)))).toBe('reminder-called');
    expect(await bench.clocks(on)).toEqual(['interview-minutes-by']);
  });

  it('minutes are signed, or the refusal to sign is noted, and a new date begins', async () => {
    expect(await outcomeOf(bench.minute(on))).toBe('refused: interview-before-its-day');
    const { startDay } = (await bench.clock(on, 'interview-minutes-by')).ledger;
    await bench.skipTo(`${startDay}T02:00:00.000Z`);
    expect(await outcomeOf(bench.minute(on, { signed: null }))).toBe('refused: minutes-need-signature');
    expect(await outcomeOf(bench.minute(on, { signed: 'subject-refused' }))).toBe(
      'refused: refusal-to-sign-needs-note',
    );
    const answer = await bench.minute(on, { signed: 'subject-refused', signedNote: '在场人员刘某见证' });
    expect(answer).toMatchObject({ status: 'rectifying', next: { kind: 'rectification-by' } });
    expect(await bench.clocks(on)).toEqual(['rectification-by']);
    expect(await bench.notices(on)).toContain('interview-minuted → zhang');
  });

  it('a missed warning interview is noted and is no proof; the last date begins', async () => {
    await bench.passRung(on);
    expect(await bench.row(on)).toMatchObject({ status: 'warning-due' });
    await bench.call(on);
    const missed = { result: 'missed', signed: null, promises: null } as const;
    expect(await outcomeOf(bench.interviewed(on, { ...missed, signed: 'by-both' }))).toBe(
      'refused: missed-is-not-signed',
    );
    const by = await bench.workingDay(4);
    expect(await bench.interviewed(on, { ...missed, rectifyBy: by })).toMatchObject({
      status: 'rectifying',
      next: { due: by },
    });
  }, 120_000);

  it('at its end nothing is determined: officer and supervisor are told to consider it', async () => {
    await bench.passRung(on);
    expect(await bench.ended(on)).toEqual({ status: 'not-rectified' });
    expect(await bench.row(on)).toMatchObject({
      status: 'not-rectified',
      outcome: { kind: 'not-rectified', reported: false },
    });
    expect(await bench.notices(on)).toEqual(
      expect.arrayContaining([
        'not-rectified → zhang',
        'determination-to-consider → market/officer',
        'determination-to-consider → market/supervisor',
      ]),
    );
    expect(await bench.clocks(on)).toEqual([]);
    // The draft lies on the desk of the authority, and its own workflow follows it.
    const draft = await bench.orm.em.fork().findOneOrFail(Determination, { originCaseId: on.caseId });
    expect(await bench.row(draft)).toMatchObject({ kind: 'determination', status: 'draft', nextKind: 'draft-by' });
    const drafted = bench.env.client.workflow.getHandle(determinationWorkflowId(draft.caseId));
    expect((await drafted.describe()).status.name).toBe('RUNNING');
    await drafted.terminate();
    expect(await bench.orm.em.fork().count(PerformanceRecord, { caseId: on.caseId })).toBe(0);
    expect(
      await bench.sql('select id from record where subject_id = (select subject_id from case_file where id = ?)', [
        on.caseId,
      ]),
    ).toEqual([]);
  }, 120_000);

  it('is for its authority, its subject, and once claimed for its handler', async () => {
    const other = await bench.ordered();
    expect(await outcomeOf(bench.report(other, { by: officerOf('transport') }))).toBe('RoleNotAllowed');
    expect(await outcomeOf(bench.claim(other, colleague))).toBe('rectifying');
    await bench.report(other);
    expect(await outcomeOf(bench.confirm(other))).toBe('AssignedToAnother');
    expect(await outcomeOf(bench.confirm(other, { by: applicant }))).toBe('RoleNotAllowed');
    expect(await outcomeOf(bench.handBack(other, colleague))).toBe('rectifying');
    expect(await outcomeOf(bench.assign(other, inspector))).toBe('rectifying');
    expect(await outcomeOf(bench.confirm(other, { by: boss }))).toBe('rectified');
  });
});
