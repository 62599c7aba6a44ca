import { Type } from 'typebox';
import { COMMITMENT_KINDS } from '../../domain/commitment/commitment-kinds.ts';
import { DaySchema, InstantSchema, Line, LONGEST, Nullable, OneOf, Paragraphs, Strict } from './common.ts';

/** Standard texts, and what anybody may see of promises. */

export const StandardTextBody = Strict({
  kind: OneOf(COMMITMENT_KINDS),
  title: Line(LONGEST.name),
  text: Paragraphs(LONGEST.document),
  validFrom: DaySchema,
});

export const StandardTextSchema = Type.Object({
  kind: OneOf(COMMITMENT_KINDS),
  kindText: Type.String(),
  clause: Type.String(),
  version: Type.Integer(),
  title: Type.String(),
  text: Type.String(),
  sha256: Type.String(),
  validFrom: DaySchema,
  inUse: Type.Boolean({ description: '现行文本 · the text in use today' }),
});

export const StandardTextsQuery = Strict({ kind: Type.Optional(OneOf(COMMITMENT_KINDS)) });
export const StandardTexts = Type.Object({ asOf: InstantSchema, items: Type.Array(StandardTextSchema) });

export const PublicCommitmentsQuery = Strict({
  code: Type.String({ minLength: 1, maxLength: LONGEST.code, description: '统一社会信用代码 · credit code' }),
});

export const PublicCommitments = Type.Object({
  asOf: InstantSchema,
  items: Type.Array(
    Type.Object({
      number: Type.String(),
      kind: OneOf(COMMITMENT_KINDS),
      kindText: Type.String(),
      clause: Type.String(),
      title: Type.String(),
      promisor: Type.String(),
      authority: Type.String(),
      signedOn: DaySchema,
      standardText: Type.Object({ version: Type.Integer(), sha256: Type.String() }),
      state: OneOf(['running', 'ended']),
      obligations: Type.Array(
        Type.Object({
          title: Type.String(),
          due: Nullable(DaySchema),
          standingText: Nullable(Type.String({ description: '仅结果公开的承诺 · only where results are public' })),
        }),
      ),
      result: Nullable(
        Type.Object({
          result: Type.String(),
          text: Type.String(),
          decidedOn: DaySchema,
          madeGoodOn: Nullable(DaySchema),
        }),
      ),
    }),
  ),
});
