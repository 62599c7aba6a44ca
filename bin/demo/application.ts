/** What an application of the demo county is: how it is handed in, what people do on it, and what it comes to. */
import type { AcceptFirstStatus, Lateness } from '../../domain/accept-first/accept-first.ts';
import type { SupplyMeans } from '../../domain/accept-first/accept-first-supply.ts';
import type { PerformanceResult } from '../../domain/case/performance.ts';
import type { TimelineKind } from '../../domain/case/timeline.ts';
import type { DayPlace } from './days.ts';

/** What somebody does on the case afterwards, or what the service is waited for to do. */
export type DemoAct =
  | { readonly by: string; readonly act: 'claim' }
  | {
      readonly by: string;
      readonly act: 'supply' | 'reopen';
      readonly materials: readonly string[];
      readonly means: SupplyMeans;
      readonly receivedOn?: ReceiptPlace;
      readonly dispatchedOn?: ReceiptPlace;
      readonly reason?: string;
    }
  /** Material → null: accepted; a text: what is wrong with it. */
  | { readonly by: string; readonly act: 'verify'; readonly verdicts: Readonly<Record<string, string | null>> }
  | { readonly by: string; readonly act: 'decide'; readonly granted: boolean; readonly reason?: string }
  | {
      readonly by: string;
      readonly act: 'extend';
      readonly until: DayPlace;
      readonly reason: string;
      readonly proof: string;
    }
  | { readonly by: string; readonly act: 'withdraw'; readonly reason: string }
  | { readonly await: AcceptFirstStatus };

/** `afterReceipt: n`: n working days after the application came in. */
export type ReceiptPlace = DayPlace | { readonly afterReceipt: number };

/** What the county must show in the end; whatever is left out is not looked at. */
export interface Intended {
  readonly status: AcceptFirstStatus;
  /** On the timeline, among others. */
  readonly timeline?: readonly TimelineKind[];
  readonly refusals?: readonly string[];
  readonly lateness?: Lateness;
  readonly granted?: boolean;
  readonly performance?: PerformanceResult;
}

export interface DemoApplication {
  readonly key: string;
  readonly procedure: string;
  readonly subject: string;
  readonly missing: readonly string[];
  /** Online by an applicant; or on paper, registered by a supervisor with the receipt that puts supply-by on `due`. */
  readonly way:
    | { readonly online: string }
    | { readonly registeredBy: string; readonly due: DayPlace; readonly applicant: string | null };
  readonly signer: string;
  readonly acts: readonly DemoAct[];
  readonly intended: Intended;
}

/** What people often do. */
export const claim = (by: string): DemoAct => ({ by, act: 'claim' });
export const online = (by: string, ...materials: string[]): DemoAct => ({
  by,
  act: 'supply',
  materials,
  means: 'online',
});
export const accepts = (by: string, ...materials: string[]): DemoAct => ({
  by,
  act: 'verify',
  verdicts: Object.fromEntries(materials.map((material) => [material, null])),
});
