import { randomUUID } from 'node:crypto';
import { CaseDeadline } from '../../db/entities/deadline.ts';
import { computeDeadline } from '../../domain/deadline/deadline.ts';
import { type EndOfDeadline, endOfDeadline } from '../../domain/case/deadline-end.ts';
import { goOnFromTold } from '../../domain/case/recount.ts';
import type { Ledger } from '../../domain/deadline/ledger.ts';
import type { RunningWait } from '../../domain/case/waits.ts';
import type { CaseInHand } from './case-in-hand.ts';

/**
 * Begins a deadline of the case, or of one part of it: the due date is computed once, from the ledger; `writeDown`
 * stores it.
 * @param about id of the part it belongs to; empty: the case itself
 * @param authorityId whose the part is; else the authority's that has the case now, whichever has it later
 */
export function beginDeadline(
  hand: CaseInHand,
  kind: string,
  ledger: Ledger,
  about = '',
  authorityId = hand.file.authorityId,
): CaseDeadline {
  const { due, dueAt, provisional, calendarVersion } = computeDeadline(ledger, hand.calendar);
  const begun = {
    id: randomUUID(),
    caseId: hand.file.id,
    kind,
    about,
    authorityId,
    ledger,
    due,
    dueAt,
    provisional,
    calendarVersion,
    state: 'running' as const,
    openedAt: hand.now,
    closedAt: null,
    round: hand.file.round,
    remindersSent: 0,
    escalationsSent: 0,
  };
  const row = hand.em.create(CaseDeadline, begun, { persist: false });
  hand.deadlines.push(row);
  hand.begun.push(row);
  return row;
}

/**
 * Begins a deadline again that may have been stopped: the same term from the same day goes on, and never ends earlier than
 * was told before, whatever calendar was loaded since. See `beginDeadline`.
 */
export function resumeDeadline(
  hand: CaseInHand,
  kind: string,
  ledger: Ledger,
  about = '',
  authorityId = hand.file.authorityId,
): CaseDeadline {
  const told = latestDeadline(hand, kind, about);
  const isSame =
    told !== null && told.ledger.startDay === ledger.startDay && told.ledger.rule.count === ledger.rule.count;
  const goesOn = isSame ? goOnFromTold(ledger, told, hand.calendar) : ledger;
  return beginDeadline(hand, kind, goesOn, about, authorityId);
}

/** The latest deadline of a kind, running or not; null where there was none. */
export function latestDeadline(hand: CaseInHand, kind: string, about = ''): CaseDeadline | null {
  return hand.deadlines.findLast((deadline) => deadline.kind === kind && deadline.about === about) ?? null;
}

/** The running deadline of a kind; null where none runs. */
export function runningDeadline(hand: CaseInHand, kind: string, about = ''): CaseDeadline | null {
  const row = hand.deadlines.findLast(
    (deadline) => deadline.kind === kind && deadline.about === about && deadline.state === 'running',
  );
  return row ?? null;
}

/** Closes what runs of a kind; see `endDeadline`. */
export function closeDeadline(hand: CaseInHand, kind: string, state: EndOfDeadline, about = ''): void {
  for (const row of hand.deadlines) {
    if (row.kind === kind && row.about === about && row.state === 'running') endDeadline(hand, row, state);
  }
}

/** Closes one that runs, as it is asked or as `missed` by when the act was received: see `endOfDeadline`. */
export function endDeadline(hand: CaseInHand, row: CaseDeadline, asked: EndOfDeadline): void {
  Object.assign(row, { state: endOfDeadline(asked, row, hand.receivedAt), closedAt: hand.now });
}

/** Counts a deadline anew, from its ledger with an extension, which is added to the day told. Escalations begin anew. */
export function recountDeadline(hand: CaseInHand, row: CaseDeadline, extended: Ledger): void {
  const ledger = goOnFromTold(extended, row, hand.calendar);
  const { due, dueAt, provisional, calendarVersion } = computeDeadline(ledger, hand.calendar);
  Object.assign(row, { ledger, due, dueAt, provisional, calendarVersion, escalationsSent: 0 });
}

/** A stored deadline as a wait that can be asked for its steps. */
export function waitOf(row: CaseDeadline): RunningWait & { id: string; about: string } {
  const { id, kind, about, ledger, due, dueAt, provisional, remindersSent, escalationsSent } = row;
  return { id, kind, about, startDay: ledger.startDay, due, dueAt, provisional, remindersSent, escalationsSent };
}
