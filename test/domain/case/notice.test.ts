import { describe, expect, it } from '@jest/globals';
import { deskNotice, notice, reasonLines, remedies, sentence } from '../../../domain/case/notice.ts';
import { expectDocument, noticedCase } from '../../support/notices.ts';

describe('a notice', () => {
  const file = noticedCase();

  it('ends with its number, who issues it, and the day of issue as documents write it', () => {
    const built = notice('recounted', '告知书', file, ['正文。']);
    expect(built.title).toBe('告知书（JN-2026-000123）');
    expect(built.body).toBe('好味餐饮：\n正文。\n\n办件编号：JN-2026-000123\n示范县市场监督管理局\n2026年3月5日');
  });

  it('to a desk says first whom and what it is about', () => {
    const built = deskNotice('escalation', '通知', file, '主管人员', ['请督办。']);
    expect(built.body).toMatch(/^主管人员：\n当事人：好味餐饮；事项：食品经营许可。\n请督办。/);
    expectDocument(built, file);
  });

  it('names the remedies with their terms and clauses, and of whom reconsideration is asked where that is known', () => {
    const text = remedies(file);
    for (const told of ['六十日内向示范县人民政府申请行政复议', '六个月内', '人民法院', '第二十条', '第四十六条'])
      expect(text).toContain(told);
    expect(remedies({ superior: null })).toContain('向有管辖权的行政复议机关申请行政复议');
  });

  it('gives each reason its number, its clause and the first day to try again', () => {
    const reasons = [
      { text: { zh: '已有三件未办结。' }, clause: '示范县办法第三条' },
      { text: { zh: '此前承诺未履行。' }, clause: '第四条', earliest: '2027-01-01' },
    ];
    expect(reasonLines(reasons, '　')).toEqual([
      '　1. 已有三件未办结。（依据：示范县办法第三条）',
      '　2. 此前承诺未履行。（依据：第四条）最早可申请之日：2027年1月1日。',
    ]);
  });

  it('ends what people wrote with one full stop', () => {
    expect(sentence(' 材料不清 ')).toBe('材料不清。');
    expect(sentence('材料不清。')).toBe('材料不清。');
  });
});
