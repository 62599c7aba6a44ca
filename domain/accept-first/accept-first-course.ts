import type { AcceptFirstDeadline, AcceptFirstStatus } from './accept-first.ts';
import type { MaterialStanding, SupplyPhase } from './accept-first-supply.ts';
import type { DeadlineState } from '../deadline/ledger.ts';
import type { Instant } from '../time.ts';

interface StoredDate {
  dueAt: Instant;
  provisional: boolean;
}

/**
 * Where the supply-by date stands at `now`, from the stored dates alone. A provisional date never passes:
 * nothing adverse happens on it.
 * @param grace null: the registration of receipts has not begun
 */
export function supplyPhase(supplyBy: StoredDate, grace: StoredDate | null, now: Instant): SupplyPhase {
  if (supplyBy.provisional || now < supplyBy.dueAt) return 'running';
  if (grace === null || grace.provisional || now < grace.dueAt) return 'registration';
  return 'over';
}

/**
 * How each deadline of a case stands in each status; `absent` where it has not begun or does not matter.
 * The handler's verify-by is apart: it runs whenever something handed in waits to be verified; and so is the target of the
 * green channel, which runs beside decide-by where there is one.
 */
export const DEADLINES_IN_STATUS = {
  'awaiting-materials': { 'supply-by': 'running', 'registration-grace': 'closed', 'decide-by': 'closed' },
  'awaiting-registration': { 'supply-by': 'missed', 'registration-grace': 'running', 'decide-by': 'closed' },
  'awaiting-verification': { 'supply-by': 'met', 'registration-grace': 'closed', 'decide-by': 'closed' },
  'awaiting-decision': { 'supply-by': 'met', 'registration-grace': 'closed', 'decide-by': 'running' },
  completed: { 'supply-by': 'met', 'registration-grace': 'closed', 'decide-by': 'met' },
  ended: { 'supply-by': 'missed', 'registration-grace': 'missed', 'decide-by': 'closed' },
  withdrawn: { 'supply-by': 'closed', 'registration-grace': 'closed', 'decide-by': 'closed' },
} as const satisfies Record<
  Exclude<AcceptFirstStatus, 'opening' | 'never-opened' | 'refused'>,
  Record<Exclude<AcceptFirstDeadline, 'verify-by' | 'decide-target'>, DeadlineState>
>;

export type OpenedStatus = keyof typeof DEADLINES_IN_STATUS;

/** Whether a handler owes a verification: something was handed in, and the case has not ended without it. */
export function awaitsVerification(status: OpenedStatus, standings: readonly MaterialStanding[]): boolean {
  const open =
    status === 'awaiting-materials' || status === 'awaiting-registration' || status === 'awaiting-verification';
  return open && standings.includes('handed-in');
}
