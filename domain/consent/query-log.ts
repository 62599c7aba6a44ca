import type { Bilingual } from '../text.ts';
import type { QueryGround } from './consent.ts';
import { getStatutoryBasis, QUERY_PURPOSE_TEXT } from './query-bases.ts';

/**
 * The reads of a subject's information that its people are told of ("who looked at my data"), by their action in the
 * audit. Source: 国办发〔2020〕49号（十三） 信息查询使用登记; 个人信息保护法 44, 45: to know, and to look it up.
 */
export const LOGGED_QUERIES: Readonly<Record<string, Bilingual>> = {
  'subject.look-up': { zh: '按代码查找主体', en: 'looked the subject up by its code' },
  'subject.read': { zh: '查看主体基本信息（遮盖）', en: 'read who the subject is, masked' },
  'subject.supervision-grade': { zh: '查询监管信用等级', en: 'read the supervision grade' },
  'record.list': { zh: '查询失信记录', en: 'queried the records' },
  'record.read': { zh: '查看一条失信记录', en: 'read one record' },
  'record.withheld': { zh: '查询失信记录，未获准许', en: 'queried records, and was refused' },
  'case.read': { zh: '查看办件', en: 'read a case' },
  'green-channel.read': {
    zh: '查询是否符合绿色通道条件',
    en: 'read whether the conditions of the green channel are met',
  },
  'accept-first.preview': { zh: '预览容缺受理', en: 'previewed an accept-first application' },
  'commitment.preview': { zh: '预览信用承诺', en: 'previewed a commitment' },
  'repair.preview': { zh: '预览信用修复', en: 'previewed a repair' },
  'report.issue': { zh: '出具专项信用报告', en: 'had a credit report issued' },
  'report.list': { zh: '查看报告目录', en: 'listed the credit reports' },
  'report.read': { zh: '查看专项信用报告', en: 'read a credit report' },
  'report.check': { zh: '核验专项信用报告', en: 'checked a credit report' },
};

const OWN_REQUEST = {
  text: { zh: '应本人申请，窗口已查验身份证明', en: 'asked for by the subject, who has shown proof at the counter' },
  clause: '个人信息保护法第四十五条；2025年意见（十六）',
  reference: null,
} as const;

/** What a query rested on, as its subject reads it; null where the log keeps no ground. */
export function groundText(
  ground: unknown,
): { readonly text: Bilingual; readonly clause: string; readonly reference: string | null } | null {
  if (!isGround(ground)) return null;
  if (ground.kind === 'consent') {
    const { zh, en } = QUERY_PURPOSE_TEXT[ground.purpose];
    return {
      text: { zh: `本人同意：${zh}`, en: `by consent: ${en}` },
      clause: '国办发〔2020〕49号（十四）',
      reference: null,
    };
  }
  if (ground.kind === 'own-request') return OWN_REQUEST;
  const { name, clause } = getStatutoryBasis(ground.basis);
  return { text: name, clause, reference: ground.reference };
}

/** The log holds what was written by this service, as JSON. */
function isGround(value: unknown): value is QueryGround {
  return typeof value === 'object' && value !== null && 'kind' in value;
}
