import type { MeasureExecution } from '../../../domain/joint-action/measure-execution.ts';

export const AT = '2026-06-01T02:00:00.000Z';

/** What the housing bureau was asked first, and has not answered yet, but for what a test changes. */
export const execution = (change: Partial<MeasureExecution> = {}): MeasureExecution => ({
  id: `${change.authorityId ?? 'housing'}-${change.round ?? 1}`,
  measure: 'B08',
  authorityId: 'housing',
  direction: 'apply',
  round: 1,
  named: true,
  pushedAt: AT,
  respondedAt: null,
  executedOn: null,
  fedBackAt: null,
  heldAt: null,
  calledOffAt: null,
  declinedAt: null,
  ...change,
});

/** On the day it was asked. */
export const applied = { respondedAt: AT, executedOn: '2026-06-01' } as const;
