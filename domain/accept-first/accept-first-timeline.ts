import { LATENESS_TEXT, type Lateness } from './accept-first.ts';
import type { SupplyMeans } from './accept-first-supply.ts';
import { GREEN_GROUND_TEXT, type GreenGround } from '../green-channel/green-channel.ts';
import type { PerformanceResult } from '../case/performance.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/** What happens to an accept-first case, one entry each; materials are named by their codes. */
export type AcceptFirstEvent =
  | { kind: 'received'; on: Day; onPaper: boolean }
  | { kind: 'refused-at-door'; codes: string[] }
  | { kind: 'accepted-first'; missing: string[]; supplyBy: Day; provisional: boolean; noticeHandedOn?: Day }
  | { kind: 'green-channel'; ground: GreenGround; first: boolean }
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
  | { kind: 'made-good'; on: Day };

const MEANS_TEXT = {
  online: { zh: '网上', en: 'online' },
  counter: { zh: '窗口', en: 'at the counter' },
  post: { zh: '邮寄', en: 'by post' },
} as const satisfies Record<SupplyMeans, Bilingual>;

/** Which entries the applicant reads: all of them. */
export const ACCEPT_FIRST_EVENTS_FOR_APPLICANT = {
  received: true,
  'refused-at-door': true,
  'accepted-first': true,
  'green-channel': true,
  supplied: true,
  verified: true,
  'promise-kept': true,
  extended: true,
  'supply-by-passed': true,
  'registration-prolonged': true,
  'ended-late': true,
  reopened: true,
  decided: true,
  withdrawn: true,
  'made-good': true,
} as const satisfies Record<AcceptFirstEvent['kind'], boolean>;

/** The words of an entry. `nameOf` turns a material's code into its name. */
export function acceptFirstEventText(event: AcceptFirstEvent, nameOf: (code: string) => string): Bilingual {
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
        zh: `已容缺受理。缺：${names(event.missing)}；补交期限${event.supplyBy}${event.provisional ? '（暂定）' : ''}${event.noticeHandedOn === undefined ? '' : `；通知书已于${event.noticeHandedOn}交付`}`,
        en: `Accepted first. Missing: ${names(event.missing)}; supply by ${event.supplyBy}${event.provisional ? ' (provisional)' : ''}${event.noticeHandedOn === undefined ? '' : `; the notice was handed over on ${event.noticeHandedOn}`}`,
      };
    case 'green-channel': {
      const { zh, en } = GREEN_GROUND_TEXT[event.ground];
      return {
        zh: `适用绿色通道：${zh}${event.first ? '，优先办理' : ''}`,
        en: `Through the green channel: ${en}${event.first ? '; handled first' : ''}`,
      };
    }
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
    default:
      return event satisfies never;
  }
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
