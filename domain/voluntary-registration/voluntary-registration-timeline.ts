import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';
import { REGISTRATION_CATEGORY_TEXT, type RegistrationCategory } from './voluntary-registration-info.ts';

/** What happens to a registration, one entry each; nothing of what the subject says of itself. */
export type VoluntaryRegistrationEvent =
  | { kind: 'voluntary-registered'; category: RegistrationCategory; validUntil: Day; verifyBy: Day }
  | { kind: 'voluntary-corrected'; version: number; validUntil: Day; verifyBy: Day }
  | { kind: 'voluntary-verified' }
  | { kind: 'voluntary-doubted'; statementBy: Day }
  | { kind: 'voluntary-statement'; onPaper: boolean; on: Day; final: boolean }
  | { kind: 'voluntary-statement-over'; decideBy: Day }
  | { kind: 'voluntary-cleared' }
  | { kind: 'voluntary-found-false' }
  | { kind: 'voluntary-withdrawn'; onPaper: boolean }
  | { kind: 'voluntary-expired'; on: Day }
  | { kind: 'voluntary-made-good'; on: Day };

/** Which entries the subject reads: all of them, and that the silent were told of. */
export const VOLUNTARY_REGISTRATION_EVENTS_FOR_APPLICANT = {
  'voluntary-registered': true,
  'voluntary-corrected': true,
  'voluntary-verified': true,
  'voluntary-doubted': true,
  'voluntary-statement': true,
  'voluntary-statement-over': true,
  'voluntary-cleared': true,
  'voluntary-found-false': true,
  'voluntary-withdrawn': true,
  'voluntary-expired': true,
  'voluntary-made-good': true,
  escalated: true,
} as const satisfies Record<VoluntaryRegistrationEvent['kind'] | 'escalated', boolean>;

/** The words of an entry. */
export function voluntaryRegistrationEventText(event: VoluntaryRegistrationEvent): Bilingual {
  switch (event.kind) {
    case 'voluntary-registered': {
      const { zh, en } = REGISTRATION_CATEGORY_TEXT[event.category];
      return {
        zh: `自主申报${zh}信息，有效期至${event.validUntil}，核实期限${event.verifyBy}`,
        en: `Registered by the subject: ${en}, valid until ${event.validUntil}, to be verified by ${event.verifyBy}`,
      };
    }
    case 'voluntary-corrected':
      return {
        zh: `更正自主申报信息（第${event.version}版），有效期至${event.validUntil}，核实期限${event.verifyBy}`,
        en: `Corrected by the subject (version ${event.version}), valid until ${event.validUntil}, to be verified by ${event.verifyBy}`,
      };
    case 'voluntary-verified':
      return { zh: '经核实，与事实相符', en: 'Verified' };
    case 'voluntary-doubted':
      return {
        zh: `核实存疑，暂停展示，陈述申辩期限${event.statementBy}`,
        en: `Doubted and not shown meanwhile; the subject may make a statement until ${event.statementBy}`,
      };
    case 'voluntary-statement':
      return statementText(event);
    case 'voluntary-statement-over':
      return {
        zh: `陈述申辩期结束，决定期限${event.decideBy}`,
        en: `The statement period is over, the decision is due ${event.decideBy}`,
      };
    case 'voluntary-cleared':
      return { zh: '疑点已排除，恢复展示', en: 'Cleared, and shown again' };
    case 'voluntary-found-false':
      return { zh: '认定不实，信息撤下，记为未履行的承诺', en: 'Found false and taken off; a promise not kept' };
    case 'voluntary-withdrawn':
      return event.onPaper
        ? { zh: '当事人书面撤回自主申报信息', en: 'Taken back by the subject on paper' }
        : { zh: '当事人撤回自主申报信息', en: 'Taken back by the subject' };
    case 'voluntary-expired':
      return { zh: `有效期于${event.on}届满，信息撤下`, en: `Valid until ${event.on}, taken off` };
    case 'voluntary-made-good':
      return { zh: `已于${event.on}补救`, en: `Made good on ${event.on}` };
    default:
      return event satisfies never;
  }
}

function statementText({
  onPaper,
  on,
  final,
}: Extract<VoluntaryRegistrationEvent, { kind: 'voluntary-statement' }>): Bilingual {
  return {
    zh: `收到${onPaper ? '书面' : ''}陈述、申辩（${on}）${final ? '，当事人表示陈述完毕' : ''}`,
    en: `Statement${onPaper ? ' on paper' : ''} received on ${on}${final ? '; the subject has said all' : ''}`,
  };
}
