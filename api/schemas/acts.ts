import { Type } from 'typebox';
import { CASE_TABLES } from '../../domain/case/case-kinds.ts';
import { PATTERNS } from '../formats.ts';
import { Line, LONGEST, Nullable, OneOf, Strict } from './common.ts';
import { NextDeadlineSchema } from './deadline.ts';

/** The statuses of every kind of case. */
export const STATUSES: readonly string[] = [...new Set(CASE_TABLES.flatMap(({ statuses }) => statuses))];

/** Those that a reader meets: a case is shown once it is registered. */
export const SHOWN_STATUSES: readonly string[] = STATUSES.filter(
  (status) => status !== 'opening' && status !== 'never-opened',
);

export const EmptyBody = Strict({});

export const CaseNumberParams = Type.Object({
  number: Type.String({ pattern: PATTERNS.caseNumber.pattern, examples: ['JN-2026-000123'] }),
});

export const AssignBody = Strict({
  to: Line(LONGEST.name, '经办人在身份认证服务中的编号 · the handler at the identity provider'),
});

export const ActAnswerSchema = Type.Object({
  number: Type.String(),
  status: OneOf(STATUSES),
  statusText: Type.String(),
  next: Nullable(NextDeadlineSchema),
});
