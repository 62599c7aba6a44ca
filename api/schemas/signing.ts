import { Type } from 'typebox';
import { PATTERNS } from '../formats.ts';
import { Line, LONGEST, Nullable, OneOf, Strict } from './common.ts';

/** Where who applies or promises is reached. */
export const ContactSchema = Strict({
  name: Line(LONGEST.name),
  email: Nullable(Type.String({ format: 'email', maxLength: LONGEST.name })),
  phone: Nullable(Type.String({ pattern: PATTERNS.phone.pattern, maxLength: 30 })),
});

/** A commitment as it was signed: the text by version and hash, by whom and how. */
export const SignedCommitmentSchema = Strict({
  version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  sha256: Type.String({ pattern: PATTERNS.sha256.pattern }),
  signer: Line(LONGEST.name),
  agreed: Type.Unsafe<true>({ type: 'boolean', enum: [true] }),
  means: OneOf(['online', 'paper']),
});
