import { describe, expect, it } from '@jest/globals';
import { type Carrier, type MeasureStanding, planExecutions } from '../../../domain/joint-action/execution-plan.ts';
import type { MeasureExecution } from '../../../domain/joint-action/measure-execution.ts';
import { applied, AT, execution } from './executions.ts';

const BEFORE = '2020-01-01T00:00:00.000Z';
const LATER = '2026-06-02T02:00:00.000Z';
const traffic = execution({ authorityId: 'traffic' });
/** Named long before any of it. */
const named = (...ids: string[]): Carrier[] => ids.map((authorityId) => ({ authorityId, named: true, since: BEFORE }));
const nobody: Carrier[] = [{ authorityId: 'market', named: false, since: null }];

const plan = (standing: MeasureStanding, executions: MeasureExecution[], carriers = named('housing')) => {
  const made = planExecutions([{ code: 'B08', standing }], executions, () => carriers);
  return [
    ...made.ask.map(({ authorityId, direction, round }) => `ask ${authorityId} ${direction} ${round}`),
    ...made.callOff.map(({ id }) => `call off ${id}`),
    ...made.hold.map(({ id }) => `hold ${id}`),
    ...made.resume.map(({ id }) => `resume ${id}`),
    ...made.settle.map(({ id }) => `settle ${id}`),
  ];
};

describe('what the authorities are asked, as the measures of a record stand', () => {
  it.each<[string, MeasureStanding, MeasureExecution[], string[]]>([
    ['entered: whoever is named applies it', 'stands', [], ['ask housing apply 1']],
    ['held before anybody was asked', 'held', [], []],
    ['over before anybody was asked', 'over', [], []],
    ['made again', 'stands', [execution()], []],
    ['over, not applied', 'over', [execution({ respondedAt: AT })], ['call off housing-1']],
    ['over, applied', 'over', [execution(applied)], ['ask housing undo 2']],
    ['over, applied and fed back', 'over', [execution({ ...applied, fedBackAt: AT })], ['ask housing undo 2']],
    ['over, called off before', 'over', [execution({ calledOffAt: AT })], []],
    ['over, told late as applied', 'over', [execution({ ...applied, calledOffAt: AT })], ['ask housing undo 2']],
    ['over, to be undone already', 'over', [execution(applied), execution({ direction: 'undo', round: 2 })], []],
    ['over and undone', 'over', [execution(applied), execution({ direction: 'undo', round: 2, ...applied })], []],
    [
      'back before it was undone',
      'stands',
      [execution(applied), execution({ direction: 'undo', round: 2 })],
      ['call off housing-2'],
    ],
    [
      'back after it was undone',
      'stands',
      [execution(applied), execution({ direction: 'undo', round: 2, ...applied })],
      ['ask housing apply 3'],
    ],
    ['back, never applied', 'stands', [execution({ calledOffAt: AT })], ['ask housing apply 2']],
    ['back but held', 'held', [execution({ calledOffAt: AT })], []],
    [
      'over again, its undoing called off in between',
      'over',
      [execution(applied), execution({ direction: 'undo', round: 2, calledOffAt: AT })],
      ['ask housing undo 3'],
    ],
    [
      'undone after all, told after the undoing was called off',
      'stands',
      [execution(applied), execution({ direction: 'undo', round: 2, calledOffAt: AT, ...applied })],
      ['ask housing apply 3'],
    ],
    ['held, not applied', 'held', [execution()], ['hold housing-1']],
    ['held, applied: see below', 'held', [execution(applied)], ['ask housing suspend 2']],
    ['held already', 'held', [execution({ heldAt: AT })], []],
    ['resumed', 'stands', [execution({ heldAt: AT })], ['resume housing-1']],
    ['over while held', 'over', [execution({ heldAt: AT })], ['call off housing-1']],
  ])('%s', (_, standing, executions, expected) => {
    expect(plan(standing, executions)).toEqual(expected);
  });

  it('each authority and each measure for itself; who was asked stays asked', () => {
    const executions = [execution(applied), execution({ authorityId: 'traffic' })];
    expect(plan('over', executions, named('housing', 'traffic'))).toEqual(['ask housing undo 2', 'call off traffic-1']);
    const two = [
      { code: 'B08', standing: 'stands' },
      { code: 'E04', standing: 'stands' },
    ] as const;
    const made = planExecutions(two, [execution()], (code) => named(code === 'B08' ? 'housing' : `carrier of ${code}`));
    expect(made.ask).toEqual([
      { measure: 'E04', authorityId: 'carrier of E04', named: true, direction: 'apply', round: 1 },
    ]);
  });
});

describe('what a change of who carries a measure out asks', () => {
  const both = named('housing', 'traffic');
  const undo = execution({ direction: 'undo', round: 2 });
  const own = execution({ authorityId: 'market', named: false });
  const since = (authorityId: string): Carrier => ({ authorityId, named: true, since: LATER });

  it.each<[string, MeasureStanding, MeasureExecution[], Carrier[], string[]]>([
    ['another one is named', 'stands', [execution(applied)], both, ['ask traffic apply 1']],
    ['and nobody while it is held', 'held', [execution({ heldAt: AT })], both, []],
    ['nor of what is over', 'over', [execution({ calledOffAt: AT })], both, []],
    ['made again', 'stands', [execution(applied), traffic], both, []],
    ['one is named no more, not applied', 'stands', [execution(), traffic], named('housing'), ['call off traffic-1']],
    [
      'likewise while it is held',
      'held',
      [execution({ heldAt: AT }), traffic],
      named('housing'),
      ['call off traffic-1'],
    ],
    ['made again', 'stands', [execution(), execution({ ...traffic, calledOffAt: AT })], named('housing'), []],
    [
      'named no more, applied: it stays applied',
      'stands',
      [execution(applied)],
      named('traffic'),
      ['ask traffic apply 1'],
    ],
    ['and is undone at the end', 'over', [execution(applied)], named('traffic'), ['ask housing undo 2']],
    [
      'back before that: applied still',
      'stands',
      [execution(applied), undo, traffic],
      named('traffic'),
      ['call off housing-2'],
    ],
    [
      'back after that: asked of who is named now',
      'stands',
      [execution(applied), execution({ ...undo, ...applied })],
      named('traffic'),
      ['ask traffic apply 1'],
    ],
    ['named again', 'stands', [execution({ calledOffAt: AT })], named('housing'), ['ask housing apply 2']],
    [
      'nobody any more: who determined it',
      'stands',
      [execution()],
      nobody,
      ['ask market apply 1', 'call off housing-1'],
    ],
    ['somebody for the first time', 'stands', [own], named('housing'), ['ask housing apply 1', 'call off market-1']],
    [
      'who determined it is named itself',
      'stands',
      [own],
      named('market'),
      ['ask market apply 2', 'call off market-1'],
    ],
    ['and has applied it before', 'stands', [execution({ ...own, ...applied })], named('market'), []],
    ['declined: nothing by itself', 'stands', [execution({ declinedAt: AT })], named('housing'), []],
    ['nor while it is held', 'held', [execution({ declinedAt: AT })], named('housing'), []],
    ['nor when it is over', 'over', [execution({ declinedAt: AT })], named('housing'), []],
    [
      'declined, and another one named since',
      'stands',
      [execution({ declinedAt: AT })],
      [...named('housing'), since('traffic')],
      ['ask traffic apply 1', 'settle housing-1'],
    ],
    ['another one that was named before', 'stands', [execution({ declinedAt: AT }), traffic], both, []],
    [
      'declined, and named no more',
      'stands',
      [execution({ declinedAt: AT }), traffic],
      named('traffic'),
      ['settle housing-1'],
    ],
    ['settled', 'stands', [execution({ declinedAt: AT, calledOffAt: AT }), traffic], named('traffic'), []],
    ['request withdrawn', 'stands', [execution({ declinedAt: AT, calledOffAt: AT })], named('housing'), []],
    [
      'declined, and named anew',
      'stands',
      [execution({ declinedAt: AT })],
      [since('housing')],
      ['ask housing apply 2'],
    ],
    ['declined, but done before', 'over', [execution({ ...applied, declinedAt: AT })], both, ['ask housing undo 2']],
    ['declined by who determined it', 'stands', [execution({ ...own, declinedAt: AT })], nobody, []],
    [
      'and somebody is named',
      'stands',
      [execution({ ...own, declinedAt: AT })],
      [since('traffic')],
      ['ask traffic apply 1', 'settle market-1'],
    ],
  ])('%s', (_, standing, executions, carriers, expected) => {
    expect(plan(standing, executions, carriers)).toEqual(expected);
  });
});
