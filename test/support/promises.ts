/** Obligations for tests; a test changes what it is about. */
import type { ObligationText } from '../../domain/commitment/obligation.ts';
import type { Day } from '../../domain/time.ts';

/** An obligation that is due on a day. */
export function obligation(code: string, change: Partial<ObligationText> = {}): ObligationText {
  const due = { kind: 'day', due: '2026-03-31' } as const;
  return {
    code,
    title: `事项${code}`,
    content: null,
    evidence: null,
    event: null,
    quantity: null,
    term: due,
    ...change,
  };
}

/** An obligation whose term runs from an event. */
export function afterEvent(code: string, workingDays = 5, expectedBy: Day = '2026-04-30'): ObligationText {
  const term = { kind: 'event', count: workingDays, unit: 'working-days', expectedBy } as const;
  return obligation(code, { event: '工程竣工', term });
}

/** What was to hold at the decision. */
export function condition(code: string): ObligationText {
  return obligation(code, { term: { kind: 'approval' } });
}
