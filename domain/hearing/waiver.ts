import { sentence } from '../case/notice.ts';
import type { Refusal } from '../refusal.ts';
import type { Day } from '../time.ts';

/**
 * The subject gives up its statement and its hearing (放弃陈述、申辩和听证). They are its rights (行政处罚法第四十四、
 * 四十五、六十四条): it must have been told of them, and nobody gives them up for it by silence. So the period, and the days
 * in which a hearing can be asked for, end early only where the subject says so expressly and in writing, by itself or
 * by who acts for it; an officer writes down a signed paper and nothing else. What it gives up is time: until the
 * decision is made it may take the waiver back by a statement, or by asking for a hearing, in the term it was told.
 *
 * Part of every waiver is the subject's own word that nothing beside what is on file was handed in, on paper or
 * otherwise, and that nothing is on its way (`waiverWords`): so nobody waits for the counter to register papers before
 * it is decided (`reasonsToWait`). Where that is not so the notice asks for it at once; a paper that came
 * before the decision must still be answered, and one that came after the waiver takes it back.
 */
const WAIVER = '行政处罚法第四十四条、第四十五条、第六十四条（参照）';

const NOTHING_ELSE = '除在卷的以外，未以书面或者其他方式提交陈述、申辩或者申请听证，也没有在途的。';

/** The waiver as it is recorded: the subject's words, or the reference of its paper, and what every waiver declares. */
export function waiverWords(text: string): string {
  return `${sentence(text)}${NOTHING_ELSE}`;
}

/** A signed paper is not written down by who proposed the case and gains by it. Null for anybody else. */
export function reasonAgainstRegisteringWaiver(registeredBy: string, involved: readonly string[]): Refusal | null {
  if (!involved.includes(registeredBy)) return null;
  return {
    code: 'proposer-may-not-register',
    clause: `${WAIVER}；系统默认：提出与登记分离`,
    text: {
      zh: '提出本案的人员不得登记当事人的放弃声明（主管人员亦同），请由另一名工作人员登记。',
      en: 'Who proposed the case does not register the waiver, supervisors included; a colleague must.',
    },
  };
}

/**
 * What speaks against writing a waiver down: nobody gives up what it has not been told of, and what the subject said
 * later holds. Empty when it may be.
 * @param day the day it was received online, or the day the paper reached the authority
 * @param spokenOn the days on which the subject made its statements and asked for a hearing, in any order
 */
export function reasonsAgainstWaiving(day: Day, servedOn: Day, spokenOn: readonly Day[]): Refusal[] {
  const last = spokenOn.reduce((a, b) => (a > b ? a : b), day);
  if (last > day) return [overtaken(day, last)];
  if (day >= servedOn) return [];
  return [
    {
      code: 'waived-before-service',
      clause: WAIVER,
      text: {
        zh: `告知书于${servedOn}送达，此前作出的放弃声明不予登记；当事人送达后仍愿放弃的，请另行声明。`,
        en: `The notice is served on ${servedOn}; what was given up before is not recorded. Declare it again from that day on.`,
      },
      earliest: servedOn,
    },
  ];
}

function overtaken(day: Day, last: Day): Refusal {
  return {
    code: 'waiver-overtaken',
    clause: WAIVER,
    text: {
      zh: `当事人在该声明（${day}）之后又于${last}陈述、申辩或者申请听证，不予登记；仍愿放弃的，请另行声明。`,
      en: `After this waiver (${day}) the subject spoke again, on ${last}: it is not recorded. It can be declared anew.`,
    },
  };
}
