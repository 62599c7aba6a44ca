import type { DeadlineState } from '../deadline/ledger.ts';
import type { Instant } from '../time.ts';
import { AWAITED_DEADLINE_KINDS } from './case-kinds.ts';

/** What becomes of a deadline that runs no more. */
export type EndOfDeadline = Exclude<DeadlineState, 'running'>;

/**
 * How a deadline ended that something closed. Done after its day is done too late; and what an authority had to end by
 * acting and let pass stays missed whatever closed it after that, or its lateness would go with an objection that is
 * withdrawn. A date of the subject's is `closed` by what makes it needless, for that is no failure of anybody. On a
 * provisional date nobody was late.
 * Source: 国发〔2016〕33号（二十三）: how authorities keep their terms is counted.
 * @param asked `met`: what it waited for was done; `closed`: it is waited for no more
 * @param at when the service received what closed it
 */
export function endOfDeadline(
  asked: EndOfDeadline,
  { kind, dueAt, provisional }: { kind: string; dueAt: Instant; provisional: boolean },
  at: Instant,
): EndOfDeadline {
  if (provisional || at < dueAt) return asked;
  return asked === 'met' || AWAITED_DEADLINE_KINDS.includes(kind) ? 'missed' : asked;
}
