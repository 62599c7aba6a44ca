/** Which silence an expectation of a timeline was about: what scenarios rehearse of them is counted by these. */
import { CASE_TABLES } from '../../domain/case/case-kinds.ts';
import type { TimelineRow } from './case-reader.ts';

/** A wait of a kind of case, whose date nobody met, told to the supervisor. */
export interface Told {
  readonly kind: string;
  readonly wait: string;
}

/**
 * The wait that all these entries tell the silence of. Empty where they tell of none, or of several: an expectation that
 * any of them would meet asks for none of them.
 * @param caseKind kind of the case whose timeline it is
 */
export function toldBy(caseKind: string, rows: readonly TimelineRow[]): { told?: Told } {
  const waits = new Set(rows.map((row) => waitOf(caseKind, row)));
  const [wait = null, ...more] = waits;
  return wait === null || more.length > 0 ? {} : { told: { kind: caseKind, wait } };
}

/** The wait that an entry says is overdue; null: it says no such thing. */
function waitOf(caseKind: string, { kind, text }: TimelineRow): string | null {
  if (kind !== 'escalated' && kind !== 'repair-silent') return null;
  const { waits = {} } = CASE_TABLES.find((table) => table.kind === caseKind) ?? {};
  const found = Object.entries(waits).find(
    ([, { text: what }]) => text.startsWith(`${what.zh}逾期（`) || text.includes(`逾期未办（${what.zh}，`),
  );
  return found?.[0] ?? null;
}
