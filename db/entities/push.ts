import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Ledger } from '../../domain/deadline/ledger.ts';
import { PUSH_KINDS } from '../../domain/messages/pushes.ts';
import { Authority } from './authority.ts';
import { CaseFile } from './case-file.ts';
import { day, encryptedJson, id, instant } from './columns.ts';
import { CreditRecord } from './record.ts';

/** 推送: what another system is told; its `delivery` follows it there. */
export const Push = defineEntity({
  name: 'Push',
  tableName: 'push',
  properties: {
    id: id(),
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id'),
    recordId: p.manyToOne(CreditRecord).mapToPk().fieldName('record_id').nullable(),
    authorityId: p.manyToOne(Authority).mapToPk().fieldName('authority_id'),
    kind: p.enum(PUSH_KINDS),
    sequence: p.integer(),
    payload: encryptedJson<Record<string, unknown>>(),
    at: instant(),
    ledger: p.json<Ledger>().nullable(),
    due: day().nullable(),
    dueAt: instant().nullable(),
    receivedAt: instant().nullable(),
    confirmedAt: instant().nullable(),
    receipt: p.text().nullable(),
  },
});
export type Push = InferEntity<typeof Push>;
