import { type ActsOfRoles, type CaseTable, DESK_ACTS } from '../case/case-kind.ts';
import type { RecordKind } from '../record/record-kind.ts';
import { AUTHORITY_ROLES as HANDLERS, SUBJECT_OR_DESK } from '../case/roles.ts';
import type { Severity } from '../record/severity.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';
import type { WaitCourse } from '../case/waits.ts';
import { HEARING_WAITS, type HearingDeadline, type HearingStep } from '../hearing/hearing-course.ts';
import { HEARD } from '../hearing/hearing-acts.ts';

/**
 * Repair withdrawal (撤销修复): false materials, or a repair commitment broken on purpose, come to light after a repair.
 * The subject is told facts, grounds and rights, is heard, and a second officer decides. Upheld: it goes on the record,
 * bars from repair for years, and the repaired record comes back.
 * Source: 信用修复管理办法 (order 36 of 2025), 人社部令45号第十五条, 应急管理部令11号; hearing the subject: 49号 (8).
 *
 * This file says which statuses a case can have, who may do what in each, and which wait runs in each. The rules:
 * `repair-withdrawal-door.ts` (what can be proposed), `../hearing/` (the notice served, the subject heard, or both given
 * up; who decides, and from when; what sets a decision aside), `repair-withdrawal-decision.ts` (what speaks against upholding).
 */
export const REPAIR_WITHDRAWAL_STATUSES = [
  'opening',
  'never-opened',
  'awaiting-service',
  'statement-period',
  'hearing',
  'awaiting-decision',
  'upheld',
  'dropped',
] as const;
export type RepairWithdrawalStatus = (typeof REPAIR_WITHDRAWAL_STATUSES)[number];

export const REPAIR_WITHDRAWAL_ACTS = [
  'serve',
  'acknowledge',
  'state',
  'ask-hearing',
  'waive',
  'call-hearing',
  'record-hearing',
  'uphold',
  'drop',
  'reopen',
  'claim',
  'assign',
  'hand-back',
] as const;
export type RepairWithdrawalAct = (typeof REPAIR_WITHDRAWAL_ACTS)[number];

/** Status → act → roles. What is not listed is not allowed; a new status does not compile until placed. */
export const REPAIR_WITHDRAWAL_TABLE = {
  opening: {},
  'never-opened': {},
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
  // What came in time may still have to be written down.
  'awaiting-decision': { ...DESK_ACTS, ...HEARD, uphold: HANDLERS },
  // What came in time, and was not on file when it was decided, sets the decision aside.
  upheld: { reopen: ['supervisor'] },
  dropped: {},
} as const satisfies Record<RepairWithdrawalStatus, ActsOfRoles<RepairWithdrawalAct>>;

/**
 * The acts of an assigned case that only its handler or a supervisor may do. Deciding is none: whoever handles the case
 * is mostly the one who proposed it, and may not.
 */
export const REPAIR_WITHDRAWAL_HANDLER_ACTS = [
  'serve',
  'call-hearing',
  'record-hearing',
  'hand-back',
] as const satisfies readonly RepairWithdrawalAct[];

export type RepairWithdrawalDeadline = HearingDeadline | 'withdrawal-decide-by';

/** What each wait is for, and what the service does when nobody acts: only the statement period is the subject's. */
export const REPAIR_WITHDRAWAL_WAITS = {
  ...HEARING_WAITS,
  'withdrawal-decide-by': {
    text: { zh: '作出撤销修复决定', en: 'decision on the withdrawal' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
} as const satisfies Record<RepairWithdrawalDeadline, WaitCourse<HearingStep> & { text: Bilingual }>;

/** The wait that ends each status if nobody acts. An open status without one does not compile. */
export const REPAIR_WITHDRAWAL_WAIT_OF_STATUS = {
  opening: 'opening',
  'never-opened': null,
  'awaiting-service': 'serve-by',
  'statement-period': 'statement-by',
  hearing: 'hearing-by',
  'awaiting-decision': 'withdrawal-decide-by',
  upheld: null,
  dropped: null,
} as const satisfies Record<RepairWithdrawalStatus, RepairWithdrawalDeadline | 'opening' | null>;

export const REPAIR_WITHDRAWAL_STATUS_TEXT = {
  opening: { zh: '正在登记', en: 'being opened' },
  'never-opened': { zh: '未登记成功', en: 'never opened' },
  'awaiting-service': { zh: '待送达告知书', en: 'awaiting service of the notice' },
  'statement-period': { zh: '陈述申辩期', en: 'statement period' },
  hearing: { zh: '听证', en: 'hearing' },
  'awaiting-decision': { zh: '待决定', en: 'awaiting decision by a second officer' },
  upheld: { zh: '已撤销修复', en: 'upheld, the repair is withdrawn' },
  dropped: { zh: '不予撤销', en: 'dropped, the repair stands' },
} as const satisfies Record<RepairWithdrawalStatus, Bilingual>;

/** Why a repair can be withdrawn. Source: 信用修复管理办法 (false materials, commitment untrue or broken on purpose). */
export const WITHDRAWAL_GROUNDS = ['false-materials', 'commitment-broken'] as const;
export type WithdrawalGround = (typeof WITHDRAWAL_GROUNDS)[number];

export const WITHDRAWAL_GROUND_TEXT = {
  'false-materials': { zh: '申请信用修复时提供虚假材料', en: 'false materials in the application for repair' },
  'commitment-broken': {
    zh: '信用修复承诺严重不实或者故意不履行',
    en: 'the commitment for repair was seriously untrue, or broken on purpose',
  },
} as const satisfies Record<WithdrawalGround, Bilingual>;

/** The clause that a withdrawal, the entry it makes and the bar rest on. The number of the article could not be read. */
export const WITHDRAWAL_CLAUSE = '信用修复管理办法（国家发展改革委令2025年第36号）';

/**
 * The record that an upheld withdrawal makes. No text read gives it a class; general is what is neither minor nor
 * serious (信用修复管理办法), and so our default. It carries no measure of its own: the bar on applying is one by itself.
 */
export const FALSE_REPAIR_RECORD = {
  kind: 'false-repair',
  documentKind: '撤销信用修复决定书',
  severity: 'general',
} as const satisfies { kind: RecordKind; documentKind: string; severity: Severity };

/** How a withdrawal ended; kept in the case row, without the reasons, which are on the decision's own row. */
export type RepairWithdrawalOutcome =
  | { kind: 'upheld'; records: string[]; falseRepairRecord: string; barredUntil: Day | null }
  | { kind: 'dropped' };

export const REPAIR_WITHDRAWAL = {
  kind: 'repair-withdrawal',
  statuses: REPAIR_WITHDRAWAL_STATUSES,
  acts: REPAIR_WITHDRAWAL_ACTS,
  table: REPAIR_WITHDRAWAL_TABLE,
  waitOf: REPAIR_WITHDRAWAL_WAIT_OF_STATUS,
  handlerActs: REPAIR_WITHDRAWAL_HANDLER_ACTS,
  decides: ['uphold', 'drop'],
  statusText: REPAIR_WITHDRAWAL_STATUS_TEXT,
  waits: REPAIR_WITHDRAWAL_WAITS,
} as const satisfies CaseTable<RepairWithdrawalStatus, RepairWithdrawalAct>;
