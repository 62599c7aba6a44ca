import { sectorRules, sectorTerm } from './sector-rules.ts';
import type { DutiesOpenAtMaximum, Sector } from './sectors.ts';
import type { RuleLookup } from '../deadline/rule-value.ts';
import type { Day } from '../time.ts';

const CODE = 'publicity.stays-published-while-duties-open';

/**
 * What becomes of a record that reaches its maximum with duties open, as it is written down with the record when that is
 * entered: the sector's own rule, or what an administrator set for the sector or for all, by the day of the document as
 * the period itself. What was set from a later day on reaches no record of an earlier decision: it would be shown for
 * longer than was foreseen. Source: 国办发〔2025〕22号: duties still open then, by the sector's rule. A court's list is
 * kept by the court alone, for the term that the court gave (法释〔2017〕7号第二条).
 */
export function dutiesAtMaximum(sector: Sector, decidedOn: Day, rule: RuleLookup): DutiesOpenAtMaximum {
  if (sectorRules(sector, decidedOn).repairBy === 'court') return 'flag';
  const { value, override } = sectorTerm(sector, decidedOn, rule, CODE);
  const isSetLater = override !== null && override.from > decidedOn;
  return value === 1 && !isSetLater ? 'stays-published' : 'flag';
}

/** As it stood in the sector's rules alone: of a record from before this was written down with it. */
export function dutiesAtMaximumUnwritten(sector: Sector, decidedOn: Day): DutiesOpenAtMaximum {
  return sectorRules(sector, decidedOn).dutiesOpenAtMaximum?.value ?? 'flag';
}
