import { describe, expect, it } from '@jest/globals';
import { declarationRegisteredNotice } from '../../../domain/publicity/declaration-notices.ts';
import * as notices from '../../../domain/publicity/publicity-notices.ts';
import {
  type PublicityEvent,
  PUBLICITY_EVENTS_FOR_APPLICANT,
  publicityEventText,
} from '../../../domain/publicity/publicity-timeline.ts';
import type { ObjectionBefore } from '../../../domain/record/heard-before.ts';
import { applyFromPast, barText, howToRepair, remedyText, whatToRepair } from '../../../domain/record/record-text.ts';
import { expectDocument, noticedCase } from '../../support/notices.ts';

const FILE = noticedCase({
  number: 'JN-2026-000001',
  matter: '行政处罚信息公示（罚1号）',
  authority: '市场监督管理局',
  subject: '某公司',
});

/** A listing that was decided outside the service, and how its subject was heard. */
const listed = (objection: ObjectionBefore): PublicityEvent => ({
  kind: 'record-entered',
  of: 'serious-list',
  severity: 'serious',
  published: true,
  endsBy: '2029-04-01',
  late: false,
  heard: { toldOn: '2026-03-16', objection },
});

const EVENTS: PublicityEvent[] = [
  { kind: 'record-entered', of: 'penalty', severity: 'general', published: true, endsBy: '2027-04-01', late: false },
  { kind: 'record-entered', of: 'penalty', severity: 'minor', published: false, endsBy: '2026-07-01', late: true },
  { kind: 'record-entered', of: 'judgment-debtor', severity: 'serious', published: true, endsBy: null, late: false },
  listed('none-raised'),
  listed('checked-and-answered'),
  { kind: 'record-told-above' },
  { kind: 'record-told-above', noSuperior: true },
  { kind: 'duties-registered', correctedOn: '2026-05-01', dutiesDoneOn: null, applyFrom: '2026-11-02' },
  { kind: 'duties-registered', correctedOn: null, dutiesDoneOn: '2026-05-02', applyFrom: null },
  { kind: 'minimum-period-ended', applyFrom: '2026-07-02' },
  { kind: 'maximum-period-ended', endsBy: '2027-04-01', dutiesOpen: false, shownOn: false },
  { kind: 'maximum-period-ended', endsBy: '2027-04-01', dutiesOpen: true, shownOn: false },
  { kind: 'maximum-period-ended', endsBy: '2027-04-01', dutiesOpen: true, shownOn: true },
  { kind: 'maximum-period-ended', endsBy: '2027-04-01', dutiesOpen: false, shownOn: false, keptUntil: '2027-07-01' },
  { kind: 'measure-term-ended', measure: 'B01', until: '2027-04-01' },
  { kind: 'annulment-reported', annulledOn: '2026-05-01', withdrawBy: '2026-05-07' },
  { kind: 'annulment-dismissed' },
  { kind: 'record-basis-fallen', of: 'JN-2026-000001', withdrawBy: '2026-05-07' },
  { kind: 'record-ended', how: 'repaired', on: '2026-08-01', late: false },
  { kind: 'record-ended', how: 'annulled', on: '2026-08-01', late: true },
  { kind: 'record-ended', how: 'corrected', on: '2026-08-01', late: false },
  { kind: 'record-ended', how: 'withdrawn', on: '2026-08-01', late: false },
  { kind: 'record-ended', how: 'withdrawn', on: '2026-08-01', late: false, ground: 'performed' },
  { kind: 'record-ended', how: 'annulled', on: '2026-08-01', late: false, ground: 'wrongly-listed' },
  { kind: 'record-held', hold: 'objection' },
  { kind: 'hold-lifted', hold: 'court-mask' },
  { kind: 'record-corrected', fields: ['severity', 'measures'], endsBy: '2026-07-01' },
  { kind: 'record-corrected', fields: ['facts'], endsBy: null },
  { kind: 'declaration-made', replaces: false, onPaper: false, on: '2026-05-06' },
  { kind: 'declaration-made', replaces: true, onPaper: false, on: '2026-05-06' },
  { kind: 'declaration-made', replaces: false, onPaper: true, on: '2026-05-06' },
  { kind: 'declaration-made', replaces: true, onPaper: true, on: '2026-05-06' },
  { kind: 'declaration-withdrawn', onPaper: false, on: '2026-05-06' },
  { kind: 'declaration-withdrawn', onPaper: true, on: '2026-05-06' },
  { kind: 'record-restored', period: 'restarts', endsBy: '2028-01-01' },
  { kind: 'record-restored', period: 'goes-on', endsBy: null },
  { kind: 'repair-stands-again', on: '2026-08-01' },
  { kind: 'measures-asked', authority: 'traffic', direction: 'apply', measures: ['B01', 'B08'], by: '2026-04-15' },
  { kind: 'measures-asked', authority: 'traffic', direction: 'undo', measures: ['B01'], by: '2026-08-05' },
  { kind: 'measures-called-off', authority: 'traffic', direction: 'apply', measures: ['B08'] },
  { kind: 'measure-responded', authority: 'traffic', direction: 'apply', measure: 'B01' },
  { kind: 'measure-executed', authority: 'traffic', direction: 'undo', measure: 'B01', on: '2026-08-03' },
  { kind: 'measure-declined', authority: 'traffic', direction: 'apply', measure: 'B01' },
  { kind: 'measure-request-withdrawn', authority: 'traffic', direction: 'apply', measure: 'B01' },
  { kind: 'measure-fed-back', authority: 'traffic', direction: 'undo', measure: 'B01' },
];

describe('the timeline of a record', () => {
  it('has words for every event, in both languages, and no two say the same', () => {
    const said = EVENTS.map((event) => publicityEventText(event, (code) => `措施${code}`));
    for (const { zh, en } of said) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/^[A-Z]/);
      expect(`${zh}${en}`).not.toContain('undefined');
    }
    expect(new Set(said.map(({ zh }) => zh)).size).toBe(EVENTS.length);
    expect(said[14]?.zh).toContain('措施B01');
  });

  it('of a court’s entry says that the court ended it, and why', () => {
    const said = (how: 'withdrawn' | 'annulled', ground: 'performed' | 'wrongly-listed') =>
      publicityEventText({ kind: 'record-ended', how, on: '2026-08-01', late: false, ground }, (code) => code);
    expect(said('withdrawn', 'performed').zh).toMatch(/人民法院删除.*履行完毕.*2026-08-01/);
    expect(said('withdrawn', 'performed').en).toMatch(/^The court deleted .*performed/);
    expect(said('annulled', 'wrongly-listed').zh).toMatch(/人民法院撤销.*不应纳入/);
  });

  it('is the subject’s to read, every event of it', () => {
    const kinds = new Set(EVENTS.map(({ kind }) => kind));
    const told = Object.entries(PUBLICITY_EVENTS_FOR_APPLICANT).filter(([kind]) => kind !== 'escalated');
    expect(new Set(told.map(([kind]) => kind))).toEqual(kinds);
    expect(told.every(([, shown]) => shown)).toBe(true);
  });
});

describe('notices of a record', () => {
  const repair = (published: boolean) =>
    notices.repairNotice(
      FILE,
      { documentNumber: '罚1号', dates: { published, endsBy: '2027-04-01' }, how: '自2026年7月2日起可以申请' },
      [{ name: '限制参与政府采购', basis: '政府采购法第22条' }],
    );

  it('the repair notice gives last day, how to repair, measures with basis, and the remedies', () => {
    const { title, body } = repair(true);
    expect(title).toBe('信用修复告知书（JN-2026-000001）');
    for (const part of ['并予公示', '2027年4月1日', '2026年7月2日', '限制参与政府采购（政府采购法第22条）', '六十日'])
      expect(body).toContain(part);
    const kept = { documentNumber: '罚1号', dates: { published: true, endsBy: '2027-04-01' }, how: '可以申请' };
    expect(notices.repairNotice(FILE, { ...kept, staysPublished: true }, []).body).toContain('继续公示至履行完毕');
    expect(repair(true).body).not.toContain('继续公示');
    expect(repair(false).body).toMatch(/不予公示[\s\S]*共享的最后一日/);
  });

  it('tell the subject what was registered in its name from a paper, and by which it was taken back', () => {
    const words = { documentNumber: '罚1号', on: '2026-05-06', text: '已整改', paper: '本人声明（2026年5月5日）' };
    const made = declarationRegisteredNotice(FILE, words);
    const back = declarationRegisteredNotice(FILE, { ...words, text: null, paper: '撤回书（2026年5月6日）' });
    for (const built of [made, back]) expectDocument(built, FILE);
    expect(made.body).toMatch(
      /2026年5月6日收到的书面材料.*罚1号.*本人声明：已整改。\n依据的材料：本人声明（2026年5月5日）。\n.*可以随时更换或者撤回/,
    );
    expect(back.body).toMatch(/已撤回附加于“罚1号”.*\n依据的材料：撤回书（2026年5月6日）。/);
  });

  it('say whether the reasons are public, and until when', () => {
    const ended = { how: 'annulled', wasOver: false, reason: '判决撤销' } as const;
    const body = (stated: { until: string | null } | null) =>
      notices.recordEndedNotice(FILE, '罚1号', { ...ended, stated }).body;
    expect(body({ until: '2027-04-01' })).toMatch(/向社会公开说明[\s\S]*2027年4月1日为公开的最后一日/);
    expect(body({ until: null })).toContain('撤回理由不向社会公开');
    expect(body(null)).not.toContain('公开说明');
    // Who checks a report knows before writing that the reason will be read by everybody.
    const { body: forDesk } = notices.annulmentReportedNotice(FILE, '罚1号', '复议2号', '2026-05-01', '2026-05-07');
    expect(forDesk).toContain('向社会公开');
    expect(forDesk).not.toContain('只将理由告知当事人');
  });

  it('say who they are for and name the case', () => {
    const all = [
      notices.minimumEndedNotice(FILE, '罚1号', '2026-07-02'),
      notices.dutiesRegisteredNotice(FILE, '罚1号', {
        correctedOn: '2026-05-01',
        dutiesDoneOn: '2026-05-02',
        applyFrom: null,
      }),
      notices.keptPublishedNotice(FILE, '罚1号', '2027-04-01'),
      notices.endedByTimeNotice(FILE, '罚1号', {
        endsBy: '2027-04-01',
        keptUntil: null,
        dutiesOpen: true,
        measures: [],
      }),
      notices.annulmentDismissedNotice(FILE, '罚1号', '查无此决定', true),
      notices.annulmentDismissedNotice(FILE, '罚1号', '查无此决定', false),
      notices.recordEndedNotice(FILE, '罚1号', {
        how: 'annulled',
        wasOver: false,
        reason: '判决撤销',
        stated: { until: '2027-04-01' },
      }),
      notices.recordEndedNotice(FILE, '罚1号', {
        how: 'withdrawn',
        wasOver: true,
        reason: '录错主体',
        stated: null,
      }),
    ];
    for (const built of all) {
      expectDocument(built, FILE);
      expect(built.body).toMatch(/^某公司：[\s\S]*罚1号/);
    }
    const toTheDesk = [
      notices.dutiesOpenNotice(FILE, '经办人', '罚1号', { endsBy: '2027-04-01', shownOn: false }),
      notices.dutiesOpenNotice(FILE, '经办人', '罚1号', { endsBy: '2027-04-01', shownOn: true }),
      notices.annulmentReportedNotice(FILE, '罚1号', '复议2号', '2026-05-01', '2026-05-07'),
    ];
    for (const built of toTheDesk) {
      expectDocument(built, FILE);
      expect(built.body).toMatch(/^经办人：/);
    }
    for (const shownOn of [true, false]) {
      const above = notices.dutiesOpenNotice(FILE, '主管人员', '罚1号', { endsBy: '2027-04-01', shownOn });
      expectDocument(above, FILE);
      expect(above.body).toMatch(
        shownOn ? /^主管人员：[\s\S]*定期提醒[\s\S]*请督办/ : /^主管人员：[\s\S]*清单[\s\S]*不另行计时[\s\S]*请督办/,
      );
    }
    expect(notices.enteredLateNotice(FILE, '罚1号', '2026-05-07').body).toMatch(/^主管人员：[\s\S]*不因此延长/);
  });
});

describe('a measure that goes on when its record is shown no more', () => {
  it('is named with its last day, and that a repair lifts it', () => {
    const measures = [{ name: '限制从业', until: '2031-04-01' }];
    const { body } = notices.endedByTimeNotice(FILE, '罚1号', {
      endsBy: '2027-04-01',
      keptUntil: null,
      dutiesOpen: false,
      measures,
    });
    expect(body).toMatch(/限制从业”依法执行至2031年4月1日[\s\S]*可以申请信用修复/);
    const kept = { endsBy: '2027-04-01', keptUntil: '2027-07-01', dutiesOpen: false, measures: [] };
    expect(notices.endedByTimeNotice(FILE, '罚1号', kept).body).toMatch(/2027年4月1日届满.*已于2027年7月1日履行完毕/);
    const none = notices.endedByTimeNotice(FILE, '罚1号', {
      endsBy: '2027-04-01',
      keptUntil: null,
      dutiesOpen: false,
      measures: [],
    });
    expect(none.body).toContain('无需申请信用修复');
  });
});

describe('what the public is told', () => {
  const general = {
    kind: 'penalty',
    severity: 'general',
    sector: 'general',
    decidedOn: '2026-04-01',
    applyFrom: '2026-07-02',
  } as const;

  it('is how and from when to repair, or that nobody need apply, or that it is the court’s', () => {
    expect(howToRepair(general).zh).toContain('自2026年7月2日起可以申请');
    expect(howToRepair({ ...general, applyFrom: null }).zh).toContain('自纠正之日起计算');
    expect(howToRepair({ ...general, severity: 'minor', sector: 'market-supervision' }).zh).toContain('无需申请');
    expect(howToRepair({ ...general, kind: 'judgment-debtor', sector: 'judgment-debtor' }).zh).toContain('人民法院');
  });

  it('once it is over: what of it a repair would still lift, or that nothing is left', () => {
    const facts = {
      ...general,
      publishedFrom: '2026-04-01',
      minimumEnds: '2026-07-01',
      endsBy: '2027-04-01',
      published: true,
      ruleSet: '2026-04-01',
      correctedOn: null,
      dutiesDoneOn: null,
      endedOn: null,
      endedHow: null,
    };
    const measure = {
      code: 'A04',
      name: '限制从业',
      basis: '',
      from: '2026-04-01',
      until: '2031-04-01',
      liftedOn: null,
    };
    const measures = [{ ...measure, force: 'mandatory' as const }];
    expect(whatToRepair(facts, measures, '2027-04-01')).toEqual(howToRepair(general));
    expect(whatToRepair(facts, measures, '2027-04-02').zh).toMatch(/限制从业.*申请信用修复予以解除/);
    expect(whatToRepair(facts, [], '2027-04-02').zh).toContain('无需申请');
    const repaired = { ...facts, endedOn: '2026-09-01', endedHow: 'repaired' as const };
    expect(whatToRepair(repaired, measures, '2026-09-01').zh).toContain('无需申请');
    // A bar is said where there is something to apply for.
    const barred = (on: typeof facts | typeof repaired, day: string, own = measures) =>
      barText(on, own, day, '2029-03-11');
    expect(barred(facts, '2027-04-01')?.zh).toContain('至2029年3月11日止不得申请信用修复');
    expect(barred(facts, '2027-04-02')).not.toBeNull();
    expect(barred(facts, '2027-04-02', [])).toBeNull();
    expect(barred(repaired, '2026-09-01')).toBeNull();
    expect(barText({ ...facts, kind: 'judgment-debtor' }, measures, '2027-04-01', '2029-03-11')).toBeNull();
  });

  it('is the remedy against who decided', () => {
    expect(remedyText({ kind: 'penalty' }).zh).toContain('行政复议');
    expect(remedyText({ kind: 'judgment-debtor' }).zh).toContain('人民法院');
  });
});

describe('from when repair can be applied for', () => {
  it('is the day of the record, or the one after a bar that ends later', () => {
    expect(applyFromPast('2027-01-10', null)).toBe('2027-01-10');
    expect(applyFromPast('2027-01-10', '2027-01-09')).toBe('2027-01-10');
    expect(applyFromPast('2027-01-10', '2027-01-10')).toBe('2027-01-11');
    expect(applyFromPast('2027-01-10', '2029-09-19')).toBe('2029-09-20');
    // Not known yet, it is not the bar's day either.
    expect(applyFromPast(null, '2029-09-19')).toBeNull();
  });
});
