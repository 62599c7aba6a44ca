import { Type } from 'typebox';
import { INTERVIEW_RESULTS } from '../../domain/rectification/rectification-interview.ts';
import { INTERVIEW_KINDS, RECTIFICATION } from '../../domain/rectification/rectification.ts';
import { DaySchema, IdSchema, InstantSchema, OneOf } from './common.ts';

/** 约谈记录: whether and when a subject was interviewed, never what was said. */
export const InterviewsAnswer = Type.Object({
  subjectId: IdSchema,
  items: Type.Array(
    Type.Object({
      caseNumber: Type.String(),
      status: OneOf(RECTIFICATION.statuses, '整改案件现在的状态 · where the rectification stands today'),
      statusText: Type.String(),
      authority: Type.Object({ code: Type.String(), name: Type.String() }),
      kind: OneOf(INTERVIEW_KINDS),
      kindText: Type.String(),
      result: OneOf(INTERVIEW_RESULTS),
      resultText: Type.String(),
      on: DaySchema,
    }),
  ),
  clause: Type.String(),
  asOf: InstantSchema,
});
