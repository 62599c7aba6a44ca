import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ACCEPT_FIRST,
  ACCEPT_FIRST_ACTS,
  ACCEPT_FIRST_STATUSES,
  type AcceptFirstAct,
  type AcceptFirstStatus,
  HANDLER_ACTS,
} from '../../domain/accept-first/accept-first.ts';
import { isOpen, rolesAllowed } from '../../domain/case/case-kind.ts';
import { type Actor, ROLES, type Role } from '../../domain/case/roles.ts';
import { endOfDay } from '../../domain/time.ts';
import {
  type ActAnswer,
  type ActHeader,
  type AssignAct,
  assignUpdate,
  claimUpdate,
  handBackUpdate,
} from '../../workflows/messages/case.ts';
import { applicant, Bench, colleague, items, officer, supervisor } from '../support/bench.ts';
import { allRowCounts, type CaseId, casesIn, outcomeOf, supplyByOf } from '../support/cases.ts';
import { stall } from '../support/procedures.ts';
import { lastMoment } from '../support/moments.ts';

const START = '2026-03-02T02:00:00.000Z';

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
  ended: { reopen: 'awaiting-verification', 'make-good': 'ended' },
} as const satisfies { [S in AcceptFirstStatus]?: Partial<Record<AcceptFirstAct, AcceptFirstStatus>> };

/** Acts that come with a start, since the case's workflow has ended: the table is asked where they are written. */
const AFTER_THE_END: AcceptFirstAct[] = ['reopen', 'make-good'];
const ACTS_OF_A_RUN = ACCEPT_FIRST_ACTS.filter((act) => !AFTER_THE_END.includes(act));

describe('every act in every status', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.start({ startAt: START, procedures: [stall()] });
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });

  it('has an expectation for exactly the pairs of the table', () => {
    for (const status of ACCEPT_FIRST_STATUSES) {
      const allowed = ACCEPT_FIRST_ACTS.filter((act) => rolesAllowed(ACCEPT_FIRST, status, act).length > 0);
      const expected: object = status in AFTER ? AFTER[status as keyof typeof AFTER] : {};
      expect([status, Object.keys(expected).sort()]).toEqual([status, [...allowed].sort()]);
    }
  });

  describe.each(Object.keys(AFTER) as (keyof typeof AFTER)[])('in "%s"', (status) => {
    const pairs = Object.entries(AFTER[status]) as [AcceptFirstAct, AcceptFirstStatus][];
    const allowed = pairs.flatMap(([act, after]) =>
      rolesAllowed(ACCEPT_FIRST, status, act).map((role) => ({ act, role, after })),
    );

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
    }, 300_000);
  });

  describe.each(ACCEPT_FIRST_STATUSES.filter((status) => isOpen(ACCEPT_FIRST, status)))('in "%s"', (status) => {
    it('refuses every other act and role before anything is written', async () => {
      const [on] = await casesIn(bench, status, 1);
      if (on === undefined) throw new Error('no case');
      const refused = ACTS_OF_A_RUN.flatMap((act) => ROLES.map((role) => ({ act, role }))).filter(
        ({ act, role }) => !rolesAllowed(ACCEPT_FIRST, status, act).some((allowed) => allowed === role),
      );
      const before = await traces(on);
      const outcomes: string[] = [];
      for (const { act, role } of refused)
        outcomes.push(`${act} by ${role}: ${await outcomeOf(send(on, act, actor(role)))}`);
      const why = (act: AcceptFirstAct) => {
        if (status === 'opening') return 'CaseUnknown';
        return rolesAllowed(ACCEPT_FIRST, status, act).length === 0 ? 'StatusNotAllowed' : 'RoleNotAllowed';
      };
      expect(outcomes).toEqual(refused.map(({ act, role }) => `${act} by ${role}: ${why(act)}`));
      const { noted, ...rows } = await traces(on);
      expect(rows).toEqual({ ...before, noted: undefined });
      // Nobody can name a case that is just being opened; its workflow has nothing to ask the table with.
      expect(noted - before.noted).toBe(status === 'opening' ? refused.length : 0);
      await bench.abandon(on);
    }, 300_000);
  });

  it.each(['awaiting-materials', 'awaiting-registration', 'awaiting-verification', 'awaiting-decision'] as const)(
    'keeps the acts of a handler from a colleague in "%s", not from the supervisor',
    async (status) => {
      const [on] = await casesIn(bench, status, 1);
      if (on === undefined) throw new Error('no case');
      await send(on, 'claim', officer);
      const before = await traces(on);
      const acts = HANDLER_ACTS.filter((act) => rolesAllowed(ACCEPT_FIRST, status, act).length > 0);
      for (const act of acts)
        expect([act, await outcomeOf(send(on, act, colleague))]).toEqual([act, 'AssignedToAnother']);
      expect(await traces(on)).toEqual(before);
      expect(await outcomeOf(send(on, 'hand-back', supervisor))).toBe(status);
      await bench.abandon(on);
    },
  );

  it.each(['refused', 'completed', 'withdrawn', 'never-opened'] as const)(
    'knows no act any more in "%s"',
    async (status) => {
      const [on] = await casesIn(bench, status, 1);
      if (on === undefined) throw new Error('no case');
      const before = await allRowCounts(bench);
      for (const act of ACTS_OF_A_RUN)
        expect([act, await outcomeOf(send(on, act, supervisor))]).toEqual([act, 'closed']);
      expect(await allRowCounts(bench)).toEqual(before);
      // These start a run of their own, which finds nothing to do.
      const why = status === 'never-opened' ? 'CaseUnknown' : 'refused: case-moved-on';
      for (const act of AFTER_THE_END) expect([act, await outcomeOf(send(on, act, supervisor))]).toEqual([act, why]);
    },
  );

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
    const due = await supplyByOf(bench, on).catch(() => null);
    const isPast = due !== null && endOfDay(due) < (await bench.now());
    const isApplicant = by.role === 'applicant';
    // What is done after the date counts at its last moment, whenever it is written down.
    const receivedAt = isPast && isApplicant ? lastMoment(due) : await bench.now();
    const paper = { means: 'counter', receivedOn: isPast ? due : null } as const;
    const means = isApplicant ? ({ means: 'online', receivedOn: null } as const) : paper;
    const handIn = { by, receivedAt, ...means, dispatchedOn: null, items: items('safety-rules') };
    const everything = { ...handIn, reason: '窗口漏登', items: items('business-licence', 'safety-rules') };
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
        return await bench.withdraw(on, { by, receivedAt: isPast ? lastMoment(due) : receivedAt });
      case 'reopen':
        return await bench.reopen(on, everything);
      case 'make-good':
        return await bench.makeGood(on, { ...everything, receivedOn: null });
      case 'claim':
        return await bench.act<ActHeader>(on, claimUpdate, { by });
      case 'assign':
        return await bench.act<AssignAct>(on, assignUpdate, { by, to: colleague.sub });
      case 'hand-back':
        return await bench.act<ActHeader>(on, handBackUpdate, { by });
      default:
        return act satisfies never;
    }
  }
});

function actor(role: Role): Actor {
  const known: Actor[] = [applicant, officer, supervisor];
  return known.find((one) => one.role === role) ?? { sub: `a-${role}`, role, authority: null };
}
