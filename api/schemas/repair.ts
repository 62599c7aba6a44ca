import { Type } from 'typebox';
import { APPLICANT_CAPACITIES } from '../../db/entities/repair.ts';
import { PART_ACTS, PART_STATUSES } from '../../domain/repair/repair-part.ts';
import { ITEM_OUTCOMES, REPAIR_STATUSES } from '../../domain/repair/repair.ts';
import { REPAIR_MATERIAL_KINDS } from '../../domain/repair/repair-door.ts';
import {
  CodeSchema,
  DaySchema,
  IdSchema,
  InstantSchema,
  Line,
  LONGEST,
  Nullable,
  OneOf,
  RefusalSchema,
  Strict,
} from './common.ts';
import { NextDeadlineSchema } from './deadline.ts';
import { PAPER_EXAMPLE, PREVIEW_EXAMPLE, REPAIR_EXAMPLE } from './repair-examples.ts';
import { Material, MOST_MATERIALS, MOST_RECORDS } from './repair-acts.ts';
import { ContactSchema, SignedCommitmentSchema } from './signing.ts';

const Named = Type.Object({ code: Type.String(), name: Type.String() });

/** What is applied for; the same in the preview and in the application. There is no fee, and no field for one. */
const Wish = {
  subjectId: IdSchema,
  recordIds: Type.Array(IdSchema, {
    minItems: 1,
    maxItems: MOST_RECORDS,
    uniqueItems: true,
    description: '申请修复的信息，可属不同单位 · records to repair, of one or several authorities',
  }),
  receivedOn: Type.Optional(Nullable(DaySchema)),
  window: Type.Optional(Nullable(CodeSchema)),
  materials: Type.Optional(Type.Array(Material, { maxItems: MOST_MATERIALS })),
};

export const RepairPreviewBody = Strict(Wish, { examples: [PREVIEW_EXAMPLE] });

export const RepairBody = Strict(
  {
    ...Wish,
    applicantSub: Type.Optional(
      Nullable(
        Line(
          LONGEST.name,
          '纸质申请：申请人在身份认证服务中的编号，没有账号为 null · paper only: the applicant at the identity provider, null without an account',
        ),
      ),
    ),
    contact: ContactSchema,
    commitment: SignedCommitmentSchema,
  },
  {
    examples: [REPAIR_EXAMPLE, PAPER_EXAMPLE],
  },
);

const JudgedRecord = {
  recordId: IdSchema,
  documentNumber: Type.String(),
  refusals: Type.Array(RefusalSchema),
  earliest: Type.Unsafe<string | null>({
    ...Nullable(DaySchema),
    description:
      '各项条件全部具备的最早之日；有不因时间经过而具备的条件的，为 null · the first day on which every condition is met; null where time alone does not meet one',
  }),
};

/** Advice of the authority that refused before; no rule lets it bar an application. */
const Advice = {
  advisedFrom: Type.Unsafe<string | null>({
    ...Nullable(DaySchema),
    description:
      '认定单位上次不予修复时建议的再次申请之日，尚未到来的；仅为建议，不限制申请 · from when the authority, at its last refusal, advised to apply again, where that day lies ahead; advice, and no bar',
  }),
  reminder: Type.Unsafe<string | null>({
    ...Nullable(Type.String()),
    description: '对该建议的提醒 · the same in words',
  }),
};

export const RepairPreviewAnswer = Type.Object({
  records: Type.Array(
    Type.Object({
      ...JudgedRecord,
      authority: Named,
      passes: Type.Boolean({ description: '符合申请条件 · every condition is met' }),
      withCourt: Type.Boolean({ description: '由执行法院处理 · goes to the court' }),
      ends: Type.Object(
        {
          publication: Type.Boolean(),
          sharing: Type.Boolean(),
          measures: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), until: Nullable(DaySchema) })),
        },
        {
          description:
            '修复后终止的内容；公示期满的信息，仅为尚在执行的惩戒措施 · what a repair would end; of a record that ended by time only the measures that still run',
        },
      ),
      ...Advice,
    }),
  ),
  parts: Type.Array(
    Type.Object({
      authority: Named,
      recordIds: Type.Array(IdSchema),
      acceptBy: Nullable(DaySchema),
      answerBy: Nullable(DaySchema),
    }),
  ),
  commitment: Type.Unsafe<{ version: number; text: string; sha256: string } | null>({
    ...Nullable(Type.Object({ version: Type.Integer(), text: Type.String(), sha256: Type.String() })),
    description:
      '应签署的承诺书，只列符合申请条件的信息；没有一条信息符合条件的，为 null（窗口登记纸质申请的除外） · the text to sign, about the records that pass and no other; null where none passes, but for the people of a window, who register what was signed on paper',
  }),
  nothingToSign: Type.Unsafe<string | null>({
    ...Nullable(Type.String()),
    description: '无需签署的原因 · why there is nothing to sign; null where there is',
  }),
  free: Type.String({ description: '不收取任何费用 · repair is free of charge' }),
});

export const RepairAnswerSchema = Type.Object(
  {
    number: Type.String(),
    status: OneOf(REPAIR_STATUSES),
    statusText: Type.String(),
    next: Nullable(NextDeadlineSchema),
    parts: Type.Array(Type.Object({ authority: Named, withCourt: Type.Boolean(), recordIds: Type.Array(IdSchema) })),
    refused: Type.Array(Type.Object(JudgedRecord)),
    reminders: Type.Array(Type.Object({ recordId: IdSchema, documentNumber: Type.String(), ...Advice }), {
      description:
        '早于认定单位建议之日的申请：已照常转送，仅作提醒 · applied for before the advised day: passed on all the same, only a reminder',
    }),
  },
  { headers: { location: { type: 'string', description: '案件地址 · address of the case' } } },
);

const PartDeadline = Type.Object({
  kind: Type.String(),
  text: Type.String(),
  due: DaySchema,
  dueAt: InstantSchema,
  provisional: Type.Boolean(),
  state: OneOf(['running', 'met', 'missed', 'closed']),
  overdue: Type.Boolean({ description: '逾期未办 · its day is over and nobody has acted' }),
  escalations: Type.Integer({ description: '已报告主管人员次数 · how often its supervisor was told' }),
  limitedBy: Type.Unsafe<string | null>({
    ...Nullable(Type.String()),
    description: '期限受限或者顺延的原因 · why the day is not the end of its own term; null where it is',
  }),
});

const PartSchema = Type.Object({
  authority: Named,
  status: OneOf(PART_STATUSES),
  statusText: Type.String(),
  withCourt: Type.Boolean(),
  ownSystem: Type.Boolean({ description: '转其业务系统办理 · passed on to its own system' }),
  assignedTo: Nullable(Type.String()),
  forwardedAt: InstantSchema,
  acceptedOn: Nullable(DaySchema),
  completionAskedOn: Nullable(DaySchema),
  completionItems: Type.Array(Type.String()),
  completedOn: Nullable(DaySchema),
  extended: Type.Boolean(),
  pauses: Type.Array(
    Type.Object({ from: DaySchema, until: Nullable(DaySchema), reason: Type.String(), clause: Type.String() }),
  ),
  reason: Nullable(Type.String()),
  clause: Nullable(Type.String()),
  whatToDo: Nullable(Type.String()),
  closedAt: Nullable(InstantSchema),
  deadlines: Type.Array(PartDeadline),
  mayDo: Type.Array(OneOf(PART_ACTS)),
});

const ItemSchema = Type.Object({
  recordId: IdSchema,
  documentNumber: Type.String(),
  authority: Named,
  outcome: Nullable(OneOf(ITEM_OUTCOMES)),
  outcomeText: Nullable(Type.String()),
  refusals: Type.Array(RefusalSchema),
  reason: Nullable(Type.String()),
  clause: Nullable(Type.String()),
  whatToDo: Nullable(Type.String()),
  earliest: Type.Unsafe<string | null>({
    ...Nullable(DaySchema),
    description:
      '认定单位建议的再次申请之日；仅为建议，不限制申请 · from when the authority advises to apply again; advice, and no bar',
  }),
  decidedAt: Nullable(InstantSchema),
  withdrawn: Nullable(
    Type.Object(
      { caseNumber: Type.String(), on: DaySchema },
      {
        description:
          '该修复后被撤销：撤销案件和恢复之日 · the repair was withdrawn later: by which case, and the day on which the record came back',
      },
    ),
  ),
});

/** What an application for repair shows beside what every case does. */
export const RepairSection = Type.Object({
  representation: OneOf(APPLICANT_CAPACITIES),
  registeredBy: Nullable(Type.String()),
  contact: Type.Object({
    name: Type.String(),
    email: Nullable(Type.String()),
    phone: Nullable(Type.String()),
  }),
  commitment: Type.Object({
    version: Type.Integer(),
    text: Type.String(),
    sha256: Type.String(),
    signer: Type.String(),
    signedAt: InstantSchema,
    means: OneOf(['online', 'paper']),
  }),
  parts: Type.Array(PartSchema),
  records: Type.Array(ItemSchema),
  materials: Type.Array(
    Type.Object({
      kind: OneOf(REPAIR_MATERIAL_KINDS),
      kindText: Type.String(),
      recordId: Nullable(IdSchema),
      /** Code of the authority that asked for it; null: with the application. */
      authority: Nullable(Type.String()),
      name: Nullable(Type.String()),
      reference: Nullable(Type.String()),
      receivedAt: InstantSchema,
    }),
  ),
  copies: Type.Array(
    Type.Object({
      recordId: Nullable(IdSchema),
      agency: Named,
      confirmBy: Nullable(DaySchema),
      confirmedAt: Nullable(InstantSchema),
      overdue: Type.Boolean(),
    }),
  ),
});
