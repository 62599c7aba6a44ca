import type { Refusal } from './refusal.ts';

const DENIAL = '行政许可法第三十八条第二款';

/** What speaks against a decision as it is given: one that does not grant tells its reasons. Source: 行政许可法第38条. */
export function reasonsAgainstDecision(decision: { granted: boolean; reason: string | null }): Refusal[] {
  if (decision.granted || (decision.reason ?? '').trim() !== '') return [];
  return [
    {
      code: 'denial-needs-reason',
      clause: DENIAL,
      text: {
        zh: '作出不予决定须说明理由，请填写理由及其依据。',
        en: 'A decision not to grant gives its reasons; state them with their clause.',
      },
    },
  ];
}
