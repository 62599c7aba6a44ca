import { type CaseTable, DESK_ACTS, type ActsOfRoles } from '../case/case-kind.ts';
import { AUTHORITY_ROLES as HANDLERS, SUBJECT_OR_DESK } from '../case/roles.ts';
import type { BarringMeasure } from '../record/in-force.ts';
import type { GreenChannelTerms } from '../green-channel/green-channel.ts';
import type { RectificationTerms } from '../rectification/rectification-terms.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';
import { DESK_STEPS, type WaitCourse } from '../case/waits.ts';

/**
 * Accept-first (容缺受理): an application whose main materials are complete is accepted at once on a
 * written promise to supply the missing secondary ones by a date.
 * Source: 2025 opinion (15), 国办发〔2019〕35号 (1), 国发〔2016〕33号 (4).
 *
 * This file says which statuses a case can have, who may do what in each, and which wait runs in each.
 * The rules themselves: `accept-first-door.ts` (who may use it), `accept-first-supply.ts` (what counts
 * as supplied in time), `accept-first-waits.ts` (what happens when nobody acts).
 */
export const ACCEPT_FIRST_STATUSES = [
  'opening',
  'never-opened',
  'refused',
  'awaiting-materials',
  'awaiting-registration',
  'awaiting-verification',
  'awaiting-decision',
  'completed',
  'ended',
  'withdrawn',
] as const;
export type AcceptFirstStatus = (typeof ACCEPT_FIRST_STATUSES)[number];

export const ACCEPT_FIRST_ACTS = [
  'supply',
  'verify',
  'decide',
  'extend',
  'withdraw',
  'reopen',
  'make-good',
  'claim',
  'assign',
  'hand-back',
] as const;
export type AcceptFirstAct = (typeof ACCEPT_FIRST_ACTS)[number];

/** Status → act → roles. What is not listed is not allowed; a new status does not compile until placed. */
export const ACCEPT_FIRST_TABLE = {
  opening: {},
  'never-opened': {},
  refused: {},
  'awaiting-materials': {
    ...DESK_ACTS,
    supply: SUBJECT_OR_DESK,
    verify: HANDLERS,
    extend: HANDLERS,
    withdraw: SUBJECT_OR_DESK,
  },
  // The supply-by date has passed; what came in time may still have to be written down.
  'awaiting-registration': {
    ...DESK_ACTS,
    supply: SUBJECT_OR_DESK,
    verify: HANDLERS,
    extend: HANDLERS,
    withdraw: SUBJECT_OR_DESK,
  },
  'awaiting-verification': {
    ...DESK_ACTS,
    supply: SUBJECT_OR_DESK,
    verify: HANDLERS,
    extend: HANDLERS,
    withdraw: SUBJECT_OR_DESK,
  },
  'awaiting-decision': { ...DESK_ACTS, decide: HANDLERS, withdraw: SUBJECT_OR_DESK },
  completed: {},
  ended: { reopen: ['supervisor'], 'make-good': HANDLERS },
  withdrawn: {},
} as const satisfies Record<AcceptFirstStatus, ActsOfRoles<AcceptFirstAct>>;

/** The acts of an assigned case that only its handler or a supervisor may do. */
export const HANDLER_ACTS = ['verify', 'decide', 'extend', 'hand-back'] as const satisfies readonly AcceptFirstAct[];

export type AcceptFirstDeadline = 'supply-by' | 'registration-grace' | 'verify-by' | 'decide-by' | 'decide-target';

/**
 * What each wait is for, and what the service does when nobody acts: the applicant's (supply-by), the counter's
 * (registration-grace), the handler's (verify-by, decide-by; in the green channel a shorter one of its own beside it).
 */
export const ACCEPT_FIRST_WAITS = {
  'supply-by': {
    text: { zh: '补交材料', en: 'supply of the missing materials' },
    remind: 'remind-applicant',
    atDue: 'close-supply',
    repeats: 'once',
    restsWhenMet: true,
  },
  'registration-grace': {
    text: { zh: '登记在途材料', en: 'registration of receipts' },
    remind: null,
    atDue: 'end-unsupplied',
    repeats: 'once',
  },
  'verify-by': {
    text: { zh: '核验材料', en: 'verification' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
  'decide-by': {
    text: { zh: '作出决定', en: 'decision' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
  'decide-target': {
    text: { zh: '按绿色通道办结目标作出决定', en: 'decision by the target of the green channel' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
    cappedBy: 'decide-by',
    internal: true,
  },
} as const satisfies Record<AcceptFirstDeadline, WaitCourse<AcceptFirstStep> & { text: Bilingual }>;

/** The steps that the service takes by itself on an accept-first case. */
export const ACCEPT_FIRST_STEPS = [...DESK_STEPS, 'close-supply', 'end-unsupplied'] as const;
export type AcceptFirstStep = (typeof ACCEPT_FIRST_STEPS)[number];

/** The wait that ends each status if nobody acts. An open status without one does not compile. */
export const WAIT_OF_STATUS = {
  opening: 'opening',
  'never-opened': null,
  refused: null,
  'awaiting-materials': 'supply-by',
  'awaiting-registration': 'registration-grace',
  'awaiting-verification': 'verify-by',
  'awaiting-decision': 'decide-by',
  completed: null,
  ended: null,
  withdrawn: null,
} as const satisfies Record<AcceptFirstStatus, AcceptFirstDeadline | 'opening' | null>;

/** What a paper that did not come, or was wrong at the date, does to the application. Data of the procedure. */
export const LATENESS = ['ended', 'acceptance-withdrawn', 'deemed-withdrawn', 'refused', 'returned'] as const;
export type Lateness = (typeof LATENESS)[number];

export const LATENESS_TEXT = {
  ended: { zh: '终止办理', en: 'the application is ended' },
  'acceptance-withdrawn': { zh: '撤销受理', en: 'the acceptance is withdrawn' },
  'deemed-withdrawn': { zh: '视为撤回申请', en: 'the application counts as withdrawn' },
  refused: { zh: '不予许可', en: 'the application is refused' },
  returned: { zh: '退回申请', en: 'the application is returned' },
} as const satisfies Record<Lateness, Bilingual>;

/** What lateness means to the applicant: told in the commitment, in the one notice, and again when it happens. */
export interface LateConsequence {
  lateness: Lateness;
  /** Whether it counts as a promise not kept. */
  brokenPromise: boolean;
  /** For how long a promise not kept bars from accept-first. */
  bar: AcceptFirstTerms['barredBy']['brokenPromise'];
  clause: string;
}

/** The consequence that a procedure's terms give to lateness. */
export function consequenceOf(terms: AcceptFirstTerms): LateConsequence {
  const { lateness, latenessIsBrokenPromise: brokenPromise, barredBy, clause } = terms;
  return { lateness, brokenPromise, bar: barredBy.brokenPromise, clause };
}

/** How a case ended; kept in the case row. `granted` says what the authority decided on the application itself. */
export type AcceptFirstOutcome =
  | {
      kind: 'completed';
      granted: boolean;
      reason: string | null;
      /** Number and day of the written decision, where they were given. */
      document?: string | null;
      decidedOn?: Day;
    }
  | { kind: 'late'; lateness: Lateness; brokenPromise: boolean; missing: string[]; wrong: string[] }
  | { kind: 'withdrawn'; reason: string | null }
  | { kind: 'refused'; codes: string[] };

/**
 * The terms of accept-first for one procedure: the place's rule, as data. `null` for a number means
 * that the rule set's default applies (and the ledger of the deadline says "default").
 */
export interface AcceptFirstTerms {
  /** Where the place's own supply-by was not read: null, and the default (handling term less 2, at most 20) applies. */
  supplyBy:
    | { kind: 'fixed'; workingDays: number }
    | { kind: 'handling-term-less'; less: number; atMost: number }
    | null;
  /** When a posted paper counts as supplied: on arrival, or on the day of dispatch. */
  receiptByPost: 'arrival' | 'dispatch';
  lateness: Lateness;
  latenessIsBrokenPromise: boolean;
  barredBy: {
    unrepairedDishonesty: boolean;
    brokenPromise: 'until-made-good' | 'same-calendar-year' | 'never';
  };
  /** Measures in force under which the application may not be granted; absent: none is read in the place's rule. */
  barringMeasures?: BarringMeasure[];
  maxMissing: number | null;
  maxOpenCases: number | null;
  extension: {
    /** From acceptance, all extensions included; null: no such limit in the place's rule. */
    monthsInAll: number | null;
    by: 'officer' | 'supervisor';
  };
  registrationGraceWorkingDays: number | null;
  reminderWorkingDays: number[] | null;
  verifyWithinWorkingDays: number | null;
  /** A promise that counts as not kept opens a rectification by itself; absent or null: an officer may. */
  rectification?: RectificationTerms | null;
  /** The place's rule that these terms were read in. */
  clause: string;
}

/** One material of a procedure. Only a secondary one that `mayBeMissing` can be supplied later. */
export interface ProcedureMaterial {
  code: string;
  name: string;
  kind: 'main' | 'secondary';
  mayBeMissing: boolean;
  /** In which form it is wanted: original, copy, electronic licence … */
  form: string;
}

/** The procedure as a case was opened under it; the case keeps this copy for life. */
export interface ProcedureTerms {
  code: string;
  name: string;
  /** Working days (行政许可法 82); null: not known; 0: decided on the spot. */
  handlingDays: number | null;
  materials: readonly ProcedureMaterial[];
  acceptFirst: AcceptFirstTerms | null;
  /** What its green channel grants; absent or null: it has none. */
  greenChannel?: GreenChannelTerms | null;
  /** Whether what it grants is an administrative permit (行政许可); absent or null: its data do not say. */
  isPermit?: boolean | null;
}

export const STATUS_TEXT = {
  opening: { zh: '正在登记', en: 'being opened' },
  'never-opened': { zh: '未登记成功', en: 'never opened' },
  refused: { zh: '不予容缺受理', en: 'refused at the door' },
  'awaiting-materials': { zh: '已容缺受理，待补交材料', en: 'accepted, awaiting materials' },
  'awaiting-registration': {
    zh: '补交期限已过，待登记在途材料',
    en: 'supply-by date passed, awaiting registration of receipts',
  },
  'awaiting-verification': { zh: '材料已交齐，待核验', en: 'all handed in, awaiting verification' },
  'awaiting-decision': { zh: '核验通过，待决定', en: 'verified, awaiting decision' },
  completed: { zh: '已办结', en: 'completed' },
  ended: { zh: '逾期终止', en: 'ended, not supplied in time' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<AcceptFirstStatus, Bilingual>;

export const ACCEPT_FIRST = {
  kind: 'accept-first',
  statuses: ACCEPT_FIRST_STATUSES,
  acts: ACCEPT_FIRST_ACTS,
  table: ACCEPT_FIRST_TABLE,
  waitOf: WAIT_OF_STATUS,
  handlerActs: HANDLER_ACTS,
  decides: ['extend', 'decide'],
  statusText: STATUS_TEXT,
  waits: ACCEPT_FIRST_WAITS,
} as const satisfies CaseTable<AcceptFirstStatus, AcceptFirstAct>;
