import type { CommitmentStatus } from './commitment.ts';
import type { DeadlineState } from '../deadline/ledger.ts';
import { awaitsVerdict, isMadeGood, type ObligationFacts, type ObligationStanding, standingOf } from './obligation.ts';

/**
 * How the date of an obligation, and the wait for its event, stand in each standing. The handler's term to confirm
 * is apart: it runs whenever something reported waits for a verdict.
 */
export const DATES_OF_STANDING = {
  pending: { date: 'closed', event: 'running' },
  'in-check': { date: 'closed', event: 'closed' },
  due: { date: 'running', event: 'met' },
  reported: { date: 'met', event: 'met' },
  confirmed: { date: 'met', event: 'met' },
  'not-kept': { date: 'missed', event: 'met' },
  released: { date: 'closed', event: 'closed' },
} as const satisfies Record<ObligationStanding, { date: DeadlineState; event: DeadlineState }>;

/** The kind of date that an obligation has: what was found untrue is to be rectified, everything else fulfilled. */
export function dateKindOf({ term }: Pick<ObligationFacts, 'term'>): 'fulfil-by' | 'rectify-by' {
  return term === 'approval' ? 'rectify-by' : 'fulfil-by';
}

/** Statuses that a case can be put in by its obligations. */
export type FollowedStatus = Extract<
  CommitmentStatus,
  'checking' | 'rectifying' | 'revoking' | 'running' | 'kept' | 'broken' | 'released'
>;

/**
 * The status that follows from the obligations alone, whatever the order in which acts and timers arrived. What was
 * decided on the promise comes first; the case ends when nothing is owed and nothing waits for a verdict.
 * @param approvalDecided somebody has decided whether the decision made on the promise is revoked
 */
export function statusOfObligations(obligations: readonly ObligationFacts[], approvalDecided: boolean): FollowedStatus {
  const all = obligations.map((facts) => ({ facts, standing: standingOf(facts) }));
  const ofApproval = all.filter(({ facts }) => facts.term === 'approval');
  if (ofApproval.some(({ standing }) => standing === 'in-check')) return 'checking';
  if (ofApproval.some(({ standing }) => standing === 'due' || standing === 'reported')) return 'rectifying';
  if (!approvalDecided && ofApproval.some(({ standing }) => standing === 'not-kept')) return 'revoking';
  if (all.some(({ facts, standing }) => !isSettled(facts, standing))) return 'running';
  if (all.some(({ standing }) => standing === 'not-kept')) return 'broken';
  return all.every(({ standing }) => standing === 'released') ? 'released' : 'kept';
}

function isSettled(facts: ObligationFacts, standing: ObligationStanding): boolean {
  switch (standing) {
    case 'pending':
    case 'in-check':
    case 'due':
    case 'reported':
      return false;
    // What came late may make good what was broken: the case does not end before it is looked at.
    case 'not-kept':
      return !awaitsVerdict(facts);
    case 'confirmed':
    case 'released':
      return true;
    default:
      return standing satisfies never;
  }
}

/** Whether the obligations of a case that were not kept are all made good since. */
export function allMadeGood(obligations: readonly ObligationFacts[]): boolean {
  return obligations.filter((facts) => standingOf(facts) === 'not-kept').every(isMadeGood);
}
