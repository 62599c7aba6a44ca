import {
  REPAIR_WITHDRAWAL_WAITS,
  type RepairWithdrawalDeadline,
} from '../../domain/repair-withdrawal/repair-withdrawal.ts';
import {
  decideByLedger,
  hearingByLedger,
  type OpenedStatus,
  serveByLedger,
  statementByLedger,
  statusAtHand,
  WITHDRAWAL_DEADLINES_IN_STATUS,
} from '../../domain/repair-withdrawal/repair-withdrawal-course.ts';
import { toDecideNotice } from '../../domain/hearing/hearing-notices.ts';
import { prefixed } from '../../domain/hearing/hearing-timeline.ts';
import { WITHDRAWAL_WORDS } from '../../domain/repair-withdrawal/repair-withdrawal-notices.ts';
import { isOpen } from '../../domain/case/case-kind.ts';
import type { Ledger } from '../../domain/deadline/ledger.ts';
import { shanghaiDay } from '../../domain/time.ts';
import { RepairWithdrawalHearing } from '../../db/entities/repair-withdrawal-hearing.ts';
import { RepairWithdrawalStatement } from '../../db/entities/repair-withdrawal-statement.ts';
import { closeDeadline, resumeDeadline, runningDeadline } from '../case/case-deadlines.ts';
import { SERVICE } from '../case/case-in-hand.ts';
import {
  endStatementPeriod,
  getStatementBy,
  heading,
  type HearingCourse,
  howHeard,
  latest,
  standingOf,
  timeOfHearing,
} from '../hearing/heard-case.ts';
import { repairWithdrawalCourse, type WithdrawalInHand } from './repair-withdrawal-course.ts';
import { serveOfficers } from '../case/serve.ts';

/** What the steps of a hearing must know of a withdrawal. */
export const withdrawalHearing: HearingCourse<WithdrawalInHand> = {
  course: repairWithdrawalCourse,
  words: WITHDRAWAL_WORDS,
  event: (event) => prefixed('withdrawal', event),
  involved: ({ withdrawal }) => [withdrawal.proposedBy],
  madeOn: ({ withdrawal }) => withdrawal.madeOn,
  goOn: goOnWithdrawal,
  createStatement: ({ em }, { evidence = null, ...statement }) =>
    em.create(RepairWithdrawalStatement, { ...statement, evidence }),
  createHearing: ({ em }, hearing) => em.create(RepairWithdrawalHearing, hearing),
};

/**
 * Moves the case to where its rows and stored dates put it at `now`. A statement period that is over as it begins,
 * because service or hearing was written down late, ends at once.
 */
export function goOnWithdrawal(hand: WithdrawalInHand): void {
  enterWithdrawal(hand, statusOfRows(hand));
  const status = statusOfRows(hand);
  if (status !== hand.file.status) enterWithdrawal(hand, status);
}

/** Puts the case into a status: the deadlines that belong to it run, the others are closed as they ended. */
export function enterWithdrawal(hand: WithdrawalInHand, status: OpenedStatus): void {
  const { file } = hand;
  const isNew = file.status !== status;
  file.status = status;
  file.closedAt = isOpen(repairWithdrawalCourse.table, status) ? null : hand.now;
  if (isNew && status === 'awaiting-decision') endStatementPeriod(withdrawalHearing, hand);
  const wanted = WITHDRAWAL_DEADLINES_IN_STATUS[status];
  for (const kind of Object.keys(REPAIR_WITHDRAWAL_WAITS) as RepairWithdrawalDeadline[]) {
    const state = wanted[kind];
    if (state !== 'running') closeDeadline(hand, kind, state);
    else if (runningDeadline(hand, kind) === null) resumeDeadline(hand, kind, ledgerOf(hand, kind));
  }
  if (isNew && status === 'awaiting-decision') tellWhoDecides(hand);
}

function statusOfRows(hand: WithdrawalInHand) {
  return statusAtHand(standingOf(hand), hand.now);
}

/** Somebody else than the proposer must decide: the case goes back to the desk, and all of it is told. */
function tellWhoDecides(hand: WithdrawalInHand): void {
  if (hand.file.assignedTo === hand.withdrawal.proposedBy) hand.file.assignedTo = null;
  const { due } = getStatementBy(hand);
  const decideBy = runningDeadline(hand, 'withdrawal-decide-by')?.due ?? due;
  const ended = { statementDue: due, waivedOn: hand.withdrawal.waivedOn ?? null, heard: howHeard(hand) };
  serveOfficers(hand, toDecideNotice(...heading(withdrawalHearing, hand), ended, decideBy));
}

function ledgerOf(hand: WithdrawalInHand, kind: RepairWithdrawalDeadline): Ledger {
  const { withdrawal, hearing, rule } = hand;
  const servedOn = withdrawal.servedOn ?? withdrawal.madeOn;
  switch (kind) {
    case 'serve-by':
      return serveByLedger(withdrawal.madeOn, rule);
    case 'statement-by':
      return statementByLedger(servedOn, timeOfHearing(hand), rule);
    case 'hearing-by':
      return hearingByLedger(latest(hearing?.askedOn ?? servedOn, servedOn), rule);
    case 'withdrawal-decide-by': {
      // Written down late, the authority's own term begins when it is written down.
      const ended = withdrawal.waivedOn ?? getStatementBy(hand).due;
      const from = hand.by === SERVICE ? ended : latest(ended, shanghaiDay(hand.now));
      return decideByLedger(from, withdrawal.waivedOn != null, rule);
    }
    default:
      return kind satisfies never;
  }
}
