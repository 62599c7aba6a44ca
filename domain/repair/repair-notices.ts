import { PAUSE_CAUSE_TEXT, type PauseCause } from './repair-pause.ts';
import { REPAIR_WAITS, type RepairDeadline } from './repair-waits.ts';
import {
  by,
  dated,
  deskNotice,
  type NoticeCase,
  type NoticeReason,
  type NoticeText,
  notice,
  reasonLines,
  COURT_REMEDIES,
  remedies,
  sentence,
} from '../case/notice.ts';
import type { Day } from '../time.ts';

/** 信用修复一律不收费: said wherever somebody might be asked for money. Source: 国办发〔2025〕22号, 国办发〔2020〕49号（十二）. */
const NO_FEE = '信用修复不收取任何费用。';

/** One authority's part, as a notice tells of it. */
export interface NoticePart {
  authority: string;
  documents: readonly string[];
  acceptBy: Day | null;
  answerBy: Day | null;
  withCourt: boolean;
}

/** A record that did not pass the door, with every reason. */
export interface NoticeRefusal {
  document: string;
  refusals: readonly NoticeReason[];
}

/** 信用修复申请转送告知书: to whom it went, by when they accept and answer, and what was not passed on. */
export function repairForwardedNotice(
  file: NoticeCase,
  parts: readonly NoticePart[],
  refused: readonly NoticeRefusal[],
): NoticeText {
  return notice('repair-forwarded', '信用修复申请转送告知书', file, [
    '您的信用修复申请已收到，并已转送作出认定的单位（谁认定、谁修复）：',
    ...parts.map((part, index) => `${index + 1}. ${partLine(part, file.issuedOn)}`),
    ...(refused.length === 0 ? [] : ['下列信息目前不符合申请条件，未予转送：', ...refused.flatMap(refusalLines)]),
    '认定单位逾期未办的，本系统将逐次报告其主管人员，并在办理过程中向您公开。各单位分别答复，互不影响。',
    `未答复之前，您可以随时撤回申请。${NO_FEE}`,
    ...(refused.length === 0 ? [] : [remedies(file, '不予转送')]),
  ]);
}

/** 信用修复申请不予转送告知书: every condition that is not met, with its clause and the earliest day. */
export function repairRefusedNotice(file: NoticeCase, refused: readonly NoticeRefusal[]): NoticeText {
  return notice('repair-refused-at-door', '信用修复申请不予转送告知书', file, [
    '您申请修复的信息目前不符合申请条件：',
    ...refused.flatMap(refusalLines),
    `条件具备后可以重新申请，本次结果不记入任何信用记录。${NO_FEE}`,
    remedies(file),
  ]);
}

/** To the desk of the authority that determined: an application is there to accept. */
export function repairReceivedNotice(file: NoticeCase, part: NoticePart): NoticeText {
  return deskNotice('repair-received', '信用修复申请推送', file, '经办人', [
    `申请修复：${part.documents.join('、')}。`,
    ...(part.acceptBy === null ? [] : [`请于${by(part.acceptBy)}决定是否受理。`]),
    ...(part.answerBy === null ? [] : [deskAnswerLine(part.answerBy, file.issuedOn)]),
  ]);
}

/** 信用修复受理通知书; of a paper that was registered late the answer may be overdue already, and it says so. */
export function repairAcceptedNotice(file: NoticeCase, authority: string, answerBy: Day): NoticeText {
  return notice('repair-accepted', '信用修复受理通知书', file, [
    `${authority}已受理您的${file.matter}申请，${answerPromise(answerBy, file.issuedOn)}（国办发〔2025〕22号）。`,
  ]);
}

/** An adverse act: reason, clause, what to do, remedies. */
export function repairNotAcceptedNotice(
  file: NoticeCase,
  authority: string,
  { reason, clause, whatToDo }: { reason: string; clause: string; whatToDo: string | null },
): NoticeText {
  return notice('repair-not-accepted', '信用修复不予受理通知书', file, [
    `${authority}对您的${file.matter}申请不予受理。理由：${sentence(reason)}`,
    `依据：${clause}。`,
    ...(whatToDo === null ? [] : [`您可以：${sentence(whatToDo)}`]),
    '补齐条件后可以重新申请。',
    remedies(file),
  ]);
}

/** 补正通知书: all that is missing, told once (行政许可法 32). */
export function repairCompletionNotice(
  file: NoticeCase,
  authority: string,
  items: readonly string[],
  until: Day,
): NoticeText {
  return notice('repair-completion-asked', '信用修复申请补正通知书', file, [
    `${authority}经审查，需要您补正下列材料（一次性告知，此后不再增加）：`,
    ...items.map((item, index) => `${index + 1}. ${item}`),
    `请于${by(until)}补正（行政许可法第三十二条）。补正期间不计入办理期限；期满未补正的，由该单位就现有材料决定是否受理。`,
  ]);
}

export function repairCompletionReminder(file: NoticeCase, authority: string, due: Day): NoticeText {
  return notice('repair-completion-reminder', '补正提醒', file, [
    `请于${by(due)}向${authority}补正${file.matter}的申请材料，所需材料见补正通知书。`,
    '期满未补正的，由该单位就现有材料决定是否受理。',
  ]);
}

export function repairCompletedNotice(file: NoticeCase, names: readonly string[]): NoticeText {
  return deskNotice('repair-completed', '修复申请已补正', file, '经办人', [
    `申请人已补正：${names.join('、')}。办理期限继续计算，请决定是否受理。`,
  ]);
}

/** To both: nothing more came, and the authority decides on what there is. */
export function repairCompletionEndedNotice(file: NoticeCase, authority: string, due: Day): NoticeText {
  return notice('repair-completion-ended', '补正期限届满告知', file, [
    `补正期限${dated(due)}已过。${authority}将就现有材料决定是否受理；作出决定之前，您仍可补正。`,
  ]);
}

export function repairDecideOnWhatThereIs(file: NoticeCase, due: Day): NoticeText {
  return deskNotice('repair-completion-ended-desk', '补正期限届满', file, '经办人', [
    `补正期限${dated(due)}已过，申请人未补正。办理期限继续计算，请就现有材料决定是否受理。`,
  ]);
}

/** Documents of the records that were repaired: still shown, or past their publication with a measure left. */
export interface RepairedDocuments {
  shown: readonly string[];
  measuresOnly: readonly string[];
}

/** 信用修复决定书 for records that are repaired: what ended with it. */
export function repairedNotice(
  file: NoticeCase,
  authority: string,
  { shown, measuresOnly }: RepairedDocuments,
  on: Day,
): NoticeText {
  // Alone they need not be named again.
  const [ofShown, ofMeasures] =
    shown.length > 0 && measuresOnly.length > 0 ? [shown.join('、'), `${measuresOnly.join('、')}的`] : ['', ''];
  return notice('repaired', '信用修复决定书', file, [
    `${authority}准予修复：${[...shown, ...measuresOnly].join('、')}。`,
    ...(shown.length === 0 ? [] : [`${ofShown}自${dated(on)}起同时停止公示、停止共享和使用，解除相应的惩戒措施。`]),
    ...(measuresOnly.length === 0
      ? []
      : [`${ofMeasures}公示此前已经期满终止，自${dated(on)}起解除尚在执行的惩戒措施。`]),
    `持有副本的信用服务机构已同时收到通知，须按期更新并确认（国办发〔2025〕22号）。`,
    '更新期限届满后仍有单位公示或者据以采取措施的，可以向该单位或者信用中国网站提出异议。',
    NO_FEE,
  ]);
}

/**
 * An adverse act, for each record: reason, clause, what to do, from when it is advised to try again; and the remedies,
 * which against a court's are the court's own.
 */
export function repairDeniedNotice(
  file: NoticeCase,
  authority: string,
  refused: readonly { document: string; reason: string; clause: string; whatToDo: string; earliest: Day }[],
  { withCourt }: Pick<NoticePart, 'withCourt'>,
): NoticeText {
  return notice('repair-denied', '不予信用修复决定书', file, [
    `${authority}对下列信息不予修复：`,
    ...refused.flatMap(({ document, reason, clause, whatToDo, earliest }, index) => [
      `${index + 1}. ${document}：${sentence(reason)}（依据：${clause}）`,
      `　　您可以：${whatToDo.trim().replace(/[。；]$/, '')}；建议自${dated(earliest)}起再次申请（仅为建议，提前申请的同样受理）。`,
    ]),
    withCourt ? COURT_REMEDIES : remedies(file),
  ]);
}

/** Told beforehand, so before the term is over. */
export function repairExtendedNotice(
  file: NoticeCase,
  authority: string,
  dates: { from: Day; until: Day },
  reason: string,
): NoticeText {
  return notice('repair-extended', '答复期限延长告知书', file, [
    `${authority}的答复期限由${dated(dates.from)}延长至${dated(dates.until)}（含当日），只延长一次。理由：${sentence(reason)}`,
  ]);
}

/** 行政许可法 45: hearing, testing, expert review are not counted, and the time they need is told in writing. */
export function repairPausedNotice(
  file: NoticeCase,
  authority: string,
  pause: { cause: PauseCause; workingDays: number; until: Day; reason: string },
): NoticeText {
  return notice('repair-paused', '听证、鉴定等所需时间告知书', file, [
    `${authority}需要进行${PAUSE_CAUSE_TEXT[pause.cause].zh}：${sentence(pause.reason)}`,
    `所需时间${pause.workingDays}个工作日，至${dated(pause.until)}止，不计入答复期限（行政许可法第四十五条）；期满答复期限自动继续计算。`,
  ]);
}

export function repairResumedNotice(file: NoticeCase, authority: string, answerBy: Day): NoticeText {
  return notice('repair-resumed', '答复期限恢复计算告知', file, [
    `${authority}的答复期限恢复计算，${answerPromise(answerBy, file.issuedOn)}。`,
  ]);
}

export function repairWithdrawnNotice(file: NoticeCase, authorities: readonly string[]): NoticeText {
  return notice('repair-withdrawn', '撤回确认书', file, [
    `您的信用修复申请已撤回（${authorities.join('、')}），不影响您以后重新申请。`,
  ]);
}

export function repairWithdrawnForDesk(file: NoticeCase): NoticeText {
  return deskNotice('repair-withdrawn-desk', '修复申请已撤回', file, '经办人', ['申请人已撤回申请，本件无需再办。']);
}

/** The record was annulled, corrected or withdrawn meanwhile: there is nothing left to answer. */
export function repairRecordEndedNotice(file: NoticeCase, authority: string, documents: readonly string[]): NoticeText {
  return notice('repair-record-ended', '信息终止告知', file, [
    `${authority}已另行终止下列信息的公示、共享和措施，修复申请的该部分随之办结：${documents.join('、')}。`,
  ]);
}

export function repairHandlerReminder(file: NoticeCase, wait: RepairDeadline, due: Day): NoticeText {
  const { zh } = REPAIR_WAITS[wait].text;
  return deskNotice('handler-reminder', `${zh}提醒`, file, '经办人', [
    due < file.issuedOn ? `本件应于${by(due)}${zh}，期限已经届满，请尽快办理。` : `请于${by(due)}${zh}。`,
  ]);
}

export function repairSilenceNotice(file: NoticeCase, wait: RepairDeadline, due: Day, times: number): NoticeText {
  const { zh } = REPAIR_WAITS[wait].text;
  return deskNotice('escalation', `${zh}逾期报告`, file, '主管人员', [
    `贵单位应于${by(due)}${zh}，至今未办。这是第${times}次报告，请督办。逾期情况同时向申请人公开。`,
  ]);
}

function deskAnswerLine(answerBy: Day, issuedOn: Day): string {
  return answerBy < issuedOn
    ? `全部办理结果的答复期限已于${dated(answerBy)}届满，请尽快答复申请人。`
    : `全部办理结果须于${by(answerBy)}答复申请人。`;
}

/** What the applicant is promised: no day that is over on the day of issue. */
function answerPromise(answerBy: Day, issuedOn: Day): string {
  return answerBy < issuedOn ? `答复期限已于${dated(answerBy)}届满，将尽快答复` : `将于${by(answerBy)}答复`;
}

/** A paper that was registered late may reach the authority when its answer is due, or was: it says so. */
function partLine({ authority, documents, acceptBy, answerBy, withCourt }: NoticePart, pushedOn: Day): string {
  if (withCourt)
    return `${authority}：${documents.join('、')}。失信被执行人信息由执行法院依法处理，办理结果由法院告知本系统。`;
  const dates = [
    ...(acceptBy === null ? [] : [`${by(acceptBy)}决定是否受理`]),
    ...(answerBy === null ? [] : [`${by(answerBy)}答复`]),
  ];
  const isLate =
    answerBy !== null && answerBy <= pushedOn
      ? '答复期限自窗口收到申请之日起计算，转送时已经届满，逾期自即日起报告该单位主管人员。'
      : '';
  return `${authority}：${documents.join('、')}。${dates.join('，')}。${isLate}`;
}

function refusalLines({ document, refusals }: NoticeRefusal): string[] {
  return [`${document}：`, ...reasonLines(refusals, '　　')];
}
