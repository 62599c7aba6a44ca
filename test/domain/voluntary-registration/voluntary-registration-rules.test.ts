import { describe, expect, it } from '@jest/globals';
import { computeDeadline } from '../../../domain/deadline/deadline.ts';
import { VOLUNTARY_REGISTRATION_STATUSES } from '../../../domain/voluntary-registration/voluntary-registration.ts';
import {
  type FindingQuestion,
  reasonsAgainstFindingFalse,
} from '../../../domain/voluntary-registration/voluntary-registration-decision.ts';
import {
  doubtDecideByLedger,
  doubtStatementByLedger,
  validUntilLedger,
  verifyByLedger,
} from '../../../domain/voluntary-registration/voluntary-registration-deadlines.ts';
import {
  reasonsAgainstRegistration,
  reasonsAgainstRegistrationCorrection,
  type RegistrationQuestion,
} from '../../../domain/voluntary-registration/voluntary-registration-door.ts';
import {
  isRegistrationShown,
  mayBeRestedOn,
  REGISTRATION_CATEGORIES,
  REGISTRATION_NEEDS,
  type RegisteredContent,
  registrationMark,
} from '../../../domain/voluntary-registration/voluntary-registration-info.ts';
import { signedRegistrationText } from '../../../domain/voluntary-registration/voluntary-registration-text.ts';
import { CALENDAR } from '../calendar-data.ts';
import { RULE } from '../rules.ts';

const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code);
const CONTENT: RegisteredContent = {
  category: 'qualification',
  title: '信息安全服务资质',
  text: '取得二级资质。',
  party: '演示认证中心',
  documentNumber: 'ISS-7',
  on: '2026-09-18',
  evidence: '证书扫描件',
};
const QUESTION: RegistrationQuestion = {
  content: CONTENT,
  validUntil: '2027-09-18',
  today: '2026-09-18',
  subjectKind: 'organisation',
  sameOpen: null,
  foundFalse: null,
};
const against = (change: Partial<RegistrationQuestion>) =>
  codes(reasonsAgainstRegistration({ ...QUESTION, ...change }, RULE));
const content = (change: Partial<RegisteredContent>) => ({ content: { ...CONTENT, ...change } });

describe('what a subject may register of itself', () => {
  it('is what an organisation says, whole, whose word was not found false', () => {
    expect(against({})).toEqual([]);
    expect(against({ subjectKind: 'person' })).toEqual(['registration-of-person']);
    expect(against({ foundFalse: 'JN-2026-000001' })).toEqual(['registration-found-false']);
    expect(against({ sameOpen: 'JN-2026-000002', ...content({ on: null }) })).toEqual([
      'registration-open',
      'registration-incomplete',
    ]);
  });

  it('is complete by its kind, and what is missing is named all at once', () => {
    for (const category of REGISTRATION_CATEGORIES) {
      const bare = content({ category, party: null, documentNumber: null, on: null, evidence: null });
      expect([category, against(bare)]).toEqual([category, ['registration-incomplete']]);
      expect(REGISTRATION_NEEDS[category]).toContain('evidence');
    }
    const [refusal] = reasonsAgainstRegistration({ ...QUESTION, ...content({ party: null, evidence: null }) }, RULE);
    expect(refusal?.text.zh).toMatch(/发证、对方或者受益单位、佐证材料/);
    expect(against(content({ category: 'operation', party: null, documentNumber: null, on: null }))).toEqual([]);
  });

  it('lies behind it, and counts from tomorrow to two years on', () => {
    expect(against(content({ on: '2026-09-19' }))).toEqual(['registration-day-ahead']);
    expect(against({ validUntil: '2026-09-18' })).toEqual(['registration-validity']);
    expect(against({ validUntil: '2026-09-19' })).toEqual([]);
    expect(against({ validUntil: '2028-09-18' })).toEqual([]);
    expect(against({ validUntil: '2028-09-19' })).toEqual(['registration-validity']);
  });

  it('holds no identity number where everybody reads it; any other long number is none', () => {
    const person = '11010519491231002X';
    for (const change of [{ title: `负责人${person}` }, { text: `号码${person.toLowerCase()}。` }, { party: person }])
      expect(against(content(change))).toEqual(['registration-personal-number']);
    expect(against(content({ evidence: `身份证${person}` }))).toEqual([]);
    expect(against(content({ documentNumber: '110105194912310021' }))).toEqual([]);
    expect(against(content({ documentNumber: `9${person.slice(0, 17)}0` }))).toEqual([]);
  });
});

describe('what a subject may correct', () => {
  const correction = (change: Partial<RegisteredContent>, validUntil = QUESTION.validUntil) =>
    codes(
      reasonsAgainstRegistrationCorrection(
        { ...content(change), validUntil, today: QUESTION.today },
        { content: CONTENT, validUntil: QUESTION.validUntil },
        RULE,
      ),
    );

  it('is anything but its kind, and something at least', () => {
    expect(correction({})).toEqual(['registration-unchanged']);
    expect(correction({}, '2027-12-31')).toEqual([]);
    expect(correction({ text: '取得三级资质。' })).toEqual([]);
    expect(correction({ category: 'charity' })).toEqual(['registration-other-category']);
    expect(correction({ text: '取得三级资质。', evidence: null })).toEqual(['registration-incomplete']);
  });
});

describe('what is shown of it', () => {
  it('is what stands undoubted, to the end of its last day; rested on is only what was verified', () => {
    const shown = VOLUNTARY_REGISTRATION_STATUSES.filter((status) =>
      isRegistrationShown({ status, validUntil: '2026-09-18' }, '2026-09-18'),
    );
    expect(shown).toEqual(['unverified', 'verified']);
    expect(isRegistrationShown({ status: 'verified', validUntil: '2026-09-18' }, '2026-09-19')).toBe(false);
    expect(mayBeRestedOn({ status: 'verified', validUntil: '2026-09-18' }, '2026-09-18')).toBe(true);
    expect(mayBeRestedOn({ status: 'verified', validUntil: '2026-09-18' }, '2026-09-19')).toBe(false);
    expect(mayBeRestedOn({ status: 'unverified', validUntil: '2026-09-18' }, '2026-09-18')).toBe(false);
  });

  it('carries a mark as long as it is open', () => {
    expect(VOLUNTARY_REGISTRATION_STATUSES.map(registrationMark)).toEqual([
      null,
      null,
      'unverified',
      'verified',
      'in-doubt',
      'in-doubt',
      null,
      null,
      null,
    ]);
  });
});

describe('the promise of truth', () => {
  const facts = { subjectName: '好味公司', windowName: '信用中心', content: CONTENT, validUntil: '2027-09-18' };
  it('names all that is registered, that it is true, and that it may be shown and used; the same facts, the same text', () => {
    const text = signedRegistrationText(' 标准文本 \n', facts);
    expect(text.startsWith('标准文本\n\n承诺人：好味公司')).toBe(true);
    for (const part of [
      '信息安全服务资质',
      '取得二级资质。',
      '演示认证中心',
      'ISS-7',
      '2026年9月18日',
      '2027年9月18日',
    ])
      expect(text).toContain(part);
    expect(text).toMatch(/公开承诺上述信息真实、准确、完整/);
    expect(text).toMatch(/授权受理单位公开上述信息（佐证材料除外），并对其整合、共享，用于信用评价和信用报告/);
    expect(signedRegistrationText('标准文本', facts)).toBe(text);
    const bare = { ...CONTENT, party: null, documentNumber: null, on: null, evidence: null };
    expect(signedRegistrationText('标准文本', { ...facts, content: bare })).not.toMatch(/编号：|佐证材料（不公开）/);
  });
});

describe('the terms', () => {
  it('ten working days to verify, five to be heard, ten to decide; a validity is over on its day, a day off too', () => {
    // The Sunday after Friday the 18th is worked for the National Day.
    expect(computeDeadline(verifyByLedger('2026-09-18', RULE), CALENDAR).due).toBe('2026-10-09');
    expect(computeDeadline(doubtStatementByLedger('2026-09-18', RULE), CALENDAR).due).toBe('2026-09-24');
    expect(computeDeadline(doubtDecideByLedger('2026-09-24', false, RULE), CALENDAR).due).toBe('2026-10-15');
    expect(computeDeadline(validUntilLedger('2026-09-18', '2026-10-04'), CALENDAR)).toMatchObject({
      due: '2026-10-04',
      provisional: false,
    });
    expect(computeDeadline(validUntilLedger('2026-09-18', '2028-05-01'), CALENDAR)).toMatchObject({
      due: '2028-05-01',
      provisional: false,
    });
    expect(doubtDecideByLedger('2026-09-24', true, RULE).startEvent).toMatchObject({ zh: '当事人陈述完毕' });
  });
});

describe('finding something false', () => {
  const question: FindingQuestion = {
    now: '2026-10-20T02:00:00.000Z',
    reason: '认证中心否认',
    answerToStatement: null,
    statementDue: '2026-09-24',
    writtenOn: '2026-09-10',
    waivedOn: null,
    wasHeard: false,
    unanswered: 0,
  };
  const ask = (change: Partial<FindingQuestion>) =>
    codes(reasonsAgainstFindingFalse({ ...question, ...change }, RULE, CALENDAR));

  it('waits for what may still come, answers what was said, and gives reasons', () => {
    expect(ask({})).toEqual([]);
    expect(ask({ reason: ' ' })).toEqual(['decision-needs-reason']);
    expect(ask({ wasHeard: true })).toEqual(['statement-needs-answer']);
    expect(ask({ wasHeard: true, answerToStatement: '不予采纳' })).toEqual([]);
    expect(ask({ now: '2026-09-25T02:00:00.000Z' })).toEqual(['receipts-may-come']);
    expect(ask({ now: '2026-09-25T02:00:00.000Z', waivedOn: '2026-09-22' })).toEqual([]);
  });
});
