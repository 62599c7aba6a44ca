/** A record's row for tests: a general penalty, shown; a test changes what it is about. */
import type { EntityManager } from '@mikro-orm/postgresql';
import { CreditRecord } from '../../db/entities/record.ts';
import { recordDates } from '../../domain/record/record-dates.ts';
import type { RecordKind } from '../../domain/record/record-kind.ts';
import type { Sector } from '../../domain/record/sectors.ts';
import type { Severity } from '../../domain/record/severity.ts';
import { NOW } from './rows.ts';

export interface RecordOf {
  subjectId: string;
  authorityId: string;
  documentNumber: string;
  kind?: RecordKind;
  severity?: Severity;
  sector?: Sector;
  decidedOn?: string;
}

/** Puts a record into the em; the caller flushes. Its days are those that its document gives. */
export function createRecord(em: EntityManager, of: RecordOf, rest: Partial<CreditRecord> = {}): CreditRecord {
  const { kind = 'penalty', severity = 'general', sector = 'general', decidedOn = '2026-05-01', ...keys } = of;
  const answer = recordDates({ kind, severity, sector, decidedOn, publishedFrom: decidedOn });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return em.create(CreditRecord, {
    ...keys,
    kind,
    documentKind: '行政处罚决定书',
    facts: null,
    ...answer.dates,
    enteredBy: 'officer-1',
    at: NOW,
    ...rest,
  });
}
