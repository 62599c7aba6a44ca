import type { EntityManager } from '@mikro-orm/postgresql';
import { type CaseHead, findCaseHead } from '../db/queries/case-head.ts';
import { findRepresentation } from '../db/queries/representation.ts';
import { everAllowed, isHiddenFromSubject, rolesAllowed } from '../domain/case/case-kind.ts';
import { getCaseTable } from '../domain/case/case-kinds.ts';
import type { Actor, Role } from '../domain/case/roles.ts';
import type { Day } from '../domain/time.ts';
import { Problem } from './problems.ts';
import type { Caller } from './token.ts';

/** A case as one caller may see it: in which of their roles they have to do with it. */
export interface VisibleCase {
  head: CaseHead;
  roles: readonly [Role, ...Role[]];
}

/**
 * The case with this number, if it is the caller's to see: the people of its authority and of those that have a part of
 * it, who acts for its subject on that day, and auditors. For everybody else it does not exist; neither does it for who
 * applied for a subject and no longer acts for it.
 * @throws Problem `case-unknown`
 */
export async function getVisibleCase(
  em: EntityManager,
  caller: Caller,
  number: string,
  today: Day,
): Promise<VisibleCase> {
  const head = await findCaseHead(em, number);
  const roles = head === null ? [] : await rolesOn(em, caller, head, today);
  const [first, ...others] = roles;
  if (head === null || first === undefined) {
    throw new Problem('case-unknown', {
      zh: '没有该案件，或您无权查看，请核对编号。',
      en: 'There is no such case, or it is not yours to see; check its number.',
    });
  }
  return { head, roles: [first, ...others] };
}

async function rolesOn(em: EntityManager, caller: Caller, head: CaseHead, today: Day): Promise<Role[]> {
  const isTheirs =
    caller.roles.includes('applicant') &&
    !isHiddenFromSubject(getCaseTable(head.kind), head.status) &&
    (await findRepresentation(em, caller.sub, head.subjectId, today)) !== null;
  return caller.roles.filter((role) => {
    switch (role) {
      case 'applicant':
        return isTheirs;
      case 'officer':
      case 'supervisor':
        return caller.authority === head.authority || head.partAuthorities.some((code) => code === caller.authority);
      case 'auditor':
        return true;
      default:
        return false;
    }
  });
}

/**
 * Who acts, in the strongest of their roles that may do this now; where none may, in one that could in another status,
 * so that the case itself says no. Who acts for the subject acts as the subject wherever it may, though an officer too:
 * as the officer they would be recused. The case's own check is the final word.
 */
export function actorFor({ head, roles }: VisibleCase, caller: Caller, act: string): Actor {
  const table = getCaseTable(head.kind);
  if (roles.includes('applicant') && everAllowed(table, 'applicant', act)) return actorAs(caller, 'applicant');
  const now = rolesAllowed(table, head.status, act);
  const role = roles.find((own) => now.includes(own)) ?? roles.find((own) => everAllowed(table, own, act)) ?? roles[0];
  return actorAs(caller, role);
}

/** A caller as an actor in one of their roles; only the people of an authority act for it. */
export function actorAs(caller: Caller, role: Role): Actor {
  const ofAuthority = role === 'officer' || role === 'supervisor' || role === 'court' || role === 'agency';
  return { sub: caller.sub, role, authority: ofAuthority ? caller.authority : null };
}
