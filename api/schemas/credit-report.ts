import { Type } from 'typebox';
import { SECTORS } from '../../domain/record/sectors.ts';
import { REPORT_SECTIONS } from '../../domain/report/report-sections.ts';
import { REPORT_STATES } from '../../domain/report/report-standing.ts';
import { PATTERNS } from '../formats.ts';
import {
  BilingualSchema,
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

/** 专项信用报告: asked for, read by its own people, and checked by anybody. */

const ReportNumber = Type.String({ pattern: PATTERNS.reportNumber.pattern, examples: ['BG-2026-000123'] });
const Sha256 = Type.String({ pattern: PATTERNS.sha256.pattern });

export const ReportBody = Strict({
  subjectId: IdSchema,
  from: DaySchema,
  until: DaySchema,
  fields: Type.Optional(
    Nullable(
      Type.Array(OneOf(SECTORS), {
        minItems: 1,
        maxItems: SECTORS.length,
        uniqueItems: true,
        description: '领域；省略即全部 · fields of law; left out: all',
      }),
    ),
  ),
  proof: Type.Optional(
    Nullable(
      Line(
        LONGEST.line,
        '窗口办理时必填：查验的身份证明、委托书及申请书 · at the counter: what was shown and handed in by whoever asked',
      ),
    ),
  ),
});

const Head = {
  number: ReportNumber,
  subjectId: IdSchema,
  issuer: Type.Object({ code: Type.String(), name: Type.String() }),
  from: DaySchema,
  until: DaySchema,
  issuedAt: InstantSchema,
  validUntil: DaySchema,
  state: OneOf(REPORT_STATES),
  stateText: Type.String(),
  since: Nullable(DaySchema),
  sha256: Sha256,
};
export const ReportSchema = Type.Object({
  ...Head,
  verificationCode: Type.String({
    description: '凭编号和核验码，任何人均可核验 · with the number, by it anybody can check the report',
  }),
  document: Type.String({ description: '报告内容（JSON），sha256 即其摘要 · the JSON that the hash is of, as text' }),
});
export const ReportList = Type.Object({ items: Type.Array(Type.Object(Head)), next: NextCursor });
export const ReportListQuery = Strict({ subjectId: IdSchema, ...PageQuery });
export const ReportParams = Type.Object({ number: ReportNumber });

export const CheckBody = Strict({
  number: ReportNumber,
  code: Type.String({ pattern: PATTERNS.verificationCode.pattern, examples: ['7K2QD-9XW4R-0FZ3T-M8B1C'] }),
});
/** As it is typed from paper; what is none finds nothing. */
export const CheckForm = Strict(
  {
    number: Line(LONGEST.code, '报告编号 · the number of the report'),
    code: Line(LONGEST.code, '核验码 · the verification code'),
  },
  { examples: [{ number: 'BG-2026-000123', code: '7K2QD-9XW4R-0FZ3T-M8B1C' }] },
);

const SectionSchema = Type.Object({
  section: OneOf(REPORT_SECTIONS),
  title: BilingualSchema,
  held: Type.Boolean({ description: 'false：本系统未归集此类信息 · this service gathers nothing of the kind' }),
  items: Type.Array(
    Type.Object({ on: DaySchema, authority: Type.String(), document: Type.String(), text: BilingualSchema }),
  ),
});
export const CheckAnswer = Type.Object(
  {
    number: ReportNumber,
    subjectName: Type.String({ description: '个人姓名遮盖 · masked for a person' }),
    subjectIdentifier: Type.String({ description: '个人身份号码遮盖 · masked for a person' }),
    issuer: Type.Object({ code: Type.String(), name: Type.String() }),
    issuedOn: DaySchema,
    validUntil: DaySchema,
    from: DaySchema,
    until: DaySchema,
    fields: Nullable(Type.Array(BilingualSchema, { description: '领域；null 为全部 · fields of law; null: all' })),
    sections: Type.Array(SectionSchema),
    notCovered: Type.Array(BilingualSchema),
    state: OneOf(REPORT_STATES),
    stateText: Type.String(),
    since: Nullable(DaySchema),
    sha256: Sha256,
  },
  {
    description:
      '出具时的全部内容，供与纸质报告逐项比对 · all of it as it was issued, to be compared with the paper item by item',
  },
);
