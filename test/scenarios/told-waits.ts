import { CASE_TABLES } from '../../domain/case/case-kinds.ts';
import type { WaitCourse } from '../../domain/case/waits.ts';

/** Every wait whose date is told to the supervisor again and again; of a repair, whose parts wait for the same, once. */
export function toldWaits(): { kind: string; wait: string }[] {
  const tables: readonly { kind: string; waits: Readonly<Record<string, WaitCourse>> }[] = CASE_TABLES;
  return tables.flatMap(({ kind, waits }) =>
    Object.entries(waits)
      .filter(([, { repeats }]) => repeats === 'again')
      .map(([wait]) => ({ kind, wait })),
  );
}
