/** How a case can end, by the names under which histories are saved; and what else must be replayed for ever. */
import {
  ACCEPT_FIRST,
  ACCEPT_FIRST_STATUSES,
  LATENESS,
  type Lateness,
} from '../../domain/accept-first/accept-first.ts';
import { isOpen } from '../../domain/case/case-kind.ts';
import { RECTIFICATION } from '../../domain/rectification/rectification.ts';
import { DETERMINATION } from '../../domain/determination/determination.ts';
import type { OpenStatus } from '../../domain/determination/determination-course.ts';
import { LENIENCIES } from '../../domain/determination/determination-leniency.ts';
import { REPAIR_WITHDRAWAL, WITHDRAWAL_GROUNDS } from '../../domain/repair-withdrawal/repair-withdrawal.ts';
import { VOLUNTARY_REGISTRATION } from '../../domain/voluntary-registration/voluntary-registration.ts';
import type { OpenedStatus } from '../../domain/repair-withdrawal/repair-withdrawal-course.ts';

export const LATE_ENDINGS = LATENESS.flatMap((lateness) =>
  [true, false].map((brokenPromise) => ({ lateness, brokenPromise, name: lateEnding(lateness, brokenPromise) })),
);

export const WITHDRAWN_FROM = ACCEPT_FIRST_STATUSES.filter(
  (status) => isOpen(ACCEPT_FIRST, status) && status !== 'opening',
);

/** A withdrawal of a repair is dropped from any open status. */
export const WITHDRAWAL_DROPPED_FROM = REPAIR_WITHDRAWAL.statuses.filter(
  (status): status is Exclude<OpenedStatus, 'upheld' | 'dropped'> =>
    status !== 'opening' && isOpen(REPAIR_WITHDRAWAL, status),
);

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
  ...WITHDRAWAL_DROPPED_FROM.map((status) => `repair-withdrawal-dropped-from-${status}`),
  ...WITHDRAWAL_GROUNDS.map((ground) => `repair-withdrawal-upheld-${ground}`),
  'repair-withdrawal-never-opened',
  'repair-withdrawal-not-registered',
  'repair-withdrawal-reopened-and-upheld',
  'repair-withdrawal-reopened-and-dropped',
  'repair-withdrawal-reopening-refused',
];

/** A determination whose subject was told is dropped from any open status; a draft is discarded. */
export const DETERMINATION_DROPPED_FROM = DETERMINATION.statuses.filter(
  (status): status is Exclude<OpenStatus, 'draft'> =>
    status !== 'opening' && status !== 'draft' && isOpen(DETERMINATION, status),
);

/** How a determination can end. */
export const DETERMINATION_ENDINGS = [
  'determination-determined',
  'determination-of-person-determined',
  ...LENIENCIES.map((ground) => `determination-lenient-${ground}`),
  ...DETERMINATION_DROPPED_FROM.map((status) => `determination-dropped-from-${status}`),
  'determination-discarded',
  'determination-discarded-unfounded',
  'determination-never-opened',
  'determination-not-registered',
  'determination-reopened-and-determined',
  'determination-reopened-and-dropped',
  'determination-reopened-for-a-hearing',
  'determination-reopening-refused',
];

/** Ways that running determinations may be on when the code changes, beside their endings. */
export const DETERMINATION_WAYS = [
  'determination-from-another-case',
  'determination-silent',
  'determination-paper-after-the-period',
  'determination-after-hearing',
  'determination-date-recounted',
  'determination-statement-while-the-timer-fired',
  'determination-acts-all-at-once',
];

/** How the publicity of a record can end, and how it goes on after a repair that was withdrawn. */
export const PUBLICITY_ENDINGS = [
  'publicity-ended-by-time',
  'publicity-measure-outlived-record',
  'publicity-kept-until-duties-done',
  'publicity-repaired',
  'publicity-restored',
  'publicity-measures-undone',
  'publicity-measure-suspended-and-resumed',
  'publicity-void-before-suspended',
  'publicity-measure-declined',
  'publicity-measure-applied-late',
  'publicity-measures-back-and-void',
  'publicity-measures-silent-then-undone',
  'publicity-annulled',
  'publicity-corrected',
  'publicity-withdrawn',
  'publicity-annulled-after-repair',
  'publicity-repaired-again',
  'publicity-annulled-after-its-end',
  'publicity-duties-done-after-its-end',
  'publicity-not-registered',
  'publicity-never-opened',
];

/** How an objection to a record can end. */
export const OBJECTION_ENDINGS = [
  'objection-corrected-record',
  'objection-corrected-fields',
  'objection-rejected',
  'objection-withdrawn',
  ...['awaiting-forwarding', 'in-check', 'inspection'].map((status) => `objection-moot-from-${status}`),
  'objection-not-registered',
  'objection-never-opened',
];

/** Ways that running objections may be on when the code changes, beside their endings. */
export const OBJECTION_WAYS = [
  'objection-silent',
  'objection-inspected',
  'objection-date-recounted',
  'objection-supplemented',
  // The subject's own statement beside the record that an objection is about.
  'publicity-declared',
];

/** The open statuses of a voluntary registration: from each its subject takes it back. */
export const REGISTRATION_OPEN = VOLUNTARY_REGISTRATION.statuses.filter(
  (status) => status !== 'opening' && isOpen(VOLUNTARY_REGISTRATION, status),
);

/** How a voluntary registration can end. */
export const REGISTRATION_ENDINGS = [
  'registration-found-false',
  'registration-made-good',
  ...REGISTRATION_OPEN.map((status) => `registration-withdrawn-from-${status}`),
  'registration-expired-verified',
  'registration-expired-unverified',
  'registration-not-registered',
  'registration-never-opened',
];

/** Ways that running registrations may be on when the code changes, beside their endings. */
export const REGISTRATION_WAYS = [
  'registration-silent',
  'registration-corrected-and-cleared',
  'registration-statement-while-the-timer-fired',
  'registration-acts-all-at-once',
];

/** How an application for repair, and one authority's part of it, can end. */
export const REPAIR_ENDINGS = [
  'repair-answered',
  'repair-withdrawn',
  'repair-refused-at-door',
  'repair-not-registered',
  'repair-never-opened',
  'repair-part-answered',
  'repair-part-not-accepted',
  'repair-part-withdrawn',
  'repair-part-ended-by-court',
];

/** Ways that running applications may be on when the code changes, beside their endings. */
export const REPAIR_WAYS = [
  'repair-of-many-ways',
  'repair-part-of-many-ways',
  'repair-part-silent',
  'repair-answer-while-the-timer-fired',
  'repair-part-answered-while-its-timer-fired',
  'repair-acts-all-at-once',
];

/** How a reorganisation, and an entry of a court's list, can end: each by the court's own words. */
export const COURT_ENDINGS = [
  'reorganisation-carried-out',
  'reorganisation-failed',
  'reorganisation-applied-and-carried-out',
  'reorganisation-not-confirmed',
  'reorganisation-withdrawn',
  'reorganisation-not-registered',
  'reorganisation-refused',
  'reorganisation-never-opened',
  'debtor-listed-and-withdrawn',
  'debtor-wrongly-listed',
  'debtor-not-listed',
];

/** Ways that running reorganisations and entries may be on when the code changes, beside their endings. */
export const COURT_WAYS = [
  'reorganisation-with-statements',
  'reorganisation-outcome-kept-for-approval',
  'reorganisation-carried-out-before-approved',
  'reorganisation-asked-for-then-failed',
  'court-approved-while-the-timer-fired',
  'court-messages-all-at-once',
  'debtor-masked-paused-withdrawn',
  'debtor-withdrawn-before-listed',
];

/** How a commitment can end. */
export const COMMITMENT_ENDINGS = [
  'commitment-kept',
  'commitment-approval-true',
  'commitment-approval-rectified',
  'commitment-approval-revoked',
  'commitment-approval-stands',
  'commitment-broken-in-part',
  'commitment-conceded',
  'commitment-rectification-given-up',
  'commitment-silent',
  'commitment-of-government-broken',
  'commitment-released',
  'commitment-withdrawn',
  'commitment-refused',
  'commitment-never-opened',
  'commitment-not-registered',
  'commitment-reopened-and-kept',
  'commitment-reopening-refused',
  'commitment-made-good',
  'commitment-graded',
];

/** Ways that running commitments may be on when the code changes, beside their endings. */
export const COMMITMENT_WAYS = [
  'commitment-event-started',
  'commitment-verified-late',
  'commitment-extended',
  'commitment-amended',
  'commitment-amendment-unanswered',
  'commitment-many-at-one-instant',
  'commitment-date-recounted',
  'commitment-registration-prolonged',
  'commitment-report-while-the-timer-fired',
  'commitment-acts-all-at-once',
];

/** The open statuses of a rectification: from each it can be confirmed, and taken back. */
export const RECTIFICATION_OPEN = RECTIFICATION.statuses.filter(
  (status) => status !== 'opening' && isOpen(RECTIFICATION, status),
);

/** How a rectification can end. */
export const RECTIFICATION_ENDINGS = [
  ...RECTIFICATION_OPEN.map((status) => `rectification-rectified-from-${status}`),
  ...RECTIFICATION_OPEN.map((status) => `rectification-cancelled-from-${status}`),
  'rectification-not-rectified',
  'rectification-reopened-and-rectified',
  'rectification-reopening-refused',
  'rectification-never-opened',
  'rectification-not-registered',
];

/** Ways that running rectifications may be on when the code changes, beside their endings. */
export const RECTIFICATION_WAYS = [
  'rectification-checked-late',
  'rectification-registered-late',
  'rectification-extended',
  'rectification-registration-prolonged',
  'rectification-date-recounted',
  'rectification-report-while-the-timer-fired',
  'rectification-acts-all-at-once',
  'rectification-of-a-broken-promise',
  'rectification-rectified-by-making-good',
  'rectification-late-report-rejected-at-the-end',
  'commitment-broken-to-be-rectified',
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
  'green-channel-target-passed',
  'delivery-received',
  'delivery-given-up',
  'sweep-under-way',
  'push-confirmed-at-once',
  'push-received',
  'push-confirmed-by-message',
  'push-confirmed-before-its-answer',
  'push-chased-then-confirmed',
  'push-superseded',
  'push-given-up',
  'push-confirmed-after-its-chase',
  'repair-withdrawal-unserved-then-public-notice',
  'repair-withdrawal-upheld-after-silence',
  'repair-withdrawal-upheld-after-hearing',
  'repair-withdrawal-upheld-after-waiver',
  'repair-withdrawal-waiver-taken-back',
  'repair-withdrawal-waived-from-hearing',
  'repair-withdrawal-date-recounted',
  'repair-withdrawal-statement-while-the-timer-fired',
  'repair-withdrawal-acts-all-at-once',
];

/** Ways that a changed calendar may be on its way when the code changes. */
export const CALENDAR_WAYS = ['calendar-change', 'calendar-change-continued'];

/** Ways that changed carriers may be on their way when the code changes. */
export const CARRIER_WAYS = ['carrier-change', 'publicity-carrier-changed-under-way'];
