/** Whether the county shows every status that a case, or an authority's part of a repair, can be stored in. */
import { CASE_TABLES } from '../../domain/case/case-kinds.ts';
import type { RectificationStatus } from '../../domain/rectification/rectification.ts';
import { PART_STATUS_TEXT, PART_STATUSES } from '../../domain/repair/repair-part.ts';
import type { Day } from '../../domain/time.ts';
import { StartError } from '../parts/say.mjs';

/** `repair-part` beside the kinds of cases. */
interface Seen {
  readonly kind: string;
  readonly status: string;
}

/** A status that nobody can bring about in one sitting, and why. */
export interface OutOfReach extends Seen {
  readonly reason: string;
  /** Only while today is before this day. */
  readonly before?: Day;
}

const LATER_RUNGS = [
  'registering',
  'checking',
  'reminder-due',
  'reminder-called',
  'warning-due',
  'warning-called',
  'not-rectified',
] as const satisfies readonly RectificationStatus[];

/** The tests show these with a clock that is moved, or once there is what they wait for. */
export const OUT_OF_REACH: readonly OutOfReach[] = [
  {
    kind: 'publicity',
    status: 'measures-only',
    reason: 'a measure with a term of its own outlives a record of 36 months, and the first rules are of 2023-05-01',
    before: '2026-06-02',
  },
  ...LATER_RUNGS.map((status) => ({
    kind: 'rectification',
    status,
    reason: 'a date to rectify is never set in the past, and none that is set today is over before tomorrow',
  })),
  {
    kind: 'voluntary-registration',
    status: 'expired',
    reason:
      'what is registered today counts until tomorrow at least, so that it is past its validity on no day of entry',
  },
];

/** Statuses of the tables that are neither seen nor out of reach. */
export function missingStatuses(seen: readonly Seen[], today: Day): Seen[] {
  const has = (list: readonly Seen[], { kind, status }: Seen): boolean =>
    list.some((one) => one.kind === kind && one.status === status);
  const excused = OUT_OF_REACH.filter(({ before }) => before === undefined || today < before);
  return storedStatuses().filter((one) => !has(seen, one) && !has(excused, one));
}

/** Every status that a row can stand in: an opening is none, and what was never opened has no row. */
export function storedStatuses(): Seen[] {
  const ofCases = CASE_TABLES.flatMap(({ kind, statuses }) =>
    statuses.filter((status) => status !== 'opening' && status !== 'never-opened').map((status) => ({ kind, status })),
  );
  return [...ofCases, ...PART_STATUSES.map((status) => ({ kind: 'repair-part', status }))];
}

/**
 * Fails where the county lacks a status.
 * @throws StartError that lists what is missing
 */
export function checkCoverage(seen: readonly Seen[], today: Day): void {
  const missing = missingStatuses(seen, today);
  if (missing.length === 0) return;
  const list = missing.map(({ kind, status }) => `${kind} ${status}`).join(', ');
  const texts = missing.map(({ kind, status }) => sayStatus(kind, status)).join('、');
  throw new StartError(`演示县缺少以下状态：${texts}`, `the demo county lacks these statuses: ${list}`);
}

function sayStatus(kind: string, status: string): string {
  const table = CASE_TABLES.find((one) => one.kind === kind);
  const part = PART_STATUSES.find((one) => one === status);
  return table?.statusText[status]?.zh ?? (part === undefined ? status : PART_STATUS_TEXT[part].zh);
}
