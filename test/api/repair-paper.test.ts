import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newKey } from '../support/api.ts';
import { RepairApi } from '../support/repair-api.ts';

// The tests share two cores with whatever else runs.
jest.setTimeout(300_000);

// Thursday 10 September 2026, 10:00 in Shanghai; Sunday 20 September is worked.
const START = '2026-09-10T02:00:00.000Z';
const TUESDAY = '2026-09-08';

interface Dates {
  acceptBy: string | null;
  answerBy: string | null;
}
interface Shown {
  receivedOn: string;
  timeline: { kind: string; text: string; at: string }[];
  repair: { parts: { deadlines: { kind: string; due: string; overdue: boolean; escalations: number }[] }[] };
}

/** Kong is officer, Du supervisor of the window. */
describe('an application for repair on paper', () => {
  let on: RepairApi;
  beforeAll(async () => {
    on = await RepairApi.start(START);
  }, 300_000);
  afterAll(async () => {
    await on.stop();
  });

  /** A paper that reached the window on that day, as it is registered today. */
  async function paper(receivedOn: string, recordIds: readonly string[], subjectId: string, as = 'kong') {
    const wish = { subjectId, recordIds, receivedOn };
    const preview = (await on.preview(wish, as)).json<{
      commitment: { version: number; sha256: string };
      parts: Dates[];
    }>();
    const { version, sha256 } = preview.commitment;
    const commitment = { version, sha256, signer: '张伟', agreed: true, means: 'paper' };
    const contact = { name: '张伟', email: 'zhang@example.com', phone: null };
    return { dates: preview.parts, body: { ...wish, applicantSub: 'zhang', contact, commitment } };
  }
  async function oneRecord(decidedOn = '2026-04-10') {
    const subjectId = await on.bench.subject();
    return { subjectId, recordId: (await on.bench.record(subjectId, { decidedOn })).id };
  }
  const deadlinesOf = async (number: string, as = 'zhang') => {
    const shown = (await on.read(number, as)).json<Shown>();
    return Object.fromEntries((shown.repair.parts[0]?.deadlines ?? []).map(({ kind, ...rest }) => [kind, rest]));
  };

  it('counts from the day on which it came, and is passed on when it is registered: as the preview says', async () => {
    const { subjectId, recordId } = await oneRecord();
    const { dates, body } = await paper(TUESDAY, [recordId], subjectId);
    // Three working days from the push today; ten from receipt on Tuesday.
    expect(dates).toMatchObject([{ acceptBy: '2026-09-15', answerBy: '2026-09-21' }]);
    const opening = await on.apply(body, newKey(), 'kong');
    expect([opening.statusCode, opening.json()]).toMatchObject([
      201,
      { status: 'with-authorities', next: { kind: 'accept-by', due: '2026-09-15' } },
    ]);
    const { number } = opening.json<{ number: string }>();
    const shown = (await on.read(number, 'zhang')).json<Shown>();
    expect(shown.receivedOn).toBe(TUESDAY);
    expect(shown.timeline[0]).toMatchObject({
      kind: 'repair-applied',
      text: expect.stringContaining('2026-09-08收到纸质'),
    });
    expect(shown.timeline[0]?.at.slice(0, 10)).toBe('2026-09-10');
    expect(await deadlinesOf(number)).toMatchObject({
      'accept-by': { due: '2026-09-15' },
      'answer-by': { due: '2026-09-21', overdue: false },
    });
    const [row] = await on.bench.sql(
      `select r.signing_means as means, r.representation, r.registered_by as "registeredBy", c.applicant_sub as "applicantSub"
       from repair r join case_file c on c.id = r.case_id where c.number = ?`,
      [number],
    );
    expect(row).toEqual({ means: 'paper', representation: 'on-paper', registeredBy: 'kong', applicantSub: 'zhang' });
    // It is the applicant's own from here on.
    expect((await on.act(number, 'withdraw', 'zhang', {})).json()).toMatchObject({ status: 'withdrawn' });
  });

  it('is judged by the day on which it came, not by the one on which it is registered', async () => {
    // Three months from the decision end with Tuesday: from Wednesday on it can be repaired.
    const early = await oneRecord('2026-06-08');
    const tooEarly = await on.apply((await paper(TUESDAY, [early.recordId], early.subjectId)).body, newKey(), 'kong');
    expect(tooEarly.json()).toMatchObject({
      status: 'refused',
      refused: [{ refusals: [{ code: 'minimum-not-ended' }], earliest: '2026-09-09' }],
    });
    const inTime = await on.apply(
      (await paper('2026-09-09', [early.recordId], early.subjectId)).body,
      newKey(),
      'kong',
    );
    expect(inTime.json()).toMatchObject({ status: 'with-authorities' });
  });

  it('is registered far back by a supervisor only, never for tomorrow', async () => {
    const { subjectId, recordId } = await oneRecord();
    const apply = async (receivedOn: string, as: string) => {
      const answer = await on.apply((await paper(receivedOn, [recordId], subjectId, as)).body, newKey(), as);
      return [answer.statusCode, answer.json<{ refusals?: { code: string }[] }>().refusals?.map(({ code }) => code)];
    };
    expect(await apply('2026-09-11', 'kong')).toEqual([422, ['receipt-in-future']]);
    expect(await apply('2026-09-04', 'kong')).toEqual([422, ['backdating-needs-supervisor']]);
    expect(await apply('2026-09-04', 'du')).toEqual([201, undefined]);
  });

  it('that lay until its answer was overdue is told to the authority’s supervisor at once, and can still be answered', async () => {
    const { subjectId, recordId } = await oneRecord();
    // Two reports would have been due by now: they are told as one, and it is the first.
    const { dates, body } = await paper('2026-08-20', [recordId], subjectId, 'du');
    expect(dates).toMatchObject([{ acceptBy: '2026-09-11', answerBy: '2026-09-03' }]);
    const opening = await on.apply(body, newKey(), 'du');
    const { number } = opening.json<{ number: string }>();
    await on.bench.until(async () => (await deadlinesOf(number))['answer-by']?.escalations === 1);
    expect(await deadlinesOf(number)).toMatchObject({ 'answer-by': { due: '2026-09-03', overdue: true } });
    const answer = { authority: 'market', answers: [{ recordId, result: 'repaired' }] };
    expect((await on.act(number, 'answer', 'chen', answer)).json()).toMatchObject({ status: 'answered' });
    const { timeline } = (await on.read(number, 'chen')).json<Shown>();
    expect(timeline.filter(({ kind }) => kind === 'repair-silent').map(({ text }) => text)).toEqual([
      expect.stringContaining('已第1次报告'),
    ]);
  });

  it('is registered for who acts for the subject, by who keeps the window', async () => {
    const { subjectId, recordId } = await oneRecord();
    const { body } = await paper(TUESDAY, [recordId], subjectId);
    const stranger = await on.apply({ ...body, applicantSub: 'li' }, newKey(), 'kong');
    expect([stranger.statusCode, stranger.json()]).toMatchObject([
      400,
      { errors: [{ pointer: '/applicantSub', code: 'not-representing' }] },
    ]);
    for (const as of ['zhang', 'chen', 'auditor']) {
      expect((await on.apply(body, newKey(), as)).statusCode).toBe(403);
    }
    const nobody = await on.apply({ ...body, applicantSub: null }, newKey(), 'kong');
    expect(nobody.statusCode).toBe(201);
    expect((await on.read(nobody.json<{ number: string }>().number, 'kong')).statusCode).toBe(200);
  });
});
