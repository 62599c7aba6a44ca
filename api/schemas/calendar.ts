import { Type } from 'typebox';
import { CASE_KINDS } from '../../domain/case/case-kind.ts';
import { DEADLINE_KINDS } from '../../domain/case/case-kinds.ts';
import { BilingualSchema, DaySchema, NextCursor, Nullable, OneOf, PageQuery, Strict } from './common.ts';

export const CalendarPreviewQuery = Strict({ ...PageQuery });

const MovedDeadlineSchema = Type.Object({
  kind: OneOf(DEADLINE_KINDS),
  text: BilingualSchema,
  about: Nullable(Type.String({ description: '所属部分的编号 · id of the part of the case that it is of' })),
  from: DaySchema,
  to: DaySchema,
  provisional: Type.Boolean({ description: '变更后仍为暂定 · provisional even so' }),
  why: Type.Array(BilingualSchema),
});

/** What a calendar would change. `next` may follow a page that holds fewer cases than the limit. */
export const CalendarPreview = Type.Object({
  days: Type.Array(Type.Object({ day: DaySchema, working: Type.Boolean(), reason: BilingualSchema }), {
    description: '是否上班将与现行安排不同的日期 · days that would be worked, or off, otherwise than now',
  }),
  items: Type.Array(
    Type.Object({
      number: Type.String(),
      kind: OneOf(CASE_KINDS),
      deadlines: Type.Array(MovedDeadlineSchema),
    }),
  ),
  next: NextCursor,
});
