import type { Bilingual } from '../../domain/text.ts';
import { type ProblemCode, PROBLEMS } from '../problems.ts';
import { ACCEPT_FIRST_HELP } from './accept-first.ts';
import { COMMITMENT_HELP } from './commitment.ts';
import { CONSENT_HELP, GREEN_CHANNEL_HELP } from './consent.ts';
import { COURT_HELP } from './court.ts';
import { DETERMINATION_HELP } from './determination.ts';
import { DESK_HELP } from './desk.ts';
import type { Help } from './help.ts';
import { JOINT_ACTION_HELP } from './joint-action.ts';
import { MATTER_HELP } from './matters.ts';
import { PERMIT_HELP } from './permit.ts';
import { RECORD_HELP } from './record.ts';
import { OBJECTION_HELP } from './objection.ts';
import { RECTIFICATION_HELP } from './rectification.ts';
import { REOPENING_HELP } from './reopening.ts';
import { REPAIR_WITHDRAWAL_HELP } from './repair-withdrawal.ts';
import { REPAIR_HELP } from './repair.ts';
import { VOLUNTARY_REGISTRATION_HELP } from './voluntary-registration.ts';
import { REQUEST_HELP } from './requests.ts';

const PROBLEM_HELP: Readonly<Record<ProblemCode, Help>> = { ...REQUEST_HELP, ...MATTER_HELP };

/** Each reason by rule that a decision may give, in `refusals`; a new one gets its line in the file of its kind. */
const REFUSAL_HELP: Readonly<Record<string, Help>> = {
  ...DESK_HELP,
  ...ACCEPT_FIRST_HELP,
  ...COMMITMENT_HELP,
  ...PERMIT_HELP,
  ...RECORD_HELP,
  ...REPAIR_HELP,
  ...REPAIR_WITHDRAWAL_HELP,
  ...REOPENING_HELP,
  ...OBJECTION_HELP,
  ...RECTIFICATION_HELP,
  ...COURT_HELP,
  ...CONSENT_HELP,
  ...DETERMINATION_HELP,
  ...GREEN_CHANNEL_HELP,
  ...VOLUNTARY_REGISTRATION_HELP,
  ...JOINT_ACTION_HELP,
};

/** One page: of a problem with its status, or of a single reason, which comes with 422 or on a case refused at the door. */
export interface HelpPage extends Help {
  readonly code: string;
  readonly kind: 'problem' | 'refusal';
  readonly status: number;
  readonly title: Bilingual;
}

const PAGES: ReadonlyMap<string, HelpPage> = new Map([
  ...Object.entries(REFUSAL_HELP).map(([code, help]) => [code, refusalPage(code, help)] as const),
  ...Object.entries(PROBLEMS).map(
    ([code, { status, title }]) =>
      [code, { code, kind: 'problem' as const, status, title, ...PROBLEM_HELP[code as ProblemCode] }] as const,
  ),
]);

function refusalPage(code: string, help: Help): HelpPage {
  return { code, kind: 'refusal', status: PROBLEMS['refused-by-rule'].status, title: help.meaning, ...help };
}

/** Every code that has a page. */
export const HELP_CODES: readonly string[] = [...PAGES.keys()];

/** Every page, as they are listed: by code. */
export const HELP_PAGES: readonly HelpPage[] = [...PAGES.values()].sort((a, b) => (a.code < b.code ? -1 : 1));

/** The page of a code; null where there is no such code. */
export function findHelpPage(code: string): HelpPage | null {
  return PAGES.get(code) ?? null;
}

/** @throws Error for a code that is not in `HELP_CODES` */
export function getHelpPage(code: string): HelpPage {
  const page = PAGES.get(code);
  if (page === undefined) throw new Error(`there is no page of "${code}"`);
  return page;
}
