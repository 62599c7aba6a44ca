import { describe, expect, it } from '@jest/globals';
import { maskEmail, maskName, maskPhone, maskResidentId, maskSubject } from '../../../domain/record/masking.ts';

describe('masking', () => {
  it.each([
    ['张伟', '张*'],
    ['欧阳小明', '欧***'],
    ['𠮷田', '𠮷*'],
    ['王', '王*'],
    ['', '*'],
  ])('name %s → %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it('numbers, telephones, addresses', () => {
    expect(maskResidentId('11010519491231002X')).toBe('110***********002X');
    expect(maskResidentId('123')).toBe('***');
    expect(maskPhone('13800001234')).toBe('138******34');
    expect(maskEmail('zhang@example.cn')).toBe('z***@example.cn');
    expect(maskEmail('nobody')).toBe('***');
  });

  it('leaves an organisation as it is, which is public', () => {
    const company = { kind: 'organisation', name: '好味餐饮', identifier: '91350100M000100Y43' } as const;
    expect(maskSubject(company)).toEqual(company);
    expect(maskSubject({ kind: 'person', name: '张伟', identifier: '11010519491231002X' })).toEqual({
      kind: 'person',
      name: '张*',
      identifier: '110***********002X',
    });
  });
});
