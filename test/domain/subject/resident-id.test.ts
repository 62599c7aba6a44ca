import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import stdnum from 'stdnum';
import { readResidentId, residentIdCheck } from '../../../domain/subject/resident-id.ts';
import { readSubjectCode } from '../../../domain/subject/subject-code.ts';
import { addDays } from '../../../domain/time.ts';

const TODAY = '2026-11-21';
const number = (place: string, birth: string, serial = '002'): string => {
  const first17 = place + birth + serial;
  return first17 + residentIdCheck(first17);
};

describe('valid numbers', () => {
  it.each([
    ['11010519491231002X', '居民身份证', '1949-12-31'],
    ['440524188001010014'.replace('1880', '1980').slice(0, 17), '居民身份证', '1980-01-01'],
    [number('810000', '19940823'), '香港居民居住证', '1994-08-23'],
    [number('820000', '20000229'), '澳门居民居住证', '2000-02-29'],
    [number('830000', '19920130'), '台湾居民居住证', '1992-01-30'],
    [number('931840', '19850615'), '外国人永久居留身份证', '1985-06-15'],
    [number('110101', '19000101'), '居民身份证', '1900-01-01'],
    [number('110101', '20261121'), '居民身份证', '2026-11-21'],
  ])('%s: %s', (text, kind, birthDate) => {
    const code = text.length === 17 ? text + residentIdCheck(text) : text;
    expect(readResidentId(code, TODAY)).toMatchObject({
      ok: true,
      scheme: 'resident-id',
      kind: { zh: kind },
      birthDate,
    });
  });
});

describe('the part that is wrong', () => {
  it.each([
    ['1101051949123100', 'length', '现为16位'],
    ['110105491231002', 'length', '15位旧号码'],
    ['１1010519491231002X', 'full-width', '第1位'],
    ['11010519491231002Ｘ', 'full-width', '第18位'],
    ['11010519491231002x', 'lower-case', '第18位“x”是小写'],
    ['1101051949123100XX', 'character', '第17位“X”应为数字'],
    ['11010519491231002A', 'character', '第18位“A”应为数字或大写X'],
    [number('000000', '19900101'), 'region', '“000000”'],
    [number('990101', '19900101').replace(/^99/, '88'), 'region', '“880101”'],
    [number('810001', '19940823'), 'region', '“810001”'],
    [number('110101', '19900230'), 'birth-date', '“19900230”'],
    [number('110101', '19890229'), 'birth-date', '“19890229”'],
    [number('110101', '18991231'), 'birth-date', '1900年'],
    [number('110101', '20261122'), 'birth-date', '不晚于今天'],
    [number('110101', '19901301'), 'birth-date', '“19901301”'],
    ['110105194912310021', 'check', '第18位校验码'],
  ])('%j: %s', (code, part, zh) => {
    expect(readResidentId(code, TODAY)).toMatchObject({
      ok: false,
      part,
      message: { zh: expect.stringContaining(zh) },
    });
  });

  it('any one changed digit is found', () => {
    const birth = fc.nat(27_000).map((offset) => addDays('1950-01-01', offset).replaceAll('-', ''));
    fc.assert(
      fc.property(birth, fc.nat(16), fc.nat(9), (born, position, digit) => {
        const code = number('110101', born);
        fc.pre(code.charAt(position) !== String(digit));
        expect(readResidentId(code.slice(0, position) + digit + code.slice(position + 1), TODAY).ok).toBe(false);
      }),
    );
  });
});

it('agrees with another implementation on citizens and permits', () => {
  const validate = stdnum.stdnum['CN']?.['ric']?.validate;
  if (validate === undefined) throw new Error('the other implementation is not there');
  fc.assert(
    fc.property(
      fc.constantFrom('110101', '440305', '810000', '820000', '830000'),
      fc.nat(25_000),
      fc.nat(999),
      fc.constantFrom(...'0123456789X'),
      (place, offset, serial, check) => {
        const code =
          place + addDays('1950-01-01', offset).replaceAll('-', '') + String(serial).padStart(3, '0') + check;
        expect(readResidentId(code, TODAY).ok).toBe(validate(code).isValid);
      },
    ),
  );
});

describe('readSubjectCode', () => {
  it.each([
    ['91350100M000100Y43', { ok: true, scheme: 'credit-code' }],
    ['914403001922038216', { ok: true, scheme: 'credit-code' }],
    ['11010519491231002X', { ok: true, scheme: 'resident-id' }],
    ['110105194912310021', { ok: false, message: { zh: expect.stringContaining('证件') } }],
    ['914403001922038217', { ok: false, message: { zh: expect.stringContaining('证照') } }],
    ['123', { ok: false, part: 'length' }],
  ])('%s', (code, expected) => {
    expect(readSubjectCode(code, TODAY)).toMatchObject(expected);
  });
});
