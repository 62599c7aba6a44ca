import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';
import {
  INTERVIEW_TEXT,
  type InterviewKind,
  RECTIFICATION_ORIGIN_TEXT,
  type RectificationOrigin,
} from './rectification.ts';
import {
  INTERVIEW_RESULT_TEXT,
  type InterviewResult,
  MINUTES_SIGNED_TEXT,
  type MinutesSigned,
} from './rectification-interview.ts';

/** What happens in a rectification. What people wrote is in the case's own rows. */
export type RectificationEvent =
  | { kind: 'rectification-opened'; origin: RectificationOrigin; rectifyBy: Day; provisional: boolean }
  | { kind: 'rectification-reported'; on: Day; onPaper: boolean; late: boolean }
  | { kind: 'rectification-date-passed'; due: Day; registrationUntil: Day }
  | { kind: 'rectification-registration-prolonged'; until: Day }
  | { kind: 'rectification-rung-passed'; due: Day; interview: InterviewKind | null }
  | { kind: 'rectification-rung-restored'; due: Day; receivedOn: Day }
  | { kind: 'interview-called'; interview: InterviewKind; for: Day }
  | { kind: 'interview-called-off'; interview: InterviewKind; for: Day }
  | {
      kind: 'interview-minuted';
      interview: InterviewKind;
      result: InterviewResult;
      on: Day;
      signed: MinutesSigned | null;
      rectifyBy: Day;
    }
  | { kind: 'rectification-extended'; from: Day; to: Day }
  | { kind: 'rectification-confirmed'; on: Day }
  | { kind: 'rectification-not-confirmed'; until: Day | null }
  | { kind: 'rectification-cancelled'; cause: 'in-error' | 'promise-kept' }
  | { kind: 'not-rectified'; due: Day }
  | { kind: 'rectification-reopened'; endedOn: Day; receivedOn: Day }
  /** `draft`: number of the draft determination that came from the ending. */
  | { kind: 'rectification-draft-discarded'; draft: string }
  /** `of`: number of the determination whose record rests on the ending. */
  | { kind: 'rectification-record-fallen'; of: string; withdrawBy: Day };

/** Which of them the subject reads: all of the ladder is about it; of a draft it was never told. */
export const RECTIFICATION_EVENTS_FOR_APPLICANT = {
  'rectification-opened': true,
  'rectification-reported': true,
  'rectification-date-passed': true,
  'rectification-registration-prolonged': true,
  'rectification-rung-passed': true,
  'rectification-rung-restored': true,
  'interview-called': true,
  'interview-called-off': true,
  'interview-minuted': true,
  'rectification-extended': true,
  'rectification-confirmed': true,
  'rectification-not-confirmed': true,
  'rectification-cancelled': true,
  'not-rectified': true,
  'rectification-reopened': true,
  'rectification-draft-discarded': false,
  'rectification-record-fallen': true,
} as const satisfies Record<RectificationEvent['kind'], boolean>;

/** The words of an entry. */
export function rectificationEventText(event: RectificationEvent): Bilingual {
  switch (event.kind) {
    case 'rectification-opened':
      return {
        zh: `责令限期整改（${RECTIFICATION_ORIGIN_TEXT[event.origin].zh}），期限${event.rectifyBy}${event.provisional ? '（暂定）' : ''}`,
        en: `To be rectified after ${RECTIFICATION_ORIGIN_TEXT[event.origin].en}, by ${event.rectifyBy}${event.provisional ? ' (provisional)' : ''}`,
      };
    case 'rectification-reported':
      return reportedText(event);
    case 'rectification-date-passed':
      return {
        zh: `整改期限${event.due}届满；期限内收到的报告可登记至${event.registrationUntil}`,
        en: `The date ${event.due} passed; reports that came in time can be registered until ${event.registrationUntil}`,
      };
    case 'rectification-registration-prolonged':
      return {
        zh: `期限内收到的请求未办结，登记期限延至${event.until}`,
        en: `A request that came in time is not answered yet; registration goes on until ${event.until}`,
      };
    case 'rectification-rung-passed':
      return passedText(event);
    case 'rectification-rung-restored':
      return {
        zh: `${event.receivedOn}收到的整改报告未逾期，期限${event.due}届满未整改的认定撤销`,
        en: `The report received on ${event.receivedOn} was in time: that nothing came by ${event.due} is annulled`,
      };
    case 'interview-called':
      return {
        zh: `已通知${INTERVIEW_TEXT[event.interview].zh}，定于${event.for}`,
        en: `The ${INTERVIEW_TEXT[event.interview].en} is called for ${event.for}`,
      };
    case 'interview-called-off':
      return {
        zh: `原定${event.for}的${INTERVIEW_TEXT[event.interview].zh}取消`,
        en: `The ${INTERVIEW_TEXT[event.interview].en} of ${event.for} is called off`,
      };
    case 'interview-minuted':
      return minutedText(event);
    case 'rectification-extended':
      return {
        zh: `整改期限由${event.from}延至${event.to}`,
        en: `The date moves from ${event.from} to ${event.to}`,
      };
    case 'rectification-confirmed':
      return { zh: `确认已整改（${event.on}报告）`, en: `Confirmed: rectified, as reported on ${event.on}` };
    case 'rectification-not-confirmed':
      return notConfirmedText(event);
    case 'rectification-cancelled':
      return event.cause === 'in-error'
        ? { zh: '立案有误，予以撤销', en: 'Cancelled: opened in error' }
        : { zh: '承诺已按期履行，整改撤销', en: 'Cancelled: the promise was kept in time after all' };
    case 'not-rectified':
      return {
        zh: `期限${event.due}届满仍未整改，由工作人员研究是否启动认定`,
        en: `Not rectified by ${event.due}; whether a determination is begun is for a person to consider`,
      };
    case 'rectification-reopened':
      return {
        zh: `${event.receivedOn}收到的整改报告未逾期，${event.endedOn}的结论撤销，重新办理`,
        en: `The report received on ${event.receivedOn} was in time: the ending of ${event.endedOn} is annulled, the case goes on`,
      };
    case 'rectification-draft-discarded':
      return {
        zh: `未整改的结论已撤销，认定草稿${event.draft}不予启动`,
        en: `That it was not rectified is annulled: the draft determination ${event.draft} is discarded`,
      };
    case 'rectification-record-fallen':
      return {
        zh: `据此作出的认定（案件${event.of}）失去依据，应于${event.withdrawBy}前撤回记录`,
        en: `The determination ${event.of} made on it rests on nothing: its record is to be withdrawn by ${event.withdrawBy}`,
      };
    default:
      return event satisfies never;
  }
}

function reportedText({
  on,
  onPaper,
  late,
}: Extract<RectificationEvent, { kind: 'rectification-reported' }>): Bilingual {
  const how = onPaper ? { zh: '书面', en: ' on paper' } : { zh: '', en: '' };
  const when = late ? { zh: '，已逾期，仍予核实', en: ', late: checked all the same' } : { zh: '', en: '' };
  return { zh: `收到${how.zh}整改报告（${on}）${when.zh}`, en: `Reported rectified${how.en} (${on})${when.en}` };
}

function passedText({ due, interview }: Extract<RectificationEvent, { kind: 'rectification-rung-passed' }>): Bilingual {
  const next =
    interview === null
      ? { zh: '', en: '' }
      : { zh: `，应予${INTERVIEW_TEXT[interview].zh}`, en: `; the ${INTERVIEW_TEXT[interview].en} follows` };
  return { zh: `期限${due}届满未整改${next.zh}`, en: `Not rectified by ${due}${next.en}` };
}

function minutedText({
  interview,
  result,
  on,
  signed,
  rectifyBy,
}: Extract<RectificationEvent, { kind: 'interview-minuted' }>): Bilingual {
  const how = signed === null ? INTERVIEW_RESULT_TEXT[result] : MINUTES_SIGNED_TEXT[signed];
  const { zh, en } = INTERVIEW_TEXT[interview];
  return {
    zh: `${zh}（${on}）记录：${how.zh}；整改期限${rectifyBy}`,
    en: `Minutes of the ${en} (${on}): ${how.en}; to be rectified by ${rectifyBy}`,
  };
}

function notConfirmedText({ until }: Extract<RectificationEvent, { kind: 'rectification-not-confirmed' }>): Bilingual {
  return until === null
    ? { zh: '经核实尚未整改到位', en: 'Checked: not put right yet' }
    : {
        zh: `经核实尚未整改到位；机关逾期核实，整改期限延至${until}`,
        en: `Checked, late, and not put right yet; the date moves to ${until}`,
      };
}
