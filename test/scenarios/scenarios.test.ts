import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readScenario, type ScenarioText } from '../../bin/scenario/read.ts';
import { complaintLines, reportOn, type ScenarioReport } from '../../bin/scenario/report.ts';
import { playScenario } from '../../bin/scenario/run.ts';
import { ScenarioStage } from '../../bin/scenario/stage.ts';
import { CASE_TABLES } from '../../domain/case/case-kinds.ts';
import { REPAIR_PART } from '../../domain/repair/repair-part.ts';
import { flips } from './flip.ts';
import { toldWaits } from './told-waits.ts';
import { UNREACHED, UNTOLD } from './unreached.ts';

const FOLDER = fileURLToPath(new URL('../../scenarios/', import.meta.url));
const FILES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .sort();
/** Each has its own clock, worker and database, and waits for one of them most of the time. */
const AT_ONCE = 3;
/** All of them together, on a machine that is busy with others. */
const PATIENCE_MS = 1_800_000;
/** Enough, between them, of every kind of expectation and of everything that one can compare. */
const FLIPPED = [
  'accept-first-registered-later.yaml',
  'accept-first-silence-over-spring-festival.yaml',
  'credit-report-superseded.yaml',
  'determination-dropped.yaml',
  'rectification-rectified.yaml',
  'repair-three-records.yaml',
];

describe('scenarios', () => {
  let stage: ScenarioStage;
  const reports = new Map<string, Promise<ScenarioReport>>();
  beforeAll(async () => {
    stage = await ScenarioStage.start();
    const waiting = [...FILES];
    const promised = new Map(FILES.map((name) => [name, Promise.withResolvers<ScenarioReport>()]));
    for (const [name, { promise }] of promised) {
      // A failure is told by the test that waits for it.
      promise.catch(() => undefined);
      reports.set(name, promise);
    }
    const work = async (): Promise<void> => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        const own = promised.get(name);
        await reportOn(stage, `${FOLDER}${name}`).then(own?.resolve, own?.reject);
      }
    };
    for (let hand = 0; hand < AT_ONCE; hand += 1) void work();
  }, PATIENCE_MS);
  afterAll(async () => {
    await Promise.allSettled(reports.values());
    await stage.stop();
  }, PATIENCE_MS);

  it.each(FILES)(
    '%s',
    async (name) => {
      const report = await reports.get(name);
      expect(report === undefined ? ['not run'] : complaintLines(report)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'reach every status of every kind, but those listed as not reached yet',
    async () => {
      const reached = new Set(
        (await Promise.all(reports.values())).flatMap((report) =>
          report.reached.map(({ kind, status }) => `${kind}: ${status}`),
        ),
      );
      expect(allStatuses().filter((status) => !reached.has(status))).toEqual([...UNREACHED]);
    },
    PATIENCE_MS,
  );

  it(
    'expect every silence that is told to be told, but those listed as not rehearsed yet',
    async () => {
      const told = new Set(
        (await Promise.all(reports.values())).flatMap((report) =>
          report.told.map(({ kind, wait }) => `${kind}: ${wait}`),
        ),
      );
      const waits = toldWaits().map(({ kind, wait }) => `${kind}: ${wait}`);
      expect(waits.filter((wait) => !told.has(wait))).toEqual([...UNTOLD]);
    },
    PATIENCE_MS,
  );

  it.each(FLIPPED)(
    'fails where an expectation of %s is turned round, each of them',
    async (name) => {
      await Promise.allSettled(reports.values());
      const { text, lines } = flipped(readScenario(readFileSync(`${FOLDER}${name}`, 'utf8')));
      const { complaints } = await playScenario(stage, text);
      expect(complaints.map(({ line }) => line)).toEqual(lines);
    },
    PATIENCE_MS,
  );
});

/** A file with the contraries of each expectation in its place, one after the other, all of them on its line. */
function flipped({ scenario, line }: ScenarioText): { text: ScenarioText; lines: number[] } {
  const turned = scenario.steps.flatMap((step, index) => {
    const contraries = flips(step);
    return contraries.length === 0
      ? [{ step, index, isTurned: false }]
      : contraries.map((contrary) => ({ step: contrary, index, isTurned: true }));
  });
  const lineOf = ([list, index, ...path]: readonly (string | number)[]) =>
    list === 'steps' && typeof index === 'number'
      ? line(['steps', turned[index]?.index ?? 0, ...path])
      : line(['steps']);
  return {
    text: { scenario: { ...scenario, steps: turned.map(({ step }) => step) }, line: lineOf },
    lines: turned.flatMap(({ index, isTurned }) => (isTurned ? [line(['steps', index])] : [])),
  };
}

/** Every status that a case can be seen in. */
function allStatuses(): string[] {
  const tables: readonly { kind: string; statuses: readonly string[] }[] = CASE_TABLES;
  return [...tables, { kind: 'repair-part', statuses: REPAIR_PART.statuses }].flatMap(({ kind, statuses }) =>
    statuses
      .filter((status) => status !== 'opening' && status !== 'never-opened')
      .map((status) => `${kind}: ${status}`),
  );
}
