import { dayText, type Day } from '../time.ts';
import { REGISTRATION_CATEGORY_TEXT, type RegisteredContent } from './voluntary-registration-info.ts';

/** What one promise of truth says beyond the standard text. */
export interface RegistrationLetterFacts {
  /** Who promises: the subject's name. */
  readonly subjectName: string;
  /** Where it is registered. */
  readonly windowName: string;
  readonly content: RegisteredContent;
  readonly validUntil: Day;
}

/**
 * The exact text that is signed with what a subject registers of itself (主动公示型承诺): the standard text, what is
 * registered, that it is true, and that it may be shown and used. The same standard text and facts give the same
 * characters, so that its SHA-256 shows that the text shown is the text signed.
 * Source: 国办发〔2019〕35号（五）: 对信息真实性公开作出信用承诺，授权网站对相关信息进行整合、共享与应用.
 */
export function signedRegistrationText(standardText: string, facts: RegistrationLetterFacts): string {
  const { content, validUntil } = facts;
  return [
    standardText.trim(),
    '',
    `承诺人：${facts.subjectName}`,
    `受理单位：${facts.windowName}`,
    `自主申报的信用信息（${REGISTRATION_CATEGORY_TEXT[content.category].zh}）：${content.title}`,
    content.text.trim(),
    ...named('发证、对方或者受益单位', content.party),
    ...named('编号', content.documentNumber),
    ...named('日期', content.on === null ? null : dayText(content.on).zh),
    ...named('佐证材料（不公开）', content.evidence),
    `有效期至：${dayText(validUntil).zh}`,
    '承诺人公开承诺上述信息真实、准确、完整；内容发生变化的，及时更正或者撤回。',
    '承诺人授权受理单位公开上述信息（佐证材料除外），并对其整合、共享，用于信用评价和信用报告；同意有关告知以本系统消息送达。',
    '承诺人可随时更正、撤回；经核实认定不实的，信息撤下，记为未履行的信用承诺。申报不收取任何费用，不申报不受任何不利影响。',
  ].join('\n');
}

function named(label: string, value: string | null): string[] {
  return value === null ? [] : [`${label}：${value}`];
}
