import { PAUSE_CAUSE_TEXT, type PauseCause } from './repair-pause.ts';
import { REPAIR_WAITS, type RepairDeadline } from './repair-waits.ts';
import { ITEM_OUTCOME_TEXT, type ItemOutcome } from './repair.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/** What happens to an application for repair, one entry each; authorities by their codes, records by their ids. */
export type RepairEvent =
  | { kind: 'repair-applied'; on: Day; onPaper: boolean; records: string[] }
  | { kind: 'repair-refused-at-door'; record: string; codes: string[] }
  | {
      kind: 'repair-forwarded';
      authority: string;
      records: string[];
      acceptBy: Day | null;
      answerBy: Day | null;
      withCourt: boolean;
      ownSystem: boolean;
    }
  | { kind: 'repair-part-claimed'; authority: string }
  | { kind: 'repair-part-assigned'; authority: string; to: string }
  | { kind: 'repair-part-handed-back'; authority: string }
  // `implied`: it answered before it had said that it accepts.
  | { kind: 'repair-accepted'; authority: string; implied: boolean; answerBy: Day }
  | { kind: 'repair-not-accepted'; authority: string; clause: string }
  | { kind: 'repair-completion-asked'; authority: string; count: number; until: Day }
  // `desk`: the authority whose people took it in; null: the applicant's own; absent: from before it was kept.
  | { kind: 'repair-completed'; authority: string; count: number; desk?: string | null }
  | { kind: 'repair-completion-ended'; authority: string; due: Day }
  | {
      kind: 'repair-answered';
      authority: string;
      record: string;
      result: 'repaired' | 'refused';
      clause: string | null;
      earliest: Day | null;
    }
  | { kind: 'repair-extended'; authority: string; from: Day; until: Day }
  | { kind: 'repair-paused'; authority: string; cause: PauseCause; until: Day }
  | { kind: 'repair-resumed'; authority: string; answerBy: Day }
  | { kind: 'repair-withdrawn'; authorities: string[]; onPaper: boolean }
  | { kind: 'repair-record-ended'; authority: string; record: string }
  | { kind: 'repair-message-refused'; authority: string; message: string; code: string }
  | { kind: 'repair-reminded'; authority: string; wait: RepairDeadline; due: Day }
  | { kind: 'repair-silent'; authority: string; wait: RepairDeadline; due: Day; times: number }
  | { kind: 'repair-closed'; counts: Readonly<Partial<Record<ItemOutcome, number>>> };

/** Which entries the applicant reads: all but how an authority divides its work. Its silence is shown. */
export const REPAIR_EVENTS_FOR_APPLICANT = {
  'repair-applied': true,
  'repair-refused-at-door': true,
  'repair-forwarded': true,
  'repair-part-claimed': false,
  'repair-part-assigned': false,
  'repair-part-handed-back': false,
  'repair-accepted': true,
  'repair-not-accepted': true,
  'repair-completion-asked': true,
  'repair-completed': true,
  'repair-completion-ended': true,
  'repair-answered': true,
  'repair-extended': true,
  'repair-paused': true,
  'repair-resumed': true,
  'repair-withdrawn': true,
  'repair-record-ended': true,
  'repair-message-refused': false,
  'repair-reminded': false,
  'repair-silent': true,
  'repair-closed': true,
} as const satisfies Record<RepairEvent['kind'], boolean>;

/**
 * Code of the authority whose affair, and whose people's, an entry is; null: the window's, which has the application.
 * Other authorities read of it what the applicant reads, and never who did it.
 */
export function deskOfRepairEvent(event: RepairEvent): string | null {
  // Who took it in was not always kept: then it is nobody's to read.
  if (event.kind === 'repair-completed') return event.desk === undefined ? '' : event.desk;
  return 'authority' in event ? event.authority : null;
}

/**
 * The words of an entry.
 * @param nameOf the name of an authority by its code, the document number of a record by its id
 */
export function repairEventText(event: RepairEvent, nameOf: (code: string) => string): Bilingual {
  const names = (codes: readonly string[]) => codes.map(nameOf).join('、');
  switch (event.kind) {
    case 'repair-applied':
      return event.onPaper
        ? {
            zh: `${event.on}收到纸质修复申请：${names(event.records)}`,
            en: `Paper application received on ${event.on}: ${names(event.records)}`,
          }
        : {
            zh: `收到网上修复申请：${names(event.records)}`,
            en: `Application received online: ${names(event.records)}`,
          };
    case 'repair-refused-at-door':
      return {
        zh: `${nameOf(event.record)}不符合申请条件，未予转送`,
        en: `${nameOf(event.record)} does not meet the conditions and is not passed on`,
      };
    case 'repair-forwarded':
      return forwardedText(event, nameOf(event.authority), names(event.records));
    case 'repair-part-claimed':
      return { zh: `${nameOf(event.authority)}已有经办人领办`, en: `Claimed at ${nameOf(event.authority)}` };
    case 'repair-part-assigned':
      return { zh: `${nameOf(event.authority)}已分派经办人`, en: `Assigned at ${nameOf(event.authority)}` };
    case 'repair-part-handed-back':
      return { zh: `${nameOf(event.authority)}经办人已退回待领`, en: `Handed back at ${nameOf(event.authority)}` };
    case 'repair-accepted':
      return {
        zh: `${nameOf(event.authority)}${event.implied ? '已作答复，视为受理' : `已受理，答复期限${event.answerBy}`}`,
        en: `${nameOf(event.authority)} ${event.implied ? 'has answered, and so accepted' : `has accepted; answer by ${event.answerBy}`}`,
      };
    case 'repair-not-accepted':
      return {
        zh: `${nameOf(event.authority)}不予受理（${event.clause}）`,
        en: `Not accepted by ${nameOf(event.authority)} (${event.clause})`,
      };
    case 'repair-completion-asked':
      return {
        zh: `${nameOf(event.authority)}一次性告知补正${event.count}项，补正期限${event.until}，其间不计入办理期限`,
        en: `${nameOf(event.authority)} asks once to complete ${event.count} item(s) by ${event.until}; its clock pauses`,
      };
    case 'repair-completed':
      return {
        zh: `已向${nameOf(event.authority)}补正${event.count}项`,
        en: `${event.count} item(s) completed for ${nameOf(event.authority)}`,
      };
    case 'repair-completion-ended':
      return {
        zh: `补正期限${event.due}已过，由${nameOf(event.authority)}就现有材料决定是否受理`,
        en: `The date to complete (${event.due}) passed; ${nameOf(event.authority)} decides on what there is`,
      };
    case 'repair-answered':
      return answeredText(event, nameOf);
    case 'repair-extended':
      return {
        zh: `${nameOf(event.authority)}的答复期限由${event.from}延长至${event.until}`,
        en: `The answer of ${nameOf(event.authority)} is extended from ${event.from} to ${event.until}`,
      };
    case 'repair-paused':
      return {
        zh: `${nameOf(event.authority)}进行${PAUSE_CAUSE_TEXT[event.cause].zh}，所需时间至${event.until}，不计入答复期限`,
        en: `${nameOf(event.authority)} pauses for a ${PAUSE_CAUSE_TEXT[event.cause].en} until ${event.until}, not counted`,
      };
    case 'repair-resumed':
      return {
        zh: `${nameOf(event.authority)}恢复计时，答复期限${event.answerBy}`,
        en: `The clock of ${nameOf(event.authority)} runs again; answer by ${event.answerBy}`,
      };
    case 'repair-withdrawn':
      return {
        zh: `${event.onPaper ? '根据书面撤回登记' : '申请人撤回'}：${names(event.authorities)}`,
        en: `Withdrawn${event.onPaper ? ', registered from paper' : ' by the applicant'}: ${names(event.authorities)}`,
      };
    case 'repair-record-ended':
      return {
        zh: `${nameOf(event.record)}已另行终止，无需答复`,
        en: `${nameOf(event.record)} has ended in another way; no answer is needed`,
      };
    case 'repair-message-refused':
      return {
        zh: `${nameOf(event.authority)}的消息（${event.message}）未予采用：${event.code}`,
        en: `A message of ${nameOf(event.authority)} (${event.message}) was not followed: ${event.code}`,
      };
    case 'repair-reminded':
      return {
        zh: `已提醒：${REPAIR_WAITS[event.wait].text.zh}，期限${event.due}`,
        en: `Reminder sent: ${REPAIR_WAITS[event.wait].text.en}, due ${event.due}`,
      };
    case 'repair-silent':
      return {
        zh: `${nameOf(event.authority)}逾期未办（${REPAIR_WAITS[event.wait].text.zh}，期限${event.due}），已第${event.times}次报告其主管人员`,
        en: `${nameOf(event.authority)} is overdue (${REPAIR_WAITS[event.wait].text.en}, due ${event.due}); its supervisor is told, time ${event.times}`,
      };
    case 'repair-closed':
      return {
        zh: `全部办结：${countsText(event.counts, 'zh')}`,
        en: `All answered: ${countsText(event.counts, 'en')}`,
      };
    default:
      return event satisfies never;
  }
}

type Forwarded = Extract<RepairEvent, { kind: 'repair-forwarded' }>;

function forwardedText(event: Forwarded, authority: string, records: string): Bilingual {
  const { acceptBy, answerBy, withCourt, ownSystem } = event;
  if (withCourt) {
    return {
      zh: `已送${authority}：${records}，由法院依法处理`,
      en: `Passed on to ${authority}: ${records}; the court decides`,
    };
  }
  const through = ownSystem ? { zh: '（转其业务系统）', en: ' (to its own system)' } : { zh: '', en: '' };
  const dates = [
    ...(acceptBy === null ? [] : [{ zh: `受理期限${acceptBy}`, en: `acceptance by ${acceptBy}` }]),
    ...(answerBy === null ? [] : [{ zh: `答复期限${answerBy}`, en: `answer by ${answerBy}` }]),
  ];
  return {
    zh: `已推送${authority}${through.zh}：${records}；${dates.map(({ zh }) => zh).join('，')}`,
    en: `Pushed to ${authority}${through.en}: ${records}; ${dates.map(({ en }) => en).join(', ')}`,
  };
}

type Answered = Extract<RepairEvent, { kind: 'repair-answered' }>;

function answeredText(
  { authority, record, result, clause, earliest }: Answered,
  nameOf: (code: string) => string,
): Bilingual {
  const [who, what] = [nameOf(authority), nameOf(record)];
  if (result === 'repaired') {
    return {
      zh: `${who}准予修复${what}：停止公示、停止共享使用、解除措施`,
      en: `${who} has repaired ${what}: publicity, sharing and measures end`,
    };
  }
  const again =
    earliest === null
      ? { zh: '', en: '' }
      : { zh: `，建议自${earliest}起再次申请`, en: `; advises to apply again from ${earliest}` };
  return {
    zh: `${who}不予修复${what}（${clause ?? ''}）${again.zh}`,
    en: `${who} refuses to repair ${what} (${clause ?? ''})${again.en}`,
  };
}

function countsText(counts: Readonly<Partial<Record<ItemOutcome, number>>>, language: keyof Bilingual): string {
  const parts = (Object.keys(ITEM_OUTCOME_TEXT) as ItemOutcome[]).flatMap((outcome) => {
    const count = counts[outcome] ?? 0;
    return count === 0 ? [] : [`${ITEM_OUTCOME_TEXT[outcome][language]} ${count}`];
  });
  return parts.join(language === 'zh' ? '，' : ', ');
}
