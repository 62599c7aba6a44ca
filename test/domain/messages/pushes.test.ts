import { describe, expect, it } from '@jest/globals';
import { computeDeadline } from '../../../domain/deadline/deadline.ts';
import {
  confirmByLedger,
  copyNeedsConfirmation,
  endsCopy,
  PUSH_KINDS,
  PUSH_TEXT,
} from '../../../domain/messages/pushes.ts';
import { oneLine } from '../../../domain/text.ts';
import { CALENDAR } from '../calendar-data.ts';
import { RULE } from '../rules.ts';

describe('pushes', () => {
  it('of which the end of a record, what was put right in it, the mark of an objection and what its subject says need a confirmation', () => {
    const copies = [
      'record.published',
      'record.ended',
      'record.withdrawn',
      'record.restored',
      'record.corrected',
      'record.under-objection',
      'record.objection-over',
      'record.declaration-changed',
    ] as const;
    expect(copies.filter(copyNeedsConfirmation)).toEqual([
      'record.ended',
      'record.withdrawn',
      'record.corrected',
      'record.under-objection',
      'record.objection-over',
      'record.declaration-changed',
    ]);
    // A copy that is put right is shown on.
    expect(copies.filter(endsCopy)).toEqual(['record.ended', 'record.withdrawn']);
    for (const kind of PUSH_KINDS) expect(PUSH_TEXT[kind].zh).toMatch(/\p{Script=Han}/u);
  });

  it.each([
    ['a Thursday before a plain weekend', '2026-09-10', '2026-09-15'],
    ['before the National Day holiday with its make-up days', '2026-09-29', '2026-10-09'],
    ['a Saturday', '2026-09-12', '2026-09-16'],
  ])('are to be confirmed within three working days: %s', (_name, madeOn, due) => {
    expect(computeDeadline(confirmByLedger(madeOn, RULE), CALENDAR)).toMatchObject({ due, provisional: false });
  });
});

describe('a text of another system', () => {
  it.each([
    ['  two\nlines\t', 'two lines'],
    ['nul\u0000 and half \ud800', 'nul and half \ufffd'],
    ['收据'.repeat(200), '收据'.repeat(5)],
  ])('is kept as one short line', (text, line) => {
    expect(oneLine(text, 10 + (text.startsWith('收') ? 0 : 90))).toBe(line);
  });
});
