/** Who may speak to the service. A role comes from the caller's token; no role, no access. */
export const ROLES = ['applicant', 'officer', 'supervisor', 'court', 'agency', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The people of an authority: they see and handle its cases and no others. */
export const AUTHORITY_ROLES = ['officer', 'supervisor'] as const satisfies readonly Role[];

/** The subject's own people, and those of the authority who write down what the subject brought on paper. */
export const SUBJECT_OR_DESK = ['applicant', ...AUTHORITY_ROLES] as const satisfies readonly Role[];

/**
 * Whoever acts on a case, as it is written on the timeline.
 * `sub` is the issuer's subject identifier, never a name or a number of a person.
 */
export interface Actor {
  sub: string;
  role: Role;
  /** Code of the authority that an officer or supervisor belongs to; null for everybody else. */
  authority: string | null;
}

/** The service itself: timers, reminders and escalations act under this name. */
export const SYSTEM_SUB = 'system';
