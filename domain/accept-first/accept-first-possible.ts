import {
  ACCEPT_FIRST,
  ACCEPT_FIRST_ACTS,
  type AcceptFirstAct,
  type AcceptFirstStatus,
  HANDLER_ACTS,
} from './accept-first.ts';
import { everAllowed, isOpen, rolesAllowed } from '../case/case-kind.ts';
import type { MaterialStanding } from './accept-first-supply.ts';
import type { Role } from '../case/roles.ts';
import type { Bilingual } from '../text.ts';

/** One person looking at one case. */
export interface PossibleQuestion {
  status: AcceptFirstStatus;
  /** The roles in which they have to do with it. */
  roles: readonly Role[];
  sub: string;
  assignedTo: string | null;
  standings: readonly MaterialStanding[];
  /** Who grants an extension, by the procedure's data. */
  extensionBy: 'officer' | 'supervisor';
  /** The promise was not kept, and was not made good since. */
  isBroken: boolean;
}

export interface NotYet {
  act: AcceptFirstAct;
  reason: Bilingual;
}

/**
 * What a person may do on a case now, and what not yet and why. What they can never do is in neither. It shows
 * buttons: the case itself has the final word on every act.
 */
export function possibleActs(question: PossibleQuestion): { may: AcceptFirstAct[]; notYet: NotYet[] } {
  const may: AcceptFirstAct[] = [];
  const notYet: NotYet[] = [];
  for (const act of ACCEPT_FIRST_ACTS) {
    if (!question.roles.some((role) => everAllowed(ACCEPT_FIRST, role, act))) continue;
    const reason = reasonAgainst(act, question);
    if (reason === null) may.push(act);
    else if (reason !== 'never') notYet.push({ act, reason });
  }
  return { may, notYet };
}

function reasonAgainst(act: AcceptFirstAct, question: PossibleQuestion): Bilingual | 'never' | null {
  const { status, roles, sub, assignedTo, standings, extensionBy, isBroken } = question;
  const acting = roles.filter((role) => rolesAllowed(ACCEPT_FIRST, status, act).includes(role));
  if (acting.length === 0) return isOpen(ACCEPT_FIRST, status) ? (LATER[act] ?? 'never') : 'never';
  const isSupervisor = acting.includes('supervisor');
  const isAnothers = assignedTo !== null && assignedTo !== sub;
  if (HANDLER_ACTS.some((own) => own === act) && isAnothers && !isSupervisor) return ANOTHERS;
  // An applicant hands in online, which counts today: past the date it can only be refused.
  if (act === 'supply' && status === 'awaiting-registration' && acting.every((role) => role === 'applicant'))
    return AT_THE_COUNTER;
  if (act === 'claim' && assignedTo !== null) return isAnothers ? ANOTHERS : 'never';
  if (act === 'hand-back' && assignedTo === null) return 'never';
  if (act === 'make-good' && !isBroken) return 'never';
  if (act === 'verify' && !standings.includes('handed-in')) return NOTHING_HANDED_IN;
  if (act === 'extend' && extensionBy === 'supervisor' && !isSupervisor) return BY_SUPERVISOR;
  return null;
}

/** Acts whose time comes as the case goes on. */
const LATER: Readonly<Partial<Record<AcceptFirstAct, Bilingual>>> = {
  decide: {
    zh: '所缺材料全部核验通过后，方可作出决定。',
    en: 'A decision is possible once everything that was missing has been verified.',
  },
  reopen: {
    zh: '案件逾期终止后，方可凭期限内的收件登记重新办理。',
    en: 'Reopening is possible after the case has ended, on a receipt in time.',
  },
};

const ANOTHERS: Bilingual = {
  zh: '案件由他人办理，请联系经办人或主管人员。',
  en: 'Somebody else handles the case; ask them or a supervisor.',
};
const NOTHING_HANDED_IN: Bilingual = { zh: '尚无待核验的补交材料。', en: 'Nothing handed in waits to be verified.' };
const AT_THE_COUNTER: Bilingual = {
  zh: '补交期限已过，现在网上提交将计为逾期。期限内已送达窗口或已寄出的材料，请携凭证到窗口登记；期限内网上提交未获答复的，请以原请求重新提交。',
  en: 'The supply-by date has passed, and a hand-in online would be late. What reached the counter or was posted in time is registered at the counter, with the proof; an online hand-in in time that was never answered is sent again as it was.',
};
const BY_SUPERVISOR: Bilingual = { zh: '延期须由主管人员批准。', en: 'An extension is granted by a supervisor.' };
