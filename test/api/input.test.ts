import { describe, expect, it } from '@jest/globals';
import type { ErrorObject } from 'ajv';
import { PATTERNS } from '../../api/formats.ts';
import { createValidatorCompiler, fieldErrors } from '../../api/input.ts';
import { Line, OneOf, Strict } from '../../api/schemas/common.ts';
import { Type } from 'typebox';

const compile = createValidatorCompiler();
const validatorOf = (schema: object) => {
  const validate = compile({ schema, method: 'POST', url: '/', httpPart: 'body' });
  return validate as typeof validate & { errors: ErrorObject[] };
};

describe('bodies made to keep the service busy', () => {
  it('tells no more than twenty faults, and an alternative once, wherever it stands', () => {
    const validate = validatorOf(
      Strict({ way: Type.Union([Strict({ a: Type.Number() }), Strict({ b: OneOf(['x']) })]) }),
    );
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`field${index}`, 0]));
    void validate({ way: many });
    expect(validate.errors.length).toBeGreaterThan(10_000);
    expect(fieldErrors(validate.errors, 'body').map(({ pointer }) => pointer)).toEqual(['/way']);
    void validate({ way: { a: 1 }, ...many });
    expect(fieldErrors(validate.errors, 'body')).toHaveLength(20);
  });

  it('reads the schema path of an error a few times, not once for each other error', () => {
    let reads = 0;
    const errors = Array.from({ length: 3000 }, (_, index) => ({
      keyword: index % 1000 === 0 ? 'anyOf' : 'type',
      instancePath: '',
      params: {},
      get schemaPath() {
        reads += 1;
        return `#/properties/p/${index % 1000 === 0 ? 'anyOf' : 'anyOf/1/type'}`;
      },
    }));
    fieldErrors(errors, 'body');
    expect(reads).toBeLessThan(10 * errors.length);
  });

  it('says what to write, not the type or the expression it is checked with', () => {
    const number = Type.String({ pattern: PATTERNS.caseNumber.pattern });
    const validate = validatorOf(Strict({ open: Type.Boolean(), number }));
    void validate({ open: 'maybe', number: '12' });
    expect(fieldErrors(validate.errors, 'body').map(({ message }) => message.zh)).toEqual([
      '“/open”应为 true 或 false。',
      '“/number”的格式不正确：案件编号形如 JN-2026-000123。',
    ]);
  });

  it('reads a line in one pass', () => {
    const { pattern } = Line() as { pattern?: string };
    const line = new RegExp(pattern ?? '', 'u');
    const least = (length: number) => {
      const text = `${'a'.repeat(length)}\u0001`;
      const times = Array.from({ length: 9 }, () => {
        const start = process.hrtime.bigint();
        for (let round = 0; round < 5; round += 1) expect(line.test(text)).toBe(false);
        return Number(process.hrtime.bigint() - start);
      });
      return Math.min(...times);
    };
    least(20_000);
    // Ten times the text: about ten times the work, where reading it again from each place would take a hundred.
    expect(least(20_000) / least(2000)).toBeLessThan(40);
  });

  it.each([
    ['张伟', true],
    ['\u3000张\u3000', true],
    [' a', true],
    ['\u3000 \u00a0', false],
    ['a\nb', false],
    ['\u007f', false],
    ['', false],
  ])('takes %j for a line: %s', (text, isLine) => {
    expect(validatorOf(Strict({ text: Line() }))({ text })).toBe(isLine);
  });
});
