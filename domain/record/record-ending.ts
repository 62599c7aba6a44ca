/** How records end before their time, and what follows from each ending. */
import type { Bilingual } from '../text.ts';
import type { RecordKind } from './record-kind.ts';

/** How a record ended before its time. */
export const RECORD_ENDINGS = ['repaired', 'annulled', 'corrected', 'withdrawn'] as const;
export type RecordEnding = (typeof RECORD_ENDINGS)[number];

/** By these endings it turned out that the record never should have counted; a repair is none of them. */
export function isVoid(how: RecordEnding | null): boolean {
  return how === 'annulled' || how === 'corrected' || how === 'withdrawn';
}

/**
 * By these endings it turned out that a record was entered wrongly; its document may be entered again, rightly. One that
 * was annulled is no effective document any more. Source: 国办发〔2020〕49号（二）.
 */
export function isWronglyEntered(how: RecordEnding | null): boolean {
  return how === 'corrected' || how === 'withdrawn';
}

export const RECORD_ENDING_TEXT: Readonly<Record<RecordEnding, Bilingual>> = {
  repaired: { zh: '信用修复', en: 'repaired' },
  annulled: { zh: '决定被撤销、变更或确认违法', en: 'the decision was annulled' },
  corrected: { zh: '更正', en: 'corrected' },
  withdrawn: { zh: '认定单位撤回', en: 'withdrawn by who determined it' },
};

/** An entry of a court's list is ended by the court, and by nobody else (法释〔2017〕7号第十条、第十二条). */
const COURT_ENDING_TEXT: Readonly<Partial<Record<RecordEnding, Bilingual>>> = {
  annulled: { zh: '人民法院撤销', en: 'annulled by the court' },
  withdrawn: { zh: '人民法院删除', en: 'deleted by the court' },
};

/** How a record of a kind ended, as people read it. */
export function endingText(kind: RecordKind, how: RecordEnding): Bilingual {
  return (kind === 'judgment-debtor' ? COURT_ENDING_TEXT[how] : undefined) ?? RECORD_ENDING_TEXT[how];
}

/**
 * Whether a measure that was lifted stays so whatever becomes of its record's repair: it went with a record that never
 * should have counted, or was found wrong by itself (`corrected`). What a repair lifted comes back with its withdrawal.
 */
export function isLiftedForGood(liftedHow: RecordEnding | null): boolean {
  return liftedHow !== null && liftedHow !== 'repaired';
}
