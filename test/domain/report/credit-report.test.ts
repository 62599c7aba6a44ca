import { describe, expect, it } from '@jest/globals';
import { checkedReportPage, checkForm, unknownReportPage } from '../../../domain/report/check-page.ts';
import { creditReport, type ReportQuestion, reportValidUntil } from '../../../domain/report/credit-report.ts';
import { reportPage } from '../../../domain/report/report-page.ts';
import { listedIn } from '../../../domain/report/report-standing.ts';
import { recordsInReport } from '../../../domain/report/report-record.ts';
import { sectorRules } from '../../../domain/record/sector-rules.ts';
import { RULE } from '../rules.ts';
import { NOW, question, RANGE, record, REGISTERED } from './questions.ts';

const itemsOf = (asked: ReportQuestion, section: string) =>
  creditReport(asked).sections.find((one) => one.section === section)?.items ?? [];

describe('what a special credit report lists', () => {
  it('has the sections in use, each record in its own, and says which are not held', () => {
    const records = [
      record(),
      record({ kind: 'judgment-debtor', sector: 'judgment-debtor' }, { id: 'r2' }),
      record({ kind: 'abnormal-list' }, { id: 'r3' }),
      record({ kind: 'false-repair' }, { id: 'r4' }),
    ];
    const report = creditReport(question({ records }));
    expect(report.sections.map(({ section, held, items }) => [section, held, items.length])).toEqual([
      ['administrative-acts', true, 1],
      ['honest-conduct', true, 0],
      ['serious-lists', true, 0],
      ['abnormal-operation', true, 1],
      ['commitments', true, 0],
      ['evaluation', false, 0],
      ['judgments', true, 1],
      ['self-declared', true, 0],
      ['others', true, 1],
    ]);
    expect(report.notCovered.map(({ zh }) => zh).join()).toContain('未归集');
    expect(report.validUntil).toBe('2026-10-18');
  });

  it.each([
    ['repaired', { endedOn: '2026-09-17', endedHow: 'repaired' }, 0],
    ['annulled', { endedOn: '2026-09-18', endedHow: 'annulled' }, 0],
    ['run out', { endsBy: '2026-09-17' }, 0],
    ['on its last day', { endsBy: '2026-09-18' }, 1],
    ['not published', { published: false }, 0],
    ['decided before the period', { decidedOn: '2024-09-17', severity: 'serious' }, 0],
    ['decided on its first day', { decidedOn: '2024-09-18', severity: 'serious' }, 1],
  ] as const)('a record %s', (_name, change, count) => {
    expect(recordsInReport([record(change)], RANGE, NOW)).toHaveLength(count);
  });

  it('a record that is held is not in it, while it is held', () => {
    const stops = { publicity: true, sharing: true, measures: true };
    const held = record({}, { holds: [{ reason: 'court-mask', stops, from: NOW, until: null }] });
    expect(recordsInReport([held], RANGE, NOW)).toEqual([]);
  });

  it('marks a record to which an objection is being checked, as everybody sees it, without what stands still', () => {
    const stops = sectorRules('food', '2026-05-01').underObjection.value;
    const measure = { code: 'A01', name: '限制参与招标投标', basis: 'x', force: 'mandatory' } as const;
    const measures = [{ ...measure, from: '2026-05-01', until: null, liftedOn: null }];
    const text = (holds: ReportQuestion['records'][number]['holds']) =>
      itemsOf(question({ records: [record({}, { holds, measures })] }), 'administrative-acts').map((item) => item.text);
    expect(text([])).toEqual([
      {
        zh: '行政处罚，食品，失信程度：一般；惩戒措施：限制参与招标投标',
        en: 'administrative penalty, food, severity: general; measures: 限制参与招标投标',
      },
    ]);
    expect(text([{ reason: 'objection', stops, from: NOW, until: null }])).toEqual([
      {
        zh: '行政处罚，食品，失信程度：一般；异议核查中',
        en: 'administrative penalty, food, severity: general; an objection to it is being checked',
      },
    ]);
  });

  it('repeats what the subject says beside a record, and no longer than it says it', () => {
    const declarations = [
      { text: '正在整改', at: '2026-09-01T02:00:00.000Z', endedAt: '2026-09-10T02:00:00.000Z' },
      { text: '已整改', at: '2026-09-10T02:00:00.000Z', endedAt: null },
    ];
    const [item] = itemsOf(question({ records: [record({}, { declarations })] }), 'administrative-acts');
    expect(item?.text.zh).toBe('行政处罚，食品，失信程度：一般；本人声明：已整改');
  });

  it('lists only the fields asked for, and says so', () => {
    const asked = question({ range: { ...RANGE, fields: ['tax'] } });
    expect(itemsOf(asked, 'administrative-acts')).toEqual([]);
    expect(creditReport(asked).notCovered.map(({ zh }) => zh)).toContain('失信信息只列下列领域：税务。');
    expect(itemsOf(question({ range: { ...RANGE, fields: ['tax', 'food'] } }), 'administrative-acts')).toHaveLength(1);
  });

  it('lists promises kept and not kept, and neither released nor annulled ones', () => {
    const of = (
      result: 'kept' | 'not-kept' | 'released' | 'lapsed' | 'annulled',
      madeGoodOn: string | null = null,
    ) => ({
      id: result,
      caseNumber: 'JN-2026-000001',
      authority: '市场监督管理局',
      decidedOn: '2026-06-01',
      result,
      madeGoodOn,
    });
    const performances = [of('kept'), of('not-kept', '2026-07-01'), of('released'), of('lapsed'), of('annulled')];
    expect(itemsOf(question({ performances }), 'commitments').map(({ text }) => text.zh)).toEqual([
      '已履行',
      '未履行，已于2026-07-01补救',
    ]);
  });

  it('lists what was named an honour', () => {
    const honours = [
      {
        id: 'h',
        title: '诚信经营示范企业',
        documentNumber: '示信用办〔2026〕5号',
        authority: '信用办',
        from: '2026-01-01',
        until: '2028-12-31',
      },
    ];
    expect(itemsOf(question({ honours }), 'honest-conduct')).toMatchObject([
      { on: '2026-01-01', document: '示信用办〔2026〕5号', text: { zh: '诚信经营示范企业，有效期至2028-12-31' } },
    ]);
  });

  it('lists what the subject registered of itself, verified, apart from the rest and marked as that', () => {
    expect(itemsOf(question({ registrations: [REGISTERED] }), 'self-declared')).toMatchObject([
      {
        on: '2026-09-01',
        document: 'JN-2026-000007',
        text: { zh: '社会公益：供餐三个月（自主申报，2026-09-01核实，有效期至2027-09-01）' },
      },
    ]);
    expect(listedIn(question({ registrations: [REGISTERED] })).registrations).toEqual([{ id: 'v1', version: 2 }]);
  });

  it('masks the number of a person', () => {
    const subject = { kind: 'person', name: '钱多多', identifier: '330199198510010023' } as const;
    expect(creditReport(question({ subject })).subject).toMatchObject({
      name: '钱多多',
      identifier: '330***********0023',
    });
  });

  it('is printed with all that a check needs, and nothing typed becomes markup', () => {
    const asked = question({
      subject: { kind: 'organisation', name: '<b>好味</b>', identifier: '91350100M000100Y43' },
    });
    const proof = {
      sha256: 'a'.repeat(64),
      verificationCode: '7K2QD-9XW4R-0FZ3T-M8B1C',
      checkAt: 'http://localhost/x',
    };
    const page = reportPage(creditReport(asked), proof);
    for (const part of [
      'BG-2026-000001',
      '2026年9月18日',
      '2026年10月18日',
      '信用中心',
      proof.sha256,
      proof.verificationCode,
    ])
      expect(page).toContain(part);
    expect(page).toContain('&lt;b&gt;好味&lt;/b&gt;');
    expect(page).not.toContain('<b>');
  });
});

describe('the page on which a report is checked', () => {
  it('shows a person masked, the report as it was issued, and since when it holds no more', () => {
    const subject = { kind: 'person', name: '<b>钱多多', identifier: '330199198510010023' } as const;
    const document = creditReport(question({ subject }));
    const standing = { state: 'superseded', since: '2026-09-20' } as const;
    const page = checkedReportPage({ document, standing, sha256: 'a'.repeat(64) }, '/x');
    for (const part of [
      '所列信息已有变化',
      '2026年9月20日',
      '330***********0023',
      '示市监罚〔2026〕1号',
      'a'.repeat(64),
    ])
      expect(page).toContain(part);
    expect(page).not.toMatch(/钱多多|<b>/);
  });

  it('is a form that needs no script, and says what it does not know', () => {
    for (const page of [checkForm('/x'), unknownReportPage('/x')]) {
      expect(page).toContain('<form method="post" action="/x"');
      expect(page).not.toContain('<script');
    }
    expect(unknownReportPage('/x')).toContain('没有该报告');
  });
});

it('a report counts for as long as the rule says', () => {
  expect(reportValidUntil('2026-09-18', RULE)).toBe('2026-10-18');
});
