import { type Static, Type } from 'typebox';
import { STATEMENT_AUTHORS } from '../../db/entities/record-statement.ts';
import { WITHDRAWAL_GROUNDS } from '../../domain/judgment-debtor/judgment-debtor-messages.ts';
import { COPY_STATES, PUSH_KINDS } from '../../domain/messages/pushes.ts';
import { RECORD_ENDINGS } from '../../domain/record/record-ending.ts';
import { HOLD_REASONS } from '../../domain/record/record-hold.ts';
import { MEASURE_FORCES, RECORD_STATES } from '../../domain/record/record.ts';
import { type ObjectionBefore, OBJECTIONS_BEFORE } from '../../domain/record/heard-before.ts';
import { RECORD_KINDS } from '../../domain/record/record-kind.ts';
import { SECTORS } from '../../domain/record/sectors.ts';
import { SEVERITIES } from '../../domain/record/severity.ts';
import { PATTERNS } from '../formats.ts';
import { QueryReasonFields } from './consent.ts';
import { NextDeadlineSchema } from './deadline.ts';
import { ExecutionSchema } from './measure-execution.ts';
import { PublicWithdrawalSchema, WithdrawalSchema } from './record-withdrawal.ts';
import {
  DaySchema,
  IdSchema,
  InstantSchema,
  Line,
  LONGEST,
  Nullable,
  OneOf,
  Paragraphs,
  RefusalSchema,
  Strict,
} from './common.ts';

/** Records: what an authority enters, what its people and the subject's see, what everybody sees. */

/** A court's listing comes by its message, and falsehood in a repair only from a decision to withdraw it. */
const ENTERED_KINDS = ['penalty', 'serious-list', 'abnormal-list', 'other-negative'] as const;

const NamedMeasureSchema = Strict({
  code: Type.String({ pattern: PATTERNS.measure.pattern, examples: ['B08'] }),
  from: Type.Optional(DaySchema),
  until: Type.Optional(
    Nullable(
      Type.String({
        format: 'day',
        examples: ['2027-04-08'],
        description:
          '最后一日，不得超过该措施的法定期限；不填的，有法定期限的按其期限，其余随记录终止 · its last day, within its own term; left out: by that term, else with the record',
      }),
    ),
  ),
});

export const RecordBody = Strict({
  subjectId: IdSchema,
  kind: OneOf(ENTERED_KINDS),
  documentKind: Line(LONGEST.name, '决定文书种类 · kind of the deciding document'),
  documentNumber: Line(LONGEST.name),
  decidedOn: DaySchema,
  severity: OneOf(SEVERITIES),
  sector: Type.Optional(OneOf(SECTORS.filter((sector) => sector !== 'judgment-debtor'))),
  facts: Type.Optional(Nullable(Paragraphs(LONGEST.text, '公示的事实摘要 · what is shown of the facts'))),
  publishedFrom: Type.Optional(Nullable(DaySchema)),
  foundNecessary: Type.Optional(
    Type.Boolean({
      default: false,
      description: '原则上不公示的，认定单位认为确有必要公示 · found necessary to show what is not shown in principle',
    }),
  ),
  warningOnly: Type.Optional(
    Type.Boolean({ default: false, description: '仅警告、通报批评 · a warning or public criticism alone' }),
  ),
  measures: Type.Optional(Type.Array(NamedMeasureSchema, { maxItems: 100, 'x-unique-by': 'code' })),
  toldOn: Type.Optional(
    Type.Unsafe<string | null>({
      ...Nullable(DaySchema),
      description:
        '决定前告知当事人事由、依据和权利之日；列入严重失信主体名单、其他失信信息必填 · when the subject was told facts, grounds and rights, before the decision; needed of a listing as seriously dishonest and of other negative information',
    }),
  ),
  objection: Type.Optional(
    Type.Unsafe<ObjectionBefore | null>({
      ...Nullable(OneOf(OBJECTIONS_BEFORE)),
      description:
        '告知后当事人的异议：none-raised 未提出；checked-and-answered 已核实并反馈；与告知日期一并填写 · what the subject objected then; goes with `toldOn`',
    }),
  ),
});

export const RecordEnteredSchema = Type.Object({
  id: IdSchema,
  number: Type.String(),
  status: Type.String(),
  statusText: Type.String(),
  next: Nullable(NextDeadlineSchema),
});

export const DutiesDoneBody = Strict({
  correctedOn: Type.Optional(Nullable(DaySchema)),
  dutiesDoneOn: Type.Optional(Nullable(DaySchema)),
  proof: Paragraphs(LONGEST.text, '证明材料 · proof'),
});

const AnnulledBy = {
  annulledOn: DaySchema,
  documentNumber: Line(LONGEST.name, '复议决定书、判决书等文号 · document that annulled the decision'),
};
export const ReportAnnulmentBody = Strict(AnnulledBy);
export const AnnulBody = Strict({
  ...AnnulledBy,
  reason: Paragraphs(
    LONGEST.text,
    '理由，告知当事人，并随撤回说明向社会公开，任何人无需登录即可看到（行政处罚法第四十八条第二款）；请勿写入个人信息、商业秘密，当事人为自然人的不公开 · reason, told to the subject and made public: anybody reads it without an account; nothing about persons and no trade secrets. Not shown where the subject is a person',
  ),
});
export const ReasonBody = Strict({ reason: Paragraphs() });

const Paper = Type.Optional(
  Nullable(
    Paragraphs(
      LONGEST.text,
      '当事人书面声明、书面撤回的日期和文件，工作人员代为登记的须填写，并告知当事人 · the subject’s paper and its day, where an officer registers it; told to the subject',
    ),
  ),
);

const PaperDay = Type.Optional(
  Type.Unsafe<string | null>({
    ...Nullable(DaySchema),
    description:
      '书面提出的收件日，仅由工作人员填写；不填即当日 · day a paper was received; for officers only, today where left out',
  }),
);

export const DeclareBody = Strict({
  text: Paragraphs(
    1000,
    '本人声明，随信息公示；请勿写入他人信息 · shown to everybody beside the record; nothing about other people',
  ),
  reason: Paper,
  receivedOn: PaperDay,
});

export const WithdrawDeclarationBody = Strict({
  reason: Paper,
  receivedOn: PaperDay,
});

const Named = Type.Object({ code: Type.String(), name: Type.String() });

const MeasureInForce = Type.Object({
  code: Type.String(),
  name: Type.String(),
  basis: Type.String(),
  force: OneOf(MEASURE_FORCES),
  forceText: Type.String(),
  from: DaySchema,
  until: Nullable(DaySchema),
});

const Shown = {
  id: IdSchema,
  kind: OneOf(RECORD_KINDS),
  kindText: Type.String(),
  documentKind: Type.String(),
  documentNumber: Type.String(),
  authority: Named,
  decidedOn: DaySchema,
  severity: OneOf(SEVERITIES),
  severityText: Type.String(),
  sector: OneOf(SECTORS),
  sectorText: Type.String(),
  facts: Nullable(Type.String({ description: '自然人的不公开 · not shown of a person' })),
  publishedFrom: DaySchema,
  minimumEnds: Nullable(DaySchema),
  applyFrom: Nullable(DaySchema),
  endsBy: Nullable(DaySchema),
  ruleSet: Type.String(),
  measures: Type.Array(MeasureInForce),
  judgmentDebtor: Nullable(
    Type.Object(
      {
        situation: Type.Integer(),
        situationText: Type.String(),
        extraYears: Type.Integer(),
        ground: Nullable(OneOf(WITHDRAWAL_GROUNDS)),
        groundText: Nullable(Type.String()),
      },
      { description: '人民法院列入的具体情形 · in which situation the court listed the debtor' },
    ),
  ),
  statements: Type.Array(
    Type.Object({ by: OneOf(STATEMENT_AUTHORS), text: Nullable(Type.String()), at: InstantSchema }),
    { description: '人民法院、管理人的附加说明 · statements of the court or the administrator in bankruptcy' },
  ),
  underObjection: Nullable(
    Type.Object(
      { since: InstantSchema, text: Type.String() },
      { description: '异议核查中 · an objection is being checked; null: none is' },
    ),
  ),
  declaration: Nullable(
    Type.Object(
      {
        text: Type.String(),
        at: InstantSchema,
        receivedOn: Type.Unsafe<string>({
          ...DaySchema,
          description: '收到之日，书面提出的为收件日 · day on which it came in; of a paper that of its receipt',
        }),
      },
      { description: '本人声明，当事人的陈述，未经核实 · what the subject itself says, unchecked; null: nothing' },
    ),
  ),
  explanation: Type.Array(Type.String()),
  howToRepair: Type.String(),
  remedy: Type.String(),
};

const SubjectShown = Type.Object({
  kind: OneOf(['organisation', 'person']),
  identifier: Type.String(),
  name: Type.String(),
});

export const PublicRecord = Type.Object({ ...Shown, subject: SubjectShown });
export const PublicRecords = Type.Object({
  asOf: InstantSchema,
  items: Type.Array(PublicRecord),
  withdrawals: Type.Array(PublicWithdrawalSchema, {
    description:
      '撤回说明：曾经公示、因决定被变更、撤销、确认违法、确认无效或者失去依据而撤回的信息及理由 · what was published and was taken back because its decision stands no more, and why',
  }),
  note: Nullable(
    Type.String({
      description:
        '没有公示信息时，说明该结果的含义；有公示信息时为 null · what an empty list means; null where there are items',
    }),
  ),
});
export const PublicRecordsQuery = Strict({
  code: Type.String({ minLength: 1, maxLength: 40, description: '统一社会信用代码 · unified social credit code' }),
});
export const PersonQuery = Strict({
  identifier: Type.String({
    minLength: 1,
    maxLength: 40,
    description:
      '公民身份号码（GB 11643），不是单位的代码 · identity number of a person, not the code of an organisation',
  }),
  name: Line(LONGEST.name),
});

const CopySchema = Type.Object({
  agency: Named,
  told: OneOf(PUSH_KINDS.filter((kind) => kind.startsWith('record.'))),
  toldText: Type.String(),
  toldAt: InstantSchema,
  receivedAt: Nullable(InstantSchema),
  confirmBy: Nullable(DaySchema),
  confirmedAt: Nullable(InstantSchema),
  state: OneOf(COPY_STATES),
  stateText: Type.String(),
});

/** A record as its authority and the subject's people see it. */
export const RecordDetail = Type.Object({
  ...Shown,
  subject: Type.Object({ id: IdSchema, ...SubjectShown.properties }),
  caseNumber: Nullable(Type.String()),
  state: OneOf(RECORD_STATES),
  stateText: Type.String(),
  published: Type.Boolean(),
  shared: Type.Boolean(),
  dutiesOpen: Type.Boolean(),
  correctedOn: Nullable(DaySchema),
  dutiesDoneOn: Nullable(DaySchema),
  dutiesProof: Nullable(Type.String()),
  endedOn: Nullable(DaySchema),
  endedHow: Nullable(OneOf(RECORD_ENDINGS)),
  endedHowText: Nullable(Type.String()),
  withdrawal: Type.Unsafe<Static<typeof WithdrawalSchema> | null>({
    ...Nullable(WithdrawalSchema),
    description:
      '决定被撤销等而撤回的原因，仅认定单位和主体一方可见 · why it was taken back, where its decision stands no more: for its authority and the subject alone',
  }),
  voidedOn: Type.Unsafe<string | null>({
    ...Nullable(DaySchema),
    description:
      '终止之后又被撤销、撤回之日 · annulled or withdrawn on, after it had been repaired or had run out; null: it was not',
  }),
  copies: Nullable(
    Type.Array(CopySchema, {
      description:
        '信用服务机构留存的副本，仅认定单位和主体一方可见 · copies at credit service agencies, for its authority and the subject alone',
    }),
  ),
  allMeasures: Type.Array(
    Type.Object({ ...MeasureInForce.properties, liftedOn: Nullable(DaySchema), inForce: Type.Boolean() }),
  ),
  holds: Type.Array(
    Type.Object({
      reason: OneOf(HOLD_REASONS),
      publicity: Type.Boolean(),
      sharing: Type.Boolean(),
      measures: Type.Boolean(),
      onlyMeasures: Nullable(
        Type.Array(Type.String(), { description: '仅暂停这些措施 · of the measures it stops only these' }),
      ),
      from: InstantSchema,
      until: Nullable(InstantSchema),
    }),
  ),
});
/** A record as the case that follows it shows it: with what authorities were asked about its measures. */
export const RecordSection = Type.Object({
  ...RecordDetail.properties,
  executions: Type.Array(ExecutionSchema, {
    description: '各措施、各实施单位的响应、执行、反馈 · per measure and authority: what was asked, done and fed back',
  }),
});
export const RecordList = Type.Object({
  items: Type.Array(RecordDetail),
  withheld: Type.Union([RefusalSchema, Type.Null()], {
    description:
      '他单位的信息未列出的理由；没有则为 null · why other authorities’ records are not listed; null: they are',
  }),
});
export const RecordListQuery = Strict({ subjectId: IdSchema, ...QueryReasonFields });
export const RecordQuery = Strict(QueryReasonFields);

export const MeasureList = Type.Object({
  items: Type.Array(
    Type.Object({
      code: Type.String(),
      category: Type.String(),
      name: Type.String(),
      objects: Type.String(),
      basis: Type.String(),
      appliedBy: Type.String(),
      severities: Type.Array(OneOf(SEVERITIES)),
      force: OneOf(MEASURE_FORCES),
      forceText: Type.String(),
      inForceFrom: DaySchema,
      ourDefaults: Type.Array(Type.String(), {
        description: '系统默认、非出自法规原文的项 · which of these no text gives',
      }),
      leastMonths: Nullable(Type.Integer()),
      mostMonths: Nullable(
        Type.Integer({ description: '最长月数，自措施开始之日起算 · months at the most, from its first day' }),
      ),
      termWords: Nullable(Type.String({ description: '期限原文 · the words in which the term was read' })),
      carriers: Type.Array(Named, {
        description: '实施单位；空为由认定单位自行实施 · who carries it out; none: who determined the record',
      }),
    }),
  ),
});
