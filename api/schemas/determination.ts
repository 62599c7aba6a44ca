import { Type } from 'typebox';
import { DETERMINATION_STATUSES } from '../../domain/determination/determination.ts';
import { DOCUMENT_KINDS } from '../../domain/determination/determination-document.ts';
import { DETERMINED_KINDS, RESPONSIBILITIES } from '../../domain/determination/determination-door.ts';
import { LENIENCIES } from '../../domain/determination/determination-leniency.ts';
import { SECTORS } from '../../domain/record/sectors.ts';
import { SEVERITIES } from '../../domain/record/severity.ts';
import { DaySchema, IdSchema, InstantSchema, Line, LONGEST, Nullable, OneOf, Paragraphs, Strict } from './common.ts';
import { NextDeadlineSchema } from './deadline.ts';
import { HeardSection } from './hearing.ts';

const MOST_MEASURES = 20;
const MOST_PERSONS = 10;

const Measures = Type.Array(Line(LONGEST.code), {
  maxItems: MOST_MEASURES,
  description: '惩戒措施清单中的编号 · codes from the list of measures',
});

const ACT_DAY = '行为发生之日；行为持续的，终了之日 · day of the act, or the last day of one that went on';

export const DeterminationBody = Strict({
  subjectId: IdSchema,
  actOn: Type.String({ ...DaySchema, description: ACT_DAY }),
  facts: Paragraphs(LONGEST.text, '拟认定的事实 · what happened'),
  clause: Type.Optional(Nullable(Line(LONGEST.line, '初步依据 · the clause thought of'))),
});

export const DeterminationAnswerSchema = Type.Object({
  number: Type.String(),
  status: OneOf(DETERMINATION_STATUSES),
  statusText: Type.String(),
  next: Nullable(NextDeadlineSchema),
});

const DocumentBody = Strict({
  kind: OneOf(DOCUMENT_KINDS),
  number: Line(LONGEST.name),
  issuedOn: DaySchema,
  issuer: Line(LONGEST.name),
  reference: Type.Optional(Nullable(Line(LONGEST.line, '存放位置 · where it is kept'))),
  sha256: Type.Optional(
    Nullable(Type.String({ pattern: '^[0-9a-f]{64}$', description: '文件的SHA-256 · of its file, in hex' })),
  ),
  law: Type.Optional(
    Nullable(
      Line(LONGEST.line, '其他文书：规定其可作为依据的法律、法规或者政策文件 · the law that names another document'),
    ),
  ),
});

export const CompleteBody = Strict({
  document: DocumentBody,
  actOn: Type.Optional(
    Nullable(
      Type.String({
        ...DaySchema,
        description: `${ACT_DAY}；草稿未载明或者有误时填写 · where the draft names none, or another`,
      }),
    ),
  ),
  facts: Paragraphs(LONGEST.text, '告知当事人的事实 · facts, as the subject is told'),
  summary: Type.Optional(Nullable(Paragraphs(LONGEST.text, '拟公示的事实摘要 · what would be shown of them'))),
  basis: Line(
    LONGEST.line,
    '适用的规定，含各项措施的法定依据 · the clauses that the conduct falls under, those of each measure among them',
  ),
  recordKind: OneOf(DETERMINED_KINDS),
  sector: Type.Optional(OneOf(SECTORS)),
  severity: OneOf(SEVERITIES),
  measures: Measures,
  responsible: Type.Optional(
    Type.Array(
      Strict({
        subjectId: IdSchema,
        responsibility: OneOf(RESPONSIBILITIES),
        asNamed: Line(LONGEST.line, '文书中的记载 · the words of the document that name the person'),
        measures: Measures,
      }),
      {
        maxItems: MOST_PERSONS,
        description: '责任人员，以文书记载为准 · persons who answer for it, as the document says',
      },
    ),
  ),
});

export const ReviewBody = Strict({
  answer: Paragraphs(
    LONGEST.text,
    '复核情况、是否采纳及理由，将告知当事人 · how it was reviewed, as the subject is told',
  ),
});

export const ExtendDecisionBody = Strict({ reason: Paragraphs(LONGEST.text) });

export const DetermineBody = Strict({
  document: Line(LONGEST.name, '决定书文号 · number of the decision'),
  reason: Paragraphs(LONGEST.text),
  severity: Type.Optional(Nullable(OneOf(SEVERITIES, '轻于告知的程度 · lighter than told'))),
  measures: Type.Optional(Nullable(Measures)),
  leniencyConsidered: Type.Optional(
    Nullable(
      Paragraphs(
        LONGEST.text,
        '当事人行为发生之日系未成年人的，如何考虑 · how it was considered that the subject was under age on the day of the act',
      ),
    ),
  ),
});

export const SpareBody = Strict({ ground: OneOf(LENIENCIES), reason: Paragraphs(LONGEST.text) });

export const DropDeterminationBody = Strict({ reason: Paragraphs(LONGEST.text) });

/** What only a determination shows. Free texts are null for who is not of the case. */
export const DeterminationSection = Type.Object({
  origin: Nullable(Type.String({ description: '来源案件 · number of the case that it came from' })),
  proposedBy: Nullable(Type.String()),
  actOn: Nullable(Type.String({ ...DaySchema, description: ACT_DAY })),
  draft: Nullable(
    Type.Object(
      { facts: Nullable(Type.String()), clause: Nullable(Type.String()) },
      { description: '草稿，当事人不可见 · as drafted; not for the subject' },
    ),
  ),
  organisation: Nullable(
    Type.String({ description: '单位的案件 · case of the organisation that the person answers for' }),
  ),
  responsibility: Nullable(OneOf(RESPONSIBILITIES)),
  asNamed: Nullable(Type.String()),
  persons: Type.Array(Type.String(), { description: '责任人员的案件 · cases of the persons who answer for it' }),
  told: Nullable(
    Type.Object({
      madeOn: DaySchema,
      completedBy: Nullable(Type.String()),
      document: Type.Object({
        kind: OneOf(DOCUMENT_KINDS),
        text: Type.String(),
        number: Type.String(),
        issuedOn: DaySchema,
        issuer: Type.String(),
        reference: Nullable(Type.String()),
        sha256: Nullable(Type.String()),
        law: Nullable(Type.String()),
      }),
      facts: Nullable(Type.String()),
      summary: Nullable(Type.String()),
      basis: Type.String(),
      recordKind: OneOf(DETERMINED_KINDS),
      sector: OneOf(SECTORS),
      severity: OneOf(SEVERITIES),
      severityText: Type.String(),
      measures: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), basis: Type.String() })),
    }),
  ),
  ...HeardSection,
  reviews: Type.Array(Type.Object({ answeredOn: DaySchema, answer: Nullable(Type.String()) })),
  extension: Nullable(Type.Object({ on: DaySchema, reason: Nullable(Type.String()) })),
  decision: Nullable(
    Type.Object({
      decidedAt: InstantSchema,
      decidedBy: Nullable(Type.String()),
      reason: Nullable(Type.String()),
      document: Nullable(Type.String()),
      severity: Nullable(OneOf(SEVERITIES)),
      measures: Nullable(Type.Array(Type.String())),
      leniency: Nullable(OneOf(LENIENCIES)),
      leniencyConsidered: Nullable(Type.String()),
      recordId: Nullable(IdSchema),
    }),
  ),
});
