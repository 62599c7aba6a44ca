import type { Static } from 'typebox';
import type { Authority } from '../db/entities/authority.ts';
import type { RecordWithdrawal } from '../db/entities/record-withdrawal.ts';
import type { Subject } from '../db/entities/subject.ts';
import type { RecordRows } from '../db/queries/records.ts';
import { maskSubject } from '../domain/record/masking.ts';
import { RECORD_KIND_TEXT } from '../domain/record/record-kind.ts';
import { isStated, STATED_GROUND_TEXT, withdrawalStatement } from '../domain/record/record-withdrawal.ts';
import type { Instant } from '../domain/time.ts';
import type { Language } from './problems.ts';
import type { PublicWithdrawalSchema, WithdrawalSchema } from './schemas/record-withdrawal.ts';

/** A record, whose it is, and why it was taken back; null: it was not, or its decision stands. */
interface TakenBack {
  readonly rows: RecordRows;
  readonly authority: Authority;
  readonly subject: Subject;
  readonly withdrawal: RecordWithdrawal | null;
}

/**
 * What everybody reads of a record that was taken back because its decision stands no more; null where nothing is said, or
 * no longer. Nothing of facts, class or measures: they never should have counted. A person is masked, and what an officer
 * wrote about one is not shown.
 */
export function publicWithdrawal(
  record: TakenBack,
  now: Instant,
  language: Language,
): Static<typeof PublicWithdrawalSchema> | null {
  const { rows, authority, subject, withdrawal } = record;
  const why = withdrawalView(record, language);
  if (withdrawal === null || why === null || !isStated(withdrawal, now)) return null;
  const { id, kind, documentKind, documentNumber, decidedOn } = rows.row;
  const masked = maskSubject({ ...subject });
  return {
    id,
    kind,
    kindText: RECORD_KIND_TEXT[kind][language],
    documentKind,
    documentNumber,
    decidedOn,
    authority: { code: authority.code, name: authority.name },
    subject: { kind: masked.kind, identifier: masked.identifier, name: masked.name },
    ...why,
    ...(subject.kind === 'person' ? wordlessOf(withdrawal, rows, language) : {}),
  };
}

/** Of a person nothing that an officer typed: neither the reason nor the annulling document, which may name the parties. */
function wordlessOf(
  withdrawal: RecordWithdrawal,
  rows: RecordRows,
  language: Language,
): Pick<Static<typeof WithdrawalSchema>, 'reason' | 'groundDocument' | 'statement'> {
  const without = { ...withdrawal, reason: null, groundDocument: null };
  const { statement = '' } = withdrawalView({ rows, withdrawal: without }, language) ?? {};
  return { reason: null, groundDocument: null, statement };
}

/** Why a record was taken back, whole; null where its decision stands, or it was not taken back. */
export function withdrawalView(
  { rows, withdrawal }: Pick<TakenBack, 'rows' | 'withdrawal'>,
  language: Language,
): Static<typeof WithdrawalSchema> | null {
  if (withdrawal === null) return null;
  const { ground, groundOn, groundDocument = null, withdrawnOn, reason = null, shownUntil = null } = withdrawal;
  const { documentKind, documentNumber } = rows.row;
  const stated = { documentKind, documentNumber, ground, groundOn, groundDocument, withdrawnOn };
  return {
    ground,
    groundText: STATED_GROUND_TEXT[ground][language],
    groundOn,
    groundDocument,
    withdrawnOn,
    reason,
    shownUntil,
    statement: withdrawalStatement(stated)[language],
  };
}
