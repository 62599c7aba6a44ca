import { describe, expect, it } from '@jest/globals';
import { type CommitmentFacts, signedText } from '../../../domain/commitment/commitment-text.ts';

const facts: CommitmentFacts = {
  procedureName: '食品经营许可',
  authorityName: '示范县市场监督管理局',
  subjectName: '好味餐饮',
  items: [
    { name: '营业执照', form: '复印件' },
    { name: '管理制度', form: '电子件' },
  ],
  supplyWithin: 10,
  late: { lateness: 'returned', brokenPromise: false, bar: 'never', clause: '示范县办法第八条' },
};

describe('the text that is signed', () => {
  it('says who promises what to whom, by when, and what lateness means', () => {
    expect(signedText(' 我承诺材料真实。\n', facts)).toBe(
      [
        '我承诺材料真实。',
        '',
        '承诺人：好味餐饮',
        '受理机关：示范县市场监督管理局',
        '申请事项：食品经营许可',
        '本次承诺于容缺受理之日的次日起10个工作日内补交下列材料：',
        '1. 营业执照（复印件）',
        '2. 管理制度（电子件）',
        '逾期未补齐或补交有误的后果：退回申请，不计为失约（示范县办法第八条）。',
        '承诺人可随时补交或撤回申请；不采用容缺受理的，可按普通程序申请，不受影响。',
      ].join('\n'),
    );
  });

  it('changes with everything that was promised', () => {
    const text = signedText('承诺', facts);
    const changes: Partial<CommitmentFacts>[] = [
      { items: facts.items.slice(1) },
      { supplyWithin: 9 },
      { late: null },
      { late: { lateness: 'ended', brokenPromise: false, bar: 'never', clause: '示范县办法第八条' } },
      { late: { lateness: 'returned', brokenPromise: true, bar: 'never', clause: '示范县办法第八条' } },
      { subjectName: '他人' },
      { procedureName: '另一事项' },
      { authorityName: '另一机关' },
    ];
    for (const change of changes) expect(signedText('承诺', { ...facts, ...change })).not.toBe(text);
    expect(signedText('另一版', facts)).not.toBe(text);
  });
});
