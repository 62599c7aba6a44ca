import { Type } from 'typebox';
import { DEADLINE_KINDS } from '../../domain/case/case-kinds.ts';
import { BilingualSchema, DaySchema, InstantSchema, Nullable, OneOf } from './common.ts';

const DayLineSchema = Type.Object({
  day: DaySchema,
  counted: Nullable(
    Type.Integer({ description: '第几日；未计入为 null · its ordinal, null where it was not counted' }),
  ),
  part: OneOf(['start', 'term', 'extension', 'cap', 'floor', 'moved']),
  reason: BilingualSchema,
});

/** A due day with every day that led to it. */
export const CountedDeadlineSchema = Type.Object({
  due: DaySchema,
  dueAt: InstantSchema,
  provisional: Type.Boolean({
    description: '有关年度的放假安排尚未载入，日期为暂定 · the calendar that decides it is not loaded yet',
  }),
  calendarVersion: Type.String(),
  days: Type.Array(DayLineSchema),
  explanation: Type.Array(BilingualSchema),
});

/** The next deadline of a case, without its explanation. */
export const NextDeadlineSchema = Type.Object({
  kind: OneOf(DEADLINE_KINDS),
  due: DaySchema,
  provisional: Type.Boolean(),
});
