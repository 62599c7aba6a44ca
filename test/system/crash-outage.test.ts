/**
 * Worker, API and Temporal gone for ten weeks, with every kind of case open: what fell due meanwhile is done once, by the
 * dates that were stored, as by a service that was there all the time.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { planLeap, settledService } from '../support/crash-clock.ts';
import {
  doneBySystem,
  everything,
  type OpenCases,
  openEverything,
  OUTAGE_BEGINS,
  OUTAGE_ENDS,
} from '../support/crash-outage.ts';
import { until } from '../support/processes.ts';
import { WholeService } from '../support/whole-service.ts';

/** Time in which everybody sets his timers by the leap, and all is killed. */
const LEAST_MS = 30_000;

/**
 * What each case did by itself once it was there again: what, for which authority or obligation, the date it was about, and
 * the day that it counts for. The part that was asked to complete has its clocks from the end of the completion.
 */
const FALLEN_DUE: Readonly<Record<keyof OpenCases, readonly string[]>> = {
  repair: [
    'reminded complete-by 2026-03-23 → 2026-05-20',
    'repair-completion-ended market 2026-03-23 → 2026-05-20',
    'repair-reminded emergency accept-by 2026-03-12 → 2026-05-20',
    'repair-reminded emergency answer-by 2026-03-23 → 2026-05-20',
    'repair-reminded transport answer-by 2026-03-23 → 2026-05-20',
    'repair-reminded transport check-by 2026-03-18 → 2026-05-20',
    'repair-silent emergency accept-by 2026-03-12 → 2026-05-20',
    'repair-silent emergency answer-by 2026-03-23 → 2026-05-20',
    'repair-silent market accept-by 2026-03-26 → 2026-05-20',
    'repair-silent market answer-by 2026-04-07 → 2026-05-20',
    'repair-silent transport answer-by 2026-03-23 → 2026-05-20',
    'repair-silent transport check-by 2026-03-18 → 2026-05-20',
  ],
  commitment: [
    'escalated confirm-by 2026-03-16 → 2026-05-20',
    'obligation-broken b 2026-03-31 → 2026-05-20',
    'obligation-passed b 2026-03-31 → 2026-04-01',
    'reminded confirm-by 2026-03-16 → 2026-05-20',
    'reminded fulfil-by 2026-03-31 → 2026-05-20',
  ],
  withdrawal: [
    'escalated withdrawal-decide-by 2026-04-14 → 2026-05-20',
    'reminded statement-by 2026-03-16 → 2026-05-20',
    'reminded withdrawal-decide-by 2026-04-14 → 2026-05-20',
    'withdrawal-statement-period-ended 2026-03-16 → 2026-03-17',
  ],
  reorganisation: [
    'escalated ruling-confirmed-by 2026-03-23 → 2026-05-20',
    'reminded ruling-confirmed-by 2026-03-23 → 2026-05-20',
  ],
  ending: ['maximum-period-ended 2026-05-08 → 2026-05-20'],
  ripening: ['minimum-period-ended 2026-04-06 → 2026-05-20'],
};

describe('ten weeks without the service', () => {
  let folder: string;
  const services: WholeService[] = [];
  let down: WholeService;
  let up: WholeService;
  let cases: OpenCases;
  let before: string[];
  let killedAt: number;
  let leapAt: number;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jiannuo-crash-'));
    for (const name of ['down', 'up']) services.push(await WholeService.start(join(folder, name), OUTAGE_BEGINS));
    [down, up] = services as [WholeService, WholeService];
    const openedFrom = Date.now();
    [cases] = await Promise.all([openEverything(down), openEverything(up)]);
    // On a busy machine all of it takes longer.
    const inMs = Math.max(LEAST_MS, 2 * (Date.now() - openedFrom));
    [leapAt] = await Promise.all([planLeap(down, OUTAGE_ENDS, inMs), planLeap(up, OUTAGE_ENDS, inMs)]);
    await down.killAll();
    killedAt = Date.now();
    before = await everything(down);
    await until('the ten weeks over', () => Date.now() > leapAt, 2 * inMs);
    await down.restartAll();
    await Promise.all([settledService(down), settledService(up)]);
  }, 1_200_000);

  afterAll(async () => {
    await Promise.all(services.map((one) => one.stop()));
    await rm(folder, { recursive: true, force: true });
  }, 300_000);

  it('all was down before anything fell due', () => {
    expect(killedAt).toBeLessThan(leapAt);
    expect(before.filter((line) => /"kind": "(escalated|repair-silent|obligation-passed)"/.test(line))).toEqual([]);
  });

  it('does what fell due once, each silence told once, by the dates that were stored', async () => {
    const told = Object.entries(cases).map(async ([name, number]) => [name, await doneBySystem(down, number)]);
    expect(Object.fromEntries(await Promise.all(told))).toEqual(FALLEN_DUE);
    const obligations = await down.sql<{ line: string }>(
      "select concat_ws(' ', code, not_kept_on::text) as line from obligation order by code",
    );
    expect(obligations.map(({ line }) => line)).toEqual(['a', 'b 2026-03-31', 'c']);
  });

  it('leaves the rows that a service leaves which was there all the time', async () => {
    expect(await everything(down)).toEqual(await everything(up));
  });
});
