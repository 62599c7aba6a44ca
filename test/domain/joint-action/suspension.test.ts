import { describe, expect, it } from '@jest/globals';
import {
  type Carrier,
  leftAs,
  type LeftAs,
  type MeasureStanding,
  planExecutions,
} from '../../../domain/joint-action/execution-plan.ts';
import { latestExecutions, type MeasureExecution } from '../../../domain/joint-action/measure-execution.ts';
import { applied, AT, execution } from './executions.ts';

const named = (...ids: string[]): Carrier[] => ids.map((authorityId) => ({ authorityId, named: true, since: AT }));
const housing = named('housing');
const nobody: Carrier[] = [];
const own: Carrier[] = [{ authorityId: 'housing', named: false, since: null }];

/** The rounds of the housing bureau, in their order: what it was asked, and what became of it. */
const rounds = (...changes: Partial<MeasureExecution>[]) =>
  changes.map((change, index) => execution({ round: index + 1, ...change }));
const apply = { direction: 'apply', ...applied } as const;
const suspend = { direction: 'suspend' } as const;
const suspended = { ...suspend, ...applied } as const;
const resume = { direction: 'resume' } as const;
const undo = { direction: 'undo' } as const;
const off = { calledOffAt: AT } as const;

const planOf = (standing: MeasureStanding, executions: readonly MeasureExecution[], carriers: Carrier[]) =>
  planExecutions([{ code: 'B08', standing }], executions, () => carriers);
const linesOf = ({ ask, callOff, hold, resume: resumed, settle }: ReturnType<typeof planOf>) => [
  ...ask.map(({ direction, round, named: isNamed }) => `ask ${direction} ${round}${isNamed ? '' : ' of its own'}`),
  ...callOff.map(({ round }) => `call off ${round}`),
  ...hold.map(({ round }) => `hold ${round}`),
  ...resumed.map(({ round }) => `go on with ${round}`),
  ...settle.map(({ round }) => `settle ${round}`),
];

describe('what was applied while the record is held', () => {
  it.each<[string, MeasureStanding, MeasureExecution[], Carrier[], string[]]>([
    ['is suspended', 'held', rounds({ ...apply, fedBackAt: AT }), housing, ['ask suspend 2']],
    ['also before it was fed back on', 'held', rounds(apply), housing, ['ask suspend 2']],
    ['asked once, however many hold it', 'held', rounds(apply, suspend), housing, []],
    ['and done once', 'held', rounds(apply, suspended), housing, []],
    ['what was not applied is held', 'held', rounds({}), housing, ['hold 1']],
    ['what was undone is not', 'held', rounds(apply, { ...undo, ...applied }), housing, []],
    ['nor what was declined', 'held', rounds({ declinedAt: AT }), housing, []],
    ['also at who is named no more', 'held', rounds(apply), nobody, ['ask suspend 2']],
    ['and at who determined it', 'held', rounds({ ...apply, named: false }), own, ['ask suspend 2 of its own']],
    ['goes on: not suspended yet', 'stands', rounds(apply, suspend), housing, ['call off 2']],
    ['goes on: suspended', 'stands', rounds(apply, suspended), housing, ['ask resume 3']],
    ['and told so late', 'stands', rounds(apply, { ...suspended, ...off }), housing, ['ask resume 3']],
    ['called off before', 'stands', rounds(apply, { ...suspend, ...off }), housing, []],
    ['to be resumed already', 'stands', rounds(apply, suspended, resume), housing, []],
    ['resumed', 'stands', rounds(apply, suspended, { ...resume, ...applied }), housing, []],
    ['of its own', 'stands', rounds({ ...apply, named: false }, suspended), own, ['ask resume 3 of its own']],
    ['its own, and named since', 'stands', rounds({ ...apply, named: false }, suspended), housing, ['ask resume 3']],
    [
      'likewise while it is to be resumed',
      'stands',
      rounds(apply, suspended, { ...resume, named: false }),
      housing,
      ['ask resume 4', 'call off 3'],
    ],
    ['held again, not resumed yet', 'held', rounds(apply, suspended, resume), housing, ['hold 3']],
    ['held again already', 'held', rounds(apply, suspended, { ...resume, heldAt: AT }), housing, []],
    ['and goes on again', 'stands', rounds(apply, suspended, { ...resume, heldAt: AT }), housing, ['go on with 3']],
    ['held again, resumed', 'held', rounds(apply, suspended, { ...resume, ...applied }), housing, ['ask suspend 4']],
    ['held again, called off before', 'held', rounds(apply, { ...suspend, ...off }), housing, ['ask suspend 3']],
    ['named no more while suspended', 'held', rounds(apply, suspended), nobody, []],
    ['and not asked to resume', 'stands', rounds(apply, suspended), nobody, []],
    ['nor any more', 'stands', rounds(apply, suspended, resume), nobody, ['call off 3']],
    ['named again', 'stands', rounds(apply, suspended, { ...resume, ...off }), housing, ['ask resume 4']],
    [
      'over, not suspended yet: closed without a word',
      'over',
      rounds(apply, suspend),
      housing,
      ['ask undo 3', 'settle 2'],
    ],
    ['over, suspended', 'over', rounds(apply, suspended), housing, ['ask undo 3']],
    ['over, to be resumed', 'over', rounds(apply, suspended, resume), housing, ['ask undo 4', 'settle 3']],
    [
      'over, held before it was resumed',
      'over',
      rounds(apply, suspended, { ...resume, heldAt: AT }),
      housing,
      ['ask undo 4', 'settle 3'],
    ],
    ['back, its undoing not done', 'stands', rounds(apply, suspended, undo), housing, ['ask resume 4', 'call off 3']],
    ['back, and held still', 'held', rounds(apply, suspended, undo), housing, ['call off 3']],
    ['back and held, never suspended', 'held', rounds(apply, undo), housing, ['ask suspend 3', 'call off 2']],
  ])('%s', (_, standing, executions, carriers, expected) => {
    expect(linesOf(planOf(standing, executions, carriers))).toEqual(expected);
  });

  it.each<[LeftAs, MeasureStanding, MeasureExecution[]]>([
    ['asked-anew', 'stands', rounds(apply, suspended, undo)],
    ['held', 'held', rounds(apply, suspended, undo)],
    ['asked-anew', 'held', rounds(apply, undo)],
    ['stands', 'stands', rounds(apply, undo)],
    ['stands', 'stands', rounds(apply, suspend)],
    ['over', 'over', rounds({})],
  ])('called off, and left as: %s', (left, standing, executions) => {
    const plan = planOf(standing, executions, housing);
    expect(plan.callOff.map((one) => leftAs(one, [{ code: 'B08', standing }], plan))).toEqual([left]);
  });

  it('a new carrier is asked when the record goes on, not before', () => {
    const both = named('housing', 'traffic');
    expect(linesOf(planOf('held', rounds(apply, suspended), both))).toEqual([]);
    expect(linesOf(planOf('stands', rounds(apply, suspended), both))).toEqual(['ask apply 1', 'ask resume 3']);
  });
});

/** What comes of a plan, and of its making again: the rows as the service keeps them. */
function follow(rows: readonly MeasureExecution[], standing: MeasureStanding): MeasureExecution[] {
  const plan = planOf(standing, rows, housing);
  const ended = [...plan.callOff, ...plan.settle];
  const kept = rows.map((row) => {
    if (ended.includes(row)) return { ...row, calledOffAt: AT, heldAt: null };
    if (plan.hold.includes(row)) return { ...row, heldAt: AT };
    return plan.resume.includes(row) ? { ...row, heldAt: null } : row;
  });
  return [...kept, ...plan.ask.map((asked) => execution({ ...asked }))];
}

/** The authority does what it was asked last, or reports that it had done so; nothing where it has. */
function execute(rows: readonly MeasureExecution[], evenCalledOff: boolean): MeasureExecution[] {
  const [last] = latestExecutions(rows);
  const may = last?.executedOn === null && (evenCalledOff || (last.calledOffAt === null && last.heldAt === null));
  return rows.map((row) => (may && row === last ? { ...row, ...applied, heldAt: null } : row));
}

/** What was done last of all, told by the rows alone. */
const doneLast = (rows: readonly MeasureExecution[]) =>
  rows.findLast(({ executedOn }) => executedOn !== null)?.direction;

describe('in whatever order holds are set and lifted, and what was done is told', () => {
  const EVENTS = ['held', 'stands', 'over', 'execute', 'report-late'] as const;
  const orders = (length: number): (typeof EVENTS)[number][][] =>
    length === 0 ? [[]] : orders(length - 1).flatMap((order) => EVENTS.map((event) => [...order, event]));

  it.each([
    ['stands', ['apply', 'resume']],
    ['held', ['suspend', 'undo', undefined]],
    ['over', ['undo', undefined]],
  ] as const)('once it %s and everybody has done what is asked, that is how it is', (end, expected) => {
    for (const order of orders(5)) {
      let standing: MeasureStanding = 'stands';
      let rows = follow([], standing);
      for (const event of [...order, end, 'execute', 'execute'] as const) {
        if (event === 'execute' || event === 'report-late') rows = execute(rows, event === 'report-late');
        else standing = event;
        rows = follow(rows, standing);
        // Made again it asks nothing: two holds at once are one.
        expect(follow(rows, standing)).toEqual(rows);
        // Nothing is open at one authority but the last that it was asked.
        const [last] = latestExecutions(rows);
        for (const row of rows) if (row !== last) expect(row.executedOn ?? row.calledOffAt).not.toBeNull();
      }
      expect([order, [...expected]]).toEqual([order, expect.arrayContaining([doneLast(rows)])]);
    }
  });
});
