import type { Refusal } from '../refusal.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

const DENIAL = '行政许可法第三十八条第二款';
/** The day of the decision is the day from which its publication is counted. */
const DAY_OF_DECISION = '国办发〔2015〕51号（十八）';

/** A decision as it is given, with the days by which its own day is judged. */
export interface GivenDecision {
  readonly granted: boolean;
  readonly reason: string | null;
  /** Day of a decision made on paper before; null: it is made now. */
  readonly decidedOn: Day | null;
  readonly today: Day;
  /** Day on which the application was received. */
  readonly receivedOn: Day;
}

/**
 * What speaks against a decision as it is given: one that does not grant tells its reasons, and none was made before it was
 * applied for, or will be made. Source: 行政许可法第38条; the days are ours.
 */
export function reasonsAgainstDecision({ granted, reason, decidedOn, today, receivedOn }: GivenDecision): Refusal[] {
  const refusals: Refusal[] = [];
  if (!granted && (reason ?? '').trim() === '') {
    refusals.push(
      refusal('denial-needs-reason', DENIAL, {
        zh: '作出不予决定须说明理由，请填写理由及其依据。',
        en: 'A decision not to grant gives its reasons; state them with their clause.',
      }),
    );
  }
  if (decidedOn !== null && decidedOn > today) {
    refusals.push(
      refusal('decision-in-future', DAY_OF_DECISION, {
        zh: '决定日期不得晚于今天，请核对日期。',
        en: 'A decision may not lie in the future; check its day.',
      }),
    );
  }
  if (decidedOn !== null && decidedOn < receivedOn) {
    refusals.push(
      refusal('decision-before-application', DAY_OF_DECISION, {
        zh: `决定日期不得早于收到申请之日（${receivedOn}），请核对日期。`,
        en: `Nothing is decided before it is applied for (${receivedOn}); check the day.`,
      }),
    );
  }
  return refusals;
}

function refusal(code: string, clause: string, text: Bilingual): Refusal {
  return { code, clause, text };
}
