import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { encryptedText, id, instant } from './columns.ts';

export const SUBJECT_KINDS = ['organisation', 'person'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** 信用主体: the organisation or person whose credit it is. Found by `identifierIndex`, see queries/subject.ts. */
export const Subject = defineEntity({
  name: 'Subject',
  tableName: 'subject',
  properties: {
    id: id(),
    kind: p.enum(SUBJECT_KINDS),
    identifier: encryptedText(),
    identifierIndex: p.text().hidden(),
    name: encryptedText(),
    createdAt: instant(),
  },
});
export type Subject = InferEntity<typeof Subject>;
