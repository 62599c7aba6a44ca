import type { Refusal } from '../refusal.ts';

/**
 * 回避: who acts for the subject of a case does not handle it for the authority, in whatever role.
 * Source: 公务员法第七十六条.
 */
export const RECUSAL: Refusal = {
  code: 'recusal',
  clause: '公务员法第七十六条',
  text: {
    zh: '您现为该主体的代表人或代理人，应当回避，请由其他工作人员办理。',
    en: 'You act for this subject yourself and may not handle its case; leave it to a colleague.',
  },
};
