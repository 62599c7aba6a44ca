import { describe, expect, it } from '@jest/globals';
import { executionLedger, MEASURE_WAITS, waitOfDirection } from '../../../domain/joint-action/measure-deadlines.ts';
import { LEFT_AS, type LeftAs } from '../../../domain/joint-action/execution-plan.ts';
import { type Direction, DIRECTIONS } from '../../../domain/joint-action/measure-execution.ts';
import * as notices from '../../../domain/joint-action/measure-notices.ts';
import { computeDeadline } from '../../../domain/deadline/deadline.ts';
import { measureStandings, type RecordFacts, type RecordMeasure } from '../../../domain/record/record.ts';
import { expectDocument, noticedCase } from '../../support/notices.ts';
import { RULE } from '../rules.ts';
import { CALENDAR } from '../calendar-data.ts';

const FILE = noticedCase({
  number: 'JN-2026-000001',
  matter: '行政处罚信息公示（罚1号）',
  authority: '市场监督管理局',
  subject: '某公司',
});
const B08 = { code: 'B08', name: '政府采购、招投标限制', basis: '保障农民工工资支付条例第48条' };
const MEASURES = [B08];

describe('what authorities that carry measures out are told', () => {
  it('names each measure with its basis, what is asked, and by when', () => {
    const asked = notices.measuresAskedNotice(FILE, 'apply', MEASURES, '2026-06-15');
    expectDocument(asked, FILE);
    expect(asked.body).toContain('1. 政府采购、招投标限制（保障农民工工资支付条例第48条）');
    expect(asked.body).toContain('2026年6月15日');
    const undo = notices.measuresAskedNotice(FILE, 'undo', MEASURES, '2026-06-15');
    expect([asked.kind, undo.kind]).toEqual(['measures-to-apply', 'measures-to-undo']);
    expect(undo.body).toContain('请解除');
    const suspend = notices.measuresAskedNotice(FILE, 'suspend', MEASURES, '2026-06-15');
    const resume = notices.measuresAskedNotice(FILE, 'resume', MEASURES, '2026-06-15');
    expect([suspend.kind, resume.kind]).toEqual(['measures-to-suspend', 'measures-to-resume']);
    expect(suspend.body).toMatch(/请暂停执行已经采取的[\s\S]*（二十二）/u);
    expect(resume.body).toMatch(/请恢复执行已经暂停的[\s\S]*（二十二）/u);
  });

  it('says what becomes of it', () => {
    const all = [
      notices.measuresCalledOffNotice(FILE, 'apply', 'stands', MEASURES),
      notices.measuresCalledOffNotice(FILE, 'undo', 'stands', MEASURES),
      notices.measuresHeldNotice(FILE, 'apply', MEASURES),
      notices.measuresResumedNotice(FILE, MEASURES),
      notices.measureDeclinedNotice(FILE, B08, { authority: '交通运输局', reason: '由财政部门监督管理' }),
      notices.measuresCalledOffNotice(FILE, 'suspend', 'stands', MEASURES),
      notices.measuresCalledOffNotice(FILE, 'resume', 'stands', MEASURES),
      notices.measuresHeldNotice(FILE, 'resume', MEASURES),
    ];
    for (const one of all) expectDocument(one, FILE);
    expect(all.map(({ kind }) => kind)).toEqual([
      'measures-called-off',
      'measures-called-off',
      'measures-held',
      'measures-resumed',
      'measure-declined',
      'measures-called-off',
      'measures-called-off',
      'measures-held',
    ]);
    expect(all[2]?.body).toContain('暂不执行；此前已经采取的');
    expect(all[7]?.body).toContain('暂不恢复；此前已经恢复的');
    expect(all[4]?.body).toMatch(/交通运输局反馈.*不属于[\s\S]*政府采购、招投标限制[\s\S]*由财政部门监督管理/u);
    expect(new Set(all.map(({ body }) => body)).size).toBe(8);
  });

  it('asks for no day of what was called off where that would be refused, and says what stays suspended', () => {
    const bodyOf = (...[direction, left]: [Direction, LeftAs]) => {
      const notice = notices.measuresCalledOffNotice(FILE, direction, left, MEASURES);
      expectDocument(notice, FILE);
      return notice.body;
    };
    expect(bodyOf('undo', 'stands')).toContain('恢复有效，不再需要解除；此前已经解除的，请登记执行日期，以便恢复');
    for (const direction of DIRECTIONS) {
      expect(bodyOf(direction, 'asked-anew')).not.toMatch(/登记|恢复有效/u);
      expect(bodyOf(direction, 'asked-anew')).toMatch(/不再需要.*；现需办理的事项另行通知/u);
    }
    const held = bodyOf('undo', 'held');
    expect(held).toContain('不再需要解除，继续暂停执行；此前已经解除的，请登记执行日期');
    expect(held).not.toContain('恢复');
    for (const direction of ['apply', 'suspend', 'resume'] as const)
      for (const left of LEFT_AS.filter((one) => one !== 'asked-anew'))
        expect(bodyOf(direction, left)).toBe(bodyOf(direction, 'stands'));
  });
});

describe('until when it is to be done', () => {
  it.each([
    ['apply', '2026-06-01', '2026-06-15'],
    ['undo', '2026-06-01', '2026-06-04'],
    ['suspend', '2026-06-01', '2026-06-04'],
    ['resume', '2026-06-01', '2026-06-15'],
  ] as const)('to %s, from %s on: %s, a default', (direction, from, due) => {
    const ledger = executionLedger(direction, from, RULE);
    expect(ledger.rule.isDefault).toBe(true);
    expect(computeDeadline(ledger, CALENDAR).due).toBe(due);
    expect(waitOfDirection(direction)).toBe(direction === 'apply' ? 'execute-by' : `${direction}-by`);
    expect(MEASURE_WAITS).toContain(waitOfDirection(direction));
  });
});

describe('how the measures of a record stand for who carries them out', () => {
  const facts: RecordFacts = {
    kind: 'penalty',
    decidedOn: '2026-04-01',
    severity: 'general',
    sector: 'general',
    publishedFrom: '2026-04-03',
    minimumEnds: '2026-07-01',
    applyFrom: '2026-07-02',
    endsBy: '2027-04-01',
    published: true,
    ruleSet: '2026-04-01',
    correctedOn: '2026-04-05',
    dutiesDoneOn: '2026-04-05',
    endedOn: null,
    endedHow: null,
  };
  const measure = (change: Partial<RecordMeasure> = {}): RecordMeasure => ({
    code: 'B08',
    name: '政府采购、招投标限制',
    basis: '保障农民工工资支付条例第48条',
    force: 'mandatory',
    from: '2026-04-03',
    until: null,
    liftedOn: null,
    ...change,
  });
  const stops = { publicity: false, sharing: false, measures: true };
  const held = { reason: 'objection', stops, from: '2026-05-01T00:00:00.000Z', until: null } as const;
  const at = (day: string) => `${day}T02:00:00.000Z`;

  it.each<[string, RecordFacts, RecordMeasure, (typeof held)[], string, string]>([
    ['in force', facts, measure(), [], '2026-05-02', 'stands'],
    ['yet to begin', facts, measure({ from: '2026-06-01' }), [], '2026-05-02', 'stands'],
    ['held', facts, measure(), [held], '2026-05-02', 'held'],
    [
      'a hold of another measure',
      facts,
      measure({ code: 'A02' }),
      [{ ...held, stops: { ...stops, onlyMeasures: ['B08'] } } as typeof held],
      '2026-05-02',
      'stands',
    ],
    ['lifted', facts, measure({ liftedOn: '2026-05-02' }), [held], '2026-05-02', 'over'],
    ['repaired', { ...facts, endedOn: '2026-05-02', endedHow: 'repaired' }, measure(), [], '2026-05-02', 'over'],
    ['run out with the record', facts, measure(), [], '2027-04-02', 'over'],
    ['with a term of its own', facts, measure({ until: '2028-04-01' }), [], '2027-04-02', 'stands'],
    ['at the end of that', facts, measure({ until: '2028-04-01' }), [], '2028-04-02', 'over'],
  ])('%s', (_, of, one, holds, day, standing) => {
    expect(measureStandings(of, holds, [one], at(day))).toEqual([{ code: one.code, standing }]);
  });
});
