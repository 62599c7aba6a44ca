import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { DECLARATION_ENDINGS } from '../../domain/record/declaration.ts';
import { day, encryptedText, id, instant } from './columns.ts';
import { CreditRecord } from './record.ts';

/** 本人声明: what a subject says beside its record, until it says something else or takes it back. */
export const RecordDeclaration = defineEntity({
  name: 'RecordDeclaration',
  tableName: 'record_declaration',
  properties: {
    id: id(),
    recordId: p.manyToOne(CreditRecord).mapToPk().fieldName('record_id'),
    body: encryptedText(),
    bySub: p.text(),
    at: instant(),
    receivedOn: day(),
    onPaper: p.boolean(),
    endedAt: instant().nullable(),
    endedHow: p.enum(DECLARATION_ENDINGS).nullable(),
    endedOn: day().nullable(),
  },
});
export type RecordDeclaration = InferEntity<typeof RecordDeclaration>;
