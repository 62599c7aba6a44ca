import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import stdnum from 'stdnum';
import { creditCodeCheck, readCreditCode } from '../../../domain/subject/credit-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const characters = (length: number) =>
  fc.array(fc.constantFrom(...ALPHABET), { minLength: length, maxLength: length }).map((all) => all.join(''));
const withCheck = (first17: string): string => first17 + creditCodeCheck(first17);

describe('valid codes', () => {
  it.each([
    ['914403001922038216', '企业', '440300', '192203821'],
    ['91110000802100433B', '企业', '110000', '802100433'],
    ['9144030071526726XG', '企业', '440300', '71526726X'],
    ['91330100799655058B', '企业', '330100', '799655058'],
  ])('%s', (code, kind, region, organisationCode) => {
    expect(readCreditCode(code)).toMatchObject({
      ok: true,
      kind: { zh: kind },
      region,
      organisationCode,
      warnings: [],
    });
  });

  it.each([
    ['11', '机关'],
    ['12', '事业单位'],
    ['13', '编办直接管理机构编制的群众团体'],
    ['19', '机构编制：其他'],
    ['21', '外国常驻新闻机构'],
    ['31', '律师执业机构'],
    ['35', '仲裁委员会'],
    ['41', '外国在华文化中心'],
    ['51', '社会团体'],
    ['52', '民办非企业单位'],
    ['53', '基金会'],
    ['62', '港澳台地区旅游部门常驻内地（大陆）代表机构'],
    ['72', '宗教院校'],
    ['81', '基层工会'],
    ['91', '企业'],
    ['92', '个体工商户'],
    ['93', '农民专业合作社'],
    ['A1', '军队事业单位'],
    ['N1', '组级集体经济组织'],
    ['N2', '村级集体经济组织'],
    ['N3', '乡镇级集体经济组织'],
    ['N9', '农业：其他'],
    ['Y1', '其他：其他'],
  ])('%s is %s', (kind, zh) => {
    expect(readCreditCode(withCheck(`${kind}350100M000100Y4`))).toMatchObject({ ok: true, kind: { zh }, warnings: [] });
  });

  it('every one of the 31 check characters occurs and is accepted', () => {
    const seen = new Set<string>();
    for (let serial = 0; seen.size < 31 && serial < 2000; serial += 1) {
      const code = withCheck(`91350100M${String(serial).padStart(8, '0')}`);
      expect(readCreditCode(code).ok).toBe(true);
      seen.add(code.charAt(17));
    }
    expect([...seen].sort().join('')).toBe(ALPHABET);
  });

  it('a wrong inner check is a warning only', () => {
    expect(readCreditCode(withCheck('91350100M000100Y5'))).toMatchObject({
      ok: true,
      warnings: [{ code: 'organisation-code-check', message: { zh: expect.stringContaining('“4”') } }],
    });
  });
});

describe('the part that is wrong', () => {
  it.each([
    ['', 'length', '现为0位'],
    ['91350100M000100Y4', 'length', '现为17位'],
    ['91350100M000100Y433', 'length', '现为19位'],
    ['９1350100M000100Y43', 'full-width', '第1位“９”是全角'],
    ['91350100Ｍ000100Y43', 'full-width', '第9位“Ｍ”是全角'],
    ['91350100 M000100Y43', 'character', '第9位是空白'],
    ['91350100M000100Y43\n', 'character', '第19位是空白'],
    ['91350100m000100Y43', 'lower-case', '第9位“m”是小写'],
    ['9135010OM000100Y43', 'character', '第8位“O”不用于'],
    ['91350100M00I100Y43', 'character', '第12位“I”不用于'],
    ['91350100M-00100Y43', 'character', '第10位“-”不是数字或大写英文字母'],
    ['9135010𠮷M000100Y43', 'character', '第8位“𠮷”'],
    ['B1350100M000100Y43', 'registration-authority', '第1位“B”'],
    ['01350100M000100Y43', 'registration-authority', '第1位“0”'],
    ['94350100M000100Y43', 'category', '1企业、2个体工商户、3农民专业合作社'],
    ['Y2350100M000100Y43', 'category', '第2位“2”'],
    ['9135A100M000100Y43', 'region', '“35A100”'],
    ['91350100M000100Y44', 'check', '第18位校验码'],
  ])('%j: %s', (code, part, zh) => {
    expect(readCreditCode(code)).toMatchObject({
      ok: false,
      part,
      message: { zh: expect.stringContaining(zh), en: expect.anything() },
    });
  });

  it('any one changed character is found', () => {
    fc.assert(
      fc.property(characters(9), fc.nat(17), fc.constantFrom(...ALPHABET), (organisation, position, other) => {
        const code = withCheck(`91350100${organisation}`);
        fc.pre(code.charAt(position) !== other);
        expect(readCreditCode(code.slice(0, position) + other + code.slice(position + 1)).ok).toBe(false);
      }),
    );
  });
});

it('agrees with another implementation where that one knows the kind and the check is not 0', () => {
  const validate = stdnum.stdnum['CN']?.['uscc']?.validate;
  if (validate === undefined) throw new Error('the other implementation is not there');
  fc.assert(
    fc.property(
      fc.constantFrom('11', '12', '51', '91', '92', '93'),
      characters(8),
      fc.constantFrom(...ALPHABET),
      (kind, organisation, check) => {
        const code = `${kind}350100${organisation}0${check}`;
        // It asks for 31 where the standard writes 0.
        fc.pre(creditCodeCheck(code.slice(0, 17)) !== '0');
        expect(readCreditCode(code).ok).toBe(validate(code).isValid);
      },
    ),
  );
});
