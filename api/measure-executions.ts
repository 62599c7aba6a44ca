import type { Static } from 'typebox';
import type { ExecutionItem } from '../db/queries/measure-execution-list.ts';
import { executionOf, type ExecutionOf } from '../db/queries/measure-executions.ts';
import type { RecordRows } from '../db/queries/records.ts';
import {
  DIRECTION_TEXT,
  EXECUTION_STATE_TEXT,
  executionState,
  latestExecutions,
  type MeasureExecution,
} from '../domain/joint-action/measure-execution.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { Language } from './problems.ts';
import type { ExecutionList, ExecutionSchema } from './schemas/measure-execution.ts';

type Shown = Static<typeof ExecutionSchema>;
type Listed = Static<typeof ExecutionList>['items'][number];

/** Who has done what about the measures of one record, in its order. */
export function executionsView(
  executions: readonly ExecutionOf[],
  measures: RecordRows['measures'],
  {
    language,
    dueOf,
    mayReadNote,
  }: { language: Language; dueOf: (id: string) => Day | null; mayReadNote: (authority: string) => boolean },
): Shown[] {
  const latest = latestExecutions(executions.map(({ row }) => executionOf(row)));
  return executions.map(({ row, authority: { code, name } }) => ({
    measure: { code: row.measure, name: measures.find((one) => one.code === row.measure)?.name ?? row.measure },
    authority: { code, name },
    ...stateView(executionOf(row), {
      language,
      isLatest: latest.some(({ id }) => id === row.id),
      executedAt: row.executedAt ?? null,
      feedBackBy: dueOf(row.id),
    }),
    note: mayReadNote(code) ? (row.note ?? null) : null,
    declinedBecause: mayReadNote(code) ? (row.declinedBecause ?? null) : null,
  }));
}

/** One line of the list of what is outstanding. */
export function listedView(item: ExecutionItem, language: Language): Listed {
  const { execution, executedAt, isLatest, caseNumber, record, determinedBy, authority, measureName: name, due } = item;
  return {
    caseNumber,
    record,
    determinedBy,
    measure: { code: execution.measure, name },
    authority,
    ...stateView(execution, { language, isLatest, executedAt, feedBackBy: due }),
  };
}

function stateView(
  execution: MeasureExecution,
  {
    language,
    isLatest,
    executedAt,
    feedBackBy,
  }: { language: Language; isLatest: boolean; executedAt: Instant | null; feedBackBy: Day | null },
) {
  const { named, direction, round, pushedAt, respondedAt, executedOn, fedBackAt, heldAt, calledOffAt, declinedAt } =
    execution;
  const state = executionState(execution, isLatest);
  return {
    named,
    direction,
    directionText: DIRECTION_TEXT[direction][language],
    round,
    state,
    stateText: EXECUTION_STATE_TEXT[state][language],
    askedAt: pushedAt,
    respondedAt,
    executedOn,
    executedAt,
    fedBackAt,
    heldAt,
    calledOffAt,
    declinedAt,
    feedBackBy,
  };
}
