import { COMMITMENT, COMMITMENT_ACTS, type CommitmentAct, type CommitmentStatus } from './commitment.ts';
import { everAllowed, isOpen, objectionTo, rolesAllowed } from '../case/case-kind.ts';
import { awaitsVerdict, isMadeGood, type ObligationFacts, standingOf } from './obligation.ts';
import type { Role } from '../case/roles.ts';
import type { Bilingual } from '../text.ts';

/** One person looking at one commitment. */
export interface PossibleCommitmentQuestion {
  status: CommitmentStatus;
  /** The roles in which they have to do with it. */
  roles: readonly Role[];
  sub: string;
  assignedTo: string | null;
  obligations: readonly ObligationFacts[];
  /** A date has passed, and what came in time is being registered. */
  isRegistering: boolean;
  /** An amendment waits for its answer. */
  isAmendmentProposed: boolean;
  /** Who found something untrue: another person decides what follows. */
  checkedBy: string | null;
}

export interface CommitmentNotYet {
  act: CommitmentAct;
  reason: Bilingual;
}

/**
 * What a person may do on a commitment now, and what not yet and why. What they can never do is in neither. It shows
 * buttons: the case itself has the final word on every act.
 */
export function possibleCommitmentActs(question: PossibleCommitmentQuestion): {
  may: CommitmentAct[];
  notYet: CommitmentNotYet[];
} {
  const may: CommitmentAct[] = [];
  const notYet: CommitmentNotYet[] = [];
  for (const act of COMMITMENT_ACTS) {
    if (!question.roles.some((role) => everAllowed(COMMITMENT, role, act))) continue;
    const reason = reasonAgainst(act, question);
    if (reason === null) may.push(act);
    else if (reason !== 'never') notYet.push({ act, reason });
  }
  return { may, notYet };
}

function reasonAgainst(act: CommitmentAct, question: PossibleCommitmentQuestion): Bilingual | 'never' | null {
  const { status, roles, sub, assignedTo } = question;
  const acting = roles.filter((role) => rolesAllowed(COMMITMENT, status, act).includes(role));
  if (acting.length === 0) return isOpen(COMMITMENT, status) ? (LATER[act] ?? 'never') : 'never';
  const isTheirs = acting.some((role) => objectionTo(COMMITMENT, act, { sub, role }, { status, assignedTo }) === null);
  return isTheirs ? reasonInRows(act, question) : ANOTHERS;
}

/** What the rows say against an act that the tables allow. */
function reasonInRows(act: CommitmentAct, question: PossibleCommitmentQuestion): Bilingual | 'never' | null {
  const { obligations, sub, assignedTo } = question;
  const standings = obligations.map(standingOf);
  const has = (...wanted: readonly string[]) => standings.some((standing) => wanted.includes(standing));
  switch (act) {
    case 'report':
      return has('due', 'reported', 'not-kept') ? null : 'never';
    case 'report-event':
      return has('pending') ? null : 'never';
    case 'confirm':
      return obligations.some(awaitsVerdict) ? null : NOTHING_REPORTED;
    case 'concede':
      if (question.isRegistering) return null;
      if (!obligations.some(isToRectify)) return 'never';
      return question.checkedBy === sub ? CHECKER_REGISTERS : null;
    case 'extend':
      return has('due', 'reported') ? null : 'never';
    case 'amend':
      if (question.isAmendmentProposed) return AMENDMENT_OPEN;
      return has('pending', 'due') ? null : 'never';
    case 'answer-amendment':
      return question.isAmendmentProposed ? null : 'never';
    case 'release':
      return has('pending', 'in-check', 'due', 'reported') ? null : 'never';
    case 'decide-approval':
      return question.checkedBy === sub ? SECOND_PERSON : null;
    case 'make-good':
      return obligations.some((facts) => standingOf(facts) === 'not-kept' && !isMadeGood(facts)) ? null : 'never';
    case 'claim':
      if (assignedTo === null) return null;
      return assignedTo === sub ? 'never' : ANOTHERS;
    case 'hand-back':
      return assignedTo === null ? 'never' : null;
    case 'check':
    case 'withdraw':
    case 'reopen':
    case 'grade':
    case 'assign':
      return null;
    default:
      return act satisfies never;
  }
}

function isToRectify(facts: ObligationFacts): boolean {
  return facts.term === 'approval' && standingOf(facts) === 'due';
}

/** Acts whose time comes as the case goes on. */
const LATER: Readonly<Partial<Record<CommitmentAct, Bilingual>>> = {
  reopen: {
    zh: '案件以未履行结束后，方可凭期限内的收件登记重新办理。',
    en: 'Reopening is possible after the promise was found broken, on a report in time.',
  },
};

const ANOTHERS: Bilingual = {
  zh: '案件由他人办理，请联系经办人或主管人员。',
  en: 'Somebody else handles the case; ask them or a supervisor.',
};
const NOTHING_REPORTED: Bilingual = { zh: '尚无待核实的履约报告。', en: 'Nothing reported waits for a verdict.' };
const AMENDMENT_OPEN: Bilingual = { zh: '已有变更申请待答复。', en: 'An amendment waits for its answer.' };
const CHECKER_REGISTERS: Bilingual = {
  zh: '核查发现不实的人不得登记放弃整改的确认。',
  en: 'Whoever found it untrue does not register that it will not be rectified.',
};
const SECOND_PERSON: Bilingual = {
  zh: '核查发现不实的人不得作出此决定。',
  en: 'Whoever found it untrue does not decide this.',
};
