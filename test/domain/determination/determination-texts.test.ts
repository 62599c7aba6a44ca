import { describe, expect, it } from '@jest/globals';
import { reopenedForDesk, reopenedNotice } from '../../../domain/hearing/hearing-notices.ts';
import { PAPER_MEANS } from '../../../domain/hearing/reopening.ts';
import type { NoticeText } from '../../../domain/case/notice.ts';
import { DETERMINATION_STATUS_TEXT, DETERMINATION_WAITS } from '../../../domain/determination/determination.ts';
import { DOCUMENT_KIND_TEXT, DOCUMENT_KINDS } from '../../../domain/determination/determination-document.ts';
import { RESPONSIBILITIES, RESPONSIBILITY_TEXT } from '../../../domain/determination/determination-door.ts';
import { LENIENCIES, LENIENCY_TEXT } from '../../../domain/determination/determination-leniency.ts';
import * as notices from '../../../domain/determination/determination-notices.ts';
import {
  DETERMINATION_EVENTS_FOR_APPLICANT,
  type DeterminationEvent,
  determinationEventText,
} from '../../../domain/determination/determination-timeline.ts';
import { isOfHearing } from '../../../domain/hearing/hearing-timeline.ts';
import { SEVERITIES } from '../../../domain/record/severity.ts';
import { expectDocument, noticedCase } from '../../support/notices.ts';

const DAY = '2026-03-16';
const LATER = '2026-03-20';
const names: Record<string, string> = { A01: '一年内不得申请许可', B08: '限制享受优惠' };
const ASIDE = { document: '示市监认〔2026〕1号', decidedOn: LATER, handedInOn: DAY, statedUntil: LATER };
const nameOf = (code: string): string => names[code] ?? `?${code}`;

type OwnKind = Exclude<
  DeterminationEvent['kind'],
  `determination-${'notice' | 'statement' | 'hearing' | 'heard' | 'waiver'}-${string}`
>;

/** Every kind of entry of its own with every shape its words depend on. A new kind does not compile until told here. */
const EVENTS: { [K in OwnKind]: Extract<DeterminationEvent, { kind: K }>[] } = {
  'determination-drafted': [
    { kind: 'determination-drafted', from: null },
    { kind: 'determination-drafted', from: 'JN-2026-000001' },
  ],
  'determination-completed': SEVERITIES.flatMap((severity) =>
    [0, 2].flatMap((persons) =>
      [[], ['A01', 'B08']].map((measures) => ({
        kind: 'determination-completed' as const,
        document: '示市监罚〔2026〕1号',
        severity,
        measures,
        persons,
      })),
    ),
  ),
  'determination-of-person': RESPONSIBILITIES.map((responsibility) => ({
    kind: 'determination-of-person',
    of: 'JN-2026-000001',
    responsibility,
  })),
  'determination-reviewed': [
    { kind: 'determination-reviewed', statements: 2 },
    { kind: 'determination-reviewed', statements: 2, hearing: true },
    { kind: 'determination-reviewed', statements: 0, hearing: true },
  ],
  'determination-extended': [{ kind: 'determination-extended', from: DAY, to: LATER }],
  'determination-made': [
    { kind: 'determination-made', document: '示市监认〔2026〕1号', severity: 'minor', measures: [] },
    { kind: 'determination-made', document: '示市监认〔2026〕1号', severity: 'serious', measures: ['A01'] },
  ],
  'determination-reopened': PAPER_MEANS.map((means) => ({
    kind: 'determination-reopened',
    decidedOn: LATER,
    document: '示市监认〔2026〕1号',
    handedInOn: DAY,
    means,
  })),
  'determination-spared': LENIENCIES.map((ground) => ({ kind: 'determination-spared', ground })),
  'determination-dropped': [{ kind: 'determination-dropped' }],
  'determination-discarded': [{ kind: 'determination-discarded' }],
  'determination-unfounded': [{ kind: 'determination-unfounded', from: 'JN-2026-000001' }],
  'determination-superior-told': [
    { kind: 'determination-superior-told' },
    { kind: 'determination-superior-told', noSuperior: true },
  ],
  'determination-organisation-voided': [{ kind: 'determination-organisation-voided', of: 'JN-2026-000001' }],
  'determination-organisation-not-determined': [
    { kind: 'determination-organisation-not-determined', of: 'JN-2026-000001', how: 'dropped' },
    { kind: 'determination-organisation-not-determined', of: 'JN-2026-000001', how: 'lenient' },
  ],
};

describe('what the timeline of a determination says', () => {
  const all: DeterminationEvent[] = Object.values(EVENTS).flat();

  it('is said in both languages, differently for every shape, without a hole', () => {
    const texts = all.map((event) => determinationEventText(event, nameOf));
    for (const { zh, en } of texts) {
      expect(zh).toMatch(/[一-鿿]/);
      expect(`${zh}${en}`).not.toMatch(/undefined|null|NaN|\?|\[object/);
    }
    expect(new Set(texts.map(({ zh }) => zh)).size).toBe(all.length);
    expect(new Set(texts.map(({ en }) => en)).size).toBe(all.length);
  });

  it('says the hearing in the words that every kind of case has for it', () => {
    const event = { kind: 'determination-hearing-called', for: DAY } as const;
    expect(isOfHearing('determination', event)).toBe(true);
    expect(isOfHearing('withdrawal', event)).toBe(false);
    expect(determinationEventText(event, nameOf)).toEqual({
      zh: `听证定于${DAY}举行`,
      en: `Hearing called for ${DAY}`,
    });
  });

  it('keeps the draft from the subject, and nothing else', () => {
    const kept = Object.entries(DETERMINATION_EVENTS_FOR_APPLICANT).filter(([, shown]) => !shown);
    expect(kept.map(([kind]) => kind)).toEqual([
      'determination-drafted',
      'determination-discarded',
      'determination-unfounded',
    ]);
  });

  it('has its statuses, waits, documents, grounds and persons in words', () => {
    const texts = [
      ...Object.values(DETERMINATION_STATUS_TEXT),
      ...Object.values(DETERMINATION_WAITS).map(({ text }) => text),
      ...DOCUMENT_KINDS.map((kind) => DOCUMENT_KIND_TEXT[kind]),
      ...LENIENCIES.map((ground) => LENIENCY_TEXT[ground]),
      ...RESPONSIBILITIES.map((one) => RESPONSIBILITY_TEXT[one]),
    ];
    for (const { zh, en } of texts) expect([zh.length > 0, en.length > 0]).toEqual([true, true]);
  });
});

describe('what the notices of a determination say', () => {
  const file = noticedCase({ matter: '失信行为认定' });
  const document = {
    kind: 'penalty-decision',
    number: '示市监罚〔2026〕1号',
    issuedOn: '2026-02-10',
    issuer: '示范县市场监督管理局',
    reference: '档案室8号',
    sha256: null,
    law: null,
  } as const;
  const measures = [{ name: '一年内不得申请许可', basis: '行政许可法第78条', until: '2027-03-16' }] as const;
  const told = {
    document,
    actOn: '2026-02-01',
    underAge: false,
    facts: '两次约谈后仍未整改',
    basis: '食品安全法第七十条',
    severity: 'general',
    measures,
    statementDays: 5,
    person: null,
  } as const;
  const person = {
    responsibility: 'directly-responsible',
    asNamed: '直接负责人王某',
    organisation: '好味餐饮',
  } as const;
  const made = {
    document,
    actOn: told.actOn,
    leniencyConsidered: null,
    facts: told.facts,
    basis: told.basis,
    reason: '事实清楚',
    answers: ['申辩不成立'],
    waived: false,
    hearingOn: null,
    severity: 'general',
    measures,
    decision: '示市监认〔2026〕1号',
    published: true,
    endsBy: '2027-03-16',
    exit: '纠正失信行为后可以申请信用修复，不收取任何费用。',
  } as const;

  const BUILT: NoticeText[] = [
    notices.determinationNotice(file, told),
    notices.determinationNotice(file, { ...told, measures: [] }),
    notices.determinationNotice(file, { ...told, person }),
    notices.determinationNotice(file, { ...told, document: { ...document, kind: 'other', law: '某条例第三条' } }),
    notices.determinationNotice(file, { ...told, actOn: null }),
    notices.determinationNotice(file, { ...told, underAge: true }),
    notices.draftNotice(file, null, told.actOn, DAY),
    notices.draftNotice(file, 'JN-2026-000001', null, DAY),
    notices.reviewedNotice(file, '不予采纳'),
    ...PAPER_MEANS.flatMap((means) => [
      reopenedNotice(notices.DETERMINATION_WORDS, file, { ...ASIDE, means }),
      reopenedForDesk(notices.DETERMINATION_WORDS, file, { ...ASIDE, means }),
    ]),
    ...[true, false].flatMap((recorded) => [
      notices.organisationVoidedNotice(file, { of: 'JN-2026-000001', recorded, withdrawBy: recorded ? LATER : null }),
      notices.organisationVoidedForDesk(file, { of: 'JN-2026-000001', recorded, withdrawBy: null }),
    ]),
    notices.decisionExtendedNotice(file, '涉及人数众多', LATER, '人社部令45号第八条'),
    notices.determinedNotice(file, made),
    notices.determinedNotice(file, { ...made, answers: [], measures: [] }),
    notices.determinedNotice(file, { ...made, measures: [{ ...measures[0], until: null }] }),
    notices.determinedNotice(file, { ...made, hearingOn: DAY }),
    notices.determinedNotice(file, { ...made, answers: [], waived: true, endsBy: null }),
    notices.determinedNotice(file, { ...made, published: false, endsBy: null }),
    notices.determinedNotice(file, { ...made, actOn: null }),
    notices.determinedNotice(file, { ...made, leniencyConsidered: '初次、已改正' }),
    ...LENIENCIES.flatMap((ground) =>
      [told.actOn, null].map((actOn) => notices.sparedNotice(file, { ground, reason: '情况属实', actOn })),
    ),
    notices.droppedNotice(file, '证据不足'),
    ...(['determined', 'lenient', 'dropped', 'discarded'] as const).map((how) => notices.decidedForDesk(file, how)),
    notices.governmentDetermined(file, '上级机关', made),
    notices.governmentDetermined(file, '审计人员', made),
  ];

  it.each(BUILT.map((text, index) => [`${index} ${text.kind}`, text] as const))('%s is whole', (_name, text) =>
    expectDocument(text, file),
  );

  it('are all different', () => {
    expect(new Set(BUILT.map(({ body }) => body)).size).toBe(BUILT.length);
  });

  it('tell facts, document, basis, measures and every right before anything is decided (49号（八）)', () => {
    const { body } = notices.determinationNotice(file, told);
    for (const part of [told.facts, document.number, told.basis, '一般', '行政许可法第78条', '5个工作日'])
      expect(body).toContain(part);
    for (const right of ['陈述、申辩', '听证', '不因此加重处理', '另一名工作人员']) expect(body).toContain(right);
  });

  it('tell the day of the act, and a minor what is owed to minors (49号（十六）)', () => {
    const texts = [
      notices.draftNotice(file, null, told.actOn, DAY),
      notices.determinationNotice(file, { ...told, underAge: true }),
      notices.determinedNotice(file, { ...made, leniencyConsidered: '初次、已改正' }),
      notices.sparedNotice(file, { ground: 'under-age', reason: '情况属实', actOn: told.actOn }),
    ];
    for (const { body } of texts) expect(body).toContain('2026年2月1日');
    expect(texts[1]?.body).toContain('系未成年人');
    expect(notices.determinationNotice(file, told).body).not.toContain('未成年人');
    expect(texts[2]?.body).toContain('未成年情形的考虑（国办发〔2020〕49号（十六））：初次、已改正');
  });

  it('say in the decision until when each measure lasts, and that one without a term ends with the record', () => {
    const { body } = notices.determinedNotice(file, {
      ...made,
      measures: [...measures, { name: '限制', basis: '某法', until: null }],
    });
    expect(body).toContain('（行政许可法第78条；执行至2027年3月16日（含当日）止）');
    expect(body).toContain('（某法；随本信息终止）');
  });

  it('carry in the decision grounds, basis, measures, exit conditions and remedies (49号（八）)', () => {
    const { body } = notices.determinedNotice(file, made);
    for (const part of [
      '事由',
      '依据',
      '失信惩戒措施提示',
      '移出条件和程序',
      made.exit,
      '申辩不成立',
      '示范县人民政府',
    ])
      expect(body).toContain(part);
  });
});
