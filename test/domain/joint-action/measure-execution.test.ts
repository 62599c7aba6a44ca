import { describe, expect, it } from '@jest/globals';
import {
  type Direction,
  EXECUTION_STATE_TEXT,
  EXECUTION_STATES,
  executionState,
  isOpenExecution,
  isUnsettledDecline,
  type MeasureExecution,
} from '../../../domain/joint-action/measure-execution.ts';
import {
  reasonsAgainstMessage,
  reasonsAgainstStep,
  reasonsAgainstWithdrawingRequest,
  type StepQuestion,
} from '../../../domain/joint-action/measure-steps.ts';
import { applied, AT, execution } from './executions.ts';

describe('where an execution stands', () => {
  it.each<[string, Partial<MeasureExecution>, boolean]>([
    ['awaiting-response', {}, true],
    ['awaiting-execution', { respondedAt: AT }, true],
    ['awaiting-feedback', applied, true],
    ['fed-back', { ...applied, fedBackAt: AT }, true],
    ['fed-back', { ...applied, fedBackAt: AT }, false],
    ['held', { heldAt: AT }, true],
    ['held', { direction: 'resume', round: 3, heldAt: AT }, true],
    ['awaiting-response', { direction: 'suspend', round: 2 }, true],
    ['fed-back', { direction: 'suspend', round: 2, ...applied, fedBackAt: AT }, true],
    ['called-off', { calledOffAt: AT }, true],
    ['declined', { declinedAt: AT }, true],
    ['declined', { declinedAt: AT, calledOffAt: AT }, true],
    ['awaiting-feedback', { ...applied, declinedAt: AT }, true],
    ['replaced', applied, false],
  ])('%s', (state, change, isLatest) => {
    expect(executionState(execution(change), isLatest)).toBe(state);
  });

  it.each<[boolean, Partial<MeasureExecution>]>([
    [true, { declinedAt: AT }],
    [false, { declinedAt: AT, calledOffAt: AT }],
    [false, { ...applied, declinedAt: AT }],
    [false, {}],
  ])('declined, and still to be settled: %s', (expected, change) => {
    expect(isUnsettledDecline(execution(change))).toBe(expected);
    expect(isOpenExecution(execution({ declinedAt: AT }))).toBe(false);
    expect(isOpenExecution(execution({ ...applied, declinedAt: AT }))).toBe(true);
  });

  it('has words in both languages', () => {
    for (const state of EXECUTION_STATES) expect(EXECUTION_STATE_TEXT[state].zh).toMatch(/\p{Script=Han}/u);
  });
});

describe('what speaks against a step', () => {
  const codes = (change: Partial<StepQuestion>) =>
    reasonsAgainstStep({
      step: 'execute',
      execution: execution(),
      isLatest: true,
      executedOn: null,
      reason: null,
      notBefore: '2026-06-01',
      now: '2026-06-10T02:00:00.000Z',
      ...change,
    }).map(({ code, clause, text }) => {
      expect(clause).toContain('33号');
      expect(text.zh).toMatch(/\p{Script=Han}/u);
      return code;
    });
  const undo: Direction = 'undo';

  it.each<[string, Partial<StepQuestion>, string[]]>([
    ['what was never asked', { execution: null }, ['measure-not-asked']],
    ['today', {}, []],
    ['the first day', { executedOn: '2026-06-01' }, []],
    ['before it', { executedOn: '2026-05-31' }, ['measure-execution-day']],
    ['tomorrow', { executedOn: '2026-06-11' }, ['measure-execution-day']],
    ['twice', { execution: execution(applied) }, ['measure-step-registered']],
    ['held since', { execution: execution({ heldAt: '2026-06-05T02:00:00.000Z' }) }, ['measure-held']],
    [
      'held since, but done before',
      { execution: execution({ heldAt: '2026-06-05T02:00:00.000Z' }), executedOn: '2026-06-05' },
      [],
    ],
    ['an undoing is never held', { execution: execution({ direction: undo, heldAt: AT }) }, []],
    ['nor a suspension', { execution: execution({ direction: 'suspend' }) }, []],
    [
      'a resumption is, once the record is held again',
      { execution: execution({ direction: 'resume', heldAt: '2026-06-05T02:00:00.000Z' }) },
      ['measure-held'],
    ],
    [
      'but not what was resumed before',
      { execution: execution({ direction: 'resume', heldAt: '2026-06-05T02:00:00.000Z' }), executedOn: '2026-06-05' },
      [],
    ],
    [
      'suspended before it was called off',
      {
        execution: execution({ direction: 'suspend', calledOffAt: '2026-06-05T02:00:00.000Z' }),
        executedOn: '2026-06-05',
      },
      [],
    ],
    [
      'called off, done before',
      { execution: execution({ calledOffAt: '2026-06-05T02:00:00.000Z' }), executedOn: '2026-06-05' },
      [],
    ],
    [
      'called off, done after',
      { execution: execution({ calledOffAt: '2026-06-05T02:00:00.000Z' }), executedOn: '2026-06-06' },
      ['measure-request-changed'],
    ],
    ['replaced', { isLatest: false }, ['measure-request-changed']],
    ['a response', { step: 'respond' }, []],
    ['a response twice', { step: 'respond', execution: execution(applied) }, ['measure-step-registered']],
    [
      'a response to what was called off',
      { step: 'respond', execution: execution({ calledOffAt: AT }) },
      ['measure-request-changed'],
    ],
    ['feedback', { step: 'feed-back', execution: execution(applied) }, []],
    ['feedback before execution', { step: 'feed-back' }, ['measure-not-executed']],
    [
      'feedback twice',
      { step: 'feed-back', execution: execution({ ...applied, fedBackAt: AT }) },
      ['measure-step-registered'],
    ],
    [
      'feedback after lifting',
      { step: 'feed-back', execution: execution(applied), isLatest: false },
      ['measure-request-changed'],
    ],
    ['a refusal as not its own', { step: 'decline', reason: '不属于本单位' }, []],
    ['a refusal without a word', { step: 'decline', reason: ' ' }, ['measure-decline-unreasoned']],
    ['a refusal after a response', { step: 'decline', reason: 'x', execution: execution({ respondedAt: AT }) }, []],
    ['a refusal while held', { step: 'decline', reason: 'x', execution: execution({ heldAt: AT }) }, []],
    [
      'a refusal after execution',
      { step: 'decline', reason: 'x', execution: execution(applied) },
      ['measure-executed'],
    ],
    [
      'a refusal of undoing',
      { step: 'decline', reason: 'x', execution: execution({ direction: undo }) },
      ['measure-undo-not-declined'],
    ],
    ...(['suspend', 'resume'] as const).map((direction): [string, Partial<StepQuestion>, string[]] => [
      `a refusal to ${direction}`,
      { step: 'decline', reason: 'x', execution: execution({ direction }) },
      ['measure-undo-not-declined'],
    ]),
    [
      'a refusal twice',
      { step: 'decline', reason: 'x', execution: execution({ declinedAt: AT }) },
      ['measure-step-registered'],
    ],
    [
      'a refusal twice, settled in between',
      { step: 'decline', reason: 'x', execution: execution({ declinedAt: AT, calledOffAt: AT }) },
      ['measure-step-registered'],
    ],
    [
      'a refusal of what was called off',
      { step: 'decline', reason: 'x', execution: execution({ calledOffAt: AT }) },
      ['measure-request-changed'],
    ],
    ['a refusal of what was replaced', { step: 'decline', reason: 'x', isLatest: false }, ['measure-request-changed']],
    ['a response after it', { step: 'respond', execution: execution({ declinedAt: AT }) }, ['measure-declined']],
    ['feedback after it', { step: 'feed-back', execution: execution({ declinedAt: AT }) }, ['measure-declined']],
    ['done after it', { execution: execution({ declinedAt: '2026-06-05T02:00:00.000Z' }) }, ['measure-declined']],
    [
      'done before it, and told only now',
      { execution: execution({ declinedAt: '2026-06-05T02:00:00.000Z' }), executedOn: '2026-06-05' },
      [],
    ],
    [
      'and fed back',
      { step: 'feed-back', execution: execution({ ...applied, declinedAt: '2026-06-05T02:00:00.000Z' }) },
      [],
    ],
  ])('%s', (_, change, expected) => {
    expect(codes(change)).toEqual(expected);
  });

  const once = [execution()];
  const again = [execution({ calledOffAt: AT }), execution({ round: 3 })];
  const done = [execution(applied), execution({ round: 3, ...applied })];
  it.each<[string, StepQuestion['step'], string | null, MeasureExecution[], boolean]>([
    ['of what was never asked', 'execute', null, [], false],
    ['asked once, without a day', 'execute', null, once, false],
    ['asked again, without a day', 'execute', null, again, true],
    ['asked again, with its day', 'execute', '2026-06-01', again, false],
    ['fed back on, without a day', 'feed-back', null, again, true],
    ['done and fed back on in one word', 'feed-back', '2026-06-01', again, false],
    ['fed back on, with the day that is registered', 'feed-back', '2026-06-01', done, false],
    ['fed back on, with another day', 'feed-back', '2026-05-01', done, true],
    ['fed back on without a day, once it is done', 'feed-back', null, done, true],
    ['a response says of no day', 'respond', null, again, false],
    ['nor does a refusal', 'decline', null, again, false],
  ])('a message may be about an earlier request: %s', (_, step, executedOn, asked, isUnclear) => {
    const reasons = reasonsAgainstMessage({ step, executedOn }, asked);
    expect(reasons.map(({ code }) => code)).toEqual(isUnclear ? ['measure-round-unclear'] : []);
    for (const { text } of reasons)
      expect([text.zh, text.en]).toEqual([expect.stringContaining('采取'), expect.stringContaining('apply')]);
  });

  it('a request is withdrawn where it was declined and is not settled', () => {
    const codesOf = (one: MeasureExecution | null) => reasonsAgainstWithdrawingRequest(one).map(({ code }) => code);
    expect(codesOf(execution({ declinedAt: AT }))).toEqual([]);
    for (const one of [null, execution(), execution({ declinedAt: AT, calledOffAt: AT })])
      expect(codesOf(one)).toEqual(['measure-not-declined']);
  });
});
