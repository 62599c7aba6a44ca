import { REORGANISATION_KIND_TEXT, type ReorganisationKind, type ReorganisationOpener } from './reorganisation.ts';
import { type Bilingual, plural } from '../text.ts';
import type { Day } from '../time.ts';

/** What happens to a reorganisation, one entry each. */
export type ReorganisationEvent =
  | { kind: 'reorganisation-received'; openedBy: ReorganisationOpener; on: Day }
  | { kind: 'ruling-approved'; of: ReorganisationKind; ruledOn: Day; records: number; measures: number }
  | { kind: 'ruling-not-confirmed' }
  | { kind: 'outcome-before-approval'; outcome: 'carried-out' | 'failed' }
  | { kind: 'plan-carried-out'; of: ReorganisationKind; on: Day; records: number }
  | { kind: 'plan-failed'; of: ReorganisationKind; on: Day; records: number }
  | { kind: 'statement-added'; by: 'court' | 'administrator'; records: number }
  | { kind: 'reorganisation-withdrawn' };

/** Which entries the applicant reads: all of them. */
export const REORGANISATION_EVENTS_FOR_APPLICANT = {
  'reorganisation-received': true,
  'ruling-approved': true,
  'ruling-not-confirmed': true,
  'outcome-before-approval': true,
  'plan-carried-out': true,
  'plan-failed': true,
  'statement-added': true,
  'reorganisation-withdrawn': true,
  // That the court is silent, and its supervisor was told, is the applicant's to see.
  escalated: true,
} as const satisfies Record<ReorganisationEvent['kind'] | 'escalated', boolean>;

const OPENER_TEXT = {
  court: { zh: '人民法院推送裁定', en: 'The court sent its ruling' },
  debtor: { zh: '企业提出申请', en: 'The enterprise applied' },
  administrator: { zh: '管理人提出申请', en: 'The administrator applied' },
} as const satisfies Record<ReorganisationOpener, Bilingual>;

/** The words of an entry. */
export function reorganisationEventText(event: ReorganisationEvent): Bilingual {
  switch (event.kind) {
    case 'reorganisation-received': {
      const { zh, en } = OPENER_TEXT[event.openedBy];
      return { zh: `${zh}（${event.on}收到）`, en: `${en} (received on ${event.on})` };
    }
    case 'ruling-approved': {
      const what = REORGANISATION_KIND_TEXT[event.of];
      return {
        zh: `人民法院已于${event.ruledOn}裁定批准、认可${what.zh}：暂时屏蔽${event.records}条信息，暂时解除${event.measures}项措施`,
        en: `The court approved the ${what.en} on ${event.ruledOn}: ${plural(event.records, 'record')} shielded, ${plural(event.measures, 'measure')} lifted for the time being`,
      };
    }
    case 'ruling-not-confirmed':
      return { zh: '人民法院告知未作出所称裁定', en: 'The court says that it made no such ruling' };
    case 'outcome-before-approval':
      return event.outcome === 'carried-out'
        ? {
            zh: '已收到执行完毕的告知，待批准、认可裁定到达后办理',
            en: 'Told that it is carried out; waits for the approval',
          }
        : { zh: '已收到终止执行的告知，待批准、认可裁定到达后办理', en: 'Told that it failed; waits for the approval' };
    case 'plan-carried-out': {
      const what = REORGANISATION_KIND_TEXT[event.of];
      return {
        zh: `${what.zh}已于${event.on}执行完毕，${event.records}条信息终局修复`,
        en: `The ${what.en} was carried out on ${event.on}; ${plural(event.records, 'record')} repaired for good`,
      };
    }
    case 'plan-failed': {
      const what = REORGANISATION_KIND_TEXT[event.of];
      return {
        zh: `${what.zh}已于${event.on}终止执行，${event.records}条信息恢复原状，期限照常计算`,
        en: `The ${what.en} failed on ${event.on}; ${plural(event.records, 'record')} stand as before, their periods ran on`,
      };
    }
    case 'statement-added': {
      const who =
        event.by === 'court' ? { zh: '人民法院', en: 'The court' } : { zh: '管理人', en: 'The administrator' };
      return {
        zh: `${who.zh}对${event.records}条信息附加说明`,
        en: `${who.en} added a statement to ${plural(event.records, 'record')}`,
      };
    }
    case 'reorganisation-withdrawn':
      return { zh: '申请人撤回', en: 'Withdrawn by the applicant' };
    default:
      return event satisfies never;
  }
}
