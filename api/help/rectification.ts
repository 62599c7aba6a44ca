import { type Help, help } from './help.ts';

/** Refusals of rectifications (整改约谈). */
export const RECTIFICATION_HELP: Readonly<Record<string, Help>> = {
  'rectify-by-too-early': help(
    '整改期限不晚于今天，没有留出整改时间。',
    'The rectify-by date leaves no day to put anything right.',
    '改为之后的日期。',
    'Name a later day.',
  ),
  'inspection-in-future': help(
    '检查日期晚于今天。',
    'The inspection is dated in the future.',
    '更正日期。',
    'Correct the day.',
  ),
  'rectification-subject-unknown': help(
    '所列主体不是作出承诺的主体。',
    'The subject is not the one that made the promise.',
    '核对后重新提出。',
    'Check it.',
  ),
  'promise-not-broken': help(
    '该案件没有未履行且未补救的承诺。',
    'The case has no promise that was not kept and not made good.',
    '核对案件。',
    'Check the case.',
  ),
  'rectification-opened': help(
    '该未履行的承诺已立整改案件。',
    'The broken promise has a case of rectification already.',
    '在该案件中办理。',
    'Act in that case.',
  ),
  'interview-too-soon': help(
    '约谈通知提前的工作日不足。',
    'The subject is not told of the interview early enough.',
    '改为 earliest 当日或者之后。',
    'Choose `earliest` or a later day.',
  ),
  'interview-in-future': help(
    '约谈记录的日期晚于今天。',
    'The minutes are dated in the future.',
    '更正日期。',
    'Correct the day.',
  ),
  'interview-before-its-day': help(
    '约谈记录的日期早于通知的日期。',
    'The minutes are dated before the day for which the interview was called.',
    '更正日期；改期的，先重新通知。',
    'Correct the day, or call the interview anew.',
  ),
  'interview-missed-too-soon': help(
    '约谈当日尚未结束，不得登记当事人未到。',
    'The day of the interview is not over; that the subject stayed away cannot be written down yet.',
    '自 earliest 当日起登记。',
    'Write it down from the day `earliest` on.',
  ),
  'minutes-need-signature': help(
    '已约谈的，记录须写明签字情况。',
    'Minutes of an interview that was held say who signed them.',
    '填写 signed。',
    'Give `signed`.',
  ),
  'refusal-to-sign-needs-note': help(
    '当事人拒绝签字的，须注明经过。',
    'A refusal to sign is noted.',
    '填写 signedNote。',
    'Give `signedNote`.',
  ),
  'missed-is-not-signed': help(
    '当事人未到的，没有双方签字的记录。',
    'Nobody signs the minutes of an interview that was missed.',
    '删去 signed。',
    'Leave `signed` out.',
  ),
  'no-report-to-check': help(
    '没有待核实的整改报告。',
    'No report waits for a check.',
    '查看案件。',
    'Look at the case.',
  ),
  'rectification-reported-late': help(
    '报告晚于最后一次整改期限，结论不变。',
    'The report came after the last date; the ending stands.',
    '在认定程序中提出。',
    'Put it forward in the determination.',
  ),
};
