import { Type } from 'typebox';
import { CONSENT_STATES } from '../../domain/consent/consent.ts';
import { NAMED_BASES, QUERY_PURPOSES } from '../../domain/consent/query-bases.ts';
import { RECORD_KINDS } from '../../domain/record/record-kind.ts';
import {
  CodeSchema,
  DaySchema,
  IdSchema,
  InstantSchema,
  Line,
  NextCursor,
  Nullable,
  OneOf,
  PageQuery,
  Strict,
} from './common.ts';

/** 个人信息查询: consent of the person, what else a query may rest on, and who looked. */

const Purpose = OneOf(QUERY_PURPOSES, '查询目的 · what the query is for');
const LONGEST_REFERENCE = 100;

/** Beside a query of a subject's records by another authority; asked for of natural persons only. */
export const QueryReasonFields = {
  purpose: Type.Optional(Purpose),
  basis: Type.Optional(
    OneOf(
      NAMED_BASES,
      '无须同意的法定依据，见 /v1/query-bases · a basis in law in place of consent, see /v1/query-bases',
    ),
  ),
  reference: Type.Optional(
    Line(
      LONGEST_REFERENCE,
      '法定依据的文书、事项编号，记入查询登记 · the document it rests on; kept in the log of queries',
    ),
  ),
};

const Kinds = Type.Array(OneOf(RECORD_KINDS), {
  minItems: 1,
  maxItems: RECORD_KINDS.length,
  uniqueItems: true,
  description: '范围：信息种类 · the kinds of records it covers',
});

export const ConsentBody = Strict({
  subjectId: IdSchema,
  authority: CodeSchema,
  purpose: Purpose,
  kinds: Kinds,
  from: Type.Optional(DaySchema),
  until: DaySchema,
});

export const ConsentSchema = Type.Object({
  id: IdSchema,
  subjectId: IdSchema,
  authority: Type.Object({ code: Type.String(), name: Type.String() }),
  purpose: Purpose,
  purposeText: Type.String(),
  kinds: Type.Array(OneOf(RECORD_KINDS)),
  from: DaySchema,
  until: DaySchema,
  givenAt: InstantSchema,
  withdrawnOn: Nullable(DaySchema),
  state: OneOf(CONSENT_STATES),
  stateText: Type.String(),
});
export const ConsentList = Type.Object({ items: Type.Array(ConsentSchema) });
export const ConsentListQuery = Strict({ subjectId: IdSchema });
export const NoBody = Strict({});

export const QueryBasisList = Type.Object({
  items: Type.Array(
    Type.Object({
      code: Type.String(),
      text: Type.String(),
      clause: Type.String(),
      named: Type.Boolean({
        description:
          '由工作人员写明文书后适用；否则由系统自行认定 · named by the officer with its document; else found by the service',
      }),
    }),
  ),
});

export const QueryLogQuery = Strict(PageQuery);
export const QueryLog = Type.Object({
  items: Type.Array(
    Type.Object({
      at: InstantSchema,
      action: Type.String(),
      text: Type.String(),
      role: Type.String(),
      authority: Nullable(Type.Object({ code: Type.String(), name: Type.String() })),
      number: Nullable(Type.String({ description: '文书号、办件或报告编号 · number of the document, case or report' })),
      ground: Nullable(Type.Object({ text: Type.String(), clause: Type.String(), reference: Nullable(Type.String()) })),
    }),
  ),
  next: NextCursor,
});
