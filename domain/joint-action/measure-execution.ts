import type { Bilingual } from '../text.ts';
import type { Day, Instant } from '../time.ts';

/**
 * Joint action (联合惩戒): who determines a record says which measures, other authorities carry them out. For each
 * measure and authority it is followed from the push over response and execution to feedback, and back again when
 * the measure ends (国发〔2016〕33号（十五）发起与响应，（十八）发起响应、信息推送、执行反馈、信用修复、异议处理). While the record is
 * checked or shielded, what was applied is suspended, and resumed when it stands again（（二十二）在信息核实期间暂不执行）.
 */
export const DIRECTIONS = ['apply', 'undo', 'suspend', 'resume'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const DIRECTION_TEXT: Readonly<Record<Direction, Bilingual>> = {
  apply: { zh: '采取', en: 'apply' },
  undo: { zh: '解除', en: 'undo' },
  suspend: { zh: '暂停执行', en: 'suspend' },
  resume: { zh: '恢复执行', en: 'resume' },
};

/**
 * Whether it frees the subject, for good or for the time being: asked, and chased, of whoever has applied the measure,
 * and never held. What burdens the subject is asked of who is named for it, and rests while the record is held.
 */
export function freesSubject(direction: Direction): boolean {
  return direction === 'undo' || direction === 'suspend';
}

/** What one authority is asked to do about one measure of a record, and what it has said of it. */
export interface MeasureExecution {
  readonly id: string;
  readonly measure: string;
  readonly authorityId: string;
  readonly direction: Direction;
  /** Counts what the authority was asked about this measure: 1 to apply it, 2 to suspend it, 3 to resume or undo it. */
  readonly round: number;
  /** False: nobody is named for the measure, and it falls to whoever determined the record. */
  readonly named: boolean;
  readonly pushedAt: Instant;
  readonly respondedAt: Instant | null;
  readonly executedOn: Day | null;
  readonly fedBackAt: Instant | null;
  /** Set while an objection or a shield keeps what was asked from being done: applied, or resumed. */
  readonly heldAt: Instant | null;
  readonly calledOffAt: Instant | null;
  /** The authority said then that the measure is not its own to carry out. */
  readonly declinedAt: Instant | null;
}

export const EXECUTION_STATES = [
  'awaiting-response',
  'awaiting-execution',
  'awaiting-feedback',
  'held',
  'fed-back',
  'declined',
  'called-off',
  'replaced',
] as const;
export type ExecutionState = (typeof EXECUTION_STATES)[number];

export const EXECUTION_STATE_TEXT: Readonly<Record<ExecutionState, Bilingual>> = {
  'awaiting-response': { zh: '待响应', en: 'awaiting response' },
  'awaiting-execution': { zh: '已响应，待执行', en: 'responded, awaiting execution' },
  'awaiting-feedback': { zh: '已执行，待反馈', en: 'executed, awaiting feedback' },
  held: { zh: '暂不执行', en: 'held for the time being' },
  'fed-back': { zh: '已反馈', en: 'fed back' },
  declined: { zh: '反馈不属于本单位职责', en: 'declined as not its own' },
  'called-off': { zh: '不再需要', en: 'called off' },
  replaced: { zh: '已有新的要求', en: 'replaced by a later request' },
};

/** Where an execution stands. `isLatest`: the authority was asked nothing later about this measure. */
export function executionState(execution: MeasureExecution, isLatest: boolean): ExecutionState {
  const { respondedAt, executedOn, fedBackAt, heldAt, calledOffAt } = execution;
  if (isDeclined(execution)) return 'declined';
  if (calledOffAt !== null && executedOn === null) return 'called-off';
  if (isLatest && heldAt !== null) return 'held';
  if (fedBackAt !== null) return 'fed-back';
  if (!isLatest) return 'replaced';
  if (executedOn !== null) return 'awaiting-feedback';
  return respondedAt === null ? 'awaiting-response' : 'awaiting-execution';
}

/** Whether the authority has still something to do, or to say: also what is only held. */
export function isOpenExecution(execution: MeasureExecution): boolean {
  return execution.fedBackAt === null && execution.calledOffAt === null && !isDeclined(execution);
}

/** Whether the authority does not carry it out: what it had done before it declined is its own to undo all the same. */
export function isDeclined({ declinedAt, executedOn }: MeasureExecution): boolean {
  return declinedAt !== null && executedOn === null;
}

/** Whether it was declined, and nobody has yet named another authority for it or withdrawn the request. */
export function isUnsettledDecline(execution: MeasureExecution): boolean {
  return isDeclined(execution) && execution.calledOffAt === null;
}

/** What each authority was asked last about each measure, of all that was ever asked. */
export function latestExecutions<E extends MeasureExecution>(executions: readonly E[]): E[] {
  return executions.filter((one) => !executions.some((other) => isSamePair(one, other) && other.round > one.round));
}

/** Whether two are about the same measure at the same authority. */
export function isSamePair(
  a: Pick<MeasureExecution, 'measure' | 'authorityId'>,
  b: Pick<MeasureExecution, 'measure' | 'authorityId'>,
): boolean {
  return a.measure === b.measure && a.authorityId === b.authorityId;
}
