import { describe, expect, it } from '@jest/globals';
import { remedies } from '../../../domain/case/notice.ts';
import { COMMITMENT_KINDS, kindTerms } from '../../../domain/commitment/commitment-kinds.ts';
import { commitmentLetter } from '../../../domain/commitment/commitment-letter.ts';
import * as checks from '../../../domain/commitment/commitment-check-notices.ts';
import * as endings from '../../../domain/commitment/commitment-ending-notices.ts';
import { obligationConcededNotice } from '../../../domain/commitment/commitment-concession-notice.ts';
import * as notices from '../../../domain/commitment/commitment-notices.ts';
import {
  COMMITMENT_EVENTS_FOR_APPLICANT,
  type CommitmentEvent,
  commitmentEventText,
} from '../../../domain/commitment/commitment-timeline.ts';
import { concernsApplicant, timelineText } from '../../../domain/case/timeline.ts';
import { expectDocument, noticedCase } from '../../support/notices.ts';
import { afterEvent, condition, obligation } from '../../support/promises.ts';

const FILE = noticedCase({ matter: '修路合同', authority: '交通运输局', subject: '路桥公司' });

const EVENTS: CommitmentEvent[] = [
  { kind: 'promise-received', on: '2026-03-02', onPaper: true },
  { kind: 'promise-received', on: '2026-03-02', onPaper: false },
  { kind: 'promise-refused', codes: ['serious-dishonesty'] },
  { kind: 'promise-taken', of: 'contract', obligations: ['a'] },
  { kind: 'decided-on-promise', checkBy: '2026-05-28', provisional: true },
  { kind: 'start-reported', obligation: 'a', on: '2026-03-02', due: '2026-03-09' },
  { kind: 'fulfilment-reported', obligations: ['a'], means: 'post', countsOn: '2026-03-02', late: true },
  { kind: 'fulfilment-judged', accepted: ['a'], rejected: ['b'] },
  { kind: 'fulfilment-judged', accepted: ['a'], rejected: [] },
  { kind: 'fulfilment-judged', accepted: [], rejected: ['b'] },
  { kind: 'obligation-kept', obligations: ['a'] },
  { kind: 'obligation-passed', obligation: 'a', due: '2026-03-09', registrationUntil: '2026-03-10' },
  { kind: 'obligation-prolonged', obligation: 'a', until: '2026-03-11' },
  { kind: 'obligation-broken', obligation: 'a', due: '2026-03-09' },
  { kind: 'obligation-conceded', obligations: ['a'], on: '2026-03-10', onPaper: false },
  { kind: 'obligation-conceded', obligations: ['a'], on: '2026-03-10', onPaper: true },
  { kind: 'obligation-restored', obligation: 'a', receivedOn: '2026-03-09' },
  { kind: 'obligation-made-good', obligation: 'a', on: '2026-03-20' },
  { kind: 'obligation-extended', obligation: 'a', from: '2026-03-09', until: '2026-04-09' },
  { kind: 'obligation-released', obligations: ['a'] },
  { kind: 'promise-checked', true: ['a'], untrue: [], rectifyBy: null },
  { kind: 'promise-checked', true: ['a'], untrue: ['b'], rectifyBy: '2026-04-01' },
  { kind: 'amendment-proposed', obligations: ['a'] },
  { kind: 'amendment-answered', consented: true, version: 2 },
  { kind: 'amendment-answered', consented: false, version: null },
  { kind: 'amendment-lapsed' },
  { kind: 'promise-performed' },
  { kind: 'promise-broken', severity: 'general', notKept: ['a'] },
  { kind: 'promise-released' },
  { kind: 'promise-withdrawn', onPaper: true },
  { kind: 'promise-withdrawn', onPaper: false },
  { kind: 'approval-decided', revoked: true },
  { kind: 'approval-decided', revoked: false },
  { kind: 'promise-reopened', endedOn: '2026-03-10', receivedOn: '2026-03-09', previous: 'not-kept' },
  { kind: 'promise-made-good', on: '2026-03-20', severity: 'minor' },
  { kind: 'promise-graded', severity: 'serious' },
  { kind: 'superior-told' },
  { kind: 'superior-told', noSuperior: true },
];

describe('the timeline of a commitment', () => {
  it('has words in both languages for every entry, naming obligations by their titles', () => {
    const kinds = new Set(EVENTS.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(Object.keys(COMMITMENT_EVENTS_FOR_APPLICANT).sort());
    for (const event of EVENTS) {
      const { zh, en } = commitmentEventText(event, (code) => `事项${code}`);
      expect([event.kind, /\b(undefined|null)\b/.test(zh + en), zh === en, zh === '']).toEqual([
        event.kind,
        false,
        false,
        false,
      ]);
      expect(event.kind).toMatch(/^[a-z]+(-[a-z]+)*$/);
      if ('obligation' in event) expect(zh).toContain('事项a');
      expect(timelineText('commitment', event, (code) => `事项${code}`)).toEqual({ zh, en });
    }
  });

  it('tells the promisor everything but who else was told', () => {
    const hidden = EVENTS.filter((event) => !concernsApplicant('commitment', event)).map(({ kind }) => kind);
    expect(hidden).toEqual(['superior-told', 'superior-told']);
    expect(concernsApplicant('commitment', { kind: 'reminded', wait: 'fulfil-by', due: '2026-03-09' })).toBe(true);
    expect(concernsApplicant('commitment', { kind: 'reminded', wait: 'confirm-by', due: '2026-03-09' })).toBe(false);
  });
});

describe('the letter', () => {
  const facts = {
    kind: 'approval',
    title: '食品经营许可',
    authorityName: '市监局',
    promisorName: '好味公司',
    obligations: [
      condition('a'),
      afterEvent('b', 5),
      obligation('c', { content: '每季一次', evidence: '签到表', quantity: { amount: 4, unit: '场' } }),
    ],
  } as const;

  it('says what is promised, by when, with which proof, and what follows if it is not kept', () => {
    const text = commitmentLetter(' 标准文本。\n', facts);
    for (const told of [
      '标准文本。',
      '承诺人：好味公司',
      '1. 事项a；作出决定时即符合，接受事后核查',
      '2. 事项b；自工程竣工之日起5个工作日内履行（预计不晚于2026年4月30日起算）',
      '3. 事项c（4场）；每季一次；2026年3月31日（含当日）前履行；证明：签到表',
      '轻微、一般或严重',
      '可撤回承诺',
      '向社会公开',
    ])
      expect(text).toContain(told);
    expect(text.startsWith('标准文本。')).toBe(true);
    expect(commitmentLetter('标准文本。', facts)).toBe(text);
  });

  it('tells of every kind whether it is public, and whether it may be given up', () => {
    for (const kind of COMMITMENT_KINDS) {
      const text = commitmentLetter('文本', { ...facts, kind });
      const { name, isPublic, withdrawable } = kindTerms(kind);
      expect(text).toContain(name.zh);
      expect([kind, text.includes('本承诺不向社会公开')]).toEqual([kind, !isPublic]);
      expect([kind, text.includes('可撤回')]).toEqual([kind, withdrawable]);
    }
  });
});

describe('the notices', () => {
  const broken = {
    severity: 'serious',
    reasons: ['未履行部分占承诺事项的100%'],
    notKept: ['修路'],
    clause: '35号',
  } as const;

  it('give with every adverse result its facts, its clause and the remedies', () => {
    const adverse = [
      endings.promiseBrokenNotice(FILE, 'contract', broken),
      checks.approvalDecidedNotice(FILE, true, '逾期未整改'),
      endings.promiseGradedNotice(FILE, 'serious', '有能力而不履行'),
      checks.promiseCheckedNotice(FILE, [{ title: '场地', reason: '面积不足' }], '2026-04-01'),
      notices.promiseRefusedNotice(FILE, []),
    ];
    for (const { body } of adverse) expect(body).toContain(remedies(FILE));
    expect(adverse[0]?.body).toContain('情节：严重（35号）。未履行部分占承诺事项的100%');
    expect(adverse[3]?.body).toContain('1. 场地：面积不足');
  });

  it('say of a broken promise that it is no determination of dishonesty, and that it can be made good', () => {
    const { body } = endings.promiseBrokenNotice(FILE, 'contract', broken);
    for (const told of ['不是失信认定', '不公开', '补救', '重新办理']) expect(body).toContain(told);
    expect(endings.promiseBrokenNotice(FILE, 'government-promise', broken).body).toContain('依法公开');
  });

  it('say of a refusal that the ordinary way stays open', () => {
    expect(notices.promiseRefusedNotice(FILE, [{ text: { zh: '有严重失信记录。' }, clause: '42号' }]).body).toMatch(
      /1\. 有严重失信记录。（依据：42号）[\s\S]*普通程序/,
    );
  });

  it('are named and numbered, each of its own kind', () => {
    const all = [
      notices.promiseTakenNotice(FILE, 'approval', ['事项'], { due: '2026-05-28', provisional: true }),
      notices.promiseRefusedNotice(FILE, []),
      checks.rectificationReminder(FILE, { title: '场地', due: '2026-04-01' }),
      notices.obligationReminder(FILE, { title: '修路', due: '2026-03-31' }),
      notices.startReportedNotice(FILE, { title: '修路', due: '2026-03-31' }, '2026-03-02'),
      notices.fulfilmentReportedNotice(FILE, ['修路'], '2026-03-02'),
      notices.fulfilmentRejectedNotice(FILE, [{ title: '修路', reason: '看不清', until: null }]),
      notices.fulfilmentConfirmedNotice(FILE, [{ title: '修路', whole: false }]),
      notices.obligationPassedNotice(FILE, { title: '修路', due: '2026-03-31' }, '2026-04-01'),
      notices.reportsToRegister(FILE, { title: '修路', due: '2026-03-31' }, '2026-04-01'),
      notices.obligationProlongedNotice(FILE, '修路', '2026-04-01'),
      notices.obligationBrokenNotice(FILE, { title: '修路', due: '2026-03-31' }),
      obligationConcededNotice(FILE, ['修路'], '2026-04-01'),
      notices.obligationExtendedNotice(FILE, { title: '修路', due: '2026-04-30' }, '2026-03-31'),
      notices.obligationReleasedNotice(FILE, ['修路'], '规划调整'),
      checks.promiseCheckedNotice(FILE, [], null),
      checks.promiseCheckedNotice(FILE, [{ title: '场地', reason: '面积不足' }], '2026-04-01'),
      checks.toBeRevokedNotice(FILE, ['场地'], '2026-04-20'),
      checks.approvalDecidedNotice(FILE, true, '逾期'),
      checks.approvalDecidedNotice(FILE, false, '已整改'),
      notices.amendmentProposedNotice(FILE, ['修路'], '2026-03-09'),
      notices.amendmentAnsweredNotice(FILE, true, ['修路'], null),
      notices.amendmentAnsweredNotice(FILE, false, [], '理由不足'),
      endings.promiseKeptNotice(FILE),
      endings.promiseBrokenNotice(FILE, 'contract', broken),
      endings.brokenForDesk(FILE, '主管人员', broken),
      endings.brokenForDesk(FILE, '上级机关', broken),
      endings.brokenForDesk(FILE, '审计人员', broken),
      endings.promiseReleasedNotice(FILE),
      endings.promiseWithdrawnNotice(FILE),
      endings.promiseReopenedNotice(FILE, '2026-04-01', '2026-03-31'),
      endings.promiseMadeGoodNotice(FILE, '2026-04-20', 'minor'),
      endings.promiseGradedNotice(FILE, 'serious', '故意'),
    ];
    expect(new Set(all.map(({ kind }) => kind)).size).toBe(all.length);
    for (const built of all) {
      expectDocument(built, FILE);
      // A title is no place for what somebody promised.
      expect([built.kind, built.title.includes('修路')]).toEqual([built.kind, false]);
    }
  });
});
