import { toldAboveText } from '../case/told-above.ts';
import type { SupplyMeans } from '../accept-first/accept-first-supply.ts';
import { type CommitmentKind, kindTerms } from './commitment-kinds.ts';
import type { PerformanceResult } from '../case/performance.ts';
import { type Severity, SEVERITY_TEXT } from '../record/severity.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/** What happens to a commitment, one entry each; obligations are named by their codes. */
export type CommitmentEvent =
  | { kind: 'promise-received'; on: Day; onPaper: boolean }
  | { kind: 'promise-refused'; codes: string[] }
  | { kind: 'promise-taken'; of: CommitmentKind; obligations: string[] }
  | { kind: 'decided-on-promise'; checkBy: Day; provisional: boolean }
  | { kind: 'start-reported'; obligation: string; on: Day; due: Day }
  | { kind: 'fulfilment-reported'; obligations: string[]; means: SupplyMeans; countsOn: Day; late: boolean }
  | { kind: 'fulfilment-judged'; accepted: string[]; rejected: string[] }
  | { kind: 'obligation-kept'; obligations: string[] }
  | { kind: 'obligation-passed'; obligation: string; due: Day; registrationUntil: Day }
  | { kind: 'obligation-prolonged'; obligation: string; until: Day }
  | { kind: 'obligation-broken'; obligation: string; due: Day }
  | { kind: 'obligation-conceded'; obligations: string[]; on: Day; onPaper: boolean }
  | { kind: 'obligation-restored'; obligation: string; receivedOn: Day }
  | { kind: 'obligation-made-good'; obligation: string; on: Day }
  | { kind: 'obligation-extended'; obligation: string; from: Day; until: Day }
  | { kind: 'obligation-released'; obligations: string[] }
  | { kind: 'promise-checked'; true: string[]; untrue: string[]; rectifyBy: Day | null }
  | { kind: 'amendment-proposed'; obligations: string[] }
  | { kind: 'amendment-answered'; consented: boolean; version: number | null }
  | { kind: 'amendment-lapsed' }
  | { kind: 'promise-performed' }
  | { kind: 'promise-broken'; severity: Severity; notKept: string[] }
  | { kind: 'promise-released' }
  | { kind: 'promise-withdrawn'; onPaper: boolean }
  | { kind: 'approval-decided'; revoked: boolean }
  | { kind: 'promise-reopened'; endedOn: Day; receivedOn: Day; previous: PerformanceResult | null }
  | { kind: 'promise-made-good'; on: Day; severity: Severity }
  | { kind: 'promise-graded'; severity: Severity }
  | { kind: 'superior-told'; noSuperior?: true };

/** Which entries the promisor reads: all but who else was told. */
export const COMMITMENT_EVENTS_FOR_APPLICANT = {
  'promise-received': true,
  'promise-refused': true,
  'promise-taken': true,
  'decided-on-promise': true,
  'start-reported': true,
  'fulfilment-reported': true,
  'fulfilment-judged': true,
  'obligation-kept': true,
  'obligation-passed': true,
  'obligation-prolonged': true,
  'obligation-broken': true,
  'obligation-conceded': true,
  'obligation-restored': true,
  'obligation-made-good': true,
  'obligation-extended': true,
  'obligation-released': true,
  'promise-checked': true,
  'amendment-proposed': true,
  'amendment-answered': true,
  'amendment-lapsed': true,
  'promise-performed': true,
  'promise-broken': true,
  'promise-released': true,
  'promise-withdrawn': true,
  'approval-decided': true,
  'promise-reopened': true,
  'promise-made-good': true,
  'promise-graded': true,
  'superior-told': false,
} as const satisfies Record<CommitmentEvent['kind'], boolean>;

const MEANS_TEXT = {
  online: { zh: '网上', en: 'online' },
  counter: { zh: '窗口', en: 'at the counter' },
  post: { zh: '邮寄', en: 'by post' },
} as const satisfies Record<SupplyMeans, Bilingual>;

/** The words of an entry. `nameOf` turns an obligation's code into its title. */
export function commitmentEventText(event: CommitmentEvent, nameOf: (code: string) => string): Bilingual {
  const names = (codes: readonly string[]) => codes.map(nameOf).join('、');
  switch (event.kind) {
    case 'promise-received':
      return event.onPaper
        ? { zh: `${event.on}收到纸质承诺书`, en: `Paper commitment received on ${event.on}` }
        : { zh: '收到网上承诺', en: 'Commitment received online' };
    case 'promise-refused':
      return { zh: '不予受理承诺，可按普通程序办理', en: 'Not taken; the ordinary way stays open' };
    case 'promise-taken':
      return {
        zh: `已受理${kindTerms(event.of).name.zh}，履约事项：${names(event.obligations)}`,
        en: `Taken: ${kindTerms(event.of).name.en}; obligations: ${names(event.obligations)}`,
      };
    case 'decided-on-promise':
      return {
        zh: `已凭承诺当场作出决定；事后核查期限${event.checkBy}${event.provisional ? '（暂定）' : ''}`,
        en: `Decided at once on the promise; to be checked by ${event.checkBy}${event.provisional ? ' (provisional)' : ''}`,
      };
    case 'start-reported':
      return {
        zh: `“${nameOf(event.obligation)}”的起算事由于${event.on}发生，履行期限${event.due}`,
        en: `The starting event of "${nameOf(event.obligation)}" happened on ${event.on}; due ${event.due}`,
      };
    case 'fulfilment-reported':
      return {
        zh: `${MEANS_TEXT[event.means].zh}报告履行：${names(event.obligations)}，计为${event.countsOn}提交${event.late ? '（逾期）' : ''}`,
        en: `Reported ${MEANS_TEXT[event.means].en}: ${names(event.obligations)}, counted on ${event.countsOn}${event.late ? ' (late)' : ''}`,
      };
    case 'fulfilment-judged':
      return judgedText(names(event.accepted), names(event.rejected));
    case 'obligation-kept':
      return { zh: `已履行：${names(event.obligations)}`, en: `Fulfilled: ${names(event.obligations)}` };
    case 'obligation-passed':
      return {
        zh: `“${nameOf(event.obligation)}”的期限${event.due}已过；期限内送达的报告可登记至${event.registrationUntil}`,
        en: `The date ${event.due} of "${nameOf(event.obligation)}" passed; what came in time can be registered until ${event.registrationUntil}`,
      };
    case 'obligation-prolonged':
      return {
        zh: `“${nameOf(event.obligation)}”有期限内收到但未办结的提交，登记宽限延至${event.until}`,
        en: `A report of "${nameOf(event.obligation)}" received in time was not finished; registration goes on until ${event.until}`,
      };
    case 'obligation-broken':
      return {
        zh: `“${nameOf(event.obligation)}”未在${event.due}前履行`,
        en: `"${nameOf(event.obligation)}" was not fulfilled by ${event.due}`,
      };
    case 'obligation-conceded':
      return event.onPaper
        ? {
            zh: `承诺人书面确认未履行或者不再整改（${event.on}收到）：${names(event.obligations)}`,
            en: `The promisor says on paper that it was not done, received on ${event.on}: ${names(event.obligations)}`,
          }
        : {
            zh: `承诺人确认未履行或者不再整改（${event.on}）：${names(event.obligations)}`,
            en: `The promisor says that it was not done (${event.on}): ${names(event.obligations)}`,
          };
    case 'obligation-restored':
      return {
        zh: `“${nameOf(event.obligation)}”的报告实际于${event.receivedOn}收到，未履行的记载已撤销`,
        en: `The report of "${nameOf(event.obligation)}" was received on ${event.receivedOn}; that it was not kept is annulled`,
      };
    case 'obligation-made-good':
      return {
        zh: `“${nameOf(event.obligation)}”已于${event.on}补救`,
        en: `"${nameOf(event.obligation)}" was made good on ${event.on}`,
      };
    case 'obligation-extended':
      return {
        zh: `因不可抗力，“${nameOf(event.obligation)}”的期限由${event.from}延至${event.until}`,
        en: `For force majeure the date of "${nameOf(event.obligation)}" moved from ${event.from} to ${event.until}`,
      };
    case 'obligation-released':
      return { zh: `已解除：${names(event.obligations)}`, en: `Released: ${names(event.obligations)}` };
    case 'promise-checked':
      return checkedText(names(event.true), names(event.untrue), event.rectifyBy);
    case 'amendment-proposed':
      return {
        zh: `申请变更承诺：${names(event.obligations)}`,
        en: `Amendment asked for: ${names(event.obligations)}`,
      };
    case 'amendment-answered':
      return event.consented
        ? { zh: `同意变更，承诺现为第${event.version}版`, en: `Amendment consented to: version ${event.version}` }
        : { zh: '不同意变更，原承诺不变', en: 'Amendment refused; the promise stands as it was' };
    case 'amendment-lapsed':
      return { zh: '变更申请已失效，原承诺不变', en: 'The amendment lapsed; the promise stands as it was' };
    case 'promise-performed':
      return { zh: '承诺已全部履行', en: 'The promise is kept' };
    case 'promise-broken':
      return {
        zh: `承诺未履行（${SEVERITY_TEXT[event.severity].name.zh}）：${names(event.notKept)}`,
        en: `The promise was not kept (${SEVERITY_TEXT[event.severity].name.en}): ${names(event.notKept)}`,
      };
    case 'promise-released':
      return { zh: '承诺已解除', en: 'The promise is released' };
    case 'promise-withdrawn':
      return event.onPaper
        ? { zh: '根据承诺人的书面撤回登记', en: "Withdrawn, registered from the promisor's paper" }
        : { zh: '承诺人撤回承诺', en: 'Withdrawn by the promisor' };
    case 'approval-decided':
      return event.revoked
        ? { zh: '凭承诺作出的决定已撤销', en: 'What was decided on the promise is revoked' }
        : { zh: '凭承诺作出的决定予以保留', en: 'What was decided on the promise stands' };
    case 'promise-reopened':
      return {
        zh: `${event.endedOn}的结果已撤销：报告实际于${event.receivedOn}收到，重新办理`,
        en: `The ending of ${event.endedOn} is annulled: the report was received on ${event.receivedOn}; the case runs again`,
      };
    case 'promise-made-good':
      return {
        zh: `未履行的承诺已于${event.on}补救（${SEVERITY_TEXT[event.severity].name.zh}）`,
        en: `The broken promise was made good on ${event.on} (${SEVERITY_TEXT[event.severity].name.en})`,
      };
    case 'promise-graded':
      return {
        zh: `经认定，失约情节为${SEVERITY_TEXT[event.severity].name.zh}`,
        en: `Found to be ${SEVERITY_TEXT[event.severity].name.en}`,
      };
    case 'superior-told':
      return toldAboveText(event);
    default:
      return event satisfies never;
  }
}

function judgedText(accepted: string, rejected: string): Bilingual {
  if (rejected === '') return { zh: `核实通过：${accepted}`, en: `Confirmed: ${accepted}` };
  if (accepted === '') return { zh: `核实不符：${rejected}`, en: `Rejected: ${rejected}` };
  return { zh: `核实通过：${accepted}；不符：${rejected}`, en: `Confirmed: ${accepted}; rejected: ${rejected}` };
}

function checkedText(found: string, untrue: string, rectifyBy: Day | null): Bilingual {
  if (untrue === '') return { zh: `核查属实：${found}`, en: `Checked and true: ${found}` };
  const also = found === '' ? { zh: '', en: '' } : { zh: `核查属实：${found}；`, en: `Checked and true: ${found}; ` };
  return {
    zh: `${also.zh}不实：${untrue}，限${rectifyBy}前整改`,
    en: `${also.en}untrue: ${untrue}, to be rectified by ${rectifyBy}`,
  };
}
