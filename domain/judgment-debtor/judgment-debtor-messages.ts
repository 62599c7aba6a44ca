import type { Bilingual } from '../text.ts';
import type { Instant } from '../time.ts';

/**
 * What a court says of an entry after it was listed: masked (屏蔽) and unmasked, paused on a settlement agreement
 * (执行和解) and resumed, withdrawn (删除、撤销). Source: 中办发〔2016〕64号 一（三）; 法释〔2017〕7号第十条.
 */
export const DEBTOR_MESSAGES = [
  'debtor.masked',
  'debtor.unmasked',
  'debtor.paused',
  'debtor.resumed',
  'debtor.withdrawn',
] as const;
export type DebtorMessageKind = (typeof DEBTOR_MESSAGES)[number];

/**
 * Why a court withdraws an entry. Source: 法释〔2017〕7号第十条, active performance 第二条, an entry that should not have been
 * made 第十一、十二条 (all second-hand).
 */
export const WITHDRAWAL_GROUNDS = [
  'performed',
  'settlement-performed',
  'creditor-agrees',
  'no-property-found',
  'stayed',
  'not-to-be-enforced',
  'enforcement-ended',
  'active-performance',
  'wrongly-listed',
] as const;
export type WithdrawalGround = (typeof WITHDRAWAL_GROUNDS)[number];

export const WITHDRAWAL_GROUND_TEXT = {
  performed: { zh: '义务已履行完毕或者已执行完毕', en: 'the duty is performed or enforced' },
  'settlement-performed': { zh: '执行和解协议已履行完毕', en: 'the settlement is performed' },
  'creditor-agrees': {
    zh: '申请执行人书面申请删除，人民法院审查同意',
    en: 'the creditor asked for it in writing and the court agrees',
  },
  'no-property-found': {
    zh: '终结本次执行程序后，经查询未发现可供执行财产',
    en: 'no property was found after all checks',
  },
  stayed: {
    zh: '因审判监督或者破产程序裁定中止执行',
    en: 'enforcement is stayed by a retrial or a bankruptcy',
  },
  'not-to-be-enforced': { zh: '裁定不予执行', en: 'the court ruled not to enforce' },
  'enforcement-ended': { zh: '裁定终结执行', en: 'the court ended the enforcement' },
  'active-performance': {
    zh: '积极履行义务或者主动纠正失信行为',
    en: 'the debtor performs actively or corrected what it did',
  },
  'wrongly-listed': { zh: '不应纳入失信被执行人名单', en: 'it should not have been listed' },
} as const satisfies Record<WithdrawalGround, Bilingual>;

/** How an entry ends on each ground: a wrong one never stood, every other stood until now. */
export function endedHow(ground: WithdrawalGround): 'annulled' | 'withdrawn' {
  return ground === 'wrongly-listed' ? 'annulled' : 'withdrawn';
}

/** One message of the court about one entry. `eventId`: the sender's, the same at every repetition. */
export type DebtorMessage = {
  readonly eventId: string;
  /** When it happened at the court, whenever it arrived here. */
  readonly occurredAt: Instant;
} & (
  | { readonly kind: Exclude<DebtorMessageKind, 'debtor.withdrawn'> }
  | { readonly kind: 'debtor.withdrawn'; readonly ground: WithdrawalGround }
);

/** A time in which an entry was masked or paused. `until` is exclusive; null: it still is. */
export interface DebtorSpan {
  /** The message that began it. */
  readonly eventId: string;
  readonly from: Instant;
  readonly until: Instant | null;
}

/** What the messages of an entry come to. */
export interface DebtorStanding {
  readonly masked: readonly DebtorSpan[];
  readonly paused: readonly DebtorSpan[];
  /** Final: whatever happened later changes nothing. */
  readonly withdrawn: { readonly eventId: string; readonly at: Instant; readonly ground: WithdrawalGround } | null;
}

/**
 * What a court's messages about an entry come to, sorted by the instant at which each happened and, at one instant,
 * by event id: in whatever order they arrive, and however often, the answer is the same. What says nothing new
 * (masked while masked, resumed while not paused) changes nothing; the first withdrawal ends everything.
 */
export function foldDebtorMessages(messages: readonly DebtorMessage[]): DebtorStanding {
  const sorted = inOrder(messages);
  const end = sorted.findIndex(({ kind }) => kind === 'debtor.withdrawn');
  const [lived, last] = end === -1 ? [sorted, null] : [sorted.slice(0, end), sorted[end] ?? null];
  const withdrawn =
    last?.kind === 'debtor.withdrawn' ? { eventId: last.eventId, at: last.occurredAt, ground: last.ground } : null;
  return {
    masked: spansOf(lived, 'debtor.masked', 'debtor.unmasked', withdrawn?.at ?? null),
    paused: spansOf(lived, 'debtor.paused', 'debtor.resumed', withdrawn?.at ?? null),
    withdrawn,
  };
}

/** Messages as they happened, each event once. */
export function inOrder<M extends { readonly eventId: string; readonly occurredAt: Instant }>(
  messages: readonly M[],
): M[] {
  const once = new Map(messages.map((message) => [message.eventId, message]));
  return [...once.values()].sort((a, b) => compare(a.occurredAt, b.occurredAt) || compare(a.eventId, b.eventId));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** @param end where a span that is still open then ends; null: nowhere yet */
function spansOf(
  messages: readonly DebtorMessage[],
  begins: DebtorMessageKind,
  ends: DebtorMessageKind,
  end: Instant | null,
): DebtorSpan[] {
  const spans: DebtorSpan[] = [];
  let open: DebtorSpan | null = null;
  for (const { kind, eventId, occurredAt } of messages) {
    if (kind === begins) open ??= { eventId, from: occurredAt, until: null };
    if (kind !== ends || open === null) continue;
    spans.push({ ...open, until: occurredAt });
    open = null;
  }
  if (open !== null) spans.push({ ...open, until: end });
  // Begun and ended at one instant, it hid nothing.
  return spans.filter(({ from, until }) => from !== until);
}

/**
 * What each reason stops. Our default, for no text read says it: a masked entry is neither shown nor shared, while
 * measures already taken stay; an entry paused on a settlement agreement has no effect at all as long as the
 * agreement is being performed (执行中止).
 */
export const DEBTOR_HOLD_STOPS = {
  'court-mask': { publicity: true, sharing: true, measures: false },
  'court-pause': { publicity: true, sharing: true, measures: true },
} as const;
