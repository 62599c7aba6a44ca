import {
  by,
  dated,
  deskNotice,
  type NoticeCase,
  type NoticeText,
  notice,
  PROVISIONAL,
  sentence,
} from '../case/notice.ts';
import type { HearingResult } from './hearing.ts';
import type { HowHeard } from './hearing-course.ts';
import { PAPER_MEANS_TEXT, type PaperMeans, REOPENING_CLAUSE } from './reopening.ts';
import { statedNotice } from '../record/record-withdrawal.ts';
import { SERVICE_MEANS_TEXT, type ServiceMeans } from './service.ts';
import type { Day } from '../time.ts';

/** How one kind of case names itself in the notices of its hearing. */
export interface HearingWords {
  /** Beginning of the kinds of its notices, and of its entries on the timeline. */
  prefix: 'withdrawal' | 'determination';
  /** The notice that is served, by its title. */
  notice: string;
  /** What is done with the subject, in short. */
  matter: string;
}

/** To the officers: the notice is theirs to serve, with means, day and proof. */
export function toServeNotice({ prefix, matter }: HearingWords, file: NoticeCase, due: Day): NoticeText {
  return deskNotice(`${prefix}-to-serve`, `${matter}告知书待送达`, file, '经办人', [
    `请于${by(due)}送达告知书，并登记送达方式、日期和凭证。陈述申辩期限自送达之日起算，未送达的不起算。`,
  ]);
}

/**
 * To the subject: until when it is heard.
 * @param period null: a hearing was asked for before service, and the period runs after it; `over`: service was
 *   written down after its last day
 */
export function servedNotice(
  words: HearingWords,
  file: NoticeCase,
  service: { means: ServiceMeans; servedOn: Day },
  period: { due: Day; provisional: boolean; over: boolean } | null,
): NoticeText {
  return notice(`${words.prefix}-served`, '陈述申辩期限告知书', file, [
    `${words.notice}已${SERVICE_MEANS_TEXT[service.means].zh}，送达日为${dated(service.servedOn)}。`,
    periodText(period),
  ]);
}

function periodText(period: { due: Day; provisional: boolean; over: boolean } | null): string {
  if (period === null)
    return '您已申请听证，听证时间另行通知；陈述申辩期限在听证结束后计算，此前您随时可以陈述、申辩。';
  const { due, provisional, over } = period;
  return over
    ? `该送达系事后登记，陈述申辩期限自送达日起算，已于${dated(due)}届满。您在期限内已经提出陈述、申辩或者申请听证的，请立即告知我们；决定作出前您仍可书面陈述、申辩，供决定时参考。`
    : `您可以在${by(due)}陈述、申辩或者申请听证${provisional ? PROVISIONAL : ''}；逾期未陈述、申辩的，不影响依法作出决定。`;
}

export function statementReminder({ prefix }: HearingWords, file: NoticeCase, due: Day): NoticeText {
  return notice(`${prefix}-statement-reminder`, '陈述申辩期限提醒', file, [
    `关于“${file.matter}”，您可以在${by(due)}陈述、申辩或者申请听证，不因此加重处理；申请听证不收取费用。`,
  ]);
}

/** To the handler: the subject was heard. What it said is in the case. */
export function statementMadeNotice({ prefix }: HearingWords, file: NoticeCase, on: Day, inTime: boolean): NoticeText {
  return deskNotice(`${prefix}-statement-made`, '当事人陈述申辩', file, '经办人', [
    inTime
      ? `当事人于${dated(on)}提交陈述、申辩，请复核；决定须说明复核情况。`
      : `当事人于${dated(on)}提交陈述、申辩，已逾期，存卷供决定时参考。`,
  ]);
}

/** @param holdBy null: the notice is not served yet, and the term to hold the hearing begins with service */
export function hearingAskedNotice(
  { prefix }: HearingWords,
  file: NoticeCase,
  on: Day,
  holdBy: Day | null,
): NoticeText {
  return deskNotice(`${prefix}-hearing-asked`, '当事人申请听证', file, '经办人', [
    holdBy === null
      ? `当事人于${dated(on)}申请听证，告知书尚未送达；请先登记送达，再行举行听证。`
      : `当事人于${dated(on)}申请听证，请于${by(holdBy)}举行，并提前通知。`,
    '听证由非本案调查人员主持。',
  ]);
}

/** When and where a hearing is held. */
export interface HearingCall {
  on: Day;
  time: string;
  place: string;
  /** Who presides, by name; null: not written down in older calls. */
  presidingName: string | null;
}

/** 听证通知书: where, when, and before whom, for the subject may ask for another; told some working days ahead. Source: 行政处罚法第六十四条（参照）. */
export function hearingCalledNotice({ prefix }: HearingWords, file: NoticeCase, call: HearingCall): NoticeText {
  return notice(`${prefix}-hearing-called`, '听证通知书', file, [
    `依据行政处罚法第六十四条（参照），您申请的听证定于${dated(call.on)}${call.time}举行，地点：${call.place}${call.presidingName === null ? '' : `，主持人：${call.presidingName}`}。`,
    '您可以亲自参加，也可以委托一至二人代理；认为主持人与本案有直接利害关系的，有权申请回避。',
    '无正当理由拒不出席或者未经许可中途退出的，视为放弃听证权利。听证不收取任何费用。',
  ]);
}

/** To who presides over a hearing. */
export function hearingPresidingNotice({ prefix }: HearingWords, file: NoticeCase, call: HearingCall): NoticeText {
  return deskNotice(`${prefix}-hearing-presiding`, '听证主持通知', file, '经办人', [
    `指定您主持本案听证，定于${dated(call.on)}${call.time}在${call.place}举行。`,
  ]);
}

export function hearingEndedNotice(
  { prefix }: HearingWords,
  file: NoticeCase,
  { result, on, stayedAway }: { result: HearingResult; on: Day; stayedAway: boolean },
  statementBy: Day,
): NoticeText {
  const givenUp = stayedAway
    ? `您未按通知出席听证，视为于${dated(on)}放弃听证权利（行政处罚法第六十四条第（六）项，参照）；有正当理由的，请立即告知我们。`
    : `您已于${dated(on)}书面声明放弃听证；并非您本人或者您委托的人作出声明的，请立即告知我们。`;
  return notice(`${prefix}-hearing-ended`, '听证结束告知书', file, [
    result === 'held' ? `听证已于${dated(on)}举行，听证笔录存卷，作为决定的根据。` : givenUp,
    `陈述申辩期限继续计算，至${dated(statementBy)}（含当日）届满，此前您仍可书面陈述、申辩。`,
  ]);
}

/**
 * What the subject gave up, and until when it may take that back.
 * @param hearingAsked a hearing was asked for before, and held or given up: there is no other (`reasonAgainstAsking`)
 */
export function waivedNotice(
  { prefix }: HearingWords,
  file: NoticeCase,
  { on, statements, hearingAsked }: { on: Day; statements: number; hearingAsked: boolean },
  until: Day,
): NoticeText {
  return notice(`${prefix}-waived`, '放弃陈述、申辩和听证登记告知', file, [
    `已登记您于${dated(on)}作出的声明：${statements === 0 ? '不陈述、申辩' : '不再陈述、申辩'}，${hearingAsked ? '不再' : '不'}要求听证。在卷的陈述、申辩共${statements}份，您声明此外未以书面或者其他方式提交，也没有在途的，本机关不再等候登记。`,
    `决定作出前，您在${by(until)}提出陈述、申辩${hearingAsked ? '' : '或者申请听证'}的，视为撤回声明（行政处罚法第四十五条、第六十四条，参照，系统默认）。${hearingAsked ? '本案已申请过听证，听证不再另行举行。' : ''}不因放弃或者撤回而加重处理。`,
    '另有提交或者在途的，或者并非您本人或者您委托的人作出此声明的，请立即告知我们。',
  ]);
}

/** A decision that was set aside, as its notices name it. */
export interface SetAside {
  /** Number of the decision. */
  document: string;
  decidedOn: Day;
  handedInOn: Day;
  means: PaperMeans;
  /** Last day on which this is said in public; null: it is not said. */
  statedUntil: Day | null;
}

/** 撤销决定、重新办理告知书: what was said in time is heard, and nothing of the decision counts meanwhile. */
export function reopenedNotice({ prefix }: HearingWords, file: NoticeCase, aside: SetAside): NoticeText {
  return notice(`${prefix}-reopened`, '撤销决定、重新办理告知书', file, [
    `您于${dated(aside.handedInOn)}${PAPER_MEANS_TEXT[aside.means].zh}的材料在陈述申辩期限之内，${dated(aside.decidedOn)}作出决定时未登记在卷。`,
    `依据${REOPENING_CLAUSE}，撤销该决定（${aside.document}），据此记入的信息即日撤回，并通知有关单位更新。`,
    statedNotice(aside.statedUntil),
    '本机关将复核您的陈述、申辩，您申请听证的将另行通知；重新作出的决定由提出、告知人员以外的工作人员作出，不重于原决定。',
  ]);
}

/** To who proposed the case, to who had decided it, and to the desk. */
export function reopenedForDesk({ prefix, matter }: HearingWords, file: NoticeCase, aside: SetAside): NoticeText {
  return deskNotice(`${prefix}-reopened-for-desk`, `${matter}决定已撤销，重新办理`, file, '经办人', [
    `当事人于${dated(aside.handedInOn)}${PAPER_MEANS_TEXT[aside.means].zh}的材料在期限之内，决定时漏登；${dated(aside.decidedOn)}的决定（${aside.document}）已撤销，所记信息已撤回。`,
    '请复核当事人的陈述、申辩，申请听证的依法举行；由提出、告知人员以外的工作人员重新决定，不得重于原决定。',
  ]);
}

const HEARD_FOR_DESK = {
  not: '未收到陈述、申辩',
  'in-writing': '当事人已陈述、申辩，请一并复核',
  'at-hearing': '当事人已在听证中陈述、申辩，请依据听证笔录一并复核',
  both: '当事人已书面并在听证中陈述、申辩，请依据听证笔录一并复核',
} as const satisfies Record<HowHeard, string>;

/**
 * What a decision says of how the subject was heard: in person, by the minutes on which it rests, and how what was said
 * was reviewed. Source: 行政处罚法第四十五、六十五条（参照）.
 * @param heard `answers`: how it was reviewed; `hearingOn`: the day a hearing was held; null: none was
 */
export function heardLines({
  answers,
  waived,
  hearingOn,
}: {
  answers: readonly string[];
  waived: boolean;
  hearingOn: Day | null;
}): string[] {
  const inPerson =
    hearingOn === null
      ? []
      : [`您在${dated(hearingOn)}举行的听证中陈述、申辩，听证笔录是本决定的根据（行政处罚法第六十五条，参照）。`];
  if (answers.length > 0) return [...inPerson, `对您陈述、申辩的复核：${answers.map(sentence).join('')}`];
  if (hearingOn !== null) return inPerson;
  return [waived ? '您已声明放弃陈述、申辩和听证。' : '您在期限内未陈述、申辩。'];
}

/** To the desk: somebody else than the proposer must decide now. `ended`: how the time of the subject did. */
export function toDecideNotice(
  { prefix, matter }: HearingWords,
  file: NoticeCase,
  ended: { statementDue: Day; waivedOn: Day | null; heard: HowHeard },
  decideBy: Day,
): NoticeText {
  const { statementDue, waivedOn, heard } = ended;
  const how =
    waivedOn === null
      ? `陈述申辩期限已于${dated(statementDue)}届满`
      : `当事人已于${dated(waivedOn)}声明放弃进一步陈述、申辩和听证`;
  return deskNotice(`${prefix}-to-decide`, `${matter}待决定`, file, '经办人', [
    `${how}，${HEARD_FOR_DESK[heard]}。`,
    `请提出人员以外的工作人员于${by(decideBy)}作出决定。`,
  ]);
}
