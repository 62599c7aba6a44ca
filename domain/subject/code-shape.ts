import type { Bilingual } from '../text.ts';

/** Which part of an 18-character code is wrong. */
export type CodePart =
  | 'full-width'
  | 'length'
  | 'lower-case'
  | 'character'
  | 'registration-authority'
  | 'category'
  | 'region'
  | 'birth-date'
  | 'check';

/** A code that is not valid: the first part that is wrong, reading from the left, and what to do. */
export interface WrongCode {
  readonly ok: false;
  readonly part: CodePart;
  readonly message: Bilingual;
}

/** A code that is valid, but of which something should be looked at. */
export interface CodeWarning {
  readonly code: string;
  readonly message: Bilingual;
}

/** The length of credit codes (GB 32100) and of resident ID numbers (GB 11643) alike. */
export const CODE_LENGTH = 18;

/** Makes the answer for a wrong code. */
export function wrong(part: CodePart, zh: string, en: string): WrongCode {
  return { ok: false, part, message: { zh, en } };
}

/**
 * The mistakes of typing that both kinds of code share: full-width characters, blanks, a wrong length, lower case.
 * They are named and left to the person to put right, never corrected silently: the code is the key of a subject.
 */
export function typingMistake(text: string, name: Bilingual): WrongCode | null {
  const characters = [...text];
  const fullWidth = characters.findIndex((character) => /[\u3000\uFF01-\uFF5E]/u.test(character));
  if (fullWidth >= 0) {
    return wrong(
      'full-width',
      `第${fullWidth + 1}位“${characters[fullWidth]}”是全角字符，请改用半角输入。`,
      `Character ${fullWidth + 1}, "${characters[fullWidth]}", is full-width; type it half-width.`,
    );
  }
  const blank = characters.findIndex((character) => /\s/u.test(character));
  if (blank >= 0) {
    return wrong('character', `第${blank + 1}位是空白字符，请删去。`, `Character ${blank + 1} is a blank; remove it.`);
  }
  if (characters.length !== CODE_LENGTH) {
    return wrong(
      'length',
      `${name.zh}应为${CODE_LENGTH}位，现为${characters.length}位。`,
      `${name.en} has ${CODE_LENGTH} characters, not ${characters.length}.`,
    );
  }
  const lower = characters.findIndex((character) => /[a-z]/.test(character));
  if (lower < 0) return null;
  return wrong(
    'lower-case',
    `第${lower + 1}位“${characters[lower]}”是小写字母，请改为大写。`,
    `Character ${lower + 1}, "${characters[lower]}", is a lower-case letter; use the capital.`,
  );
}

/** The sum of each character's value times its weight, the base of all three check characters. */
export function weightedSum(values: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (values[index] ?? Number.NaN), 0);
}
