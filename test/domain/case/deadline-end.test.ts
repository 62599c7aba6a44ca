import { describe, expect, it } from '@jest/globals';
import { AWAITED_DEADLINE_KINDS, DEADLINE_KINDS } from '../../../domain/case/case-kinds.ts';
import { endOfDeadline } from '../../../domain/case/deadline-end.ts';
import { endOfDay } from '../../../domain/time.ts';

const DUE_AT = endOfDay('2026-09-18');
const BEFORE = new Date(Date.parse(DUE_AT) - 1).toISOString();
const deadline = (kind: string, provisional = false) => ({ kind, dueAt: DUE_AT, provisional });
const SUBJECTS = DEADLINE_KINDS.filter((kind) => !AWAITED_DEADLINE_KINDS.includes(kind));

describe('how a deadline ended', () => {
  it('up to the end of its day: as what closed it says', () => {
    for (const kind of DEADLINE_KINDS) {
      expect(endOfDeadline('met', deadline(kind), BEFORE)).toBe('met');
      expect(endOfDeadline('closed', deadline(kind), BEFORE)).toBe('closed');
    }
  });

  it('done after its day is done too late, by whomever', () => {
    for (const kind of DEADLINE_KINDS) expect(endOfDeadline('met', deadline(kind), DUE_AT)).toBe('missed');
  });

  it('what an authority let pass stays missed when it is asked for no more', () => {
    expect(AWAITED_DEADLINE_KINDS).toEqual(expect.arrayContaining(['decide-by', 'confirm-by', 'objection-answer-by']));
    for (const kind of AWAITED_DEADLINE_KINDS) expect(endOfDeadline('closed', deadline(kind), DUE_AT)).toBe('missed');
  });

  it('a date of the subject’s that is needed no more was not missed by that', () => {
    expect(SUBJECTS).toEqual(expect.arrayContaining(['supply-by', 'fulfil-by', 'statement-by', 'complete-by']));
    for (const kind of SUBJECTS) expect(endOfDeadline('closed', deadline(kind), DUE_AT)).toBe('closed');
    expect(endOfDeadline('missed', deadline('supply-by'), BEFORE)).toBe('missed');
  });

  it('nobody is late by a provisional date', () => {
    for (const kind of ['decide-by', 'supply-by']) {
      expect(endOfDeadline('met', deadline(kind, true), DUE_AT)).toBe('met');
      expect(endOfDeadline('closed', deadline(kind, true), DUE_AT)).toBe('closed');
    }
  });
});
