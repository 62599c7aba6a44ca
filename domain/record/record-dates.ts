import { findPeriod, publicityDates } from '../publicity/publicity-period.ts';
import type { LongestPeriod, PublicityQuestion } from '../publicity/publicity-terms.ts';
import type { RecordDates } from './record.ts';
import type { RecordKind } from './record-kind.ts';
import type { Refusal } from '../refusal.ts';
import { sectorRules } from './sector-rules.ts';
import type { Sector } from './sectors.ts';
import type { Severity } from './severity.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';

/** What a record's days follow from: one deciding document of one sector. */
export interface RecordQuestion
  extends Pick<PublicityQuestion, 'published' | 'warningOnly' | 'correctedOn' | 'restartedOn' | 'term'> {
  readonly kind: RecordKind;
  readonly decidedOn: Day;
  readonly severity: Severity;
  readonly sector: Sector;
  readonly publishedFrom: Day;
}

export type RecordAnswer =
  | {
      readonly ok: true;
      readonly dates: RecordDates;
      /** What the days were counted from, for their ledgers. */
      readonly period: LongestPeriod;
      readonly explanation: readonly Bilingual[];
    }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * The days that are stored with a record. What is not published is shared as long as it would have been shown, and may
 * be repaired as soon as the duties are done; what a court ends is not applied for here (法释〔2017〕7号).
 * Refusals: as `publicityDates`.
 */
export function recordDates(question: RecordQuestion): RecordAnswer {
  const { kind, decidedOn, severity, sector, publishedFrom } = question;
  const asked: PublicityQuestion = { ...question, severities: [severity], sectors: [sector] };
  const answer = publicityDates(asked);
  if (!answer.ok) return answer;
  const period = findPeriod(asked);
  if (period === null) throw new Error('what has an answer has a period');
  const byCourt = kind === 'judgment-debtor' || sectorRules(sector, decidedOn).repairBy === 'court';
  const { published, minimumEnds, ruleSet, explanation } = answer;
  return {
    ok: true,
    explanation,
    period: byCourt || !published ? { ...period, minimum: null } : period,
    dates: {
      decidedOn,
      severity,
      sector,
      publishedFrom,
      published,
      ruleSet,
      minimumEnds: byCourt ? null : minimumEnds,
      applyFrom: byCourt ? null : published ? answer.applyFrom : decidedOn,
      endsBy: period.maximum?.ends ?? null,
    },
  };
}
