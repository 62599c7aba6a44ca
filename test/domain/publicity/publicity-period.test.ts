import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { publicityDates } from '../../../domain/publicity/publicity-period.ts';
import type { PublicityQuestion } from '../../../domain/publicity/publicity-terms.ts';
import { SEVERITIES } from '../../../domain/record/severity.ts';
import { addDays } from '../../../domain/time.ts';

const ask = (decidedOn: string, severities: PublicityQuestion['severities'], rest: Partial<PublicityQuestion> = {}) =>
  publicityDates({ decidedOn, severities, sectors: [], ...rest });

describe('since 2026-04-01, by severity', () => {
  it.each([
    ['general', '2026-04-01', '2026-07-01', '2026-07-02', '2027-04-01'],
    ['serious', '2026-04-01', '2027-04-01', '2027-04-02', '2029-04-01'],
    ['general', '2026-11-30', '2027-02-28', '2027-03-01', '2027-11-30'],
    ['serious', '2028-02-29', '2029-02-28', '2029-03-01', '2031-02-28'],
    ['general', '2026-07-01', '2026-10-01', '2026-10-02', '2027-07-01'],
  ] as const)('%s, decided %s', (severity, decidedOn, minimumEnds, applyFrom, endsBy) => {
    expect(ask(decidedOn, [severity])).toMatchObject({
      ok: true,
      published: true,
      minimumEnds,
      applyFrom,
      endsBy,
      ruleSet: '2026-04-01',
    });
  });

  it('minor is not published', () => {
    expect(ask('2026-04-01', ['minor'])).toMatchObject({
      ok: true,
      published: false,
      minimumEnds: null,
      applyFrom: null,
      endsBy: null,
    });
  });

  it('minor, where it must be: at most three months, repairable at once', () => {
    expect(ask('2026-04-01', ['minor'], { published: true })).toMatchObject({
      ok: true,
      published: true,
      minimumEnds: null,
      applyFrom: '2026-04-01',
      endsBy: '2026-07-01',
    });
  });

  it('of several classes in one decision the longest counts, in any order', () => {
    const longest = { minimumEnds: '2027-04-01', endsBy: '2029-04-01' };
    expect(ask('2026-04-01', ['general', 'serious', 'minor'])).toMatchObject(longest);
    expect(ask('2026-04-01', ['serious', 'general'])).toMatchObject(longest);
    expect(ask('2026-04-01', ['minor', 'general'])).toMatchObject({
      published: true,
      minimumEnds: '2026-07-01',
      endsBy: '2027-04-01',
    });
  });

  it('a sector without a rule of its own changes nothing', () => {
    for (const sector of ['general', 'fire'] as const)
      expect(ask('2026-04-01', ['general'], { sectors: [sector] })).toEqual(ask('2026-04-01', ['general']));
  });

  it('what is only a warning is minor', () => {
    expect(ask('2026-04-01', ['minor'], { warningOnly: true })).toMatchObject({ published: false });
  });

  it('asks for the severity', () => {
    expect(ask('2026-04-01', [])).toMatchObject({ ok: false, refusal: { code: 'severity-missing' } });
  });
});

describe('from 2023-05-01 to 2026-03-31, by sector', () => {
  it('severity changes nothing', () => {
    const expected = {
      ok: true,
      published: true,
      minimumEnds: '2026-06-30',
      applyFrom: '2026-07-01',
      endsBy: '2029-03-31',
      ruleSet: '2023-05-01',
    };
    for (const severities of [[], ...SEVERITIES.map((severity) => [severity])]) {
      expect(ask('2026-03-31', severities)).toMatchObject(expected);
    }
  });

  it('a warning alone is not shown, unless the authority finds it necessary', () => {
    expect(ask('2025-04-01', [], { warningOnly: true })).toMatchObject({ ok: true, published: false, endsBy: null });
    expect(ask('2025-04-01', [], { warningOnly: true, published: true })).toMatchObject({ published: true });
  });

  it.each(['food', 'drugs', 'special-equipment', 'work-safety', 'fire'] as const)('%s: a year', (sector) => {
    expect(ask('2025-04-01', ['minor'], { sectors: [sector] })).toMatchObject({
      minimumEnds: '2026-04-01',
      applyFrom: '2026-04-02',
      endsBy: '2028-04-01',
    });
  });
});

describe('a number of the sector overrides the rule set’s', () => {
  it.each([
    // Until 2025-12-24 counted from the day of publication, later from the document.
    ['market-supervision', 'penalty', '2025-12-24', 'general', '2026-07-01', '2029-01-01'],
    ['market-supervision', 'penalty', '2025-12-24', 'minor', null, '2026-04-01'],
    ['market-supervision', 'penalty', '2025-12-25', 'general', '2026-03-25', '2026-12-25'],
    ['market-supervision', 'penalty', '2026-04-01', 'minor', null, '2026-07-01'],
    ['drugs', 'penalty', '2026-04-01', 'serious', '2027-04-01', '2029-04-01'],
    ['work-safety', 'serious-list', '2025-01-31', 'serious', '2026-01-31', '2028-01-31'],
    ['tax', 'serious-list', '2025-01-31', 'serious', '2026-07-01', '2029-01-01'],
    ['judgment-debtor', 'judgment-debtor', '2026-05-05', 'serious', null, '2028-05-05'],
  ] as const)('%s, %s of %s, %s', (sector, kind, decidedOn, severity, minimumEnds, endsBy) => {
    const question = { sectors: [sector], kind, publishedFrom: '2026-01-01' };
    const found = ask(decidedOn, [severity], question);
    expect(found).toMatchObject({ ok: true, published: true, minimumEnds, endsBy });
  });

  it('only for what the sector speaks of: its lists, not its penalties', () => {
    const plain = { minimumEnds: '2026-08-01', endsBy: '2027-05-01' };
    expect(ask('2026-05-01', ['general'], { sectors: ['wage-arrears'] })).toMatchObject(plain);
  });

  it('wages in arrears: six months since the correction, on the list meanwhile', () => {
    const list = (correctedOn: string | null) =>
      ask('2026-05-01', ['serious'], { sectors: ['wage-arrears'], kind: 'serious-list', correctedOn });
    expect(list(null)).toMatchObject({ minimumEnds: null, applyFrom: null, endsBy: '2029-05-01' });
    expect(list('2026-08-31')).toMatchObject({ minimumEnds: '2027-02-28', applyFrom: '2027-03-01' });
    expect(list('2026-04-20')).toMatchObject({ minimumEnds: '2026-11-01', applyFrom: '2026-11-02' });
  });

  it('asks for the class where the sector goes by it, though the older rule set does not', () => {
    const market = { sectors: ['market-supervision'] } as const;
    expect(ask('2026-01-01', [], market)).toMatchObject({ ok: false, refusal: { code: 'severity-missing' } });
    expect(ask('2026-01-01', [], { sectors: ['wage-arrears'] }).ok).toBe(true);
  });

  it('of several sectors in one decision the longest counts, in any order', () => {
    const longest = { minimumEnds: '2027-02-01', endsBy: '2029-02-01' };
    expect(ask('2026-02-01', ['general'], { sectors: ['market-supervision', 'work-safety'] })).toMatchObject(longest);
    expect(ask('2026-02-01', ['general'], { sectors: ['work-safety', 'market-supervision'] })).toMatchObject(longest);
  });

  it('started anew, it runs whole again from that day', () => {
    const again = ask('2026-05-01', ['general'], { restartedOn: '2027-02-28' });
    expect(again).toMatchObject({ minimumEnds: '2027-05-28', applyFrom: '2027-05-29', endsBy: '2028-02-28' });
  });

  it('the document’s own term comes before all; without months there is no end', () => {
    const term = { months: 60, clause: '法释〔2017〕7号第二条' };
    expect(ask('2019-06-01', ['serious'], { term })).toMatchObject({ applyFrom: '2019-06-01', endsBy: '2024-06-01' });
    expect(ask('2019-06-01', ['serious'], { term: { ...term, months: null } })).toMatchObject({
      published: true,
      endsBy: null,
    });
  });

  it('says where it comes from', () => {
    const answer = ask('2026-05-01', ['serious'], { sectors: ['wage-arrears'], kind: 'serious-list' });
    if (!answer.ok) throw new Error('refused');
    expect(answer.explanation.map(({ zh }) => zh)).toEqual([
      '依据：拖欠农民工工资失信联合惩戒对象名单管理暂行办法（人力资源社会保障部令第45号）第十一条。',
      '失信程度：严重。',
      '领域：拖欠农民工工资。',
      '公示期自决定文书作出之日（2026年5月1日（星期五））起算。',
      '最短公示期6个月，自改正之日起算；改正登记后方可确定最早可申请信用修复之日。',
      '最长公示期36个月，2029年5月1日（星期二）为公示的最后一日，次日零时起不再公示。',
    ]);
  });
});

it('before 2023-05-01 there is no rule set', () => {
  expect(ask('2023-04-30', ['general'])).toMatchObject({ ok: false, refusal: { code: 'no-rule-set' } });
  expect(ask('2023-05-01', ['general']).ok).toBe(true);
});

it('a day too far off is refused, not thrown at', () => {
  expect(ask('2199-12-31', ['serious'])).toMatchObject({ ok: false, refusal: { code: 'day-out-of-range' } });
  expect(ask('2195-12-31', ['serious']).ok).toBe(true);
});

it('tells the basis and the last day', () => {
  const answer = ask('2026-04-01', ['general']);
  if (!answer.ok) throw new Error('refused');
  expect(answer.explanation.map(({ zh }) => zh)).toEqual([
    '依据：《信用修复管理办法》（国家发展改革委令2025年第36号）。',
    '失信程度：一般。',
    '公示期自决定文书作出之日（2026年4月1日（星期三））起算。',
    '最短公示期3个月，至2026年7月1日（星期三）届满；自2026年7月2日（星期四）起可以申请信用修复。',
    '最长公示期12个月，2027年4月1日（星期四）为公示的最后一日，次日零时起不再公示。',
  ]);
});

it('adding a class never shortens, and repair opens after the decision and before the end', () => {
  const severities = fc.uniqueArray(fc.constantFrom(...SEVERITIES), { minLength: 1 });
  const day = fc.nat(5000).map((offset) => addDays('2023-05-01', offset));
  fc.assert(
    fc.property(day, severities, fc.constantFrom(...SEVERITIES), fc.boolean(), (decidedOn, some, more, published) => {
      const [few, many] = [ask(decidedOn, some, { published }), ask(decidedOn, [...some, more], { published })];
      if (!few.ok || !many.ok) throw new Error('refused');
      expect((many.endsBy ?? '') >= (few.endsBy ?? '')).toBe(true);
      expect((many.applyFrom ?? '') >= (few.applyFrom ?? '')).toBe(true);
      if (many.published)
        expect(decidedOn <= (many.applyFrom ?? '') && (many.applyFrom ?? '') <= (many.endsBy ?? '')).toBe(true);
    }),
  );
});
