import { describe, expect, it } from '@jest/globals';
import { type NoticeText, remedies } from '../../../domain/case/notice.ts';
import {
  REPAIR_WITHDRAWAL_STATUS_TEXT,
  REPAIR_WITHDRAWAL_WAITS,
  WITHDRAWAL_GROUND_TEXT,
  WITHDRAWAL_GROUNDS,
} from '../../../domain/repair-withdrawal/repair-withdrawal.ts';
import * as hearing from '../../../domain/hearing/hearing-notices.ts';
import { PAPER_MEANS } from '../../../domain/hearing/reopening.ts';
import * as notices from '../../../domain/repair-withdrawal/repair-withdrawal-notices.ts';
import { SERVICE_MEANS } from '../../../domain/hearing/service.ts';
import {
  REPAIR_WITHDRAWAL_EVENTS_FOR_APPLICANT,
  type RepairWithdrawalEvent,
  repairWithdrawalEventText,
} from '../../../domain/repair-withdrawal/repair-withdrawal-timeline.ts';
import { RECORD_STATES, type RecordStateName } from '../../../domain/record/record.ts';
import { expectDocument, noticedCase } from '../../support/notices.ts';

const DAY = '2026-03-16';
const LATER = '2026-03-20';
const CALL = { on: DAY, time: '上午九时', place: '三楼会议室', presidingName: '孙丽' };
const names: Record<string, string> = { r1: '示市监罚〔2026〕1号', r2: '示人社监〔2026〕2号' };
const nameOf = (code: string): string => names[code] ?? `?${code}`;

/** Every kind of entry with every shape its words depend on. A new kind does not compile until told here. */
const EVENTS: { [K in RepairWithdrawalEvent['kind']]: Extract<RepairWithdrawalEvent, { kind: K }>[] } = {
  'withdrawal-proposed': WITHDRAWAL_GROUNDS.map((ground) => ({
    kind: 'withdrawal-proposed',
    ground,
    records: ['r1', 'r2'],
    repair: 'JN-2026-000001',
  })),
  'withdrawal-notice-served': [
    ...SERVICE_MEANS.map((means) => ({
      kind: 'withdrawal-notice-served' as const,
      means,
      servedOn: DAY,
      statementBy: LATER,
      provisional: false,
    })),
    { kind: 'withdrawal-notice-served', means: 'direct', servedOn: DAY, statementBy: LATER, provisional: true },
    { kind: 'withdrawal-notice-served', means: 'direct', servedOn: DAY, statementBy: null, provisional: false },
    {
      kind: 'withdrawal-notice-served',
      means: 'direct',
      servedOn: DAY,
      statementBy: LATER,
      provisional: false,
      over: true,
    },
  ],
  'withdrawal-notice-acknowledged': [false, true].map((provisional) => ({
    kind: 'withdrawal-notice-acknowledged',
    servedOn: DAY,
    statementBy: LATER,
    provisional,
  })),
  'withdrawal-statement-made': [true, false].flatMap((onPaper) =>
    [true, false].map((inTime) => ({ kind: 'withdrawal-statement-made' as const, on: DAY, onPaper, inTime })),
  ),
  'withdrawal-hearing-asked': [true, false].map((onPaper) => ({ kind: 'withdrawal-hearing-asked', on: DAY, onPaper })),
  'withdrawal-heard-waived': [true, false].flatMap((onPaper) =>
    [0, 2].map((statements) => ({ kind: 'withdrawal-heard-waived' as const, on: DAY, onPaper, statements })),
  ),
  'withdrawal-waiver-taken-back': [
    ...[LATER, null].map((statementBy) => ({
      kind: 'withdrawal-waiver-taken-back' as const,
      statementBy,
      cause: 'statement' as const,
    })),
    { kind: 'withdrawal-waiver-taken-back', statementBy: null, cause: 'hearing' },
  ],
  'withdrawal-hearing-called': [{ kind: 'withdrawal-hearing-called', for: DAY }],
  'withdrawal-hearing-ended': [
    ...(['held', 'given-up'] as const).map((result) => ({
      kind: 'withdrawal-hearing-ended' as const,
      result,
      on: DAY,
      statementBy: LATER,
    })),
    { kind: 'withdrawal-hearing-ended', result: 'given-up', on: DAY, statementBy: LATER, stayedAway: true },
  ],
  'withdrawal-statement-period-ended': (['not', 'in-writing', 'at-hearing', 'both'] as const).map((how) => ({
    kind: 'withdrawal-statement-period-ended',
    due: DAY,
    heard: how !== 'not',
    how,
  })),
  'withdrawal-upheld': ['2029-03-16', null].map((barredUntil) => ({
    kind: 'withdrawal-upheld',
    records: ['r1'],
    barredUntil,
  })),
  'withdrawal-dropped': [{ kind: 'withdrawal-dropped' }],
  'withdrawal-reopened': PAPER_MEANS.map((means) => ({
    kind: 'withdrawal-reopened',
    decidedOn: LATER,
    document: '示市监撤修〔2026〕1号',
    handedInOn: DAY,
    means,
  })),
  'withdrawal-undone': [{ kind: 'withdrawal-undone', records: ['r1', 'r2'] }],
};

describe('what the timeline of a withdrawal says', () => {
  it.each(Object.entries(EVENTS) as [string, RepairWithdrawalEvent[]][])(
    'of "%s", in both languages and all its shapes',
    (_kind, events) => {
      const texts = events.map((event) => repairWithdrawalEventText(event, nameOf));
      for (const { zh, en } of texts) {
        expect(zh).toMatch(/[\u4e00-\u9fff]/);
        expect(en).toMatch(/^[A-Z][^\u4e00-\u9fff]*|示/);
        expect(`${zh} ${en}`).not.toMatch(/undefined|\bnull\b|NaN|\[object|\?|：$|: $|（）|\(\)/);
      }
      expect(new Set(texts.map(({ zh }) => zh)).size).toBe(events.length);
      expect(new Set(texts.map(({ en }) => en)).size).toBe(events.length);
    },
  );

  it('names records by their documents, and keeps nothing from whom it may harm', () => {
    const [proposed] = EVENTS['withdrawal-proposed'];
    if (proposed === undefined) throw new Error('no such event');
    expect(repairWithdrawalEventText(proposed, nameOf).zh).toContain('示市监罚〔2026〕1号、示人社监〔2026〕2号');
    expect(new Set(Object.values(REPAIR_WITHDRAWAL_EVENTS_FOR_APPLICANT))).toEqual(new Set([true]));
  });
});

describe('what the notices of a withdrawal say', () => {
  const file = noticedCase({ matter: '撤销信用修复' });
  const records = [
    { document: '示市监罚〔2026〕1号', period: 'restarts', clause: '人社部令45号第十五条', returned: null },
    { document: '示市监罚〔2026〕2号', period: 'goes-on', clause: '系统默认', returned: null },
  ] as const;
  const told = {
    repair: 'JN-2026-000001',
    ground: 'false-materials',
    findings: '培训证明系伪造',
    evidence: '培训机构复函',
    records,
    barYears: 3,
    statementDays: 5,
  } as const;
  const decided = {
    repair: told.repair,
    ground: told.ground,
    findings: told.findings,
    reason: '证书编号不存在',
    answerToStatement: '申辩理由不成立',
    waived: false,
    hearingOn: null,
    records,
    document: '撤修〔JN-2026-000123〕',
    barredUntil: '2029-03-16',
  };

  const undone = {
    repair: told.repair,
    document: '撤修〔JN-2026-000123〕',
    records: [{ document: '示市监罚〔2026〕1号', repairedOn: '2026-02-03' }],
  };

  const BUILT: NoticeText[] = [
    notices.withdrawalNotice(file, told),
    notices.withdrawalNotice(file, { ...told, ground: 'commitment-broken', barYears: 0 }),
    hearing.toServeNotice(notices.WITHDRAWAL_WORDS, file, DAY),
    hearing.servedNotice(
      notices.WITHDRAWAL_WORDS,
      file,
      { means: 'post', servedOn: DAY },
      { due: LATER, provisional: false, over: false },
    ),
    hearing.servedNotice(
      notices.WITHDRAWAL_WORDS,
      file,
      { means: 'post', servedOn: DAY },
      { due: LATER, provisional: false, over: true },
    ),
    hearing.servedNotice(
      notices.WITHDRAWAL_WORDS,
      file,
      { means: 'electronic', servedOn: DAY },
      { due: LATER, provisional: true, over: false },
    ),
    hearing.servedNotice(notices.WITHDRAWAL_WORDS, file, { means: 'direct', servedOn: DAY }, null),
    hearing.hearingPresidingNotice(notices.WITHDRAWAL_WORDS, file, CALL),
    hearing.statementReminder(notices.WITHDRAWAL_WORDS, file, DAY),
    hearing.statementMadeNotice(notices.WITHDRAWAL_WORDS, file, DAY, true),
    hearing.statementMadeNotice(notices.WITHDRAWAL_WORDS, file, DAY, false),
    hearing.hearingAskedNotice(notices.WITHDRAWAL_WORDS, file, DAY, LATER),
    hearing.hearingAskedNotice(notices.WITHDRAWAL_WORDS, file, DAY, null),
    hearing.hearingCalledNotice(notices.WITHDRAWAL_WORDS, file, CALL),
    hearing.hearingCalledNotice(notices.WITHDRAWAL_WORDS, file, { ...CALL, presidingName: null }),
    ...(
      [
        ['held', false],
        ['given-up', false],
        ['given-up', true],
      ] as const
    ).map(([result, stayedAway]) =>
      hearing.hearingEndedNotice(notices.WITHDRAWAL_WORDS, file, { result, on: DAY, stayedAway }, LATER),
    ),
    hearing.waivedNotice(notices.WITHDRAWAL_WORDS, file, { on: DAY, statements: 0, hearingAsked: false }, LATER),
    hearing.waivedNotice(notices.WITHDRAWAL_WORDS, file, { on: DAY, statements: 2, hearingAsked: false }, LATER),
    hearing.waivedNotice(notices.WITHDRAWAL_WORDS, file, { on: DAY, statements: 2, hearingAsked: true }, LATER),
    hearing.toDecideNotice(notices.WITHDRAWAL_WORDS, file, { statementDue: DAY, waivedOn: null, heard: 'both' }, LATER),
    hearing.toDecideNotice(notices.WITHDRAWAL_WORDS, file, { statementDue: DAY, waivedOn: null, heard: 'not' }, LATER),
    ...(['in-writing', 'at-hearing'] as const).map((heard) =>
      hearing.toDecideNotice(notices.WITHDRAWAL_WORDS, file, { statementDue: DAY, waivedOn: null, heard }, LATER),
    ),
    hearing.toDecideNotice(notices.WITHDRAWAL_WORDS, file, { statementDue: LATER, waivedOn: DAY, heard: 'not' }, LATER),
    notices.withdrawalUpheldNotice(file, decided),
    notices.withdrawalUpheldNotice(file, { ...decided, answerToStatement: null, barredUntil: null }),
    notices.withdrawalUpheldNotice(file, { ...decided, answerToStatement: null, waived: true }),
    notices.withdrawalUpheldNotice(file, { ...decided, hearingOn: DAY }),
    notices.withdrawalDroppedNotice(file, told.repair, '证据不足'),
    ...PAPER_MEANS.flatMap((means) => {
      const aside = { document: undone.document, decidedOn: LATER, handedInOn: DAY, means, statedUntil: null };
      return [
        hearing.reopenedNotice(notices.WITHDRAWAL_WORDS, file, aside),
        hearing.reopenedForDesk(notices.WITHDRAWAL_WORDS, file, aside),
      ];
    }),
    notices.withdrawalUndoneNotice(file, undone),
    notices.withdrawalUndoneForDesk(file, undone),
    notices.withdrawalDecidedForDesk(file, { upheld: true, document: decided.document }),
    notices.withdrawalDecidedForDesk(file, { upheld: false, reason: '证据不足' }),
  ];

  it.each(BUILT.map((text, index) => [`${index} ${text.kind}`, text] as const))('%s is whole', (_name, text) =>
    expectDocument(text, file),
  );

  it('are all different', () => {
    expect(new Set(BUILT.map(({ body }) => body)).size).toBe(BUILT.length);
  });

  it('tell facts, grounds, evidence, what may follow and every right before anything is decided', () => {
    const { body } = notices.withdrawalNotice(file, told);
    for (const part of [told.findings, told.evidence, WITHDRAWAL_GROUND_TEXT[told.ground].zh, '3年', '5个工作日'])
      expect(body).toContain(part);
    for (const right of ['陈述、申辩', '听证', '不因陈述、申辩、申请听证而加重处理', '另一名工作人员'])
      expect(body).toContain(right);
    expect(body).toContain('公示期重新计算（人社部令45号第十五条）');
    expect(body).toContain('公示期继续计算');
  });

  it('tell a subject that gave up its rights until when it may take them back', () => {
    const { body } = hearing.waivedNotice(
      notices.WITHDRAWAL_WORDS,
      file,
      { on: DAY, statements: 2, hearingAsked: false },
      LATER,
    );
    for (const part of ['在卷的陈述、申辩共2份', '撤回', '不因放弃或者撤回而加重处理']) expect(body).toContain(part);
    // Nobody waits for papers any more: the subject reads that it said so, and what to do where it is not true.
    for (const part of ['此外未以书面或者其他方式提交', '请立即告知我们']) expect(body).toContain(part);
  });

  it('offer no hearing to a subject that had asked for one: one is held', () => {
    const of = (hearingAsked: boolean) =>
      hearing.waivedNotice(notices.WITHDRAWAL_WORDS, file, { on: DAY, statements: 2, hearingAsked }, LATER).body;
    expect(of(false)).toContain('提出陈述、申辩或者申请听证的，视为撤回声明');
    expect(of(false)).not.toContain('不再另行举行');
    expect(of(true)).toContain('提出陈述、申辩的，视为撤回声明');
    expect(of(true)).toContain('听证不再另行举行');
  });

  it('name as a default what no law says of withdrawals', () => {
    expect(
      hearing.waivedNotice(notices.WITHDRAWAL_WORDS, file, { on: DAY, statements: 0, hearingAsked: false }, LATER).body,
    ).toContain('参照，系统默认');
    const { body } = hearing.hearingCalledNotice(notices.WITHDRAWAL_WORDS, file, CALL);
    expect(body).toContain('行政处罚法第六十四条（参照）');
    // Whoever may ask for another to preside is told who does.
    expect(body).toContain('主持人：孙丽');
  });

  it('say of a service that was registered late that the period is over, and of no hearing that nobody asked for', () => {
    const service = { means: 'post', servedOn: DAY } as const;
    const period = { due: LATER, provisional: false, over: true };
    const { body } = hearing.servedNotice(notices.WITHDRAWAL_WORDS, file, service, period);
    expect(body).toContain('已于2026年3月20日届满');
    expect(body).not.toMatch(/您已申请听证|您可以在/);
  });

  it('say of who spoke at a hearing that it did, and rest on the minutes', () => {
    const heard = hearing.heardLines({ answers: ['理由不成立'], waived: false, hearingOn: DAY });
    expect(heard).toEqual([
      '您在2026年3月16日举行的听证中陈述、申辩，听证笔录是本决定的根据（行政处罚法第六十五条，参照）。',
      '对您陈述、申辩的复核：理由不成立。',
    ]);
    expect(hearing.heardLines({ answers: [], waived: true, hearingOn: DAY }).join('')).not.toMatch(/放弃|未陈述/);
    const ended = { statementDue: DAY, waivedOn: null, heard: 'at-hearing' } as const;
    expect(hearing.toDecideNotice(notices.WITHDRAWAL_WORDS, file, ended, LATER).body).toContain('依据听证笔录');
  });

  it('tell with the decision what was said to the statement, the bar and the remedies', () => {
    const { body } = notices.withdrawalUpheldNotice(file, decided);
    for (const part of [decided.reason, '申辩理由不成立', decided.document, '2029年3月16日', remedies(file)])
      expect(body).toContain(part);
    expect(notices.withdrawalDroppedNotice(file, told.repair, '证据不足').body).toContain('证据不足');
  });

  it('name of a record that comes back what really returned', () => {
    const said = (state: RecordStateName, measures: boolean) => {
      const record = { ...records[1], returned: { state, measures } };
      return notices.withdrawalUpheldNotice(file, { ...decided, records: [record] }).body;
    };
    expect(said('published', true)).toContain('恢复公示、共享和惩戒措施，公示期继续计算');
    for (const state of RECORD_STATES.filter((one) => one !== 'published')) {
      for (const measures of [true, false]) expect(said(state, measures)).not.toContain('恢复公示');
    }
    expect(said('held', false)).toContain('暂停公示');
    expect(said('not-published', true)).toContain('恢复共享和惩戒措施，不予公示');
    expect(said('ended-by-time', true)).toContain('恢复尚在执行期限内的惩戒措施');
    expect(said('ended-by-time', false)).toContain('没有尚在执行的惩戒措施');
    expect(said('ended', false)).toContain('信用修复仍然有效');
  });
});

describe('the words of a withdrawal', () => {
  it('of a period that ended say how the subject was heard, and do for entries that do not know', () => {
    const zh = (change: { heard: boolean; how?: 'at-hearing' }) =>
      repairWithdrawalEventText({ kind: 'withdrawal-statement-period-ended', due: DAY, ...change }, String).zh;
    expect(zh({ heard: true, how: 'at-hearing' })).toContain('已在听证中陈述、申辩');
    expect(zh({ heard: true })).toContain('已收到陈述、申辩');
    expect(zh({ heard: false })).toContain('未收到陈述、申辩');
  });

  it('of a waiver that is taken back say by what, and do for entries without a cause too', () => {
    const zh = (change: { statementBy: string | null; cause?: 'statement' | 'hearing' }) =>
      repairWithdrawalEventText({ kind: 'withdrawal-waiver-taken-back', ...change }, String).zh;
    expect(zh({ statementBy: null, cause: 'statement' })).toMatch(/再作陈述.*已届满/);
    expect(zh({ statementBy: null, cause: 'hearing' })).toContain('申请听证');
    expect(zh({ statementBy: null })).toContain('申请听证');
    expect(zh({ statementBy: LATER })).toContain(`再作陈述，放弃声明失效；可陈述、申辩至${LATER}`);
  });

  it('exist in both languages for every status, wait and ground', () => {
    const texts = [
      ...Object.values(REPAIR_WITHDRAWAL_STATUS_TEXT),
      ...Object.values(WITHDRAWAL_GROUND_TEXT),
      ...Object.values(REPAIR_WITHDRAWAL_WAITS).map(({ text }) => text),
    ];
    for (const { zh, en } of texts) {
      expect(zh).toMatch(/^[\u4e00-\u9fff，、（）]+$/);
      expect(en).toMatch(/^[a-z, ]+$/);
    }
    expect(new Set(texts.map(({ zh }) => zh)).size).toBe(texts.length);
  });
});
