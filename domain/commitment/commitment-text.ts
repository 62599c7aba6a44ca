import { consequenceOf, type LateConsequence, type ProcedureTerms } from '../accept-first/accept-first.ts';
import { supplyByWorkingDays } from '../accept-first/accept-first-door.ts';
import { consequenceText } from '../accept-first/accept-first-notices.ts';
import type { RuleLookup } from '../deadline/rule-value.ts';

/** What one commitment says beyond the procedure's standard text. */
export interface CommitmentFacts {
  procedureName: string;
  authorityName: string;
  /** Who promises: the subject's name. */
  subjectName: string;
  /** The materials that are missing, in the order of the procedure's list. */
  items: readonly { name: string; form: string }[];
  /** Working days from acceptance; null where accept-first is not offered. */
  supplyWithin: number | null;
  /** null where accept-first is not offered. */
  late: LateConsequence | null;
}

/**
 * The exact text that the applicant signs: the standard text of the procedure, then what is promised in this
 * case, by when, and what lateness means. The same standard text and facts give the same characters, so that
 * its SHA-256 shows that the text shown is the text signed. It names no calendar day: that depends on the day
 * of acceptance, and is told with the acceptance.
 * Source: 2025 opinion (15); 国办发〔2019〕35号 (1): a written promise that says what follows if it is not kept.
 */
export function signedText(standardText: string, facts: CommitmentFacts): string {
  const items = facts.items.map((item, index) => `${index + 1}. ${item.name}（${item.form}）`);
  const by = facts.supplyWithin === null ? '规定期限内' : `容缺受理之日的次日起${facts.supplyWithin}个工作日内`;
  return [
    standardText.trim(),
    '',
    `承诺人：${facts.subjectName}`,
    `受理机关：${facts.authorityName}`,
    `申请事项：${facts.procedureName}`,
    `本次承诺于${by}补交下列材料：`,
    ...items,
    ...(facts.late === null ? [] : [`逾期未补齐或补交有误的后果：${consequenceText(facts.late)}。`]),
    '承诺人可随时补交或撤回申请；不采用容缺受理的，可按普通程序申请，不受影响。',
  ].join('\n');
}

/**
 * The facts of a commitment under a procedure's terms; `missing` are material codes, unknown ones are left out.
 */
export function commitmentFacts(
  procedure: ProcedureTerms,
  names: Pick<CommitmentFacts, 'authorityName' | 'subjectName'>,
  missing: readonly string[],
  rule: RuleLookup,
): CommitmentFacts {
  const wanted = new Set(missing);
  return {
    ...names,
    procedureName: procedure.name,
    items: procedure.materials.filter(({ code }) => wanted.has(code)).map(({ name, form }) => ({ name, form })),
    supplyWithin: supplyByWorkingDays(procedure, rule),
    late: procedure.acceptFirst === null ? null : consequenceOf(procedure.acceptFirst),
  };
}
