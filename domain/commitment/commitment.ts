import { type ActsOfRoles, type CaseTable, DESK_ACTS } from '../case/case-kind.ts';
import { AUTHORITY_ROLES as HANDLERS, SUBJECT_OR_DESK } from '../case/roles.ts';
import type { Severity } from '../record/severity.ts';
import type { Bilingual } from '../text.ts';
import { DESK_STEPS, type WaitCourse } from '../case/waits.ts';

/**
 * Commitment (信用承诺): a written promise with one or more obligations, followed until each is kept, broken or
 * released. Source: 2025 opinion (15) 践诺跟踪, 国办发〔2019〕35号 (1), 国办发〔2015〕51号 (11); S2–S4, S14.
 *
 * This file says which statuses a case can have and who may do what in each. The rules themselves:
 * `commitment-kinds.ts` (what each kind is), `obligation.ts` (where one obligation stands), `commitment-course.ts`
 * (what follows for the case), `commitment-door.ts` (who may promise what), `commitment-concession.ts` (what the promisor
 * itself says was not done), `commitment-severity.ts` (how grave).
 */
export const COMMITMENT_STATUSES = [
  'opening',
  'never-opened',
  'refused',
  'checking',
  'rectifying',
  'revoking',
  'running',
  'kept',
  'broken',
  'released',
  'withdrawn',
] as const;
export type CommitmentStatus = (typeof COMMITMENT_STATUSES)[number];

export const COMMITMENT_ACTS = [
  'report',
  'report-event',
  'concede',
  'confirm',
  'check',
  'extend',
  'amend',
  'answer-amendment',
  'release',
  'withdraw',
  'decide-approval',
  'reopen',
  'make-good',
  'grade',
  'claim',
  'assign',
  'hand-back',
] as const;
export type CommitmentAct = (typeof COMMITMENT_ACTS)[number];

/** What is done on obligations as long as any is open. */
const FOLLOWING = {
  ...DESK_ACTS,
  report: SUBJECT_OR_DESK,
  'report-event': SUBJECT_OR_DESK,
  concede: SUBJECT_OR_DESK,
  confirm: HANDLERS,
  extend: HANDLERS,
  amend: SUBJECT_OR_DESK,
  'answer-amendment': HANDLERS,
  release: HANDLERS,
} as const satisfies ActsOfRoles<CommitmentAct>;

/** Status → act → roles. What is not listed is not allowed; a new status does not compile until placed. */
export const COMMITMENT_TABLE = {
  opening: {},
  'never-opened': {},
  refused: {},
  // Decided at once on the promise; what was promised is yet to be checked, and until then it may be given up.
  checking: { ...FOLLOWING, check: HANDLERS, withdraw: SUBJECT_OR_DESK },
  // Found untrue: to be put right by a date.
  rectifying: FOLLOWING,
  // Not put right: whether the decision is revoked is for a second person to say (S7).
  revoking: { ...FOLLOWING, 'decide-approval': ['supervisor'] },
  running: FOLLOWING,
  kept: {},
  broken: { reopen: ['supervisor'], 'make-good': HANDLERS, grade: ['supervisor'] },
  released: {},
  withdrawn: {},
} as const satisfies Record<CommitmentStatus, ActsOfRoles<CommitmentAct>>;

/** The acts of an assigned case that only its handler or a supervisor may do. */
export const COMMITMENT_HANDLER_ACTS = [
  'confirm',
  'check',
  'extend',
  'answer-amendment',
  'release',
  'decide-approval',
  'hand-back',
] as const satisfies readonly CommitmentAct[];

export type CommitmentDeadline =
  | 'fulfil-by'
  | 'rectify-by'
  | 'fulfil-registration'
  | 'confirm-by'
  | 'event-by'
  | 'approval-check-by'
  | 'consent-by'
  | 'revoke-by';

/** The steps that the service takes by itself on a commitment. */
export const COMMITMENT_STEPS = [...DESK_STEPS, 'close-obligation', 'break-obligation'] as const;
export type CommitmentStep = (typeof COMMITMENT_STEPS)[number];

/** The silence of an authority is told to its supervisor, again and again; it breaks nobody's promise. */
const OF_THE_HANDLER = { remind: 'remind-handler', atDue: 'escalate', repeats: 'again' } as const;

/**
 * What each wait is for. Of one obligation (`about` is its id): its date, or the date to rectify what was found
 * untrue, the registration of what came in time, the handler's term to confirm a report, the day by which its
 * starting event is expected. Of the case: the check after the decision, the answer to an amendment, the decision
 * on revoking.
 */
export const COMMITMENT_WAITS = {
  'fulfil-by': {
    text: { zh: '履行承诺', en: 'fulfilment of what was promised' },
    remind: 'remind-applicant',
    atDue: 'close-obligation',
    repeats: 'once',
    restsWhenMet: true,
  },
  'rectify-by': {
    text: { zh: '整改不实承诺', en: 'rectification of what was found untrue' },
    remind: 'remind-applicant',
    atDue: 'close-obligation',
    repeats: 'once',
    restsWhenMet: true,
  },
  'fulfil-registration': {
    text: { zh: '登记期限内的履约报告', en: 'registration of reports that came in time' },
    remind: null,
    atDue: 'break-obligation',
    repeats: 'once',
  },
  'confirm-by': { text: { zh: '确认履约报告', en: 'confirmation of a report' }, ...OF_THE_HANDLER },
  'event-by': { text: { zh: '核实起算事由是否发生', en: 'starting event of an obligation' }, ...OF_THE_HANDLER },
  'approval-check-by': { text: { zh: '事后核查承诺', en: 'check of what was promised' }, ...OF_THE_HANDLER },
  'consent-by': { text: { zh: '答复变更申请', en: 'answer to an amendment' }, ...OF_THE_HANDLER },
  'revoke-by': { text: { zh: '决定是否撤销', en: 'decision on revoking' }, ...OF_THE_HANDLER },
} as const satisfies Record<CommitmentDeadline, WaitCourse<CommitmentStep> & { text: Bilingual }>;

/** The deadlines that people are shown as the next of a status: the earliest of the first group of which any runs. */
export const SHOWN_IN_STATUS = {
  checking: [['approval-check-by']],
  rectifying: [['rectify-by', 'fulfil-registration'], ['confirm-by']],
  revoking: [['revoke-by']],
  running: [['fulfil-by', 'fulfil-registration'], ['confirm-by'], ['event-by']],
} as const satisfies Partial<Record<CommitmentStatus, readonly (readonly CommitmentDeadline[])[]>>;

/** The wait that ends each status if nobody acts. An open status without one does not compile. */
export const COMMITMENT_WAIT_OF_STATUS = {
  opening: 'opening',
  'never-opened': null,
  refused: null,
  checking: 'approval-check-by',
  rectifying: 'rectify-by',
  revoking: 'revoke-by',
  running: 'fulfil-by',
  kept: null,
  broken: null,
  released: null,
  withdrawn: null,
} as const satisfies Record<CommitmentStatus, CommitmentDeadline | 'opening' | null>;

/** How a case ended; kept in the case row. Obligations by their codes. */
export type CommitmentOutcome =
  | { kind: 'kept'; kept: string[]; released: string[] }
  | {
      kind: 'broken';
      severity: Severity;
      kept: string[];
      notKept: string[];
      released: string[];
      /** Found on purpose by a person, with reasons. */
      wilful: boolean;
      /** The decision made on the promise was revoked; null where there was none to revoke. */
      revoked: boolean | null;
    }
  | { kind: 'released'; released: string[] }
  | { kind: 'withdrawn' }
  | { kind: 'refused'; codes: string[] };

export const COMMITMENT_STATUS_TEXT = {
  opening: { zh: '正在登记', en: 'being opened' },
  'never-opened': { zh: '未登记成功', en: 'never opened' },
  refused: { zh: '不予受理承诺', en: 'refused at the door' },
  checking: { zh: '已凭承诺办结，待事后核查', en: 'decided on the promise, awaiting the check' },
  rectifying: { zh: '承诺不实，限期整改', en: 'found untrue, to be rectified' },
  revoking: { zh: '未整改，待决定是否撤销', en: 'not rectified, awaiting the decision on revoking' },
  running: { zh: '履行中', en: 'being performed' },
  kept: { zh: '已履行', en: 'kept' },
  broken: { zh: '未履行', en: 'broken' },
  released: { zh: '已解除', en: 'released' },
  withdrawn: { zh: '承诺人已撤回', en: 'withdrawn by the promisor' },
} as const satisfies Record<CommitmentStatus, Bilingual>;

export const COMMITMENT = {
  kind: 'commitment',
  statuses: COMMITMENT_STATUSES,
  acts: COMMITMENT_ACTS,
  table: COMMITMENT_TABLE,
  waitOf: COMMITMENT_WAIT_OF_STATUS,
  handlerActs: COMMITMENT_HANDLER_ACTS,
  decides: ['confirm', 'check', 'extend', 'answer-amendment', 'release', 'decide-approval', 'grade'],
  statusText: COMMITMENT_STATUS_TEXT,
  waits: COMMITMENT_WAITS,
} as const satisfies CaseTable<CommitmentStatus, CommitmentAct>;
