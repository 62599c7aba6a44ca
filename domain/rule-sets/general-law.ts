import type { RuleSet } from './rule-set.ts';

/** Numbers of general law, and of this service where no text gives one. Both rule sets rest on them. */
export const GENERAL_LAW = {
  'accept-first.supply-by-less-than-handling-working-days': {
    value: 2,
    clause: '深圳市容缺受理规定（2019-10-01起施行）',
    sure: 'default',
  },
  'accept-first.supply-by-at-most-working-days': {
    value: 20,
    clause: '深圳市容缺受理规定（2019-10-01起施行）',
    sure: 'default',
  },
  'accept-first.registration-grace-working-days': { value: 1, clause: '系统默认', sure: 'default' },
  'accept-first.registration-grace-when-dispatch-counts-working-days': {
    value: 5,
    clause: '系统默认',
    sure: 'default',
  },
  'accept-first.reminders-before-working-days': { value: [3, 1], clause: '系统默认', sure: 'default' },
  'accept-first.verify-within-working-days': { value: 2, clause: '系统默认', sure: 'default' },
  'accept-first.decide-within-working-days': { value: 5, clause: '系统默认', sure: 'default' },
  'case.officer-reminders-before-working-days': { value: [1], clause: '系统默认', sure: 'default' },
  'case.escalate-every-working-days': { value: 3, clause: '系统默认', sure: 'default' },
  'case.backdating-by-officer-working-days': { value: 3, clause: '系统默认', sure: 'default' },
  'case.wake-spread-seconds': { value: 900, clause: '系统默认', sure: 'default' },
  'case.reminder-hour': { value: 9, clause: '系统默认', sure: 'default' },
  'licensing.correction-notice-working-days': { value: 5, clause: '行政许可法第32条', sure: 'text-read' },
  'penalty.annulled-withdrawal-working-days': { value: 3, clause: '行政处罚法第48条、第85条', sure: 'text-read' },
  'publication.decisions-within-working-days': {
    value: 7,
    clause: '国办发〔2015〕51号（十八）；国发〔2016〕33号（十七）；国办发〔2019〕35号（十五）',
    sure: 'text-read',
  },
} as const satisfies Partial<RuleSet['rules']>;
