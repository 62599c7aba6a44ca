import type { Refusal } from '../domain/refusal.ts';
import type { Bilingual } from '../domain/text.ts';
import { Problem } from './problems.ts';

/**
 * Nothing was registered: the receipt, the representation or the signed text does not hold. There is no case.
 * @param what was handed in
 */
export function notRegistered(refusals: readonly Refusal[], what: Bilingual): Problem {
  const changed = refusals.some(({ code }) => code === 'commitment-text-changed');
  return new Problem(
    changed ? 'commitment-text-changed' : 'refused-by-rule',
    {
      zh: `${what.zh}未登记，原因见 refusals；更正后请以新的 Idempotency-Key 重新提交。`,
      en: `The ${what.en} was not registered; see refusals, correct it, and send it with a new Idempotency-Key.`,
    },
    { refusals },
  );
}

/** Where the case that a body names is read. */
export function caseAddress(body: unknown): string {
  return `/v1/cases/${(body as { number: string }).number}`;
}
