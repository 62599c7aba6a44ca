import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActResult } from '../../activities/case/act.ts';
import { ACCEPT_FIRST, ACCEPT_FIRST_ACTS, type AcceptFirstAct } from '../../domain/accept-first/accept-first.ts';
import { rolesAllowed } from '../../domain/case/case-kind.ts';
import { Bench, items, supervisor } from '../support/bench.ts';
import { type CaseId, casesIn, rowCounts } from '../support/cases.ts';
import { stall } from '../support/procedures.ts';

/** Statuses into which a case can come while an act that the validator let pass waits for its turn. */
const MOVED_ON = ['awaiting-decision', 'completed', 'ended', 'withdrawn', 'awaiting-materials'] as const;

describe('an act that another one overtook', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.start({ startAt: '2026-03-02T02:00:00.000Z', procedures: [stall()] });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it.each(MOVED_ON)('is answered, and changes nothing, in "%s"', async (status) => {
    const [on] = await casesIn(bench, status, 1);
    if (on === undefined) throw new Error('no case');
    const overtaken = ACCEPT_FIRST_ACTS.filter((act) => rolesAllowed(ACCEPT_FIRST, status, act).length === 0);
    const before = await rowCounts(bench, on);
    const row = await bench.row(on);
    for (const act of overtaken) {
      const { result, state } = await record(on, act);
      expect([act, result]).toMatchObject([
        act,
        { answer: { accepted: false, refusals: [{ code: 'case-moved-on' }] } },
      ]);
      expect(state.status).toBe(status);
    }
    const written = overtaken.length;
    const { case_step, audit_entry, ...rest } = before;
    // That it was asked for and refused is kept; nothing else is.
    const kept = { case_step: case_step + written, audit_entry: audit_entry + written };
    expect(await rowCounts(bench, on)).toEqual({ ...rest, ...kept });
    expect(await bench.row(on)).toEqual(row);
    await bench.abandon(on);
  });

  async function record({ caseId }: CaseId, act: AcceptFirstAct): Promise<ActResult> {
    const now = await bench.now();
    const header = { id: randomUUID(), by: supervisor, receivedAt: now };
    const handIn = {
      means: 'counter',
      receivedOn: null,
      dispatchedOn: null,
      items: items('business-licence'),
    } as const;
    const verdict = { material: 'business-licence', verdict: 'accepted', reason: null } as const;
    const {
      recordSupply,
      recordVerdicts,
      recordDecision,
      recordExtension,
      recordWithdrawal,
      recordReopening,
      recordMakingGood,
      recordClaim,
      recordAssignment,
      recordHandBack,
    } = bench.activities;
    switch (act) {
      case 'supply':
        return await recordSupply({ caseId, now, act: { ...header, ...handIn } });
      case 'verify':
        return await recordVerdicts({ caseId, now, act: { ...header, items: [verdict] } });
      case 'decide':
        return await recordDecision({ caseId, now, act: { ...header, granted: true, reason: null } });
      case 'extend':
        return await recordExtension({
          caseId,
          now,
          act: { ...header, until: '2026-12-30', reason: '停运', proof: '证明' },
        });
      case 'withdraw':
        return await recordWithdrawal({ caseId, now, act: { ...header, reason: null } });
      case 'reopen':
        return await recordReopening({ caseId, now, act: { ...header, ...handIn, reason: '漏登' } });
      case 'make-good':
        return await recordMakingGood({ caseId, now, act: { ...header, ...handIn, reason: '补救' } });
      case 'claim':
        return await recordClaim({ caseId, now, act: header });
      case 'assign':
        return await recordAssignment({ caseId, now, act: { ...header, to: supervisor.sub } });
      case 'hand-back':
        return await recordHandBack({ caseId, now, act: header });
      default:
        return act satisfies never;
    }
  }
});
