import { type Objection, objectionTo } from '../../domain/case/case-kind.ts';
import type { MeasureStep } from '../../domain/joint-action/measure-steps.ts';
import { PUBLICITY, type PublicityAct } from '../../domain/publicity/publicity.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type {
  DeclineMeasureAct,
  ExecuteMeasureAct,
  FeedBackMeasureAct,
  MeasureAct,
} from '../../workflows/messages/publicity.ts';
import { act, type ActInput, type ActResult } from '../case/act.ts';
import type { ActivityDeps } from '../case/transaction.ts';
import { publicityCourse, type PublicityInHand } from '../publicity/publicity-course.ts';
import { type SaidOfMeasure, takeMeasureStep } from './measure-step.ts';

/** The authority that was asked answers that it takes the measure on. */
export function recordMeasureResponse(deps: ActivityDeps, input: ActInput<MeasureAct>): Promise<ActResult> {
  return measureAct(deps, input, 'respond', {});
}

/** The authority has applied the measure, or undone it, on a day. */
export function recordMeasureExecution(deps: ActivityDeps, input: ActInput<ExecuteMeasureAct>): Promise<ActResult> {
  const { executedOn } = input.act;
  return measureAct(deps, input, 'execute', { executedOn });
}

/** What came of it: the loop is closed. */
export function recordMeasureFeedback(deps: ActivityDeps, input: ActInput<FeedBackMeasureAct>): Promise<ActResult> {
  const { note } = input.act;
  return measureAct(deps, input, 'feed-back', { note });
}

/** The measure is not the authority's to carry out. */
export function recordMeasureDeclining(deps: ActivityDeps, input: ActInput<DeclineMeasureAct>): Promise<ActResult> {
  return measureAct(deps, input, 'decline', { note: input.act.reason });
}

const ACT_OF = {
  respond: 'respond-measure',
  execute: 'execute-measure',
  'feed-back': 'feed-back-measure',
  decline: 'decline-measure',
} as const satisfies Record<MeasureStep, PublicityAct>;

function measureAct(
  deps: ActivityDeps,
  input: ActInput<MeasureAct>,
  step: MeasureStep,
  { executedOn = null, note = null }: Partial<Pick<SaidOfMeasure, 'executedOn' | 'note'>>,
): Promise<ActResult> {
  const { measure, direction, by, receivedAt } = input.act;
  const said = { step, measure, direction, executedOn, note, at: receivedAt, authority: by.authority ?? '' };
  return act(
    publicityCourse,
    deps,
    input,
    ACT_OF[step],
    (hand): Promise<Refusal[]> => takeMeasureStep(hand, said),
    (hand) => objectionOnMeasure(hand, step, by),
  );
}

/** It is for the people of an authority that was asked something of the record to say, not for who determined it. */
export function objectionOnMeasure(
  { file, executions }: PublicityInHand,
  step: MeasureStep,
  by: MeasureAct['by'],
): Objection | null {
  const objection = objectionTo(PUBLICITY, ACT_OF[step], by, { status: file.status, assignedTo: null });
  if (objection !== null) return objection;
  return executions.some(({ authority }) => authority.code === by.authority) ? null : 'role';
}
