import { fieldsText } from '../record/correction-text.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';
import { OBJECTION_ABOUT_TEXT, type ObjectionAbout } from './objection.ts';
import { INSPECTION_CAUSE_TEXT, type InspectionCause } from './objection-check.ts';

/** What happens to an objection, one entry each; authorities and measures are named by their codes. */
export type ObjectionEvent =
  | { kind: 'objection-received'; about: ObjectionAbout; measure: string | null; onPaper: boolean; on: Day }
  | { kind: 'objection-forwarded'; to: string; answerBy: Day }
  /** `seq`: from 1, in the order written down; `on`: the day on which it came in. */
  | { kind: 'objection-supplemented'; seq: number; onPaper: boolean; on: Day }
  | { kind: 'objection-inspection'; cause: InspectionCause; until: Day }
  | { kind: 'objection-inspection-over'; answerBy: Day }
  | { kind: 'objection-extended'; from: Day; until: Day }
  | {
      kind: 'objection-corrected';
      scope: 'record' | 'fields';
      fields: string[];
      /** Codes of the measures that were lifted by name, or with the class. */
      measures: string[];
    }
  | { kind: 'objection-rejected' }
  | { kind: 'objection-withdrawn'; onPaper: boolean }
  | { kind: 'objection-moot'; how: 'annulled' | 'withdrawn' | 'corrected' };

/** Which entries who objected reads: all of them, and that the silent were told of. */
export const OBJECTION_EVENTS_FOR_APPLICANT = {
  'objection-received': true,
  'objection-forwarded': true,
  'objection-supplemented': true,
  'objection-inspection': true,
  'objection-inspection-over': true,
  'objection-extended': true,
  'objection-corrected': true,
  'objection-rejected': true,
  'objection-withdrawn': true,
  'objection-moot': true,
  escalated: true,
} as const satisfies Record<ObjectionEvent['kind'] | 'escalated', boolean>;

/** The words of an entry. `nameOf` turns the code of an authority or a measure into its name. */
export function objectionEventText(event: ObjectionEvent, nameOf: (code: string) => string): Bilingual {
  switch (event.kind) {
    case 'objection-received':
      return receivedText(event, nameOf);
    case 'objection-forwarded':
      return {
        zh: `异议已转送${nameOf(event.to)}，答复期限${event.answerBy}`,
        en: `Passed on to ${nameOf(event.to)}, to be answered by ${event.answerBy}`,
      };
    case 'objection-supplemented':
      return supplementedText(event);
    case 'objection-inspection': {
      const { zh, en } = INSPECTION_CAUSE_TEXT[event.cause];
      return { zh: `${zh}至${event.until}，期间不计入答复期限`, en: `Not counted until ${event.until}: ${en}` };
    }
    case 'objection-inspection-over':
      return {
        zh: `检验、鉴定等结束，答复期限${event.answerBy}`,
        en: `Inspection over, the answer is due ${event.answerBy}`,
      };
    case 'objection-extended':
      return {
        zh: `答复期限由${event.from}延长至${event.until}`,
        en: `The answer is extended from ${event.from} to ${event.until}`,
      };
    case 'objection-corrected':
      return correctedText(event, nameOf);
    case 'objection-rejected':
      return { zh: '经核查，异议不成立，措施恢复执行', en: 'Checked: not founded; the measures are applied again' };
    case 'objection-withdrawn':
      return event.onPaper
        ? { zh: '异议人书面撤回异议', en: 'Withdrawn by the objector on paper' }
        : { zh: '异议人撤回异议', en: 'Withdrawn by the objector' };
    case 'objection-moot':
      return event.how === 'annulled'
        ? { zh: '决定已被撤销，信息已撤回，异议终结', en: 'The decision was annulled; nothing is left to object to' }
        : { zh: '信息已撤回，异议终结', en: 'The record was withdrawn; nothing is left to object to' };
    default:
      return event satisfies never;
  }
}

type Of<K extends ObjectionEvent['kind']> = Extract<ObjectionEvent, { kind: K }>;

function receivedText({ about, measure, onPaper, on }: Of<'objection-received'>, nameOf: (code: string) => string) {
  const means = onPaper ? { zh: '书面', en: ' on paper' } : { zh: '', en: '' };
  const what = OBJECTION_ABOUT_TEXT[about];
  const named =
    measure === null ? what : { zh: `惩戒措施“${nameOf(measure)}”`, en: `the measure "${nameOf(measure)}"` };
  return {
    zh: `收到${means.zh}异议（${on}）：${named.zh}`,
    en: `Objection received${means.en} on ${on}, about ${named.en}`,
  };
}

function supplementedText({ seq, onPaper, on }: Of<'objection-supplemented'>): Bilingual {
  const means = onPaper ? { zh: '书面', en: ' on paper' } : { zh: '', en: '' };
  return {
    zh: `收到异议人的第${seq}份${means.zh}补充（${on}），办理期限不变`,
    en: `Supplement ${seq} received${means.en} on ${on}; no date moves`,
  };
}

function correctedText(
  { scope, fields, measures }: Of<'objection-corrected'>,
  nameOf: (code: string) => string,
): Bilingual {
  if (scope === 'record') return { zh: '异议成立，信息全部撤回', en: 'Founded: the whole record is withdrawn' };
  const { zh, en } = fieldsText(fields);
  const names = measures.map(nameOf);
  const lifted =
    names.length === 0
      ? { zh: '', en: '' }
      : { zh: `；解除：${names.join('、')}`, en: `; lifted: ${names.join(', ')}` };
  return { zh: `异议成立，已更正${zh}${lifted.zh}`, en: `Founded: corrected ${en}${lifted.en}` };
}
