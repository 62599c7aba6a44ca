import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/**
 * Performance result (履约结果): what became of a promise. It is on the subject's file, not public, and is
 * no dishonesty record; `not-kept` bars accept-first for as long as the procedure's data say.
 * Source: 2025 opinion (15) 践诺跟踪.
 */
export const PERFORMANCE_RESULTS = ['kept', 'not-kept', 'lapsed', 'released', 'annulled', 'rectified'] as const;
export type PerformanceResult = (typeof PERFORMANCE_RESULTS)[number];

export const PERFORMANCE_TEXT = {
  kept: { zh: '已履行', en: 'kept' },
  'not-kept': { zh: '未履行', en: 'not kept' },
  // Late, but the procedure's data do not count lateness as a broken promise.
  lapsed: { zh: '逾期终止（不计失约）', en: 'lapsed, not counted as broken' },
  // The applicant went back to the ordinary way.
  released: { zh: '已解除', en: 'released' },
  // What an authority asked to be put right was.
  rectified: { zh: '已整改', en: 'rectified' },
  // A receipt in time came to light after the case had ended; the case runs again.
  annulled: { zh: '已撤销，重新办理', en: 'annulled, the case runs again' },
} as const satisfies Record<PerformanceResult, Bilingual>;

/** The words of a result, with the day it was made good where it was. */
export function performanceText(result: PerformanceResult, madeGoodOn: Day | null): Bilingual {
  const { zh, en } = PERFORMANCE_TEXT[result];
  return madeGoodOn === null
    ? { zh, en }
    : { zh: `${zh}，已于${madeGoodOn}补救`, en: `${en}, made good on ${madeGoodOn}` };
}
