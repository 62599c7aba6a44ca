import type { DeadlineRule, Ledger } from '../deadline/ledger.ts';
import type { RuleLookup } from '../deadline/rule-value.ts';
import type { Bilingual } from '../text.ts';
import type { Day, Instant } from '../time.ts';

/** What the service tells other systems, each in a signed push. */
export const PUSH_KINDS = [
  'record.published',
  'record.ended',
  'record.withdrawn',
  'record.restored',
  'record.corrected',
  'record.under-objection',
  'record.objection-over',
  'record.declaration-changed',
  'repair.forwarded',
  'repair.answered',
  'measure.to-apply',
  'measure.to-undo',
  'measure.to-suspend',
  'measure.to-resume',
  'measure.called-off',
  'measure.held',
  'measure.resumed',
] as const;
export type PushKind = (typeof PUSH_KINDS)[number];

/** The pushes about a copy of a record: whoever holds one is told of each. */
export type CopyPushKind = Extract<PushKind, `record.${string}`>;

export const PUSH_TEXT: Readonly<Record<PushKind, Bilingual>> = {
  'record.published': { zh: '公示失信信息', en: 'record published' },
  'record.ended': { zh: '停止公示、共享，更新副本', en: 'record ended: bring the copy up to date' },
  'record.withdrawn': { zh: '撤回信息，删除副本', en: 'record annulled or withdrawn: delete the copy' },
  'record.restored': { zh: '恢复公示失信信息', en: 'record restored' },
  'record.corrected': { zh: '更正失信信息，更新副本', en: 'record corrected: bring the copy up to date' },
  'record.under-objection': {
    zh: '信息存在异议，标注“异议处理中”',
    en: 'objected to: mark the copy as under objection',
  },
  'record.objection-over': {
    zh: '异议处理完毕，取消“异议处理中”标注',
    en: 'objection over: take the mark off the copy',
  },
  'record.declaration-changed': {
    zh: '本人声明有变更，更新副本',
    en: 'the subject’s statement changed: bring the copy up to date',
  },
  'repair.forwarded': { zh: '转送修复申请', en: 'repair application passed on' },
  'repair.answered': { zh: '修复办理结果', en: 'answer on a repair' },
  'measure.to-apply': { zh: '请采取惩戒措施并反馈', en: 'apply measures, and feed back' },
  'measure.to-undo': { zh: '请解除惩戒措施并反馈', en: 'undo measures, and feed back' },
  'measure.to-suspend': { zh: '请暂停执行惩戒措施并反馈', en: 'suspend measures, and feed back' },
  'measure.to-resume': { zh: '请恢复执行惩戒措施并反馈', en: 'resume measures, and feed back' },
  'measure.called-off': {
    zh: '此前就惩戒措施提出的要求不再需要办理',
    en: 'what was asked about measures is needed no longer',
  },
  'measure.held': { zh: '惩戒措施暂不执行', en: 'measures are held for the time being' },
  'measure.resumed': { zh: '惩戒措施恢复执行', en: 'measures are applied again' },
};

/**
 * Whether whoever holds a copy must confirm this push. Source: 信用修复管理办法, the copies of third parties;
 * 征信业管理条例第二十五条: what is objected to is marked so, until it has been checked.
 */
export function copyNeedsConfirmation(kind: CopyPushKind): boolean {
  return kind !== 'record.published' && kind !== 'record.restored';
}

/** Whether a copy is shown no more after this push. */
export function endsCopy(kind: CopyPushKind): boolean {
  return kind === 'record.ended' || kind === 'record.withdrawn';
}

/** Where a copy at an agency stands. `outstanding`: it was to be confirmed, or taken, and was not. */
export const COPY_STATES = ['on-its-way', 'received', 'confirmed', 'outstanding'] as const;
export type CopyState = (typeof COPY_STATES)[number];

export const COPY_STATE_TEXT: Readonly<Record<CopyState, Bilingual>> = {
  'on-its-way': { zh: '推送中', en: 'on its way' },
  received: { zh: '已收到', en: 'received' },
  confirmed: { zh: '已确认更新', en: 'confirmed' },
  outstanding: { zh: '逾期未确认，催办中', en: 'outstanding, chased' },
};

/** Where a copy stands at a moment, by what was last pushed to the agency that keeps it. */
export function copyState(
  push: { receivedAt: Instant | null; confirmedAt: Instant | null; dueAt: Instant | null; isListed: boolean },
  now: Instant,
): CopyState {
  if (push.confirmedAt !== null) return 'confirmed';
  if (push.isListed || (push.dueAt !== null && push.dueAt <= now)) return 'outstanding';
  return push.receivedAt === null ? 'on-its-way' : 'received';
}

/** Until when a push must be confirmed: so many working days from the day on which it was made. */
export function confirmByLedger(madeOn: Day, rule: RuleLookup): Ledger {
  const { value, clause, isDefault } = rule('repair.copies-within-working-days');
  const term: DeadlineRule = {
    code: 'confirm-by',
    count: value,
    unit: 'working-days',
    last: 'act',
    clause,
    isDefault,
  };
  return {
    startEvent: { zh: '推送', en: 'pushed' },
    startDay: madeOn,
    rule: term,
    pauses: [],
    extensions: [],
  };
}
