import { describe, expect, it } from '@jest/globals';
import { alreadyClaimed, notClaimed, withdrawalNeedsProof } from '../../../domain/case/desk-refusals.ts';

describe('refusals at a desk', () => {
  it('name what somebody handles, a case or a part, under one code and one clause', () => {
    for (const refusal of [alreadyClaimed, notClaimed]) {
      const [ofCase, ofPart] = [refusal('case'), refusal('part')];
      expect(ofCase.text.zh).toMatch(/^本件/);
      expect(ofPart.text.zh).toMatch(/^本部分/);
      expect([ofPart.code, ofPart.clause]).toEqual([ofCase.code, ofCase.clause]);
    }
  });

  it('ask for the written word of the one who withdraws, as the kind of case names them', () => {
    expect(withdrawalNeedsProof('条')).toMatchObject({ code: 'withdrawal-needs-proof', clause: '条' });
    expect(withdrawalNeedsProof('条').text.zh).toContain('申请人书面撤回');
    const { zh, en } = withdrawalNeedsProof('条', { zh: '承诺人', en: 'promisor' }).text;
    expect(zh).toContain('承诺人书面撤回');
    expect(en).toContain("the promisor's written withdrawal");
  });
});
