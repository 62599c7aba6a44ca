import { describe, expect, it } from '@jest/globals';
import { type NoticeText, remedies } from '../../../domain/case/notice.ts';
import { PAUSE_CAUSE_TEXT, PAUSE_CAUSES } from '../../../domain/repair/repair-pause.ts';
import { ITEM_OUTCOMES } from '../../../domain/repair/repair.ts';
import {
  adviceText,
  advisedFrom,
  applyAgainFrom,
  newAnswers,
  reasonsAgainstAnswers,
  type RecordAnswer,
} from '../../../domain/repair/repair-answer.ts';
import { signedRepairText } from '../../../domain/repair/repair-commitment.ts';
import { repairPausedAgain, repairPauseOver } from '../../../domain/repair/repair-desk-notices.ts';
import * as notices from '../../../domain/repair/repair-notices.ts';
import {
  REPAIR_EVENTS_FOR_APPLICANT,
  type RepairEvent,
  repairEventText,
} from '../../../domain/repair/repair-timeline.ts';
import { concernsApplicant, timelineText } from '../../../domain/case/timeline.ts';
import { expectDocument, noticedCase } from '../../support/notices.ts';

const FILE = noticedCase({ matter: '信用修复（示罚〔2026〕1号）', authority: '信用中心', subject: '好味公司' });
const PART = {
  authority: '交通运输局',
  documents: ['示罚〔2026〕1号'],
  acceptBy: '2026-09-15',
  answerBy: '2026-09-23',
  withCourt: false,
};
const REFUSED = [
  {
    document: '示罚〔2026〕2号',
    refusals: [{ text: { zh: '最短公示期未满', en: '' }, clause: '国办发〔2025〕22号', earliest: '2026-10-11' }],
  },
];

describe('the notices', () => {
  it('tell to whom the application went, by when, and what was not passed on', () => {
    const { body } = notices.repairForwardedNotice(FILE, [PART], REFUSED);
    for (const told of [
      '交通运输局',
      '示罚〔2026〕1号',
      '2026年9月15日',
      '2026年9月23日',
      '示罚〔2026〕2号',
      '2026年10月11日',
    ])
      expect(body).toContain(told);
    expect(body).toContain('不收取任何费用');
    const court = { ...PART, authority: '人民法院', withCourt: true };
    expect(notices.repairForwardedNotice(FILE, [court], []).body).toContain('由执行法院依法处理');
    expect(notices.repairForwardedNotice(FILE, [court], []).body).not.toContain('未予转送');
  });

  it('promise and ask for no day that is over when they are issued', () => {
    const late = { ...FILE, issuedOn: '2026-09-24' };
    const onTheDay = { ...FILE, issuedOn: '2026-09-23' };
    const due = '2026-09-23';
    for (const built of [notices.repairAcceptedNotice, notices.repairResumedNotice]) {
      expect(built(onTheDay, '交通运输局', due).body).toContain('将于2026年9月23日（含当日）前答复');
      const { body } = built(late, '交通运输局', due);
      expect(body).toContain('答复期限已于2026年9月23日届满，将尽快答复');
      expect(body).not.toContain('将于');
      expectDocument(built(late, '交通运输局', due), late);
    }
    for (const built of [
      (file: typeof FILE) => notices.repairHandlerReminder(file, 'answer-by', due),
      (file: typeof FILE) => notices.repairReceivedNotice(file, { ...PART, acceptBy: null }),
    ]) {
      expect(built(onTheDay).body).toContain('2026年9月23日（含当日）前');
      expect(built(onTheDay).body).not.toContain('届满');
      expect(built(late).body).toContain('届满，请尽快');
      expectDocument(built(late), late);
    }
  });

  it('give with every adverse act its reason, its clause, what to do and the remedies', () => {
    const why = { reason: '尚有罚款未缴', clause: '信用修复管理办法', whatToDo: '缴清罚款' };
    const denied = notices.repairDeniedNotice(
      FILE,
      '交通运输局',
      [{ document: '示罚〔2026〕1号', ...why, earliest: '2026-10-01' }],
      { withCourt: false },
    );
    const adverse = [denied, notices.repairNotAcceptedNotice(FILE, '交通运输局', why)];
    for (const { body } of adverse) {
      for (const told of [...Object.values(why), remedies(FILE)]) expect(body).toContain(told);
    }
    expect(denied.body).toContain('2026年10月1日');
    expect(notices.repairNotAcceptedNotice(FILE, '交通运输局', { ...why, whatToDo: null }).body).not.toContain(
      '您可以：',
    );
  });

  it('point to the court what the court refused: no authority reconsiders it', () => {
    const refused = [
      {
        document: '（2026）示01执1号',
        reason: '尚未履行',
        clause: '法释〔2017〕7号',
        whatToDo: '履行义务',
        earliest: '2026-10-01',
      },
    ];
    const { body } = notices.repairDeniedNotice(FILE, '示范县人民法院', refused, { withCourt: true });
    expect(body).toContain('向执行法院申请纠正');
    expect(body).toContain('法释〔2017〕7号第十一条');
    expect(body).toContain('向上一级人民法院申请复议');
    expect(body).not.toMatch(/行政复议|行政诉讼/);
  });

  it('say that a repair ends the publication only of what was still shown', () => {
    const repaired = (shown: string[], measuresOnly: string[]) =>
      notices.repairedNotice(FILE, '交通运输局', { shown, measuresOnly }, '2026-09-20').body;
    expect(repaired(['甲'], [])).toContain('自2026年9月20日起同时停止公示');
    expect(repaired(['甲'], [])).not.toContain('公示此前已经期满');
    const left = repaired([], ['乙']);
    expect(left).toMatch(/乙.*公示此前已经期满终止.*自2026年9月20日起解除尚在执行的惩戒措施/s);
    expect(left).not.toContain('停止公示');
    const both = repaired(['甲'], ['乙']);
    expect(both).toContain('准予修复：甲、乙。');
    expect(both).toMatch(/甲自2026年9月20日起同时停止公示.*乙的公示此前已经期满终止/s);
  });

  it('name as a cause that stops the clock none that the law does not list', () => {
    // 行政许可法 45: 听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审.
    const listed = ['听证', '招标', '拍卖', '检验', '检测', '检疫', '鉴定', '专家评审'];
    for (const cause of PAUSE_CAUSES)
      expect(PAUSE_CAUSE_TEXT[cause].zh.split('、').filter((one) => !listed.includes(one))).toEqual([]);
  });

  it('name the time that a hearing needs, in writing, and that it is not counted', () => {
    for (const cause of PAUSE_CAUSES) {
      const { body } = notices.repairPausedNotice(FILE, '交通运输局', {
        cause,
        workingDays: 5,
        until: '2026-09-24',
        reason: '申请人要求',
      });
      expect(body).toMatch(/5个工作日.*2026年9月24日.*不计入答复期限（行政许可法第四十五条）/s);
    }
  });

  it('are each a document with title, number and signature, and ask nobody for money', () => {
    const all: NoticeText[] = [
      notices.repairForwardedNotice(FILE, [PART], REFUSED),
      notices.repairRefusedNotice(FILE, REFUSED),
      notices.repairReceivedNotice(FILE, PART),
      notices.repairReceivedNotice(FILE, { ...PART, acceptBy: null, answerBy: null }),
      notices.repairAcceptedNotice(FILE, '交通运输局', '2026-09-23'),
      notices.repairCompletionNotice(FILE, '交通运输局', ['凭证', '报告'], '2026-09-28'),
      notices.repairCompletionReminder(FILE, '交通运输局', '2026-09-28'),
      notices.repairCompletedNotice(FILE, ['凭证']),
      notices.repairCompletionEndedNotice(FILE, '交通运输局', '2026-09-28'),
      notices.repairDecideOnWhatThereIs(FILE, '2026-09-28'),
      notices.repairedNotice(
        FILE,
        '交通运输局',
        { shown: ['示罚〔2026〕1号'], measuresOnly: ['示罚〔2026〕2号'] },
        '2026-09-20',
      ),
      notices.repairExtendedNotice(FILE, '交通运输局', { from: '2026-09-23', until: '2026-10-14' }, '需要核查'),
      notices.repairResumedNotice(FILE, '交通运输局', '2026-09-30'),
      notices.repairWithdrawnNotice(FILE, ['交通运输局']),
      notices.repairWithdrawnForDesk(FILE),
      notices.repairRecordEndedNotice(FILE, '交通运输局', ['示罚〔2026〕1号']),
      notices.repairHandlerReminder(FILE, 'answer-by', '2026-09-23'),
      notices.repairSilenceNotice(FILE, 'accept-by', '2026-09-15', 2),
      repairPausedAgain(FILE, { cause: 'hearing', workingDays: 5, until: '2026-09-28', reason: '再次听证' }, 2),
      repairPauseOver(FILE, '2026-09-28', '2026-10-12'),
    ];
    for (const built of all) {
      expectDocument(built, FILE);
      expect(built.body).not.toMatch(/元/);
    }
  });
});

describe('the timeline', () => {
  const EVENTS: RepairEvent[] = [
    { kind: 'repair-applied', on: '2026-09-10', onPaper: false, records: ['r1'] },
    { kind: 'repair-applied', on: '2026-09-10', onPaper: true, records: ['r1'] },
    { kind: 'repair-refused-at-door', record: 'r1', codes: ['not-corrected'] },
    {
      kind: 'repair-forwarded',
      authority: 'transport',
      records: ['r1'],
      acceptBy: '2026-09-15',
      answerBy: '2026-09-23',
      withCourt: false,
      ownSystem: true,
    },
    {
      kind: 'repair-forwarded',
      authority: 'transport',
      records: ['r1'],
      acceptBy: null,
      answerBy: '2026-09-23',
      withCourt: true,
      ownSystem: false,
    },
    { kind: 'repair-part-claimed', authority: 'transport' },
    { kind: 'repair-part-assigned', authority: 'transport', to: 'lin' },
    { kind: 'repair-part-handed-back', authority: 'transport' },
    { kind: 'repair-accepted', authority: 'transport', implied: false, answerBy: '2026-09-23' },
    { kind: 'repair-accepted', authority: 'transport', implied: true, answerBy: '2026-09-23' },
    { kind: 'repair-not-accepted', authority: 'transport', clause: '办法' },
    { kind: 'repair-completion-asked', authority: 'transport', count: 2, until: '2026-09-28' },
    { kind: 'repair-completed', authority: 'transport', count: 1 },
    { kind: 'repair-completion-ended', authority: 'transport', due: '2026-09-28' },
    { kind: 'repair-answered', authority: 'transport', record: 'r1', result: 'repaired', clause: null, earliest: null },
    {
      kind: 'repair-answered',
      authority: 'transport',
      record: 'r1',
      result: 'refused',
      clause: '办法',
      earliest: '2026-10-01',
    },
    { kind: 'repair-extended', authority: 'transport', from: '2026-09-23', until: '2026-10-14' },
    { kind: 'repair-paused', authority: 'transport', cause: 'hearing', until: '2026-09-24' },
    { kind: 'repair-resumed', authority: 'transport', answerBy: '2026-09-30' },
    { kind: 'repair-withdrawn', authorities: ['transport'], onPaper: true },
    { kind: 'repair-record-ended', authority: 'transport', record: 'r1' },
    { kind: 'repair-message-refused', authority: 'transport', message: 'repair.answered', code: 'case-moved-on' },
    { kind: 'repair-reminded', authority: 'transport', wait: 'answer-by', due: '2026-09-23' },
    { kind: 'repair-silent', authority: 'transport', wait: 'accept-by', due: '2026-09-15', times: 2 },
    { kind: 'repair-closed', counts: { repaired: 1, refused: 2 } },
  ];
  const nameOf = (code: string) => ({ transport: '交通运输局', r1: '示罚〔2026〕1号' })[code] ?? code;

  it('has words in both languages for every event, with names for codes', () => {
    expect(new Set(EVENTS.map(({ kind }) => kind))).toEqual(new Set(Object.keys(REPAIR_EVENTS_FOR_APPLICANT)));
    const texts = EVENTS.map((event) => repairEventText(event, nameOf));
    for (const { zh, en } of texts) {
      expect(`${zh}${en}`).not.toMatch(/undefined|null|\btransport\b|\br1\b/);
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
    }
    expect(new Set(texts.map(({ zh }) => zh)).size).toBe(EVENTS.length);
  });

  it("shows the applicant an authority's silence, and not how it divides its work", () => {
    for (const event of EVENTS) {
      expect([event.kind, concernsApplicant('repair', event)]).toEqual([
        event.kind,
        REPAIR_EVENTS_FOR_APPLICANT[event.kind],
      ]);
      expect(timelineText('repair', event, nameOf)).toEqual(repairEventText(event, nameOf));
    }
    expect(REPAIR_EVENTS_FOR_APPLICANT['repair-silent']).toBe(true);
    expect(REPAIR_EVENTS_FOR_APPLICANT['repair-part-claimed']).toBe(false);
    expect(REPAIR_EVENTS_FOR_APPLICANT['repair-part-assigned']).toBe(false);
  });
});

describe('an answer', () => {
  const answer = (change: Partial<RecordAnswer> = {}): RecordAnswer => ({
    recordId: 'r1',
    result: 'refused',
    reason: '尚有罚款未缴',
    clause: '办法',
    whatToDo: '缴清罚款',
    earliest: null,
    ...change,
  });
  const open = { recordId: 'r1', documentNumber: '1号', outcome: null };
  const codes = (given: RecordAnswer[], items = [open] as Parameters<typeof reasonsAgainstAnswers>[1]) =>
    reasonsAgainstAnswers(given, items, '2026-09-10').map(({ code }) => code);

  it('of refusal gives reason, clause and what to do, none of them blank', () => {
    expect(codes([answer()])).toEqual([]);
    for (const field of ['reason', 'clause', 'whatToDo'] as const) {
      expect(codes([answer({ [field]: ' ' })])).toEqual(['refusal-needs-reason']);
      expect(codes([answer({ [field]: null })])).toEqual(['refusal-needs-reason']);
    }
    expect(codes([answer({ result: 'repaired', reason: null, clause: null, whatToDo: null })])).toEqual([]);
  });

  it('names a day to try again that is still to come, or leaves it: the day after', () => {
    expect(codes([answer({ earliest: '2026-09-10' })])).toEqual(['earliest-not-later']);
    expect(codes([answer({ earliest: '2026-09-11' })])).toEqual([]);
    expect(applyAgainFrom({ earliest: null }, '2026-09-30')).toBe('2026-10-01');
    expect(applyAgainFrom({ earliest: '2027-01-01' }, '2026-09-30')).toBe('2027-01-01');
  });

  it('is about a record of the part', () => {
    expect(codes([answer({ recordId: 'r2' })])).toEqual(['record-not-in-part']);
  });

  it('that only repeats changes nothing; another one than was given is refused', () => {
    for (const outcome of ITEM_OUTCOMES) {
      const items = [{ ...open, outcome }];
      expect([outcome, codes([answer()], items)]).toEqual([outcome, outcome === 'refused' ? [] : ['already-answered']]);
      expect(newAnswers([answer()], items)).toEqual([]);
    }
    const twice = [answer(), answer({ reason: '另一理由' })];
    expect(newAnswers(twice, [open])).toEqual([answer()]);
  });
});

describe('the text that is signed', () => {
  const facts = {
    subjectName: '好味公司',
    windowName: '信用中心',
    records: [{ documentNumber: '示罚〔2026〕1号', authorityName: '交通运输局', decidedOn: '2026-04-10' }],
  };

  it('says who promises, about which records, what follows from a broken promise, and that nothing is to be paid', () => {
    const text = signedRepairText(' 标准文本 \n', facts);
    for (const said of [
      '标准文本',
      '承诺人：好味公司',
      '1. 交通运输局，示罚〔2026〕1号（2026年4月10日）',
      '不收取任何费用',
      '撤销修复',
    ])
      expect(text).toContain(said);
    expect(text.startsWith('标准文本\n')).toBe(true);
    expect(signedRepairText('标准文本', facts)).toBe(text);
  });
});

describe('the day that an authority advised', () => {
  it.each([
    ['lies ahead', { earliest: '2026-10-15', refusedOn: '2026-09-10' }, '2026-09-20', '2026-10-15'],
    ['has come', { earliest: '2026-10-15', refusedOn: '2026-09-10' }, '2026-10-15', null],
    [
      'was not given: the day after stands there',
      { earliest: '2026-09-11', refusedOn: '2026-09-10' },
      '2026-09-10',
      null,
    ],
    ['of no refusal', null, '2026-09-20', null],
  ] as const)('%s', (_name, refusal, on, expected) => {
    expect(advisedFrom(refusal, on)).toBe(expected);
  });

  it('is called advice wherever it is told', () => {
    expect(adviceText('2026-10-15')).toEqual({
      zh: expect.stringMatching(/2026年10月15日.*仅为建议/),
      en: expect.stringMatching(/advice.*taken all the same/),
    });
    const why = { reason: '未缴', clause: '办法', whatToDo: '缴清', earliest: '2026-10-15' };
    const { body } = notices.repairDeniedNotice(FILE, '交通运输局', [{ document: '示罚〔2026〕1号', ...why }], {
      withCourt: false,
    });
    expect(body).toContain('建议自2026年10月15日起再次申请（仅为建议，提前申请的同样受理）');
  });
});
