import { type ActsOfRoles, type CaseTable, DESK_ACTS } from '../case/case-kind.ts';
import type { Role } from '../case/roles.ts';
import type { Bilingual } from '../text.ts';
import { DESK_STEPS, type WaitCourse } from '../case/waits.ts';

/**
 * Reorganisation (破产重整) and settlement (和解): once a court has approved a plan or recognised a settlement, the
 * records of the subject decided until then are shielded for the time being, and the measures that could hinder the
 * plan are lifted. Carried out, they are repaired for good; failed, they stand as they stood. The court says each of it
 * by message; the enterprise or its administrator may apply first, and the court then confirms the ruling.
 * Source: 信用修复管理办法 (order 36 of 2025, second-hand), 国办发〔2025〕22号 (second-hand); 企业破产法第八十六、九十三、九十八、一百零四条.
 */
export const REORGANISATION_STATUSES = [
  'opening',
  'never-opened',
  'awaiting-ruling',
  'shielded',
  'shielded-for-good',
  'restored',
  'not-confirmed',
  'withdrawn',
] as const;
export type ReorganisationStatus = (typeof REORGANISATION_STATUSES)[number];

/** The first four are the court's, and come as messages; `withdraw` and `add-statement` are people's too. */
export const REORGANISATION_ACTS = [
  'approve',
  'not-approve',
  'carry-out',
  'fail',
  'add-statement',
  'withdraw',
  'claim',
  'assign',
  'hand-back',
] as const;
export type ReorganisationAct = (typeof REORGANISATION_ACTS)[number];

const COURT = ['court'] as const satisfies readonly Role[];

/**
 * Status → act → roles. An outcome that arrives before its approval is kept until the approval comes, so the court may
 * send it in any open status.
 */
export const REORGANISATION_TABLE = {
  opening: {},
  'never-opened': {},
  'awaiting-ruling': {
    ...DESK_ACTS,
    approve: COURT,
    'not-approve': COURT,
    'carry-out': COURT,
    fail: COURT,
    'add-statement': COURT,
    withdraw: ['applicant'],
  },
  shielded: {
    ...DESK_ACTS,
    approve: COURT,
    'carry-out': COURT,
    fail: COURT,
    'add-statement': ['applicant', 'court'],
  },
  'shielded-for-good': {},
  restored: {},
  'not-confirmed': {},
  withdrawn: {},
} as const satisfies Record<ReorganisationStatus, ActsOfRoles<ReorganisationAct>>;

/** The acts of an assigned case that only its handler or a supervisor may do. */
export const REORGANISATION_HANDLER_ACTS = ['hand-back'] as const satisfies readonly ReorganisationAct[];

export type ReorganisationDeadline = 'ruling-confirmed-by' | 'outcome-by';

/** The steps that the service takes by itself on a reorganisation: nobody's silence decides anything. */
export const REORGANISATION_STEPS = DESK_STEPS;
export type ReorganisationStep = (typeof REORGANISATION_STEPS)[number];

/** Both are the court's: told again and again, and nothing adverse follows from either. */
export const REORGANISATION_WAITS = {
  'ruling-confirmed-by': {
    text: { zh: '确认批准、认可裁定', en: 'confirmation of the ruling' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
  'outcome-by': {
    text: { zh: '告知重整计划、和解协议的执行结果', en: 'outcome of the plan or settlement' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
} as const satisfies Record<ReorganisationDeadline, WaitCourse<ReorganisationStep> & { text: Bilingual }>;

/** The wait that ends each status if nobody acts. An open status without one does not compile. */
export const REORGANISATION_WAIT_OF_STATUS = {
  opening: 'opening',
  'never-opened': null,
  'awaiting-ruling': 'ruling-confirmed-by',
  shielded: 'outcome-by',
  'shielded-for-good': null,
  restored: null,
  'not-confirmed': null,
  withdrawn: null,
} as const satisfies Record<ReorganisationStatus, ReorganisationDeadline | 'opening' | null>;

export const REORGANISATION_STATUS_TEXT = {
  opening: { zh: '正在登记', en: 'being opened' },
  'never-opened': { zh: '未登记成功', en: 'never opened' },
  'awaiting-ruling': { zh: '待人民法院确认裁定', en: "awaiting the court's confirmation of the ruling" },
  shielded: { zh: '已裁定，信息暂时屏蔽', en: 'ruled, records shielded for the time being' },
  'shielded-for-good': { zh: '执行完毕，信用已修复', en: 'carried out, records repaired for good' },
  restored: { zh: '执行终止，信息恢复公示', en: 'failed, records stand again' },
  'not-confirmed': { zh: '人民法院未确认裁定', en: 'not confirmed by the court' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<ReorganisationStatus, Bilingual>;

export const REORGANISATION = {
  kind: 'reorganisation',
  statuses: REORGANISATION_STATUSES,
  acts: REORGANISATION_ACTS,
  table: REORGANISATION_TABLE,
  waitOf: REORGANISATION_WAIT_OF_STATUS,
  handlerActs: REORGANISATION_HANDLER_ACTS,
  // None: a court decides, and tells it by message; the desk it lies at decides nothing.
  decides: [],
  statusText: REORGANISATION_STATUS_TEXT,
  waits: REORGANISATION_WAITS,
} as const satisfies CaseTable<ReorganisationStatus, ReorganisationAct>;

/** What the court approves (重整计划) or recognises (和解协议); what follows is the same. */
export const REORGANISATION_KINDS = ['plan', 'settlement'] as const;
export type ReorganisationKind = (typeof REORGANISATION_KINDS)[number];

export const REORGANISATION_KIND_TEXT = {
  plan: { zh: '重整计划', en: 'reorganisation plan' },
  settlement: { zh: '和解协议', en: 'settlement' },
} as const satisfies Record<ReorganisationKind, Bilingual>;

/** Who brought the case here: the court with its ruling, or the enterprise or its administrator, who named one. */
export const REORGANISATION_OPENERS = ['court', 'debtor', 'administrator'] as const;
export type ReorganisationOpener = (typeof REORGANISATION_OPENERS)[number];

/** How a case ended; kept in the case row. */
export type ReorganisationOutcome =
  | { kind: 'carried-out'; records: number }
  | { kind: 'failed'; records: number }
  | { kind: 'not-confirmed' }
  | { kind: 'withdrawn' };
