import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';
import { DIRECTION_TEXT, type Direction } from './measure-execution.ts';

/** What is asked of an authority about measures, and what it says; both are named by their codes. */
export type MeasureEvent =
  | { kind: 'measures-asked'; authority: string; direction: Direction; measures: string[]; by: Day }
  | { kind: 'measures-called-off'; authority: string; direction: Direction; measures: string[] }
  | { kind: 'measure-responded'; authority: string; direction: Direction; measure: string }
  | { kind: 'measure-executed'; authority: string; direction: Direction; measure: string; on: Day }
  | { kind: 'measure-fed-back'; authority: string; direction: Direction; measure: string }
  | { kind: 'measure-declined'; authority: string; direction: Direction; measure: string }
  | { kind: 'measure-request-withdrawn'; authority: string; direction: Direction; measure: string };

/** The subject reads of each measure who applies it, and whether it is undone. */
export const MEASURE_EVENTS_FOR_APPLICANT = {
  'measures-asked': true,
  'measures-called-off': true,
  'measure-responded': true,
  'measure-executed': true,
  'measure-fed-back': true,
  'measure-declined': true,
  'measure-request-withdrawn': true,
} as const satisfies Record<MeasureEvent['kind'], boolean>;

/** The words of an entry. `nameOf` turns the codes of measures and authorities into names. */
export function measureEventText(event: MeasureEvent, nameOf: (code: string) => string): Bilingual {
  const who = nameOf(event.authority);
  const { zh, en } = DIRECTION_TEXT[event.direction];
  const codes = 'measures' in event ? event.measures : [event.measure];
  const what = { zh: codes.map((code) => `“${nameOf(code)}”`).join('、'), en: codes.map(nameOf).join(', ') };
  switch (event.kind) {
    case 'measures-asked':
      return {
        zh: `已推送${who}：请于${event.by}前${zh}措施${what.zh}并反馈`,
        en: `Asked of ${who}, to be done and fed back by ${event.by}: ${en} ${what.en}`,
      };
    case 'measures-called-off':
      return { zh: `${who}不再需要${zh}措施${what.zh}`, en: `Called off at ${who}: ${en} ${what.en}` };
    case 'measure-responded':
      return { zh: `${who}已响应：${zh}措施${what.zh}`, en: `Response of ${who}: ${en} ${what.en}` };
    case 'measure-executed':
      return {
        zh: `${who}已于${event.on}${zh}措施${what.zh}`,
        en: `Carried out by ${who} on ${event.on}: ${en} ${what.en}`,
      };
    case 'measure-fed-back':
      return { zh: `${who}已反馈：${zh}措施${what.zh}`, en: `Feedback of ${who}: ${en} ${what.en}` };
    case 'measure-declined':
      return {
        zh: `${who}反馈不属于本单位职责：${zh}措施${what.zh}`,
        en: `Declined by ${who} as not its own: ${en} ${what.en}`,
      };
    case 'measure-request-withdrawn':
      return {
        zh: `认定单位撤回请${who}${zh}措施${what.zh}的要求`,
        en: `Who determined the record asks ${who} no more: ${en} ${what.en}`,
      };
    default:
      return event satisfies never;
  }
}
