/** How a case can end, by the names under which histories are saved; and what else must be replayed for ever. */
import { ACCEPT_FIRST_STATUSES, isOpen, LATENESS, type Lateness } from '../../domain/accept-first.ts';

export const LATE_ENDINGS = LATENESS.flatMap((lateness) =>
  [true, false].map((brokenPromise) => ({ lateness, brokenPromise, name: lateEnding(lateness, brokenPromise) })),
);

export const WITHDRAWN_FROM = ACCEPT_FIRST_STATUSES.filter((status) => isOpen(status) && status !== 'opening');

/** Every one of them needs a saved history that replays. */
export const ENDINGS = [
  'completed-granted',
  'completed-not-granted',
  ...LATE_ENDINGS.map(({ name }) => name),
  ...WITHDRAWN_FROM.map((status) => `withdrawn-from-${status}`),
  'refused-with-every-reason',
  'never-opened',
  'not-registered',
  'reopened-and-completed',
  'reopened-refused',
  'made-good',
];

function lateEnding(lateness: Lateness, brokenPromise: boolean): string {
  return `late-${lateness}-${brokenPromise ? 'counted' : 'not-counted'}`;
}

/** Ways that running cases and deliveries may be on when the code changes, beside their endings. */
export const WAYS = [
  'long-story-until-its-end',
  'long-story-reopened',
  'date-recounted',
  'registration-prolonged',
  'act-while-the-timer-fired',
  'acts-all-at-once',
  'delivery-received',
  'delivery-given-up',
];
