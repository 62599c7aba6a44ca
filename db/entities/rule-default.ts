import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { day, id, instant } from './columns.ts';

/** 规则缺省值: a number the texts leave open, as an administrator set it from a day on; never changed. */
export const RuleDefault = defineEntity({
  name: 'RuleDefault',
  tableName: 'rule_default',
  properties: {
    id: id(),
    rule: p.text(),
    value: p.json<unknown>(),
    validFrom: day(),
    enteredBy: p.text(),
    reason: p.text(),
    at: instant(),
  },
});
export type RuleDefault = InferEntity<typeof RuleDefault>;
