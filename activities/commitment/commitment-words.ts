import type { ObligationText } from '../../domain/commitment/obligation.ts';

/** The columns that hold the words of an obligation. */
export function columnsOf(words: ObligationText, sinceVersion: number) {
  const { code, title, content, evidence, event, quantity, term } = words;
  const amount = quantity?.amount ?? null;
  const unit = quantity?.unit ?? null;
  return {
    code,
    title,
    content,
    evidence,
    event: term.kind === 'event' ? event : null,
    amount,
    unit,
    term,
    sinceVersion,
  };
}

/** Nothing has happened to it yet. */
export const UNTOUCHED = {
  eventOn: null,
  eventProof: null,
  found: null,
  foundReason: null,
  releasedOn: null,
  releaseReason: null,
  notKeptOn: null,
  madeGoodOn: null,
  concededOn: null,
  concession: null,
} as const;
