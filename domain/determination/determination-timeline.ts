import { toldAboveText } from '../case/told-above.ts';
import {
  type HearingEventOf,
  hearingEventsForSubject,
  isOfHearing,
  prefixedEventText,
} from '../hearing/hearing-timeline.ts';
import { type Severity, SEVERITY_TEXT } from '../record/severity.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';
import { RESPONSIBILITY_TEXT, type Responsibility } from './determination-door.ts';
import { LENIENCY_CLAUSE, LENIENCY_TEXT, type Leniency } from './determination-leniency.ts';

/** What happens in a determination. What people wrote is in the case's own rows. */
export type DeterminationEvent =
  | HearingEventOf<'determination'>
  /** `from`: number of the case that it came from; null: an officer proposed it. */
  | { kind: 'determination-drafted'; from: string | null }
  | { kind: 'determination-completed'; document: string; severity: Severity; measures: string[]; persons: number }
  /** A person who answers for the organisation of that case is told as well. */
  | { kind: 'determination-of-person'; of: string; responsibility: Responsibility }
  // `hearing`: what was said at a hearing as well. Older entries do not say.
  | { kind: 'determination-reviewed'; statements: number; hearing?: boolean }
  | { kind: 'determination-extended'; from: Day; to: Day }
  | { kind: 'determination-made'; document: string; severity: Severity; measures: string[] }
  | { kind: 'determination-spared'; ground: Leniency }
  | { kind: 'determination-dropped' }
  | { kind: 'determination-discarded' }
  /** `from`: number of the case whose ending the draft came from. */
  | { kind: 'determination-unfounded'; from: string }
  | { kind: 'determination-superior-told'; noSuperior?: true }
  /** `of`: number of the organisation's case, whose record was voided. */
  | { kind: 'determination-organisation-voided'; of: string }
  /** `of`: number of the organisation's case, which ended without a record. */
  | { kind: 'determination-organisation-not-determined'; of: string; how: 'dropped' | 'lenient' };

/** Which of them the subject reads: all from the notice on, and nothing of the draft before it. */
export const DETERMINATION_EVENTS_FOR_APPLICANT = {
  ...hearingEventsForSubject('determination'),
  'determination-drafted': false,
  'determination-completed': true,
  'determination-of-person': true,
  'determination-reviewed': true,
  'determination-extended': true,
  'determination-made': true,
  'determination-spared': true,
  'determination-dropped': true,
  'determination-discarded': false,
  'determination-unfounded': false,
  'determination-superior-told': true,
  'determination-organisation-voided': true,
  'determination-organisation-not-determined': true,
} as const satisfies Record<DeterminationEvent['kind'], boolean>;

/** The words of an entry. `nameOf` turns a measure's code into its name. */
export function determinationEventText(event: DeterminationEvent, nameOf: (code: string) => string): Bilingual {
  if (isOfHearing('determination', event)) return prefixedEventText('determination', event);
  switch (event.kind) {
    case 'determination-drafted':
      return event.from === null
        ? { zh: '工作人员提出认定，形成草稿', en: 'An officer proposed a determination; it is a draft' }
        : { zh: `由案件${event.from}转入，形成认定草稿`, en: `A draft determination came from case ${event.from}` };
    case 'determination-completed':
      return completedText(event, nameOf);
    case 'determination-of-person':
      return {
        zh: `作为案件${event.of}的责任人员（${RESPONSIBILITY_TEXT[event.responsibility].zh}）一并告知`,
        en: `Told as a person who answers for the organisation of case ${event.of} (${RESPONSIBILITY_TEXT[event.responsibility].en})`,
      };
    case 'determination-reviewed':
      return reviewedText(event);
    case 'determination-extended':
      return {
        zh: `决定期限由${event.from}延长至${event.to}`,
        en: `The term to decide extended from ${event.from} to ${event.to}`,
      };
    case 'determination-made':
      return {
        zh: `作出认定决定（${event.document}），失信程度：${SEVERITY_TEXT[event.severity].name.zh}${measuresText(event.measures, nameOf).zh}`,
        en: `Determined (${event.document}), class: ${SEVERITY_TEXT[event.severity].name.en}${measuresText(event.measures, nameOf).en}`,
      };
    case 'determination-spared':
      return {
        zh: `从宽处理（${LENIENCY_TEXT[event.ground].zh}，${LENIENCY_CLAUSE}），不予惩戒和公示`,
        en: `Lenient (${LENIENCY_TEXT[event.ground].en}, ${LENIENCY_CLAUSE}): no measures, nothing published`,
      };
    case 'determination-dropped':
      return { zh: '决定不予认定', en: 'Dropped' };
    case 'determination-discarded':
      return { zh: '草稿不予启动，未告知当事人', en: 'Draft discarded; the subject was never told' };
    case 'determination-unfounded':
      return {
        zh: `来源案件${event.from}的未整改结论已撤销，草稿不予启动，未告知当事人`,
        en: `Draft discarded, for case ${event.from} has lost the ending that it came from; the subject was never told`,
      };
    case 'determination-superior-told':
      return toldAboveText(event);
    case 'determination-organisation-voided':
      return {
        zh: `所在单位的认定信息（案件${event.of}）已被撤销、更正或者撤回`,
        en: `The record of the organisation (case ${event.of}) counts no more`,
      };
    case 'determination-organisation-not-determined':
      return {
        zh: `所在单位（案件${event.of}）${event.how === 'lenient' ? '从宽处理，不作认定' : '不予认定'}`,
        en: `The organisation (case ${event.of}) was ${event.how === 'lenient' ? 'spared' : 'not determined'}`,
      };
    default:
      return event satisfies never;
  }
}

function reviewedText({
  statements,
  hearing = false,
}: Extract<DeterminationEvent, { kind: 'determination-reviewed' }>): Bilingual {
  const written = { zh: `陈述、申辩${statements}份`, en: `Statements reviewed (${statements})` };
  if (!hearing) return { zh: `已复核${written.zh}，结果告知当事人`, en: `${written.en}, and the subject told` };
  return statements === 0
    ? {
        zh: '已复核听证中的陈述、申辩，结果告知当事人',
        en: 'What was said at the hearing reviewed, and the subject told',
      }
    : {
        zh: `已复核${written.zh}和听证中的陈述、申辩，结果告知当事人`,
        en: `${written.en}, with what was said at the hearing, and the subject told`,
      };
}

function completedText(
  { document, severity, measures, persons }: Extract<DeterminationEvent, { kind: 'determination-completed' }>,
  nameOf: (code: string) => string,
): Bilingual {
  const also =
    persons === 0
      ? { zh: '', en: '' }
      : {
          zh: `；责任人员${persons}名另案告知`,
          en: `; ${persons} persons who answer for it are told in cases of their own`,
        };
  const list = measuresText(measures, nameOf);
  return {
    zh: `作出事先告知书，依据文书：${document}，失信程度：${SEVERITY_TEXT[severity].name.zh}${list.zh}${also.zh}`,
    en: `Notice made, on the document ${document}, class: ${SEVERITY_TEXT[severity].name.en}${list.en}${also.en}`,
  };
}

function measuresText(codes: readonly string[], nameOf: (code: string) => string): Bilingual {
  if (codes.length === 0) return { zh: '，不附惩戒措施', en: ', no measures' };
  const names = codes.map(nameOf);
  return { zh: `，措施：${names.join('、')}`, en: `, measures: ${names.join(', ')}` };
}
