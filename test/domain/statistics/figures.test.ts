import { describe, expect, it } from '@jest/globals';
import { durationsOf, FIGURE_DEFINITIONS, FIGURES, keptRate, percentOf } from '../../../domain/statistics/figures.ts';

describe('the kept rate', () => {
  it('is those kept among those kept and not kept, in percent', () => {
    expect(keptRate({ kept: 5, notKept: 1, madeGood: 1, subjects: 6 }, 5)).toEqual({
      withheld: false,
      kept: 5,
      notKept: 1,
      madeGood: 1,
      rate: 83.3,
    });
  });

  it('is not told of fewer subjects than the rule says, not even that there were some', () => {
    const few = keptRate({ kept: 40, notKept: 1, madeGood: 0, subjects: 4 }, 5);
    expect(few).toEqual({ withheld: true, kept: null, notKept: null, madeGood: null, rate: null });
    expect(keptRate({ kept: 4, notKept: 1, madeGood: 0, subjects: 5 }, 5).rate).toBe(80);
  });
});

describe('percent', () => {
  it.each([
    [0, 0, null],
    [0, 7, 0],
    [7, 7, 100],
    [1, 3, 33.3],
    [2, 3, 66.7],
  ])('%i of %i is %p', (part, whole, percent) => {
    expect(percentOf(part, whole)).toBe(percent);
  });
});

describe('durations', () => {
  const told = (days: number[], subjects = 9) => {
    const { medianWorkingDays, ninetiethWorkingDays } = durationsOf(days, subjects, 5);
    return [medianWorkingDays, ninetiethWorkingDays];
  };

  it.each([
    [[3], 3, 3],
    [[9, 1, 5], 5, 9],
    // Of an even number the mean of the two in the middle.
    [[1, 2, 7, 30], 4.5, 30],
    // Nine of ten took no longer than the ninth, by length.
    [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 5.5, 9],
    [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 60], 0, 0],
  ])('of %j: half within %d, nine of ten within %d', (days, median, ninetieth) => {
    expect(told(days)).toEqual([median, ninetieth]);
  });

  it('are by size, not by their digits', () => {
    expect(told([2, 10, 9])).toEqual([9, 10]);
  });

  it('are not told of few subjects, however many applications', () => {
    expect(durationsOf([1, 2, 3, 4, 5, 6], 4, 5)).toEqual({
      withheld: true,
      ended: null,
      medianWorkingDays: null,
      ninetiethWorkingDays: null,
    });
  });
});

describe('every figure', () => {
  it('says what it counts, by which clause, in both languages', () => {
    for (const figure of FIGURES) {
      const { name, clause, counts } = FIGURE_DEFINITIONS[figure];
      expect([figure, clause]).toEqual([figure, expect.stringContaining('国发〔2016〕33号（二十三）')]);
      for (const { zh, en } of [name, counts]) {
        expect(zh).toMatch(/^\p{Script=Han}/u);
        expect(en).toMatch(/^[\x20-\x7e]+$/);
      }
    }
  });

  it('says by which day a promise falls in a period: the kept and the broken have not the same kind of day', () => {
    const { zh, en } = FIGURE_DEFINITIONS['kept-rate'].counts;
    expect(zh).toMatch(/已履行者以机关核实完毕之日.*未履行者以到期之日/);
    expect(en).toMatch(/kept one by the day on which its authority confirmed it.* not kept by its due day/);
  });
});
