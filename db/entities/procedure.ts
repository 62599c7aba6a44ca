import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { AcceptFirstTerms } from '../../domain/accept-first/accept-first.ts';
import type { ApprovalTerms } from '../../domain/commitment/commitment-kinds.ts';
import type { GreenChannelTerms } from '../../domain/green-channel/green-channel.ts';
import { Authority } from './authority.ts';
import { id, instant } from './columns.ts';

/** 政务服务事项: a procedure of an authority, with its terms of accept-first (null: not offered). */
export const Procedure = defineEntity({
  name: 'Procedure',
  tableName: 'procedure',
  properties: {
    id: id(),
    code: p.text(),
    authorityId: p.manyToOne(Authority).mapToPk().fieldName('authority_id'),
    name: p.text(),
    handlingDays: p.integer().nullable(),
    acceptFirst: p.json<AcceptFirstTerms>().nullable(),
    commitmentTerms: p.json<ApprovalTerms>().nullable(),
    greenChannel: p.json<GreenChannelTerms>().nullable(),
    isPermit: p.boolean().nullable(),
    basis: p.text().nullable(),
    version: p.integer().version(),
    updatedAt: instant(),
  },
});
export type Procedure = InferEntity<typeof Procedure>;
