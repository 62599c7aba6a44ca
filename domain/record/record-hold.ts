/** 暂停: what stops a record, or a part of it, for the time being. */
import type { Bilingual } from '../text.ts';
import type { Instant } from '../time.ts';

export const HOLD_REASONS = ['objection', 'court-mask', 'court-pause', 'reorganisation'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** What a hold stops for the time being. */
export interface HoldStops {
  readonly publicity: boolean;
  readonly sharing: boolean;
  readonly measures: boolean;
  /** Codes of the measures it stops; without them all, where `measures` says so. */
  readonly onlyMeasures?: readonly string[] | null;
}

/** 暂停: each reason sets and lifts only its own. In effect from `from` on, before `until` (null: still). */
export interface RecordHold {
  readonly reason: HoldReason;
  readonly stops: HoldStops;
  readonly from: Instant;
  readonly until: Instant | null;
}

/** Why a hold is there, as people read it. */
export const HOLD_TEXT: Readonly<Record<HoldReason, Bilingual>> = {
  objection: { zh: '异议核查期间暂停', en: 'suspended while an objection is checked' },
  'court-mask': { zh: '人民法院决定屏蔽', en: 'masked by the court' },
  'court-pause': { zh: '人民法院决定暂停', en: 'paused by the court' },
  reorganisation: { zh: '重整、和解期间屏蔽', en: 'shielded by reorganisation or settlement' },
};

/** Whether a hold stops a measure. */
export function stopsMeasure({ measures, onlyMeasures }: HoldStops, code: string): boolean {
  return measures && (onlyMeasures?.includes(code) ?? true);
}
