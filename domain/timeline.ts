import { type DeadlineKind, LATENESS_TEXT, type Lateness } from './accept-first.ts';
import type { SupplyMeans } from './accept-first-supply.ts';
import type { PerformanceResult } from './performance.ts';
import type { Bilingual } from './text.ts';
import type { Day } from './time.ts';

/**
 * What happened to a case, one entry each. Entries hold no personal data (materials by code, people by
 * their issuer's subject in the entry's own columns); words are made from them when they are read.
 */
export type TimelineEvent =
  | { kind: 'received'; on: Day; onPaper: boolean }
  | { kind: 'refused-at-door'; codes: string[] }
  | { kind: 'accepted-first'; missing: string[]; supplyBy: Day; provisional: boolean }
  | { kind: 'supplied'; materials: string[]; means: SupplyMeans; countsOn: Day }
  | { kind: 'verified'; accepted: string[]; wrong: string[] }
  | { kind: 'promise-kept'; on: Day }
  | { kind: 'extended'; from: Day; until: Day; reason: string }
  | { kind: 'supply-by-passed'; due: Day; registrationUntil: Day }
  | { kind: 'registration-prolonged'; until: Day }
  | { kind: 'ended-late'; lateness: Lateness; result: PerformanceResult; missing: string[]; wrong: string[] }
  | { kind: 'reopened'; endedOn: Day; receivedOn: Day; previous: PerformanceResult | null; reason: string }
  | { kind: 'decided'; granted: boolean }
  | { kind: 'withdrawn'; onPaper: boolean }
  | { kind: 'made-good'; on: Day }
  | { kind: 'claimed' }
  | { kind: 'assigned'; to: string }
  | { kind: 'handed-back' }
  | { kind: 'reminded'; wait: DeadlineKind; due: Day }
  | { kind: 'escalated'; wait: DeadlineKind; due: Day; times: number }
  | { kind: 'provisional-reported'; wait: DeadlineKind; due: Day }
  | { kind: 'recounted'; wait: DeadlineKind; from: Day; to: Day };

export type TimelineKind = TimelineEvent['kind'];

export const WAIT_TEXT = {
  opening: { zh: '登记', en: 'opening' },
  'supply-by': { zh: '补交材料', en: 'supply of the missing materials' },
  'registration-grace': { zh: '登记在途材料', en: 'registration of receipts' },
  'verify-by': { zh: '核验材料', en: 'verification' },
  'decide-by': { zh: '作出决定', en: 'decision' },
} as const satisfies Record<DeadlineKind, Bilingual>;

const MEANS_TEXT = {
  online: { zh: '网上', en: 'online' },
  counter: { zh: '窗口', en: 'at the counter' },
  post: { zh: '邮寄', en: 'by post' },
} as const satisfies Record<SupplyMeans, Bilingual>;

/**
 * The words of a timeline entry. `nameOf` turns a material's code into its name.
 */
export function timelineText(event: TimelineEvent, nameOf: (code: string) => string): Bilingual {
  const names = (codes: readonly string[]) => codes.map(nameOf).join('、');
  switch (event.kind) {
    case 'received':
      return event.onPaper
        ? { zh: `${event.on}收到纸质申请`, en: `Paper application received on ${event.on}` }
        : { zh: '收到网上申请', en: 'Application received online' };
    case 'refused-at-door':
      return { zh: '不予容缺受理，可按普通程序申请', en: 'Not accepted first; the ordinary way stays open' };
    case 'accepted-first':
      return {
        zh: `已容缺受理。缺：${names(event.missing)}；补交期限${event.supplyBy}${event.provisional ? '（暂定）' : ''}`,
        en: `Accepted first. Missing: ${names(event.missing)}; supply by ${event.supplyBy}${event.provisional ? ' (provisional)' : ''}`,
      };
    case 'supplied':
      return {
        zh: `${MEANS_TEXT[event.means].zh}补交：${names(event.materials)}，计为${event.countsOn}提交`,
        en: `Supplied ${MEANS_TEXT[event.means].en}: ${names(event.materials)}, counted on ${event.countsOn}`,
      };
    case 'verified':
      return verifiedText(names(event.accepted), names(event.wrong));
    case 'promise-kept':
      return { zh: `承诺已履行（${event.on}）`, en: `Promise kept (${event.on})` };
    case 'extended':
      return {
        zh: `补交期限由${event.from}延至${event.until}：${event.reason}`,
        en: `Supply-by date moved from ${event.from} to ${event.until}: ${event.reason}`,
      };
    case 'supply-by-passed':
      return {
        zh: `补交期限${event.due}已过；期限内送达的材料可登记至${event.registrationUntil}`,
        en: `Supply-by date ${event.due} passed; what came in time can be registered until ${event.registrationUntil}`,
      };
    case 'registration-prolonged':
      return {
        zh: `有期限内收到但未办结的提交，登记宽限延至${event.until}`,
        en: `A hand-in received in time was not finished; registration goes on until ${event.until}`,
      };
    case 'ended-late':
      return {
        zh: `逾期未补齐，${LATENESS_TEXT[event.lateness].zh}${lateDetail(names(event.missing), names(event.wrong), 'zh')}`,
        en: `Not supplied in time: ${LATENESS_TEXT[event.lateness].en}${lateDetail(names(event.missing), names(event.wrong), 'en')}`,
      };
    case 'reopened':
      return {
        zh: `${event.endedOn}的终止已撤销：材料实际于${event.receivedOn}收到，重新办理（${event.reason}）`,
        en: `The ending of ${event.endedOn} is annulled: the material was received on ${event.receivedOn}; the case runs again (${event.reason})`,
      };
    case 'decided':
      return event.granted ? { zh: '准予', en: 'Granted' } : { zh: '不予', en: 'Not granted' };
    case 'withdrawn':
      return event.onPaper
        ? {
            zh: '根据申请人的书面撤回登记，可按普通程序申请',
            en: "Withdrawn, registered from the applicant's paper; the ordinary way stays open",
          }
        : { zh: '申请人撤回，可按普通程序申请', en: 'Withdrawn by the applicant; the ordinary way stays open' };
    case 'made-good':
      return {
        zh: `逾期材料于${event.on}补齐，未履行的承诺已补救`,
        en: `The late materials came on ${event.on}; the broken promise is made good`,
      };
    case 'claimed':
      return { zh: '已领办', en: 'Claimed' };
    case 'assigned':
      return { zh: '已分派', en: 'Assigned' };
    case 'handed-back':
      return { zh: '已退回待领', en: 'Handed back' };
    case 'reminded':
      return {
        zh: `已提醒：${WAIT_TEXT[event.wait].zh}，期限${event.due}`,
        en: `Reminder sent: ${WAIT_TEXT[event.wait].en}, due ${event.due}`,
      };
    case 'escalated':
      return {
        zh: `${WAIT_TEXT[event.wait].zh}逾期（${event.due}），第${event.times}次报告主管人员`,
        en: `Overdue: ${WAIT_TEXT[event.wait].en} (${event.due}); supervisor told, time ${event.times}`,
      };
    case 'provisional-reported':
      return {
        zh: `${WAIT_TEXT[event.wait].zh}的期限${event.due}为暂定，待年度放假安排载入后重算`,
        en: `The date ${event.due} (${WAIT_TEXT[event.wait].en}) is provisional until the year's calendar is loaded`,
      };
    case 'recounted':
      return recountedText(event);
    default:
      return event satisfies never;
  }
}

function recountedText({ wait, from, to }: Extract<TimelineEvent, { kind: 'recounted' }>): Bilingual {
  const { zh, en } = WAIT_TEXT[wait];
  if (from === to) {
    return {
      zh: `${zh}的期限${to}已按新的放假安排确认`,
      en: `By the calendar now loaded the date ${to} (${en}) stands`,
    };
  }
  return {
    zh: `${zh}的期限按新的放假安排由${from}改为${to}`,
    en: `By the calendar now loaded the date (${en}) moves from ${from} to ${to}`,
  };
}

function verifiedText(accepted: string, wrong: string): Bilingual {
  if (wrong === '') return { zh: `核验通过：${accepted}`, en: `Verified: ${accepted}` };
  if (accepted === '') return { zh: `核验不符：${wrong}`, en: `Found wrong: ${wrong}` };
  return { zh: `核验通过：${accepted}；不符：${wrong}`, en: `Verified: ${accepted}; found wrong: ${wrong}` };
}

function lateDetail(missing: string, wrong: string, language: keyof Bilingual): string {
  const parts = [
    missing === '' ? '' : language === 'zh' ? `未交：${missing}` : `missing: ${missing}`,
    wrong === '' ? '' : language === 'zh' ? `不符：${wrong}` : `wrong: ${wrong}`,
  ].filter((part) => part !== '');
  if (parts.length === 0) return '';
  return language === 'zh' ? `（${parts.join('；')}）` : ` (${parts.join('; ')})`;
}
