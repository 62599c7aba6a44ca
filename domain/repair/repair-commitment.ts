import { type Day, dayText } from '../time.ts';
import { type DoorQuestion, reasonsAgainstRepair } from './repair-door.ts';

/** What one commitment for repair says beyond the standard text. */
export interface RepairCommitmentFacts {
  /** Who promises: the subject's name. */
  subjectName: string;
  windowName: string;
  /** Those that the letter is about, in the order of the application. */
  records: readonly { documentNumber: string; authorityName: string; decidedOn: Day }[];
}

/**
 * The records that the letter is about: those that pass, for of one that is refused for want of correction nobody may
 * be made to promise that it is corrected. Where none passes, all of them: that is said of a letter on paper only, which
 * was signed before it came to the window.
 */
export function recordsInLetter<R extends { readonly question: DoorQuestion }>(records: readonly R[]): readonly R[] {
  const passing = records.filter(({ question }) => reasonsAgainstRepair(question).length === 0);
  return passing.length > 0 ? passing : records;
}

/**
 * The exact text that is signed with an application for repair (信用修复型承诺): the standard text, then which records
 * it is about. The same standard text and facts give the same characters, so that its SHA-256 shows that the text
 * shown is the text signed.
 * Source: 信用修复管理办法 (papers true, the consequences of breaking it accepted); 国办发〔2025〕22号 (4).
 */
export function signedRepairText(standardText: string, facts: RepairCommitmentFacts): string {
  return [
    standardText.trim(),
    '',
    `承诺人：${facts.subjectName}`,
    `受理窗口：${facts.windowName}`,
    '申请修复的信息：',
    ...facts.records.map(
      ({ documentNumber, authorityName, decidedOn }, index) =>
        `${index + 1}. ${authorityName}，${documentNumber}（${dayText(decidedOn).zh}）`,
    ),
    '承诺人保证所提交的材料真实、有效，已纠正失信行为、履行全部义务；如承诺严重不实或者故意不履行，愿意承担相应法律后果：记入信用记录并公示，撤销修复、恢复原信息，并在规定年限内不得申请信用修复。',
    '信用修复不收取任何费用；未答复之前，承诺人可随时撤回申请。',
  ].join('\n');
}
