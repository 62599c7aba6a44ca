import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { CaseFile } from './case-file.ts';
import { encryptedText, id, instant } from './columns.ts';
import { CreditRecord } from './record.ts';

export const STATEMENT_AUTHORS = ['court', 'administrator'] as const;
export type StatementAuthor = (typeof STATEMENT_AUTHORS)[number];

/** 附加说明: what the court or the administrator in bankruptcy says beside a record. Never changed. */
export const RecordStatement = defineEntity({
  name: 'RecordStatement',
  tableName: 'record_statement',
  properties: {
    id: id(),
    recordId: p.manyToOne(CreditRecord).mapToPk().fieldName('record_id'),
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id'),
    source: p.text(),
    byRole: p.enum(STATEMENT_AUTHORS),
    body: encryptedText(),
    at: instant(),
  },
});
export type RecordStatement = InferEntity<typeof RecordStatement>;
