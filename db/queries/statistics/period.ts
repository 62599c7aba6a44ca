import type { Day } from '../../../domain/time.ts';
import type { Conditions } from '../sql.ts';

/** What a figure is asked for: days from `from` on and before `before`, of one authority or of all. */
export interface StatisticsQuestion {
  readonly from: Day;
  readonly before: Day;
  /** Code; null: all. */
  readonly authority: string | null;
}

/** An authority, as figures name it. */
export interface CountedAuthority {
  readonly code: string;
  readonly name: string;
}

/** Narrows to one authority, where one is asked for; `a` is its table. */
export function ofAuthority(conditions: Conditions, authority: string | null): void {
  if (authority !== null) conditions.add('a.code = ?', authority);
}
