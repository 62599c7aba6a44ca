import { describe, expect, it } from '@jest/globals';
import { ACCEPT_FIRST_WAITS, LATENESS } from '../../../domain/accept-first/accept-first.ts';
import { SUPPLY_MEANS } from '../../../domain/accept-first/accept-first-supply.ts';
import * as notices from '../../../domain/accept-first/accept-first-notices.ts';
import type { AcceptFirstEvent } from '../../../domain/accept-first/accept-first-timeline.ts';
import * as desk from '../../../domain/case/desk-notices.ts';
import type { DeskEvent } from '../../../domain/case/desk-timeline.ts';
import { dated, type NoticeText, remedies } from '../../../domain/case/notice.ts';
import { PERFORMANCE_RESULTS, PERFORMANCE_TEXT } from '../../../domain/case/performance.ts';
import { timelineText } from '../../../domain/case/timeline.ts';
import { expectDocument, noticedCase } from '../../support/notices.ts';

type Event = AcceptFirstEvent | DeskEvent;
const DEADLINE_KINDS = Object.keys(ACCEPT_FIRST_WAITS);

const DAY = '2026-03-16';
const LATER = '2026-03-20';
const names: Record<string, string> = { a: '营业执照', b: '制度清单' };
const nameOf = (code: string): string => names[code] ?? `?${code}`;

/** Every kind of entry with every shape its words depend on. A new kind does not compile until told here. */
const EVENTS: { [K in Event['kind']]: Extract<Event, { kind: K }>[] } = {
  received: [
    { kind: 'received', on: DAY, onPaper: true },
    { kind: 'received', on: DAY, onPaper: false },
  ],
  'refused-at-door': [{ kind: 'refused-at-door', codes: ['x'] }],
  'green-channel': (['integrity-model', 'three-years'] as const).flatMap((ground) =>
    [true, false].map((first) => ({ kind: 'green-channel' as const, ground, first })),
  ),
  'accepted-first': [true, false].map((provisional) => ({
    kind: 'accepted-first',
    missing: ['a', 'b'],
    supplyBy: DAY,
    provisional,
  })),
  supplied: SUPPLY_MEANS.map((means) => ({ kind: 'supplied', materials: ['a'], means, countsOn: DAY })),
  verified: [
    { kind: 'verified', accepted: ['a'], wrong: [] },
    { kind: 'verified', accepted: [], wrong: ['a'] },
    { kind: 'verified', accepted: ['a'], wrong: ['b'] },
  ],
  'promise-kept': [{ kind: 'promise-kept', on: DAY }],
  extended: [{ kind: 'extended', from: DAY, until: LATER, reason: '洪水' }],
  'supply-by-passed': [{ kind: 'supply-by-passed', due: DAY, registrationUntil: LATER }],
  'registration-prolonged': [{ kind: 'registration-prolonged', until: LATER }],
  'ended-late': LATENESS.flatMap((lateness) =>
    [
      [['a'], []],
      [[], ['a']],
      [['a'], ['b']],
    ].map(([missing = [], wrong = []]) => ({
      kind: 'ended-late' as const,
      lateness,
      result: 'lapsed' as const,
      missing,
      wrong,
    })),
  ),
  reopened: [null, 'not-kept' as const].map((previous) => ({
    kind: 'reopened',
    endedOn: LATER,
    receivedOn: DAY,
    previous,
    reason: '收发室登记簿',
  })),
  decided: [true, false].map((granted) => ({ kind: 'decided', granted })),
  withdrawn: [true, false].map((onPaper) => ({ kind: 'withdrawn', onPaper })),
  'made-good': [{ kind: 'made-good', on: DAY }],
  claimed: [{ kind: 'claimed' }],
  assigned: [{ kind: 'assigned', to: 'x' }],
  'handed-back': [{ kind: 'handed-back' }],
  reminded: DEADLINE_KINDS.map((wait) => ({ kind: 'reminded', wait, due: DAY })),
  escalated: DEADLINE_KINDS.map((wait) => ({ kind: 'escalated', wait, due: DAY, times: 2 })),
  'provisional-reported': DEADLINE_KINDS.map((wait) => ({ kind: 'provisional-reported', wait, due: DAY })),
  recounted: [DAY, LATER].map((to) => ({ kind: 'recounted', wait: 'supply-by', from: DAY, to })),
};

describe('what a timeline says', () => {
  it.each(Object.entries(EVENTS) as [Event['kind'], Event[]][])(
    'of "%s", in both languages and all its shapes',
    (_kind, events) => {
      const texts = events.map((event) => timelineText('accept-first', event, nameOf));
      for (const { zh, en } of texts) {
        expect(zh).toMatch(/[\u4e00-\u9fff]/);
        expect(en).toMatch(/^[A-Z].*[a-z)]|^[A-Z]/);
        expect(`${zh} ${en}`).not.toMatch(/undefined|\bnull\b|NaN|\[object|\?|：$|: $|（）|\(\)/);
      }
      for (const [index, event] of events.entries())
        if ('reason' in event) expect(texts[index]?.zh).toContain(event.reason);
      expect(new Set(texts.map(({ zh }) => zh)).size).toBe(texts.length - repeated(events));
    },
  );

  it('names materials by their names, dates as they are', () => {
    const { zh, en } = timelineText(
      'accept-first',
      { kind: 'accepted-first', missing: ['a', 'b'], supplyBy: DAY, provisional: true },
      nameOf,
    );
    expect(zh).toContain('营业执照、制度清单');
    expect(zh).toContain(`${DAY}（暂定）`);
    expect(en).toContain(`${DAY} (provisional)`);
  });

  it('tells a confirmed date from a moved one', () => {
    const [confirmed, moved] = EVENTS.recounted.map((event) => timelineText('accept-first', event, nameOf));
    expect(confirmed?.en).toContain('stands');
    expect(moved?.en).toContain(LATER);
  });

  /** What came before a reopening does not change its words. */
  function repeated(events: Event[]): number {
    return events[0]?.kind === 'reopened' ? 1 : 0;
  }
});

describe('what a notice says', () => {
  const file = noticedCase();
  const owed = { missing: ['营业执照'], wrong: ['制度清单'] };
  const late = { lateness: 'ended', brokenPromise: true, bar: 'until-made-good', clause: '示范县办法第八条' } as const;
  const items = [
    { name: '营业执照', form: '复印件' },
    { name: '制度清单', form: '电子件' },
  ];
  const supplyBy = { due: DAY, provisional: true, counting: '自受理次日起10个工作日', handedOn: null };

  const BUILT: NoticeText[] = [
    notices.acceptFirstNotice(file, items, supplyBy, late),
    notices.notAcceptedFirstNotice(file, [
      { text: { zh: '理由一。' }, clause: '示范县办法第三条' },
      { text: { zh: '理由二。' }, clause: '示范县办法第四条', earliest: LATER },
    ]),
    notices.supplyReminder(file, ['营业执照'], DAY),
    notices.materialsWrongNotice(file, [{ name: '营业执照', reason: '不清晰' }], LATER),
    notices.materialsWrongNotice(file, [{ name: '营业执照', reason: '不清晰' }], null),
    notices.allVerifiedNotice(file, DAY),
    notices.extensionNotice(file, DAY, LATER, '洪水'),
    notices.supplyByPassedNotice(file, ['营业执照'], DAY, LATER),
    notices.endedLateNotice(file, owed, late),
    notices.endedLateForSupervisor(file, owed, late),
    notices.reopenedNotice(file, LATER, DAY),
    notices.decisionNotice(file, true, null),
    notices.decisionNotice(file, false, '不符合条件'),
    notices.withdrawalNotice(file),
    desk.noSuperiorNotice(file, '示范镇人民政府'),
    desk.caseNotChangedNotice(file, 'calendar.recount'),
    desk.caseNotChangedNotice(file, 'publicity.follow-carriers'),
    ...DEADLINE_KINDS.flatMap((wait) => [
      desk.handlerReminder(file, wait, DAY),
      desk.escalationNotice(file, wait, DAY, 2),
      desk.provisionalNotice(file, wait, DAY),
      desk.recountedNotice(file, wait, {
        from: { due: DAY, provisional: true },
        to: { due: LATER, provisional: false },
      }),
      desk.recountedForHandler(file, wait, {
        from: { due: DAY, provisional: false },
        to: { due: LATER, provisional: true },
      }),
    ]),
    notices.registrationProlongedNotice(file, LATER),
    notices.handedInNotice(file, ['营业执照'], DAY),
    notices.receiptsToRegister(file, ['营业执照'], DAY, LATER),
    desk.assignedNotice(file),
    notices.madeGoodNotice(file, DAY),
  ];

  it('is built here for every notice there is, each a kind of its own', () => {
    const { consequenceText: _, ...ofTheCase } = notices;
    const all = [...Object.keys(ofTheCase), ...Object.keys(desk)];
    expect(new Set(BUILT.map(({ kind }) => kind)).size).toBe(all.length);
  });

  it.each(BUILT.map((built) => [built.kind, built] as const))(
    '%s: names the case, whom it is for, who writes and when',
    (_kind, built) => expectDocument(built, file),
  );

  it('says when it was handed over, where that was before the registration', () => {
    const { body } = notices.acceptFirstNotice(file, items, { ...supplyBy, handedOn: LATER }, late);
    expect(body).toContain(`本通知书已于${dated(LATER)}当面交付`);
    expect(notices.acceptFirstNotice(file, items, supplyBy, late).body).not.toContain('当面交付');
  });

  it('lists everything that is missing, its form, the date, the consequence and the way out, once and for all', () => {
    const { body } = notices.acceptFirstNotice(file, items, supplyBy, late);
    for (const part of [
      '1. 营业执照（形式：复印件）',
      '2. 制度清单（形式：电子件）',
      dated(DAY),
      '暂定',
      '终止办理',
      '承诺未履行',
      '延期',
      '撤回',
    ]) {
      expect(body).toContain(part);
    }
  });

  it('tells each consequence of lateness apart, for how long it bars, and by which clause', () => {
    const bars = ['until-made-good', 'same-calendar-year', 'never'] as const;
    const broken = LATENESS.flatMap((lateness) =>
      bars.map((bar) => notices.consequenceText({ ...late, lateness, bar })),
    );
    expect(new Set(broken).size).toBe(LATENESS.length * bars.length);
    expect(notices.consequenceText({ ...late, bar: 'same-calendar-year' })).toContain('本年度内不再适用');
    for (const lateness of LATENESS) {
      const text = notices.consequenceText({ ...late, lateness, brokenPromise: false });
      expect(text).toContain('不计为失约');
      expect(text).toContain(late.clause);
      expect(text).not.toContain('不再适用');
    }
  });

  it('names the remedies against what is adverse, with their terms', () => {
    for (const { body } of [
      notices.endedLateNotice(file, owed, late),
      notices.decisionNotice(file, false, '不符合条件'),
      notices.notAcceptedFirstNotice(file, []),
    ])
      expect(body).toContain(remedies(file));
    expect(notices.decisionNotice(file, true, null).body).not.toContain('行政复议');
  });

  it('says of a promise made good what it lifts, and no more: another bar may still stand', () => {
    const { body } = notices.madeGoodNotice(file, DAY);
    expect(body).toContain('该承诺自即日起不再影响您适用容缺受理');
  });

  it('has a word for every performance result', () => {
    for (const result of PERFORMANCE_RESULTS) expect(PERFORMANCE_TEXT[result].zh).not.toBe('');
  });
});
