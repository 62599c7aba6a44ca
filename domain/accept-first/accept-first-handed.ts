import type { Role } from '../case/roles.ts';
import type { Refusal } from '../refusal.ts';
import type { ApplicationDays } from './accept-first-deadlines.ts';

const CLAUSE = '行政许可法第三十二条';

/**
 * What speaks against the day on which the 容缺受理通知书 is said to have been handed over: online it is sent by the
 * service; it answers the paper, so it is not older; and it has been handed over.
 */
export function reasonsAgainstHanded(
  { receivedOn, noticeHandedOn, registeredOn }: ApplicationDays,
  by: Role,
): Refusal[] {
  if (noticeHandedOn === null) return [];
  if (by === 'applicant') {
    return [
      refusal('notice-day-on-paper-only', {
        zh: '网上申请的容缺受理通知书由系统送达，请删去交付日。',
        en: 'Of an application online the service sends the notice; leave the day out.',
      }),
    ];
  }
  const refusals: Refusal[] = [];
  if (noticeHandedOn < receivedOn) {
    refusals.push(
      refusal('notice-before-receipt', {
        zh: `容缺受理通知书交付日不得早于收件日${receivedOn}，请核对日期。`,
        en: `The notice cannot have been handed over before the paper came on ${receivedOn}; check the date.`,
      }),
    );
  }
  if (noticeHandedOn > registeredOn) {
    refusals.push(
      refusal('notice-in-future', {
        zh: '容缺受理通知书交付日不得晚于今天；尚未交付的，请留空。',
        en: 'The notice cannot be handed over in the future; leave the day out where it was not yet.',
      }),
    );
  }
  return refusals;
}

function refusal(code: string, text: Refusal['text']): Refusal {
  return { code, clause: CLAUSE, text };
}
