/** What the demo county's people and subjects may be called in a scenario. */
import { demoAccounts, demoMachines } from '../parts/demo-accounts.ts';
import { demoSubjects } from '../demo/subjects.ts';
import { ADMIN, AUDITOR } from './people.ts';

const PLACE = '明信县';
const BRACKETED = /（.*）$/;

/** A person may have an account too: that is who acts, this is whom it is about. */
export function namesOfSubject({ kind, name }: (typeof demoSubjects)[number]): string[] {
  const short = name.replace(PLACE, '');
  return kind === 'person' ? [`${name}本人`] : [...new Set([name, short, short.replace(BRACKETED, '')])];
}

/** Every name that is taken where a scenario begins on the demo county. */
export const DEMO_NAMES: ReadonlySet<string> = new Set([
  ...[ADMIN, AUDITOR].flatMap(({ sub, name }) => [sub, name]),
  ...demoAccounts.flatMap(({ sub, name }) => [sub, name]),
  ...demoMachines.flatMap(({ clientId, name }) => [clientId, name]),
  ...demoSubjects.flatMap((subject) => namesOfSubject(subject)),
]);
