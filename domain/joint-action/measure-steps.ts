import type { Refusal } from '../refusal.ts';
import type { Bilingual } from '../text.ts';
import { type Day, type Instant, shanghaiDay } from '../time.ts';
import {
  DIRECTION_TEXT,
  freesSubject,
  isDeclined,
  isUnsettledDecline,
  type MeasureExecution,
} from './measure-execution.ts';

/** What an authority says of a measure it was asked about. */
export const MEASURE_STEPS = ['respond', 'execute', 'feed-back', 'decline'] as const;
export type MeasureStep = (typeof MEASURE_STEPS)[number];

export const MEASURE_STEP_TEXT: Readonly<Record<MeasureStep, Bilingual>> = {
  respond: { zh: '响应', en: 'response' },
  execute: { zh: '执行', en: 'execution' },
  'feed-back': { zh: '反馈', en: 'feedback' },
  decline: { zh: '不属于本单位职责', en: 'refusal as not its own' },
};

const LOOP = '国发〔2016〕33号（十五）（十八）';
const SUSPENDED = '国发〔2016〕33号（二十二）';

/** All that a step of an authority is judged by. */
export interface StepQuestion {
  readonly step: MeasureStep;
  /** What it was asked last in the direction that the step names; null: nothing. */
  readonly execution: MeasureExecution | null;
  /** Whether it was asked nothing later about this measure. */
  readonly isLatest: boolean;
  /** Of `execute`: the day it says. */
  readonly executedOn: Day | null;
  /** Of `decline`: why the measure is not its own to carry out. */
  readonly reason: string | null;
  /** The first day on which it can have been done; see `firstDayOfExecution`. */
  readonly notBefore: Day;
  readonly now: Instant;
}

/**
 * What speaks against a step. Execution implies the response; feedback follows execution. What was called off, or
 * held, is no longer carried out, but who had done so before says so all the same: else it could not be undone
 * (国发〔2016〕33号（十八）执行反馈，（二十二）核实期间暂不执行). What was declined, likewise. Every reason, but of what was never asked nothing else.
 */
export function reasonsAgainstStep(question: StepQuestion): Refusal[] {
  const { step, execution, isLatest } = question;
  if (execution === null) return [NOT_ASKED];
  if (step === 'decline') return reasonsAgainstDeclining(question, execution);
  const isChanged = !isLatest || execution.calledOffAt !== null;
  if (step === 'respond') {
    if (isChanged) return [changed(execution)];
    if (isDeclined(execution)) return [DECLINED];
    return execution.respondedAt === null ? [] : [said(step)];
  }
  if (step === 'feed-back') {
    if (isChanged) return [changed(execution)];
    if (isDeclined(execution)) return [DECLINED];
    if (execution.fedBackAt !== null) return [said(step)];
    return execution.executedOn === null ? [NOT_EXECUTED] : [];
  }
  return execution.executedOn === null ? reasonsAgainstExecution(question, execution) : [said(step)];
}

/**
 * An authority is asked what the law does not charge it with: it says so, once and before it has done it. What was
 * applied is suspended, resumed and undone by who applied it, whoever should have.
 */
function reasonsAgainstDeclining({ isLatest, reason }: StepQuestion, execution: MeasureExecution): Refusal[] {
  if (!isLatest || (execution.calledOffAt !== null && !isDeclined(execution))) return [changed(execution)];
  if (execution.direction !== 'apply') return [UNDOING_IS_ITS_OWN];
  if (execution.executedOn !== null) return [EXECUTED];
  if (isDeclined(execution)) return [said('decline')];
  return reason === null || reason.trim() === '' ? [NO_REASON] : [];
}

/** Who determined the record asks nobody any more for a measure that was declined. */
export function reasonsAgainstWithdrawingRequest(execution: MeasureExecution | null): Refusal[] {
  return execution !== null && isUnsettledDecline(execution) ? [] : [NOT_DECLINED];
}

function reasonsAgainstExecution(
  { executedOn, isLatest, notBefore, now }: StepQuestion,
  execution: MeasureExecution,
): Refusal[] {
  const today = shanghaiDay(now);
  const on = executedOn ?? today;
  const { calledOffAt, declinedAt, heldAt, direction } = execution;
  if (declinedAt !== null && on > shanghaiDay(declinedAt)) return [DECLINED];
  if (!isLatest || (calledOffAt !== null && on > shanghaiDay(calledOffAt))) return [changed(execution)];
  const isHeld = !freesSubject(direction) && heldAt !== null && on > shanghaiDay(heldAt);
  return [...(on < notBefore || on > today ? [badDay(notBefore, today)] : []), ...(isHeld ? [HELD] : [])];
}

/**
 * What speaks against the message of an authority's system where it was asked the same more than once, as with every
 * hold of the record: one that may have been sent about an earlier request is not taken for the last. Saying that it
 * was done, and what came of it, it names the day; and feedback the day that is registered.
 * @param asked what the authority was asked about the measure in the direction that the message names, in its order
 */
export function reasonsAgainstMessage(
  { step, executedOn }: Pick<StepQuestion, 'step' | 'executedOn'>,
  asked: readonly MeasureExecution[],
): Refusal[] {
  const last = asked.at(-1);
  if (last === undefined || asked.length === 1 || (step !== 'execute' && step !== 'feed-back')) return [];
  const isOther = step === 'feed-back' && last.executedOn !== null && last.executedOn !== executedOn;
  return executedOn === null || isOther ? [unclear(last)] : [];
}

const NOT_ASKED: Refusal = {
  code: 'measure-not-asked',
  clause: LOOP,
  text: {
    zh: '贵单位没有被要求就该措施办理该事项；请核对措施代码和事项（采取、暂停执行、恢复执行、解除）。',
    en: 'Your authority was not asked this about the measure; check the code and the direction.',
  },
};

const NOT_EXECUTED: Refusal = {
  code: 'measure-not-executed',
  clause: LOOP,
  text: {
    zh: '尚未登记执行，请先登记执行日期，再反馈。',
    en: 'It is not registered as carried out; register the day first, then feed back.',
  },
};

const HELD: Refusal = {
  code: 'measure-held',
  clause: SUSPENDED,
  text: {
    zh: '信息核实或者屏蔽期间，惩戒措施暂不执行；恢复后另行告知。',
    en: 'While the record is checked or shielded, the measure is not applied; you will be told when it is again.',
  },
};

const DECLINED: Refusal = {
  code: 'measure-declined',
  clause: LOOP,
  text: {
    zh: '贵单位已经反馈该措施不属于本单位职责；确应由贵单位实施的，由管理员重新指定后办理。',
    en: 'Your authority has said that the measure is not its own; where it is after all, an administrator names it anew.',
  },
};

const EXECUTED: Refusal = {
  code: 'measure-executed',
  clause: LOOP,
  text: {
    zh: '该措施已经由贵单位执行，不能再反馈不属于本单位职责；应由他单位实施的，请与认定单位、管理员商定。',
    en: 'Your authority has applied the measure, and cannot decline it any more; settle with who determined the record, and the administrator, who goes on with it.',
  },
};

const UNDOING_IS_ITS_OWN: Refusal = {
  code: 'measure-undo-not-declined',
  clause: LOOP,
  text: {
    zh: '采取措施的单位负责暂停、恢复和解除；这些要求不能以不属于本单位职责退回。',
    en: 'Who applied a measure suspends, resumes and undoes it: none of that can be declined.',
  },
};

const NO_REASON: Refusal = {
  code: 'measure-decline-unreasoned',
  clause: LOOP,
  text: {
    zh: '反馈不属于本单位职责的，应当说明理由。',
    en: 'Who declines a measure as not its own says why.',
  },
};

const NOT_DECLINED: Refusal = {
  code: 'measure-not-declined',
  clause: LOOP,
  text: {
    zh: '该单位没有反馈不属于其职责，或者已经指定其他实施单位；请查看记录现状。',
    en: 'The authority has not declined the measure, or another one is named for it; see how the record stands.',
  },
};

function changed({ direction }: MeasureExecution): Refusal {
  const { zh, en } = DIRECTION_TEXT[direction];
  return {
    code: 'measure-request-changed',
    clause: LOOP,
    text: {
      zh: `${zh}该措施的要求已经取消或者变更，本次登记未生效；请查看记录现状。此前已经执行的，请按实际执行日期登记执行。`,
      en: `The request to ${en} the measure was called off or replaced, and nothing was recorded; see how the record stands. What was carried out before is registered with its own day.`,
    },
  };
}

function unclear({ direction }: MeasureExecution): Refusal {
  const { zh, en } = DIRECTION_TEXT[direction];
  return {
    code: 'measure-round-unclear',
    clause: LOOP,
    text: {
      zh: `曾不止一次要求贵单位${zh}该措施，报文未写明本次的执行日期，或者与已经登记的执行日期不一致，不能确定所指的是哪一次要求；本次登记未生效。请写明本次的执行日期。`,
      en: `Your authority was asked more than once to ${en} the measure. The message does not give the day of execution, or not the one that is registered, so it may be about an earlier request; nothing was recorded. Send it with the day of this execution.`,
    },
  };
}

function said(step: MeasureStep): Refusal {
  const { zh, en } = MEASURE_STEP_TEXT[step];
  return {
    code: 'measure-step-registered',
    clause: LOOP,
    text: { zh: `${zh}已经登记，不得更改。`, en: `The ${en} is registered already, and stays.` },
  };
}

function badDay(notBefore: Day, today: Day): Refusal {
  return {
    code: 'measure-execution-day',
    clause: LOOP,
    text: {
      zh: `执行日期应在${notBefore}至${today}之间。`,
      en: `The day of execution lies between ${notBefore} and ${today}.`,
    },
  };
}
