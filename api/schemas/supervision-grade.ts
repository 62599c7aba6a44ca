import { Type } from 'typebox';
import { SUPERVISION_GRADES } from '../../domain/supervision/supervision-grade.ts';
import { IdSchema, InstantSchema, Nullable, OneOf } from './common.ts';

/** 监管信用等级: reckoned at reading, for those who inspect and for the subject itself. */
export const SupervisionGradeAnswer = Type.Object({
  subjectId: IdSchema,
  grade: Nullable(
    OneOf(SUPERVISION_GRADES, 'A 最好；自然人不评定，为 null · A is best; a natural person has none: null'),
  ),
  gradeText: Nullable(Type.String()),
  inspectEveryMonths: Nullable(Type.Integer({ description: '每几个月抽查一次 · months between two inspections' })),
  clause: Type.String(),
  reasons: Type.Array(Type.Object({ code: Type.String(), count: Type.Integer(), text: Type.String() })),
  rules: Type.Array(
    Type.Object({
      code: Type.String(),
      value: Type.Integer(),
      clause: Type.String(),
      isDefault: Type.Boolean({ description: '条文未规定，系统或管理员设定 · given by no text' }),
    }),
  ),
  asOf: InstantSchema,
});
