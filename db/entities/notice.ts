import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Authority } from './authority.ts';
import { CaseFile } from './case-file.ts';
import { encryptedText, id, instant, writtenOrder } from './columns.ts';

export const RECIPIENT_KINDS = ['person', 'desk'] as const;
export const DESK_ROLES = ['officer', 'supervisor', 'admin', 'auditor'] as const;
export type DeskRole = (typeof DESK_ROLES)[number];

/** 通知: a message to a person, or to everybody in a role at an authority (a desk; the admin's and the auditors' have no authority). */
export const Notice = defineEntity({
  name: 'Notice',
  tableName: 'notice',
  properties: {
    id: id(),
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id'),
    kind: p.text(),
    recipientKind: p.enum(RECIPIENT_KINDS),
    recipientSub: p.text().nullable(),
    authorityId: p.manyToOne(Authority).mapToPk().fieldName('authority_id').nullable(),
    deskRole: p.enum(DESK_ROLES).nullable(),
    title: p.text(),
    body: encryptedText(),
    at: instant(),
    seq: writtenOrder(),
  },
});
export type Notice = InferEntity<typeof Notice>;
