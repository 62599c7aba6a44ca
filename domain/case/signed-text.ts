import type { Refusal } from '../refusal.ts';

/**
 * A written commitment is the text in force, and the one that was shown: whoever signed another is asked to read again.
 * Source: 国办发〔2019〕35号 (1): the promise is in writing, in the standard form.
 * @param toSign the text of this version for what is applied for; null: there is none
 */
export function reasonsAgainstSigned(
  signed: { sha256: string },
  toSign: { sha256: string } | null,
  clause = '国办发〔2019〕35号（一）',
): Refusal[] {
  if (toSign?.sha256 === signed.sha256) return [];
  return [
    {
      code: 'commitment-text-changed',
      clause,
      text: {
        zh: '承诺书文本与现行版本或者所列内容不一致，请重新阅读并签署。',
        en: 'The commitment is not the text in force for what it is about; read and sign it again.',
      },
    },
  ];
}
