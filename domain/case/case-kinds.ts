import { ACCEPT_FIRST } from '../accept-first/accept-first.ts';
import { COMMITMENT } from '../commitment/commitment.ts';
import type { CaseKind, CaseTable } from './case-kind.ts';
import { isMovable } from './recount.ts';
import type { DeadlineState } from '../deadline/ledger.ts';
import { OBJECTION } from '../objection/objection.ts';
import { DETERMINATION } from '../determination/determination.ts';
import { PUBLICITY } from '../publicity/publicity.ts';
import { RECTIFICATION } from '../rectification/rectification.ts';
import { REORGANISATION } from '../reorganisation/reorganisation.ts';
import { REPAIR_WITHDRAWAL } from '../repair-withdrawal/repair-withdrawal.ts';
import { REPAIR } from '../repair/repair.ts';
import { VOLUNTARY_REGISTRATION } from '../voluntary-registration/voluntary-registration.ts';
import type { Bilingual } from '../text.ts';

/** Every kind of case, once. A kind is added here when it can be opened. */
const TABLES: Readonly<Partial<Record<CaseKind, CaseTable>>> = {
  'accept-first': ACCEPT_FIRST,
  commitment: COMMITMENT,
  publicity: PUBLICITY,
  repair: REPAIR,
  'repair-withdrawal': REPAIR_WITHDRAWAL,
  reorganisation: REORGANISATION,
  objection: OBJECTION,
  rectification: RECTIFICATION,
  determination: DETERMINATION,
  'voluntary-registration': VOLUNTARY_REGISTRATION,
};

/** The kinds of cases that can be opened, as tables. */
export const CASE_TABLES: readonly CaseTable[] = Object.values(TABLES);

/** The tables of a kind of case. Throws for a kind that cannot be opened yet. */
export function getCaseTable(kind: CaseKind): CaseTable {
  const table = TABLES[kind];
  if (table === undefined) throw new RangeError(`there are no cases of the kind "${kind}"`);
  return table;
}

/** A case's status in words. */
export function statusText(kind: CaseKind, status: string): Bilingual {
  return getCaseTable(kind).statusText[status] ?? { zh: status, en: status };
}

/** Kind and status of every case that its subject has not been told of. */
export const HIDDEN_FROM_SUBJECT: readonly { kind: CaseKind; status: string }[] = CASE_TABLES.flatMap(
  ({ kind, hiddenFromSubject = [] }) => hiddenFromSubject.map((status) => ({ kind, status })),
);

const WAITS = Object.assign({}, ...CASE_TABLES.map(({ waits }) => waits)) as CaseTable['waits'];

/** Every kind of deadline of every kind of case. */
export const DEADLINE_KINDS: readonly string[] = Object.keys(WAITS);

/**
 * Those that somebody must end by acting: their date is told again and again, and ends nothing by itself. What an authority
 * aims at beside a term that binds it is none of them.
 */
export const AWAITED_DEADLINE_KINDS: readonly string[] = DEADLINE_KINDS.filter(
  (kind) => WAITS[kind]?.repeats === 'again' && WAITS[kind]?.internal !== true,
);

/** The kinds of deadlines that a calendar may move in this state, in a case that is open or not. */
export function movableKinds(state: DeadlineState, isOpen: boolean): string[] {
  return DEADLINE_KINDS.filter((kind) => isMovable(WAITS, { kind, state }, isOpen));
}

/** What a deadline waits for, in words: its kind means the same in every kind of case. */
export function waitText(deadlineKind: string): Bilingual {
  return WAITS[deadlineKind]?.text ?? { zh: deadlineKind, en: deadlineKind };
}
