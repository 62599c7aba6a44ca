import {
  ACCEPT_FIRST_EVENTS_FOR_APPLICANT,
  type AcceptFirstEvent,
  acceptFirstEventText,
} from '../accept-first/accept-first-timeline.ts';
import type { CaseKind } from './case-kind.ts';
import { getCaseTable } from './case-kinds.ts';
import {
  COMMITMENT_EVENTS_FOR_APPLICANT,
  type CommitmentEvent,
  commitmentEventText,
} from '../commitment/commitment-timeline.ts';
import {
  DETERMINATION_EVENTS_FOR_APPLICANT,
  type DeterminationEvent,
  determinationEventText,
} from '../determination/determination-timeline.ts';
import { DESK_EVENTS_FOR_APPLICANT, type DeskEvent, deskEventText } from './desk-timeline.ts';
import {
  OBJECTION_EVENTS_FOR_APPLICANT,
  type ObjectionEvent,
  objectionEventText,
} from '../objection/objection-timeline.ts';
import {
  PUBLICITY_EVENTS_FOR_APPLICANT,
  type PublicityEvent,
  publicityEventText,
} from '../publicity/publicity-timeline.ts';
import {
  RECTIFICATION_EVENTS_FOR_APPLICANT,
  type RectificationEvent,
  rectificationEventText,
} from '../rectification/rectification-timeline.ts';
import {
  REORGANISATION_EVENTS_FOR_APPLICANT,
  type ReorganisationEvent,
  reorganisationEventText,
} from '../reorganisation/reorganisation-timeline.ts';
import { REPAIR_EVENTS_FOR_APPLICANT, type RepairEvent, repairEventText } from '../repair/repair-timeline.ts';
import {
  REPAIR_WITHDRAWAL_EVENTS_FOR_APPLICANT,
  type RepairWithdrawalEvent,
  repairWithdrawalEventText,
} from '../repair-withdrawal/repair-withdrawal-timeline.ts';
import type { Bilingual } from '../text.ts';
import {
  VOLUNTARY_REGISTRATION_EVENTS_FOR_APPLICANT,
  type VoluntaryRegistrationEvent,
  voluntaryRegistrationEventText,
} from '../voluntary-registration/voluntary-registration-timeline.ts';

/**
 * What happened to a case, one entry each. Entries hold no personal data (materials by code, people by
 * their issuer's subject in the entry's own columns); words are made from them when they are read.
 */
export type TimelineEvent =
  | DeskEvent
  | AcceptFirstEvent
  | CommitmentEvent
  | ReorganisationEvent
  | RepairEvent
  | PublicityEvent
  | RepairWithdrawalEvent
  | ObjectionEvent
  | RectificationEvent
  | DeterminationEvent
  | VoluntaryRegistrationEvent;

export type TimelineKind = TimelineEvent['kind'];

/** How the entries of one kind of case are said, and to whom. */
interface Timeline {
  /** `nameOf` turns a code that the case uses into a name. */
  readonly text: (event: never, nameOf: (code: string) => string) => Bilingual;
  /** Which entries the applicant reads; a desk entry named here overrides what holds for every kind. */
  readonly forApplicant: Readonly<Record<string, boolean>>;
}

const TIMELINES: Readonly<Partial<Record<CaseKind, Timeline>>> = {
  'accept-first': { text: acceptFirstEventText, forApplicant: ACCEPT_FIRST_EVENTS_FOR_APPLICANT },
  commitment: { text: commitmentEventText, forApplicant: COMMITMENT_EVENTS_FOR_APPLICANT },
  repair: { text: repairEventText, forApplicant: REPAIR_EVENTS_FOR_APPLICANT },
  publicity: { text: publicityEventText, forApplicant: PUBLICITY_EVENTS_FOR_APPLICANT },
  'repair-withdrawal': { text: repairWithdrawalEventText, forApplicant: REPAIR_WITHDRAWAL_EVENTS_FOR_APPLICANT },
  reorganisation: { text: reorganisationEventText, forApplicant: REORGANISATION_EVENTS_FOR_APPLICANT },
  objection: { text: objectionEventText, forApplicant: OBJECTION_EVENTS_FOR_APPLICANT },
  rectification: { text: rectificationEventText, forApplicant: RECTIFICATION_EVENTS_FOR_APPLICANT },
  determination: { text: determinationEventText, forApplicant: DETERMINATION_EVENTS_FOR_APPLICANT },
  'voluntary-registration': {
    text: voluntaryRegistrationEventText,
    forApplicant: VOLUNTARY_REGISTRATION_EVENTS_FOR_APPLICANT,
  },
};

/** The words of a timeline entry of a case. Throws for a kind of case that has none. */
export function timelineText(caseKind: CaseKind, event: TimelineEvent, nameOf: (code: string) => string): Bilingual {
  return isDeskEvent(event) ? deskEventText(event) : getTimeline(caseKind).text(event as never, nameOf);
}

/** Whether the applicant reads this entry; of the reminders, only those that went to them. */
export function concernsApplicant(caseKind: CaseKind, event: TimelineEvent): boolean {
  if (event.kind === 'reminded') return getCaseTable(caseKind).waits[event.wait]?.remind === 'remind-applicant';
  const shown: Readonly<Record<string, boolean>> = {
    ...DESK_EVENTS_FOR_APPLICANT,
    ...getTimeline(caseKind).forApplicant,
  };
  return shown[event.kind] ?? false;
}

/** Every kind of entry that a case of this kind can have, those of its desk first. Throws for a kind of case that has none. */
export function timelineKindsOf(caseKind: CaseKind): TimelineKind[] {
  const kinds = { ...DESK_EVENTS_FOR_APPLICANT, ...getTimeline(caseKind).forApplicant };
  return Object.keys(kinds) as TimelineKind[];
}

function isDeskEvent(event: TimelineEvent): event is DeskEvent {
  return event.kind in DESK_EVENTS_FOR_APPLICANT;
}

function getTimeline(caseKind: CaseKind): Timeline {
  const timeline = TIMELINES[caseKind];
  if (timeline === undefined) throw new RangeError(`no words for the timeline of "${caseKind}"`);
  return timeline;
}
