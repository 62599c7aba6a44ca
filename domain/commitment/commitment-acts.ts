import type { BackdatingLimit } from '../accept-first/accept-first-supply.ts';
import { notOpen } from './commitment-refusals.ts';
import { isQuantity, type ObligationStanding } from './obligation.ts';
import type { Refusal } from '../refusal.ts';
import type { Role } from '../case/roles.ts';
import type { Day } from '../time.ts';

/** One reported item, and the obligation it is of. */
export interface ReportQuestion {
  title: string;
  /** How much is owed in all; null: it cannot be counted. */
  amount: number | null;
  standing: ObligationStanding;
  item: { complete: boolean; quantity: number | null; note: string | null; reference: string | null };
  clause: string;
}

/** What speaks against writing a report down; whether it is in time is another question. */
export function reasonsAgainstReport({ title, amount, standing, item, clause }: ReportQuestion): Refusal[] {
  switch (standing) {
    case 'pending':
      return [
        {
          code: 'term-not-begun',
          clause,
          text: {
            zh: `“${title}”的起算事由尚未报告，请先报告事由及发生日。`,
            en: `The starting event of "${title}" was not reported; report it and its day first.`,
          },
        },
      ];
    case 'in-check':
    case 'confirmed':
    case 'released':
      return [notOpen(title, clause)];
    case 'due':
    case 'reported':
    case 'not-kept':
      return reasonsAgainstItem(title, amount, item, clause);
    default:
      return standing satisfies never;
  }
}

function reasonsAgainstItem(
  title: string,
  amount: number | null,
  { complete, quantity, note, reference }: ReportQuestion['item'],
  clause: string,
): Refusal[] {
  const reasons: Refusal[] = [];
  if (quantity !== null && (amount === null || !isQuantity(quantity))) {
    reasons.push({
      code: 'quantity-out-of-range',
      clause,
      text: {
        zh: `“${title}”未约定数量，或数量不是大于零且最多三位小数的数。`,
        en: `"${title}" has no quantity, or this one is not more than nothing with at most three decimals.`,
      },
    });
  }
  if (!complete && quantity === null && (note ?? '').trim() === '') {
    reasons.push({
      code: 'part-not-described',
      clause,
      text: {
        zh: `报告部分履行的，须写明“${title}”已完成的数量或内容。`,
        en: `To report a part of "${title}", give its quantity or say what was done.`,
      },
    });
  }
  if (complete && (reference ?? '').trim() === '' && (note ?? '').trim() === '') {
    reasons.push({
      code: 'evidence-missing',
      clause,
      text: {
        zh: `报告“${title}”全部履行的，须附证明（文件名、文号）或说明。`,
        en: `To report "${title}" as fulfilled, name the evidence (a file, a document number) or describe it.`,
      },
    });
  }
  return reasons;
}

/** A starting event as it is reported. */
export interface StartQuestion {
  title: string;
  standing: ObligationStanding;
  on: Day;
  today: Day;
  promisedOn: Day;
  by: Role;
  limit: BackdatingLimit;
  clause: string;
}

/** What speaks against writing a starting event down: never the future, far back only by a supervisor. */
export function reasonsAgainstStart(question: StartQuestion): Refusal[] {
  const { title, standing, on, today, promisedOn, by, limit, clause } = question;
  if (standing !== 'pending') return [notOpen(title, clause)];
  if (on > today) {
    return [
      {
        code: 'event-in-future',
        clause,
        text: { zh: '起算事由发生日不得晚于今天。', en: 'The day of the event may not lie in the future.' },
      },
    ];
  }
  if (on < promisedOn) {
    return [
      {
        code: 'event-before-promise',
        clause,
        text: {
          zh: `起算事由发生日不得早于作出承诺之日（${promisedOn}）。`,
          en: `The event may not lie before the promise (${promisedOn}).`,
        },
      },
    ];
  }
  if (by === 'officer' && on < limit.officerFrom) {
    return [
      {
        code: 'backdating-needs-supervisor',
        clause: limit.clause,
        text: {
          zh: `发生日早于${limit.officerFrom}的，须由主管人员登记。`,
          en: `An event before ${limit.officerFrom} is registered by a supervisor.`,
        },
      },
    ];
  }
  return [];
}
