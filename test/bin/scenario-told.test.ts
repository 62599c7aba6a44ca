import { describe, expect, it } from '@jest/globals';
import { toldBy } from '../../bin/scenario/told.ts';
import { deskEventText } from '../../domain/case/desk-timeline.ts';
import type { RepairDeadline } from '../../domain/repair/repair-waits.ts';
import { repairEventText } from '../../domain/repair/repair-timeline.ts';
import { toldWaits } from '../scenarios/told-waits.ts';

const due = '2026-09-10';
const instant = '2026-09-10T16:00:00.000Z';
const row = (kind: string, text: string) => ({ seq: 1, at: instant, occurredAt: instant, kind, text });
const escalated = (wait: string) => row('escalated', deskEventText({ kind: 'escalated', wait, due, times: 1 }).zh);
const silent = (wait: RepairDeadline) =>
  row(
    'repair-silent',
    repairEventText({ kind: 'repair-silent', authority: 'urban', wait, due, times: 1 }, () => '城市管理局').zh,
  );

describe('the silence that entries tell', () => {
  it.each(toldWaits().filter(({ kind }) => kind !== 'repair'))('of $kind: $wait', ({ kind, wait }) => {
    expect(toldBy(kind, [escalated(wait), escalated(wait)])).toEqual({ told: { kind, wait } });
  });

  it.each(['accept-by', 'check-by', 'answer-by'] as const)('of repair: %s', (wait) => {
    expect(toldBy('repair', [silent(wait)])).toEqual({ told: { kind: 'repair', wait } });
  });

  it('is none where they tell of several, or of something else', () => {
    expect(toldBy('determination', [escalated('serve-by'), escalated('review-by')])).toEqual({});
    expect(toldBy('determination', [row('determination-made', '已认定')])).toEqual({});
    expect(toldBy('determination', [])).toEqual({});
  });
});
