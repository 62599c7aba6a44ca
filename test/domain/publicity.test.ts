import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PublicityQuestion } from '../../domain/publicity.ts';
import { publicityDates } from '../../domain/publicity.ts';
import { SECTORS } from '../../domain/rule-sets/rule-set.ts';
import { SEVERITIES } from '../../domain/severity.ts';
import { addDays } from '../../domain/time.ts';

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

  it('a sector changes nothing', () => {
    expect(ask('2026-04-01', ['general'], { sectors: ['food'] })).toEqual(ask('2026-04-01', ['general']));
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

  it.each(SECTORS)('%s: a year', (sector) => {
    expect(ask('2025-04-01', ['minor'], { sectors: [sector] })).toMatchObject({
      minimumEnds: '2026-04-01',
      applyFrom: '2026-04-02',
      endsBy: '2028-04-01',
    });
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
