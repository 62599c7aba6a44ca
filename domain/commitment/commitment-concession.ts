import { notOpen } from './commitment-refusals.ts';
import type { ObligationStanding, ObligationTerm } from './obligation.ts';
import type { Refusal } from '../refusal.ts';
import { addDays, type Day } from '../time.ts';

/**
 * The promisor itself says that an obligation was not fulfilled, or that what was found untrue will not be rectified
 * (确认未履行、放弃整改), in writing, by itself or by who acts for it; an officer writes down a signed paper and nothing
 * else. The days that are left after a date are the promisor's: in them its counter writes down what came in time. Nobody
 * shortens them for it, least of all who is late in registering; but who says that nothing came in time need not wait,
 * and is graded all the sooner for what it makes good. Source, by reference: after a date
 * 民法典第五百七十七条 (who has not performed answers for it); before it, only of what is to be rectified,
 * 第五百七十八条 (who declares before the date that it will not perform can be held to that at once); 2025 opinion
 * (15); our default.
 *
 * A date that has not come is never conceded: what was promised can still be done by then, and who cannot do it asks for
 * an amendment. To rectify is another matter: that promise was found untrue already, the days to rectify it are a second
 * chance, and who does not want it may say so at once; an extension, or a report, after the day of its paper overtakes
 * that. Until the case has ended a report in time takes either back.
 */
export interface ConcessionQuestion {
  title: string;
  standing: ObligationStanding;
  term: ObligationTerm['kind'];
  /** Its date as stored; null: none has begun. */
  date: { due: Day; provisional: boolean; startDay: Day } | null;
  /** The day it was said online, or the day the paper reached the authority. */
  day: Day;
  /** An amendment of this obligation waits for the authority's answer. */
  isAskedToChange: boolean;
  /** The last day on which its date was extended; null: it never was. */
  extendedOn: Day | null;
  /** The last day on which the promisor reported on it; null: it never did. */
  reportedOn: Day | null;
  clause: string;
}

/** What speaks against writing it down; empty when it may be. */
export function reasonsAgainstConceding(question: ConcessionQuestion): Refusal[] {
  const { title, standing, term, date, day, isAskedToChange, extendedOn, reportedOn, clause } = question;
  if (standing !== 'due' || date === null) return [notOpen(title, clause)];
  if (isAskedToChange) return [amendmentFirst(title, clause)];
  if (term === 'approval') {
    if (day < date.startDay) return [tooEarly(title, date.startDay, clause)];
    const since = [extendedOn ?? day, reportedOn ?? day].reduce((a, b) => (a > b ? a : b));
    return since > day ? [overtaken(title, day, since, clause)] : [];
  }
  // A provisional date has not passed.
  return date.provisional || day <= date.due ? [tooEarly(title, addDays(date.due, 1), clause)] : [];
}

/**
 * That a promise will not be rectified is not written down from a paper by who found it untrue. Null for anybody else,
 * and for every other obligation.
 */
export function reasonAgainstRegisteringConcession(asked: {
  term: ObligationTerm['kind'];
  by: string;
  checkedBy: string | null;
  clause: string;
}): Refusal | null {
  if (asked.term !== 'approval' || asked.by !== asked.checkedBy) return null;
  return {
    code: 'checker-may-not-register',
    clause: `${asked.clause}；系统默认：核查与登记分离`,
    text: {
      zh: '核查发现不实的人员不得登记承诺人放弃整改的确认，请由另一名工作人员登记。',
      en: 'Who found the promise untrue does not register that it will not be rectified; a colleague must.',
    },
  };
}

function overtaken(title: string, day: Day, since: Day, clause: string): Refusal {
  return {
    code: 'concession-overtaken',
    clause,
    text: {
      zh: `“${title}”在该确认（${day}）之后又于${since}延期或者报告，不予登记；仍不整改的，请另行确认。`,
      en: `"${title}" was extended or reported on ${since}, after this was said (${day}): it is not recorded. It can be said anew.`,
    },
  };
}

function tooEarly(title: string, earliest: Day, clause: string): Refusal {
  return {
    code: 'conceded-too-early',
    clause,
    text: {
      zh: `“${title}”的期限尚未届满，最早${earliest}起可以确认未履行；需要变更的，请在期限内申请变更。`,
      en: `The date of "${title}" has not passed; that it was not done can be said from ${earliest}. Ask for an amendment before its date.`,
    },
    earliest,
  };
}

function amendmentFirst(title: string, clause: string): Refusal {
  return {
    code: 'amendment-open',
    clause,
    text: {
      zh: `“${title}”的变更申请待答复，请待答复后再确认。`,
      en: `An amendment of "${title}" waits for its answer; say it once that is answered.`,
    },
  };
}
