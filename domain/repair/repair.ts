import { type ActsOfRoles, type CaseTable, DESK_ACTS } from '../case/case-kind.ts';
import { SUBJECT_OR_DESK } from '../case/roles.ts';
import type { Bilingual } from '../text.ts';
import { ACTS_ON_PARTS, isPartOpen, PART_ACTS, type PartStatus } from './repair-part.ts';
import { REPAIR_WAITS, type RepairDeadline } from './repair-waits.ts';

/**
 * Credit repair (信用修复): one application for many records of many authorities. The window forwards at once;
 * **the authority that determined** each record accepts, checks and answers (谁认定、谁修复), in a part of its own.
 * Source: 信用修复管理办法 (order 36 of 2025), 国办发〔2025〕22号.
 *
 * This file says which statuses the application can have, who may do what in each, and how it ends; `repair-part.ts`
 * the same of one authority's part, `repair-waits.ts` what each wait is for. The rules themselves: `repair-door.ts`
 * (which records can be repaired now, and from when the others), `repair-deadlines.ts` (the clocks of a part),
 * `repair-pause.ts`, `repair-extension.ts`, `repair-completion.ts`, and `repair-answer.ts` (what an answer must say).
 */
export const REPAIR_STATUSES = [
  'opening',
  'never-opened',
  'refused',
  'with-authorities',
  'answered',
  'withdrawn',
] as const;
export type RepairStatus = (typeof REPAIR_STATUSES)[number];

export const REPAIR_ACTS = ['withdraw', ...PART_ACTS, 'claim', 'assign', 'hand-back'] as const;
export type RepairAct = (typeof REPAIR_ACTS)[number];

/** Status of the application → act → roles. What each part allows besides: `PART_TABLE`. */
export const REPAIR_TABLE = {
  opening: {},
  'never-opened': {},
  refused: {},
  'with-authorities': { ...DESK_ACTS, ...ACTS_ON_PARTS, withdraw: SUBJECT_OR_DESK },
  answered: {},
  withdrawn: {},
} as const satisfies Record<RepairStatus, ActsOfRoles<RepairAct>>;

/** The application waits for the earliest date of its parts; `answer-by` stands for whichever it is. */
export const WAIT_OF_REPAIR = {
  opening: 'opening',
  'never-opened': null,
  refused: null,
  'with-authorities': 'answer-by',
  answered: null,
  withdrawn: null,
} as const satisfies Record<RepairStatus, RepairDeadline | 'opening' | null>;

export const REPAIR_STATUS_TEXT = {
  opening: { zh: '正在登记', en: 'being opened' },
  'never-opened': { zh: '未登记成功', en: 'never opened' },
  refused: { zh: '不符合修复条件，未予转送', en: 'refused at the door' },
  'with-authorities': { zh: '已转送认定单位办理', en: 'with the authorities' },
  answered: { zh: '已全部答复', en: 'answered' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<RepairStatus, Bilingual>;

export const REPAIR = {
  kind: 'repair',
  statuses: REPAIR_STATUSES,
  acts: REPAIR_ACTS,
  table: REPAIR_TABLE,
  waitOf: WAIT_OF_REPAIR,
  // A part has a handler of its own; the window's, who forwards, decides nothing.
  handlerActs: ['hand-back'],
  decides: ['accept', 'not-accept', 'answer', 'extend-answer'],
  statusText: REPAIR_STATUS_TEXT,
  waits: REPAIR_WAITS,
} as const satisfies CaseTable<RepairStatus, RepairAct>;

/** What became of one record of an application; kept beside the record it is about. */
export const ITEM_OUTCOMES = ['repaired', 'refused', 'not-accepted', 'refused-at-door', 'withdrawn', 'ended'] as const;
export type ItemOutcome = (typeof ITEM_OUTCOMES)[number];

export const ITEM_OUTCOME_TEXT = {
  repaired: { zh: '已修复', en: 'repaired' },
  refused: { zh: '不予修复', en: 'refused' },
  'not-accepted': { zh: '不予受理', en: 'not accepted' },
  'refused-at-door': { zh: '不符合申请条件', en: 'refused at the door' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  // Annulled, corrected or withdrawn by the court while the application was with its authority.
  ended: { zh: '记录已另行终止', en: 'the record ended in another way' },
} as const satisfies Record<ItemOutcome, Bilingual>;

/** How an application ended; kept in the case row. Counts only: which record, and why, stands in its items. */
export type RepairOutcome =
  | { kind: 'answered'; counts: Readonly<Partial<Record<ItemOutcome, number>>> }
  | { kind: 'withdrawn' }
  | { kind: 'refused'; codes: string[] };

/**
 * The status of the application that follows from its parts: open while one part is; withdrawn where nobody had
 * answered before it was taken back.
 */
export function statusOfParts(
  parts: readonly PartStatus[],
): Extract<RepairStatus, 'with-authorities' | 'answered' | 'withdrawn'> {
  if (parts.some(isPartOpen)) return 'with-authorities';
  return parts.every((status) => status === 'withdrawn') ? 'withdrawn' : 'answered';
}
