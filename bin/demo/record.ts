/** What a record of the demo county is: who enters it, what people do on it, and where its publicity comes to stand. */
import type { PublicityStatus } from '../../domain/publicity/publicity.ts';
import type { RecordKind } from '../../domain/record/record-kind.ts';
import type { Sector } from '../../domain/record/sectors.ts';
import type { Severity } from '../../domain/record/severity.ts';
import type { DayPlace } from './days.ts';

/** What somebody does on the record afterwards. */
export type RecordAct =
  | { readonly by: string; readonly act: 'duties-done'; readonly on: DayPlace }
  | {
      readonly by: string;
      readonly act: 'report-annulment' | 'annul';
      readonly on: DayPlace;
      readonly document: string;
    }
  | { readonly by: string; readonly act: 'withdraw'; readonly reason: string }
  /** By an officer of an authority that carries the measure out. */
  | {
      readonly by: string;
      readonly act: 'respond-measure' | 'execute-measure' | 'feed-back-measure';
      readonly measure: string;
    }
  /** Not its own to carry out. */
  | { readonly by: string; readonly act: 'decline-measure'; readonly measure: string; readonly reason: string };

export interface DemoRecord {
  readonly key: string;
  readonly subject: string;
  /** Who enters it, for the authority that determined it. */
  readonly by: string;
  readonly kind: RecordKind;
  readonly sector: Sector;
  readonly severity: Severity;
  readonly documentNumber: string;
  readonly decidedOn: DayPlace;
  readonly facts: string;
  /** Codes of the list of measures; `months`: the law gives the measure a term of its own. */
  readonly measures?: readonly { readonly code: string; readonly months?: number }[];
  readonly acts: readonly RecordAct[];
  /** Where its publicity stands once the county is entered, repairs and court messages included. */
  readonly intended: PublicityStatus;
}

/** What most of them have in common. */
export const PENALTY = { kind: 'penalty', sector: 'general', severity: 'general' } as const;
export const MARKET = { kind: 'penalty', sector: 'market-supervision', severity: 'general' } as const;

/** The duties were done so many months ago, as the authority wrote down. */
export const done = (by: string, monthsAgo: number): RecordAct => ({ by, act: 'duties-done', on: { monthsAgo } });

/** The officer's authority has applied a measure, and said so. */
export const carriedOut = (by: string, measure: string): RecordAct[] => [
  { by, act: 'respond-measure', measure },
  { by, act: 'execute-measure', measure },
  { by, act: 'feed-back-measure', measure },
];
