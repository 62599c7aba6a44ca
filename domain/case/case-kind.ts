import { AUTHORITY_ROLES, type Role } from './roles.ts';
import type { Bilingual } from '../text.ts';
import type { WaitCourse } from './waits.ts';

/** The kinds of cases (design: one file name for each, in every folder). */
export const CASE_KINDS = [
  'accept-first',
  'commitment',
  'publicity',
  'repair',
  'repair-withdrawal',
  'reorganisation',
  'objection',
  'rectification',
  'determination',
  'voluntary-registration',
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** Which roles may do each act in one status; what is not listed is not allowed. */
export type ActsOfRoles<A extends string = string> = Readonly<Partial<Record<A, readonly Role[]>>>;

/**
 * What a kind of case is, as tables: its statuses, who may do what in each, and which wait ends each if nobody acts.
 * Statuses of every kind begin with `opening` and `never-opened`, which are shown nowhere.
 */
export interface CaseTable<S extends string = string, A extends string = string> {
  readonly kind: CaseKind;
  readonly statuses: readonly S[];
  readonly acts: readonly A[];
  readonly table: Readonly<Record<S, ActsOfRoles<A>>>;
  /** Kind of the deadline that ends each status; null for an ending. `opening` is timed by its workflow alone. */
  readonly waitOf: Readonly<Record<S, string | null>>;
  /** The acts of an assigned case that only its handler or a supervisor may do. */
  readonly handlerActs: readonly A[];
  /**
   * The acts that decide for or against the subject: what is in force of it is looked up, and kept with the decision
   * (国发〔2016〕33号（十八）). Every kind says it; of one that has none, why it has none.
   */
  readonly decides: readonly A[];
  readonly statusText: Readonly<Record<S, Bilingual>>;
  /** Every kind of deadline the case can have: what it waits for, in words, and what happens when nobody acts. */
  readonly waits: Readonly<Record<string, WaitCourse & { readonly text: Bilingual }>>;
  /** Statuses in which the subject has not been told of the case, and does not see it; absent: none. */
  readonly hiddenFromSubject?: readonly S[];
}

/** Claim, assign and hand back belong to the open statuses of every kind. */
export const DESK_ACTS = {
  claim: ['officer', 'supervisor'],
  assign: ['supervisor'],
  'hand-back': ['officer', 'supervisor'],
} as const satisfies ActsOfRoles;

/** The roles that may do `act` in `status`; empty when nobody may, or where there is no such status or act. */
export function rolesAllowed({ table }: CaseTable, status: string, act: string): readonly Role[] {
  return table[status]?.[act] ?? [];
}

/** Whether a role may ever do an act on a case of this kind. */
export function everAllowed(kind: CaseTable, role: Role, act: string): boolean {
  return kind.statuses.some((status) => rolesAllowed(kind, status, act).includes(role));
}

/** An open case has a wait; an ending has none. */
export function isOpen({ waitOf }: CaseTable, status: string): boolean {
  return (waitOf[status] ?? null) !== null;
}

/** Whether an act of somebody in a role is an authority's decision for or against the subject. */
export function isDecision({ decides }: CaseTable, act: string, role: Role | 'system'): boolean {
  return decides.includes(act) && AUTHORITY_ROLES.some((own) => own === role);
}

/** Whether the people of an authority may decide something in a status: then they are shown what is in force. */
export function mayBeDecided(table: CaseTable, status: string): boolean {
  return table.decides.some((act) => rolesAllowed(table, status, act).some((role) => isDecision(table, act, role)));
}

/** Whether a status lasts until an authority acts: its date is told again and again, and ends nothing by itself. */
export function isAwaitingAuthority({ waitOf, waits }: CaseTable, status: string): boolean {
  return waits[waitOf[status] ?? '']?.repeats === 'again';
}

/** Whether the subject of a case in this status knows of it. */
export function isHiddenFromSubject({ hiddenFromSubject }: CaseTable, status: string): boolean {
  return hiddenFromSubject?.includes(status) ?? false;
}

export type Objection = 'status' | 'role' | 'assigned';

/** What the table says against an act: nobody may do it now, not this role, or not this person; null when it may be done. */
export function objectionTo(
  kind: CaseTable,
  act: string,
  by: { sub: string; role: Role },
  { status, assignedTo }: { status: string; assignedTo: string | null },
): Objection | null {
  const roles = rolesAllowed(kind, status, act);
  if (roles.length === 0) return 'status';
  if (!roles.includes(by.role)) return 'role';
  const isAnothers = assignedTo !== null && assignedTo !== by.sub;
  return kind.handlerActs.includes(act) && isAnothers && by.role !== 'supervisor' ? 'assigned' : null;
}
