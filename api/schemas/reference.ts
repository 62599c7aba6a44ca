import { Type } from 'typebox';
import { LATENESS } from '../../domain/accept-first/accept-first.ts';
import { PATTERNS } from '../formats.ts';
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

const CreditCode = Type.String({
  minLength: 1,
  maxLength: LONGEST.code,
  description:
    '机关自身的统一社会信用代码；政府承诺须与承诺主体一致 · the authority’s own credit code: a promise of government is its own by it',
});

/** It hears of silences and of promises of government that were not kept, and notices name it as the body of reconsideration. */
const Superior = Type.String({
  ...CodeSchema,
  description:
    '受理行政复议的上级：部门为本级人民政府（行政复议法第二十四条） · whom reconsideration is asked of: for a department, the government of its level',
});

export const AuthorityBody = Strict({
  name: Line(LONGEST.name),
  kind: OneOf(['authority', 'court', 'credit-agency', 'window']),
  superior: Type.Optional(Nullable(Superior)),
  creditCode: Type.Optional(Nullable(CreditCode)),
  officerMailbox: Type.Optional(Mailbox),
  supervisorMailbox: Type.Optional(Mailbox),
});

export const AuthoritySchema = Type.Object({
  code: Type.String(),
  name: Type.String(),
  kind: OneOf(['authority', 'court', 'credit-agency', 'window']),
  superior: Nullable(Type.String()),
  creditCode: Nullable(Type.String()),
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

const BarringMeasures = Type.Array(
  Strict({
    code: Type.String({ pattern: PATTERNS.measure.pattern, examples: ['A04'] }),
    clause: Line(LONGEST.line, '规定不得准予的条款 · the clause that forbids granting'),
  }),
  {
    maxItems: 100,
    'x-unique-by': 'code',
    description:
      '正在执行时不得准予该事项的措施（清单代码）；其他措施仅提示 · measures of the list under which nothing is granted; others are only told',
  },
);

/** 整改约谈: what is not kept opens a case of its own. */
const Rectification = Type.Optional(
  Nullable(
    Strict({
      rectifyWithinWorkingDays: Nullable(Type.Integer({ minimum: 1, maximum: 1000 })),
      clause: Line(LONGEST.line),
    }),
  ),
);

const TermsProperties = {
  supplyBy: SupplyBySchema,
  receiptByPost: OneOf(['arrival', 'dispatch']),
  lateness: OneOf(LATENESS),
  latenessIsBrokenPromise: Type.Boolean(),
  barredBy: Strict({
    unrepairedDishonesty: Type.Boolean(),
    brokenPromise: OneOf(['until-made-good', 'same-calendar-year', 'never']),
  }),
  barringMeasures: Type.Optional(BarringMeasures),
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
  rectification: Rectification,
  clause: Line(LONGEST.line),
};
const TermsSchema = Strict(TermsProperties);

/** 绿色通道: what the procedure grants to integrity models and who has no bad record of three years. */
const GreenChannelSchema = Strict({
  firstOnDesk: Type.Boolean({ description: '优先办理 · first in order on the desk' }),
  decideWithinWorkingDays: Nullable(
    Type.Integer({
      minimum: 1,
      maximum: 1000,
      description: '材料齐全后的内部办结目标 · in which the authority means to decide once everything is verified',
    }),
  ),
  mayAlsoBeMissing: Type.Array(CodeSchema, {
    maxItems: 100,
    uniqueItems: true,
    description: '另可后补的次要材料 · secondary materials that may be supplied later only here',
  }),
  clause: Line(LONGEST.line),
});

/** 告知承诺: the terms under which a commitment stands in place of the approval. */
const ApprovalTermsSchema = Strict({
  checkWithinWorkingDays: Nullable(Type.Integer({ minimum: 1, maximum: 1000 })),
  rectifyWithinWorkingDays: Nullable(Type.Integer({ minimum: 1, maximum: 1000 })),
  barringMeasures: Type.Optional(BarringMeasures),
  rectification: Rectification,
  clause: Line(LONGEST.line),
});

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

const IsPermit = Nullable(
  Type.Boolean({
    description:
      '是否行政许可：是的，准予决定自动公示；null 为未注明，不公示 · an administrative permit, published when it is granted; null: not said, and not published',
  }),
);

export const ProcedureBody = Strict({
  authority: CodeSchema,
  ...ProcedureFields,
  commitmentTerms: Type.Optional(Nullable(ApprovalTermsSchema)),
  greenChannel: Type.Optional(Nullable(GreenChannelSchema)),
  isPermit: Type.Optional(IsPermit),
  materials: Type.Array(MaterialSchema, { minItems: 1, maxItems: 100, 'x-unique-by': 'code' }),
});

const AuthorityName = Type.Object({ code: Type.String(), name: Type.String() });

export const ProcedureSchema = Type.Object({
  code: Type.String(),
  authority: AuthorityName,
  ...ProcedureFields,
  commitmentTerms: Nullable(ApprovalTermsSchema),
  greenChannel: Nullable(GreenChannelSchema),
  isPermit: IsPermit,
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
