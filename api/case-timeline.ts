import type { Static } from 'typebox';
import type { CaseDetail, TimelineLine } from '../db/queries/case-detail.ts';
import { AUTHORITY_ROLES } from '../domain/roles.ts';
import { type TimelineEvent, type TimelineKind, timelineText } from '../domain/timeline.ts';
import type { CaseAnswer } from './schemas/case.ts';
import type { Language } from './problems.ts';

/** How much of a case somebody sees: its desk everything, its applicant what concerns them, an auditor no free text. */
export type Sight = 'desk' | 'applicant' | 'auditor';

/** What an auditor reads where somebody wrote freely. */
export const WITHHELD = '（略）';

/** Which kinds of entries are the applicant's; the others are how the authority divides its work. */
const IS_APPLICANTS = {
  received: true,
  'refused-at-door': true,
  'accepted-first': true,
  supplied: true,
  verified: true,
  'promise-kept': true,
  extended: true,
  'supply-by-passed': true,
  'registration-prolonged': true,
  'ended-late': true,
  reopened: true,
  decided: true,
  withdrawn: true,
  'made-good': true,
  claimed: false,
  assigned: false,
  'handed-back': false,
  // Of the supply-by date only; see below.
  reminded: true,
  escalated: false,
  'provisional-reported': false,
  recounted: true,
} as const satisfies Record<TimelineKind, boolean>;

/** What happened, in words, as one of the case's people may read it. */
export function timelineView(
  { timeline, materials }: CaseDetail,
  sight: Sight,
  language: Language,
): Static<typeof CaseAnswer>['timeline'] {
  const names = new Map(materials.map(({ code, name }) => [code, name]));
  return timeline
    .filter(({ event }) => sight !== 'applicant' || concernsApplicant(event))
    .map(({ event, actorSub, ...line }) => ({
      ...line,
      actorSub: sight === 'applicant' && isOfDesk(line) ? null : actorSub,
      kind: event.kind,
      text: timelineText(sight === 'auditor' ? withoutFreeText(event) : event, (code) => names.get(code) ?? code)[
        language
      ],
    }));
}

function concernsApplicant(event: TimelineEvent): boolean {
  return event.kind === 'reminded' ? event.wait === 'supply-by' : IS_APPLICANTS[event.kind];
}

function isOfDesk({ actorRole }: Pick<TimelineLine, 'actorRole'>): boolean {
  return AUTHORITY_ROLES.some((role) => role === actorRole);
}

function withoutFreeText(event: TimelineEvent): TimelineEvent {
  return 'reason' in event ? { ...event, reason: WITHHELD } : event;
}
