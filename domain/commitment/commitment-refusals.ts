import type { Refusal } from '../refusal.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/** Who withdraws a commitment, where a refusal that is not only theirs names them. */
export const PROMISOR = { zh: '承诺人', en: 'promisor' } as const satisfies Bilingual;

/** Refusals of acts on a commitment, each with the clause that the kind of commitment rests on. */

export function unknownObligation(code: string, clause: string): Refusal {
  return of('unknown-obligation', clause, {
    zh: `承诺中没有履约事项“${code}”，请按承诺书中的代码填写。`,
    en: `The commitment has no obligation "${code}"; use the codes of the commitment.`,
  });
}

export function nothingReported(title: string, clause: string): Refusal {
  return of('nothing-reported', clause, {
    zh: `“${title}”没有待核实的履约报告。`,
    en: `Nothing reported of "${title}" waits for a verdict.`,
  });
}

export function reasonMissing(title: string, clause: string): Refusal {
  return of('reason-missing', clause, {
    zh: `“${title}”不予认可的，须说明哪里不符、应如何改正。`,
    en: `To find against "${title}", say what is wrong with it and what to do instead.`,
  });
}

export function notOpen(title: string, clause: string): Refusal {
  return of('obligation-not-open', clause, {
    zh: `“${title}”已有结果，或现在不能办理此操作。`,
    en: `"${title}" is settled, or this cannot be done with it now.`,
  });
}

export function notInCheck(title: string, clause: string): Refusal {
  return of('obligation-not-in-check', clause, {
    zh: `“${title}”不在待核查之列。`,
    en: `"${title}" does not wait to be checked.`,
  });
}

export function amendmentOpen(clause: string): Refusal {
  return of('amendment-open', clause, {
    zh: '已有变更申请待答复，请待答复后再申请。',
    en: 'An amendment waits for its answer already; ask again once it is answered.',
  });
}

export function noAmendment(clause: string): Refusal {
  return of('no-amendment', clause, { zh: '没有待答复的变更申请。', en: 'No amendment waits for an answer.' });
}

export function amendmentOvertaken(title: string, clause: string): Refusal {
  return of('amendment-overtaken', clause, {
    zh: `“${title}”在申请后已有结果或新的日期，不能再按此申请变更，请不同意并由承诺人重新申请。`,
    en: `"${title}" was settled or moved after the amendment was asked for; refuse it, and let the promisor ask anew.`,
  });
}

/** Who asked for it, or found it, does not decide it. */
export function secondPerson(clause: string): Refusal {
  return of('second-person', clause, {
    zh: '须由另一人作出，核查人、代为登记申请的人不得自行决定。',
    en: 'Another person decides: not who found it untrue, nor who registered the request.',
  });
}

export function dateNotBefore(until: Day, earliest: Day, clause: string): Refusal {
  return of('date-too-early', clause, {
    zh: `日期${until}过早，请改为${earliest}之后的日期。`,
    en: `The day ${until} is too early; choose a day after ${earliest}.`,
  });
}

export function withdrawnLate(title: string, clause: string): Refusal {
  return of('withdrawn-late', clause, {
    zh: `“${title}”的期限已过，不能再撤回承诺。`,
    en: `The date of "${title}" has passed, so the promise cannot be withdrawn.`,
  });
}

export function reportedLate(title: string, day: Day, due: Day, clause: string): Refusal {
  return of('reported-late', clause, {
    zh: `“${title}”的期限为${due}，本次报告计为${day}，不在期限内。`,
    en: `"${title}" was due on ${due}; this report counts on ${day} and is not in time.`,
  });
}

export function nothingToMakeGood(title: string, clause: string): Refusal {
  return of('nothing-to-make-good', clause, {
    zh: `“${title}”没有待补救的未履行情况。`,
    en: `"${title}" is not a broken obligation that waits to be made good.`,
  });
}

export function stillIncomplete(title: string, clause: string): Refusal {
  return of('still-incomplete', clause, {
    zh: `“${title}”仍未全部履行，补救须为全部履行。`,
    en: `"${title}" would still not be fulfilled in whole; making good is of the whole.`,
  });
}

export function nothingToGrade(clause: string): Refusal {
  return of('nothing-to-grade', clause, {
    zh: '与现有认定相同，无需更改。',
    en: 'That is what was found already; nothing changes.',
  });
}

function of(code: string, clause: string, text: Bilingual): Refusal {
  return { code, clause, text };
}
