import { GENERAL_LAW } from './general-law.ts';
import type { RuleSet } from './rule-set.ts';

const ORDER_36 = '信用修复管理办法（国家发展改革委令2025年第36号）';
const NOTICE_22 = '国办发〔2025〕22号';

/** 信用修复管理办法, in force since 2026-04-01, with 国办发〔2025〕22号. */
export const RULES_2026_04_01: RuleSet = {
  id: '2026-04-01',
  inForceFrom: '2026-04-01',
  title: { zh: '信用修复管理办法', en: 'Measures for Credit Repair' },
  document: '国家发展改革委令2025年第36号',
  rules: {
    ...GENERAL_LAW,
    'repair.accept-within-working-days': { value: 3, clause: `${NOTICE_22}（自推送之日起）`, sure: 'second-hand' },
    'repair.check-within-working-days': {
      value: 7,
      clause: `${NOTICE_22}（自受理之日起，按10减3推算）`,
      sure: 'default',
    },
    'repair.answer-within-working-days': { value: 10, clause: `${NOTICE_22}（自收到申请之日起）`, sure: 'second-hand' },
    'repair.extension-working-days': { value: 10, clause: ORDER_36, sure: 'default' },
    'repair.copies-within-working-days': { value: 3, clause: ORDER_36, sure: 'default' },
    'repair.false-materials-bar-years': { value: 3, clause: ORDER_36, sure: 'default' },
    'objection.pass-on-within-working-days': { value: 1, clause: NOTICE_22, sure: 'default' },
  },
  publicity: {
    by: 'severity',
    terms: {
      minor: {
        shown: 'if-found-necessary',
        minimumMonths: null,
        maximumMonths: { value: 3, clause: ORDER_36, sure: 'second-hand' },
      },
      general: {
        shown: 'always',
        minimumMonths: { value: 3, clause: ORDER_36, sure: 'second-hand' },
        maximumMonths: { value: 12, clause: ORDER_36, sure: 'second-hand' },
      },
      serious: {
        shown: 'always',
        minimumMonths: { value: 12, clause: ORDER_36, sure: 'second-hand' },
        maximumMonths: { value: 36, clause: ORDER_36, sure: 'second-hand' },
      },
    },
  },
};
