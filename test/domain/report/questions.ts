/** What a report is asked of: one penalty of May 2026, shown; a test changes what it is about. */
import type { ReportQuestion } from '../../../domain/report/credit-report.ts';
import type { ReportRecord } from '../../../domain/report/report-record.ts';
import { recordDates } from '../../../domain/record/record-dates.ts';
import type { RecordFacts } from '../../../domain/record/record.ts';

export const NOW = '2026-09-18T02:00:00.000Z';
export const RANGE = { from: '2024-09-18', until: '2026-09-18', fields: null } as const;

export const REGISTERED = {
  id: 'v1',
  version: 2,
  caseNumber: 'JN-2026-000007',
  authority: '信用中心',
  category: 'charity',
  title: '供餐三个月',
  verifiedOn: '2026-09-01',
  validUntil: '2027-09-01',
} as const;

export function record(change: Partial<RecordFacts> = {}, rest: Partial<ReportRecord> = {}): ReportRecord {
  const { kind = 'penalty', severity = 'general', sector = 'food', decidedOn = '2026-05-01' } = change;
  const answer = recordDates({ kind, severity, sector, decidedOn, publishedFrom: decidedOn });
  if (!answer.ok) throw new Error(answer.refusal.code);
  const ends = { correctedOn: null, dutiesDoneOn: null, endedOn: null, endedHow: null };
  return {
    id: 'r1',
    facts: { ...answer.dates, kind, ...ends, ...change },
    holds: [],
    measures: [],
    declarations: [],
    changedAt: [],
    documentKind: '行政处罚决定书',
    documentNumber: '示市监罚〔2026〕1号',
    authority: '市场监督管理局',
    ...rest,
  };
}

export function question(change: Partial<ReportQuestion> = {}): ReportQuestion {
  return {
    number: 'BG-2026-000001',
    issuer: { code: 'window', name: '信用中心' },
    issuedAt: NOW,
    validUntil: '2026-10-18',
    subject: { kind: 'organisation', name: '好味公司', identifier: '91350100M000100Y43' },
    range: RANGE,
    records: [record()],
    performances: [],
    honours: [],
    registrations: [],
    ...change,
  };
}
