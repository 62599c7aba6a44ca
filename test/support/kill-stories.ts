/** Stories of every kind of case but accept-first, in which each of its activities writes at least once. */
import type { Activities } from '../../activities/index.ts';
import { createCommitmentActivities } from '../../activities/commitment/commitment.ts';
import { createDeterminationActivities } from '../../activities/determination/determination.ts';
import { createCarrierChangeActivities } from '../../activities/joint-action/carrier-changes.ts';
import { createObjectionActivities } from '../../activities/objection/objection.ts';
import { createPublicityActivities } from '../../activities/publicity/publicity.ts';
import { createRectificationActivities } from '../../activities/rectification/rectification.ts';
import { createReorganisationActivities } from '../../activities/reorganisation/reorganisation.ts';
import { createRepairActivities } from '../../activities/repair/repair.ts';
import { createRepairWithdrawalActivities } from '../../activities/repair-withdrawal/repair-withdrawal.ts';
import { createVoluntaryRegistrationActivities } from '../../activities/voluntary-registration/voluntary-registration.ts';
import type { ActivityDeps } from '../../activities/case/transaction.ts';
import type { Instant } from '../../domain/time.ts';
import type { BenchOptions, BenchParts } from './bench-parts.ts';
import { tellCommitments } from './kill-story-commitment.ts';
import { tellDeterminations } from './kill-story-determination.ts';
import { tellCourt } from './kill-story-court.ts';
import { tellObjections } from './kill-story-objection.ts';
import { startJointAction, tellJointAction } from './kill-story-joint-action.ts';
import { tellRectifications } from './kill-story-rectification.ts';
import { tellRecords } from './kill-story-publicity.ts';
import { tellRegistrations } from './kill-story-registration.ts';
import { tellRepairs } from './kill-story-repair.ts';
import { tellWithdrawals } from './kill-story-withdrawal.ts';
import { CommitmentBench } from './commitment-bench.ts';
import { DeterminationBench } from './determination-bench.ts';
import { CourtBench } from './court-bench.ts';
import { ObjectionBench } from './objection-bench.ts';
import { PublicityBench } from './publicity-bench.ts';
import { RectificationBench } from './rectification-bench.ts';
import { RegistrationBench } from './registration-bench.ts';
import { RepairBench } from './repair-bench.ts';
import { WithdrawalBench } from './withdrawal-bench.ts';

/** A story that ends with every case where it belongs; it answers what people were answered. */
export interface KillStory<B extends BenchParts = BenchParts> {
  readonly startAt: Instant;
  /** Its cases have parts that are followed side by side. */
  readonly sideBySide: boolean;
  readonly start: (options: BenchOptions) => Promise<B>;
  /** Every activity that writes in it; the worker dies before and after each one's first commit. */
  readonly activities: readonly (keyof Activities)[];
  readonly tell: (bench: B) => Promise<unknown>;
}

/** The activities of a kind, as its own factory names them: what is added to it is killed too. */
function of(create: (deps: ActivityDeps) => object, ...others: (keyof Activities)[]): (keyof Activities)[] {
  return [...(Object.keys(create({} as ActivityDeps)) as (keyof Activities)[]), ...others];
}

/** They have no transaction of their own: the worker dies before and after the whole of them, wherever they come first. */
export const AROUND: readonly (keyof Activities)[] = ['passOn', 'startDeliveries'];

/** They read where a case stands, and write nothing. */
export const READ_ONLY: readonly (keyof Activities)[] = ['takeUpAgain', 'takeUpRepairPart', 'readPush'];

/** What authorities say of the measures of a record. */
const OF_MEASURES: readonly (keyof Activities)[] = [
  'recordMeasureResponse',
  'recordMeasureExecution',
  'recordMeasureFeedback',
  'recordMeasureDeclining',
  'recordRequestWithdrawal',
];

const writing = (activities: (keyof Activities)[]) => activities.filter((name) => !READ_ONLY.includes(name));

function story<B extends BenchParts>(
  startAt: Instant,
  start: KillStory<B>['start'],
  activities: (keyof Activities)[],
  tell: KillStory<B>['tell'],
  sideBySide = false,
): KillStory {
  return { startAt, sideBySide, start, activities: writing(activities), tell: tell as KillStory['tell'] };
}

export const KILL_STORIES = {
  publicity: story(
    '2026-04-01T02:00:00.000Z',
    (options) => PublicityBench.start(options),
    // What courts and authorities say of a record is told with them.
    of(createPublicityActivities).filter((name) => name !== 'takeDebtorMessage' && !OF_MEASURES.includes(name)),
    tellRecords,
  ),
  'joint-action': story(
    '2026-04-01T02:00:00.000Z',
    startJointAction,
    [...of(createCarrierChangeActivities, 'takeDebtorMessage', 'remindHandler', 'escalate'), ...OF_MEASURES],
    tellJointAction,
  ),
  repair: story(
    '2026-09-10T02:00:00.000Z',
    (options) => RepairBench.start(options),
    of(createRepairActivities),
    tellRepairs,
    true,
  ),
  'repair-withdrawal': story(
    '2026-09-10T02:00:00.000Z',
    (options) => WithdrawalBench.start(options),
    of(createRepairWithdrawalActivities, 'remindApplicant', 'escalate', 'recordClaim'),
    tellWithdrawals,
  ),
  objection: story(
    '2026-09-10T02:00:00.000Z',
    (options) => ObjectionBench.start(options),
    of(createObjectionActivities),
    tellObjections,
  ),
  rectification: story(
    '2026-03-02T02:00:00.000Z',
    (options) => RectificationBench.start(options),
    of(createRectificationActivities, 'remindApplicant', 'remindHandler', 'escalate', 'recordClaim'),
    tellRectifications,
  ),
  determination: story(
    '2026-09-10T02:00:00.000Z',
    (options) => DeterminationBench.start(options),
    of(createDeterminationActivities, 'remindApplicant', 'escalate', 'recordClaim'),
    tellDeterminations,
  ),
  court: story(
    '2026-03-09T02:00:00.000Z',
    (options) => CourtBench.start(options),
    of(createReorganisationActivities, 'takeDebtorMessage', 'escalate'),
    tellCourt,
  ),
  commitment: story(
    '2026-03-02T02:00:00.000Z',
    (options) => CommitmentBench.start(options),
    of(createCommitmentActivities, 'remindApplicant', 'remindHandler', 'escalate', 'recordAssignment'),
    tellCommitments,
  ),
  'voluntary-registration': story(
    '2026-03-02T02:00:00.000Z',
    (options) => RegistrationBench.start(options),
    of(createVoluntaryRegistrationActivities, 'remindHandler', 'escalate', 'recordClaim'),
    tellRegistrations,
  ),
} as const satisfies Record<string, KillStory>;
