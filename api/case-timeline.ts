import type { Static } from 'typebox';
import type { CaseDetail, TimelineLine } from '../db/queries/case-detail.ts';
import { AUTHORITY_ROLES } from '../domain/case/roles.ts';
import { concernsApplicant, type TimelineEvent, timelineText } from '../domain/case/timeline.ts';
import type { CaseAnswer } from './schemas/case.ts';
import type { Language } from './problems.ts';

/** How much of a case somebody sees: its desk everything, its applicant what concerns them, an auditor no free text. */
export type Sight = 'desk' | 'applicant' | 'auditor';

/** What an auditor reads where somebody wrote freely. */
export const WITHHELD = '（略）';

/** How somebody reads the entries of a case. */
export interface TimelineReader {
  sight: Sight;
  language: Language;
  /** Code of the authority at whose desk they are, where they are at one. */
  desk: string;
  /** Code of the authority whose affair an entry is, and whose people's; null: the case's own. */
  deskOf: (event: TimelineEvent) => string | null;
}

/**
 * What happened, in words, as one of the case's people may read it. At a desk one reads who of one's own people did
 * what; of another authority that has a part of the case, what the applicant reads of it and nobody's name.
 * @param names what the codes in its entries stand for
 */
export function timelineView(
  { file, timeline, authority }: CaseDetail,
  { sight, language, desk, deskOf }: TimelineReader,
  names: ReadonlyMap<string, string>,
): Static<typeof CaseAnswer>['timeline'] {
  const isAnothers = (event: TimelineEvent) => sight === 'desk' && (deskOf(event) ?? authority.code) !== desk;
  const isShown = ({ event, ...line }: TimelineLine) => {
    const isInner = isOfDesk(line) || 'authority' in event;
    const asApplicant = sight === 'applicant' || (isInner && isAnothers(event));
    return !asApplicant || concernsApplicant(file.kind, event);
  };
  return timeline.filter(isShown).map(({ event, actorSub, ...line }) => ({
    ...line,
    actorSub: isOfDesk(line) && (sight === 'applicant' || isAnothers(event)) ? null : actorSub,
    kind: event.kind,
    text: timelineText(
      file.kind,
      sight === 'auditor' ? withoutFreeText(event) : event,
      (code) => names.get(code) ?? code,
    )[language],
  }));
}

function isOfDesk({ actorRole }: Pick<TimelineLine, 'actorRole'>): boolean {
  return AUTHORITY_ROLES.some((role) => role === actorRole);
}

function withoutFreeText(event: TimelineEvent): TimelineEvent {
  return 'reason' in event ? { ...event, reason: WITHHELD } : event;
}
