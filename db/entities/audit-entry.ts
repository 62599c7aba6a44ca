import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { instant, logPosition } from './columns.ts';

/** 审计记录: who wrote what, and who read whose personal data. Nobody but the owner can change or remove one. */
export const AuditEntry = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  properties: {
    id: logPosition(),
    at: instant(),
    actorSub: p.text(),
    actorRole: p.text(),
    authority: p.text().nullable(),
    action: p.text(),
    objectKind: p.text(),
    objectId: p.text(),
    requestId: p.text().nullable(),
    detail: p.json<object>(),
  },
});
export type AuditEntry = InferEntity<typeof AuditEntry>;
