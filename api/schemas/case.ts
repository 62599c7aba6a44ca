import { Type } from 'typebox';
import { CASE_KINDS } from '../../domain/case/case-kind.ts';
import { CASE_TABLES, DEADLINE_KINDS } from '../../domain/case/case-kinds.ts';
import { CASE_SORTS } from '../../db/queries/case-list.ts';
import { DELIVERY_STATES } from '../../db/entities/delivery.ts';
import { DESK_ROLES } from '../../db/entities/notice.ts';
import { PERFORMANCE_RESULTS } from '../../domain/case/performance.ts';
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
import { LookUpSchema, StandingSchema } from './look-up.ts';
import { AcceptFirstSection } from './accept-first.ts';
import { CommitmentSection } from './commitment-section.ts';
import { ObjectionSection } from './objection.ts';
import { RepairSection } from './repair.ts';
import { RectificationSection } from './rectification.ts';
import { DeterminationSection } from './determination.ts';
import { RepairWithdrawalSection } from './repair-withdrawal.ts';
import { ReorganisationSection } from './reorganisation.ts';
import { SHOWN_STATUSES } from './acts.ts';
import { RecordSection } from './record.ts';
import { SubjectSchema } from './reference.ts';
import { GREEN_GROUNDS } from '../../domain/green-channel/green-channel.ts';
import { VoluntaryRegistrationSection } from './voluntary-registration.ts';

/** The acts of every kind of case. */
const ACTS: readonly string[] = [...new Set(CASE_TABLES.flatMap(({ acts }) => acts))];

/** As the querystring carries it: `status=a&status=b`. */
const Statuses = Type.Array(OneOf(SHOWN_STATUSES), { maxItems: SHOWN_STATUSES.length, uniqueItems: true });

const DayBefore = Type.String({
  ...DaySchema,
  description: '早于该日，不含该日 · before this day, which is not counted in',
});

export const CaseListQuery = Strict({
  kind: Type.Optional(OneOf(CASE_KINDS)),
  status: Type.Optional(Statuses),
  open: Type.Optional(Type.Boolean({ description: '未办结；false：已办结 · still open; false: ended' })),
  overdue: Type.Optional(
    Type.Boolean({
      description:
        '有事项逾期未办（须有人办理而未办）；false：没有。按机关查看时只计该机关应办的 · something that somebody must do is past its date and not done; false: nothing is. Of an authority’s own where its cases are asked for',
    }),
  ),
  mine: Type.Optional(
    Type.Boolean({
      description: '本人承办（案件或其中本机关部分） · handled by the caller: the case, or the part of it',
    }),
  ),
  assignedTo: Type.Optional(
    Line(LONGEST.name, '承办人（申请人不可用） · handler, as the identity provider names them; not for applicants'),
  ),
  unclaimed: Type.Optional(
    Type.Boolean({
      description:
        '未办结且无人承办；false：有人承办（申请人不可用） · open and without a handler; false: with one. Not for applicants',
    }),
  ),
  subjectId: Type.Optional(IdSchema),
  creditCode: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: LONGEST.code,
      description: '主体的统一社会信用代码 · credit code of the subject',
    }),
  ),
  authority: Type.Optional(CodeSchema),
  procedure: Type.Optional(CodeSchema),
  waitsFor: Type.Optional(OneOf(DEADLINE_KINDS, '下一期限的种类 · kind of the next deadline')),
  dueFrom: Type.Optional(DaySchema),
  dueBefore: Type.Optional(DayBefore),
  receivedFrom: Type.Optional(DaySchema),
  receivedBefore: Type.Optional(DayBefore),
  sort: Type.Optional(
    OneOf(
      CASE_SORTS,
      'desk 绿色通道优先办理的在前，其余按下一期限（工作人员缺省）；next-due 按下一期限；overdue 按逾期长短，逾期最久者在前（overdue=true 时缺省）；newest、oldest 按登记时间 · what goes first by the green channel, then by the next deadline (the default for officers); by the next deadline; by what is overdue longest (the default with overdue=true); by the instant of opening',
    ),
  ),
  as: Type.Optional(
    OneOf(
      ['applicant', 'officer', 'supervisor', 'auditor'],
      '以哪一角色查看；缺省按 auditor、supervisor、officer、applicant 之序 · in which role',
    ),
  ),
  ...PageQuery,
});

const Named = Type.Object({ code: Type.String(), name: Type.String() });
const Deadline = { kind: OneOf(DEADLINE_KINDS), due: DaySchema, provisional: Type.Boolean(), text: Type.String() };
const StatusFields = { kind: OneOf(CASE_KINDS), status: OneOf(SHOWN_STATUSES), statusText: Type.String() };

/** 绿色通道: on which ground, and whether it goes first on the desk. */
const GreenChannel = Type.Object(
  { ground: OneOf(GREEN_GROUNDS), text: Type.String(), goesFirst: Type.Boolean() },
  { description: '适用绿色通道；不适用为 null · goes through the green channel; null: it does not' },
);

export const CaseListAnswer = Type.Object({
  items: Type.Array(
    Type.Object({
      number: Type.String(),
      ...StatusFields,
      subject: Type.Object({ id: IdSchema, name: Type.String() }),
      authority: Named,
      procedure: Nullable(Named),
      greenChannel: Nullable(GreenChannel),
      receivedOn: DaySchema,
      openedAt: InstantSchema,
      closedAt: Nullable(InstantSchema),
      assignedTo: Nullable(Type.String()),
      next: Nullable(Type.Object(Deadline)),
      overdue: Nullable(
        Type.Object(
          { ...Deadline, authority: Named },
          { description: '逾期最久的未办事项，及应办的机关 · what is overdue longest, and whose it is to do' },
        ),
      ),
    }),
  ),
  next: NextCursor,
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
  to: OneOf(['person', ...DESK_ROLES]),
  deliveries: Type.Array(
    Type.Object({
      channel: Type.String(),
      state: OneOf(DELIVERY_STATES),
      attempts: Type.Integer(),
      deliveredAt: Nullable(InstantSchema),
    }),
  ),
});

const Act = OneOf(ACTS);

/** What only one kind of case has: each kind one section, and a case exactly one of them. */
const Sections = {
  acceptFirst: Type.Optional(AcceptFirstSection),
  commitment: Type.Optional(CommitmentSection),
  record: Type.Optional(RecordSection),
  repair: Type.Optional(RepairSection),
  repairWithdrawal: Type.Optional(RepairWithdrawalSection),
  determination: Type.Optional(DeterminationSection),
  reorganisation: Type.Optional(ReorganisationSection),
  objection: Type.Optional(ObjectionSection),
  rectification: Type.Optional(RectificationSection),
  voluntaryRegistration: Type.Optional(VoluntaryRegistrationSection),
};
export type CaseSections = typeof Sections;

export const CaseAnswer = Type.Object({
  number: Type.String(),
  ...StatusFields,
  subject: SubjectSchema,
  authority: Named,
  procedure: Nullable(Named),
  ruleSet: Type.String(),
  round: Type.Integer({ description: '重新办理次数 · how often it was reopened' }),
  greenChannel: Nullable(GreenChannel),
  receivedOn: DaySchema,
  openedAt: InstantSchema,
  closedAt: Nullable(InstantSchema),
  assignedTo: Nullable(Type.String()),
  ...Sections,
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
  standing: Nullable(StandingSchema),
  lookUps: Type.Array(LookUpSchema),
  timeline: Type.Array(TimelineSchema),
  notices: Type.Array(NoticeSchema),
  mayDo: Type.Array(Type.Object({ act: Act, href: Type.String() })),
  notYet: Type.Array(Type.Object({ act: Act, reason: Type.String(), from: Nullable(DaySchema) })),
});
