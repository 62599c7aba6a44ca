import type { Refusal } from '../refusal.ts';
import type { Bilingual } from '../text.ts';

/** Refusals at the desk of any kind of case: who handles it, and what the window registers for an applicant. */

const DESK_CLAUSE = '系统默认：一件一人承办';

/** What somebody handles: a case, or one authority's part of it. */
const HANDLED = {
  case: { zh: '本件', en: 'The case' },
  part: { zh: '本部分', en: 'This part' },
} as const satisfies Record<string, Bilingual>;
type Handled = keyof typeof HANDLED;

/** Another has it already; only a supervisor gives it to somebody else. */
export function alreadyClaimed(what: Handled): Refusal {
  const { zh, en } = HANDLED[what];
  return {
    code: 'already-claimed',
    clause: DESK_CLAUSE,
    text: {
      zh: `${zh}已有承办人。如需换人，请主管人员分派。`,
      en: `${en} has a handler; a supervisor can assign it anew.`,
    },
  };
}

/** Nobody has it: there is nothing to give back. */
export function notClaimed(what: Handled): Refusal {
  const { zh, en } = HANDLED[what];
  return {
    code: 'not-claimed',
    clause: DESK_CLAUSE,
    text: { zh: `${zh}无承办人，无需退回。`, en: `${en} has no handler; there is nothing to hand back.` },
  };
}

/**
 * A withdrawal that is registered for somebody needs their written word, with its day.
 * @param who the one who withdraws, as the kind of case names them
 */
export function withdrawalNeedsProof(clause: string, who: Bilingual = { zh: '申请人', en: 'applicant' }): Refusal {
  return {
    code: 'withdrawal-needs-proof',
    clause,
    text: {
      zh: `代为登记撤回的，须在 reason 中注明${who.zh}书面撤回的日期和文件。`,
      en: `To register a withdrawal, name in "reason" the ${who.en}'s written withdrawal and its day.`,
    },
  };
}
