import type { Extension } from '../deadline/ledger.ts';
import type { Refusal } from '../refusal.ts';
import type { Day, Instant } from '../time.ts';
import type { PartFacts } from './repair-deadlines.ts';

/**
 * What speaks against extending the answer: it is told beforehand, so before the term is over; once; and no longer
 * than the rule allows. Source: 信用修复管理办法 (complex, or needing a check; the applicant told beforehand).
 * @param answerBy end of the term as stored
 */
export function reasonsAgainstExtension(
  { terms, extensions }: Pick<PartFacts, 'terms' | 'extensions'>,
  act: { receivedAt: Instant; workingDays: number | null },
  answerBy: { due: Day; dueAt: Instant },
): Refusal[] {
  const { workingDays: most, clause } = terms.extension;
  if (extensions.length > 0) {
    return [
      {
        code: 'extended-once',
        clause,
        text: { zh: '答复期限只能延长一次，已延长过。', en: 'The answer may be extended once, and was.' },
      },
    ];
  }
  if (act.receivedAt >= answerBy.dueAt) {
    return [
      {
        code: 'extension-late',
        clause,
        text: {
          zh: `延长须在期限届满（${answerBy.due}）前事先告知申请人，期限已过，不能延长。`,
          en: `An extension is told beforehand; the term ended on ${answerBy.due} and can no longer be extended.`,
        },
      },
    ];
  }
  if (act.workingDays === null || act.workingDays <= most) return [];
  return [
    {
      code: 'extension-too-long',
      clause,
      text: { zh: `最多可延长${most}个工作日。`, en: `It can be extended by at most ${most} working days.` },
    },
  ];
}

/** The extension itself, as it stands on the ledger; the reason is told to the applicant, not kept here. */
export function answerExtension(
  { terms }: Pick<PartFacts, 'terms'>,
  act: { workingDays: number | null; by: string; on: Day },
): Extension {
  return {
    count: act.workingDays ?? terms.extension.workingDays,
    unit: 'working-days',
    reason: '情况复杂或者需要核查',
    clause: terms.extension.clause,
    by: act.by,
    on: act.on,
  };
}
