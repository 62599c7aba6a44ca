import type { RuleLookup } from '../deadline/rule-value.ts';
import type { Ledger } from '../deadline/ledger.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';
import type { Direction } from './measure-execution.ts';

/** Waits of a record for the authorities that carry out its measures. */
export type MeasureWait = 'execute-by' | 'undo-by' | 'suspend-by' | 'resume-by';

const WAIT_OF = {
  apply: 'execute-by',
  undo: 'undo-by',
  suspend: 'suspend-by',
  resume: 'resume-by',
} as const satisfies Record<Direction, MeasureWait>;

export const MEASURE_WAITS: readonly MeasureWait[] = Object.values(WAIT_OF);

/** Resuming is applying again, within the same time. */
const RULE_OF = {
  apply: 'joint-action.execute-within-working-days',
  undo: 'joint-action.undo-within-working-days',
  suspend: 'joint-action.suspend-within-working-days',
  resume: 'joint-action.execute-within-working-days',
} as const satisfies Record<Direction, string>;

const START_OF: Readonly<Record<Direction, Bilingual>> = {
  apply: { zh: '推送采取措施之日（措施尚未开始的，为开始之日）', en: 'day it was asked for, or the measure begins' },
  undo: { zh: '推送解除措施之日', en: 'day on which undoing was asked for' },
  suspend: { zh: '推送暂停执行措施之日', en: 'day on which suspending was asked for' },
  resume: { zh: '推送恢复执行措施之日', en: 'day on which resuming was asked for' },
};

/** The wait for what an authority was asked. */
export function waitOfDirection(direction: Direction): MeasureWait {
  return WAIT_OF[direction];
}

/**
 * By when an authority has carried out what it was asked, and said so: from the push, or from the measure's own first
 * day where that is later. No text gives a number (国发〔2016〕33号（十八）、（二十三）ask for feedback and that
 * it is followed up;（二十二）that a measure rests while the record is checked), so it is a default.
 */
export function executionLedger(direction: Direction, startDay: Day, rule: RuleLookup): Ledger {
  const code = RULE_OF[direction];
  const { value, clause, isDefault } = rule(code);
  return {
    startEvent: START_OF[direction],
    startDay,
    rule: { code, count: value, unit: 'working-days', last: 'act', clause, isDefault },
    pauses: [],
    extensions: [],
  };
}
