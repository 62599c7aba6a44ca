import type { ObligationFacts } from '../../domain/commitment/obligation.ts';
import type { Obligation } from '../entities/obligation.ts';
import type { ObligationReport } from '../entities/obligation-report.ts';

/**
 * What an obligation's standing follows from, as its rows say.
 * @param reports of the case, in the order in which they were written down
 */
export function obligationFacts(obligation: Obligation, reports: readonly ObligationReport[]): ObligationFacts {
  return {
    term: obligation.term.kind,
    amount: obligation.amount ?? null,
    eventOn: obligation.eventOn ?? null,
    found: obligation.found ?? null,
    releasedOn: obligation.releasedOn ?? null,
    notKeptOn: obligation.notKeptOn ?? null,
    reports: reports
      .filter(({ obligationId }) => obligationId === obligation.id)
      .map(({ inTime, quantity, complete, verdict }) => ({
        inTime,
        quantity: quantity ?? null,
        complete,
        verdict: verdict ?? null,
      })),
  };
}
