/** What a promise of the demo county is: who makes it, what people do on it, and what it comes to. */
import type { CommitmentStatus } from '../../domain/commitment/commitment.ts';
import type { CommitmentKind } from '../../domain/commitment/commitment-kinds.ts';
import type { TermUnit } from '../../domain/deadline/ledger.ts';
import type { DayPlace } from './days.ts';

export interface DemoObligation {
  readonly code: string;
  readonly title: string;
  readonly evidence?: string;
  readonly quantity?: { readonly amount: number; readonly unit: string };
  /** Due on a day, so long after an event, or met already when it is decided on the promise. */
  readonly term:
    | { readonly due: DayPlace }
    | { readonly event: string; readonly count: number; readonly unit: TermUnit; readonly expectedBy: DayPlace }
    | 'approval';
}

/** What somebody does on the commitment afterwards. */
export type CommitmentAct =
  | { readonly by: string; readonly act: 'claim' }
  | {
      readonly by: string;
      readonly act: 'report';
      readonly obligation: string;
      readonly reference: string;
      /** The part that is done, in the obligation's own unit; without it, all. */
      readonly quantity?: number;
      /** Of a paper: the day it was received. */
      readonly receivedOn?: DayPlace;
    }
  | {
      readonly by: string;
      readonly act: 'report-event';
      readonly obligation: string;
      readonly on: DayPlace;
      readonly proof: string;
    }
  /** What the promisor itself says was not done. */
  | { readonly by: string; readonly act: 'concede'; readonly obligation: string; readonly statement: string }
  /** Obligation → null: confirmed; a text: why not. */
  | { readonly by: string; readonly act: 'confirm'; readonly verdicts: Readonly<Record<string, string | null>> }
  /** Obligation → null: found true; a text: what is untrue. */
  | { readonly by: string; readonly act: 'check'; readonly findings: Readonly<Record<string, string | null>> }
  | {
      readonly by: string;
      readonly act: 'extend';
      readonly obligation: string;
      readonly until: DayPlace;
      readonly reason: string;
      readonly proof: string;
    }
  | { readonly by: string; readonly act: 'amend'; readonly obligation: DemoObligation; readonly reason: string }
  | { readonly by: string; readonly act: 'answer-amendment'; readonly consented: boolean; readonly reason: string }
  | { readonly by: string; readonly act: 'release' | 'withdraw'; readonly reason: string };

export interface DemoCommitment {
  readonly key: string;
  readonly kind: CommitmentKind;
  readonly subject: string;
  /** Whom it is promised to. */
  readonly authority: string;
  readonly procedure?: string;
  /** The authority that promises, of a promise of government. */
  readonly promisor?: string;
  /** Tells it apart from the others of its subject. */
  readonly title: string;
  readonly way:
    | { readonly online: string }
    | { readonly registeredBy: string; readonly receivedOn?: DayPlace; readonly applicant: string | null };
  readonly signer: string;
  readonly obligations: readonly DemoObligation[];
  readonly acts: readonly CommitmentAct[];
  readonly intended: CommitmentStatus;
}
