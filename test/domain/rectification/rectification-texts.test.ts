import { describe, expect, it } from '@jest/globals';
import { concernsApplicant, timelineText } from '../../../domain/case/timeline.ts';
import * as notices from '../../../domain/rectification/rectification-notices.ts';
import { brokenPromise } from '../../../domain/rectification/rectification-promise.ts';
import type { RectificationEvent } from '../../../domain/rectification/rectification-timeline.ts';

const FILE = {
  number: 'JN-2026-000123',
  matter: '消防通道堆放杂物',
  authority: '示范县市场监督管理局',
  superior: null,
  subject: '示范县第1商店',
  issuedOn: '2026-03-02',
};
const DUE = { due: '2026-03-23', provisional: false };
const CALL = {
  interview: 'warning',
  document: '示市监约〔2026〕1号',
  reason: '期限届满未整改',
  on: '2026-04-10',
  time: '上午九时',
  place: '三楼会议室',
  people: '法定代表人',
  purpose: '说明原因',
  papers: '整改方案',
} as const;
const MINUTES = { interview: 'reminder', on: '2026-04-10', promises: '十日内清理', rectifyBy: DUE } as const;

describe('notices of a rectification', () => {
  it('the order names facts, rule, what to put right, by when and what follows, and is no determination', () => {
    const { body } = notices.rectificationNotice(FILE, {
      facts: '通道堆放纸箱',
      clause: '消防法第二十八条',
      toDo: '清理通道',
      rectifyBy: DUE,
    });
    for (const part of ['通道堆放纸箱', '消防法第二十八条', '清理通道', '2026年3月23日', '提示约谈', '不是失信认定'])
      expect(body).toContain(part);
    expect(body).not.toContain('暂定');
    const provisional = { facts: '', clause: '', toDo: '', rectifyBy: { ...DUE, provisional: true } };
    expect(notices.rectificationNotice(FILE, provisional).body).toContain('暂定');
  });

  it('the call names number, reason, time, place, people, purpose and papers', () => {
    const { title, body } = notices.interviewCalledNotice(FILE, CALL);
    expect(title).toContain('警示约谈通知书');
    for (const part of [CALL.document, CALL.reason, CALL.time, CALL.place, CALL.people, CALL.purpose, CALL.papers])
      expect(body).toContain(part);
    expect(body).toContain('2026年4月10日');
  });

  it('minutes: what was promised and the new date; a missed interview proves nothing by itself', () => {
    const held = notices.interviewMinutedNotice(FILE, { ...MINUTES, result: 'held', signed: 'subject-refused' }).body;
    expect(held).toContain('当事人拒绝签字');
    expect(held).toContain('十日内清理');
    const missed = notices.interviewMinutedNotice(FILE, { ...MINUTES, promises: null, result: 'missed', signed: null });
    expect(missed.body).toContain('未到场本身不等于未整改');
    expect(missed.body).not.toContain('您的承诺');
  });

  it('the end is told as no determination, and to the desk as something to consider', () => {
    expect(notices.notRectifiedNotice(FILE, '2026-06-01', false).body).toContain('不是失信认定');
    expect(notices.notRectifiedNotice(FILE, '2026-06-01', false).body).toContain('未收到整改报告');
    expect(notices.notRectifiedNotice(FILE, '2026-06-01', true).body).not.toContain('未收到整改报告');
    const late = notices.determinationToConsiderNotice(FILE, '主管人员', '2026-06-01', true);
    expect(late.body).toContain('曾收到整改报告');
    expect(late.body).toMatch(/^主管人员：/);
    const none = notices.determinationToConsiderNotice(FILE, '经办人', '2026-06-01', false);
    expect(none.body).not.toContain('曾收到整改报告');
  });

  it('what was confirmed of a broken promise is to be written down in its own case', () => {
    expect(notices.promiseToMakeGoodNotice(FILE, 'JN-2026-000001').body).toContain('JN-2026-000001');
    const made = notices.promiseMadeGoodAfterLadder(FILE, '主管人员', 'JN-2026-000001', '2026-06-02');
    expect(made.body).toMatch(/^主管人员：[^]*JN-2026-000001[^]*2026年6月2日/);
  });

  it('that the date has passed says whether nothing came, or what came was found untrue', () => {
    const told = { due: '2026-03-23', until: '2026-03-24' };
    const said = (rejected: boolean) => notices.rectificationDatePassedNotice(FILE, { ...told, rejected }).body;
    expect(said(false)).toContain('未收到整改报告');
    expect(said(true)).toContain('经核实未整改到位');
    expect(said(true)).not.toContain('未收到');
  });

  it('a report not confirmed says why, and where the authority was late until when', () => {
    expect(notices.rectificationNotConfirmedNotice(FILE, '二层未清', null).body).toContain('可再次报告');
    expect(notices.rectificationNotConfirmedNotice(FILE, '二层未清', '2026-04-09').body).toContain('2026年4月9日');
  });

  it('what is to be put right of a broken promise is what was owed', () => {
    const promise = brokenPromise({ number: 'JN-2026-000001', matter: '食品安全承诺' }, ['培训', '改造'], '办法第六条');
    expect(promise).toEqual({
      title: '食品安全承诺：承诺未履行',
      facts: '案件JN-2026-000001中承诺的“培训”、“改造”，期限届满未履行。',
      clause: '办法第六条',
      toDo: '履行“培训”、“改造”，并报告履行情况，附佐证材料。',
    });
  });
});

describe('the timeline of a rectification', () => {
  const due = '2026-03-23';
  const events: RectificationEvent[] = [
    { kind: 'rectification-opened', origin: 'inspection', rectifyBy: due, provisional: true },
    { kind: 'rectification-opened', origin: 'broken-promise', rectifyBy: due, provisional: false },
    { kind: 'rectification-reported', on: due, onPaper: true, late: true },
    { kind: 'rectification-reported', on: due, onPaper: false, late: false },
    { kind: 'rectification-date-passed', due, registrationUntil: '2026-03-24' },
    { kind: 'rectification-registration-prolonged', until: '2026-03-25' },
    { kind: 'rectification-rung-passed', due, interview: 'reminder' },
    { kind: 'rectification-rung-passed', due, interview: null },
    { kind: 'rectification-rung-restored', due, receivedOn: due },
    { kind: 'interview-called', interview: 'reminder', for: due },
    { kind: 'interview-called-off', interview: 'warning', for: due },
    { kind: 'interview-minuted', interview: 'reminder', result: 'held', on: due, signed: 'by-both', rectifyBy: due },
    { kind: 'interview-minuted', interview: 'warning', result: 'missed', on: due, signed: null, rectifyBy: due },
    { kind: 'rectification-extended', from: due, to: '2026-04-10' },
    { kind: 'rectification-confirmed', on: due },
    { kind: 'rectification-not-confirmed', until: null },
    { kind: 'rectification-not-confirmed', until: '2026-04-09' },
    { kind: 'rectification-cancelled', cause: 'in-error' },
    { kind: 'rectification-cancelled', cause: 'promise-kept' },
    { kind: 'not-rectified', due },
    { kind: 'rectification-reopened', endedOn: '2026-06-02', receivedOn: due },
    { kind: 'rectification-draft-discarded', draft: 'JN-2026-000002' },
    { kind: 'rectification-record-fallen', of: 'JN-2026-000002', withdrawBy: '2026-05-07' },
  ];

  it('says each entry in both languages, each in its own words, and hides but the draft from the subject', () => {
    const texts = events.map((event) => timelineText('rectification', event, (code) => code));
    for (const { zh, en } of texts) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).not.toMatch(/[\u4e00-\u9fff]/);
    }
    expect(new Set(texts.map(({ zh }) => zh)).size).toBe(events.length);
    expect(new Set(texts.map(({ en }) => en)).size).toBe(events.length);
    expect(events.filter((event) => !concernsApplicant('rectification', event)).map(({ kind }) => kind)).toEqual([
      'rectification-draft-discarded',
    ]);
  });
});
