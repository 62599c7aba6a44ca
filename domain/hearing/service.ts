import type { Refusal } from '../refusal.ts';
import type { Role } from '../case/roles.ts';
import type { RuleLookup } from '../deadline/rule-value.ts';
import type { Bilingual } from '../text.ts';
import { addDays, type Day } from '../time.ts';

/** How a document is served. Source: 行政处罚法第六十一条, which takes the means from 民事诉讼法. */
export const SERVICE_MEANS = ['direct', 'post', 'public-notice', 'electronic'] as const;
export type ServiceMeans = (typeof SERVICE_MEANS)[number];

export const SERVICE_MEANS_TEXT = {
  direct: { zh: '直接送达', en: 'by hand' },
  post: { zh: '邮寄送达', en: 'by post' },
  'public-notice': { zh: '公告送达', en: 'by public notice' },
  electronic: { zh: '电子送达', en: 'electronically' },
} as const satisfies Record<ServiceMeans, Bilingual>;

/** A service (送达) as it is written down. */
export interface Service {
  means: ServiceMeans;
  /** The day it was handed over, arrived, reached the agreed system, or was made public. */
  on: Day;
  /** Receipt, return slip, place of publication, log of the system. */
  proof: string;
  /** Electronic service: where the subject agreed to it. */
  consent: string | null;
}

/**
 * The day on which the document counts as served: the day itself, and by public notice so many days after it was made
 * public. The term that begins with service begins on this day. Source: 民事诉讼法第九十五条.
 */
export function servedOn({ means, on }: Pick<Service, 'means' | 'on'>, rule: RuleLookup): Day {
  return means === 'public-notice' ? addDays(on, rule('service.public-notice-calendar-days').value) : on;
}

/** The days between which a service may be written down. */
export interface ServiceWindow {
  today: Day;
  /** The day the notice was made: nothing is served before it exists. */
  madeOn: Day;
  /** How far back an officer may date it; further back only a supervisor. */
  officerFrom: Day;
  backdatingClause: string;
}

/**
 * What speaks against writing a service down with these particulars; empty when it may be. From it the subject's
 * term runs, so it is never in the future, never before the notice, and electronic only where that was agreed.
 */
export function reasonsAgainstService(service: Service, by: Role, window: ServiceWindow): Refusal[] {
  const { means, on, proof, consent } = service;
  const { today, madeOn, officerFrom, backdatingClause } = window;
  const refusals: Refusal[] = [];
  if (proof.trim() === '') refusals.push(proofMissing);
  if (on > today) refusals.push(serviceInFuture(today));
  if (on < madeOn) refusals.push(serviceBeforeNotice(madeOn));
  if (means === 'electronic' && (consent ?? '').trim() === '') refusals.push(consentMissing);
  if (by === 'officer' && on >= madeOn && on < officerFrom)
    refusals.push(backdatedService(officerFrom, backdatingClause));
  return refusals;
}

const proofMissing: Refusal = {
  code: 'service-needs-proof',
  clause: '民事诉讼法第八十七条',
  text: {
    zh: '送达须有送达回证或者其他凭证，请填写凭证。',
    en: 'Service needs its proof: the receipt, the return slip, the place of publication or the log; name it.',
  },
};

const consentMissing: Refusal = {
  code: 'electronic-service-needs-consent',
  clause: '民事诉讼法第九十条；行政处罚法第六十一条',
  text: {
    zh: '电子送达须经当事人同意，请填写其确认同意的文书；没有同意的，改用其他方式送达。',
    en: 'Electronic service needs the consent of the subject; name where it was given, or serve in another way.',
  },
};

function serviceInFuture(today: Day): Refusal {
  return {
    code: 'service-in-future',
    clause: '民事诉讼法第八十七条',
    text: { zh: `送达日期不得晚于今天（${today}）。`, en: `The day of service may not be after today (${today}).` },
  };
}

function serviceBeforeNotice(madeOn: Day): Refusal {
  return {
    code: 'service-before-notice',
    clause: '民事诉讼法第八十七条',
    text: {
      zh: `告知书于${madeOn}作出，送达日期不得早于该日。`,
      en: `The notice was made on ${madeOn}; it cannot have been served before.`,
    },
  };
}

function backdatedService(officerFrom: Day, clause: string): Refusal {
  return {
    code: 'backdating-needs-supervisor',
    clause,
    text: {
      zh: `送达日期早于${officerFrom}的，须由主管人员登记。`,
      en: `A service before ${officerFrom} is registered by a supervisor.`,
    },
  };
}
