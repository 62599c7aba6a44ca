import { type ActsOfRoles, type CaseTable, DESK_ACTS } from '../case/case-kind.ts';
import { AUTHORITY_ROLES as HANDLERS, SUBJECT_OR_DESK } from '../case/roles.ts';
import type { WaitCourse } from '../case/waits.ts';
import { HEARING_WAITS, type HearingDeadline, type HearingStep } from '../hearing/hearing-course.ts';
import type { Bilingual } from '../text.ts';
import type { Leniency } from './determination-leniency.ts';
import { HEARD } from '../hearing/hearing-acts.ts';

/**
 * Determination (认定): whether somebody is recorded as dishonest, on an effective legal document. It begins as a draft on
 * an officer's desk; nothing reaches the subject before an officer has completed it. Then the subject is told facts,
 * grounds and rights, is heard, and a second officer decides.
 * Source: 国办发〔2020〕49号（二）（八）（九）（十）（十六）; 2025 opinion (12).
 *
 * This file says which statuses a case can have, who may do what in each, and which wait runs in each. The rules:
 * `determination-door.ts` (what can be proposed and completed), `../hearing/` (how the subject is heard),
 * `determination-decision.ts` (what speaks against a decision), `determination-leniency.ts` (who is spared), `../hearing/reopening.ts` (what sets a
 * decision aside).
 */
export const DETERMINATION_STATUSES = [
  'opening',
  'never-opened',
  'draft',
  'awaiting-service',
  'statement-period',
  'hearing',
  'reviewing',
  'awaiting-decision',
  'determined',
  'lenient',
  'dropped',
  'discarded',
] as const;
export type DeterminationStatus = (typeof DETERMINATION_STATUSES)[number];

export const DETERMINATION_ACTS = [
  'complete',
  'serve',
  'acknowledge',
  'state',
  'ask-hearing',
  'waive',
  'call-hearing',
  'record-hearing',
  'review',
  'extend-decision',
  'determine',
  'spare',
  'drop',
  'reopen',
  'claim',
  'assign',
  'hand-back',
] as const;
export type DeterminationAct = (typeof DETERMINATION_ACTS)[number];

/** Status → act → roles. What is not listed is not allowed; a new status does not compile until placed. */
export const DETERMINATION_TABLE = {
  opening: {},
  'never-opened': {},
  draft: { ...DESK_ACTS, complete: HANDLERS, drop: HANDLERS },
  'awaiting-service': { ...DESK_ACTS, ...HEARD, serve: HANDLERS, acknowledge: ['applicant'] },
  // Who has been told its rights may say that it has nothing (more) to say, and asks for no hearing.
  'statement-period': { ...DESK_ACTS, ...HEARD, waive: SUBJECT_OR_DESK },
  // Who asked for a hearing may give it up itself, with all else that it could still say.
  hearing: {
    ...DESK_ACTS,
    ...HEARD,
    'call-hearing': HANDLERS,
    'record-hearing': HANDLERS,
    waive: SUBJECT_OR_DESK,
  },
  reviewing: { ...DESK_ACTS, ...HEARD, review: HANDLERS },
  // What came in time may still have to be written down: it is reviewed first.
  'awaiting-decision': {
    ...DESK_ACTS,
    ...HEARD,
    determine: HANDLERS,
    spare: HANDLERS,
    'extend-decision': ['supervisor'],
  },
  // What came in time, and was not on file when it was decided, sets the decision aside.
  determined: { reopen: ['supervisor'] },
  lenient: {},
  dropped: {},
  discarded: {},
} as const satisfies Record<DeterminationStatus, ActsOfRoles<DeterminationAct>>;

/**
 * The acts of an assigned case that only its handler or a supervisor may do. Deciding is none: whoever handles the case
 * is mostly the one who completed it, and may not.
 */
export const DETERMINATION_HANDLER_ACTS = [
  'complete',
  'serve',
  'call-hearing',
  'record-hearing',
  'review',
  'hand-back',
] as const satisfies readonly DeterminationAct[];

export type DeterminationDeadline = HearingDeadline | 'draft-by' | 'review-by' | 'determine-by';

/** What each wait is for, and what the service does when nobody acts: only the statement period is the subject's. */
export const DETERMINATION_WAITS = {
  'draft-by': {
    text: { zh: '补全认定草稿', en: 'completion of the draft determination' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
  ...HEARING_WAITS,
  'review-by': {
    text: { zh: '复核陈述、申辩', en: 'review of the statement' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
  'determine-by': {
    text: { zh: '作出认定决定', en: 'decision on the determination' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
} as const satisfies Record<DeterminationDeadline, WaitCourse<HearingStep> & { text: Bilingual }>;

/** The wait that ends each status if nobody acts. An open status without one does not compile. */
export const DETERMINATION_WAIT_OF_STATUS = {
  opening: 'opening',
  'never-opened': null,
  draft: 'draft-by',
  'awaiting-service': 'serve-by',
  'statement-period': 'statement-by',
  hearing: 'hearing-by',
  reviewing: 'review-by',
  'awaiting-decision': 'determine-by',
  determined: null,
  lenient: null,
  dropped: null,
  discarded: null,
} as const satisfies Record<DeterminationStatus, DeterminationDeadline | 'opening' | null>;

export const DETERMINATION_STATUS_TEXT = {
  opening: { zh: '正在登记', en: 'being opened' },
  'never-opened': { zh: '未登记成功', en: 'never opened' },
  draft: { zh: '认定草稿，待补全', en: 'draft, awaiting completion by an officer' },
  'awaiting-service': { zh: '待送达事先告知书', en: 'awaiting service of the notice' },
  'statement-period': { zh: '陈述申辩期', en: 'statement period' },
  hearing: { zh: '听证', en: 'hearing' },
  reviewing: { zh: '复核陈述、申辩', en: 'the statement is being reviewed' },
  'awaiting-decision': { zh: '待决定', en: 'awaiting decision by a second officer' },
  determined: { zh: '已认定', en: 'determined, on the record' },
  lenient: { zh: '从宽处理，不予惩戒', en: 'lenient: no measures, nothing published' },
  dropped: { zh: '不予认定', en: 'dropped' },
  discarded: { zh: '草稿不予启动', en: 'draft discarded; the subject was never told' },
} as const satisfies Record<DeterminationStatus, Bilingual>;

/** The clause that a determination rests on: told before it is decided, heard, decided by a second person. */
export const DETERMINATION_CLAUSE = '国办发〔2020〕49号（八）';

/** How a determination ended; kept in the case row, without the reasons, which are on the decision's own row. */
export type DeterminationOutcome =
  | { kind: 'determined'; record: string }
  | { kind: 'lenient'; ground: Leniency }
  | { kind: 'dropped' }
  | { kind: 'discarded' };

export const DETERMINATION = {
  kind: 'determination',
  statuses: DETERMINATION_STATUSES,
  acts: DETERMINATION_ACTS,
  table: DETERMINATION_TABLE,
  waitOf: DETERMINATION_WAIT_OF_STATUS,
  handlerActs: DETERMINATION_HANDLER_ACTS,
  decides: ['complete', 'determine', 'spare', 'drop', 'extend-decision'],
  statusText: DETERMINATION_STATUS_TEXT,
  waits: DETERMINATION_WAITS,
  hiddenFromSubject: ['draft', 'discarded'],
} as const satisfies CaseTable<DeterminationStatus, DeterminationAct>;
