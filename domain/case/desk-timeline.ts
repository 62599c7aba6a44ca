import { waitText } from './case-kinds.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/** What happens at the desk of every kind of case, and what the service does by itself when nobody acts. */
export type DeskEvent =
  | { kind: 'claimed' }
  | { kind: 'assigned'; to: string }
  | { kind: 'handed-back' }
  | { kind: 'reminded'; wait: string; due: Day }
  /** `about`: id of the part of the case that it is about; absent: the case itself. */
  | { kind: 'escalated'; wait: string; due: Day; about?: string; times: number }
  | { kind: 'provisional-reported'; wait: string; due: Day }
  | { kind: 'recounted'; wait: string; from: Day; to: Day; about?: string };

/** Which of them the applicant reads; the others are how the authority divides its work. A reminder: see `timeline.ts`. */
export const DESK_EVENTS_FOR_APPLICANT = {
  claimed: false,
  assigned: false,
  'handed-back': false,
  reminded: true,
  escalated: false,
  'provisional-reported': false,
  recounted: true,
} as const satisfies Record<DeskEvent['kind'], boolean>;

/** The words of an entry. */
export function deskEventText(event: DeskEvent): Bilingual {
  switch (event.kind) {
    case 'claimed':
      return { zh: '已领办', en: 'Claimed' };
    case 'assigned':
      return { zh: '已分派', en: 'Assigned' };
    case 'handed-back':
      return { zh: '已退回待领', en: 'Handed back' };
    case 'reminded':
      return {
        zh: `已提醒：${waitText(event.wait).zh}，期限${event.due}`,
        en: `Reminder sent: ${waitText(event.wait).en}, due ${event.due}`,
      };
    case 'escalated':
      return {
        zh: `${waitText(event.wait).zh}逾期（${event.due}），第${event.times}次报告主管人员`,
        en: `Overdue: ${waitText(event.wait).en} (${event.due}); supervisor told, time ${event.times}`,
      };
    case 'provisional-reported':
      return {
        zh: `${waitText(event.wait).zh}的期限${event.due}为暂定，待年度放假安排载入后重算`,
        en: `The date ${event.due} (${waitText(event.wait).en}) is provisional until the year's calendar is loaded`,
      };
    case 'recounted':
      return recountedText(event);
    default:
      return event satisfies never;
  }
}

function recountedText({ wait, from, to }: Extract<DeskEvent, { kind: 'recounted' }>): Bilingual {
  const { zh, en } = waitText(wait);
  if (from === to) {
    return {
      zh: `${zh}的期限${to}已按新的放假安排确认`,
      en: `By the calendar now loaded the date ${to} (${en}) stands`,
    };
  }
  return {
    zh: `${zh}的期限按新的放假安排由${from}改为${to}`,
    en: `By the calendar now loaded the date (${en}) moves from ${from} to ${to}`,
  };
}
