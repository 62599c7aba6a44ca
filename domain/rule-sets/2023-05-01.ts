import { GENERAL_LAW } from './general-law.ts';
import type { PublicityTerm, RuleSet } from './rule-set.ts';

const ORDER_58 = '失信行为纠正后的信用信息修复管理办法（试行）（国家发展改革委令2023年第58号）';

const ONE_YEAR_AT_LEAST: PublicityTerm = {
  shown: 'always',
  minimumMonths: { value: 12, clause: ORDER_58, sure: 'second-hand' },
  maximumMonths: { value: 36, clause: ORDER_58, sure: 'second-hand' },
};

/** 失信行为纠正后的信用信息修复管理办法（试行）, in force from 2023-05-01 to 2026-03-31. */
export const RULES_2023_05_01: RuleSet = {
  id: '2023-05-01',
  inForceFrom: '2023-05-01',
  title: {
    zh: '失信行为纠正后的信用信息修复管理办法（试行）',
    en: 'Measures for Repairing Credit Information (trial)',
  },
  document: '国家发展改革委令2023年第58号',
  rules: {
    ...GENERAL_LAW,
    'repair.accept-within-working-days': { value: 3, clause: ORDER_58, sure: 'default' },
    'repair.check-within-working-days': { value: 7, clause: ORDER_58, sure: 'default' },
    'repair.answer-within-working-days': { value: 10, clause: `${ORDER_58}（自提交申请之日起）`, sure: 'second-hand' },
    'repair.extension-working-days': { value: 10, clause: ORDER_58, sure: 'default' },
    'repair.copies-within-working-days': { value: 3, clause: ORDER_58, sure: 'second-hand' },
    'repair.false-materials-bar-years': { value: 3, clause: ORDER_58, sure: 'default' },
    'objection.pass-on-within-working-days': { value: 1, clause: ORDER_58, sure: 'default' },
  },
  publicity: {
    by: 'sector',
    other: {
      shown: 'always',
      minimumMonths: { value: 3, clause: ORDER_58, sure: 'second-hand' },
      maximumMonths: { value: 36, clause: ORDER_58, sure: 'second-hand' },
    },
    sectors: {
      food: ONE_YEAR_AT_LEAST,
      drugs: ONE_YEAR_AT_LEAST,
      'special-equipment': ONE_YEAR_AT_LEAST,
      'work-safety': ONE_YEAR_AT_LEAST,
      fire: ONE_YEAR_AT_LEAST,
    },
  },
};
