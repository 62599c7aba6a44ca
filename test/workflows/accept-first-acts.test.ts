import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ACCEPT_FIRST_ACTS,
  ACCEPT_FIRST_STATUSES,
  type AcceptFirstAct,
  type AcceptFirstStatus,
  HANDLER_ACTS,
  isOpen,
  rolesAllowed,
} from '../../domain/accept-first.ts';
import { type Actor, ROLES, type Role } from '../../domain/roles.ts';
import { endOfDay } from '../../domain/time.ts';
import * as messages from '../../workflows/messages/accept-first.ts';
import type { ActAnswer, ActHeader } from '../../workflows/messages/case.ts';
import { applicant, Bench, colleague, items, officer, supervisor } from '../support/bench.ts';
import { allRowCounts, type CaseId, casesIn, outcomeOf } from '../support/cases.ts';
import { stall } from '../support/procedures.ts';

const START = '2026-03-02T02:00:00.000Z';

type OpenStatus = 'awaiting-materials' | 'awaiting-registration' | 'awaiting-verification' | 'awaiting-decision';

/** What each act does where the table allows it. A new pair of status and act does not compile until told here. */
const AFTER = {
  'awaiting-materials': {
    supply: 'awaiting-verification',
    verify: 'awaiting-materials',
    extend: 'awaiting-materials',
    withdraw: 'withdrawn',
    claim: 'awaiting-materials',
    assign: 'awaiting-materials',
    'hand-back': 'awaiting-materials',
  },
  'awaiting-registration': {
    supply: 'awaiting-verification',
    verify: 'awaiting-registration',
    extend: 'awaiting-materials',
    withdraw: 'withdrawn',
    claim: 'awaiting-registration',
    assign: 'awaiting-registration',
    'hand-back': 'awaiting-registration',
  },
  'awaiting-verification': {
    supply: 'awaiting-verification',
    verify: 'awaiting-verification',
    extend: 'awaiting-verification',
    withdraw: 'withdrawn',
    claim: 'awaiting-verification',
    assign: 'awaiting-verification',
    'hand-back': 'awaiting-verification',
  },
  'awaiting-decision': {
    decide: 'completed',
    withdraw: 'withdrawn',
    claim: 'awaiting-decision',
    assign: 'awaiting-decision',
    'hand-back': 'awaiting-decision',
  },
  ended: { reopen: 'awaiting-verification' },
} as const satisfies { [S in AcceptFirstStatus]?: Partial<Record<AcceptFirstAct, AcceptFirstStatus>> };

describe('every act in every status', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.start({ startAt: START, procedures: [stall()] });
  }, 120_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('has an expectation for exactly the pairs of the table', () => {
    for (const status of ACCEPT_FIRST_STATUSES) {
      const allowed = ACCEPT_FIRST_ACTS.filter((act) => rolesAllowed(status, act).length > 0);
      const expected: object = status in AFTER ? AFTER[status as keyof typeof AFTER] : {};
      expect([status, Object.keys(expected).sort()]).toEqual([status, [...allowed].sort()]);
    }
  });

  describe.each(Object.keys(AFTER) as (keyof typeof AFTER)[])('in "%s"', (status) => {
    const pairs = Object.entries(AFTER[status]) as [AcceptFirstAct, AcceptFirstStatus][];
    const allowed = pairs.flatMap(([act, after]) => rolesAllowed(status, act).map((role) => ({ act, role, after })));

    it('does what the table allows', async () => {
      const cases = await casesIn(bench, status, allowed.length);
      const outcomes: string[] = [];
      for (const [index, { act, role }] of allowed.entries()) {
        const on = cases[index] as CaseId;
        await prepare(on, act, status, role);
        const before = await bench.timeline(on);
        const after = await outcomeOf(send(on, act, actor(role)));
        const written = (await bench.timeline(on)).slice(before.length);
        outcomes.push(`${act} by ${role} → ${after}, ${written.length > 0 ? 'written down' : 'nothing written'}`);
      }
      expect(outcomes).toEqual(allowed.map(({ act, role, after }) => `${act} by ${role} → ${after}, written down`));
      await bench.abandon(...cases);
    }, 120_000);
  });

  describe.each(ACCEPT_FIRST_STATUSES.filter(isOpen))('in "%s"', (status) => {
    it('refuses every other act and role before anything is written', async () => {
      const [on] = await casesIn(bench, status, 1);
      if (on === undefined) throw new Error('no case');
      const refused = ACCEPT_FIRST_ACTS.flatMap((act) => ROLES.map((role) => ({ act, role }))).filter(
        ({ act, role }) => !rolesAllowed(status, act).some((allowed) => allowed === role),
      );
      const before = await traces(on);
      const outcomes: string[] = [];
      for (const { act, role } of refused) outcomes.push(`${act} by ${role}: ${await outcomeOf(send(on, act, actor(role)))}`);
      const why = (act: AcceptFirstAct) => {
        if (status === 'opening') return 'CaseUnknown';
        return rolesAllowed(status, act).length === 0 ? 'StatusNotAllowed' : 'RoleNotAllowed';
      };
      expect(outcomes).toEqual(refused.map(({ act, role }) => `${act} by ${role}: ${why(act)}`));
      const { noted, ...rows } = await traces(on);
      expect(rows).toEqual({ ...before, noted: undefined });
      // Only what comes with a start of its own reaches the case before it is refused.
      expect(noted - before.noted).toBe(status === 'opening' ? refused.length : refused.filter(({ act }) => act === 'reopen').length);
      await bench.abandon(on);
    }, 60_000);
  });

  it.each(['awaiting-materials', 'awaiting-registration', 'awaiting-verification', 'awaiting-decision'] as const)(
    'keeps the acts of a handler from a colleague in "%s", not from the supervisor',
    async (status) => {
      const [on] = await casesIn(bench, status, 1);
      if (on === undefined) throw new Error('no case');
      await send(on, 'claim', officer);
      const before = await traces(on);
      const acts = HANDLER_ACTS.filter((act) => rolesAllowed(status, act).length > 0);
      for (const act of acts) expect([act, await outcomeOf(send(on, act, colleague))]).toEqual([act, 'AssignedToAnother']);
      expect(await traces(on)).toEqual(before);
      expect(await outcomeOf(send(on, 'hand-back', supervisor))).toBe(status);
      await bench.abandon(on);
    },
  );

  it.each(['refused', 'completed', 'withdrawn', 'never-opened'] as const)('knows no act any more in "%s"', async (status) => {
    const [on] = await casesIn(bench, status, 1);
    if (on === undefined) throw new Error('no case');
    const before = await allRowCounts(bench);
    const acts = ACCEPT_FIRST_ACTS.filter((act) => act !== 'reopen');
    for (const act of acts) expect([act, await outcomeOf(send(on, act, supervisor))]).toEqual([act, 'closed']);
    const reopened = await outcomeOf(send(on, 'reopen', supervisor));
    expect(reopened).toBe(status === 'never-opened' ? 'CaseUnknown' : 'StatusNotAllowed');
    expect(await allRowCounts(bench)).toEqual(before);
  });

  /** Rows anywhere, and acts that entered the case's history. */
  async function traces(on: CaseId): Promise<{ noted: number } & Record<string, number>> {
    const { events } = await bench.workflow(on).fetchHistory();
    const noted = events?.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes).length ?? 0;
    return { ...(await allRowCounts(bench)), noted };
  }

  /** Brings about what an act needs beside the status; the case has a handler wherever that may matter. */
  async function prepare(on: CaseId, act: AcceptFirstAct, status: keyof typeof AFTER, role: Role): Promise<void> {
    if (act === 'claim' || status === 'ended') return;
    await send(on, 'claim', role === 'supervisor' ? colleague : officer);
  }

  async function send(on: CaseId, act: AcceptFirstAct, by: Actor): Promise<ActAnswer> {
    const { due, receivedOn } = await dates(on);
    const handIn = {
      by,
      means: by.role === 'applicant' ? 'online' : 'counter',
      // At the last minute of the due day, whenever it is written down.
      receivedAt: by.role === 'applicant' && due !== null && endOfDay(due) < (await bench.now()) ? lastMinute(due) : await bench.now(),
      receivedOn: by.role === 'applicant' ? null : receivedOn,
      dispatchedOn: null,
      items: items('safety-rules'),
    } as const;
    switch (act) {
      case 'supply':
        return await bench.supply(on, handIn);
      case 'verify':
        return await bench.verify(on, { 'business-licence': 'accepted' }, by);
      case 'decide':
        return await bench.decide(on, true, by);
      case 'extend':
        return await bench.extend(on, '2026-12-30', by);
      case 'withdraw':
        return await bench.withdraw(on, by);
      case 'reopen':
        return await bench.reopen(on, { ...handIn, reason: '窗口漏登', items: items('business-licence', 'safety-rules') });
      case 'claim':
        return await bench.act<ActHeader>(on, messages.claimUpdate, { by });
      case 'assign':
        return await bench.act<messages.AssignAct>(on, messages.assignUpdate, { by, to: colleague.sub });
      case 'hand-back':
        return await bench.act<ActHeader>(on, messages.handBackUpdate, { by });
      default:
        return act satisfies never;
    }
  }

  /** The supply-by date, and a day of receipt in time. */
  async function dates({ caseId }: CaseId): Promise<{ due: string | null; receivedOn: string | null }> {
    const [row] = await bench.sql<{ due: string }>("select due::text from deadline where case_id = ? and kind = 'supply-by'", [caseId]);
    const past = row !== undefined && endOfDay(row.due) < (await bench.now());
    return { due: row?.due ?? null, receivedOn: past ? row.due : null };
  }
});

function actor(role: Role): Actor {
  const known: Actor[] = [applicant, officer, supervisor];
  return known.find((one) => one.role === role) ?? { sub: `a-${role}`, role, authority: null };
}

function lastMinute(due: string): string {
  return new Date(Date.parse(endOfDay(due)) - 60_000).toISOString();
}
