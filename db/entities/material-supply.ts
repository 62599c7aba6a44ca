import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { SUPPLY_MEANS } from '../../domain/accept-first/accept-first-supply.ts';
import { CaseFile } from './case-file.ts';
import { day, encryptedText, id, instant } from './columns.ts';

export const VERDICTS = ['accepted', 'wrong'] as const;

/** 补交记录: one hand-in of one missing material; only its verdict is added later. */
export const MaterialSupply = defineEntity({
  name: 'MaterialSupply',
  tableName: 'material_supply',
  properties: {
    id: id(),
    caseId: p.manyToOne(CaseFile).mapToPk().fieldName('case_id'),
    seq: p.integer(),
    materialCode: p.text(),
    receivedOn: day(),
    receivedAt: instant(),
    means: p.enum(SUPPLY_MEANS),
    dispatchedOn: day().nullable(),
    reference: encryptedText().nullable(),
    registeredBy: p.text(),
    inTime: p.boolean(),
    verdict: p.enum(VERDICTS).nullable(),
    verdictReason: p.text().nullable(),
    verdictBy: p.text().nullable(),
    verdictAt: instant().nullable(),
    actId: p.text(),
  },
});
export type MaterialSupply = InferEntity<typeof MaterialSupply>;
