import type { CodeWarning, WrongCode } from './code-shape.ts';
import { typingMistake, weightedSum, wrong } from './code-shape.ts';
import type { Bilingual } from '../text.ts';

/** A valid unified social credit code, part by part (GB 32100-2015; 国发〔2015〕33号). */
export interface CreditCode {
  readonly ok: true;
  readonly scheme: 'credit-code';
  readonly kind: Bilingual;
  readonly registrationAuthority: Bilingual;
  /** The place of registration, six digits (GB/T 2260). */
  readonly region: string;
  readonly organisationCode: string;
  readonly warnings: readonly CodeWarning[];
}

interface Authority {
  readonly name: Bilingual;
  readonly categories: Readonly<Record<string, Bilingual>>;
}

const NAME: Bilingual = { zh: '统一社会信用代码', en: 'A unified social credit code' };
const OTHER: Bilingual = { zh: '其他', en: 'other' };

/** First character: who registers; second: what is registered (GB 32100-2015 with its later additions A and N). */
const AUTHORITIES: Readonly<Record<string, Authority>> = {
  '1': {
    name: { zh: '机构编制', en: 'public institution staffing' },
    categories: {
      '1': { zh: '机关', en: 'public authority' },
      '2': { zh: '事业单位', en: 'public institution' },
      '3': { zh: '编办直接管理机构编制的群众团体', en: 'mass organisation with public staffing' },
      '9': OTHER,
    },
  },
  '2': {
    name: { zh: '外交', en: 'foreign affairs' },
    categories: { '1': { zh: '外国常驻新闻机构', en: 'resident foreign news organisation' }, '9': OTHER },
  },
  '3': {
    name: { zh: '司法行政', en: 'justice' },
    categories: {
      '1': { zh: '律师执业机构', en: 'law practice' },
      '2': { zh: '公证处', en: 'notary office' },
      '3': { zh: '基层法律服务所', en: 'grass-roots legal service' },
      '4': { zh: '司法鉴定机构', en: 'forensic institution' },
      '5': { zh: '仲裁委员会', en: 'arbitration commission' },
      '9': OTHER,
    },
  },
  '4': {
    name: { zh: '文化', en: 'culture' },
    categories: { '1': { zh: '外国在华文化中心', en: 'foreign cultural centre' }, '9': OTHER },
  },
  '5': {
    name: { zh: '民政', en: 'civil affairs' },
    categories: {
      '1': { zh: '社会团体', en: 'social association' },
      '2': { zh: '民办非企业单位', en: 'private non-enterprise unit' },
      '3': { zh: '基金会', en: 'foundation' },
      '9': OTHER,
    },
  },
  '6': {
    name: { zh: '旅游', en: 'tourism' },
    categories: {
      '1': { zh: '外国旅游部门常驻代表机构', en: 'resident office of a foreign tourism authority' },
      '2': {
        zh: '港澳台地区旅游部门常驻内地（大陆）代表机构',
        en: 'resident office of a Hong Kong, Macao or Taiwan tourism authority',
      },
      '9': OTHER,
    },
  },
  '7': {
    name: { zh: '宗教', en: 'religious affairs' },
    categories: {
      '1': { zh: '宗教活动场所', en: 'place of religious activity' },
      '2': { zh: '宗教院校', en: 'religious school' },
      '9': OTHER,
    },
  },
  '8': {
    name: { zh: '工会', en: 'trade unions' },
    categories: { '1': { zh: '基层工会', en: 'grass-roots trade union' }, '9': OTHER },
  },
  '9': {
    name: { zh: '工商（市场监管）', en: 'market supervision' },
    categories: {
      '1': { zh: '企业', en: 'enterprise' },
      '2': { zh: '个体工商户', en: 'individual business' },
      '3': { zh: '农民专业合作社', en: 'farmers’ cooperative' },
    },
  },
  A: {
    name: { zh: '中央军委改革和编制办公室', en: 'Central Military Commission, reform and staffing' },
    categories: { '1': { zh: '军队事业单位', en: 'military institution' }, '9': OTHER },
  },
  N: {
    name: { zh: '农业', en: 'agriculture' },
    categories: {
      '1': { zh: '组级集体经济组织', en: 'collective economic organisation of a village group' },
      '2': { zh: '村级集体经济组织', en: 'collective economic organisation of a village' },
      '3': { zh: '乡镇级集体经济组织', en: 'collective economic organisation of a township' },
      '9': OTHER,
    },
  },
  Y: { name: OTHER, categories: { '1': OTHER } },
};

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/**
 * Reads a unified social credit code and says what it is, or which part of it is wrong. Nothing is corrected:
 * full-width digits and lower case are named. The inner organisation code's own check character (GB 11714) is only a
 * warning, because codes with a wrong one have been issued.
 */
export function readCreditCode(text: string): CreditCode | WrongCode {
  const mistake = typingMistake(text, NAME) ?? wrongCharacter(text) ?? wrongPart(text);
  if (mistake !== null) return mistake;
  const { authority, category } = kindOf(text);
  if (authority === undefined || category === undefined)
    throw new Error('a code without a kind passed the check of its parts');
  return {
    ok: true,
    scheme: 'credit-code',
    kind: category === OTHER ? { zh: `${authority.name.zh}：其他`, en: `${authority.name.en}: other` } : category,
    registrationAuthority: authority.name,
    region: text.slice(2, 8),
    organisationCode: text.slice(8, 17),
    warnings: organisationWarning(text.slice(8, 17)),
  };
}

/** The check character that belongs to the first 17 (GB 32100, modulo 31). */
export function creditCodeCheck(first17: string): string {
  const values = [...first17].map((character) => ALPHABET.indexOf(character));
  return ALPHABET.charAt((31 - (weightedSum(values, WEIGHTS) % 31)) % 31);
}

function wrongCharacter(text: string): WrongCode | null {
  const position = [...text].findIndex((character) => !ALPHABET.includes(character));
  if (position < 0) return null;
  const character = [...text][position] ?? '';
  if ('IOZSV'.includes(character)) {
    return wrong(
      'character',
      `第${position + 1}位“${character}”不用于统一社会信用代码（不使用I、O、Z、S、V），请对照证照核对。`,
      `Character ${position + 1}, "${character}", is never used in credit codes (no I, O, Z, S, V); check it against the certificate.`,
    );
  }
  return wrong(
    'character',
    `第${position + 1}位“${character}”不是数字或大写英文字母。`,
    `Character ${position + 1}, "${character}", is neither a digit nor a capital letter.`,
  );
}

function wrongPart(text: string): WrongCode | null {
  const { authority, category } = kindOf(text);
  if (authority === undefined) {
    return wrong(
      'registration-authority',
      `第1位“${text.charAt(0)}”不是登记管理部门代码（应为${Object.keys(AUTHORITIES).join('、')}之一）。`,
      `Character 1, "${text.charAt(0)}", names no registration authority (one of ${Object.keys(AUTHORITIES).join(' ')}).`,
    );
  }
  if (category === undefined) {
    const known = Object.entries(authority.categories);
    return wrong(
      'category',
      `第2位“${text.charAt(1)}”不是“${authority.name.zh}”的机构类别代码（应为${known.map(([code, name]) => `${code}${name.zh}`).join('、')}）。`,
      `Character 2, "${text.charAt(1)}", is no category under ${authority.name.en} (${known.map(([code, name]) => `${code} ${name.en}`).join(', ')}).`,
    );
  }
  if (!/^[0-9]{6}$/.test(text.slice(2, 8))) {
    return wrong(
      'region',
      `第3至8位“${text.slice(2, 8)}”应为6位数字的行政区划代码。`,
      `Characters 3 to 8, "${text.slice(2, 8)}", must be the six digits of an administrative division.`,
    );
  }
  if (creditCodeCheck(text.slice(0, 17)) !== text.charAt(17)) {
    return wrong(
      'check',
      '校验不通过：第18位校验码与前17位不符，其中至少有一位有误，请对照证照逐位核对。',
      'The check character (the 18th) does not fit the first 17: at least one character is wrong; compare each with the certificate.',
    );
  }
  return null;
}

function kindOf(text: string): { authority: Authority | undefined; category: Bilingual | undefined } {
  const authority = Object.hasOwn(AUTHORITIES, text.charAt(0)) ? AUTHORITIES[text.charAt(0)] : undefined;
  return { authority, category: authority?.categories[text.charAt(1)] };
}

function organisationWarning(code: string): CodeWarning[] {
  const values = [...code].slice(0, 8).map((character) => Number.parseInt(character, 36));
  const check = '0123456789X0'.charAt(11 - (weightedSum(values, ORGANISATION_WEIGHTS) % 11));
  if (check === code.charAt(8)) return [];
  return [
    {
      code: 'organisation-code-check',
      message: {
        zh: `第9至17位组织机构代码的校验码（GB 11714）应为“${check}”，现为“${code.charAt(8)}”；代码本身有效，建议对照证照核对。`,
        en: `The inner organisation code's check character (GB 11714) would be "${check}", not "${code.charAt(8)}"; the credit code itself is valid, but compare it with the certificate.`,
      },
    },
  ];
}
