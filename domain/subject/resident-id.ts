import type { CodeWarning, WrongCode } from './code-shape.ts';
import { typingMistake, weightedSum, wrong } from './code-shape.ts';
import type { Bilingual } from '../text.ts';
import type { Day } from '../time.ts';
import { isRealDate } from '../time.ts';

/** A valid identity number: of a citizen, of a residence permit (港澳台居民), or of a foreign permanent resident. */
export interface ResidentId {
  readonly ok: true;
  readonly scheme: 'resident-id';
  readonly kind: Bilingual;
  readonly birthDate: Day;
  readonly warnings: readonly CodeWarning[];
}

const NAME: Bilingual = { zh: '身份号码', en: 'An identity number' };
const CITIZEN: Bilingual = { zh: '居民身份证', en: 'resident identity card' };
const FOREIGNER: Bilingual = { zh: '外国人永久居留身份证', en: 'foreign permanent resident identity card' };

/** 港澳台居民居住证: the first six digits are fixed (港澳台居民居住证申领发放办法, 2018). */
const PERMITS: Readonly<Record<string, Bilingual>> = {
  '810000': { zh: '香港居民居住证', en: 'residence permit for Hong Kong residents' },
  '820000': { zh: '澳门居民居住证', en: 'residence permit for Macao residents' },
  '830000': { zh: '台湾居民居住证', en: 'residence permit for Taiwan residents' },
};

/** GB/T 2260: the provinces' first two digits. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71'.split(' '),
);

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';
const EARLIEST_BIRTH: Day = '1900-01-01';

/**
 * Reads an identity number (GB 11643-1999) and says what it is, or which part is wrong. `today` closes the window of
 * possible birth dates, which opens on 1900-01-01. Nothing is corrected: full-width digits and a lower-case x are named.
 */
export function readResidentId(text: string, today: Day): ResidentId | WrongCode {
  const mistake = typingMistake(text, NAME) ?? wrongCharacter(text);
  if (mistake !== null) return oldNumber(text) ?? mistake;
  const kind = kindOf(text);
  if (kind === null) return wrongRegion(text);
  const birthDate = readBirthDate(text);
  if (birthDate === null || birthDate < EARLIEST_BIRTH || birthDate > today) return wrongBirthDate(text);
  if (residentIdCheck(text.slice(0, 17)) !== text.charAt(17)) {
    return wrong(
      'check',
      '校验不通过：第18位校验码与前17位不符，其中至少有一位有误，请对照证件逐位核对。',
      'The check character (the 18th) does not fit the first 17: at least one digit is wrong; compare each with the document.',
    );
  }
  return { ok: true, scheme: 'resident-id', kind, birthDate, warnings: [] };
}

/** The check character that belongs to the first 17 digits (GB 11643, ISO 7064 MOD 11-2). */
export function residentIdCheck(first17: string): string {
  return CHECKS.charAt(weightedSum([...first17].map(Number), WEIGHTS) % 11);
}

function kindOf(text: string): Bilingual | null {
  if (text.startsWith('9')) return FOREIGNER;
  return PERMITS[text.slice(0, 6)] ?? (PROVINCES.has(text.slice(0, 2)) ? CITIZEN : null);
}

function readBirthDate(text: string): Day | null {
  const date = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  return isRealDate(date) ? date : null;
}

function wrongCharacter(text: string): WrongCode | null {
  const position = [...text].findIndex((character, index) => !(index === 17 ? /[0-9X]/ : /[0-9]/).test(character));
  if (position < 0) return null;
  const character = [...text][position] ?? '';
  return wrong(
    'character',
    position === 17 ? `第18位“${character}”应为数字或大写X。` : `第${position + 1}位“${character}”应为数字。`,
    position === 17
      ? `Character 18, "${character}", must be a digit or a capital X.`
      : `Character ${position + 1}, "${character}", must be a digit.`,
  );
}

function oldNumber(text: string): WrongCode | null {
  if (!/^[0-9]{15}$/.test(text)) return null;
  return wrong(
    'length',
    '这是15位旧号码，已停止使用，请填写18位身份号码。',
    'This is an old number of 15 digits, no longer in use; give the one of 18.',
  );
}

function wrongRegion(text: string): WrongCode {
  return wrong(
    'region',
    `第1至6位“${text.slice(0, 6)}”不是有效的地址码（省级代码、81至83开头的居住证，或9开头的外国人永久居留身份证）。`,
    `Characters 1 to 6, "${text.slice(0, 6)}", are no valid place (a province, a residence permit beginning 81 to 83, or 9 for foreign permanent residents).`,
  );
}

function wrongBirthDate(text: string): WrongCode {
  return wrong(
    'birth-date',
    `第7至14位“${text.slice(6, 14)}”不是可能的出生日期（须为1900年以后、不晚于今天的真实日期）。`,
    `Characters 7 to 14, "${text.slice(6, 14)}", are no possible date of birth (a real date from 1900 on, not after today).`,
  );
}
