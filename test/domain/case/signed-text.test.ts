import { expect, it } from '@jest/globals';
import { reasonsAgainstSigned } from '../../../domain/case/signed-text.ts';
import { codesOfRefusals } from '../../../domain/refusal.ts';

it('only the text that is in force for what is applied for is signed', () => {
  expect(reasonsAgainstSigned({ sha256: 'a' }, { sha256: 'a' })).toEqual([]);
  for (const toSign of [{ sha256: 'b' }, null]) {
    const refusals = reasonsAgainstSigned({ sha256: 'a' }, toSign, '国办发〔2025〕22号');
    expect(refusals).toMatchObject([{ code: 'commitment-text-changed', clause: '国办发〔2025〕22号' }]);
    expect(codesOfRefusals([...refusals, ...refusals])).toEqual(['commitment-text-changed']);
  }
});
