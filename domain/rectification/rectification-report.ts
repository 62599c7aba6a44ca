import type { Refusal } from '../refusal.ts';
import type { Day } from '../time.ts';
import { RECTIFICATION_CLAUSE } from './rectification.ts';

/** Whether the report is true: put right, or not, with the reason. */
export const RECTIFICATION_VERDICTS = ['accepted', 'rejected'] as const;
export type RectificationVerdict = (typeof RECTIFICATION_VERDICTS)[number];

/** The date as stored. */
export interface StoredRectifyBy {
  due: Day;
  provisional: boolean;
}

/** Whether a report that counts on this day is in time. On a provisional date nothing is late. */
export function isReportInTime(day: Day, { due, provisional }: StoredRectifyBy): boolean {
  return provisional || day <= due;
}

/** What speaks against a verdict: there is a report that waits for one, and a "no" says why. */
export function reasonsAgainstVerdict(
  { verdict, reason }: { verdict: RectificationVerdict; reason: string | null },
  waiting: number,
): Refusal[] {
  if (waiting === 0) return [nothingToConfirm];
  return verdict === 'rejected' && isBlank(reason) ? [rejectionNeedsReason] : [];
}

/**
 * What speaks against moving the date for force majeure: it must be later, and still to come.
 * Source: 民法典第一百八十条; 国办发〔2020〕49号 (16).
 */
export function reasonsAgainstRectificationExtension(
  { until }: { until: Day },
  { due, today }: { due: Day; today: Day },
): Refusal[] {
  return until <= due || until < today ? [extensionNotLater(due < today ? today : due)] : [];
}

/** What speaks against reopening: only a report that came by the last date annuls the ending. */
export function reasonsAgainstReopening(day: Day, date: StoredRectifyBy): Refusal[] {
  if (isReportInTime(day, date)) return [];
  return [
    {
      code: 'rectification-reported-late',
      clause: RECTIFICATION_CLAUSE,
      text: {
        zh: `最后一次整改期限为${date.due}，该报告计为${day}，已逾期，结论不变；可在认定程序中提出。`,
        en: `The last date was ${date.due}; the report counts on ${day} and is late, so the ending stands. It can be put forward in the determination.`,
      },
    },
  ];
}

const nothingToConfirm: Refusal = {
  code: 'no-report-to-check',
  clause: RECTIFICATION_CLAUSE,
  text: {
    zh: '没有待核实的整改报告。',
    en: 'No report of rectification waits for a check.',
  },
};

const rejectionNeedsReason: Refusal = {
  code: 'reason-missing',
  clause: RECTIFICATION_CLAUSE,
  text: {
    zh: '不予确认的，须说明哪些尚未整改，请填写理由。',
    en: 'Who does not confirm says what is not put right yet; give the reason.',
  },
};

function extensionNotLater(after: Day): Refusal {
  return {
    code: 'extension-not-later',
    clause: RECTIFICATION_CLAUSE,
    text: {
      zh: `延期须晚于${after}，请改为之后的日期。`,
      en: `An extension must end after ${after}; choose a later day.`,
    },
  };
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
}
