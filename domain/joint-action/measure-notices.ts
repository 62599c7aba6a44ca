import { by, deskNotice, type NoticeCase, type NoticeText } from '../case/notice.ts';
import type { Day } from '../time.ts';
import type { LeftAs } from './execution-plan.ts';
import { DIRECTION_TEXT, type Direction } from './measure-execution.ts';

/** A measure as a notice to the authority that carries it out names it. */
export interface AskedMeasure {
  code: string;
  name: string;
  basis: string;
}

const LOOP = '国发〔2016〕33号（十五）（十八）';
const SUSPENDED = '国发〔2016〕33号（十八）（二十二）';

const ASKED = {
  apply: {
    kind: 'measures-to-apply',
    title: '采取惩戒措施通知',
    ask: '请依法采取下列惩戒措施',
    clause: LOOP,
  },
  undo: {
    kind: 'measures-to-undo',
    title: '解除惩戒措施通知',
    ask: '所涉信息已经修复、期满、撤销或者更正，请解除已经采取的下列惩戒措施',
    clause: LOOP,
  },
  suspend: {
    kind: 'measures-to-suspend',
    title: '暂停执行惩戒措施通知',
    ask: '所涉信息正在核实或者已被屏蔽，请暂停执行已经采取的下列惩戒措施',
    clause: SUSPENDED,
  },
  resume: {
    kind: 'measures-to-resume',
    title: '恢复执行惩戒措施通知',
    ask: '所涉信息的核实或者屏蔽已经结束，请恢复执行已经暂停的下列惩戒措施',
    clause: SUSPENDED,
  },
} as const satisfies Record<Direction, { kind: NoticeText['kind']; title: string; ask: string; clause: string }>;

const CALLED_OFF: Readonly<Record<Direction, string>> = {
  apply: '不再需要采取；此前已经采取的，请登记执行日期，以便解除',
  undo: '恢复有效，不再需要解除；此前已经解除的，请登记执行日期，以便恢复',
  suspend: '不再需要暂停执行；此前已经暂停的，请登记执行日期，以便恢复',
  resume: '不再需要恢复执行；此前已经恢复的，请登记执行日期',
};

/** What was asked before is no longer registered where something else is asked: no day of it is asked for. */
function calledOffWords(direction: Direction, left: LeftAs): string {
  if (left === 'asked-anew') return `不再需要${DIRECTION_TEXT[direction].zh}；现需办理的事项另行通知`;
  if (left === 'held' && direction === 'undo') return '不再需要解除，继续暂停执行；此前已经解除的，请登记执行日期';
  return CALLED_OFF[direction];
}

/** To the officers of the authority that carries measures out: what is asked of it, and by when. */
export function measuresAskedNotice(
  file: NoticeCase,
  direction: Direction,
  measures: readonly AskedMeasure[],
  dueBy: Day,
): NoticeText {
  const { kind, title, ask, clause } = ASKED[direction];
  return deskNotice(kind, title, file, '经办人', [
    `${ask}，并于${by(dueBy)}登记响应、执行日期和反馈（${clause}）：`,
    ...lines(measures),
  ]);
}

/** To the same: what was asked is asked no more. */
export function measuresCalledOffNotice(
  file: NoticeCase,
  direction: Direction,
  left: LeftAs,
  measures: readonly AskedMeasure[],
): NoticeText {
  return deskNotice('measures-called-off', '惩戒措施变更通知', file, '经办人', [
    `下列惩戒措施${calledOffWords(direction, left)}（${LOOP}）：`,
    ...lines(measures),
  ]);
}

/**
 * To the same: while the record is checked or shielded, what has not been applied, or resumed, yet is not
 * (国发〔2016〕33号（二十二）). What was done before is registered, so that it can be suspended.
 */
export function measuresHeldNotice(
  file: NoticeCase,
  direction: Direction,
  measures: readonly AskedMeasure[],
): NoticeText {
  const [not, done] = direction === 'resume' ? ['继续暂停执行，暂不恢复', '恢复'] : ['暂不执行', '采取'];
  return deskNotice('measures-held', '惩戒措施暂不执行通知', file, '经办人', [
    `所涉信息正在核实或者已被屏蔽，下列惩戒措施${not}；此前已经${done}的，请登记执行日期，以便暂停（${SUSPENDED}）：`,
    ...lines(measures),
  ]);
}

/** To the same: the check or the shield is over, and the record stands. */
export function measuresResumedNotice(file: NoticeCase, measures: readonly AskedMeasure[]): NoticeText {
  return deskNotice('measures-resumed', '惩戒措施恢复执行通知', file, '经办人', [
    '所涉信息的核实或者屏蔽已经结束，下列惩戒措施恢复执行：',
    ...lines(measures),
  ]);
}

/**
 * To whoever names carriers, and to the officers of who determined the record: an authority that was asked says that
 * the measure is not its own. Until another one is named, or the request is withdrawn, nobody carries it out there.
 */
export function measureDeclinedNotice(
  file: NoticeCase,
  measure: AskedMeasure,
  by: { authority: string; reason: string },
): NoticeText {
  return deskNotice('measure-declined', '惩戒措施退回通知', file, '经办人', [
    `${by.authority}反馈，下列惩戒措施不属于该单位职责（${LOOP}）：`,
    ...lines([measure]),
    `理由：${by.reason}`,
    '请管理员另行指定实施单位；无须由他单位实施的，由认定单位撤回要求。此前，该措施列入待办清单。',
  ]);
}

function lines(measures: readonly AskedMeasure[]): string[] {
  return measures.map(({ name, basis }, index) => `${index + 1}. ${name}（${basis}）`);
}
