import type { RuleLookup } from '../deadline/rule-value.ts';
import type { Refusal } from '../refusal.ts';
import { holdsIdentityNumber } from '../subject/identity-number-in-text.ts';
import type { Bilingual } from '../text.ts';
import { addMonths, type Day, dayText, type Instant, shanghaiDay, startOfDay } from '../time.ts';
import type { RecordHold } from './record-hold.ts';
import { isOver, type RecordFacts, recordState } from './record.ts';

/**
 * 撤回说明: a published decision that is changed, annulled, found unlawful or void is taken back within three days, and the
 * reasons are published. Source: 行政处罚法第四十八条第二款; for what is no penalty, by analogy.
 */
export const WITHDRAWAL_CLAUSE = '行政处罚法第四十八条第二款';

/**
 * Why the decision of a record stands no more: a document says so; its authority set it aside itself; what it rests on
 * is gone. A record that was entered wrongly is none of these: its decision stands, and nothing is said of it.
 */
export const WITHDRAWAL_GROUNDS_STATED = ['annulled', 'set-aside', 'basis-fallen'] as const;
export type StatedGround = (typeof WITHDRAWAL_GROUNDS_STATED)[number];

export const STATED_GROUND_TEXT: Readonly<Record<StatedGround, Bilingual>> = {
  annulled: {
    zh: '决定被依法变更、撤销、确认违法或者确认无效',
    en: 'the decision was changed, annulled, or found unlawful or void',
  },
  'set-aside': {
    zh: '作出决定时未审查当事人在期限内提交的陈述、申辩或者听证申请，原决定已由作出机关撤销，重新办理',
    en: 'what the subject had handed in in time was not looked at, so the authority set its decision aside and decides anew',
  },
  'basis-fallen': {
    zh: '该决定所依据的决定、结论已不成立',
    en: 'the decision or finding that it rests on stands no more',
  },
};

/** A record as it is just before it is taken back. */
export interface RecordBeforeWithdrawal {
  readonly facts: RecordFacts;
  readonly holds: readonly RecordHold[];
  /** Entered at: nobody saw it here before. */
  readonly enteredAt: Instant;
}

/**
 * The last day on which it is said in public that a record was taken back, and why; null: it is not said, for nobody was
 * shown the record, or it had left the public before. Whoever saw it is told; but no longer than it would itself have been
 * shown, and for so many months at most (ours: no text gives a term): said for ever, the withdrawal would keep the
 * annulled decision beside the name of who was entitled to have it gone.
 */
export function statedUntil(before: RecordBeforeWithdrawal, now: Instant, rule: RuleLookup): Day | null {
  const { facts, holds } = before;
  if (isOver(recordState(facts, holds, [], now).state) || !wasShown(before, now)) return null;
  const today = shanghaiDay(now);
  const most = addMonths(today, rule('publication.withdrawal-stated-at-most-months').value);
  const { endsBy } = facts;
  // Past its last day it is shown for as long as duties are open: nobody can say until when.
  return endsBy === null || endsBy < today || endsBy > most ? most : endsBy;
}

/** Whether anybody could have seen it: at its entry, on its first day, or when something stopped its publicity no more. */
function wasShown({ facts, holds, enteredAt }: RecordBeforeWithdrawal, now: Instant): boolean {
  const first = startOfDay(facts.publishedFrom);
  const begins = enteredAt < first ? first : enteredAt;
  const freed = holds.flatMap(({ until }) => (until === null || until < begins ? [] : [until]));
  return [begins, ...freed].some((at) => at <= now && recordState(facts, holds, [], at).published);
}

/** What was said in public is said no longer after its last day. */
export function isStated({ shownUntil }: { readonly shownUntil?: Day | null | undefined }, now: Instant): boolean {
  return shownUntil != null && shanghaiDay(now) <= shownUntil;
}

/** What a statement of withdrawal names. */
export interface StatedWithdrawal {
  readonly documentKind: string;
  readonly documentNumber: string;
  readonly ground: StatedGround;
  /** The day of the document that annulled it, of setting it aside, or on which its basis fell. */
  readonly groundOn: Day;
  /** Number of the document that annulled it; null: there is none. */
  readonly groundDocument: string | null;
  readonly withdrawnOn: Day;
}

/** Which decision was withdrawn, on which day, why and by which document, in one sentence. */
export function withdrawalStatement(of: StatedWithdrawal): Bilingual {
  const { documentKind, documentNumber, ground, groundDocument } = of;
  const [on, since, why] = [dayText(of.withdrawnOn), dayText(of.groundOn), STATED_GROUND_TEXT[ground]];
  const by =
    groundDocument === null
      ? { zh: `（${since.zh}）`, en: ` (${since.en})` }
      : { zh: `（“${groundDocument}”，${since.zh}）`, en: ` ("${groundDocument}", ${since.en})` };
  return {
    zh: `“${documentNumber}”${documentKind}所涉信息已于${on.zh}撤回：${why.zh}${by.zh}。`,
    en: `The record of "${documentNumber}" (${documentKind}) was taken back on ${on.en}: ${why.en}${by.en}.`,
  };
}

/**
 * What speaks against words that everybody will read, a reason or a document's number: the identity number of a person
 * (国办发〔2020〕49号（十三）).
 */
export function reasonsAgainstPublicReason(words: string, today: Day): Refusal[] {
  if (!holdsIdentityNumber(words, today)) return [];
  return [
    {
      code: 'public-reason-personal-number',
      clause: `${WITHDRAWAL_CLAUSE}；国办发〔2020〕49号（十三）`,
      text: {
        zh: '撤回理由和所依据的文书文号将公开，其中含有公民身份号码，请删去后重新提交。',
        en: 'The reason and the number of the document will be public, and hold the identity number of a person; remove it and send it again.',
      },
    },
  ];
}

/** Of one that nobody was shown, or that had left the public before. */
const NOT_STATED_NOTICE = '该信息撤回前不在公示之列，或者已经终止公示，撤回理由不向社会公开。';

/** What the subject is told of what is said in public about its record. */
export function statedNotice(until: Day | null): string {
  if (until === null) return NOT_STATED_NOTICE;
  return `撤回的决定、日期和原因自即日起向社会公开说明（${WITHDRAWAL_CLAUSE}），${dayText(until).zh}为公开的最后一日；当事人为自然人的，隐去部分姓名、号码，不公开经办人员所写的理由和文书文号。`;
}
