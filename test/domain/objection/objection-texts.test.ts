import { describe, expect, it } from '@jest/globals';
import { INSPECTION_CAUSE_TEXT, INSPECTION_CAUSES } from '../../../domain/objection/objection-check.ts';
import { OBJECTION_ABOUT, type ObjectionDeadline } from '../../../domain/objection/objection.ts';
import {
  objectionSupplementedNotice,
  objectionSupplementToRead,
} from '../../../domain/objection/objection-supplement-notices.ts';
import * as notices from '../../../domain/objection/objection-notices.ts';
import {
  OBJECTION_EVENTS_FOR_APPLICANT,
  type ObjectionEvent,
  objectionEventText,
} from '../../../domain/objection/objection-timeline.ts';
import { expectDocument, noticedCase } from '../../support/notices.ts';

const DAY = '2026-03-16';
const LATER = '2026-03-20';
const nameOf = (code: string): string => ({ B08: '限制投标', market: '示范县市场监督管理局' })[code] ?? `?${code}`;

/** Every kind of entry with every shape its words depend on. A new kind does not compile until told here. */
const EVENTS: { [K in ObjectionEvent['kind']]: Extract<ObjectionEvent, { kind: K }>[] } = {
  'objection-received': OBJECTION_ABOUT.flatMap((about) =>
    [true, false].map((onPaper) => ({
      kind: 'objection-received' as const,
      about,
      measure: about === 'measure' ? 'B08' : null,
      onPaper,
      on: DAY,
    })),
  ),
  'objection-forwarded': [{ kind: 'objection-forwarded', to: 'market', answerBy: LATER }],
  'objection-supplemented': [true, false].map((onPaper) => ({
    kind: 'objection-supplemented',
    seq: 2,
    onPaper,
    on: DAY,
  })),
  'objection-inspection': INSPECTION_CAUSES.map((cause) => ({ kind: 'objection-inspection', cause, until: LATER })),
  'objection-inspection-over': [{ kind: 'objection-inspection-over', answerBy: LATER }],
  'objection-extended': [{ kind: 'objection-extended', from: DAY, until: LATER }],
  'objection-corrected': [
    { kind: 'objection-corrected', scope: 'record', fields: [], measures: [] },
    { kind: 'objection-corrected', scope: 'fields', fields: ['facts', 'severity', 'decidedOn'], measures: [] },
    { kind: 'objection-corrected', scope: 'fields', fields: ['severity', 'measures'], measures: ['B08'] },
  ],
  'objection-rejected': [{ kind: 'objection-rejected' }],
  'objection-withdrawn': [true, false].map((onPaper) => ({ kind: 'objection-withdrawn', onPaper })),
  'objection-moot': (['annulled', 'withdrawn'] as const).map((how) => ({ kind: 'objection-moot', how })),
};

describe('what the timeline of an objection says', () => {
  it.each(Object.entries(EVENTS) as [string, ObjectionEvent[]][])('of "%s", in both languages', (_kind, events) => {
    const texts = events.map((event) => objectionEventText(event, nameOf));
    for (const { zh, en } of texts) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).toMatch(/^[A-Z]/);
      expect(`${zh} ${en}`).not.toMatch(/undefined|\bnull\b|\[object|\?|（）|\(\)/);
    }
    expect(new Set(texts.map(({ zh }) => zh)).size).toBe(events.length);
    expect(new Set(texts.map(({ en }) => en)).size).toBe(events.length);
  });

  it('is who objected’s to read, all of it, and that the silent were told of', () => {
    expect(Object.keys(OBJECTION_EVENTS_FOR_APPLICANT).sort()).toEqual([...Object.keys(EVENTS), 'escalated'].sort());
    expect(new Set(Object.values(OBJECTION_EVENTS_FOR_APPLICANT))).toEqual(new Set([true]));
  });
});

describe('what the notices of an objection say', () => {
  const file = noticedCase({ matter: '失信信息异议' });
  const objection = {
    documentNumber: '示市监罚〔2026〕1号',
    about: '惩戒措施“限制投标”',
    stops: { publicity: false, sharing: false, measures: true },
  };

  it('of the receipt: what stands still, who acts by when, and that silence is no answer', () => {
    const window = notices.objectionReceivedNotice(file, objection, { forwarded: false, by: DAY });
    expectDocument(window, file);
    expect(window.body).toMatch(/已标注“异议核查中”，惩戒措施暂不执行/);
    expect(window.body).toMatch(/本窗口应于2026年3月16日（含当日）前转送/);
    expect(window.body).toMatch(/不视为异议不成立/);
    const direct = notices.objectionReceivedNotice(
      file,
      { ...objection, stops: { publicity: true, sharing: true, measures: true } },
      { forwarded: true, by: DAY },
    );
    expect(direct.body).toMatch(/核查期间，暂停公示，暂停共享，惩戒措施暂不执行/);
    expect(direct.body).toMatch(/认定单位应于2026年3月16日/);
  });

  it('of a supplement: that it is on file, is to be read before the answer, and moves no date', () => {
    const told = (kind: ObjectionDeadline) => ({ seq: 2, on: DAY, wait: { kind, due: LATER } });
    const own = objectionSupplementedNotice(file, objection, told('objection-forward-by'));
    expectDocument(own, file);
    expect(own.body).toMatch(/2026年3月16日收到.*第2份补充.*\n补充不中止、也不重新计算.*2026年3月20日（含当日）前转送/);
    const desk = objectionSupplementToRead(file, objection, told('objection-answer-by'));
    expectDocument(desk, file);
    expect(desk.body).toMatch(/^经办人：[^]*请查阅后再作答复。\n.*仍应于2026年3月20日（含当日）前答复/);
    const paused = objectionSupplementedNotice(file, objection, told('objection-inspection-until'));
    expect(paused.body).toMatch(/检验、鉴定等所需时间仍至2026年3月20日/);
  });

  it('of the check: the time told for an inspection, the extension with its reason', () => {
    const cause = INSPECTION_CAUSE_TEXT.appraisal;
    const inspection = notices.inspectionNotice(file, objection, { cause, until: LATER, reason: '需作笔迹鉴定' });
    expectDocument(inspection, file);
    expect(inspection.body).toMatch(/鉴定：需作笔迹鉴定。\n.*2026年3月20日（含当日），不计入答复期限/);
    expect(notices.inspectionOverNotice(file, objection, LATER).body).toContain('答复期限为2026年3月20日');
    const told = { from: DAY, until: LATER, reason: '需调取外省档案' };
    expect(notices.objectionExtendedNotice(file, objection, told).body).toMatch(
      /由2026年3月16日延长至2026年3月20日.*需调取外省档案。/,
    );
    expect(notices.objectionForwardedNotice(file, objection, LATER).body).toContain('2026年3月20日');
  });

  it('of a correction: what was put right, everywhere; of the whole record, that nothing is left', () => {
    const reason = '录入有误';
    const whole = {
      scope: 'record',
      fields: [],
      measures: [],
      tooGrave: [],
      reason,
      endsBy: null,
      byRuling: null,
    } as const;
    expect(notices.objectionCorrectedNotice(file, objection, whole).body).toMatch(
      /撤回，终止公示和共享，惩戒措施全部解除/,
    );
    const fields = { ...whole, scope: 'fields', fields: ['severity'], measures: ['限制投标'], endsBy: LATER } as const;
    const { body } = notices.objectionCorrectedNotice(file, objection, fields);
    expect(body).toMatch(/已更正：失信等级。\n解除惩戒措施：限制投标。\n.*最后一日为2026年3月20日/);
    expect(body).toMatch(/恢复信誉/);
    expect(body).toContain('未更正的内容和未解除的措施恢复执行');
    expect(body).not.toContain('不相当');
    const shielded = notices.objectionCorrectedNotice(file, objection, { ...fields, byRuling: 'shielded' }).body;
    expect(shielded).toMatch(/2026年3月20日.*\n.*暂时屏蔽，停止公示和共享.*其余未解除的措施恢复执行。\n/);
    const repaired = notices.objectionCorrectedNotice(file, objection, { ...fields, byRuling: 'repaired' }).body;
    expect(repaired).toMatch(/已执行完毕，该信息随之信用修复/);
    expect(repaired).not.toMatch(/2026年3月20日|恢复执行/);
    const lighter = { ...fields, measures: [], tooGrave: ['限制投标'] };
    expect(notices.objectionCorrectedNotice(file, objection, lighter).body).toMatch(
      /失信等级。\n下列惩戒措施与更正后的失信等级不相当，一并解除（国办发〔2020〕49号（十））：限制投标。\n.*最后一日/,
    );
  });

  it('of what is not founded: why, what goes on, and the remedies', () => {
    const { body } = notices.objectionRejectedNotice(file, objection, '执法录像证明事实无误');
    expect(body).toMatch(/异议不成立/);
    expect(body).toMatch(/理由：执法录像证明事实无误。/);
    expect(body).toMatch(/行政复议.*行政诉讼/);
    expect(body).toMatch(/本人声明/);
  });

  it('of the other endings, to who objected and to the desks', () => {
    expectDocument(notices.objectionWithdrawnNotice(file, objection), file);
    expect(notices.objectionMootNotice(file, objection, 'annulled').body).toContain('决定已被依法撤销');
    expect(notices.objectionMootNotice(file, objection, 'withdrawn').body).toContain('认定单位已撤回');
    const desk = (['corrected', 'rejected', 'withdrawn', 'moot'] as const).map(
      (ending) => notices.objectionEndedForDesk(file, objection, ending).body,
    );
    expect(new Set(desk).size).toBe(4);
    expect(notices.objectionToForward(file, objection, DAY).body).toMatch(/2026年3月16日（含当日）前转送/);
    expect(notices.objectionToCheck(file, objection, DAY).body).toMatch(/核查并答复/);
  });
});
