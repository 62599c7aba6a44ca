import { describe, expect, it } from '@jest/globals';
import { REGISTRATION_CATEGORIES } from '../../../domain/voluntary-registration/voluntary-registration-info.ts';
import * as notices from '../../../domain/voluntary-registration/voluntary-registration-notices.ts';
import {
  VOLUNTARY_REGISTRATION_EVENTS_FOR_APPLICANT,
  type VoluntaryRegistrationEvent,
  voluntaryRegistrationEventText,
} from '../../../domain/voluntary-registration/voluntary-registration-timeline.ts';
import { expectDocument, noticedCase } from '../../support/notices.ts';

const DAY = '2026-03-16';
const LATER = '2027-03-16';
type Event = VoluntaryRegistrationEvent;

/** Every kind of entry with every shape its words depend on. A new kind does not compile until told here. */
const EVENTS: { [K in Event['kind']]: Extract<Event, { kind: K }>[] } = {
  'voluntary-registered': REGISTRATION_CATEGORIES.map((category) => ({
    kind: 'voluntary-registered',
    category,
    validUntil: LATER,
    verifyBy: DAY,
  })),
  'voluntary-corrected': [{ kind: 'voluntary-corrected', version: 2, validUntil: LATER, verifyBy: DAY }],
  'voluntary-verified': [{ kind: 'voluntary-verified' }],
  'voluntary-doubted': [{ kind: 'voluntary-doubted', statementBy: DAY }],
  'voluntary-statement': [true, false].flatMap((onPaper) =>
    [true, false].map((final) => ({ kind: 'voluntary-statement' as const, onPaper, on: DAY, final })),
  ),
  'voluntary-statement-over': [{ kind: 'voluntary-statement-over', decideBy: DAY }],
  'voluntary-cleared': [{ kind: 'voluntary-cleared' }],
  'voluntary-found-false': [{ kind: 'voluntary-found-false' }],
  'voluntary-withdrawn': [true, false].map((onPaper) => ({ kind: 'voluntary-withdrawn', onPaper })),
  'voluntary-expired': [{ kind: 'voluntary-expired', on: DAY }],
  'voluntary-made-good': [{ kind: 'voluntary-made-good', on: DAY }],
};

describe('what the timeline of a registration says', () => {
  it.each(Object.entries(EVENTS) as [string, Event[]][])('of "%s", in both languages', (_kind, events) => {
    const texts = events.map((event) => voluntaryRegistrationEventText(event));
    for (const { zh, en } of texts) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).toMatch(/^[A-Z]/);
      expect(`${zh} ${en}`).not.toMatch(/undefined|\bnull\b|\[object|（）|\(\)/);
    }
    expect(new Set(texts.map(({ zh }) => zh)).size).toBe(events.length);
    expect(new Set(texts.map(({ en }) => en)).size).toBe(events.length);
  });

  it('is the subject’s to read, all of it, and that the silent were told of', () => {
    const shown = Object.keys(VOLUNTARY_REGISTRATION_EVENTS_FOR_APPLICANT).sort();
    expect(shown).toEqual([...Object.keys(EVENTS), 'escalated'].sort());
  });
});

describe('what the notices of a registration say', () => {
  const file = noticedCase({ matter: '自主申报信息' });
  const registration = { category: 'charity', title: '供餐三个月' } as const;

  it('of its registration: how it is shown, who verifies by when, and that silence says nothing', () => {
    const told = { corrected: false, validUntil: LATER, verifyBy: DAY };
    const first = notices.registeredNotice(file, registration, told);
    expectDocument(first, file);
    expect(first.body).toMatch(/自主申报的社会公益信息“供餐三个月”已登记.*未经核实.*2027年3月16日（含当日）/);
    expect(first.body).toMatch(/2026年3月16日（含当日）前核实.*不视为已核实，也不视为不实/);
    expect(notices.registeredNotice(file, registration, { ...told, corrected: true }).body).toMatch(/按更正的内容/);
    expect(notices.registrationToVerify(file, registration, DAY).body).toMatch(/2026年3月16日（含当日）前/);
    expect(notices.registrationVerifiedNotice(file, registration, LATER).body).toMatch(/信用评价和信用报告的依据/);
  });

  it('of a doubt: what and why, what may be said until when, and who decides', () => {
    const told = { reason: '仅供餐一个月', evidence: '敬老院复函', statementBy: DAY };
    const doubted = notices.registrationDoubtedNotice(file, registration, told);
    expectDocument(doubted, file);
    expect(doubted.body).toMatch(/仅供餐一个月。\n依据：敬老院复函。\n可以于2026年3月16日（含当日）前提出陈述、申辩/);
    expect(doubted.body).toMatch(/自行更正、撤回的不记为未履行承诺/);
    expect(doubted.body).toMatch(/由另一名工作人员决定/);
    expect(notices.registrationDoubtedNotice(file, registration, { ...told, evidence: null }).body).not.toMatch(
      /依据：/,
    );
    expect(notices.registrationToDecide(file, registration, DAY).body).toMatch(/提出疑点以外的人员于2026年3月16日/);
    expect(notices.registrationStatementForDesk(file, registration).body).toMatch(/是否采纳/);
  });

  it('of a finding: why, what was answered, what follows, how it is made good, and the remedies', () => {
    const told = { reason: '敬老院否认', answerToStatement: '无证据' };
    const found = notices.registrationFoundFalseNotice(file, registration, told);
    expectDocument(found, file);
    expect(found.body).toMatch(/理由：敬老院否认。\n对陈述、申辩的复核意见：无证据。\n/);
    expect(found.body).toMatch(/撤下；所作真实性承诺记为未履行/);
    expect(found.body).toMatch(/可以补救[^]*行政复议/);
    expect(
      notices.registrationFoundFalseNotice(file, registration, { ...told, answerToStatement: null }).body,
    ).not.toMatch(/复核意见/);
    expect(notices.registrationMadeGoodNotice(file, registration, DAY).body).toMatch(/2026年3月16日补救/);
    expect(notices.registrationClearedNotice(file, registration, '属实').body).toMatch(/恢复展示/);
  });

  it('of the other endings, and what people are reminded of', () => {
    expectDocument(notices.registrationWithdrawnNotice(file, registration), file);
    expect(notices.registrationExpiredNotice(file, registration, DAY).body).toMatch(/2026年3月16日届满/);
    const desk = (['withdrawn', 'expired'] as const).map(
      (ending) => notices.registrationEndedForDesk(file, registration, ending).body,
    );
    expect(new Set(desk).size).toBe(2);
    const statement = notices.registrationReminder(file, registration, 'voluntary-statement-by', DAY);
    const validity = notices.registrationReminder(file, registration, 'voluntary-valid-until', DAY);
    expect(statement.body).toMatch(/陈述、申辩/);
    expect(validity.body).toMatch(/届满后不再展示/);
    expect(statement.kind).not.toBe(validity.kind);
  });
});
