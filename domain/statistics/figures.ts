import type { Bilingual } from '../text.ts';

/**
 * What is counted of how promises and repairs are carried out: each figure with what it counts, so that two who read it
 * mean the same. Source: 国发〔2016〕33号（二十三）: tracking, monitoring, statistics and evaluation; 2025 opinion (15).
 */
export const FIGURES = ['kept-rate', 'on-time', 'outstanding', 'publication', 'repair-duration'] as const;
export type Figure = (typeof FIGURES)[number];

export interface FigureDefinition {
  readonly name: Bilingual;
  readonly clause: string;
  readonly counts: Bilingual;
}

export const FIGURE_DEFINITIONS: Readonly<Record<Figure, FigureDefinition>> = {
  'kept-rate': {
    name: { zh: '践诺率', en: 'kept rate of promises' },
    clause: '2025年意见（十五）；国发〔2016〕33号（二十三）',
    counts: {
      zh: '期间内认定履约结果的承诺中，已履行者占已履行与未履行之和的比例；解除、撤销及不计失约的逾期终止不计入，事后补救者仍为未履行并单列。已履行者以机关核实完毕之日、未履行者以到期之日（到期前自认不履行的，以自认之日）归入期间，故核实迟延会推后已履行者所属期间',
      en: 'of the promises whose result falls in the period, those kept among those kept and not kept; released, annulled and lapsed ones are not counted, those made good later stay not kept and are told beside; a kept one by the day on which its authority confirmed it, one not kept by its due day (or the earlier day on which its promisor conceded it): a late confirmation moves a kept one to a later period',
    },
  },
  'on-time': {
    name: { zh: '按期办理率', en: 'on-time rate' },
    clause: '国发〔2016〕33号（二十三）',
    counts: {
      zh: '期间内届满、应由机关办理的期限中，届满前办结者的比例；届满后办结、届满仍未办、届满后方不再需要办理者均为逾期，届满前已不再需要办理者、届满日仍为暂定者不计入；期限计入其起算时的责任机关',
      en: 'of the terms that an authority must end by acting and that ran out in the period, those ended before; ended later, still open, or asked for no more only after it, is late; not counted: what was no longer asked for before, and what ran out on a day that was provisional; a term counts for the authority that had it when it began',
    },
  },
  outstanding: {
    name: { zh: '逾期未办', en: 'overdue and not done' },
    clause: '国发〔2016〕33号（二十三）',
    counts: {
      zh: '查询时已届满而仍未办理、应由机关办理的期限，届满日仍为暂定者不计入',
      en: 'terms that an authority must end by acting, that have run out and are still open at the moment of asking; not on a day that is provisional',
    },
  },
  publication: {
    name: { zh: '决定按期公示率', en: 'decisions published in time' },
    clause:
      '国办发〔2015〕51号（十八）；国发〔2016〕33号（十七）；国办发〔2019〕35号（十五）；国发〔2016〕33号（二十三）',
    counts: {
      zh: '应公示日在期间内、已录入的决定（处罚等失信信息，以及依事项数据公示的行政许可）中，至应公示日已录入者的比例；应公示日录入时尚未确定的、法院列入的不计入，从未录入的无从计入',
      en: 'of the decisions (penalties and other records, and the permits that are published by the data of their procedures) that were entered and whose last day for publication falls in the period, those entered by it; not counted where that day was not certain at the entry or a court listed it; what was never entered cannot be counted',
    },
  },
  'repair-duration': {
    name: { zh: '信用修复办理时长', en: 'duration of repairs' },
    clause: '2025年意见（十三）；国发〔2016〕33号（二十三）',
    counts: {
      zh: '期间内由认定单位办结（答复或不予受理）的修复申请，自转送之日（不计入）至办结之日的工作日数，含补正和中止；中位数，及百分之九十的申请不超过的天数',
      en: 'of the parts that an authority answered or did not accept in the period: working days from the day of forwarding, which is not counted, to the day of the end, completions and pauses included; the median, and the days that nine of ten do not exceed',
    },
  },
};

/** A share in percent, with one decimal; null where nothing was counted. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((1000 * part) / whole) / 10;
}

/** A group of so few subjects that what it says could be said of one of them. */
export function isTooSmall(subjects: number, smallest: number): boolean {
  return subjects < smallest;
}

/** What became of the promises of one group. */
export interface PromisesCounted {
  readonly kept: number;
  readonly notKept: number;
  /** Of those not kept. */
  readonly madeGood: number;
  /** Different subjects among them. */
  readonly subjects: number;
}

export interface KeptRate {
  /** Too few subjects: no number is told. */
  readonly withheld: boolean;
  readonly kept: number | null;
  readonly notKept: number | null;
  readonly madeGood: number | null;
  /** In percent. */
  readonly rate: number | null;
}

/** The kept rate of a group; withheld where fewer subjects than `smallest` are in it. */
export function keptRate({ kept, notKept, madeGood, subjects }: PromisesCounted, smallest: number): KeptRate {
  if (isTooSmall(subjects, smallest)) return { withheld: true, kept: null, notKept: null, madeGood: null, rate: null };
  return { withheld: false, kept, notKept, madeGood, rate: percentOf(kept, kept + notKept) };
}

export interface Durations {
  readonly withheld: boolean;
  readonly ended: number | null;
  readonly medianWorkingDays: number | null;
  readonly ninetiethWorkingDays: number | null;
}

/**
 * Median and 90th percentile of durations in working days. Of an even number the median is the mean of the two in the
 * middle; the percentile is the nearest rank: a duration that occurred.
 */
export function durationsOf(workingDays: readonly number[], subjects: number, smallest: number): Durations {
  if (isTooSmall(subjects, smallest) || workingDays.length === 0) {
    return { withheld: true, ended: null, medianWorkingDays: null, ninetiethWorkingDays: null };
  }
  const sorted = [...workingDays].sort((a, b) => a - b);
  const at = (rank: number) => sorted[rank - 1] ?? 0;
  const half = sorted.length / 2;
  return {
    withheld: false,
    ended: sorted.length,
    medianWorkingDays: Number.isInteger(half) ? (at(half) + at(half + 1)) / 2 : at(Math.ceil(half)),
    ninetiethWorkingDays: at(Math.ceil((sorted.length * 9) / 10)),
  };
}
