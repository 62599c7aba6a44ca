import type { Refusal } from '../refusal.ts';
import type { Day } from '../time.ts';

const PRUDENT = '国办发〔2020〕49号（八）（十六）';

/** A proposal names the day of the act (失信行为发生之日), or the last day of one that went on; it has been. */
export function reasonsAgainstProposedDay(actOn: Day, today: Day): Refusal[] {
  return actOn > today ? [notYet(actOn)] : [];
}

/**
 * What speaks against completing a draft with this day of the act: every new case has one, for its subject is told it and
 * its age is judged by it; and no document can have established what came after it.
 * @param actOn null: neither the draft nor the completion names one
 */
export function reasonsAgainstActDay(actOn: Day | null, issuedOn: Day): Refusal[] {
  if (actOn === null) return [NO_DAY];
  return actOn > issuedOn ? [afterDocument(actOn, issuedOn)] : [];
}

function notYet(actOn: Day): Refusal {
  return {
    code: 'act-not-yet',
    clause: PRUDENT,
    text: {
      zh: `失信行为发生之日${actOn}尚未到来，请核对；行为持续的，填写终了之日。`,
      en: `The day of the act, ${actOn}, has not come; check it. Of an act that went on, give its last day.`,
    },
  };
}

const NO_DAY: Refusal = {
  code: 'act-day-needed',
  clause: PRUDENT,
  text: {
    zh: '草稿未载明失信行为发生之日，请在补全时填写（actOn）；行为持续的，填写终了之日。',
    en: 'The draft names no day of the act; give it when completing (actOn). Of an act that went on, give its last day.',
  },
};

function afterDocument(actOn: Day, issuedOn: Day): Refusal {
  return {
    code: 'act-after-document',
    clause: PRUDENT,
    text: {
      zh: `失信行为发生之日${actOn}晚于文书日期${issuedOn}，文书不能证明其后的行为，请核对。`,
      en: `The day of the act, ${actOn}, is later than the document of ${issuedOn}, which establishes nothing that came after it; check both.`,
    },
  };
}
