import type { Refusal } from '../refusal.ts';
import { type Day, dayText } from '../time.ts';

/** Refusals of acts on an accept-first case, each with the clause of the procedure where it rests on that. */

/**
 * Why the supply-by date cannot be moved to a day: it must be later, still to come, and within the
 * longest extension that the procedure allows.
 * @param dates `reached`: where the date comes to lie by the procedure's limit
 */
export function reasonsAgainstExtension(
  dates: { due: Day; today: Day; until: Day; reached: Day },
  clause: string,
): Refusal[] {
  const { due, today, until, reached } = dates;
  if (until <= due || until < today) {
    const earliest = due < today ? today : due;
    return [
      {
        code: 'extension-not-later',
        clause,
        text: {
          zh: `延期须晚于现期限${dayText(due).zh}且不早于今天，请改为${dayText(earliest).zh}之后的日期。`,
          en: `An extension must end after ${due} and not before today; choose a day after ${earliest}.`,
        },
      },
    ];
  }
  if (reached >= until) return [];
  return [
    {
      code: 'extension-too-long',
      clause,
      text: {
        zh: `按规定最长可延至${dayText(reached).zh}。`,
        en: `The longest extension the rule allows is to ${reached}.`,
      },
    },
  ];
}

export function supervisorOnly(clause: string): Refusal {
  return {
    code: 'extension-needs-supervisor',
    clause,
    text: { zh: '本事项的延期须由主管人员批准。', en: 'Here an extension is granted by a supervisor.' },
  };
}

export function nothingToVerify(name: string, clause: string): Refusal {
  return {
    code: 'nothing-to-verify',
    clause,
    text: { zh: `“${name}”没有待核验的提交。`, en: `There is nothing handed in to verify for "${name}".` },
  };
}

export function reasonMissing(name: string): Refusal {
  return {
    code: 'reason-missing',
    clause: '行政许可法第三十二条',
    text: {
      zh: `认定“${name}”不符，须说明哪里不符、应如何更换。`,
      en: `To find "${name}" wrong, say what is wrong with it and what to hand in instead.`,
    },
  };
}

export function withdrawnLate(due: Day, clause: string): Refusal {
  return {
    code: 'withdrawn-late',
    clause,
    text: {
      zh: `补交期限${dayText(due).zh}已过，不能再撤回；期限内送达的材料仍可登记。`,
      en: `The supply-by date ${due} has passed, so the application cannot be withdrawn; what came in time can still be registered.`,
    },
  };
}
