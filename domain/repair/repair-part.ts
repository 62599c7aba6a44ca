import { type ActsOfRoles, type CaseTable, type Objection, objectionTo, rolesAllowed } from '../case/case-kind.ts';
import { AUTHORITY_ROLES as HANDLERS, type Role, SUBJECT_OR_DESK } from '../case/roles.ts';
import type { Bilingual } from '../text.ts';
import { REPAIR_WAITS, type RepairDeadline } from './repair-waits.ts';

/** Where one authority's part of the application stands. `with-court` is ended by the court's own message. */
export const PART_STATUSES = [
  'awaiting-acceptance',
  'awaiting-completion',
  'in-check',
  'paused',
  'with-court',
  'answered',
  'not-accepted',
  'withdrawn',
] as const;
export type PartStatus = (typeof PART_STATUSES)[number];

/** Acts on one authority's part: each is sent to the application, and names the part. */
export const PART_ACTS = [
  'accept',
  'not-accept',
  'ask-completion',
  'complete',
  'answer',
  'extend-answer',
  'pause',
  'resume',
  'claim-part',
  'assign-part',
  'hand-back-part',
] as const;
export type PartAct = (typeof PART_ACTS)[number];

/** The people of the authority, or its own system by message. */
const AUTHORITY = [...HANDLERS, 'agency'] as const satisfies readonly Role[];

/** As claim, assign and hand back of a case, by the people of the part's own authority. */
const PART_DESK = {
  'claim-part': HANDLERS,
  'assign-part': ['supervisor'],
  'hand-back-part': HANDLERS,
} as const satisfies ActsOfRoles<PartAct>;

/**
 * Part status → act → roles. An answer is taken in every open status, for an authority that answers has accepted.
 * That the people are those of the part's own authority is asked by `objectionToPartAct`.
 */
export const PART_TABLE = {
  'awaiting-acceptance': {
    ...PART_DESK,
    accept: AUTHORITY,
    'not-accept': AUTHORITY,
    'ask-completion': AUTHORITY,
    // What was asked for and came after its date is still taken, as long as nobody has decided.
    complete: SUBJECT_OR_DESK,
    answer: AUTHORITY,
  },
  'awaiting-completion': { ...PART_DESK, accept: AUTHORITY, complete: SUBJECT_OR_DESK, answer: AUTHORITY },
  'in-check': { ...PART_DESK, answer: AUTHORITY, 'extend-answer': HANDLERS, pause: HANDLERS },
  paused: { ...PART_DESK, answer: AUTHORITY, resume: HANDLERS },
  'with-court': { answer: ['court'] },
  answered: {},
  'not-accepted': {},
  withdrawn: {},
} as const satisfies Record<PartStatus, ActsOfRoles<PartAct>>;

export const ACTS_ON_PARTS = {
  accept: AUTHORITY,
  'not-accept': AUTHORITY,
  'ask-completion': AUTHORITY,
  complete: SUBJECT_OR_DESK,
  answer: [...AUTHORITY, 'court'],
  'extend-answer': HANDLERS,
  pause: HANDLERS,
  resume: HANDLERS,
  ...PART_DESK,
} as const satisfies Record<PartAct, readonly Role[]>;

/** The wait that ends each status of a part if nobody acts; beside `answer-by` the handler's own `check-by` runs. */
export const WAIT_OF_PART = {
  'awaiting-acceptance': 'accept-by',
  'awaiting-completion': 'complete-by',
  'in-check': 'answer-by',
  paused: 'pause-until',
  'with-court': 'answer-by',
  answered: null,
  'not-accepted': null,
  withdrawn: null,
} as const satisfies Record<PartStatus, RepairDeadline | null>;

/** A part that is still to be answered. */
export function isPartOpen(status: PartStatus): boolean {
  return WAIT_OF_PART[status] !== null;
}

/** The acts on a claimed part that only its handler, a supervisor, or the authority's own system may do. */
export const PART_HANDLER_ACTS = [
  'accept',
  'not-accept',
  'ask-completion',
  'answer',
  'extend-answer',
  'pause',
  'resume',
  'hand-back-part',
] as const satisfies readonly PartAct[];

export const PART_STATUS_TEXT = {
  'awaiting-acceptance': { zh: '待认定单位决定是否受理', en: 'awaiting acceptance' },
  'awaiting-completion': { zh: '待申请人补正', en: 'awaiting completion' },
  'in-check': { zh: '已受理，核查中', en: 'accepted, in check' },
  paused: { zh: '听证、鉴定等期间，暂停计时', en: 'paused for a hearing or an expert check' },
  'with-court': { zh: '已送执行法院', en: 'with the court' },
  answered: { zh: '已答复', en: 'answered' },
  'not-accepted': { zh: '不予受理', en: 'not accepted' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<PartStatus, Bilingual>;

/** One authority's part as tables, in the form of a case's. */
export const REPAIR_PART = {
  kind: 'repair',
  statuses: PART_STATUSES,
  acts: PART_ACTS,
  table: PART_TABLE,
  waitOf: WAIT_OF_PART,
  handlerActs: PART_HANDLER_ACTS,
  // None of its own: an act on a part is one of its application, which says what decides.
  decides: [],
  statusText: PART_STATUS_TEXT,
  waits: REPAIR_WAITS,
} as const satisfies CaseTable<PartStatus, PartAct>;

/** As much of a part as says who may act on it. */
export interface PartStanding {
  id: string;
  status: PartStatus;
  /** Code of the authority that determined the records of this part. */
  authority: string;
  assignedTo: string | null;
}

/** Who does something to a part; `authority` is the code of theirs, null for an applicant. */
export interface PartActor {
  sub: string;
  role: Role;
  authority: string | null;
}

/**
 * What stands against an act on a part: nobody may do it now, not this role or not of this authority, or not this
 * person; null when it may be done. `complete` may also be written down by the window, which took the papers in.
 * @param window code of the window that took the application in
 */
export function objectionToPartAct(act: PartAct, by: PartActor, part: PartStanding, window: string): Objection | null {
  const objection = objectionTo(REPAIR_PART, act, by, part);
  if (objection !== null && objection !== 'assigned') return objection;
  if (by.role === 'applicant') return objection;
  const isOfPart = by.authority === part.authority;
  const tookItIn = act === 'complete' && by.authority === window;
  if (!isOfPart && !tookItIn) return 'role';
  // The authority's own system speaks for whoever handles the part there.
  return by.role === 'agency' ? null : objection;
}

/** The acts on this part that somebody could do in one of their roles, now or at another time. */
export function partActsOf(roles: readonly Role[]): PartAct[] {
  return PART_ACTS.filter((act) =>
    PART_STATUSES.some((status) => rolesAllowed(REPAIR_PART, status, act).some((role) => roles.includes(role))),
  );
}
