import type { Calendar } from './calendar.ts';
import { computeDeadline } from './deadline.ts';
import type { Deadline, DeadlineRule } from './ledger.ts';
import { LONGEST_TERM } from './ledger.ts';
import type { Refusal } from '../refusal.ts';
import { describeTerm } from './deadline-explanation.ts';
import type { Day } from '../time.ts';

/** What anybody may ask the public calculator: a term of their own, from a day on. */
export interface TermQuestion {
  readonly from: Day;
  readonly count: number;
  readonly unit: DeadlineRule['unit'];
  readonly last: DeadlineRule['last'];
}

export type TermAnswer =
  | { readonly ok: true; readonly deadline: Deadline }
  | { readonly ok: false; readonly refusal: Refusal };

const CLAUSE = '民法典第201条至第203条';

/**
 * The due day of a term that somebody asks about, by the same count as every deadline of a case.
 * Refusals: `term-out-of-range` (whole numbers from 1 to `LONGEST_TERM`), `day-out-of-range` (it would end after 2199).
 */
export function calculateDeadline({ from, count, unit, last }: TermQuestion, calendar: Calendar): TermAnswer {
  const longest = LONGEST_TERM[unit];
  if (!Number.isInteger(count) || count < 1 || count > longest) {
    const most = describeTerm({ count: longest, unit });
    const text = { zh: `期限应为1至${most.zh}的整数。`, en: `A term is a whole number from 1 to ${most.en}.` };
    return { ok: false, refusal: { code: 'term-out-of-range', clause: CLAUSE, text } };
  }
  const rule = { code: 'calculator', count, unit, last, clause: CLAUSE, isDefault: false };
  const startEvent = { zh: '起算事由发生', en: 'the event' };
  try {
    return {
      ok: true,
      deadline: computeDeadline({ startEvent, startDay: from, rule, pauses: [], extensions: [] }, calendar),
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const text = {
      zh: '期限超出可计算的年份（至2199年）。',
      en: 'The term ends after the last year that is computed (2199).',
    };
    return { ok: false, refusal: { code: 'day-out-of-range', clause: CLAUSE, text } };
  }
}
