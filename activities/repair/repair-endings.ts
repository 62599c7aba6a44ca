import type { PartStatus } from '../../domain/repair/repair-part.ts';
import { type ItemOutcome, type RepairOutcome, statusOfParts } from '../../domain/repair/repair.ts';
import type { Instant } from '../../domain/time.ts';
import { repairPartWorkflowId } from '../../workflows/messages/repair.ts';
import { note, SERVICE } from '../case/case-in-hand.ts';
import { closeAllClocks, setStatus } from './repair-clocks.ts';
import type { ItemInHand, PartInHand, RepairInHand } from './repair-course.ts';

type PartEnding = Exclude<
  PartStatus,
  'awaiting-acceptance' | 'awaiting-completion' | 'in-check' | 'paused' | 'with-court'
>;

/** Who decided on a record: the actor of the step. */
export function decideItem(
  hand: RepairInHand,
  { row }: ItemInHand,
  outcome: ItemOutcome,
  decision: { reason?: string | null; clause?: string | null; whatToDo?: string | null; earliest?: string | null } = {},
): void {
  const { reason = null, clause = null, whatToDo = null, earliest = null } = decision;
  const how = { outcome, reason, clause, whatToDo, earliest };
  Object.assign(row, { ...how, decidedAt: hand.now, decidedBy: hand.by.sub });
}

/** The records of a part that nobody has decided on. */
export function undecided({ items }: PartInHand): ItemInHand[] {
  return items.filter(({ row }) => (row.outcome ?? null) === null);
}

/**
 * A part ends: its clocks stop, its own workflow is told, and with the last of them the application ends. A deadline is
 * met only by an authority that said what it was asked: one that was answered in part and then withdrawn, or whose
 * records ended in another way, meets none, whatever the status of the part.
 * @param clocks `met`: the authority has said what it was asked; `closed`: it is asked no more
 * @param at when the service received what ended it
 */
export function endPart(
  hand: RepairInHand,
  part: PartInHand,
  { status, clocks }: { status: PartEnding; clocks: 'met' | 'closed' },
  at: Instant,
): void {
  closeAllClocks(hand, part, clocks, at);
  setStatus(hand, part, status);
  partMoved(hand, part);
  endRepairWithLastPart(hand);
}

/** The part's own workflow reads anew where it stands, once this step is committed. */
export function partMoved(hand: RepairInHand, { row }: PartInHand): void {
  const workflowId = repairPartWorkflowId(row.id);
  if (!hand.tell.includes(workflowId)) hand.tell.push(workflowId);
}

/** One refusal holds no other part, so the application ends only when every part has. */
function endRepairWithLastPart(hand: RepairInHand): void {
  const status = statusOfParts(hand.parts.map(({ row }) => row.status));
  if (status === 'with-authorities') return;
  const counts = countOutcomes(hand);
  hand.file.status = status;
  hand.file.closedAt = hand.now;
  const outcome: RepairOutcome = status === 'withdrawn' ? { kind: 'withdrawn' } : { kind: 'answered', counts };
  hand.file.outcome = outcome;
  note(hand, { kind: 'repair-closed', counts }, hand.now, SERVICE);
}

function countOutcomes({ parts, refusedAtDoor }: RepairInHand): Partial<Record<ItemOutcome, number>> {
  const counts: Partial<Record<ItemOutcome, number>> = {};
  for (const { row } of [...parts.flatMap(({ items }) => items), ...refusedAtDoor]) {
    const outcome = row.outcome ?? null;
    if (outcome !== null) counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}
