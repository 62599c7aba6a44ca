import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from '@jest/globals';
import { citesBasis } from '../../../domain/determination/legal-basis.ts';

describe('a clause that is named fits the basis of a measure', () => {
  it.each([
    ['行政许可法第七十八条', '行政许可法第78条'],
    ['《中华人民共和国行政许可法》第七十八条第一款', '行政许可法第78条'],
    ['食品安全法第一百二十三条、第一百三十五条', '食品安全法第135条第1款'],
    ['食品安全法第123条和第135条', '食品安全法第135条第2款'],
    ['违反保障农民工工资支付条例第四十八条', '保障农民工工资支付条例第48条；人社部令第45号第10条'],
    ['人社部令第45号第十条', '保障农民工工资支付条例第48条；人社部令第45号第10条'],
    ['安全生产法第一百一十三条', '安全生产法第94条、第113条'],
    ['中办发〔2016〕64号 二（三）1', '中办发〔2016〕64号 二(三)1'],
    ['生态环境法典第一千零九十七条', '生态环境法典第1096条、第1097条（2026-08-15起）'],
    ['公司法第一百七十八条第一款第四项', '企业破产法第125条；公司法第178条第1款第3项'],
  ])('%s: %s', (cited, basis) => {
    expect(citesBasis(cited, basis)).toBe(true);
  });

  it.each([
    ['another law', '食品安全法第七十条', '行政许可法第78条'],
    ['another article', '行政许可法第七十九条', '行政许可法第78条'],
    ['the article of another law', '食品安全法第七十条；药品管理法第七十八条', '食品安全法第78条'],
    ['an article that only begins alike', '行政许可法第七百八十条', '行政许可法第78条'],
    ['a paragraph of that number', '行政许可法第七十条第七十八款', '行政许可法第78条'],
    ['another document of the same office', '国办发〔2019〕35号（九）', '国办发〔2020〕49号（九）'],
    ['the law as a whole', '广告法', '广告法第69条'],
    ['nothing', ' ', '行政许可法第78条'],
  ])('%s does not', (_what, cited, basis) => {
    expect(citesBasis(cited, basis)).toBe(false);
  });

  it('every basis of the list is found in itself, and none in a law that there is not', () => {
    const text = readFileSync(new URL('../../../data/measures.csv', import.meta.url), 'utf8');
    const rows: { code: string; legal_basis: string }[] = parse(text, { columns: true, skip_empty_lines: true });
    expect(rows.length).toBeGreaterThan(50);
    for (const { code, legal_basis: basis } of rows) {
      expect([code, citesBasis(basis, basis), citesBasis('无此法第一条', basis)]).toEqual([code, true, false]);
    }
  });
});
