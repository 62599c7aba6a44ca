import { Type } from 'typebox';
import { LATENESS } from '../../domain/accept-first.ts';
import { SEVERITIES } from '../../domain/severity.ts';
import {
  CodeSchema,
  DaySchema,
  IdSchema,
  InstantSchema,
  Line,
  LONGEST,
  NextCursor,
  Nullable,
  OneOf,
  PageQuery,
  Paragraphs,
  Strict,
} from './common.ts';

/** Reference data: what administrators keep, and what every case is opened under. */

const WorkingDays = Type.Integer({ minimum: 0, maximum: 1000 });
const Mailbox = Nullable(Type.String({ format: 'email', maxLength: LONGEST.name }));

export const CodeParams = Type.Object({ code: CodeSchema });
export const YearParams = Type.Object({ year: Type.Integer({ minimum: 1949, maximum: 2100 }) });
export const IdParams = Type.Object({ id: IdSchema });

/** Optimistic locking: the ETag that was read, so that nobody's change is lost unseen. */
export const IfMatchHeader = Type.Object({
  'if-match': Type.Optional(
    Type.String({
      pattern: '^"[0-9]{1,9}"$',
      description: '读取时的 ETag；已被他人修改则 412 · the ETag as read; 412 if changed since',
      examples: ['"3"'],
    }),
  ),
});

export const AuthorityBody = Strict({
  name: Line(LONGEST.name),
  kind: OneOf(['authority', 'court', 'credit-agency', 'window']),
  superior: Type.Optional(Nullable(CodeSchema)),
  officerMailbox: Type.Optional(Mailbox),
  supervisorMailbox: Type.Optional(Mailbox),
});

export const AuthoritySchema = Type.Object({
  code: Type.String(),
  name: Type.String(),
  kind: OneOf(['authority', 'court', 'credit-agency', 'window']),
  superior: Nullable(Type.String()),
  officerMailbox: Nullable(Type.String()),
  supervisorMailbox: Nullable(Type.String()),
});

const MaterialSchema = Strict({
  code: CodeSchema,
  name: Line(LONGEST.line),
  kind: OneOf(['main', 'secondary']),
  mayBeMissing: Type.Boolean(),
  form: Line(LONGEST.name),
});

const SupplyBySchema = Type.Union([
  Strict({ kind: Type.Unsafe<'fixed'>({ const: 'fixed' }), workingDays: Type.Integer({ minimum: 1, maximum: 1000 }) }),
  Strict({
    kind: Type.Unsafe<'handling-term-less'>({ const: 'handling-term-less' }),
    less: WorkingDays,
    atMost: Type.Integer({ minimum: 1, maximum: 1000 }),
  }),
  Type.Null(),
]);

const TermsProperties = {
  supplyBy: SupplyBySchema,
  receiptByPost: OneOf(['arrival', 'dispatch']),
  lateness: OneOf(LATENESS),
  latenessIsBrokenPromise: Type.Boolean(),
  barredBy: Strict({
    unrepairedDishonesty: Type.Boolean(),
    brokenPromise: OneOf(['until-made-good', 'same-calendar-year', 'never']),
  }),
  maxMissing: Nullable(Type.Integer({ minimum: 1, maximum: 100 })),
  maxOpenCases: Nullable(Type.Integer({ minimum: 1, maximum: 1000 })),
  extension: Strict({
    monthsInAll: Nullable(Type.Integer({ minimum: 1, maximum: 240 })),
    by: OneOf(['officer', 'supervisor']),
  }),
  registrationGraceWorkingDays: Nullable(WorkingDays),
  reminderWorkingDays: Nullable(
    Type.Array(Type.Integer({ minimum: 1, maximum: 100 }), { maxItems: 10, uniqueItems: true }),
  ),
  verifyWithinWorkingDays: Nullable(WorkingDays),
  clause: Line(LONGEST.line),
};
const TermsSchema = Strict(TermsProperties);

const ProcedureFields = {
  name: Line(LONGEST.name),
  handlingDays: Nullable(
    Type.Integer({
      minimum: 0,
      maximum: 3660,
      description: '承诺办结时限（工作日）；0 为即办；null 为未知 · working days; 0 on the spot; null not known',
    }),
  ),
  acceptFirst: Nullable(TermsSchema),
  basis: Nullable(Line(LONGEST.line)),
};

export const ProcedureBody = Strict({
  authority: CodeSchema,
  ...ProcedureFields,
  materials: Type.Array(MaterialSchema, { minItems: 1, maxItems: 100, 'x-unique-by': 'code' }),
});

const AuthorityName = Type.Object({ code: Type.String(), name: Type.String() });

export const ProcedureSchema = Type.Object({
  code: Type.String(),
  authority: AuthorityName,
  ...ProcedureFields,
  materials: Type.Array(MaterialSchema),
  version: Type.Integer(),
  updatedAt: InstantSchema,
});

export const ProcedureListQuery = Strict({ authority: Type.Optional(CodeSchema), ...PageQuery });
export const ProcedureList = Type.Object({
  items: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      authority: AuthorityName,
      handlingDays: Nullable(Type.Integer()),
      acceptFirstOffered: Type.Boolean(),
    }),
  ),
  next: NextCursor,
});

export const CommitmentTextBody = Strict({ text: Paragraphs(LONGEST.document), validFrom: DaySchema });
export const CommitmentTextSchema = Type.Object({
  version: Type.Integer(),
  text: Type.String(),
  sha256: Type.String(),
  validFrom: DaySchema,
});

export const SubjectBody = Strict({
  kind: OneOf(['organisation', 'person']),
  identifier: Type.String({ minLength: 1, maxLength: 40 }),
  name: Line(LONGEST.name),
});
export const SubjectSchema = Type.Object({
  id: IdSchema,
  kind: OneOf(['organisation', 'person']),
  identifier: Type.String({ description: '个人的号码以 * 遮盖 · masked for a person' }),
  name: Type.String(),
});
export const SubjectEntered = Type.Object({
  ...SubjectSchema.properties,
  warnings: Type.Array(Type.Object({ code: Type.String(), message: Type.String() })),
});
export const SubjectList = Type.Object({ items: Type.Array(SubjectSchema) });

const RepresentationKind = OneOf(['self', 'legal-representative', 'agent', 'administrator']);
export const RepresentationBody = Strict({
  personSub: Line(LONGEST.name),
  subjectId: IdSchema,
  kind: RepresentationKind,
  validFrom: DaySchema,
  validUntil: Type.Optional(Nullable(DaySchema)),
  proof: Line(LONGEST.line),
});
export const RepresentationSchema = Type.Object({
  id: IdSchema,
  personSub: Type.String(),
  subjectId: IdSchema,
  kind: RepresentationKind,
  validFrom: DaySchema,
  validUntil: Nullable(DaySchema),
  proof: Type.String(),
});

export const RecordBody = Strict({
  subjectId: IdSchema,
  authority: CodeSchema,
  kind: Line(LONGEST.name),
  documentNumber: Line(LONGEST.name),
  decidedOn: DaySchema,
  severity: OneOf(SEVERITIES),
  repairedOn: Type.Optional(Nullable(DaySchema)),
});
export const RecordSchema = Type.Object({ id: IdSchema, subjectId: IdSchema, documentNumber: Type.String() });
export const RepairBody = Strict({ repairedOn: DaySchema });
export const RepairedRecordSchema = Type.Object({ ...RecordSchema.properties, repairedOn: DaySchema });

const CalendarDaySchema = Strict({ day: DaySchema, kind: OneOf(['off', 'workday']), name: Line(LONGEST.code) });
const CalendarFields = {
  number: Nullable(Line(LONGEST.name, '国务院办公厅通知文号 · number of the State Council notice')),
  issuedOn: Nullable(DaySchema),
  source: Line(LONGEST.line),
  days: Type.Array(CalendarDaySchema, { maxItems: 200, 'x-unique-by': 'day' }),
};
export const CalendarBody = Strict(CalendarFields);
export const CalendarSchema = Type.Object({
  year: Type.Integer(),
  ...CalendarFields,
  version: Type.Integer(),
  loadedAt: InstantSchema,
});

const RuleValue = Type.Union([
  Type.Integer({ minimum: 0, maximum: 3660 }),
  Type.Array(Type.Integer({ minimum: 0, maximum: 3660 }), { minItems: 1, maxItems: 20, uniqueItems: true }),
]);
export const RuleDefaultBody = Strict({
  rule: Line(LONGEST.name),
  value: RuleValue,
  validFrom: DaySchema,
  reason: Paragraphs(),
});
export const RuleDefaultSchema = Type.Object({
  rule: Type.String(),
  value: RuleValue,
  validFrom: DaySchema,
  by: Type.String(),
  reason: Type.String(),
});
export const RuleDefaultList = Type.Object({ items: Type.Array(RuleDefaultSchema) });
