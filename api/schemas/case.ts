import { Type } from 'typebox';
import { ACCEPT_FIRST_ACTS, ACCEPT_FIRST_STATUSES, DEADLINE_KINDS } from '../../domain/accept-first.ts';
import { MATERIAL_STANDINGS, SUPPLY_MEANS } from '../../domain/accept-first-supply.ts';
import { PERFORMANCE_RESULTS } from '../../domain/performance.ts';
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
  Strict,
} from './common.ts';
import { CountedDeadlineSchema } from './deadline.ts';
import { SubjectSchema } from './reference.ts';

/** As the querystring carries it: `status=a&status=b`. */
const Statuses = Type.Array(OneOf(ACCEPT_FIRST_STATUSES), {
  maxItems: ACCEPT_FIRST_STATUSES.length,
  uniqueItems: true,
});

export const CaseListQuery = Strict({
  status: Type.Optional(Statuses),
  open: Type.Optional(Type.Boolean()),
  assignedTo: Type.Optional(Line(LONGEST.name)),
  unclaimed: Type.Optional(Type.Boolean()),
  subjectId: Type.Optional(IdSchema),
  dueBefore: Type.Optional(DaySchema),
  authority: Type.Optional(CodeSchema),
  as: Type.Optional(
    OneOf(
      ['applicant', 'officer', 'supervisor', 'auditor'],
      '以哪一角色查看；缺省按 auditor、supervisor、officer、applicant 之序 · in which role',
    ),
  ),
  ...PageQuery,
});

const Named = Type.Object({ code: Type.String(), name: Type.String() });
const StatusFields = { status: OneOf(ACCEPT_FIRST_STATUSES), statusText: Type.String() };

export const CaseListAnswer = Type.Object({
  items: Type.Array(
    Type.Object({
      number: Type.String(),
      kind: Type.String(),
      ...StatusFields,
      subject: Type.Object({ id: IdSchema, name: Type.String() }),
      authority: Named,
      procedure: Named,
      receivedOn: DaySchema,
      openedAt: InstantSchema,
      closedAt: Nullable(InstantSchema),
      assignedTo: Nullable(Type.String()),
      next: Nullable(
        Type.Object({ kind: OneOf(DEADLINE_KINDS), due: DaySchema, provisional: Type.Boolean(), text: Type.String() }),
      ),
    }),
  ),
  next: NextCursor,
});

const SupplySchema = Type.Object({
  receivedOn: DaySchema,
  receivedAt: InstantSchema,
  means: OneOf(SUPPLY_MEANS),
  dispatchedOn: Nullable(DaySchema),
  reference: Nullable(Type.String()),
  inTime: Type.Boolean(),
  verdict: Nullable(OneOf(['accepted', 'wrong'])),
  verdictReason: Nullable(Type.String()),
});

const MaterialSchema = Type.Object({
  code: Type.String(),
  name: Type.String(),
  form: Type.String(),
  kind: OneOf(['main', 'secondary']),
  standing: OneOf(['present', ...MATERIAL_STANDINGS], 'present：申请时已交 · handed in with the application'),
  supplies: Type.Array(SupplySchema),
});

const TimelineSchema = Type.Object({
  seq: Type.Integer(),
  at: InstantSchema,
  occurredAt: InstantSchema,
  kind: Type.String(),
  actorRole: Type.String(),
  actorSub: Nullable(Type.String()),
  text: Type.String(),
});

const NoticeSchema = Type.Object({
  id: IdSchema,
  kind: Type.String(),
  title: Type.String(),
  at: InstantSchema,
  to: OneOf(['person', 'officer', 'supervisor', 'admin']),
  deliveries: Type.Array(
    Type.Object({
      channel: Type.String(),
      state: OneOf(['pending', 'delivered', 'outstanding']),
      attempts: Type.Integer(),
      deliveredAt: Nullable(InstantSchema),
    }),
  ),
});

const Act = OneOf(ACCEPT_FIRST_ACTS);

export const CaseAnswer = Type.Object({
  number: Type.String(),
  kind: Type.String(),
  ...StatusFields,
  subject: SubjectSchema,
  authority: Named,
  procedure: Named,
  ruleSet: Type.String(),
  round: Type.Integer({ description: '重新办理次数 · how often it was reopened' }),
  receivedOn: DaySchema,
  openedAt: InstantSchema,
  closedAt: Nullable(InstantSchema),
  assignedTo: Nullable(Type.String()),
  registeredBy: Nullable(Type.String({ description: '登记纸质申请的工作人员 · who registered it from paper' })),
  contact: Type.Object({ name: Type.String(), email: Nullable(Type.String()), phone: Nullable(Type.String()) }),
  commitment: Type.Object({
    text: Type.String(),
    sha256: Type.String(),
    signer: Type.String(),
    signedAt: InstantSchema,
    means: OneOf(['online', 'paper']),
  }),
  materials: Type.Array(MaterialSchema),
  next: Nullable(
    Type.Object({ kind: OneOf(DEADLINE_KINDS), text: Type.String(), ...CountedDeadlineSchema.properties }),
  ),
  outcome: Nullable(Type.Object({ kind: Type.String() }, { additionalProperties: true })),
  performance: Nullable(
    Type.Object({
      result: OneOf(PERFORMANCE_RESULTS),
      text: Type.String(),
      decidedOn: DaySchema,
      correctedOn: Nullable(DaySchema),
      previous: Nullable(OneOf(PERFORMANCE_RESULTS)),
      madeGoodOn: Nullable(DaySchema),
    }),
  ),
  timeline: Type.Array(TimelineSchema),
  notices: Type.Array(NoticeSchema),
  mayDo: Type.Array(Type.Object({ act: Act, href: Type.String() })),
  notYet: Type.Array(Type.Object({ act: Act, reason: Type.String(), from: Nullable(DaySchema) })),
});
