import type { RuleLookup } from '../deadline/rule-value.ts';
import { addMonths, type Day } from '../time.ts';

/** The days on which no repair can be applied for: both are barred. */
export interface BarredDays {
  from: Day;
  until: Day;
}

/**
 * The bar that false materials or a broken repair commitment put on applying, from the day of the decision: so many
 * years, which end on the same date (民法典第201、202条) and never move. Null where the rule gives no years.
 * Source: 信用修复管理办法; the number of years could not be read and is a default.
 */
export function barFrom(decidedOn: Day, rule: RuleLookup): BarredDays | null {
  const years = rule('repair.false-materials-bar-years').value;
  return years === 0 ? null : { from: decidedOn, until: addMonths(decidedOn, 12 * years) };
}
