import { type Help, help } from './help.ts';

const LOOP = '国发〔2016〕33号（十五）（十八）';

/** Refusals of what an authority says about a measure that it carries out (联合惩戒). */
export const JOINT_ACTION_HELP: Readonly<Record<string, Help>> = {
  'measure-not-asked': help(
    '本单位没有被要求就该措施办理该事项。',
    'Your authority was not asked this about the measure.',
    '核对措施代码和事项（apply 采取、suspend 暂停执行、resume 恢复执行、undo 解除）；待办事项见 GET /v1/measure-executions。',
    'Check the code and the direction; what is asked of you stands at GET /v1/measure-executions.',
    LOOP,
  ),
  'measure-not-executed': help(
    '反馈之前尚未登记执行。',
    'Nothing is registered as carried out that could be fed back on.',
    '先登记执行日期。',
    'Register the day of execution first.',
    LOOP,
  ),
  'measure-held': help(
    '信息核实或者屏蔽期间，措施暂不执行。',
    'While the record is checked or shielded, the measure is not applied.',
    '等待恢复通知；暂停之前已经执行的，以实际日期登记。',
    'Wait until you are told that it is applied again; what was done before is registered with its own day.',
    '国发〔2016〕33号（二十二）',
  ),
  'measure-request-changed': help(
    '要求已经取消，或者已有新的要求。',
    'What was asked is called off, or replaced by a later request.',
    '查看记录现状；取消之前已经执行的，以实际日期登记执行，以便解除。',
    'See how the record stands; what was done before is registered with its own day, so that it can be undone.',
    LOOP,
  ),
  'measure-round-unclear': help(
    '同一事项曾不止一次要求，报文未写明本次的执行日期，或者与已登记的不一致。',
    'The same was asked more than once, and the message does not give the day of this execution, or not the registered one.',
    '在 executedOn 中写明本次的执行日期，以新的 eventId 重发；属于此前要求的重复报文，无需再发。',
    'Give the day of this execution in executedOn, and send it with a new eventId; what repeats a message about an earlier request need not be sent again.',
    LOOP,
  ),
  'measure-step-registered': help(
    '该步骤已经登记。',
    'This step is registered already.',
    '无需再次登记。',
    'Nothing is to be done.',
    LOOP,
  ),
  'measure-declined': help(
    '本单位已经反馈该措施不属于本单位职责。',
    'Your authority has declined the measure as not its own.',
    '确应由本单位实施的，请管理员重新指定；退回之前已经执行的，以实际日期登记执行。',
    'Where it is its own after all, have an administrator name it anew; what was done before is registered with its own day.',
    LOOP,
  ),
  'measure-executed': help(
    '本单位已经执行该措施，不能再退回。',
    'Your authority has applied the measure already, and cannot decline it.',
    '登记反馈；以后由他单位实施的，由管理员变更实施单位。',
    'Feed back; where another authority is to carry it out in future, an administrator names it.',
    LOOP,
  ),
  'measure-undo-not-declined': help(
    '暂停、恢复、解除的要求不能退回：谁采取，谁暂停、恢复和解除。',
    'What is to be suspended, resumed or undone cannot be declined: who applied it does it.',
    '办理后登记执行和反馈。',
    'Do it, then register the execution and the feedback.',
    LOOP,
  ),
  'measure-decline-unreasoned': help(
    '退回措施未说明理由。',
    'A measure was declined without a reason.',
    '在 note 中写明不属于本单位职责的理由，以新的 eventId 重发。',
    'Say in note why it is not your own, and send it with a new eventId.',
    LOOP,
  ),
  'measure-not-declined': help(
    '该单位没有退回该措施，或者已经另行指定实施单位。',
    'The authority has not declined the measure, or another one is named for it.',
    '被退回、尚未处理的见 GET /v1/measure-executions?state=declined&of=determined。',
    'What was declined and is not settled stands at GET /v1/measure-executions?state=declined&of=determined.',
    LOOP,
  ),
  'measure-execution-day': help(
    '执行日期不在措施开始（或者上一次执行，暂停、恢复的还有要求提出）之日至今天之间。',
    'The day does not lie between the first day of the measure, or the execution before, or, of suspending and resuming, the first request for it, and today.',
    '更正日期。',
    'Correct the day.',
    LOOP,
  ),
};
