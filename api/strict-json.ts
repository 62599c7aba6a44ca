import { Problem } from './problems.ts';

const LONGEST_NESTING = 32;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads a JSON text and refuses what readers disagree about: bytes that are not UTF-8, a name given twice in one
 * object, names that would reach an object's prototype, nesting deeper than 32.
 * @throws Problem `invalid-json`
 */
export function parseStrictJson(bytes: Buffer): unknown {
  const text = decode(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem('invalid-json', {
      zh: '请求内容不是有效的 JSON，请检查引号、逗号和括号。',
      en: 'The body is not valid JSON; check quotes, commas and brackets.',
    });
  }
  checkStructure(text);
  return value;
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('invalid-json', {
      zh: '请求内容不是 UTF-8 编码，请改用 UTF-8。',
      en: 'The body is not UTF-8; send UTF-8.',
    });
  }
}

/** Marks of a JSON text with its strings skipped over; a string that opens an object's member is a name. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gsu;

/** One pass over a text that `JSON.parse` took, so that its marks are in their places. */
function checkStructure(text: string): void {
  const open: Set<string>[] = [];
  let last = '';
  let before = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') open.push(new Set());
    if (token === '}' || token === ']') open.pop();
    if (open.length > LONGEST_NESTING) {
      throw new Problem('invalid-json', {
        zh: `请求内容嵌套超过${LONGEST_NESTING}层。`,
        en: `The body is nested deeper than ${LONGEST_NESTING} levels.`,
      });
    }
    if (token === ':' && (before === '{' || before === ',')) addName(open.at(-1), JSON.parse(last) as string);
    before = last;
    last = token;
  }
}

function addName(names: Set<string> | undefined, name: string): void {
  if (names === undefined) return;
  if (FORBIDDEN_KEYS.has(name)) {
    throw new Problem('invalid-json', {
      zh: `不接受名为“${name}”的字段。`,
      en: `A field named "${name}" is not accepted.`,
    });
  }
  if (names.has(name)) {
    throw new Problem('invalid-json', {
      zh: '同一对象中有重复的字段名，请只保留一个。',
      en: 'A field is given twice in one object; keep one.',
    });
  }
  names.add(name);
}
