import { Type } from 'typebox';
import { GREEN_GROUNDS } from '../../domain/green-channel/green-channel.ts';
import { DaySchema, IdSchema, Line, LONGEST, Nullable, OneOf, RefusalSchema, Strict } from './common.ts';

/** 诚信典型、绿色通道: who was named an integrity model, and who may use the green channel. */

export const ModelBody = Strict({
  subjectId: IdSchema,
  title: Line(LONGEST.name, '称号 · the title'),
  documentNumber: Line(LONGEST.name, '认定文书的文号 · number of the document'),
  from: DaySchema,
  until: DaySchema,
});
export const ModelSchema = Type.Object({
  id: IdSchema,
  subjectId: IdSchema,
  authority: Type.Object({ code: Type.String(), name: Type.String() }),
  title: Type.String(),
  documentNumber: Type.String(),
  from: DaySchema,
  until: DaySchema,
  endedOn: Nullable(DaySchema),
});
export const GreenChannelAnswerSchema = Type.Object({
  eligible: Type.Boolean(),
  ground: Nullable(OneOf(GREEN_GROUNDS)),
  groundText: Nullable(Type.String()),
  clause: Type.String(),
  refusals: Type.Array(RefusalSchema),
  models: Type.Array(ModelSchema),
});
