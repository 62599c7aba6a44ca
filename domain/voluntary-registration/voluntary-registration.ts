import { type ActsOfRoles, type CaseTable, DESK_ACTS } from '../case/case-kind.ts';
import { AUTHORITY_ROLES as HANDLERS, SUBJECT_OR_DESK } from '../case/roles.ts';
import { DESK_STEPS, type WaitCourse } from '../case/waits.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/**
 * Voluntary registration (自愿注册信用信息): a subject itself registers what speaks for its credit, promises in public
 * that it is true, and lets it be shown and used. It is shown at once as what the subject says of itself; the credit
 * authority verifies it, or says what it doubts, hears the subject, and a second person finds it false or clears it.
 * Found false it comes off, and is a promise not kept. The subject corrects it or takes it back whenever it likes.
 * Source: 国办发〔2019〕35号（五）.
 *
 * This file says which statuses a case can have, who may do what in each, and which wait runs in each. The rules:
 * `voluntary-registration-info.ts` (what is registered, and what is shown of it), `voluntary-registration-door.ts` (what
 * keeps it out), `voluntary-registration-deadlines.ts` (its terms), `voluntary-registration-decision.ts` (found false).
 */
export const VOLUNTARY_REGISTRATION_STATUSES = [
  'opening',
  'never-opened',
  'unverified',
  'verified',
  'doubted',
  'awaiting-decision',
  'found-false',
  'withdrawn',
  'expired',
] as const;
export type VoluntaryRegistrationStatus = (typeof VOLUNTARY_REGISTRATION_STATUSES)[number];

export const VOLUNTARY_REGISTRATION_ACTS = [
  'correct',
  'verify',
  'doubt',
  'state',
  'clear',
  'find-false',
  'withdraw',
  'make-good',
  'claim',
  'assign',
  'hand-back',
] as const;
export type VoluntaryRegistrationAct = (typeof VOLUNTARY_REGISTRATION_ACTS)[number];

/** What the subject may always do: what it says of itself is its own to put right or to take back. */
const ITS_OWN = { correct: ['applicant'], withdraw: SUBJECT_OR_DESK } as const satisfies ActsOfRoles;

/** Status → act → roles. What is not listed is not allowed; a new status does not compile until placed. */
export const VOLUNTARY_REGISTRATION_TABLE = {
  opening: {},
  'never-opened': {},
  unverified: { ...DESK_ACTS, ...ITS_OWN, verify: HANDLERS, doubt: HANDLERS },
  verified: { ...DESK_ACTS, ...ITS_OWN, doubt: HANDLERS },
  doubted: { ...DESK_ACTS, ...ITS_OWN, state: SUBJECT_OR_DESK, clear: HANDLERS },
  // What came in time may still have to be written down.
  'awaiting-decision': {
    ...DESK_ACTS,
    ...ITS_OWN,
    state: SUBJECT_OR_DESK,
    clear: HANDLERS,
    'find-false': HANDLERS,
  },
  'found-false': { 'make-good': HANDLERS },
  withdrawn: {},
  expired: {},
} as const satisfies Record<VoluntaryRegistrationStatus, ActsOfRoles<VoluntaryRegistrationAct>>;

/**
 * The acts of an assigned case that only its handler or a supervisor may do. Clearing and finding false are none: whoever
 * handles the case is mostly the one who doubted, and may not find it false.
 */
export const VOLUNTARY_REGISTRATION_HANDLER_ACTS = [
  'verify',
  'doubt',
  'hand-back',
] as const satisfies readonly VoluntaryRegistrationAct[];

export type VoluntaryRegistrationDeadline =
  | 'voluntary-verify-by'
  | 'voluntary-valid-until'
  | 'voluntary-statement-by'
  | 'voluntary-decide-by';

/** The steps that the service takes by itself on a registration. */
export const VOLUNTARY_REGISTRATION_STEPS = [...DESK_STEPS, 'registration-over', 'end-registration-statement'] as const;
export type VoluntaryRegistrationStep = (typeof VOLUNTARY_REGISTRATION_STEPS)[number];

/** What each wait is for. Silence of the authority verifies nothing and finds nothing false. */
export const VOLUNTARY_REGISTRATION_WAITS = {
  'voluntary-verify-by': {
    text: { zh: '核实自主申报信息', en: 'verification of what was registered' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
  'voluntary-valid-until': {
    text: { zh: '自主申报信息有效期届满', en: 'end of the validity of what was registered' },
    remind: 'remind-applicant',
    atDue: 'registration-over',
    repeats: 'once',
  },
  'voluntary-statement-by': {
    text: { zh: '对核实疑点陈述、申辩', en: 'statement on what is doubted' },
    remind: 'remind-applicant',
    atDue: 'end-registration-statement',
    repeats: 'once',
  },
  'voluntary-decide-by': {
    text: { zh: '作出核实结论', en: 'decision on what was doubted' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
} as const satisfies Record<VoluntaryRegistrationDeadline, WaitCourse<VoluntaryRegistrationStep> & { text: Bilingual }>;

/** The wait that ends each status if nobody acts. An open status without one does not compile. */
export const VOLUNTARY_REGISTRATION_WAIT_OF_STATUS = {
  opening: 'opening',
  'never-opened': null,
  unverified: 'voluntary-verify-by',
  verified: 'voluntary-valid-until',
  doubted: 'voluntary-statement-by',
  'awaiting-decision': 'voluntary-decide-by',
  'found-false': null,
  withdrawn: null,
  expired: null,
} as const satisfies Record<VoluntaryRegistrationStatus, VoluntaryRegistrationDeadline | 'opening' | null>;

export const VOLUNTARY_REGISTRATION_STATUS_TEXT = {
  opening: { zh: '正在登记', en: 'being opened' },
  'never-opened': { zh: '未登记成功', en: 'never opened' },
  unverified: { zh: '已登记，未经核实', en: 'registered, not verified' },
  verified: { zh: '已登记，经核实', en: 'registered and verified' },
  doubted: { zh: '核实存疑，陈述申辩期', en: 'doubted, the subject is heard' },
  'awaiting-decision': { zh: '核实存疑，待另一名人员决定', en: 'doubted, awaiting decision by a second person' },
  'found-false': { zh: '认定不实，已撤下', en: 'found false, taken off' },
  withdrawn: { zh: '已撤回', en: 'taken back by the subject' },
  expired: { zh: '有效期届满', en: 'past its validity' },
} as const satisfies Record<VoluntaryRegistrationStatus, Bilingual>;

/** The clause that a registration rests on. */
export const VOLUNTARY_REGISTRATION_CLAUSE = '国办发〔2019〕35号（五）';

/** How a registration ended; kept in the case row, without the reasons, which are on its own row. */
export type VoluntaryRegistrationOutcome =
  | { kind: 'found-false' }
  | { kind: 'withdrawn' }
  | { kind: 'expired'; on: Day; verified: boolean };

export const VOLUNTARY_REGISTRATION = {
  kind: 'voluntary-registration',
  statuses: VOLUNTARY_REGISTRATION_STATUSES,
  acts: VOLUNTARY_REGISTRATION_ACTS,
  table: VOLUNTARY_REGISTRATION_TABLE,
  waitOf: VOLUNTARY_REGISTRATION_WAIT_OF_STATUS,
  handlerActs: VOLUNTARY_REGISTRATION_HANDLER_ACTS,
  decides: ['verify', 'clear', 'find-false'],
  statusText: VOLUNTARY_REGISTRATION_STATUS_TEXT,
  waits: VOLUNTARY_REGISTRATION_WAITS,
} as const satisfies CaseTable<VoluntaryRegistrationStatus, VoluntaryRegistrationAct>;
