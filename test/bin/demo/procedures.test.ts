import { describe, expect, it } from '@jest/globals';
import { demoProcedures } from '../../../bin/demo/procedures.ts';

describe('the procedures of the demo county', () => {
  it('say which are permits, and say nothing where the text they were read in does not', () => {
    const isPermit = new Map(demoProcedures().map(({ code, isPermit: said }) => [code, said]));
    expect(isPermit.get('outdoor-advertising')).toBe(true);
    expect(isPermit.get('signboard-filing')).toBe(false);
    expect(isPermit.get('company-registration')).toBeNull();
  });
});
