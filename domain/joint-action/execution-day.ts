import { type Day, shanghaiDay } from '../time.ts';
import type { MeasureExecution } from './measure-execution.ts';

/**
 * The first day on which what an authority was asked can have been done. A measure is applied no earlier than it
 * begins, and whatever follows no earlier than what was done before it. A suspension, or a resumption, is besides no
 * earlier than the first request for it since then: the last request may have replaced one that was called off, and
 * what was done on that one is told late (国发〔2016〕33号（十八）（二十二）).
 * @param asked all that the authority was asked about the measure, in its order
 * @param from the first day of the measure itself
 */
export function firstDayOfExecution(asked: readonly MeasureExecution[], meant: MeasureExecution, from: Day): Day {
  const before = asked.filter(({ round }) => round < meant.round);
  const done = before.findLast(({ executedOn }) => executedOn !== null);
  const first = done?.executedOn ?? from;
  const { direction } = meant;
  if (direction !== 'suspend' && direction !== 'resume') return first;
  const sinceThen = [...before, meant].filter((one) => one.direction === direction && one.round > (done?.round ?? 0));
  const askedOn = shanghaiDay(sinceThen[0]?.pushedAt ?? meant.pushedAt);
  return askedOn > first ? askedOn : first;
}
