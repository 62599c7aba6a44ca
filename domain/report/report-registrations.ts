import type { Bilingual } from '../text.ts';
import { addDays, type Day } from '../time.ts';
import type { VoluntaryRegistrationStatus } from '../voluntary-registration/voluntary-registration.ts';
import {
  mayBeRestedOn,
  REGISTRATION_CATEGORY_TEXT,
  type RegistrationCategory,
} from '../voluntary-registration/voluntary-registration-info.ts';
import type { ReportItem } from './report-sections.ts';

/** What a subject registered of itself and an authority verified, as a report lists it. */
export interface ReportRegistration {
  readonly id: string;
  readonly version: number;
  readonly caseNumber: string;
  readonly authority: string;
  readonly category: RegistrationCategory;
  readonly title: string;
  readonly verifiedOn: Day;
  readonly validUntil: Day;
}

/** What is kept of a listed registration, by which a report is checked later. */
export type ListedRegistration = Pick<ReportRegistration, 'id' | 'version'>;

/** How a listed registration stands when a report is checked. */
export interface RegistrationStandingNow extends ListedRegistration {
  readonly status: VoluntaryRegistrationStatus;
  readonly validUntil: Day;
  /** Day on which it was last corrected, doubted or ended. */
  readonly changedOn: Day;
}

/** A line of a report: what the subject says of itself, marked as that. */
export function registrationItem(registration: ReportRegistration): ReportItem {
  const { caseNumber, authority, category, title, verifiedOn, validUntil } = registration;
  const of = REGISTRATION_CATEGORY_TEXT[category];
  const text: Bilingual = {
    zh: `${of.zh}：${title}（自主申报，${verifiedOn}核实，有效期至${validUntil}）`,
    en: `${of.en}: ${title} (self-declared, verified on ${verifiedOn}, valid until ${validUntil})`,
  };
  return { on: verifiedOn, authority, document: caseNumber, text };
}

/**
 * The first days on which listed registrations held no longer as they were listed: corrected, doubted, found false, taken
 * back or past their validity since.
 */
export function registrationsChanged(
  listed: readonly ListedRegistration[],
  now: readonly RegistrationStandingNow[],
  today: Day,
): Day[] {
  return now.flatMap((one) => {
    const before = listed.find(({ id }) => id === one.id);
    if (before === undefined || (before.version === one.version && mayBeRestedOn(one, today))) return [];
    const isOver = before.version === one.version && one.status === 'verified';
    return [isOver ? addDays(one.validUntil, 1) : one.changedOn];
  });
}
