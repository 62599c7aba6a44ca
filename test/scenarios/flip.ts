/** Turns an expectation into its contraries, so that a test can see that each of them fails. */
import type { Expectation, Step } from '../../bin/scenario/format.ts';

const CONTRARY = 'no-such-thing';
const BEFORE_ALL = '2000-01-01';

/**
 * A step for each thing that it compares, with that one turned round; none for an act that nobody is to refuse.
 * @throws Error for an expectation that compares nothing: it cannot fail
 */
export function flips(step: Step): Step[] {
  if (!('expect' in step)) return step.refused === undefined ? [] : [{ ...step, refused: CONTRARY }];
  const turned = flipsOf(step);
  if (turned.length === 0) throw new Error(`compares nothing: ${JSON.stringify(step)}`);
  return turned;
}

function flipsOf(step: Expectation): Step[] {
  switch (step.expect) {
    case 'nothing':
      return [{ ...step, since: BEFORE_ALL }];
    case 'shown':
      return [{ ...step, equals: !step.equals }];
    case 'timeline':
      return flipsOfTimeline(step);
    case 'notice': {
      const { contains, absent, ...rest } = step;
      return [
        ...when(contains, { ...rest, absent: contains }),
        ...when(absent, { ...rest, contains: absent }),
      ] as Step[];
    }
    case 'answer':
      return [
        ...when(step.refused, { ...step, refused: CONTRARY }),
        ...when(step.absent, { ...step, absent: step.absent !== true }),
        ...when(step.equals, { ...step, equals: CONTRARY }),
        ...when(step.contains, { ...step, contains: CONTRARY }),
      ];
    case 'next':
      return [{ ...step, equals: CONTRARY }, ...when(step.kind, { ...step, kind: CONTRARY })];
    default:
      return [{ ...step, equals: CONTRARY }];
  }
}

function flipsOfTimeline(step: Extract<Expectation, { expect: 'timeline' }>): Step[] {
  const { at, expect, of, contains, absent, words, occurred, recorded, times } = step;
  const rest = { at, expect, of };
  return [
    ...when(absent, { ...rest, contains: absent }),
    ...when(contains, { ...rest, absent: contains }),
    ...when(words, { ...step, words: CONTRARY }),
    ...when(occurred, { ...step, occurred: BEFORE_ALL }),
    ...when(recorded, { ...step, recorded: BEFORE_ALL }),
    ...when(times, { ...step, times: (times ?? 0) + 1 }),
  ] as Step[];
}

function when<T>(compared: unknown, turned: T): T[] {
  return compared === undefined ? [] : [turned];
}
