import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ACCEPT_FIRST_ACTS } from '../../domain/accept-first/accept-first.ts';
import { endOfDay } from '../../domain/time.ts';
import { acceptFirstWorkflowId } from '../../workflows/messages/accept-first.ts';
import { claimUpdate, handBackUpdate, type ActHeader } from '../../workflows/messages/case.ts';
import { Bench, items, type OpenCase, officer, supervisor } from '../support/bench.ts';
import { type RowCounts, rowCounts, skipPastNextDate, supplyByOf } from '../support/cases.ts';
import { keepHistory } from '../support/histories.ts';
import { stall } from '../support/procedures.ts';

const START = '2026-03-02T02:00:00.000Z';
const BOTH = ['business-licence', 'safety-rules'];

interface Story {
  counts: RowCounts;
  timeline: string[];
  notices: string[];
  mails: number;
}

describe('an answer that is lost', () => {
  let bench: Bench;
  let undisturbed: Story;
  beforeAll(async () => {
    bench = await Bench.start({ startAt: START, procedures: [stall()] });
    undisturbed = await tell();
  }, 300_000);
  afterAll(async () => {
    await bench.stop();
  });
  afterEach(() => {
    bench.boundary = undefined;
  });

  it.each(['after-commit', 'before-commit'] as const)(
    'at every step of a story (%s) doubles nothing and loses nothing',
    async (point) => {
      const failed: string[] = [];
      bench.boundary = async (at, _caseId, key) => {
        if (at !== point || failed.includes(key)) return;
        failed.push(key);
        throw new Error('the connection to the worker broke');
      };
      expect(await tell()).toEqual(undisturbed);
      expect(failed).toHaveLength(undisturbed.counts.case_step);
    },
    60_000,
  );

  it('tells a story that has every act but the assignment, and every step but the provisional', () => {
    const told = 'received accepted-first claimed reminded supplied verified handed-back extended supply-by-passed';
    const after = 'ended-late reopened escalated promise-kept decided';
    expect(new Set(undisturbed.timeline)).toEqual(new Set(`${told} ${after}`.split(' ')));
    expect(ACCEPT_FIRST_ACTS).toHaveLength(10);
  });

  /** Wrong paper, extension, the end, reopening, a silent officer, the decision. */
  async function tell(): Promise<Story> {
    const mailsBefore = bench.mails.length;
    const opened = await bench.open({ procedure: 'stall-licence', missing: BOTH });
    await bench.act<ActHeader>(opened, claimUpdate, { by: officer });
    await bench.supply(opened, { items: items('business-licence') });
    await bench.verify(opened, { 'business-licence': 'wrong' });
    await bench.act<ActHeader>(opened, handBackUpdate, { by: officer });
    await bench.extend(opened, await extended(opened));
    await skipPastNextDate(bench, [opened]);
    await skipPastNextDate(bench, [opened]);
    await keepHistory(bench, acceptFirstWorkflowId(opened.caseId), 'long-story-until-its-end');
    const receivedOn = await supplyByOf(bench, opened);
    const receipt = {
      means: 'counter',
      receivedOn,
      dispatchedOn: null,
      reason: '漏登',
      items: items(...BOTH),
    } as const;
    await bench.reopen(opened, { by: supervisor, ...receipt });
    await bench.skipTo(endOfDay((await bench.row(opened)).nextDue ?? ''));
    await bench.verify(opened, { 'business-licence': 'accepted', 'safety-rules': 'accepted' });
    await bench.decide(opened);
    expect(await bench.end(opened)).toEqual({ status: 'completed' });
    await keepHistory(bench, acceptFirstWorkflowId(opened.caseId), 'long-story-reopened');
    await bench.later(60_000);
    return {
      counts: await rowCounts(bench, opened),
      timeline: await bench.timeline(opened),
      notices: (await bench.notices(opened)).sort(),
      mails: bench.mails.length - mailsBefore,
    };
  }

  /** Four weeks after the day it was opened, a working day. */
  async function extended(opened: OpenCase): Promise<string> {
    const { receivedOn } = await bench.row(opened);
    const day = new Date(Date.parse(`${receivedOn}T00:00:00Z`) + 28 * 86_400_000);
    return day.toISOString().slice(0, 10);
  }
});
