/** Who acts in a scenario: the demo county's people and machines, and a file's own. */
import type { Role } from '../../domain/case/roles.ts';
import { demoAccounts, demoMachines } from '../parts/demo-accounts.ts';
import type { Scenario } from './format.ts';

export interface ScenarioPerson {
  readonly sub: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly authority: string | null;
  /** A court's or an agency's system, which speaks for itself. */
  readonly machine: boolean;
}

/** Who enters reference data. */
export const ADMIN: ScenarioPerson = {
  sub: 'admin',
  name: '管理员',
  email: 'admin@example.cn',
  roles: ['admin'],
  authority: null,
  machine: false,
};

/** Who looks at everything and changes nothing. */
export const AUDITOR: ScenarioPerson = { ...ADMIN, sub: 'auditor', name: '审计人员', roles: ['auditor'] };

/** Claims of a token that says that somebody is asking. */
export function claimsOf({ sub, name, email, roles, authority, machine }: ScenarioPerson): Record<string, unknown> {
  return {
    sub,
    roles,
    name,
    email,
    ...(authority === null ? {} : { authority }),
    ...(machine ? { client_id: sub } : {}),
  };
}

/** Everybody of a scenario, by each name that a step may call them: login name, name, or authority of a machine. */
export function peopleOf({ county = 'demo', people = {} }: Scenario): ReadonlyMap<string, ScenarioPerson> {
  const known = new Map<string, ScenarioPerson>([
    ['admin', ADMIN],
    [ADMIN.name, ADMIN],
    ['auditor', AUDITOR],
    [AUDITOR.name, AUDITOR],
  ]);
  const add = (person: ScenarioPerson, ...names: string[]): void => {
    for (const name of names) known.set(name, person);
  };
  if (county === 'demo') {
    for (const { sub, name, email, roles, authority = null } of demoAccounts)
      add({ sub, name, email, roles, authority, machine: false }, sub, name);
    for (const { clientId: sub, name, roles, authority } of demoMachines)
      add({ sub, name, email: `${sub}@example.cn`, roles, authority, machine: true }, sub, name);
  }
  for (const [name, { role, authority = null, email = `p${known.size}@example.com` }] of Object.entries(people)) {
    const machine = role === 'court' || role === 'agency';
    const sub = machine && authority !== null ? authority : name;
    add({ sub, name, email, roles: [role], authority, machine }, name);
  }
  return known;
}
