import { type ActsOfRoles, type CaseTable, DESK_ACTS } from '../case/case-kind.ts';
import { AUTHORITY_ROLES as HANDLERS, SUBJECT_OR_DESK } from '../case/roles.ts';
import type { Bilingual } from '../text.ts';
import { DESK_STEPS, type WaitCourse } from '../case/waits.ts';

/**
 * Objection (异议): the subject says that a record, or something in it, is wrong. The window passes it on to the
 * authority that determined it; while that authority checks, the record is marked and its measures are not applied.
 * What was wrong is corrected, everywhere; what was right stands as it stood.
 * Source: 国发〔2016〕33号（二十二）, 国办发〔2019〕35号（十七）, 国办发〔2025〕22号.
 *
 * This file says which statuses a case can have, who may do what in each, and which wait runs in each. The rules:
 * `objection-door.ts` (what can be objected to), `objection-deadlines.ts` (the authority's term),
 * `objection-check.ts` (what stops or prolongs it), `objection-supplement.ts` (what is added to it meanwhile),
 * `objection-correction.ts` (what may be corrected).
 */
export const OBJECTION_STATUSES = [
  'opening',
  'never-opened',
  'awaiting-forwarding',
  'in-check',
  'inspection',
  'corrected',
  'rejected',
  'withdrawn',
  'moot',
] as const;
export type ObjectionStatus = (typeof OBJECTION_STATUSES)[number];

export const OBJECTION_ACTS = [
  'forward',
  'inspect',
  'end-inspection',
  'extend',
  'correct',
  'reject',
  'supplement',
  'withdraw',
  'claim',
  'assign',
  'hand-back',
] as const;
export type ObjectionAct = (typeof OBJECTION_ACTS)[number];

/** Who objected, also on paper: adds grounds and evidence, or takes it back, as long as it is not answered. */
const OF_OBJECTOR = {
  supplement: SUBJECT_OR_DESK,
  withdraw: SUBJECT_OR_DESK,
} as const satisfies ActsOfRoles<ObjectionAct>;

/** Status → act → roles. What is not listed is not allowed; a new status does not compile until placed. */
export const OBJECTION_TABLE = {
  opening: {},
  'never-opened': {},
  // At the desk of the window; from the forwarding on at that of the authority that determined the record.
  'awaiting-forwarding': { ...DESK_ACTS, ...OF_OBJECTOR, forward: HANDLERS },
  'in-check': {
    ...DESK_ACTS,
    ...OF_OBJECTOR,
    inspect: HANDLERS,
    extend: HANDLERS,
    correct: HANDLERS,
    reject: HANDLERS,
  },
  inspection: { ...DESK_ACTS, ...OF_OBJECTOR, 'end-inspection': HANDLERS },
  corrected: {},
  rejected: {},
  withdrawn: {},
  moot: {},
} as const satisfies Record<ObjectionStatus, ActsOfRoles<ObjectionAct>>;

/** The acts of an assigned case that only its handler or a supervisor may do. */
export const OBJECTION_HANDLER_ACTS = [
  'forward',
  'inspect',
  'end-inspection',
  'extend',
  'correct',
  'reject',
  'hand-back',
] as const satisfies readonly ObjectionAct[];

export type ObjectionDeadline = 'objection-forward-by' | 'objection-answer-by' | 'objection-inspection-until';

/** The steps that the service takes by itself on an objection. */
export const OBJECTION_STEPS = [...DESK_STEPS, 'inspection-over'] as const;
export type ObjectionStep = (typeof OBJECTION_STEPS)[number];

/** What each wait is for. Silence of window or authority is told again and again, and is never an answer. */
export const OBJECTION_WAITS = {
  'objection-forward-by': {
    text: { zh: '转送异议', en: 'passing on the objection' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
  'objection-answer-by': {
    text: { zh: '核查并答复异议', en: 'answer to the objection' },
    remind: 'remind-handler',
    atDue: 'escalate',
    repeats: 'again',
  },
  'objection-inspection-until': {
    text: { zh: '检验、鉴定等结束', en: 'end of an inspection or appraisal' },
    remind: null,
    atDue: 'inspection-over',
    repeats: 'once',
  },
} as const satisfies Record<ObjectionDeadline, WaitCourse<ObjectionStep> & { text: Bilingual }>;

/** The wait that ends each status if nobody acts. An open status without one does not compile. */
export const OBJECTION_WAIT_OF_STATUS = {
  opening: 'opening',
  'never-opened': null,
  'awaiting-forwarding': 'objection-forward-by',
  'in-check': 'objection-answer-by',
  inspection: 'objection-inspection-until',
  corrected: null,
  rejected: null,
  withdrawn: null,
  moot: null,
} as const satisfies Record<ObjectionStatus, ObjectionDeadline | 'opening' | null>;

export const OBJECTION_STATUS_TEXT = {
  opening: { zh: '正在登记', en: 'being opened' },
  'never-opened': { zh: '未登记成功', en: 'never opened' },
  'awaiting-forwarding': { zh: '待转送认定单位', en: 'awaiting forwarding to the authority' },
  'in-check': { zh: '认定单位核查中', en: 'in check by the authority' },
  inspection: { zh: '检验、鉴定中，暂停计时', en: 'inspection or appraisal, the clock stands still' },
  corrected: { zh: '异议成立，已更正', en: 'upheld, the record is corrected' },
  rejected: { zh: '异议不成立', en: 'rejected, the record stands' },
  withdrawn: { zh: '已撤回异议', en: 'withdrawn by the objector' },
  moot: { zh: '信息已撤回，异议终结', en: 'moot, the record was annulled or withdrawn' },
} as const satisfies Record<ObjectionStatus, Bilingual>;

/** What of the record is said to be wrong. */
export const OBJECTION_ABOUT = ['record', 'facts', 'severity', 'dates', 'measure'] as const;
export type ObjectionAbout = (typeof OBJECTION_ABOUT)[number];

export const OBJECTION_ABOUT_TEXT = {
  record: { zh: '整条信息', en: 'the whole record' },
  facts: { zh: '所载事实', en: 'its facts' },
  severity: { zh: '失信等级', en: 'its severity' },
  dates: { zh: '日期', en: 'its dates' },
  measure: { zh: '惩戒措施', en: 'a measure' },
} as const satisfies Record<ObjectionAbout, Bilingual>;

/** The clause that an objection and what it stops rest on. */
export const OBJECTION_CLAUSE = '国发〔2016〕33号（二十二）；国办发〔2019〕35号（十七）';

/** How an objection ended; kept in the case row, without the reasons, which are on the objection's own row. */
export type ObjectionOutcome =
  | { kind: 'corrected'; scope: 'record' | 'fields'; fields: string[] }
  | { kind: 'rejected' }
  | { kind: 'withdrawn' }
  | { kind: 'moot'; how: 'annulled' | 'withdrawn' | 'corrected' };

export const OBJECTION = {
  kind: 'objection',
  statuses: OBJECTION_STATUSES,
  acts: OBJECTION_ACTS,
  table: OBJECTION_TABLE,
  waitOf: OBJECTION_WAIT_OF_STATUS,
  handlerActs: OBJECTION_HANDLER_ACTS,
  decides: ['correct', 'reject', 'extend'],
  statusText: OBJECTION_STATUS_TEXT,
  waits: OBJECTION_WAITS,
} as const satisfies CaseTable<ObjectionStatus, ObjectionAct>;
