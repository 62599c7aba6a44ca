import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { encryptedText, instant } from './columns.ts';

/** 请求键: a request that acts, its receipt and its answer; see queries/request-key.ts for its states. */
export const RequestKey = defineEntity({
  name: 'RequestKey',
  tableName: 'request_key',
  properties: {
    caller: p.text().primary(),
    key: p.text().primary(),
    bodyHash: p.text(),
    receivedAt: instant(),
    act: p.text(),
    caseId: p.uuid().nullable(),
    leaseUntil: instant().nullable(),
    answeredAt: instant().nullable(),
    status: p.integer().nullable(),
    answer: encryptedText().nullable(),
    problem: p.boolean().nullable(),
  },
});
export type RequestKey = InferEntity<typeof RequestKey>;
