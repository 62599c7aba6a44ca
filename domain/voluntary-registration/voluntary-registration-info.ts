import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';
import type { VoluntaryRegistrationStatus } from './voluntary-registration.ts';

/** What may be registered: 资质证照、市场经营、合同履约、社会公益等 (国办发〔2019〕35号（五）). */
export const REGISTRATION_CATEGORIES = [
  'qualification',
  'operation',
  'contract-performance',
  'charity',
  'other',
] as const;
export type RegistrationCategory = (typeof REGISTRATION_CATEGORIES)[number];

export const REGISTRATION_CATEGORY_TEXT: Readonly<Record<RegistrationCategory, Bilingual>> = {
  qualification: { zh: '资质证照', en: 'qualifications and licences' },
  operation: { zh: '市场经营', en: 'business operation' },
  'contract-performance': { zh: '合同履约', en: 'contracts performed' },
  charity: { zh: '社会公益', en: 'public welfare' },
  other: { zh: '其他信用信息', en: 'other credit information' },
};

/** What a subject says of itself. */
export interface RegisteredContent {
  readonly category: RegistrationCategory;
  readonly title: string;
  readonly text: string;
  /** Who issued it, the other side of the contract, who received the gift; null: not named. */
  readonly party: string | null;
  /** Number of the certificate or the contract; null: not named. */
  readonly documentNumber: string | null;
  /** Day it was issued, signed or done; null: not named. */
  readonly on: Day | null;
  /** Evidence, by its references; never shown to the public. */
  readonly evidence: string | null;
}

/** A part of the content that may be left out, unless its category needs it. */
export type RegistrationField = 'party' | 'documentNumber' | 'on' | 'evidence';

export const REGISTRATION_FIELD_TEXT: Readonly<Record<RegistrationField, Bilingual>> = {
  party: { zh: '发证、对方或者受益单位', en: 'who issued or received it, or the other side' },
  documentNumber: { zh: '证照或者合同编号', en: 'number of the certificate or contract' },
  on: { zh: '日期', en: 'its day' },
  evidence: { zh: '佐证材料', en: 'evidence' },
};

/** What a category needs, so that it can be verified at all. Ours: the clause names the categories alone. */
export const REGISTRATION_NEEDS: Readonly<Record<RegistrationCategory, readonly RegistrationField[]>> = {
  qualification: ['party', 'documentNumber', 'on', 'evidence'],
  operation: ['evidence'],
  'contract-performance': ['party', 'on', 'evidence'],
  charity: ['party', 'on', 'evidence'],
  other: ['evidence'],
};

export const REGISTRATION_MARKS = ['unverified', 'verified', 'in-doubt'] as const;
export type RegistrationMark = (typeof REGISTRATION_MARKS)[number];

/** What stands beside what a subject says of itself, wherever it is shown. */
export const REGISTRATION_MARK_TEXT: Readonly<Record<RegistrationMark, Bilingual>> = {
  unverified: { zh: '自主申报，未经核实', en: 'self-declared, not verified' },
  verified: { zh: '自主申报，经核实', en: 'self-declared, verified' },
  'in-doubt': { zh: '自主申报，核实存疑，暂停展示', en: 'self-declared, in doubt, not shown meanwhile' },
};

/** The mark of a registration; null once it has ended. */
export function registrationMark(status: VoluntaryRegistrationStatus): RegistrationMark | null {
  switch (status) {
    case 'unverified':
    case 'verified':
      return status;
    case 'doubted':
    case 'awaiting-decision':
      return 'in-doubt';
    default:
      return null;
  }
}

/** As much of a registration as says whether it is shown. */
export interface RegistrationStanding {
  readonly status: VoluntaryRegistrationStatus;
  /** Last day on which it counts. */
  readonly validUntil: Day;
}

/**
 * Whether what was registered is shown to the public on a day, and may be rested on: asked at every reading, so that no
 * late timer shows it too long. While it is in doubt nobody is to rest on it (ours).
 */
export function isRegistrationShown({ status, validUntil }: RegistrationStanding, today: Day): boolean {
  return (status === 'unverified' || status === 'verified') && today <= validUntil;
}

/**
 * Whether evaluation and credit reports may rest on it on a day: verified, and shown.
 * Source: 国办发〔2019〕35号（五）: 经验证的自愿注册信息可作为开展信用评价和生成信用报告的重要依据.
 */
export function mayBeRestedOn(standing: RegistrationStanding, today: Day): boolean {
  return standing.status === 'verified' && isRegistrationShown(standing, today);
}
