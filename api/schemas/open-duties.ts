import { Type } from 'typebox';
import { MISSING_DUTIES, OPEN_DUTIES_FILTERS } from '../../db/queries/open-duties.ts';
import { RECORD_KINDS } from '../../domain/record/record-kind.ts';
import { SECTORS } from '../../domain/record/sectors.ts';
import { SEVERITIES } from '../../domain/record/severity.ts';
import { CodeSchema, DaySchema, IdSchema, NextCursor, Nullable, OneOf, PageQuery, Strict } from './common.ts';

export const OpenDutiesQuery = Strict({
  state: Type.Optional(
    OneOf(
      OPEN_DUTIES_FILTERS,
      'ended 已停止公示；kept 依本领域规定继续公示；all 全部（缺省） · shown no longer; shown until they are done, by the rule of the sector; both (the default)',
    ),
  ),
  missing: Type.Optional(
    OneOf(
      MISSING_DUTIES,
      'correction 尚未登记纠正；performance 尚未登记履行完毕 · the correction, or the performance, is not registered',
    ),
  ),
  sector: Type.Optional(OneOf(SECTORS)),
  authority: Type.Optional(
    Type.Unsafe<string>({ ...CodeSchema, description: '认定单位，供审计 · who determined it; for auditors' }),
  ),
  ...PageQuery,
});

export const OpenDutiesList = Type.Object({
  items: Type.Array(
    Type.Object({
      recordId: IdSchema,
      caseNumber: Nullable(Type.String()),
      assignedTo: Nullable(Type.String()),
      authority: Type.Object({ code: Type.String(), name: Type.String() }),
      kind: OneOf(RECORD_KINDS),
      kindText: Type.String(),
      documentNumber: Type.String(),
      decidedOn: DaySchema,
      severity: OneOf(SEVERITIES),
      severityText: Type.String(),
      sector: OneOf(SECTORS),
      sectorText: Type.String(),
      endsBy: Type.String({ ...DaySchema, description: '公示期的最后一日 · last day of the maximum' }),
      kept: Type.Boolean({
        description: '依本领域规定继续公示 · shown until they are done, by the rule of the sector',
      }),
      correctedOn: Nullable(DaySchema),
      dutiesDoneOn: Nullable(DaySchema),
      toldAgainBy: Nullable(
        Type.String({
          ...DaySchema,
          description: '督促期限；未继续公示的无此期限 · by when it is to be seen to; none where it is shown no longer',
        }),
      ),
    }),
  ),
  next: NextCursor,
});
